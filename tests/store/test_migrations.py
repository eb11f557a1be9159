"""The migrations make exactly the schema the tables describe, on both databases (SE-10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import SQLModel

from entity_tui.errors import StoreError
from entity_tui.store import schema
from entity_tui.store.database import Database, Raw


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
