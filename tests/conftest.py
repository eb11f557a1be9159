"""Stores for the tests: every store test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support import postgres

if TYPE_CHECKING:
    from entity_tui.store.database import Database

settings.register_profile("house", deadline=None)
settings.load_profile("house")
_not_run: list[str] = []


@pytest.fixture(scope="session")
def pg_server() -> Iterator[postgres.Server]:
    folder = postgres.binaries()
    if folder is None:
        _not_run.append(postgres.MISSING)
        pytest.skip(postgres.MISSING)
    server = postgres.Server(folder)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty place for a store, on each database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    server: postgres.Server = request.getfixturevalue("pg_server")
    url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    """An empty store with every table, made without migrations (those have tests of their own)."""
    from entity_tui.store.database import Database
    from entity_tui.store.schema import create_tables

    database = Database(store_url)
    create_tables(database, owner="tester")
    yield database
    database.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _not_run:
        terminalreporter.section("NOT RUN", sep="!", red=True, bold=True)
        for line in _not_run:
            terminalreporter.line(line)
