"""Field cases: the inventory record of a taxpayer, and who held it from when to when (EN-01)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.dial import KEEPS_SCORE, score_cases
from entity_tui.store.merge.ground import Ground

COLUMNS = {
    "case_code": "case_code", "subcode": "subcode", "grade": "grade", "assignment": "assignment",
    "status": "case_status", "priority": "priority", "predictive": "predictive",
    "scored_on": "scored_on", "assigned_on": "assigned_on", "received_on": "received_on",
    "last_touch": "last_touch", "first_contact": "first_contact", "closed_on": "closed_on",
}  # fmt: skip
_SCORE = ("priority", "predictive", "scored_on")


def merge_cases(ground: Ground) -> None:
    """Land the case side of staged entities; `stage_known` tells their accounts.

    The open case of the account is the one meant; a closed line finds the latest closed one; an
    open line where all are closed opens a new case. A case of ICS alone gives way whatever its
    date, what closed a case stands up to its own.
    """
    day = ground.as_of()
    # A closed line does not mean a case that only ICS knows and that came after its closing.
    match_cases(
        ground, f"c.as_of > {day} AND c.ics_only = 0",
        "NOT (c.ics_only > 0 AND s.case_status = 'closed' AND c.received_on IS NOT NULL "
        "AND s.closed_on IS NOT NULL AND c.received_on > s.closed_on)",
    )  # fmt: skip
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_case WHERE stale = 1")
    sets = {column: f"s.{name}" for column, name in COLUMNS.items()}
    for name in _SCORE:
        sets[name] = f"CASE WHEN {KEEPS_SCORE} THEN t.{name} ELSE s.{name} END"
    for column in ("status", "closed_on"):
        sets[column] = (
            f"CASE WHEN t.closed_as_of >= {day} THEN t.{column} ELSE s.{COLUMNS[column]} END"
        )
    sets |= {
        "area": "s.case_area", "ics_only": "0",
        "as_of": f"CASE t.ics_only WHEN 0 THEN t.as_of ELSE {day} END",
    }  # fmt: skip
    _take_over(ground)
    change_cases(ground, sets)
    add_cases(ground)
    score_cases(ground)


def _take_over(ground: Ground) -> None:
    """Of a case only ICS knew, who held it since IDRS says it was assigned comes from IDRS."""
    ground.table(
        "stage_taken",
        "SELECT s.line, t.case_id, coalesce(s.assigned_on, s.received_on, "
        f"{ground.as_of()}) AS day FROM stage_case m JOIN stage_line s ON s.line = m.line "
        "JOIN field_case t ON t.case_id = m.case_id WHERE m.stale = 0 AND t.ics_only > 0",
    )
    if ground.table(
        "stage_gone",
        "SELECT t.case_id, t.start FROM stage_taken m JOIN case_assignment t "
        "ON t.case_id = m.case_id AND t.start >= m.day",
    ):
        ground.remove("case_assignment", ("case_id", "start"), "stage_gone")
    ground.replace(
        "case_assignment", ("case_id", "start"), {"until": "s.day"},
        "stage_taken s JOIN case_assignment t ON t.case_id = s.case_id "
        "AND (t.until IS NULL OR t.until > s.day)",
    )  # fmt: skip
    ground.write(
        "INSERT INTO case_assignment (case_id, start, until, assignment) SELECT m.case_id, m.day, "
        "s.closed_on, s.assignment FROM stage_taken m JOIN stage_line s ON s.line = m.line"
    )
    ground.mark_new("case_assignment", {"case_id": "m.case_id", "start": "m.day"}, "stage_taken m")


def match_cases(ground: Ground, stale: str, among: str) -> None:
    """Which case `c` each staged line `s` means: `stage_case` (line, case_id, stale)."""
    # The open one first, then the one closed last.
    closed = (
        f"CASE WHEN c.closed_as_of >= {ground.as_of()} AND (s.received_on IS NULL OR "
        "s.received_on <= c.closed_on) THEN 1 ELSE 0 END"
    )
    ground.table(
        "stage_case",
        "SELECT line, case_id, stale FROM (SELECT s.line, c.case_id, c.status, s.case_status, "
        f"CASE WHEN {stale} THEN 1 ELSE 0 END AS stale, {closed} AS told, row_number() OVER "
        "(PARTITION BY s.line ORDER BY CASE c.status WHEN 'closed' THEN 1 ELSE 0 END, "
        "c.as_of DESC, CASE WHEN c.received_on IS NULL THEN 1 ELSE 0 END, c.received_on DESC, "
        "c.case_id) AS place FROM stage_line s "
        "JOIN stage_known k ON k.line = s.line "
        "JOIN field_case c ON c.account_id = k.account_id AND c.program = 'field' "
        f"WHERE s.assignment <> '' AND {among}) q WHERE place = 1 "
        "AND (status <> 'closed' OR case_status = 'closed' OR stale = 1 OR told = 1)",
        "line",
    )


def change_cases(ground: Ground, sets: Mapping[str, str], which: str = "m.stale = 0") -> None:
    """Write what differs into the matched cases, and who holds them from now on."""
    source = (
        "stage_case m JOIN stage_line s ON s.line = m.line "
        f"JOIN field_case t ON t.case_id = m.case_id WHERE {which}"
    )
    ground.table(
        "stage_moved",
        f"SELECT s.line, t.case_id, s.assignment, coalesce(s.assigned_on, {ground.as_of()}) AS day "
        f"FROM {source} AND t.assignment <> s.assignment AND NOT EXISTS (SELECT 1 FROM "
        "case_assignment h WHERE h.case_id = t.case_id AND h.until IS NULL "
        "AND h.assignment = s.assignment)",
    )
    ground.table("stage_fresh_case", f"SELECT t.case_id FROM {source}")
    ground.replace("field_case", ("case_id",), sets, source, versioned=True)
    date_rows(
        ground, "field_case", ("case_id",),
        "stage_fresh_case m JOIN field_case t ON t.case_id = m.case_id WHERE 1 = 1",
    )  # fmt: skip
    held = "stage_moved m JOIN stage_line s ON s.line = m.line JOIN case_assignment t "
    ground.replace(
        "case_assignment", ("case_id", "start"), {"until": "m.day"},
        held + "ON t.case_id = m.case_id AND t.until IS NULL AND t.start < m.day",
    )  # fmt: skip
    ground.replace(
        "case_assignment", ("case_id", "start"),
        {"assignment": "m.assignment", "until": "CAST(NULL AS DATE)"},
        held + "ON t.case_id = m.case_id AND t.start = m.day",
    )  # fmt: skip
    ground.table(
        "stage_begun",
        "SELECT m.line, m.case_id, m.day, m.assignment FROM stage_moved m LEFT JOIN "
        "case_assignment t ON t.case_id = m.case_id AND t.start = m.day WHERE t.case_id IS NULL",
    )
    ground.write(
        "INSERT INTO case_assignment (case_id, start, until, assignment) "
        "SELECT case_id, day, NULL, assignment FROM stage_begun"
    )
    ground.mark_new("case_assignment", {"case_id": "m.case_id", "start": "m.day"}, "stage_begun m")


def add_cases(ground: Ground, ics_only: int = 0, fixed: Mapping[str, str] | None = None) -> None:
    """Open a case for every line that has an assignment and matched none.

    `fixed` gives the SQL of columns the lines do not have.
    """
    ground.number(
        "SELECT s.line FROM stage_line s JOIN stage_known k ON k.line = s.line "
        "LEFT JOIN stage_case m ON m.line = s.line WHERE m.line IS NULL AND s.assignment <> ''",
        ("case_id",),
    )
    columns = ", ".join(COLUMNS)
    given = {column: f"s.{name}" for column, name in COLUMNS.items()} | dict(fixed or {})
    values = ", ".join(given.values())
    source = (
        "FROM stage_ids i JOIN stage_line s ON s.line = i.line "
        "JOIN stage_known k ON k.line = i.line"
    )
    ground.write(
        f"INSERT INTO field_case (case_id, account_id, program, {columns}, as_of, area, ics_only, "
        f"created_run, version) SELECT i.case_id, k.account_id, 'field', {values}, "
        f"{ground.as_of()}, s.case_area, {ics_only}, {ground.given.run_id}, 1 {source}"
    )
    ground.write(
        "INSERT INTO case_assignment (case_id, start, until, assignment) SELECT i.case_id, "
        f"coalesce(s.assigned_on, s.received_on, {ground.as_of()}), s.closed_on, s.assignment "
        f"{source}"
    )
