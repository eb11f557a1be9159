"""Signed days: an extract that says otherwise is kept beside what was signed (TM-08, TM-11).

Before such a day changes, the time that counts is copied to entries of source `local`. The
extract's own entries change beneath, and the day is in conflict until a person settles it.
"""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground

_DAY = "t.employee_id = q.employee_id AND t.day = q.day"
_KEY = ("employee_id", "day")


def protect(ground: Ground, days: str) -> None:
    """Keep the signed time of days that are about to change.

    `days` is a query of employee_id, day, assignment and line; days that are changed here already
    keep their own time.
    """
    if not ground.given.signed:
        return
    _signed(ground)
    if not ground.table(
        "stage_signed_day",
        f"SELECT q.employee_id, q.day, min(q.line) AS line, max(g.at) AS at FROM ({days}) q "
        f"JOIN time_day t ON {_DAY} AND t.local = 0 "
        "JOIN stage_signed g ON q.day >= g.first AND q.day <= g.last "
        "AND (substr(q.assignment, 1, 6) = g.group_code OR EXISTS (SELECT 1 FROM time_entry e "
        "WHERE e.employee_id = q.employee_id AND e.day = q.day "
        "AND substr(e.assignment, 1, 6) = g.group_code)) GROUP BY q.employee_id, q.day",
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


def _signed(ground: Ground) -> None:
    """The days of signed months as a staged table, made once in a merge."""
    if ground.has_signed:
        return
    ground.has_signed = True
    kind = "DATE" if ground.raw.postgres else "TEXT"
    ground.make(
        "stage_signed", f"(group_code TEXT, first {kind} NOT NULL, last {kind} NOT NULL, at BIGINT)"
    )
    ground.raw.load(
        "stage_signed",
        ("group_code", "first", "last", "at"),
        [
            (one.group, one.first.isoformat(), one.last.isoformat(), one.at)
            for one in ground.given.signed
        ],
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
