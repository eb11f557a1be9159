"""The migrations make exactly the schema the tables describe, on both databases (SE-10)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import SQLModel

from entity_tui.domain.viewer import Viewer
from entity_tui.domain.wildcard import Pattern
from entity_tui.errors import StoreError
from entity_tui.store import schema
from entity_tui.store.database import Database, Raw
from entity_tui.store.search import Rows, SearchQuery, rebuild, search, verify


@pytest.fixture
def migrated(store_url: str) -> Iterator[Database]:
    database = Database(store_url)
    assert schema.create(database, owner="tester") is True
    yield database
    database.close()


def test_se_10_migrating_an_empty_place_gives_the_tables_as_described(migrated: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with migrated.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


@pytest.mark.parametrize("again", [1, 2])
def test_creating_a_store_that_exists_brings_it_up_to_date_and_keeps_it(
    migrated: Database, again: int
) -> None:
    with migrated.read() as connection:
        before = Raw(connection).rows("SELECT id_key, owner FROM store_info")
    for _ in range(again):
        assert schema.create(migrated, owner="somebody else") is False
    with migrated.read() as connection:
        assert Raw(connection).rows("SELECT id_key, owner FROM store_info") == before


def test_a_store_of_another_version_is_refused_with_the_way_out(migrated: Database) -> None:
    with migrated.write() as connection:
        Raw(connection).execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"schema 9999, this program reads 0005"):
        migrated.require()


def test_se_08_a_new_store_is_readable_by_its_owner_only(migrated: Database) -> None:
    if migrated.sqlite:
        assert migrated.path.stat().st_mode & 0o777 == 0o600


def _shape(database: Database) -> dict[str, Any]:
    with database.read() as connection:
        rows = Raw(connection).rows(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sql%'"
        )
    return {name: "".join((sql or "").split()).replace('"', "") for name, sql in rows}


def test_on_sqlite_the_statements_are_the_same_to_the_letter(tmp_path: Any) -> None:
    made, described = (Database(f"sqlite:///{tmp_path / name}") for name in ("a.db", "b.db"))
    schema.create(made, owner="tester")
    schema.create_tables(described, owner="tester")
    one, other = _shape(made), _shape(described)
    assert set(one) == set(other)
    different = {n for n in one if sorted(one[n]) != sorted(other[n]) and n != "alembic_version"}
    assert different == set()


LATER = (
    ("month_report", "made_with"), ("time_day", "eod_on"), ("time_day", "reported_on"),
)  # fmt: skip
"""Columns of migrations after 0003."""


def _old_store(database: Database) -> None:
    """Rows as schema 0003 wrote them: keys with look-alikes, an index of such keys."""
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute(
            "INSERT INTO person (person_id, person_type, area, email, as_of, created_run, version) "
            "VALUES (7, 'person', 0, '', '2026-11-20', 0, 1)"
        )
        raw.execute(
            "INSERT INTO person_name (person_id, seq, name_type, name, search_key) "
            "VALUES (7, 1, 'primary', 'O\u2019BRIEN, PAT', 'o\u2019brien, pat')"
        )
        raw.execute(
            "INSERT INTO location (location_id, location_type, address, address2, city, state, "
            "postal, country, division, area, address_key, city_key, postal_key, created_run, "
            "version) VALUES (9, 'mailing', '4\u2011B ELM ST', '', 'O\u2019FALLON', 'IL', '62269', "
            "'', '', 0, '4\u2010b elm st', 'o\u2019fallon', '62269', 0, 1)"
        )
        before = json.dumps(
            {"name": "O\u2019BRIEN, PAT", "search_key": "o\u2019brien, pat", "seq": 1}
        )
        raw.execute(
            "INSERT INTO change_log (act, seq, table_name, row_key, before) "
            "VALUES (1, 1, 'person_name', '7/1', ?)",
            (before,),
        )
        rebuild(raw)
        for table, column in LATER:
            raw.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        raw.execute("UPDATE alembic_version SET version_num = '0003'")


def test_cc_02_a_store_of_schema_3_gets_new_search_keys_and_index(migrated: Database) -> None:
    _old_store(migrated)
    assert schema.create(migrated, owner="tester") is False
    with migrated.read() as connection:
        raw = Raw(connection)
        assert raw.rows("SELECT name, search_key FROM person_name") == [
            ("O\u2019BRIEN, PAT", "o'brien, pat")
        ]
        assert raw.rows("SELECT address_key, city_key FROM location") == [
            ("4-b elm st", "o'fallon")
        ]
        ((before,),) = raw.rows("SELECT before FROM change_log")
        assert json.loads(before) == {
            "name": "O\u2019BRIEN, PAT",
            "search_key": "o'brien, pat",
            "seq": 1,
        }
        for table, column in LATER:
            raw.rows(f"SELECT {column} FROM {table}")
        assert verify(raw) == []
        query = SearchQuery(
            Pattern.typed("O'Brien"), None, None, None, Rows.ACCOUNT, Viewer.system("tests").scope
        )
        assert [row.person_id for row in search(raw, query, 10)] == [7]
