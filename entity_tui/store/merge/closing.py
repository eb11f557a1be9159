"""Closing facts of cases and modules of the week before (EX-E9, EX-EA); they wait for their own.

What an extract of closings tells stands against an entity or module extract of the same day or
before, whichever comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_TAXPAYER, Keyed

_TINS = {"tin": "text", "tin_type": "text"}
# The case that was open on the day of its closing: the one received last before it.
_CASE = (
    "SELECT line, row_id, stale_as_of FROM (SELECT s.line, c.case_id AS row_id, "
    "c.as_of AS stale_as_of, row_number() OVER (PARTITION BY s.line ORDER BY "
    "CASE WHEN c.closed_on = s.closed_on THEN 0 WHEN c.status <> 'closed' THEN 1 ELSE 2 END, "
    "c.received_on DESC, c.case_id) AS place FROM stage_line s "
    "JOIN taxpayer t ON t.tin = s.tin AND t.tin_type = s.tin_type "
    "JOIN field_case c ON c.account_id = t.account_id AND c.program = 'field' "
    "AND (c.received_on IS NULL OR c.received_on <= s.closed_on)) q WHERE place = 1"
)
_MODULE = (
    "SELECT k.line, o.obligation_id AS row_id, o.as_of AS stale_as_of "
    f"FROM ({OF_TAXPAYER}) k JOIN stage_line s ON s.line = k.line JOIN obligation o "
    "ON o.account_id = k.account_id AND o.mft = s.mft AND o.period = s.period"
)


def _close(table: str, key: str, sets: Mapping[str, str], ground: Ground) -> None:
    day = ground.as_of()
    newer = f"(k.stale_as_of > {day} OR t.closed_as_of > {day})"
    source = (
        f"stage_known k JOIN stage_line s ON s.line = k.line JOIN {table} t ON t.{key} = k.row_id"
    )
    ground.execute(f"INSERT INTO stage_stale SELECT s.line FROM {source} WHERE {newer}")
    fresh = f"{source} WHERE {newer} IS NOT TRUE"
    differs = " OR ".join(f"t.{name} {ground.differs} ({value})" for name, value in sets.items())
    told = f"CASE WHEN {differs} THEN {day} ELSE t.closed_as_of END"
    ground.replace(table, (key,), {**sets, "closed_as_of": told}, fresh, versioned=True)
    date_rows(ground, table, (key,), fresh, "closed_as_of")


def _close_cases(ground: Ground) -> None:
    told = "CASE coalesce(s.disposition, '') WHEN '' THEN t.disposition ELSE s.disposition END"
    sets = {"status": "'closed'", "closed_on": "s.closed_on", "disposition": told}
    _close("field_case", "case_id", sets, ground)
    ground.replace(
        "case_assignment", ("case_id", "start"), {"until": "s.closed_on"},
        "stage_known k JOIN stage_line s ON s.line = k.line JOIN case_assignment t "
        "ON t.case_id = k.row_id WHERE t.until IS NULL AND t.start <= s.closed_on "
        "AND s.line NOT IN (SELECT line FROM stage_stale)",
    )  # fmt: skip


CLOSED_CASES = Keyed(
    target="e9", shown="TIN", table="field_case", unique=("tin", "tin_type"), owner=_CASE,
    landing=_close_cases,
    payload={**_TINS, "closed_on": "date", "disposition": "text"},
)  # fmt: skip
CLOSED_MODULES = Keyed(
    target="ea", shown="module", table="obligation", unique=("tin", "tin_type", "mft", "period"),
    owner=_MODULE,
    landing=partial(
        _close, "obligation", "obligation_id",
        {"status": "s.status", "closing_code": "s.closing_code", "closed_on": "s.closed_on"},
    ),
    payload={**_TINS, "mft": "text", "period": "text", "status": "text", "closing_code": "text",
             "closed_on": "date"},
)  # fmt: skip
CLOSINGS = (CLOSED_CASES, CLOSED_MODULES)
