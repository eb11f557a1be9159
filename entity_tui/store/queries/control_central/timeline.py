"""The events of an account's or a person's timeline, within the viewer's scope (CC-30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.timeline import (
    Timeline,
    TimelineEvent,
    month_moved,
    timeline,
)
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant
from entity_tui.store.database import Raw, day
from entity_tui.store.queries.control_central.account_lines import account_lines
from entity_tui.store.queries.control_central.person_page import require_account, require_person
from entity_tui.store.queries.installation import office_zone

_MOST_ACCOUNTS = 50
# Line, letter, words, the record's kind, and the SELECT of day, key and cents between two days.
_OF_ACCOUNT = (
    ("Bills", "B", "Bill", "bill", "SELECT billed_on, number, charges FROM bill WHERE "
     "status <> 'canceled' AND account_id = ? AND billed_on >= ? AND billed_on < ?"),
    ("Payments", "P", "Payment", "payment", "SELECT paid_on, number, amount FROM payment WHERE "
     "status <> 'canceled' AND account_id = ? AND paid_on >= ? AND paid_on < ?"),
    ("Payments", "X", "Payment canceled", "payment", "SELECT paid_on, number, amount FROM payment "
     "WHERE status = 'canceled' AND account_id = ? AND paid_on >= ? AND paid_on < ?"),
    ("Adjustments", "A", "Adjustment", "adjustment", "SELECT made_on, number, amount "
     "FROM adjustment WHERE account_id = ? AND made_on >= ? AND made_on < ?"),
    ("Compliance", "O", "Overdue process", "overdue process", "SELECT started, number, amount "
     "FROM overdue_process WHERE account_id = ? AND started >= ? AND started < ?"),
    ("Compliance", "E", "Overdue event due", "overdue process", "SELECT trigger_on, process, NULL "
     "FROM overdue_event WHERE account_id = ? AND trigger_on >= ? AND trigger_on < ?"),
    ("Compliance", "R", "Compliance rating", "compliance rating", "SELECT created_on, number, NULL "
     "FROM compliance_rating WHERE account_id = ? AND created_on >= ? AND created_on < ?"),
    ("Plans", "L", "Pay plan starts", "pay plan", "SELECT start, number, NULL FROM pay_plan "
     "WHERE account_id = ? AND start >= ? AND start < ?"),
    ("Plans", "D", "Scheduled payment due", "pay plan", "SELECT due, plan, amount "
     "FROM pay_plan_line WHERE account_id = ? AND due >= ? AND due < ?"),
)  # fmt: skip


def account_timeline(
    raw: Raw, viewer: Viewer, account_id: int, start: date, months: int
) -> Timeline:
    """The timeline of an account and its main taxpayer's contacts."""
    person, _ = require_account(raw, viewer, account_id)
    first, last = _span(start, months)
    events = [*_of_account(raw, viewer, account_id, first, last), *_talks(raw, viewer, person)]
    return timeline(events, start, months)


def person_timeline(raw: Raw, viewer: Viewer, person_id: int, start: date, months: int) -> Timeline:
    """The timeline of a person: contacts, and what happened on the accounts in the scope."""
    require_person(raw, viewer, person_id)
    first, last = _span(start, months)
    events = [*_talks(raw, viewer, person_id)]
    for line in account_lines(raw, viewer, person_id)[:_MOST_ACCOUNTS]:
        events += _of_account(raw, viewer, line.account_id, first, last)
    return timeline(events, start, months)


def _span(start: date, months: int) -> tuple[str, str]:
    return date(start.year, start.month, 1).isoformat(), month_moved(start, months).isoformat()


def _of_account(
    raw: Raw, viewer: Viewer, account_id: int, first: str, last: str
) -> Iterator[TimelineEvent]:
    for line, letter, words, kind, sql in _OF_ACCOUNT:
        for at, key, cents in raw.rows(sql, (account_id, first, last)):
            text = f"{words} {key}" + (f": {show_cents(cents)}" if cents is not None else "")
            yield TimelineEvent(
                day(at),
                line,
                letter,
                f"{day(at):%m/%d/%y} {text}",
                RecordRef(kind, account_id, key),
            )
    yield from _case(raw, viewer, account_id, first, last)


def _case(
    raw: Raw, viewer: Viewer, account_id: int, first: str, last: str
) -> Iterator[TimelineEvent]:
    rows = raw.rows(
        "SELECT case_id, assignment, received_on, assigned_on, closed_on FROM field_case "
        "WHERE account_id = ?",
        (account_id,),
    )
    for case_id, number, *days in rows:
        if not viewer.scope.sees_case(number):
            continue
        ref = RecordRef("case", account_id, str(case_id))
        for at, letter, word in zip(days, "CGZ", ("received", "assigned", "closed"), strict=True):
            if at:
                text = f"{day(at):%m/%d/%y} Case {word} {number}"
                yield TimelineEvent(day(at), "Case", letter, text, ref)
        entries = raw.rows(
            "SELECT day, seq, kind, entry FROM activity WHERE case_id = ? AND day >= ? "
            "AND day < ? ORDER BY day, seq",
            (case_id, first, last),
        )
        for at, seq, kind, entry in entries:
            text = f"{day(at):%m/%d/%y} {kind}: {entry}"
            key = RecordRef("activity", case_id, f"{day(at)}/{seq}")
            yield TimelineEvent(day(at), "Case", "a", text, key)


def _talks(raw: Raw, viewer: Viewer, person_id: int) -> list[TimelineEvent]:
    rows = raw.rows(
        "SELECT contact_id, contact_type, at, user_name, comment, is_open FROM contact "
        "WHERE person_id = ?",
        (person_id,),
    )
    found = []
    zone = office_zone(raw, viewer)
    for number, kind, at, name, comment, is_open in rows:
        when = instant(at).astimezone(zone)
        text = f"{when:%m/%d/%y} {kind}, {name}: {comment}"
        ref = RecordRef("contact", person_id, str(number))
        found.append(TimelineEvent(when.date(), "Contacts", "!" if is_open else "T", text, ref))
    return found
