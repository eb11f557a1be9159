"""What the Find line can mean besides the search fields: case, module, location, assignment."""

from __future__ import annotations

from entity_tui.domain.control_central.recognise import Target
from entity_tui.domain.viewer import Viewer
from entity_tui.domain.wildcard import successor
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.search import (
    Found,
    accounts_by,
    at_location,
    person_by_id,
)

_RECORDS = {
    "obligation": "obligation_id", "bill": "bill_id", "payment": "payment_id",
    "adjustment": "adjustment_id", "fin_transaction": "ft_id", "pay_plan": "plan_id",
    "overdue_process": "process_id",
}  # fmt: skip
"""Records of an account that have an ID of their own, which their pages show."""


def find_target(raw: Raw, viewer: Viewer, target: Target, value: str, limit: int) -> list[Found]:
    """The accounts a reading leads to, within the viewer's scope."""
    if target is Target.NONE:
        return []
    if target is Target.PERSON:
        return person_by_id(raw, viewer.scope, int(value), limit)
    if target is Target.RECORD:
        return _record(raw, viewer, int(value), limit)
    if target is Target.LOCATION:
        return at_location(raw, viewer.scope, int(value))[:limit]
    if target is Target.CASE:
        return _cases(raw, viewer, "c.case_id = ?", (int(value),), limit)
    if target is Target.EMPLOYEE:
        return _cases(
            raw, viewer, "c.assignment >= ? AND c.assignment < ? AND c.status <> 'closed'",
            (value, successor(value)), limit,
        )  # fmt: skip
    tin, mft, period = value.split(" ")
    return _module(raw, viewer, tin, mft, period, limit)


def _cases(
    raw: Raw, viewer: Viewer, condition: str, params: tuple[object, ...], limit: int
) -> list[Found]:
    rows = raw.rows(
        f"SELECT c.account_id, c.assignment FROM field_case c WHERE {condition} "
        "ORDER BY c.assignment, c.account_id LIMIT ?",
        (*params, limit),
    )
    seen = [account for account, number in rows if viewer.scope.sees_case(number)]
    return accounts_by(raw, viewer.scope, seen)


def _module(raw: Raw, viewer: Viewer, tin: str, mft: str, period: str, limit: int) -> list[Found]:
    rows = raw.rows(
        "SELECT o.account_id FROM taxpayer t JOIN obligation o ON o.account_id = t.account_id "
        "WHERE t.tin = ? AND o.mft = ? AND o.period = ? ORDER BY o.account_id LIMIT ?",
        (tin, mft, period, limit),
    )
    return accounts_by(raw, viewer.scope, [row[0] for row in rows])


def _record(raw: Raw, viewer: Viewer, number: int, limit: int) -> list[Found]:
    """The account, or for a contact the person, that the record with this ID belongs to."""
    parts = [f"SELECT account_id FROM {t} WHERE {key} = ?" for t, key in _RECORDS.items()]
    rows = raw.rows(" UNION ".join(parts) + " ORDER BY 1", (number,) * len(parts))
    found = accounts_by(raw, viewer.scope, [row[0] for row in rows])
    for (person,) in raw.rows("SELECT person_id FROM contact WHERE contact_id = ?", (number,)):
        found += person_by_id(raw, viewer.scope, person, limit)
    return found[:limit]
