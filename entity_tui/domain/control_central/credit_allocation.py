"""Credit allocation detail: what was assessed, collected, waived, written off (CC-25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

NO_ASSESSMENT = "No assessment grouping"
UNAPPLIED, TOTAL = "Unapplied credits", "Total"
_WAIVABLE = ("penalty", "interest")


@dataclass(frozen=True, slots=True)
class Posting:
    """A frozen transaction as the allocation sees it; credits are negative, amounts in cents."""

    number: str
    kind: str
    category: str
    """Its debt category; of a credit the one it was applied to, "" for none."""
    credit: str
    """What kind of credit it is: collected, waived, written off, other; "" for a debit."""
    amount: int
    obligation_id: int = 0
    assessment: str = ""
    account_id: int = 0
    day: date | None = None
    """When it is effective; None while it has not begun to age."""


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """One debt category, unapplied credits or the total; `postings` back each amount."""

    category: str
    assessed: int = 0
    collected: int = 0
    waived: int = 0
    written_off: int = 0
    other: int = 0
    postings: dict[str, tuple[Posting, ...]] = field(default_factory=dict)
    """By column: the transactions that make the amount."""

    @property
    def total(self) -> int:
        """What is left of it."""
        return self.assessed + self.collected + self.waived + self.written_off + self.other


COLUMNS = ("assessed", "collected", "waived", "written_off", "other")


@dataclass(frozen=True, slots=True)
class Level:
    """What the detail is restricted to: an account, one obligation, one assessment of it.

    With `person_id` alone: all accounts the person is the main taxpayer of (CC-31).
    """

    account_id: int
    obligation_id: int = 0
    assessment: str = ""
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """The detail of a level; `message` says which and through when it is calculated."""

    level: Level
    message: str
    rows: tuple[AllocationRow, ...]
    obligations: tuple[tuple[int, str], ...] = ()
    """Obligations that support detailed balance: id and `01 202603`."""
    assessments: tuple[str, ...] = ()


def allocation_rows(postings: Iterable[Posting]) -> tuple[AllocationRow, ...]:
    """A row per debt category, unapplied credits where the total is a credit, and the total.

    Waived applies to penalty and interest only; a waiver of another category is other credit.
    Credits applied to no category are called unapplied only where the whole is a credit.
    """
    sums: dict[str, dict[str, int]] = {}
    found: dict[str, dict[str, list[Posting]]] = {}
    for posting in postings:
        column = _column(posting)
        row = sums.setdefault(posting.category, dict.fromkeys(COLUMNS, 0))
        row[column] += posting.amount
        found.setdefault(posting.category, {}).setdefault(column, []).append(posting)
    total = sum(sum(row.values()) for row in sums.values())
    rows = [
        AllocationRow(
            _named(category, total), **row,
            postings={column: tuple(those) for column, those in found[category].items()},
        )
        for category, row in sorted(sums.items(), key=lambda item: _rank(item[0]))
    ]  # fmt: skip
    return (*rows, _summed(rows)) if rows else ()


def _column(posting: Posting) -> str:
    if not posting.credit:
        return "assessed"
    if posting.credit == "waived" and posting.category not in _WAIVABLE:
        return "other"
    return {"collected": "collected", "waived": "waived", "written off": "written_off"}.get(
        posting.credit, "other"
    )


def _named(category: str, total: int) -> str:
    return category.capitalize() or (UNAPPLIED if total < 0 else "Not allocated")


def _rank(category: str) -> tuple[int, str]:
    order = ("tax", "penalty", "interest")
    if not category:
        return len(order) + 1, ""
    return order.index(category) if category in order else len(order), category


def _summed(rows: Sequence[AllocationRow]) -> AllocationRow:
    return AllocationRow(
        TOTAL,
        **{column: sum(getattr(row, column) for row in rows) for column in COLUMNS},
        postings={
            column: tuple(p for row in rows for p in row.postings.get(column, ()))
            for column in COLUMNS
        },
    )


def through_message(dates: Sequence[date | None], shown: str) -> str:
    """`Account 2290114411-7, calculated through 11/20/26`, or that the dates differ."""
    different = set(dates)
    if not different or different == {None}:
        return f"{shown}; penalty and interest were not calculated"
    if len(different) > 1:
        return f"{shown}; the obligations are calculated through different dates"
    (day,) = different
    assert day is not None
    return f"{shown}, calculated through {day:%m/%d/%y}"
