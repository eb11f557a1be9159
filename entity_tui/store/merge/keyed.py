"""Records kept under a taxpayer or a case: they land there, or wait until it arrives (IM-08)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlmodel import SQLModel

from entity_tui.store.database import as_day
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.land import land

# Where a staged line's taxpayer is: its account, and that account's area.
OF_TAXPAYER = (
    "SELECT s.line, t.account_id, t.person_id, a.area, t.as_of FROM stage_line s JOIN taxpayer t "
    "ON t.tin = s.tin AND t.tin_type = s.tin_type JOIN account a ON a.account_id = t.account_id"
)
# Where both taxpayers of a line are: the first one's account and person, the other's person.
OF_TWO = (
    "SELECT s.line, t.account_id, t.person_id, o.person_id AS other_id FROM stage_line s "
    "JOIN taxpayer t ON t.tin = s.tin AND t.tin_type = s.tin_type "
    "JOIN taxpayer o ON o.tin = s.other_tin AND o.tin_type = s.other_tin_type"
)
# A line that hangs on nothing.
OF_NOTHING = "SELECT s.line FROM stage_line s"
# Where its case is: of those received by its day the open one, else the one closed last; of two
# the one received later, because ids differ from store to store.
OF_CASE = (
    "SELECT line, case_id FROM (SELECT s.line, c.case_id, row_number() OVER (PARTITION BY s.line "
    "ORDER BY CASE WHEN c.received_on > s.day THEN 1 ELSE 0 END, "
    "CASE c.status WHEN 'closed' THEN 1 ELSE 0 END, c.as_of DESC, "
    "CASE WHEN c.received_on IS NULL THEN 1 ELSE 0 END, c.received_on DESC, c.case_id) AS place "
    "FROM stage_line s JOIN taxpayer t ON t.tin = s.tin AND t.tin_type = s.tin_type "
    "JOIN field_case c ON c.account_id = t.account_id AND c.program = 'field' "
    "AND NOT (c.ics_only > 0 AND c.received_on IS NOT NULL AND c.received_on > s.day)) q "
    "WHERE place = 1"
)
_SQLITE = {"text": "TEXT", "int": "INTEGER", "date": "TEXT"}
_POSTGRES = {"text": 'TEXT COLLATE "C"', "int": "BIGINT", "date": "DATE"}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A kind of record: its table, what makes it the same one, and where it belongs.

    `unique` are the staged columns no two lines of a file may share; `owner` is the SQL that
    finds each line's owner; `key`, `columns`, `more` as `land` takes them; `payload` is what a
    waiting line keeps, by kind. `landing` takes the place of `land` where that is not enough,
    `after` follows it.
    """

    target: str
    shown: str
    table: str
    unique: tuple[str, ...]
    owner: str
    payload: Mapping[str, str]
    key: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    id_column: str = ""
    landing: Callable[[Ground], None] | None = None
    after: Callable[[Ground], None] | None = None


def owned(
    target: str, shown: str, table: str, key: Mapping[str, str], columns: Mapping[str, str], *,
    id_column: str = "", more: Mapping[str, str] | None = None,
    after: Callable[[Ground], None] | None = None,
) -> Keyed:  # fmt: skip
    """A record under an account, told apart there by `key`; staged columns bear its names.

    `key` and `columns` give the staged kinds: text, int or date.
    """
    return Keyed(
        target=target, shown=shown, table=table, unique=("tin", "tin_type", *key),
        owner=OF_TAXPAYER, payload={"tin": "text", "tin_type": "text", **key, **columns},
        key={"account_id": "k.account_id", **{name: f"s.{name}" for name in key}},
        columns={name: f"s.{name}" for name in columns}, more=more or {}, id_column=id_column,
        after=after,
    )  # fmt: skip


def merge_keyed(ground: Ground, kind: Keyed) -> None:
    """Land the staged lines whose owner is here; the others wait."""
    ground.one_per_key(kind.unique, kind.shown)
    ground.table("stage_known", kind.owner, "line")
    ground.wait(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_known k ON k.line = s.line "
        "WHERE k.line IS NULL",
        kind.target,
        {name: name for name in kind.payload},
    )
    _land(ground, kind)


def _land(ground: Ground, kind: Keyed) -> None:
    if kind.landing:
        kind.landing(ground)
    else:
        land(ground, kind.table, kind.key, kind.columns, kind.more, kind.id_column)
    if kind.after:
        kind.after(ground)


def attach_waiting(ground: Ground, kinds: Iterable[Keyed]) -> int:
    """Land what waited for a taxpayer or case that has now arrived; returns how many lines.

    Run by run, oldest extract first, each under its own date: the outcome is the one there would
    have been had the owner come first. The current file is settled before; what the lines write
    belongs to its run, which can be taken back: they wait again then.
    """
    waiting = {row[0] for row in ground.raw.rows("SELECT DISTINCT target FROM waiting_line")}
    return sum(_attach_all(ground, kind) for kind in kinds if kind.target in waiting)


def _attach_all(ground: Ground, kind: Keyed) -> int:
    """What belongs to no taxpayer may wait for a line that waits itself."""
    attached = more = _attach(ground, kind)
    while more and "tin" not in kind.payload:
        more = _attach(ground, kind)
        attached += more
    return attached


def _attach(ground: Ground, kind: Keyed) -> int:
    here = "JOIN taxpayer t ON t.tin = w.tin AND t.tin_type = w.tin_type "
    lines = ground.raw.rows(
        "SELECT w.as_of, w.run_id, w.line, w.payload FROM waiting_line w "
        f"{here if 'tin' in kind.payload else ''}WHERE w.target = ? "
        "ORDER BY w.as_of, w.run_id, w.line",
        (kind.target,),
    )
    attached = 0
    given = ground.given
    for (as_of, run), group in groupby(lines, key=lambda line: (line[0], line[1])):
        ground.given = replace(given, as_of=as_day(as_of) or date.min)
        _restage(ground, kind, [(line, json.loads(payload)) for _, _, line, payload in group])
        ground.table("stage_known", kind.owner, "line")
        ground.execute("DELETE FROM stage_line WHERE line NOT IN (SELECT line FROM stage_known)")
        _land(ground, kind)
        if run != given.run_id:
            _keep_waiting(ground, run)
        attached += ground.execute(
            "DELETE FROM waiting_line WHERE run_id = ? AND line IN (SELECT line FROM stage_known)",
            (run,),
        )
    ground.given = given
    return attached


def _keep_waiting(ground: Ground, run: int) -> None:
    """Images of another run's lines that wait no longer, with their bytes."""
    columns = SQLModel.metadata.tables["waiting_line"].columns.keys()
    image = {name: f"w.{name}" for name in columns}
    image["raw"] = "encode(w.raw, 'hex')" if ground.raw.postgres else "hex(w.raw)"
    ground.log(
        "waiting_line", "w.run_id || '/' || w.line", ground.json(image),
        f"waiting_line w JOIN stage_known k ON k.line = w.line WHERE w.run_id = {run}",
    )  # fmt: skip


def _restage(ground: Ground, kind: Keyed, lines: list[tuple[int, dict[str, Any]]]) -> None:
    raw = ground.raw
    kinds = _POSTGRES if raw.postgres else _SQLITE
    where = "TEMPORARY TABLE " if raw.postgres else "TABLE stage."
    columns = ", ".join(f"{name} {kinds[sort]}" for name, sort in kind.payload.items())
    raw.execute("DROP TABLE IF EXISTS stage_line")
    raw.execute(f"CREATE {where}stage_line (line BIGINT PRIMARY KEY, {columns})")
    rows = ((line, *(values.get(name) for name in kind.payload)) for line, values in lines)
    raw.load("stage_line", ["line", *kind.payload], rows)
