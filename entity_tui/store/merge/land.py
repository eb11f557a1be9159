"""The common way staged lines become rows of one table: match, hold back the older, change, add."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.store.merge.bulk import indexes_afterwards
from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground

_OWNED = "JOIN stage_line s ON s.line = {0}.line JOIN stage_known k ON k.line = {0}.line"


def land(
    ground: Ground, table: str, key: Mapping[str, str], columns: Mapping[str, str],
    more: Mapping[str, str], id_column: str = "", *, stale: str = "",
    changed: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Land every staged line in `table`.

    `key` finds the stored row (column → SQL of the staged line `s` and its known owner `k`),
    `columns` are written where they differ, `more` only with a new row. With `id_column` new rows
    get a ten-digit id. Older extracts never overwrite newer ones: `stale` says it otherwise of a
    stored row `t`. `changed` is what a stored row takes instead of `columns`, or beside them.
    """
    older = stale or f"t.as_of > {ground.as_of()}"
    found = " AND ".join(f"t.{column} = {value}" for column, value in key.items())
    names = (id_column,) if id_column else tuple(key)
    kept = ", ".join(f"t.{name} AS k_{name}" for name in names)
    ground.table(
        "stage_landing",
        f"SELECT s.line, {kept}, CASE WHEN {older} THEN 1 ELSE 0 END AS stale "
        "FROM stage_line s JOIN stage_known k ON k.line = s.line "
        f"JOIN {table} t ON {found}",
        "line",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_landing WHERE stale = 1")
    same = " AND ".join(f"t.{name} = m.k_{name}" for name in names)
    ground.replace(
        table, names, {**columns, **(changed or {})},
        f"stage_landing m {_OWNED.format('m')} JOIN {table} t ON {same} WHERE m.stale = 0",
        versioned=bool(id_column),
    )  # fmt: skip
    date_rows(ground, table, names, f"stage_landing m JOIN {table} t ON {same} WHERE m.stale = 0")
    _add(ground, table, key, columns, more, id_column)


def _add(
    ground: Ground, table: str, key: Mapping[str, str], columns: Mapping[str, str],
    more: Mapping[str, str], id_column: str,
) -> None:  # fmt: skip
    fresh = (
        "SELECT s.line FROM stage_line s LEFT JOIN stage_landing m ON m.line = s.line "
        "WHERE m.line IS NULL"
    )
    values = {**key, **columns, **more, "as_of": ground.as_of()}
    values["created_run"] = str(ground.given.run_id)
    if id_column:
        count = ground.number(fresh, (id_column,))
        values = {id_column: f"i.{id_column}", **values, "version": "1"}
    else:
        count = ground.table("stage_ids", fresh, "line")
        ground.execute("INSERT INTO stage_new SELECT line FROM stage_ids")
    order = "i.line" if id_column else ", ".join(key.values())
    with indexes_afterwards(ground.raw, (table,), count):
        ground.write(
            f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} "
            f"FROM stage_ids i {_OWNED.format('i')} ORDER BY {order}"
        )
