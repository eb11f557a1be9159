"""Signed days: an extract that says otherwise is kept beside what was signed (TM-08, TM-11).

Before such a day changes, the time that counts is copied to entries of source `local`. The
extract's own entries change beneath, and the day is in conflict until a person settles it.
"""

from __future__ import annotations

from entity_tui.store.database import day
from entity_tui.store.merge.ground import Ground

_DAY = "t.employee_id = q.employee_id AND t.day = q.day"
_KEY = ("employee_id", "day")


def protect(ground: Ground, days: str) -> None:
    """Keep the signed time of days that are about to change.

    `days` is a query of employee_id, day, assignment and line; days that are changed here already
    keep their own time.
    """
    if not ground.given.signed or not ground.table(
        "stage_touched",
        "SELECT q.employee_id, q.day, q.assignment, q.line "
        f"FROM ({days}) q JOIN time_day t ON {_DAY} AND t.local = 0",
    ):
        return
    if not _spans(ground) or not ground.table(
        "stage_signed_day",
        "SELECT employee_id, day, min(line) AS line, max(at) AS at FROM ("
        f"SELECT q.employee_id, q.day, q.line, g.at FROM stage_touched q {_signed_for('q')} "
        "UNION ALL SELECT q.employee_id, q.day, q.line, g.at FROM stage_touched q "
        f"JOIN time_entry e ON e.employee_id = q.employee_id AND e.day = q.day {_signed_for('e')}"
        ") u GROUP BY employee_id, day",
        "employee_id, day",
    ):
        return
    _copy(ground)
    ground.outcome.conflicts += ground.replace(
        "time_day",
        _KEY,
        {"local": "1", "conflict": "1", "finalised_at": "coalesce(t.finalised_at, q.at)"},
        f"stage_signed_day q JOIN time_day t ON {_DAY} JOIN stage_line s ON s.line = q.line",
    )


def _signed_for(charged: str) -> str:
    """The signed month of the group that `charged` names and that holds the day, as a join."""
    return (
        f"JOIN stage_signed g ON g.group_code = substr({charged}.assignment, 1, 6) "
        "AND q.day >= g.first AND q.day <= g.last"
    )


def _spans(ground: Ground) -> int:
    """Stage the signed months that hold days about to change; returns how many there are.

    Each call stages its own: lines that waited may bring other days than the file does.
    """
    first, last = map(day, ground.raw.one("SELECT min(day), max(day) FROM stage_touched") or ())
    kind = "DATE" if ground.raw.postgres else "TEXT"
    return ground.loaded(
        "stage_signed",
        {"group_code": "TEXT", "first": kind, "last": kind, "at": "BIGINT"},
        [
            (one.group, one.first.isoformat(), one.last.isoformat(), one.at)
            for one in ground.given.signed
            if one.first <= last and one.last >= first
        ],
        "group_code, first, last",
    )


def _copy(ground: Ground) -> None:
    """The entries that count today, as entries of source `local`; marked for undo."""
    ground.table(
        "stage_copy",
        "SELECT e.employee_id, e.day, row_number() OVER (PARTITION BY e.employee_id, e.day "
        "ORDER BY e.source, e.seq) AS seq, e.assignment, e.case_id, e.code, e.hours "
        "FROM stage_signed_day q JOIN time_entry e ON e.employee_id = q.employee_id "
        "AND e.day = q.day AND e.source <> 'local'",
    )
    ground.mark_new(
        "time_entry",
        {
            "employee_id": "c.employee_id",
            "day": "c.day",
            "source": "'local'",
            "seq": "c.seq",
        },
        "stage_copy c",
    )
    ground.write(
        "INSERT INTO time_entry (employee_id, day, source, seq, assignment, case_id, code, hours, "
        "created_run) SELECT employee_id, day, 'local', seq, assignment, case_id, code, hours, 0 "
        "FROM stage_copy"
    )
