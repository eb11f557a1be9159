"""Reading the stored index: lists by integer keys, rows by position, positions by name.

PostgreSQL is asked for many keys at once, because every question costs a round trip there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from pyroaring import BitMap

from entity_tui.errors import StoreError
from entity_tui.store.database import Raw
from entity_tui.store.search.condition import Condition
from entity_tui.store.search.limits import Limits
from entity_tui.store.search.segment import Segment


class Damaged(StoreError):
    """What is stored is no index."""

    def __init__(self) -> None:
        super().__init__("The search index is damaged. Run `entity-tui reindex`.")


def listed(ids: bytes) -> BitMap:
    """The positions of a stored list."""
    try:
        return BitMap.deserialize(ids)
    except ValueError as error:
        raise Damaged from error


def numbers(kind: str, blob: bytes, count: int | None = None) -> array[int]:
    """Stored numbers, so many if told."""
    found = array(kind)
    if len(blob) % found.itemsize or count not in (None, len(blob) // found.itemsize):
        raise Damaged
    found.frombytes(blob)
    return found


class Moved(Exception):
    """What was to be read is gone: the index was rewritten between two questions."""


class Reader:
    """The index as one search sees it; what was fetched ahead is kept until it is asked for."""

    def __init__(self, raw: Raw, limits: Limits) -> None:
        self.raw = raw
        self.limits = limits
        self.ahead = 8 if raw.postgres else 0
        """Blocks worth fetching together."""
        self._fetched: dict[int, bytes] = {}
        self._cursor = raw.driver.cursor(binary=True) if raw.postgres else raw.driver.cursor()

    def _rows(self, sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        if self.raw.postgres:
            sql = sql.replace("%", "%%").replace("?", "%s")
        rows: list[tuple[Any, ...]] = self._cursor.execute(sql, params).fetchall()
        return rows

    def counts(self, keys: Iterable[int]) -> dict[int, int]:
        """The numbers of rows of those of these lists that exist."""
        if self.raw.postgres:
            sql = "SELECT k, n FROM search_gram WHERE k = ANY(?::int8[])"
            return dict(self._rows(sql, (list(keys),)))
        found: dict[int, int] = {}
        for key in keys:
            row = self._cursor.execute("SELECT n FROM search_gram WHERE k = ?", (key,)).fetchone()
            if row is None:  # nothing can match: the rest need not be read
                return found
            found[key] = row[0]
        return found

    def fetch(self, keys: Iterable[int]) -> None:
        """Fetch lists that will be asked for."""
        wanted = [key for key in keys if key not in self._fetched]
        if self.raw.postgres and wanted:
            sql = "SELECT k, ids FROM search_post WHERE k = ANY(?::int8[])"
            self._fetched.update(self._rows(sql, (wanted,)))

    def blob(self, key: int) -> bytes:
        """One list."""
        if self.raw.postgres:
            self.fetch((key,))
            found = self._fetched.pop(key, None)
        else:
            row = self._cursor.execute("SELECT ids FROM search_post WHERE k = ?", (key,)).fetchone()
            found = row[0] if row else None
        if found is None:
            raise Moved
        return found

    def rows(
        self, columns: str, positions: list[int], condition: Condition, limit: int
    ) -> list[tuple[Any, ...]]:
        """The living rows at these ascending positions that fulfil the condition, in order."""
        if self.raw.postgres:
            where, ids = "= ANY(?::int8[])", positions
        else:
            where, ids = "IN (SELECT value FROM json_each(?))", str(positions)  # type: ignore[assignment]
        return self._living(columns, f"pos {where}", (ids,), condition, limit)

    def scan(
        self, columns: str, low: int, high: int, condition: Condition, limit: int
    ) -> list[tuple[Any, ...]]:
        """The living rows from `low` to before `high` that fulfil the condition, in order."""
        return self._living(columns, "pos >= ? AND pos < ?", (low, high), condition, limit)

    def _living(
        self, columns: str, where: str, at: tuple[Any, ...], condition: Condition, limit: int
    ) -> list[tuple[Any, ...]]:
        return self._rows(
            f"SELECT {columns}, pos FROM search_row "
            f"WHERE {where} AND {condition.sql} ORDER BY pos LIMIT ?",
            (*at, *condition.params, limit),
        )

    def lower(self, segment: Segment, name: str) -> int:
        """The position of the first row whose name is not below `name`; else the end."""
        short = name[: self.limits.fence_length]
        fence = self._rows(
            "SELECT pos FROM search_fence WHERE segment = ? AND name < ? "
            "ORDER BY name DESC, pos DESC LIMIT 1",
            (segment.id, short),
        )
        start = fence[0][0] if fence else segment.first
        found = self._rows(
            "SELECT pos FROM search_row WHERE pos >= ? AND pos < ? AND name >= ? "
            "ORDER BY pos LIMIT 1",
            (start, segment.end, name),
        )
        return found[0][0] if found else segment.end

    def delta(self, columns: str, condition: Condition, tail: str = "") -> list[tuple[Any, ...]]:
        """The rows of the delta that fulfil the condition."""
        return self._rows(
            f"SELECT {columns} FROM search_delta WHERE {condition.sql} {tail}",
            condition.params,
        )
