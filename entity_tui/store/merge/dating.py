"""The date of the newest extract that brought a row, and giving it its old one back (IM-05).

Rows that only grow younger have no image of their own: their keys are kept together by the date
they had, some thousands to an entry of the change log.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Date
from sqlmodel import SQLModel

from entity_tui.store.database import Raw
from entity_tui.store.merge.ground import Ground

DATES = " dates"
"""Ends the table's name in the entries of the change log that hold dates."""
_TOGETHER = 20_000


def date_rows(
    ground: Ground, table: str, key: Sequence[str], source: str, column: str = "as_of"
) -> None:
    """Rows `t` of `source`, a FROM clause with a condition, are of this extract's date now."""
    day = ground.as_of()
    keys = ", ".join(f"t.{name} AS k_{name}" for name in key)
    older = f"(t.{column} IS NULL OR t.{column} < {day})"
    count = ground.table(
        "stage_dated",
        "SELECT d.*, row_number() OVER () AS n FROM "
        f"(SELECT DISTINCT {keys}, t.{column} AS was FROM {source} AND {older}) d",
    )
    if not count:
        return
    same = " AND ".join(f"t.{name} = d.k_{name}" for name in key)
    ground.execute(f"UPDATE {table} AS t SET {column} = {day} FROM stage_dated d WHERE {same}")
    postgres = ground.raw.postgres
    array = "json_build_array" if postgres else "json_array"
    names = ", ".join(f"'{name}'" for name in key)
    row = f"{array}({', '.join(f'd.k_{name}' for name in key)})"
    kept = {
        "column": f"'{column}'", "was": "d.was", "became": day,
        "key": f"{array}({names})",
        "rows": f"json_agg({row})" if postgres else f"json(json_group_array({row}))",
    }  # fmt: skip
    ground.log(
        f"{table}{DATES}", f"'{ground.given.run_id}'", ground.json(kept),
        f"stage_dated d GROUP BY d.was, d.n / {_TOGETHER}",
    )  # fmt: skip


def give_dates_back(raw: Raw, run: int) -> None:
    """Rows that are still of the date a run gave them get the one they had before."""
    for table, kept in raw.rows(
        "SELECT table_name, before FROM change_log WHERE act = ? AND table_name LIKE ? "
        "ORDER BY seq DESC", (run, f"%{DATES}"),
    ):  # fmt: skip
        name, told = str(table).removesuffix(DATES), json.loads(kept)
        columns = SQLModel.metadata.tables[name].columns
        dated = {column.name for column in columns if isinstance(column.type, Date)}

        def mark(column: str, dated: set[str] = dated) -> str:
            return "CAST(? AS DATE)" if raw.postgres and column in dated else "?"

        moved = told["column"]
        where = " AND ".join(f"{part} = {mark(part)}" for part in told["key"])
        raw.many(
            f"UPDATE {name} SET {moved} = {mark(moved)} WHERE {where} AND {moved} = {mark(moved)}",
            ((told["was"], *row, told["became"]) for row in told["rows"]),
        )
