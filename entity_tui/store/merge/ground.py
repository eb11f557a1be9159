"""The ground a merge stands on: staged lines, what becomes of each, new ids, before-images.

Staged tables: `stage_line` (the checked lines), `stage_new` and `stage_changed` (lines that wrote
something), `stage_stale` (lines older than what is stored), `stage_person` and
`stage_location` (whose search rows change). Lines that are rejected or wait leave `stage_line`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import SQLModel

from entity_tui.store.database import Raw
from entity_tui.store.merge.outcome import Given, Outcome
from entity_tui.store.numbers import new_ids


class Ground:
    """One merge in the store's write transaction."""

    def __init__(self, raw: Raw, given: Given) -> None:
        self.raw = raw
        self.given = given
        self.outcome = Outcome()
        self._images = 0
        for table, column in (
            ("stage_new", "line"),
            ("stage_changed", "line"),
            ("stage_stale", "line"),
            ("stage_person", "person_id"),
            ("stage_location", "location_id"),
        ):
            self.make(table, f"({column} BIGINT NOT NULL)")

    def make(self, table: str, rest: str) -> None:
        """An empty staged table."""
        where = "TEMPORARY TABLE " if self.raw.postgres else "TABLE stage."
        self.raw.execute(f"CREATE {where}{table} {rest}")

    def table(self, name: str, select: str, index: str = "") -> int:
        """A staged table made from a query; returns its rows."""
        where = "TEMPORARY TABLE " if self.raw.postgres else "TABLE stage."
        self.raw.execute(f"DROP TABLE IF EXISTS {name}")
        self.raw.execute(f"CREATE {where}{name} AS {select}")
        count = int(self.raw.value(f"SELECT count(*) FROM {name}"))
        if count:
            self._index(name, index)
        return count

    def loaded(
        self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]], index: str
    ) -> int:
        """A staged table of these rows; `columns` gives their SQL types. Returns its rows."""
        self.raw.execute(f"DROP TABLE IF EXISTS {name}")
        kinds = ", ".join(f"{column} {kind} NOT NULL" for column, kind in columns.items())
        self.make(name, f"({kinds})")
        if rows:
            self.raw.load(name, tuple(columns), rows)
            self._index(name, index)
        return len(rows)

    def _index(self, name: str, index: str) -> None:
        """Ready a filled staged table for joins."""
        if index:
            where = "" if self.raw.postgres else "stage."
            self.raw.execute(f"CREATE INDEX {where}ix_{name} ON {name} ({index})")
        if self.raw.postgres:
            self.raw.execute(f"ANALYZE {name}")

    def take(self, staged: str, fields: frozenset[str]) -> None:
        """Go on with the lines of another staged table, which bring these fields."""
        where = "" if self.raw.postgres else "stage."
        self.raw.execute("DROP TABLE IF EXISTS stage_line")
        self.raw.execute(f"ALTER TABLE {where}{staged} RENAME TO stage_line")
        for table in ("stage_new", "stage_changed", "stage_stale"):
            self.raw.execute(f"DELETE FROM {table}")
        self.given = replace(self.given, fields=fields)

    def execute(self, sql: str, params: Sequence[Any] = ()) -> int:
        """A statement that writes no business rows; returns how many rows it touched."""
        return max(int(self.raw.execute(sql, params).rowcount), 0)

    def write(self, sql: str, params: Sequence[Any] = ()) -> int:
        """A statement that writes business rows, which are counted."""
        count = self.execute(sql, params)
        self.outcome.changed += count
        return count

    def reject(self, select: str) -> None:
        """Reject staged lines: `select` gives line, code, field, value, message."""
        count = self.table("stage_refused", select, "line")
        if not count:
            return
        self.execute(
            "INSERT INTO import_reject (run_id, line, code, field, value, message, raw, state) "
            f"SELECT {self.given.run_id}, r.line, r.code, r.field, r.value, r.message, s.raw, "
            "'open' FROM stage_refused r JOIN stage_line s ON s.line = r.line"
        )
        self._leave("stage_refused")
        self.outcome.rejected += count

    def wait(self, select: str, target: str, payload: Mapping[str, str]) -> None:
        """Keep staged lines until what they belong to arrives: `select` gives line."""
        count = self.table("stage_waiting", select, "line")
        if not count:
            return
        made = self.json({name: f"s.{column}" for name, column in payload.items()})
        whose = "s.tin, s.tin_type" if "tin" in payload else "'', ''"
        self.execute(
            "INSERT INTO waiting_line (run_id, line, target, tin, tin_type, as_of, payload, raw) "
            f"SELECT {self.given.run_id}, s.line, '{target}', {whose}, "
            f"{self.as_of()}, {made}, s.raw "
            "FROM stage_waiting w JOIN stage_line s ON s.line = w.line"
        )
        self._leave("stage_waiting")
        self.outcome.waiting += count

    def _leave(self, table: str) -> None:
        self.execute(f"DELETE FROM stage_line WHERE line IN (SELECT line FROM {table})")

    def as_of(self) -> str:
        """The extract's date as an SQL literal."""
        literal = f"'{self.given.as_of.isoformat()}'"
        return f"DATE {literal}" if self.raw.postgres else literal

    def one_per_key(self, key: Sequence[str], shown: str) -> None:
        """Of lines with the same key the first stands; a different later one is rejected.

        A later line that is equal to the letter changes nothing and counts as unchanged.
        """
        names = ", ".join(key)
        if not self.table(
            "stage_twice",
            f"SELECT {names}, min(line) AS first_line FROM stage_line "
            f"GROUP BY {names} HAVING count(*) > 1",
        ):
            return
        on = " AND ".join(f"s.{name} = t.{name}" for name in key)
        self.table(
            "stage_repeat",
            "SELECT s.line, t.first_line, s.raw = f.raw AS same FROM stage_line s "
            f"JOIN stage_twice t ON {on} AND s.line > t.first_line "
            "JOIN stage_line f ON f.line = t.first_line",
        )
        self.reject(
            f"SELECT r.line, 'duplicate' AS code, '{key[0]}' AS field, s.{key[0]} AS value, "
            f"'the same {shown} as line ' || r.first_line || ', with other values' AS message "
            "FROM stage_repeat r JOIN stage_line s ON s.line = r.line WHERE NOT r.same"
        )
        same = self.execute(
            "DELETE FROM stage_line WHERE line IN (SELECT line FROM stage_repeat WHERE same)"
        )
        self.outcome.unchanged += same

    def number(self, select: str, names: Sequence[str], within: bool = False) -> int:
        """Give new ids to the lines of `select`; makes `stage_ids` (line, *names).

        Ids rise with the lines, so that what is added in their order is added at the ends of
        tables and indexes. With `within` the lines are no new records themselves; it makes
        `stage_within`.
        """
        lines = array("q", (line for (line,) in self.raw.stream(f"{select} ORDER BY 1")))
        name = "stage_within" if within else "stage_ids"
        key = "line BIGINT" if self.raw.postgres else "line INTEGER PRIMARY KEY"
        self.raw.execute(f"DROP TABLE IF EXISTS {name}")
        self.make(name, f"({key}, {', '.join(f'{column} BIGINT' for column in names)})")
        ids = new_ids(self.raw, len(lines) * len(names))
        rows = zip(lines, *[ids] * len(names), strict=True)
        self.raw.load(name, ("line", *names), rows)
        if self.raw.postgres:
            self.raw.execute(f"CREATE INDEX ix_{name} ON {name} (line)")
            self.raw.execute(f"ANALYZE {name}")
        if not within:
            self.execute("INSERT INTO stage_new SELECT line FROM stage_ids")
        return len(lines)

    def replace(
        self, table: str, key: Sequence[str], sets: Mapping[str, str], source: str,
        versioned: bool = False, touch: str = "",
    ) -> int:  # fmt: skip
        """Write what differs: `source` is a FROM clause with the stored row `t` and line `s`.

        `sets` maps a column to its new SQL value; rows where all are equal are not touched.
        `touch` is the SQL person id whose search rows then change.
        """
        keys = ", ".join(f"t.{name} AS k_{name}" for name in key)
        news = ", ".join(f"{value} AS n_{name}" for name, value in sets.items())
        differs = " OR ".join(f"t.{name} {self.differs} ({value})" for name, value in sets.items())
        person = f", {touch} AS person_id" if touch else ""
        condition = f"{'AND' if ' WHERE ' in source else 'WHERE'} ({differs})"
        count = self.table(
            "stage_diff", f"SELECT s.line, {keys}, {news}{person} FROM {source} {condition}"
        )
        if not count:
            return 0
        on = " AND ".join(f"t.{name} = d.k_{name}" for name in key)
        self._keep_images(table, key, sets, on)
        assigned = ", ".join(f"{name} = d.n_{name}" for name in sets)
        version = ", version = t.version + 1" if versioned else ""
        self.write(f"UPDATE {table} AS t SET {assigned}{version} FROM stage_diff d WHERE {on}")
        self.execute("INSERT INTO stage_changed SELECT line FROM stage_diff")
        if touch:
            self.execute("INSERT INTO stage_person SELECT person_id FROM stage_diff")
        return count

    def remove(self, table: str, key: Sequence[str], gone: str) -> int:
        """Delete the rows of a table that a staged table names by its key; images are kept."""
        on = " AND ".join(f"t.{name} = g.{name}" for name in key)
        columns = SQLModel.metadata.tables[table].columns.keys()
        image = self.json({name: f"t.{name}" for name in columns})
        row_key = " || '/' || ".join(f"t.{name}" for name in key)
        self.log(table, row_key, image, f"{gone} g JOIN {table} t ON {on}")
        names = ", ".join(key)
        return self.write(f"DELETE FROM {table} WHERE ({names}) IN (SELECT {names} FROM {gone})")

    @property
    def differs(self) -> str:
        """The operator that tells values apart and knows NULL."""
        return "IS DISTINCT FROM" if self.raw.postgres else "IS NOT"

    def _keep_images(self, table: str, key: Sequence[str], sets: Iterable[str], on: str) -> None:
        image = self.json({name: f"t.{name}" for name in (*key, *sets)})
        row_key = " || '/' || ".join(f"t.{name}" for name in key)
        if len(key) == 1:
            row_key = f"CAST({row_key} AS TEXT)"
        self.log(table, row_key, image, f"{table} t JOIN stage_diff d ON {on}")

    def mark_new(self, table: str, key: Mapping[str, str], source: str) -> None:
        """Keep a mark of rows added under a parent that was there before; `key` gives their SQL.

        Tables that say themselves which run made a row need none.
        """
        row_key = " || '/' || ".join(key.values())
        self.log(table, f"CAST({row_key} AS TEXT)", self.json({"+": "1", **key}), source)

    def json(self, values: Mapping[str, str]) -> str:
        """The SQL of a JSON object as text, from the SQL of its values."""
        pairs = ", ".join(f"'{name}', {value}" for name, value in values.items())
        return f"json_build_object({pairs})::text" if self.raw.postgres else f"json_object({pairs})"

    def log(self, table: str, row_key: str, image: str, source: str) -> None:
        """Keep images under the run, in the order in which its rows change."""
        self._images += self.execute(
            "INSERT INTO change_log (act, seq, table_name, row_key, before) "
            f"SELECT {self.given.run_id}, {self._images} + row_number() OVER (), '{table}', "
            f"{row_key}, {image} FROM {source}"
        )

    def settle(self) -> None:
        """Count every line that is still staged: loaded, superseded or unchanged."""
        loaded = int(
            self.raw.value(
                "SELECT count(*) FROM (SELECT line FROM stage_new "
                "UNION SELECT line FROM stage_changed) q"
            )
        )
        stale = int(
            self.raw.value(
                "SELECT count(*) FROM (SELECT line FROM stage_stale EXCEPT "
                "SELECT line FROM stage_new EXCEPT SELECT line FROM stage_changed) q"
            )
        )
        left = int(self.raw.value("SELECT count(*) FROM stage_line"))
        self.outcome.loaded += loaded
        self.outcome.superseded += stale
        self.outcome.unchanged += left - loaded - stale
