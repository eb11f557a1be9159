"""Field cases: the inventory record of a taxpayer, and who held it from when to when (EN-01)."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground

_COLUMNS = {
    "case_code": "case_code", "subcode": "subcode", "grade": "grade", "assignment": "assignment",
    "status": "case_status", "priority": "priority", "predictive": "predictive",
    "scored_on": "scored_on", "assigned_on": "assigned_on", "received_on": "received_on",
    "last_touch": "last_touch", "first_contact": "first_contact", "closed_on": "closed_on",
}  # fmt: skip


def merge_cases(ground: Ground) -> None:
    """Land the case side of staged entities; `stage_known` tells their accounts.

    The open case of the account is the one meant; a closed line finds the latest closed one; an
    open line where all are closed opens a new case.
    """
    _match(ground)
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_case WHERE stale = 1")
    _change(ground)
    _add(ground)


def _match(ground: Ground) -> None:
    # The open one first, then the one closed last.
    ground.table(
        "stage_case",
        "SELECT line, case_id, stale FROM (SELECT s.line, c.case_id, c.status, s.case_status, "
        f"CASE WHEN c.as_of > {ground.as_of()} THEN 1 ELSE 0 END AS stale, row_number() OVER "
        "(PARTITION BY s.line ORDER BY CASE c.status WHEN 'closed' THEN 1 ELSE 0 END, "
        "c.as_of DESC, c.case_id) AS place FROM stage_line s "
        "JOIN stage_known k ON k.line = s.line "
        "JOIN field_case c ON c.account_id = k.account_id AND c.program = 'field' "
        "WHERE s.assignment <> '') q "
        "WHERE place = 1 AND (status <> 'closed' OR case_status = 'closed' OR stale = 1)",
        "line",
    )


def _change(ground: Ground) -> None:
    source = (
        "stage_case m JOIN stage_line s ON s.line = m.line "
        "JOIN field_case t ON t.case_id = m.case_id WHERE m.stale = 0"
    )
    ground.table(
        "stage_moved",
        f"SELECT s.line, t.case_id, s.assignment, coalesce(s.assigned_on, {ground.as_of()}) AS day "
        f"FROM {source} AND t.assignment <> s.assignment",
    )
    sets = {column: f"s.{name}" for column, name in _COLUMNS.items()} | {"area": "s.case_area"}
    ground.replace("field_case", ("case_id",), sets, source, versioned=True)
    ground.execute(
        f"UPDATE field_case SET as_of = {ground.as_of()} FROM stage_case m WHERE m.stale = 0 "
        f"AND field_case.case_id = m.case_id AND field_case.as_of < {ground.as_of()}"
    )
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


def _add(ground: Ground) -> None:
    ground.number(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_case m ON m.line = s.line "
        "WHERE m.line IS NULL AND s.assignment <> ''",
        ("case_id",),
    )
    columns = ", ".join(_COLUMNS)
    values = ", ".join(f"s.{name}" for name in _COLUMNS.values())
    source = (
        "FROM stage_ids i JOIN stage_line s ON s.line = i.line "
        "JOIN stage_known k ON k.line = i.line"
    )
    ground.write(
        f"INSERT INTO field_case (case_id, account_id, program, {columns}, as_of, area, "
        f"created_run, version) SELECT i.case_id, k.account_id, 'field', {values}, "
        f"{ground.as_of()}, s.case_area, {ground.given.run_id}, 1 {source} ORDER BY i.case_id"
    )
    ground.write(
        "INSERT INTO case_assignment (case_id, start, until, assignment) SELECT i.case_id, "
        f"coalesce(s.assigned_on, s.received_on, {ground.as_of()}), s.closed_on, s.assignment "
        f"{source} ORDER BY i.case_id"
    )
