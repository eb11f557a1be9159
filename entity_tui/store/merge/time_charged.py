"""Hours by employee and day: an extract's day replaces the one before it (EX-E7, EX-E8, TM-11)."""

from __future__ import annotations

from functools import partial

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_CASE, Keyed, merge_keyed
from entity_tui.store.merge.signed_days import protect

_TINS = {"tin": "text", "tin_type": "text"}
_DAY = {"assignment": "text", "day": "date"}
# Who worked under the number that day; of two, the one who came to it last, else by login.
_EMPLOYEES = (
    "SELECT line, employee_id FROM (SELECT s.line, x.employee_id, row_number() OVER (PARTITION BY "
    "s.line ORDER BY x.start DESC, e.user_id) AS place FROM stage_line s "
    "JOIN employee_assignment x ON x.assignment = s.assignment AND x.start <= s.day "
    "AND (x.until IS NULL OR x.until > s.day) JOIN employee e ON e.employee_id = x.employee_id) q "
    "WHERE place = 1"
)


def merge_time(ground: Ground, kind: Keyed) -> None:
    """Land staged hours; nobody's are rejected, those of a case not yet here wait."""
    ground.table("stage_worker", _EMPLOYEES, "line")
    ground.reject(
        "SELECT s.line, 'unknown' AS code, 'assignment' AS field, s.assignment AS value, "
        "'nobody worked under this assignment number that day' AS message FROM stage_line s "
        "LEFT JOIN stage_worker w ON w.line = s.line WHERE w.line IS NULL"
    )
    _days(ground, kind.target)
    _take_back(ground, kind)
    merge_keyed(ground, kind)
    _answer(ground)


def _days(ground: Ground, source: str) -> None:
    """The employees' days the file brings, and which of them a newer extract brought already."""
    known = f"{source}_as_of"
    ground.table(
        "stage_day",
        "SELECT w.employee_id, s.day, min(s.line) AS line, "
        "max(CASE WHEN s.eod = 0 THEN 1 ELSE 0 END) AS unfinished, "
        "max(CASE WHEN d." + known + f" > {ground.as_of()} "
        f"THEN 1 ELSE 0 END) AS stale, max(CASE WHEN d.{known} < {ground.as_of()} "
        "THEN 1 ELSE 0 END) AS older FROM stage_worker w JOIN stage_line s ON s.line = w.line "
        "LEFT JOIN time_day d ON d.employee_id = w.employee_id AND d.day = s.day "
        "GROUP BY w.employee_id, s.day",
        "employee_id, day",
    )
    ground.table(
        "stage_first_day",
        "SELECT m.employee_id, m.day FROM stage_day m LEFT JOIN time_day d "
        "ON d.employee_id = m.employee_id AND d.day = m.day WHERE d.employee_id IS NULL",
    )
    ground.mark_new(
        "time_day", {"employee_id": "m.employee_id", "day": "m.day"}, "stage_first_day m"
    )
    _finalised(ground, source)
    date_rows(
        ground, "time_day", ("employee_id", "day"),
        "stage_day m JOIN time_day t ON t.employee_id = m.employee_id AND t.day = m.day "
        "WHERE m.stale = 0", known,
    )  # fmt: skip
    ground.execute(
        f"INSERT INTO time_day (employee_id, day, {known}, {source}_open) SELECT employee_id, day, "
        f"{ground.as_of()}, unfinished FROM stage_day WHERE stale = 0 "
        f"ON CONFLICT (employee_id, day) DO UPDATE SET {known} = excluded.{known}"
    )


def _finalised(ground: Ground, source: str) -> None:
    """Days of which the extract says otherwise than before whether they were finalised (TM-03)."""
    protect(
        ground,
        "SELECT m.employee_id, m.day, s.assignment, m.line FROM stage_day m JOIN time_day t "
        "ON t.employee_id = m.employee_id AND t.day = m.day JOIN stage_line s ON s.line = m.line "
        f"WHERE m.stale = 0 AND t.{source}_open <> m.unfinished",
    )
    ground.replace(
        "time_day", ("employee_id", "day"), {f"{source}_open": "m.unfinished"},
        "stage_day m JOIN time_day t ON t.employee_id = m.employee_id AND t.day = m.day "
        "JOIN stage_line s ON s.line = m.line WHERE m.stale = 0",
    )  # fmt: skip


def _take_back(ground: Ground, kind: Keyed) -> None:
    """Entries of these days that the newer extract does not bring any more; images are kept.

    Lines that were corrected add to the days their own extract brought, and stay when it comes
    again.
    """
    _brought(ground, kind)
    given = ground.given
    days = "d.older = 1" if given.adds else "d.stale = 0"
    if given.spared:
        days += f" AND t.created_run NOT IN ({', '.join(map(str, sorted(given.spared)))})"
    entries = "SELECT t.employee_id, t.day, t.source, t.seq FROM"
    gone = ground.table(
        "stage_gone",
        f"{entries} stage_day d JOIN time_entry t ON t.employee_id = d.employee_id "
        f"AND t.day = d.day AND t.source = '{kind.target}' WHERE {days} EXCEPT "
        f"{entries} stage_brought b JOIN time_entry t ON t.employee_id = b.employee_id "
        f"AND t.day = b.day AND t.source = '{kind.target}' AND t.{_charged(kind)} = b.charged",
    )
    if gone:
        protect(
            ground,
            "SELECT g.employee_id, g.day, e.assignment, m.line FROM stage_gone g "
            "JOIN time_entry e ON e.employee_id = g.employee_id AND e.day = g.day "
            "AND e.source = g.source AND e.seq = g.seq JOIN stage_day m "
            "ON m.employee_id = g.employee_id AND m.day = g.day",
        )
        _conflict(
            ground,
            "stage_gone g JOIN time_day t ON t.employee_id = g.employee_id "
            "AND t.day = g.day JOIN stage_day m ON m.employee_id = g.employee_id "
            "AND m.day = g.day JOIN stage_line s ON s.line = m.line "
            "JOIN time_entry e ON e.employee_id = g.employee_id AND e.day = g.day "
            "AND e.seq = g.seq AND e.source = g.source JOIN time_entry u "
            "ON u.employee_id = g.employee_id AND u.day = g.day AND u.source = 'local' "
            "AND u.code = e.code AND coalesce(u.case_id, 0) = coalesce(e.case_id, 0)",
        )
        ground.remove("time_entry", ("employee_id", "day", "source", "seq"), "stage_gone")


def _charged(kind: Keyed) -> str:
    """What tells the entries of a day apart: the case, or the code."""
    return "case_id" if kind.target == "e7" else "code"


def _brought(ground: Ground, kind: Keyed) -> None:
    """What the file charges to each employee's day, each case or code once."""
    of_case = kind.target == "e7"
    cases = f"JOIN ({OF_CASE}) c ON c.line = s.line" if of_case else ""
    ground.table(
        "stage_brought",
        f"SELECT DISTINCT w.employee_id, s.day, {'c' if of_case else 's'}.{_charged(kind)} "
        "AS charged FROM stage_line s JOIN stage_worker w ON w.line = s.line " + cases,
    )


def _land(source: str, ground: Ground) -> None:
    """New entries and changed ones; of a day that a newer extract brought, none."""
    ground.table(
        "stage_charged",
        "SELECT k.line, k.employee_id, k.case_id, t.seq, CASE WHEN d." + f"{source}_as_of "
        f"> {ground.as_of()} THEN 1 ELSE 0 END AS stale FROM stage_known k "
        "JOIN stage_line s ON s.line = k.line "
        "LEFT JOIN time_day d ON d.employee_id = k.employee_id AND d.day = s.day "
        "LEFT JOIN time_entry t ON t.employee_id = k.employee_id AND t.day = s.day "
        f"AND t.source = '{source}' AND coalesce(t.case_id, 0) = coalesce(k.case_id, 0) "
        "AND t.code = s.code",
        "line",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_charged WHERE stale = 1")
    protect(
        ground,
        "SELECT m.employee_id, s.day, s.assignment, m.line FROM stage_charged m "
        "JOIN stage_line s ON s.line = m.line LEFT JOIN time_entry t "
        "ON t.employee_id = m.employee_id AND t.day = s.day AND t.seq = m.seq "
        f"AND t.source = '{source}' WHERE m.stale = 0 AND (m.seq IS NULL OR t.hours <> s.hours "
        "OR t.assignment <> s.assignment)",
    )
    ground.replace(
        "time_entry", ("employee_id", "day", "source", "seq"),
        {"hours": "s.hours", "assignment": "s.assignment"},
        "stage_charged m JOIN stage_line s ON s.line = m.line JOIN time_entry t ON "
        "t.employee_id = m.employee_id AND t.day = s.day AND t.seq = m.seq "
        f"AND t.source = '{source}' WHERE m.stale = 0",
    )  # fmt: skip
    ground.table(
        "stage_more",
        "SELECT m.line, m.employee_id, m.case_id, s.day, (SELECT coalesce(max(u.seq), 0) "
        "FROM time_entry u WHERE u.employee_id = m.employee_id AND u.day = s.day "
        f"AND u.source = '{source}') + row_number() OVER (PARTITION BY m.employee_id, s.day "
        "ORDER BY m.line) AS seq FROM stage_charged m JOIN stage_line s ON s.line = m.line "
        "WHERE m.seq IS NULL AND m.stale = 0",
        "line",
    )
    ground.write(
        "INSERT INTO time_entry (employee_id, day, source, seq, assignment, case_id, code, hours, "
        f"created_run) SELECT m.employee_id, m.day, '{source}', m.seq, s.assignment, m.case_id, "
        f"s.code, s.hours, {ground.given.run_id} FROM stage_more m "
        "JOIN stage_line s ON s.line = m.line ORDER BY m.employee_id, m.day, m.seq"
    )
    ground.execute("INSERT INTO stage_new SELECT line FROM stage_more")
    _conflict(
        ground,
        "(SELECT line FROM stage_new UNION SELECT line FROM stage_changed) n "
        "JOIN stage_known k ON k.line = n.line JOIN stage_line s ON s.line = k.line "
        "JOIN time_day t ON t.employee_id = k.employee_id AND t.day = s.day",
        " AND NOT EXISTS (SELECT 1 FROM time_entry u WHERE u.employee_id = k.employee_id "
        "AND u.day = s.day AND u.source = 'local' AND u.hours = s.hours AND u.code = s.code "
        "AND coalesce(u.case_id, 0) = coalesce(k.case_id, 0))",
    )


def _conflict(ground: Ground, source: str, unless: str = "") -> None:
    """Days changed here of which the extract now brings something else: for a person to settle."""
    ground.outcome.conflicts += ground.replace(
        "time_day", ("employee_id", "day"), {"conflict": "1"},
        f"{source} WHERE t.local = 1{unless}",
    )  # fmt: skip


def _answer(ground: Ground) -> None:
    """Days that were awaited again have come (TM-11)."""
    if ground.raw.value("SELECT count(*) FROM time_re_extract WHERE closed_on IS NULL"):
        ground.replace(
            "time_re_extract", ("employee_id", "day", "n"),
            {"closed_on": ground.as_of(), "closed_run": str(ground.given.run_id)},
            "stage_day m JOIN time_re_extract t ON t.employee_id = m.employee_id "
            "AND t.day = m.day JOIN stage_line s ON s.line = m.line "
            "WHERE m.stale = 0 AND t.closed_on IS NULL",
        )  # fmt: skip


CASE_TIME = Keyed(
    target="e7", shown="employee, day and TIN", table="time_entry",
    unique=("tin", "tin_type", "assignment", "day"),
    owner=f"SELECT c.line, c.case_id, w.employee_id FROM ({OF_CASE}) c "
    f"JOIN ({_EMPLOYEES}) w ON w.line = c.line",
    payload={**_TINS, **_DAY, "code": "text", "hours": "int", "eod": "int"},
    landing=partial(_land, "e7"),
)  # fmt: skip
CODE_TIME = Keyed(
    target="e8", shown="employee, day and code", table="time_entry",
    unique=("assignment", "day", "code"),
    owner=f"SELECT w.line, w.employee_id, CAST(NULL AS BIGINT) AS case_id FROM ({_EMPLOYEES}) w",
    payload={**_DAY, "code": "text", "hours": "int", "eod": "int"}, landing=partial(_land, "e8"),
)  # fmt: skip
