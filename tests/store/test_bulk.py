"""A big first load builds its indexes afterwards: the same store, the same indexes (PF-09)."""

from __future__ import annotations

from pathlib import Path

import pytest

from entity_tui.demo.generate import generate
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.merge import bulk
from entity_tui.store.merge.bulk import indexes_afterwards
from entity_tui.store.schema import create_tables
from support.importing import SYSTEM, TODAY, load, query


def _indexes(database: Database) -> list[tuple[object, ...]]:
    return query(database, "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")


def test_pf_09_a_bulk_load_ends_with_the_same_content_and_the_same_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = generate(tmp_path / "files", 80, 1, TODAY)
    found = []
    for name, rows in (("rows", 10**9), ("bulk", 1)):
        monkeypatch.setattr(bulk, "BULK", rows)
        database = Database(f"sqlite:///{tmp_path / name}.db")
        create_tables(database, owner="tester")
        before = _indexes(database)
        for path in files:
            assert load(database, path.name.split("-")[0], path).balanced
        assert _indexes(database) == before
        assert query(database, "PRAGMA integrity_check") == [("ok",)]
        with database.read() as connection:
            found.append(digest(Raw(connection), SYSTEM))
        database.close()
    assert found[0] == found[1]


def test_pf_09_indexes_are_away_only_meanwhile_and_only_of_empty_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BULK", 1)
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    create_tables(database, owner="tester")
    before = _indexes(database)
    with pytest.raises(KeyError), database.write() as connection:
        raw = Raw(connection)
        with indexes_afterwards(raw, ("account", "store_info"), 1):
            left = {row[0] for row in raw.rows("SELECT name FROM sqlite_master")}
            assert "ix_account_area" not in left and "account" in left
            raise KeyError
    assert _indexes(database) == before
    database.close()
