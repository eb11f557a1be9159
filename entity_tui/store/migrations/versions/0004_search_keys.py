"""Search keys fold look-alike quotes, dashes, blanks and invisible characters; index anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from alembic import op

from entity_tui.domain.search_key import search_key
from entity_tui.store.database import Raw
from entity_tui.store.search import rebuild

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TOGETHER = 10_000
_TABLES: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    ("person_name", ("person_id", "seq"), {"search_key": "name"}),
    ("location", ("location_id",),
     {"address_key": "address", "city_key": "city", "postal_key": "postal"}),
    ("location_alternate", ("location_id", "seq"),
     {"address_key": "address", "city_key": "city", "postal_key": "postal"}),
)  # fmt: skip
"""Table, primary key, and each key with the text it is made of."""
_STORED_AS_JSON = (
    ("change_log", ("act", "seq"), "before"),
    ("waiting_line", ("run_id", "line"), "payload"),
)
"""Rows as they were before a change, and lines that wait: their keys are written back later."""
_KEY_OF = {
    "search_key": "name", "name_key": "name", "legal_name_key": "legal_name",
    "alias_name_key": "alias_name", "dba_name_key": "dba_name", "address_key": "address",
    "city_key": "city", "postal_key": "postal",
}  # fmt: skip


def upgrade() -> None:
    """Write every key that changes; where one does, build the index again."""
    raw = Raw(op.get_bind())
    changed = sum(_renew(raw, *table) for table in _TABLES)
    for table, key, column in _STORED_AS_JSON:
        _renew_json(raw, table, key, column)
    if changed:
        rebuild(raw)


def _pages(
    raw: Raw, table: str, key: tuple[str, ...], columns: tuple[str, ...]
) -> Iterator[list[tuple[Any, ...]]]:
    """Rows of a table in the order of its primary key, some at a time."""
    names = ", ".join(key)
    marks = ", ".join("?" * len(key))
    last: tuple[Any, ...] = (-1,) * len(key)
    while rows := raw.rows(
        f"SELECT {names}, {', '.join(columns)} FROM {table} WHERE ({names}) > ({marks}) "
        f"ORDER BY {names} LIMIT {_TOGETHER:d}",
        last,
    ):
        yield rows
        last = rows[-1][: len(key)]


def _renew(raw: Raw, table: str, key: tuple[str, ...], keys: dict[str, str]) -> int:
    """Update the search keys of a table; returns how many rows changed."""
    changed = 0
    settings = ", ".join(f"{name} = ?" for name in keys)
    where = " AND ".join(f"{name} = ?" for name in key)
    for rows in _pages(raw, table, key, (*keys, *keys.values())):
        updates = []
        for row in rows:
            own, stored = row[: len(key)], row[len(key) : len(key) + len(keys)]
            fresh = tuple(search_key(text or "") for text in row[len(key) + len(keys) :])
            if fresh != stored:
                updates.append((*fresh, *own))
        raw.many(f"UPDATE {table} SET {settings} WHERE {where}", updates)
        changed += len(updates)
    return changed


def _renew_json(raw: Raw, table: str, key: tuple[str, ...], column: str) -> None:
    where = " AND ".join(f"{name} = ?" for name in key)
    for rows in _pages(raw, table, key, (column,)):
        updates = []
        for *own, text in rows:
            if '_key"' not in text and '_key\\"' not in text:
                continue
            image = json.loads(text)
            if _with_fresh_keys(image):
                updates.append((json.dumps(image, ensure_ascii=False), *own))
        raw.many(f"UPDATE {table} SET {column} = ? WHERE {where}", updates)


def _with_fresh_keys(image: Any) -> bool:
    """Correct the keys of a stored row in place; True where one changed."""
    if not isinstance(image, dict):
        return False
    changed = False
    for name, source in _KEY_OF.items():
        if isinstance(image.get(name), str) and isinstance(image.get(source), str):
            fresh = search_key(image[source])
            changed = changed or fresh != image[name]
            image[name] = fresh
    payload = image.get("payload")
    if isinstance(payload, str) and payload.startswith("{"):
        inner = json.loads(payload)
        if _with_fresh_keys(inner):
            image["payload"], changed = json.dumps(inner, ensure_ascii=False), True
    return changed
