"""Alerts, activity, compliance and contacts of an account or a person (CC-21, CC-23, CC-26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entity_tui.domain.control_central.account_page import AccountPage, ActivityRow
from entity_tui.domain.control_central.compliance import ComplianceRow
from entity_tui.domain.control_central.contacts import ContactRow, age
from screens.control_central.rows import told_more, why_empty
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip

_WITH_NAMES = 74
"""Cells from which there is room for who did it."""


def alert_lines(page: AccountPage, width: int) -> list[Line]:
    """One line per alert; `!` marks what cannot wait."""
    if not page.alerts:
        return why_empty("No alerts.", width)
    return [
        ((f" {'!' if alert.urgent else ' '} ", "warn"), (alert.text, "")) for alert in page.alerts
    ]


def activity_lines(page: AccountPage, width: int) -> list[Line]:
    """What happened on the account, newest first; each event on one line."""
    if not page.activity:
        hidden = page.case is None and page.case_hidden
        why = "The case is outside your profile." if hidden else "No activity on the case."
        return why_empty(why, width)
    rows = [_entry(row, width) for row in page.activity]
    if page.activity_more:
        rows.append(told_more(len(page.activity), page.activity_more, width))
    return rows


def _entry(row: ActivityRow, width: int) -> Line:
    who = row.who.split(",")[0] if width >= _WITH_NAMES else ""
    kind = 10 if width >= 50 else 0
    room = width - 10 - (kind + 1 if kind else 0) - (13 if who else 0)
    head = f" {cell(day(row.day), 8)}{' ' + cell(row.kind, kind) if kind else ''}"
    return (
        (head, "label"),
        (f" {cell(row.text, max(4, room))}", ""),
        (f" {cell(who, 12)}" if who else "", "label"),
    )


def compliance_lines(page: AccountPage, width: int) -> list[Line]:
    """Active overdue processes and pay plans, newest first."""
    if not page.compliance:
        return why_empty("No active overdue process or pay plan.", width)
    rows = [_process(row, width) for row in page.compliance]
    if page.compliance_more:
        rows.append(told_more(len(page.compliance), page.compliance_more, width))
    return rows


def _process(row: ComplianceRow, width: int) -> Line:
    label = 16 if width >= 50 else 8
    return (
        (f" {cell(day(row.day), 8)} {cell(row.label, label)}", "label"),
        (f" {clip(row.text, max(4, width - label - 11))}", ""),
    )


def contact_lines(contacts: Sequence[ContactRow], today: date, width: int) -> list[Line]:
    """Customer contacts, newest first; an open one says so."""
    if not contacts:
        return why_empty("No customer contacts.", width)
    return [_contact(row, today, width) for row in contacts]


def _contact(row: ContactRow, today: date, width: int) -> Line:
    who = row.user_name if width >= _WITH_NAMES else ""
    mark = "open: " if row.is_open else ""
    room = width - 21 - (13 if who else 0)
    return (
        (f" {cell(day(row.at.date()), 8)} {cell(row.contact_type.capitalize(), 9)} ", "label"),
        (cell(mark + row.comment, max(4, room)), ""),
        (f" {cell(who, 12)}" if who else "", "label"),
    )


def last_contact(contacts: Sequence[ContactRow], today: date) -> str:
    """`12 days old, RAMOS`: how old the newest contact is, and whose (CC-33)."""
    if not contacts:
        return "none"
    newest = max(contacts, key=lambda row: row.at)
    return f"{age(newest.at.date(), today)}, {newest.user_name}"
