"""Compliance: active overdue processes and pay plans, and the compliance rating (CC-26, AM-14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.financial_history import FIRST_ROWS
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents

PLANS_ALERTED = ("pending start", "active", "pending stop")


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """An active overdue process or pay plan, newest first."""

    day: date
    label: str
    """`Overdue process` or `Pay plan`."""
    text: str
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One transaction of the rating, in effect from `start` up to `until`."""

    number: str
    start: date
    until: date | None
    points: int
    reason: str
    created_on: date
    created_by: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The rating of a day; `value` is None while the installation has set no start rating."""

    value: int | None = None
    threshold: int | None = None

    @property
    def low(self) -> bool:
        """Is it below the threshold?"""
        return self.value is not None and self.threshold is not None and self.value < self.threshold


def rating(
    start: int | None, threshold: int | None, changes: Iterable[RatingChange], today: date
) -> Rating:
    """The start rating and what is in effect on the day (manual, Account - Collections)."""
    if start is None:
        return Rating(None, threshold)
    return Rating(start + sum(c.points for c in changes if in_effect(c, today)), threshold)


def in_effect(change: RatingChange, today: date) -> bool:
    """Return whether a transaction of the rating counts on the day: from `start` up to `until`."""
    return change.start <= today and (change.until is None or today < change.until)


@dataclass(frozen=True, slots=True)
class Plan:
    """A pay plan as its information string names it."""

    number: str
    plan_type: str
    status: str
    start: date

    @property
    def text(self) -> str:
        """`Installment agreement, active from 03/14/26`."""
        return f"{self.plan_type}, {self.status} from {self.start:%m/%d/%y}"


@dataclass(frozen=True, slots=True)
class Process:
    """An overdue process as its information string names it."""

    number: str
    process_type: str
    status: str
    started: date
    ended: date | None
    amount: int

    @property
    def text(self) -> str:
        """`Balance due, active since 08/03/26: 4,400.75`."""
        ended = f", ended {self.ended:%m/%d/%y}" if self.ended else ""
        return (
            f"{self.process_type}, {self.status} since {self.started:%m/%d/%y}{ended}: "
            f"{show_cents(self.amount)}"
        )


def compliance_rows(
    account_id: int, debts: Sequence[Process], agreed: Sequence[Plan], limit: int = FIRST_ROWS
) -> tuple[tuple[ComplianceRow, ...], int]:
    """Active processes and plans, newest first, and how many more there are."""
    rows = [
        ComplianceRow(
            p.started, "Overdue process", p.text, RecordRef("overdue process", account_id, p.number)
        )
        for p in debts
        if p.status == "active"
    ]
    rows += [
        ComplianceRow(p.start, "Pay plan", p.text, RecordRef("pay plan", account_id, p.number))
        for p in agreed
        if p.status == "active"
    ]
    rows.sort(key=lambda row: (row.day, row.ref.key), reverse=True)
    return tuple(rows[:limit]), max(0, len(rows) - limit)
