"""The assignment grid, effective-dated: a newer file ends what it no longer has (EX-ZIP).

A file tells of the areas its rows assign to, whole; an area's rows come from its newest file.
"""

from __future__ import annotations

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_NOTHING, Keyed

_KEY = ("zip", "grade", "alpha_from")
_NAMES = ("zip", "grade", "alpha_from", "start")
_VALUES = {"alpha_to": "s.alpha_to", "assignment": "s.assignment"}
_SAME = " AND ".join(f"t.{name} = s.{name}" for name in _KEY)


def _land(ground: Ground) -> None:
    day = ground.as_of()
    newest = (
        "SELECT a.area, (SELECT max(t.as_of) FROM zip_grid t WHERE t.assignment >= a.area "
        "AND t.assignment < a.area || ':') AS newest "
        "FROM (SELECT DISTINCT substr(s.assignment, 1, 2) AS area FROM stage_line s) a"
    )
    ground.table(
        "stage_area",
        f"SELECT n.area, n.newest > {day} AS stale, n.newest < {day} AS older FROM ({newest}) n",
    )
    ground.execute(
        "INSERT INTO stage_stale SELECT s.line FROM stage_line s JOIN stage_area a "
        "ON a.area = substr(s.assignment, 1, 2) WHERE a.stale"
    )
    ground.table(
        "stage_grid",
        "SELECT s.* FROM stage_line s WHERE s.line NOT IN (SELECT line FROM stage_stale)", "line",
    )  # fmt: skip
    _begin_again(ground, day)
    _end(ground, day)
    _begin(ground, day)
    date_rows(
        ground, "zip_grid", _NAMES,
        "zip_grid t WHERE substr(t.assignment, 1, 2) IN "
        "(SELECT area FROM stage_area WHERE stale IS NOT TRUE)",
    )  # fmt: skip


def _begin_again(ground: Ground, day: str) -> None:
    """Rows that ended this very day are open again; those that began it take the line's values."""
    ground.replace(
        "zip_grid", _NAMES, {"until": "CAST(NULL AS DATE)"},
        f"stage_grid s JOIN zip_grid t ON {_SAME} AND t.until = {day} AND t.start < {day} "
        "AND t.alpha_to = s.alpha_to AND t.assignment = s.assignment",
    )  # fmt: skip
    older = _SAME.replace("t.", "o.")
    ground.replace(
        "zip_grid", _NAMES, {**_VALUES, "until": "CAST(NULL AS DATE)"},
        f"stage_grid s JOIN zip_grid t ON {_SAME} AND t.start = {day} AND NOT EXISTS "
        f"(SELECT 1 FROM zip_grid o WHERE {older} AND o.start < {day} AND o.until IS NULL "
        "AND o.alpha_to = s.alpha_to AND o.assignment = s.assignment)",
    )  # fmt: skip


def _end(ground: Ground, day: str) -> None:
    """Open rows of the file's areas that it does not bring with the same values.

    Lines that were corrected add to the areas their own file brought, and stay when it comes again.
    """
    areas = "a.older IS TRUE" if ground.given.adds else "a.stale IS NOT TRUE"
    ground.replace(
        "zip_grid", _NAMES, {"until": day},
        f"(SELECT 0 AS line, a.area FROM stage_area a WHERE {areas}) s "
        "JOIN zip_grid t ON substr(t.assignment, 1, 2) = s.area AND t.until IS NULL "
        f"LEFT JOIN stage_grid g ON {_SAME.replace('s.', 'g.')} "
        "AND t.alpha_to = g.alpha_to AND t.assignment = g.assignment "
        f"WHERE g.line IS NULL{_spared(ground)}",
    )  # fmt: skip
    ground.execute("DELETE FROM stage_changed WHERE line = 0")


def _spared(ground: Ground) -> str:
    """But rows that corrected lines of this very file brought, or opened again."""
    if not ground.given.spared:
        return ""
    runs = ", ".join(map(str, sorted(ground.given.spared)))
    key = " || '/' || ".join(f"t.{name}" for name in _NAMES)
    return (
        f" AND t.created_run NOT IN ({runs}) AND NOT EXISTS (SELECT 1 FROM change_log c "
        f"WHERE c.act IN ({runs}) AND c.table_name = 'zip_grid' AND c.row_key = {key})"
    )


def _begin(ground: Ground, day: str) -> None:
    """Rows that are not there from this day on, also those whose assignment moved."""
    ground.replace(
        "zip_grid", _NAMES, {"until": day},
        f"stage_grid s JOIN zip_grid t ON {_SAME} AND t.until IS NULL AND t.start < {day} "
        "AND (t.alpha_to <> s.alpha_to OR t.assignment <> s.assignment)",
    )  # fmt: skip
    ground.table(
        "stage_ids",
        f"SELECT s.line FROM stage_grid s LEFT JOIN zip_grid t ON {_SAME} AND t.until IS NULL "
        "WHERE t.zip IS NULL",
        "line",
    )
    ground.execute("INSERT INTO stage_new SELECT line FROM stage_ids")
    ground.write(
        "INSERT INTO zip_grid (zip, grade, alpha_from, start, alpha_to, until, assignment, as_of, "
        f"created_run) SELECT s.zip, s.grade, s.alpha_from, {day}, s.alpha_to, "
        f"CAST(NULL AS DATE), s.assignment, {day}, {ground.given.run_id} FROM stage_ids i "
        f"JOIN stage_grid s ON s.line = i.line ORDER BY s.zip, s.grade, s.alpha_from"
    )


GRID = Keyed(
    target="zip", shown="ZIP, grade and first letter", table="zip_grid", unique=_KEY,
    owner=OF_NOTHING, landing=_land,
    payload=dict.fromkeys((*_KEY, "alpha_to", "assignment"), "text"),
)  # fmt: skip
