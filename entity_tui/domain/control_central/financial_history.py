"""Account Financial History: running balances, twenty months back, newest first (CC-22, CC-28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS_SHOWN = 20
FIRST_ROWS = 25
MOST_ROWS = 750


@dataclass(frozen=True, slots=True)
class Transaction:
    """A financial transaction as stored; amounts in cents, credits negative."""

    ft_id: int
    number: str
    kind: str
    """bill, payment, adjustment, bill cancel, pay cancel, adjustment cancel."""
    ft_type: str
    mft: str
    period: str
    effective: date | None
    """None while it has not begun to age."""
    current: int
    payoff: int
    due: date | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A transaction with the balances after it."""

    transaction: Transaction
    balance: int
    payoff_balance: int

    @property
    def label(self) -> str:
        """`Bill`, `Payment`, `Adjustment: penalty`, `Pay cancel: not sufficient funds`."""
        kind = self.transaction.kind.capitalize()
        return f"{kind}: {self.transaction.ft_type}" if self.transaction.ft_type else kind


@dataclass(frozen=True, slots=True)
class FinancialHistory:
    """The rows shown, newest first; `more` rows lie within the twenty months, `older` before."""

    rows: tuple[HistoryRow, ...] = ()
    more: int = 0
    older: int = 0
    current: int = 0
    payoff: int = 0
    count: int = 0
    landmarks: tuple[HistoryRow, ...] = ()
    """The two newest rows of each kind, however long ago."""

    def latest(self, kind: str, place: int = 0) -> HistoryRow | None:
        """The newest (or next newest) row of a kind."""
        found = [row for row in self.landmarks if row.transaction.kind == kind]
        return found[place] if place < len(found) else None


def financial_history(
    transactions: Sequence[Transaction], limit: int = FIRST_ROWS
) -> FinancialHistory:
    """The history of an account; what has not begun to age stands newest, as it will.

    Balances run over all transactions, shown or not: the newest row's are the account's.
    """
    ordered = sorted(transactions, key=_age)
    rows, current, payoff = [], 0, 0
    for transaction in ordered:
        current += transaction.current
        payoff += transaction.payoff
        rows.append(HistoryRow(transaction, current, payoff))
    aged = [t.effective for t in ordered if t.effective]
    first = months_before(max(aged), MONTHS_SHOWN) if aged else date.min
    recent = [r for r in reversed(rows) if (r.transaction.effective or date.max) >= first]
    shown = tuple(recent[: min(limit, MOST_ROWS)])
    return FinancialHistory(
        rows=shown, more=len(recent) - len(shown), older=len(rows) - len(recent),
        current=current, payoff=payoff, count=len(rows), landmarks=_landmarks(rows),
    )  # fmt: skip


def _landmarks(rows: Sequence[HistoryRow]) -> tuple[HistoryRow, ...]:
    kept: list[HistoryRow] = []
    for row in reversed(rows):
        if sum(other.transaction.kind == row.transaction.kind for other in kept) < 2:
            kept.append(row)
    return tuple(kept)


def _age(transaction: Transaction) -> tuple[date, str, int]:
    return transaction.effective or date.max, transaction.number, transaction.ft_id


def months_before(day: date, months: int) -> date:
    """The same day so many months ago; where that month has none, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
