"""Indexes of a table that is still empty are built once after a big load, not row by row (PF-09).

On SQLite only: PostgreSQL would keep readers out meanwhile. All of it lies in the merge's one
transaction, so that a load which fails leaves the indexes as they were.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from entity_tui.store.database import Raw

BULK = 50_000
"""Rows from which on it pays."""


@contextlib.contextmanager
def indexes_afterwards(raw: Raw, tables: Iterable[str], rows: int) -> Iterator[None]:
    """While this lasts, the tables that were empty have no indexes besides their keys."""
    taken: list[str] = []
    if rows >= BULK and not raw.postgres:
        for table in tables:
            if raw.value(f"SELECT 1 FROM {table} LIMIT 1") is None:
                taken += _take(raw, table)
    yield
    for sql in taken:
        raw.execute(sql)


def _take(raw: Raw, table: str) -> list[str]:
    """Drop a table's indexes; how to make them again. A key's own index has no text and stays."""
    known = raw.rows(
        "SELECT name, sql FROM main.sqlite_master "
        "WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
        (table,),
    )
    for name, _ in known:
        raw.execute(f'DROP INDEX main."{name}"')
    return [sql for _, sql in known]
