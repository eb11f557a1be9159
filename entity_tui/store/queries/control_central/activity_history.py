"""Account Activity History: what happened around an account, newest first (CC-21)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.account_page import ActivityRow
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day

FIRST_ROWS = 25


def activity(
    raw: Raw, viewer: Viewer, case_id: int, limit: int = FIRST_ROWS
) -> tuple[tuple[ActivityRow, ...], int]:
    """The newest entries of a case the viewer may see, and how many more there are."""
    rows = raw.rows(
        "SELECT v.day, v.kind, v.entry, v.assignment, c.assignment, "
        "(SELECT max(e.name) FROM employee_assignment x JOIN employee e "
        "ON e.employee_id = x.employee_id WHERE x.assignment = v.assignment AND x.start <= v.day "
        "AND (x.until IS NULL OR x.until > v.day)) FROM activity v "
        "JOIN field_case c ON c.case_id = v.case_id "
        "WHERE v.case_id = ? ORDER BY v.day DESC, v.seq DESC LIMIT ?",
        (case_id, limit),
    )
    seen = [row for row in rows if viewer.scope.sees_case(row[4])]
    count = len(seen)
    if len(rows) == limit:
        total = raw.value("SELECT count(*) FROM activity WHERE case_id = ?", (case_id,))
        count = int(total) if seen else 0
    shown = tuple(
        ActivityRow(as_day(day) or date.min, "Activity", kind, entry, name or number)
        for day, kind, entry, number, _, name in seen
    )
    return shown, count - len(shown)
