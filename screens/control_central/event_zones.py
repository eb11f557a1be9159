"""Alerts, financial history and activity history of an account (CC-21, CC-22, CC-23, CC-28)."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.domain.control_central.account_page import AccountPage, ActivityRow
from entity_tui.domain.control_central.financial_history import HistoryRow
from entity_tui.domain.money import show_cents
from screens.control_central.hit_columns import money
from screens.control_central.rows import why_empty
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip

_PAYOFF_FROM = 74
"""Cells from which the payoff columns have room beside the current ones."""


def alert_lines(page: AccountPage, width: int) -> list[Line]:
    """One line per alert; `!` marks what cannot wait."""
    if not page.alerts:
        return why_empty("No alerts.", width)
    return [
        ((f" {'!' if alert.urgent else ' '} ", "warn"), (clip(alert.text, width - 3), ""))
        for alert in page.alerts
    ]


def history_lines(page: AccountPage, width: int) -> list[Line]:
    """Financial events newest first, with the balances after each."""
    history = page.history
    if not history.count:
        return why_empty("No financial transactions on this account.", width)
    rows = [_heading(width), *(_event(row, width) for row in history.rows)]
    told = [f"{len(history.rows)} shown"]
    if history.more:
        told.append(f"{history.more} more within twenty months")
    if history.older:
        told.append(f"{history.older} older")
    rows.append(((clip(f" {' · '.join(told)}", width), "label"),))
    if page.reported_balance != history.current:
        reported = f" ! The modules report {show_cents(page.reported_balance)}."
        rows.append(((clip(reported, width), "warn"),))
    return rows


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
    names = ("Amount", "Balance", "Payoff", "Balance")[: 4 if columns.payoff else 2]
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


def financial_lines(page: AccountPage, width: int) -> list[Line]:
    """Last and previous bill, last payment; blank rows are left out."""
    history = page.history
    pairs = (
        ("Last bill", history.latest("bill")),
        ("Previous", history.latest("bill", 1)),
        ("Last paid", history.latest("payment")),
    )
    lines: list[Line] = [
        (
            (f" {cell(label, 10)}", "label"),
            (f" {day(row.transaction.effective)} {show_cents(row.transaction.current)}", ""),
            (f"  due {day(row.transaction.due)}" if row.transaction.due else "", "label"),
        )
        for label, row in pairs
        if row
    ]
    return lines or why_empty("Nothing was billed or paid.", width)


def activity_lines(page: AccountPage, width: int) -> list[Line]:
    """What was done on the case, newest first; each entry on one line."""
    if not page.activity:
        hidden = page.case is None and page.case_hidden
        why = "The case is outside your profile." if hidden else "No activity on the case."
        return why_empty(why, width)
    rows = [_entry(row, width) for row in page.activity]
    if page.activity_more:
        rows.append(((clip(f" {page.activity_more} more", width), "label"),))
    return rows


def _entry(row: ActivityRow, width: int) -> Line:
    who = row.who.split(",")[0] if width >= _PAYOFF_FROM else ""
    kind = 10 if width >= 50 else 0
    room = width - 10 - (kind + 1 if kind else 0) - (13 if who else 0)
    head = f" {cell(day(row.day), 8)}{' ' + cell(row.kind, kind) if kind else ''}"
    return (
        (head, "label"),
        (f" {cell(row.text, max(4, room))}", ""),
        (f" {cell(who, 12)}" if who else "", "label"),
    )
