"""Financial history, bills and payments, liens and time charged (CC-22, CC-28, CC-34)."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.domain.control_central.account_facts import LienRow, TimeRow
from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.control_central.financial_history import MOST_ROWS, HistoryRow
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents
from screens.control_central.drilling import Links, links_of
from screens.control_central.hit_columns import money
from screens.control_central.rows import told_more, why_empty
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip

_PAYOFF_FROM = 74
"""Cells from which the payoff columns have room beside the current ones."""
_NOT_AGED = "blank date: not begun to age"


def history_lines(page: AccountPage, width: int) -> list[Line]:
    """Financial events newest first, with the balances after each."""
    history = page.history
    if not history.count:
        return why_empty("No financial transactions on this account.", width)
    rows = [_heading(width), *(_event(row, width) for row in history.rows)]
    told = [f"{len(history.rows)} shown"]
    if history.more:
        cut = len(history.rows) >= MOST_ROWS
        told.append(f"{history.more} more {'cut' if cut else 'within twenty months: a for all'}")
    if any(row.transaction.effective is None for row in history.rows):
        told.append(_NOT_AGED)
    if history.older:
        told.append(f"{history.older} older")
    rows.append(((clip(f" {' · '.join(told)}", width), "label"),))
    if page.reported_balance != history.current:
        reported = f" ! The modules report {show_cents(page.reported_balance)}."
        rows.append(((clip(reported, width), "warn"),))
    return rows


def history_links(page: AccountPage) -> Links:
    """Each row opens its transaction."""
    refs = (_transaction(page, row) for row in page.history.rows)
    of = f"transactions of {page.person.name}"
    return links_of(((i, (ref,)) for i, ref in enumerate(refs, 1)), of)


def _transaction(page: AccountPage, row: HistoryRow) -> RecordRef:
    return RecordRef("transaction", page.account_id, str(row.transaction.ft_id))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the history: what is left over goes to the type."""

    kind: int
    money: int
    payoff: bool

    @classmethod
    def of(cls, width: int) -> _Columns:
        payoff = width >= _PAYOFF_FROM
        cents = 14 if width >= 100 else 11
        return cls(max(3, width - 11 - (4 if payoff else 2) * (cents + 1)), cents, payoff)


def _heading(width: int) -> Line:
    columns = _Columns.of(width)
    names = ("Amount", "Balance", "Payoff", "Payoff bal.")[: 4 if columns.payoff else 2]
    text = f" Effective {cell('Type', columns.kind - 1)}"
    text += "".join(f" {name:>{columns.money}}" for name in names)
    return ((clip(text, width), "label"),)


def _event(row: HistoryRow, width: int) -> Line:
    moved, columns = row.transaction, _Columns.of(width)

    def amount(cents: int) -> str:
        return f" {money(cents, columns.money):>{columns.money}}"

    start = f" {cell(day(moved.effective), 8)}  {cell(row.label, columns.kind)}"
    start += amount(moved.current) + amount(row.balance)
    if not columns.payoff:
        return ((start, ""),)
    return (
        (start, ""),
        (amount(moved.payoff), "label" if moved.payoff == moved.current else ""),
        (amount(row.payoff_balance), "label" if row.payoff_balance == row.balance else ""),
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    label: str
    text: str
    after: str = ""
    ref: RecordRef | None = None


def _facts(page: AccountPage) -> list[_Fact]:
    """Every row of Financial Information that has something to say, in the source's order."""
    facts = [
        _Fact(balance_label(page), show_cents(page.current_balance), _payoff(page)),
        _bill(page, "Last bill", 0),
        _last(page, "Last payment", "payment", 0),
        _bill(page, "Previous bill", 1),
        _Fact("Next bill", day(page.next_bill)),
        *(_Fact(row.label, row.text, "", row.ref) for row in page.finance),
    ]
    return [fact for fact in facts if fact.text]


def balance_label(page: AccountPage) -> str:
    """Name the balance: the sum of transactions, or what IDRS reports where there are none."""
    reported = not page.history.count and page.reported_balance
    return "Reported balance" if reported else "Current balance"


def _payoff(page: AccountPage) -> str:
    differs = page.payoff_balance != page.current_balance
    return f"  payoff {show_cents(page.payoff_balance)}" if differs else ""


def _bill(page: AccountPage, label: str, place: int) -> _Fact:
    """A completed bill, newest first; without bills, the transaction of that kind."""
    bills = [bill for bill in reversed(page.bills) if bill.status == "complete"]
    if not bills:
        return _last(page, label, "bill", place)
    if place >= len(bills):
        return _Fact(label, "")
    bill = bills[place]
    due = f"  due {day(bill.due)}" if bill.due else ""
    return _Fact(label, f"{day(bill.billed_on)} {show_cents(bill.charges)}", due, bill.ref)


def _last(page: AccountPage, label: str, kind: str, place: int) -> _Fact:
    row = page.history.latest(kind, place)
    if row is None:
        return _Fact(label, "")
    moved = row.transaction
    amount = -moved.current if kind == "payment" else moved.current
    text = f"{day(moved.effective) or 'not begun to age:'} {show_cents(amount)}"
    due = f"  due {day(moved.due)}" if moved.due else ""
    return _Fact(label, text, due, _transaction(page, row))


def financial_lines(page: AccountPage, width: int) -> list[Line]:
    """Balances, bills, payments and what is pending; blank rows are left out."""
    facts = _facts(page)
    label = max(10, min(24, max(len(fact.label) for fact in facts), width // 2))
    return [
        ((f" {cell(fact.label, label)}", "label"), (f" {fact.text}", ""), (fact.after, "label"))
        for fact in facts
    ]


def financial_links(page: AccountPage) -> Links:
    """What the lines of `financial_lines` open."""
    refs = (fact.ref for fact in _facts(page))
    lines = ((i, (ref,) if ref else ()) for i, ref in enumerate(refs))
    return links_of(lines, f"bills and payments of {page.person.name}")


def lien_lines(page: AccountPage, width: int) -> list[Line]:
    """Liens of the case's modules as a table."""
    if not page.liens:
        return why_empty("No lien that your profile shows.", width)
    office = max(0, width - 71)
    head = (
        f" {'Lien':<12} MFT Period {'Status':<10} {'Filed':<8} {'Released':<8} {'Amount':>14}"
        f" {'Office' if office > 5 else ''}"
    )
    return [((clip(head, width), "label"),), *(_lien(row, office) for row in page.liens)]


def _lien(row: LienRow, office: int) -> Line:
    text = (
        f" {cell(row.number, 12)} {cell(row.mft, 3)} {cell(row.period, 6)} {cell(row.status, 10)}"
        f" {cell(day(row.filed_on), 8)} {cell(day(row.released_on), 8)} {money(row.amount, 14):>14}"
    )
    return ((text, ""), (f" {cell(row.office, office)}" if office > 5 else "", ""))


def time_lines(page: AccountPage, width: int) -> list[Line]:
    """Hours charged to the case, newest day first, and the hours of all."""
    charged = page.time_charged
    if not charged.rows:
        return why_empty("No time charged to the case that your profile shows.", width)
    head = f" {'Day':<8} {'Hours':>8}  {'Code':<8} Who"
    rows: list[Line] = [((clip(head, width), "label"),)]
    rows += [_time(row, width) for row in charged.rows]
    rows.append(((clip(f" All      {_hours(charged.total):>8}", width), "title"),))
    if charged.more:
        rows.append(told_more(len(charged.rows), charged.more, width, all_key=False))
    return rows


def _time(row: TimeRow, width: int) -> Line:
    text = f" {cell(day(row.day), 8)} {_hours(row.hours):>8}  {cell(row.code, 8)} "
    return ((text, ""), (clip(row.who, max(4, width - len(text))), ""))


def _hours(hundredths: int) -> str:
    return f"{hundredths / 100:,.2f}"
