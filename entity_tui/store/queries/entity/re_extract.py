"""Days awaited again from ICS, and days in conflict with an extract (TM-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from entity_tui.domain.entity.daily_time import Entry, entries_text, read_entries
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, as_day, day, rows_in

Marked = tuple[int, date, datetime, str, str, tuple[Entry, ...], date | None, bool]


def marks(raw: Raw, viewer: Viewer, employee_ids: Iterable[int], closed: bool) -> list[Marked]:
    """Marked days of these employees, the oldest first; closed ones where they are asked for.

    The last of each says whether it was closed by hand, without an extract.
    """
    which = "" if closed else "AND closed_on IS NULL "
    rows = rows_in(
        raw,
        "SELECT employee_id, day, marked_at, marked_by, reason, before, closed_on, "
        "closed_on IS NOT NULL AND closed_run = 0 "
        f"FROM time_re_extract WHERE employee_id IN ({{}}) {which}ORDER BY employee_id, day, n",
        set(employee_ids),
    )
    return [
        (
            employee,
            day(on),
            instant(at),
            by,
            reason,
            read_entries(before),
            as_day(closed_on),
            bool(by_hand),
        )
        for employee, on, at, by, reason, before, closed_on, by_hand in rows
    ]


def conflicts(raw: Raw, viewer: Viewer, employee_ids: Iterable[int]) -> list[tuple[int, date]]:
    """Days in conflict, by employee and day."""
    rows = rows_in(
        raw,
        "SELECT employee_id, day FROM time_day WHERE conflict = 1 AND employee_id IN ({}) "
        "ORDER BY employee_id, day", set(employee_ids),
    )  # fmt: skip
    return [(employee, day(on)) for employee, on in rows]


def add_mark(
    raw: Raw, viewer: Viewer, employee_id: int, on: date, at: datetime, reason: str,
    before: Iterable[Entry],
) -> bool:  # fmt: skip
    """Mark a day; False where it is marked already and its extract has not come."""
    key = (employee_id, on.isoformat())
    if raw.value(
        "SELECT count(*) FROM time_re_extract WHERE employee_id = ? AND day = ? "
        "AND closed_on IS NULL", key,
    ):  # fmt: skip
        return False
    raw.execute(
        "INSERT INTO time_day (employee_id, day) VALUES (?, ?) "
        "ON CONFLICT (employee_id, day) DO NOTHING", key,
    )  # fmt: skip
    raw.execute(
        "INSERT INTO time_re_extract (employee_id, day, n, marked_at, marked_by, reason, before, "
        "closed_run, created_run) SELECT ?, ?, coalesce(max(n), 0) + 1, ?, ?, ?, ?, 0, 0 "
        "FROM time_re_extract WHERE employee_id = ? AND day = ?",
        (*key, micros(at), viewer.user, reason, entries_text(before), *key),
    )
    return True


def drop_mark(raw: Raw, viewer: Viewer, employee_id: int, on: date, today: date) -> bool:
    """Close a mark whose extract is not awaited any more."""
    done = raw.execute(
        "UPDATE time_re_extract SET closed_on = ? WHERE employee_id = ? AND day = ? "
        "AND closed_on IS NULL",
        (today.isoformat(), employee_id, on.isoformat()),
    )
    return bool(done.rowcount)


def take_extract(raw: Raw, viewer: Viewer, employee_id: int, on: date, version: int) -> bool:
    """What the extracts brought stands again in place of what was entered here."""
    key = (employee_id, on.isoformat())
    done = raw.execute(
        "UPDATE time_day SET local = 0, conflict = 0, finalised_at = NULL, finalised_by = '', "
        "entered_for = '', version = version + 1 WHERE employee_id = ? AND day = ? "
        "AND version = ?",
        (*key, version),
    )
    if done.rowcount:
        raw.execute(
            "DELETE FROM time_entry WHERE employee_id = ? AND day = ? AND source = 'local'", key
        )
    return bool(done.rowcount)
