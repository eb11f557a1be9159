"""Indexes of a table that is still empty are built once after a big load, not row by row (PF-09).

PostgreSQL keeps readers out meanwhile, so there it is done only while the store knows nobody, when
there is nothing to read; the foreign keys between the tables are then also looked at once. All of
it lies in the merge's one transaction, so that a load which fails leaves them as they were.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from entity_tui.store.database import Raw

BULK = 50_000
"""Rows from which on it pays."""
# Foreign keys between the tables, then indexes that are no key's own: how to take each away, how
# to make it again. Nothing of tables that belong to somebody else.
_OF_POSTGRES = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
    pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE contype = 'f' AND conrelid = ANY(?::regclass[]) AND confrelid = ANY(?::regclass[])
  AND pg_has_role(c.relowner, 'USAGE')
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE indrelid = ANY(?::regclass[]) AND pg_has_role(c.relowner, 'USAGE')
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""


@contextlib.contextmanager
def indexes_afterwards(raw: Raw, tables: Iterable[str], rows: int) -> Iterator[None]:
    """While this lasts, the tables that were empty have no indexes besides their keys."""
    taken: list[str] = []
    if rows >= BULK:
        empty = [table for table in tables if _is_empty(raw, table)]
        if not raw.postgres:
            for table in empty:
                taken += _take(raw, table)
        elif _is_empty(raw, "person"):
            taken = _take_all(raw, empty)
    yield
    for sql in reversed(taken):
        raw.execute(sql)


def _is_empty(raw: Raw, table: str) -> bool:
    return raw.value(f"SELECT 1 FROM {table} LIMIT 1") is None


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


def _take_all(raw: Raw, tables: list[str]) -> list[str]:
    """Drop what is between and on these tables of a PostgreSQL; how to make it again."""
    known = raw.rows(_OF_POSTGRES, [tables] * 3)
    for drop, _ in known:
        raw.execute(drop)
    return [make for _, make in known]
