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
    if database.sqlite:
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        return query(database, sql)
    return query(
        database,
        "SELECT concat_ws(' ', c.relname, i.indrelid, i.indkey, i.indclass, i.indisunique, "
        "i.indcollation, i.indoption) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE c.relnamespace = 'public'::regnamespace UNION ALL "
        "SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid > 0 AND connamespace = 'public'::regnamespace ORDER BY 1",
    )


def test_pf_09_a_bulk_load_ends_with_the_same_content_and_the_same_indexes(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = generate(tmp_path / "files", 80, 1, TODAY)
    row_by_row = Database(f"sqlite:///{tmp_path / 'rows'}.db")
    create_tables(row_by_row, owner="tester")
    found = []
    for store, rows in ((row_by_row, 10**9), (database, 1)):
        monkeypatch.setattr(bulk, "BULK", rows)
        before = _indexes(store)
        for path in files:
            assert load(store, path.name.split("-")[0], path).balanced
        assert _indexes(store) == before
        with store.read() as connection:
            found.append(digest(Raw(connection), SYSTEM))
    assert query(row_by_row, "PRAGMA integrity_check") == [("ok",)]
    row_by_row.close()
    assert found[0] == found[1]


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_pf_11_on_postgresql_only_a_store_that_knows_nobody_has_them_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is somebody to read about, readers are not kept out."""
    monkeypatch.setattr(bulk, "BULK", 1)
    before = _indexes(database)
    with database.write() as connection:
        raw = Raw(connection)
        with indexes_afterwards(raw, ("person", "account", "account_person"), 1):
            assert not raw.value("SELECT 1 FROM pg_class WHERE relname = 'ix_account_area'")
            raw.execute(
                "INSERT INTO person (person_id, person_type, area, email, as_of, created_run, "
                "version) VALUES (1, 'person', 0, '', '2026-11-20', 1, 1)"
            )
        with indexes_afterwards(raw, ("account", "account_person"), 1):
            assert raw.value("SELECT 1 FROM pg_class WHERE relname = 'ix_account_area'")
    assert _indexes(database) == before


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
