"""Employees by login, the assignment number they work under over time, the units above them."""

from __future__ import annotations

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground

_COLUMNS = ("name", "title", "role", "grade", "tour", "active_from", "active_to")


def merge_employees(ground: Ground) -> None:
    """Land staged employees; a new assignment number ends the one before on the extract's date."""
    ground.one_per_key(("user_id",), "user")
    ground.table(
        "stage_known",
        "SELECT s.line, e.employee_id, "
        f"CASE WHEN e.as_of > {ground.as_of()} THEN 1 ELSE 0 END AS stale "
        "FROM stage_line s JOIN employee e ON e.user_id = s.user_id",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_known WHERE stale = 1")
    _change(ground)
    _add(ground)
    _units(ground)


def _change(ground: Ground) -> None:
    fresh = "stage_known m JOIN stage_line s ON s.line = m.line"
    ground.replace(
        "employee", ("employee_id",), {name: f"s.{name}" for name in _COLUMNS},
        f"{fresh} JOIN employee t ON t.employee_id = m.employee_id WHERE m.stale = 0",
        versioned=True,
    )  # fmt: skip
    date_rows(
        ground, "employee", ("employee_id",),
        "stage_known m JOIN employee t ON t.employee_id = m.employee_id WHERE m.stale = 0",
    )  # fmt: skip
    ground.table(
        "stage_moved",
        f"SELECT s.line, m.employee_id, s.assignment FROM {fresh} JOIN employee_assignment t "
        "ON t.employee_id = m.employee_id AND t.until IS NULL "
        "WHERE m.stale = 0 AND t.assignment <> s.assignment",
    )
    held = "stage_moved m JOIN stage_line s ON s.line = m.line JOIN employee_assignment t "
    day = ground.as_of()
    ground.replace(
        "employee_assignment", ("employee_id", "start"), {"until": day},
        held + f"ON t.employee_id = m.employee_id AND t.until IS NULL AND t.start <> {day}",
    )  # fmt: skip
    ground.replace(
        "employee_assignment", ("employee_id", "start"),
        {"assignment": "m.assignment", "until": "CAST(NULL AS DATE)"},
        held + f"ON t.employee_id = m.employee_id AND t.start = {day}",
    )  # fmt: skip
    ground.table(
        "stage_begun",
        "SELECT m.employee_id, m.assignment FROM stage_moved m LEFT JOIN employee_assignment t "
        f"ON t.employee_id = m.employee_id AND t.start = {day} WHERE t.employee_id IS NULL",
    )
    ground.write(
        "INSERT INTO employee_assignment (employee_id, start, until, assignment) "
        f"SELECT employee_id, {day}, NULL, assignment FROM stage_begun"
    )
    ground.mark_new(
        "employee_assignment", {"employee_id": "m.employee_id", "start": day}, "stage_begun m"
    )
    ground.execute("INSERT INTO stage_changed SELECT line FROM stage_moved")


def _add(ground: Ground) -> None:
    ground.number(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_known m ON m.line = s.line "
        "WHERE m.line IS NULL",
        ("employee_id",),
    )
    source = "FROM stage_ids i JOIN stage_line s ON s.line = i.line"
    ground.write(
        f"INSERT INTO employee (employee_id, user_id, {', '.join(_COLUMNS)}, as_of, created_run, "
        f"version) SELECT i.employee_id, s.user_id, {', '.join('s.' + n for n in _COLUMNS)}, "
        f"{ground.as_of()}, {ground.given.run_id}, 1 {source}"
    )
    ground.write(
        "INSERT INTO employee_assignment (employee_id, start, until, assignment) "
        f"SELECT i.employee_id, s.active_from, s.active_to, s.assignment {source}"
    )


def _units(ground: Ground) -> None:
    """Areas, territories and groups that no earlier extract named."""
    for digits, kind in ((2, "area"), (4, "territory"), (6, "group")):
        ground.table(
            "stage_unit",
            f"SELECT DISTINCT substr(s.assignment, 1, {digits}) AS code FROM stage_line s "
            "WHERE NOT EXISTS (SELECT 1 FROM org_unit u "
            f"WHERE u.code = substr(s.assignment, 1, {digits}) AND u.until IS NULL)",
        )
        ground.write(
            f"INSERT INTO org_unit (code, start, until, kind, name) SELECT code, {ground.as_of()}, "
            f"CAST(NULL AS DATE), '{kind}', '' FROM stage_unit"
        )
        ground.mark_new("org_unit", {"code": "m.code", "start": ground.as_of()}, "stage_unit m")
