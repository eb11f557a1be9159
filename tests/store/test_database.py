"""Connections: one look sees one moment; one write lands whole or not at all (SE-09, IM-04)."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError

import pytest
from sqlalchemy.exc import OperationalError as SaidByTheDatabase

from entity_tui.errors import StoreError
from entity_tui.store.database import Database, Raw
from entity_tui.store.schema import create_tables


def test_a_look_sees_one_moment_whatever_is_committed_meanwhile(database: Database) -> None:
    with database.read() as looking:
        raw = Raw(looking)
        before = raw.value("SELECT next_run FROM store_info")
        with database.write() as connection:
            Raw(connection).execute("UPDATE store_info SET next_run = next_run + 1")
        assert raw.value("SELECT next_run FROM store_info") == before
    with database.read() as looking:
        assert Raw(looking).value("SELECT next_run FROM store_info") == before + 1


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        Raw(connection).execute("UPDATE store_info SET next_run = 77")
        raise ZeroDivisionError
    with database.read() as looking:
        assert Raw(looking).value("SELECT next_run FROM store_info") == 1


def test_a_store_that_cannot_be_written_says_which_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    create_tables(database, "tester")
    refused = {str(tmp_path / "store.db")}
    monkeypatch.setattr("os.access", lambda path, mode: str(path) not in refused)
    readonly = OperationalError("attempt to write a readonly database")
    with pytest.raises(StoreError) as told, database.guarded():
        raise readonly
    assert told.value.message.endswith("store.db: the file cannot be written by you")
    refused = {str(tmp_path)}
    with pytest.raises(StoreError, match=r"its directory .* cannot be written"), database.guarded():
        raise readonly

    def refuse() -> None:
        raise SaidByTheDatabase("", None, readonly)

    monkeypatch.setattr(database.engine, "connect", refuse)
    with pytest.raises(StoreError, match=r"its directory .* cannot be written"):
        database.exists()
    database.close()
