"""What the desks of time show beside the days: what was done to each, whose cases to charge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from entity_tui.domain.entity.time_week import Act, Key
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant
from entity_tui.store.database import Raw, day, rows_in


def acts(
    raw: Raw, viewer: Viewer, employee_ids: Iterable[int], first: date, last: date
) -> dict[Key, tuple[Act, ...]]:
    """What was done here to these employees' days, the newest first; who sees them was asked."""
    found: dict[Key, list[tuple[int, Act]]] = {}
    for employee, on, n, at, user, name, kind, case, code, before, after, reason in rows_in(
        raw,
        "SELECT employee_id, day, n, at, user_id, name, kind, case_id, code, before, after, reason "
        f"FROM time_correction WHERE day >= '{first.isoformat()}' AND day <= '{last.isoformat()}' "
        "AND employee_id IN ({})",
        sorted(set(employee_ids)),
    ):
        act = Act(instant(at), user, name, kind, (case or 0, code), before, after, reason)
        found.setdefault((employee, day(on)), []).append((n, act))
    return {
        key: tuple(act for _, act in sorted(rows, key=lambda row: -row[0]))
        for key, rows in found.items()
    }


def open_cases(raw: Raw, viewer: Viewer, number: str, on: date) -> tuple[int, ...]:
    """The field cases that an assignment number holds and that were open on a day."""
    rows = raw.rows(
        "SELECT case_id FROM field_case WHERE assignment = ? AND program = 'field' "
        "AND (closed_on IS NULL OR closed_on >= ?) AND (received_on IS NULL OR received_on <= ?) "
        "ORDER BY case_id",
        (number, on.isoformat(), on.isoformat()),
    )
    return tuple(row[0] for row in rows)
