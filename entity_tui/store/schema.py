"""Making a store and bringing it up to date: migrations, first rows, file permissions."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from entity_tui.paths import package_root
from entity_tui.store import tables
from entity_tui.store.database import SCHEMA_VERSION, Database, create_file
from entity_tui.store.tables.account import AccessGroup
from entity_tui.store.tables.store import StoreInfo

AUDIT_TABLES = ("audit_entry", "audit_head")


def create(database: Database, owner: str, demo: bool = False) -> bool:
    """Make the store, or bring an existing one up to date; True when it is new.

    The creator is its national administrator.
    """
    new = not database.exists()
    if new and database.sqlite:
        create_file(database.path)
    _migrate(database)
    if new:
        _first_rows(database, owner, demo)
    return new


def _migrate(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(package_root() / "store" / "migrations"))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def create_tables(database: Database, owner: str, demo: bool = False) -> None:
    """The newest schema at once, without migrations (tests; the migrations are compared to it)."""
    assert tables
    if database.sqlite:
        create_file(database.path)
    with database.write() as connection:
        SQLModel.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:version)"), {"version": SCHEMA_VERSION}
        )
    _first_rows(database, owner, demo)


def _first_rows(database: Database, owner: str, demo: bool) -> None:
    with database.write() as connection:
        connection.execute(
            insert(StoreInfo).values(
                only=1,
                id_key=secrets.token_hex(8),
                next_number=1,
                next_run=1,
                demo=demo,
                owner=owner,
                created=datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )
        connection.execute(
            insert(AccessGroup).values(access_group=0, code="ALL", name="Everybody's accounts")
        )
