"""Modules: the obligation of a taxpayer, an MFT and a period; they wait for their taxpayer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from entity_tui.store.merge.ground import Ground

_COLUMNS = ("kind", "status", "assessed", "balance", "csed", "ased", "rsed", "closing_code",
            "closed_on")  # fmt: skip
PAYLOAD = ("tin", "tin_type", "mft", "period", *_COLUMNS)


def merge_modules(ground: Ground) -> None:
    """Land staged modules; those of an unknown taxpayer wait."""
    ground.one_per_key(("tin", "tin_type", "mft", "period"), "module")
    ground.table(
        "stage_known",
        "SELECT s.line, t.account_id, a.area FROM stage_line s JOIN taxpayer t "
        "ON t.tin = s.tin AND t.tin_type = s.tin_type "
        "JOIN account a ON a.account_id = t.account_id",
        "line",
    )
    ground.wait(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_known k ON k.line = s.line "
        "WHERE k.line IS NULL",
        "module",
        {name: name for name in PAYLOAD},
    )
    _land(ground)


def _land(ground: Ground) -> None:
    ground.table(
        "stage_module",
        "SELECT s.line, o.obligation_id, "
        f"CASE WHEN o.as_of > {ground.as_of()} THEN 1 ELSE 0 END AS stale FROM stage_line s "
        "JOIN stage_known k ON k.line = s.line JOIN obligation o ON o.account_id = k.account_id "
        "AND o.mft = s.mft AND o.period = s.period",
        "line",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_module WHERE stale = 1")
    ground.replace(
        "obligation", ("obligation_id",), {name: f"s.{name}" for name in _COLUMNS},
        "stage_module m JOIN stage_line s ON s.line = m.line "
        "JOIN obligation t ON t.obligation_id = m.obligation_id WHERE m.stale = 0",
        versioned=True,
    )  # fmt: skip
    ground.execute(
        f"UPDATE obligation SET as_of = {ground.as_of()} FROM stage_module m WHERE m.stale = 0 "
        f"AND obligation.obligation_id = m.obligation_id AND obligation.as_of < {ground.as_of()}"
    )
    ground.number(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_module m ON m.line = s.line "
        "WHERE m.line IS NULL",
        ("obligation_id",),
    )
    columns = ", ".join(_COLUMNS)
    ground.write(
        f"INSERT INTO obligation (obligation_id, account_id, mft, period, {columns}, old_id, "
        "as_of, area, created_run, version) SELECT i.obligation_id, k.account_id, s.mft, s.period, "
        f"{', '.join('s.' + name for name in _COLUMNS)}, '', {ground.as_of()}, k.area, "
        f"{ground.given.run_id}, 1 FROM stage_ids i JOIN stage_line s ON s.line = i.line "
        "JOIN stage_known k ON k.line = i.line ORDER BY i.obligation_id"
    )


def attach_waiting(ground: Ground) -> int:
    """Land the modules that waited for a taxpayer who has now arrived; returns how many."""
    if not ground.raw.one("SELECT 1 FROM waiting_line WHERE target = 'module' LIMIT 1"):
        return 0
    arrived = ground.table(
        "stage_arrived",
        "SELECT w.run_id, w.line, row_number() OVER (ORDER BY w.as_of, w.run_id, w.line) AS place "
        "FROM waiting_line w JOIN taxpayer t ON t.tin = w.tin AND t.tin_type = w.tin_type "
        "WHERE w.target = 'module'",
        "run_id, line",
    )
    if arrived:
        _insert_arrived(ground)
        ground.execute(
            "DELETE FROM waiting_line WHERE EXISTS (SELECT 1 FROM stage_arrived a "
            "WHERE a.run_id = waiting_line.run_id AND a.line = waiting_line.line)"
        )
    return arrived


def _insert_arrived(ground: Ground) -> None:
    """One by one, oldest first: the newest extract's line of a module is the one that stays."""
    from entity_tui.store.numbers import new_ids

    raw = ground.raw
    lines = raw.rows(
        "SELECT w.payload, w.as_of, t.account_id, a.area, w.run_id FROM stage_arrived r "
        "JOIN waiting_line w ON w.run_id = r.run_id AND w.line = r.line "
        "JOIN taxpayer t ON t.tin = w.tin AND t.tin_type = w.tin_type "
        "JOIN account a ON a.account_id = t.account_id ORDER BY r.place"
    )
    latest = {}
    for payload, as_of, account, area, run in lines:
        values = json.loads(payload)
        latest[account, values["mft"], values["period"]] = (values, as_of, area, run)

    def rows() -> Iterator[tuple[Any, ...]]:
        ids = new_ids(raw, len(latest))
        for number, (key, (values, as_of, area, run)) in zip(ids, latest.items(), strict=True):
            yield (number, *key, *(values[name] for name in _COLUMNS), "", as_of, area, run, 1)

    columns = ("obligation_id", "account_id", "mft", "period", *_COLUMNS, "old_id", "as_of",
               "area", "created_run", "version")  # fmt: skip
    fresh = [row for row in rows() if not _known(ground, row)]
    raw.load("obligation", columns, fresh)
    ground.outcome.changed += len(fresh)


def _known(ground: Ground, row: tuple[Any, ...]) -> bool:
    found = ground.raw.one(
        "SELECT 1 FROM obligation WHERE account_id = ? AND mft = ? AND period = ?", row[1:4]
    )
    return found is not None
