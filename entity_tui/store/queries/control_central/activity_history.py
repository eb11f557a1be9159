"""Account Activity History: what happened around an account, newest first (CC-21)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entity_tui.domain.control_central.account_page import ActivityRow, CaseCard
from entity_tui.domain.control_central.compliance import Process, RatingChange
from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.financial_history import FIRST_ROWS
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day, day


def activity_history(
    raw: Raw, viewer: Viewer, account_id: int, case: CaseCard | None, talks: Sequence[ContactRow],
    debts: Sequence[Process], ratings: Sequence[RatingChange], limit: int = FIRST_ROWS,
) -> tuple[tuple[ActivityRow, ...], int]:  # fmt: skip
    """The newest events of every kind, and how many more there are.

    Pending overdue events, inactive processes, contacts, ratings, and the case with its entries.
    """
    rows = [
        *_events(raw, account_id),
        *_processes(account_id, debts),
        *_contacts(talks),
        *_ratings(account_id, ratings),
    ]
    more = 0
    if case is not None:
        entries, more = _entries(raw, viewer, account_id, case.case_id, limit)
        rows += [*_case(account_id, case), *entries]
    rows.sort(key=lambda row: row.day, reverse=True)
    return tuple(rows[:limit]), more + max(0, len(rows) - limit)


def _events(raw: Raw, account_id: int) -> list[ActivityRow]:
    rows = raw.rows(
        "SELECT process, seq, event_type, trigger_on FROM overdue_event "
        "WHERE account_id = ? AND status = 'pending' ORDER BY trigger_on DESC, process, seq",
        (account_id,),
    )
    return [
        ActivityRow(
            day(due), "Overdue event", "overdue", f"Overdue event pending: {kind}", "",
            RecordRef("overdue process", account_id, process),
        )
        for process, _, kind, due in rows
    ]  # fmt: skip


def _processes(account_id: int, debts: Sequence[Process]) -> list[ActivityRow]:
    return [
        ActivityRow(
            p.ended or p.started, "Overdue process", "overdue", f"Overdue process: {p.text}", "",
            RecordRef("overdue process", account_id, p.number),
        )
        for p in debts
        if p.status == "inactive"
    ]  # fmt: skip


def _contacts(talks: Sequence[ContactRow]) -> list[ActivityRow]:
    return [
        ActivityRow(
            talk.at.date(), "Customer contact", "contact",
            f"Customer contact, {talk.contact_type}: {talk.comment}", talk.user_name,
            RecordRef("contact", talk.person_id, str(talk.contact_id)),
        )
        for talk in talks
    ]  # fmt: skip


def _ratings(account_id: int, ratings: Sequence[RatingChange]) -> list[ActivityRow]:
    return [
        ActivityRow(
            r.created_on, "Compliance rating", "rating",
            f"Rating {r.points:+d} {r.reason}" + (f" until {r.until:%m/%d/%y}" if r.until else ""),
            r.created_by, RecordRef("compliance rating", account_id, r.number),
        )
        for r in ratings
    ]  # fmt: skip


def _case(account_id: int, case: CaseCard) -> list[ActivityRow]:
    ref = RecordRef("case", account_id, str(case.case_id))
    started = case.received_on or case.assigned_on
    rows = []
    if started:
        rows.append(ActivityRow(started, "Case", "case", "Case received", case.officer, ref))
    if case.closed_on:
        rows.append(ActivityRow(case.closed_on, "Case", "case", "Case closed", case.officer, ref))
    return rows


def _entries(
    raw: Raw, viewer: Viewer, account_id: int, case_id: int, limit: int
) -> tuple[list[ActivityRow], int]:
    rows = raw.rows(
        "SELECT v.day, v.seq, v.kind, v.entry, v.assignment, c.assignment, "
        "(SELECT max(e.name) FROM employee_assignment x JOIN employee e "
        "ON e.employee_id = x.employee_id WHERE x.assignment = v.assignment AND x.start <= v.day "
        "AND (x.until IS NULL OR x.until > v.day)) FROM activity v "
        "JOIN field_case c ON c.case_id = v.case_id "
        "WHERE v.case_id = ? ORDER BY v.day DESC, v.seq DESC LIMIT ?",
        (case_id, limit),
    )
    seen = [row for row in rows if viewer.scope.sees_case(row[5])]
    count = len(seen)
    if seen and len(rows) == limit:
        count = int(raw.value("SELECT count(*) FROM activity WHERE case_id = ?", (case_id,)))
    shown = [
        ActivityRow(
            as_day(at) or date.min, "Activity", kind, entry, name or number,
            RecordRef("activity", case_id, f"{day(at)}/{seq}"),
        )
        for at, seq, kind, entry, number, _, name in seen
    ]  # fmt: skip
    return shown, count - len(shown)
