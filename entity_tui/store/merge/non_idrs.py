"""What ICS has and IDRS has not: investigations, modules, and cases with a mark (EX-E4, IM-09).

IDRS goes before: what it has brought is never touched, what it brings later takes the place.
"""

from __future__ import annotations

from entity_tui.store.merge.case import COLUMNS, add_cases, change_cases, match_cases
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.ics_only import end_ics_only
from entity_tui.store.merge.keyed import OF_TAXPAYER, Keyed, merge_keyed
from entity_tui.store.merge.land import land
from entity_tui.store.merge.taxpayer import add_unknown

_MODULE = {
    "number": "text", "obligation_type": "text", "module_state": "text", "start": "date",
    "until": "date", "mft": "text", "period": "text", "kind": "text",
}  # fmt: skip
_CASE = {
    "assignment": "text", "case_code": "text", "subcode": "text", "grade": "text",
    "priority": "text", "case_status": "text", "received_on": "date", "assigned_on": "date",
    "closed_on": "date", "case_area": "int",
}  # fmt: skip
# A case of ICS alone has no score and no touches until IDRS or the activity extract brings them.
_NOT_TOLD = {"predictive": "''", "scored_on": "CAST(NULL AS DATE)",
             "last_touch": "CAST(NULL AS DATE)", "first_contact": "CAST(NULL AS DATE)"}  # fmt: skip


def _land(ground: Ground) -> None:
    day = ground.as_of()
    land(
        ground, "obligation",
        {"account_id": "k.account_id", "mft": "s.mft", "period": "s.period",
         "old_id": "CASE s.mft WHEN '' THEN s.number ELSE t.old_id END"},
        {"obligation_type": "s.obligation_type", "state": "s.module_state", "start": "s.start",
         "until": "s.until", "kind": "s.kind"},
        {"old_id": "s.number", "status": "''", "closing_code": "''", "area": "k.area",
         "ics_only": "1"},
        "obligation_id", stale=f"t.as_of > {day} OR t.ics_only = 0",
    )  # fmt: skip
    ground.table("stage_owner", "SELECT * FROM stage_known")
    ground.table(
        "stage_known",
        "SELECT min(line) AS line, account_id FROM stage_owner GROUP BY account_id", "line",
    )  # fmt: skip
    _land_cases(ground, day)
    end_ics_only(ground)
    ground.table("stage_known", "SELECT * FROM stage_owner", "line")


def _land_cases(ground: Ground, day: str) -> None:
    """A taxpayer's case is told by the first of its lines."""
    match_cases(
        ground, f"c.as_of > {day}",
        f"(c.status <> 'closed' OR c.ics_only > 0 OR c.closed_as_of >= {day})",
    )  # fmt: skip
    sets = {
        column: f"s.{name}"
        for column, name in COLUMNS.items()
        if column not in (*_NOT_TOLD, "status", "closed_on", "priority")
    }
    for column in ("status", "closed_on"):
        sets[column] = (
            f"CASE WHEN t.closed_as_of >= {day} THEN t.{column} ELSE s.{COLUMNS[column]} END"
        )
    change_cases(
        ground, sets | {"area": "s.case_area"}, "m.stale = 0 AND t.ics_only > 0"
    )  # fmt: skip
    _held_before(ground, day)
    add_cases(ground, ics_only=1, fixed=_NOT_TOLD)


def _held_before(ground: Ground, day: str) -> None:
    """Who held a case before IDRS says it was assigned is known from ICS alone, in every order."""
    begins = f"coalesce(s.assigned_on, s.received_on, {day})"
    first = "(SELECT min(h.start) FROM case_assignment h WHERE h.case_id = t.case_id)"
    ended = f"CASE WHEN s.closed_on < {first} THEN s.closed_on ELSE {first} END"
    if not ground.table(
        "stage_held",
        f"SELECT s.line, t.case_id, {begins} AS day, {ended} AS until, s.assignment "
        "FROM stage_case m JOIN stage_line s ON s.line = m.line "
        f"JOIN field_case t ON t.case_id = m.case_id WHERE t.ics_only = 0 AND {begins} < {first} "
        "AND (s.case_status <> 'closed' OR t.status = 'closed')",
    ):
        return
    ground.write(
        "INSERT INTO case_assignment (case_id, start, until, assignment) "
        "SELECT case_id, day, until, assignment FROM stage_held"
    )
    ground.mark_new("case_assignment", {"case_id": "m.case_id", "start": "m.day"}, "stage_held m")
    ground.execute("INSERT INTO stage_changed SELECT line FROM stage_held")


NON_IDRS = Keyed(
    target="e4", shown="number", table="obligation", unique=("tin", "tin_type", "number"),
    owner=OF_TAXPAYER, landing=_land,
    payload={"tin": "text", "tin_type": "text", **_MODULE, **_CASE},
)  # fmt: skip


def merge_non_idrs(ground: Ground) -> None:
    """Land staged lines; a taxpayer is made where one brings its name, else they wait."""
    ground.one_per_key(NON_IDRS.unique, NON_IDRS.shown)
    add_unknown(ground)
    merge_keyed(ground, NON_IDRS)
