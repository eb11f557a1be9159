"""Connections: one look sees one moment; one write lands whole or not at all (SE-09, IM-04)."""

from __future__ import annotations

import pytest

from entity_tui.store.database import Database, Raw


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
