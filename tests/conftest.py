"""Stores for the tests: every store test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import shutil
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


class Templates:
    """Stores that are made once in a session and copied for each test: empty ones, filled ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, bool], str] = {}

    def of(self, url: str, filled: bool) -> str:
        """The address of the template; `url` is the empty place it is made in the first time."""
        key = url.split(":")[0], filled
        if key not in self._made:
            self._made[key] = url
            self._make(url, filled)
        return self._made[key]

    def has(self, kind: str, filled: bool) -> bool:
        """Is it made already?"""
        return (kind, filled) in self._made

    def place(self, filled: bool) -> str:
        """Where the SQLite template is made."""
        return f"sqlite:///{self._folder / ('filled.db' if filled else 'empty.db')}"

    def _make(self, url: str, filled: bool) -> None:
        from entity_tui.store.database import Database
        from entity_tui.store.schema import create_tables
        from support.month_office import fill

        database = Database(url)
        create_tables(database, owner="tester")
        if filled:
            fill(database, self._folder / f"in-{url.split(':')[0]}")
        database.close()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(
    request: pytest.FixtureRequest, tmp_path: Path, templates: Templates
) -> Iterator[str]:
    """The address of a place for a store, on each database in turn.

    It is empty, but for a test that asks for `database` or `filled`.
    """
    made = "database" in request.fixturenames
    filled = "filled" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        if made:
            source = templates.of(templates.place(filled), filled)
            shutil.copy(source.removeprefix("sqlite:///"), path)
            path.chmod(0o600)
        yield f"sqlite:///{path}"
        return
    server: postgres.Server = request.getfixturevalue("pg_server")
    if made:
        known = templates.has("postgresql", filled)
        source = templates.of("postgresql" if known else server.new_database(), filled)
        url = server.new_database(source.rsplit("/", 1)[1])
    else:
        url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    """An empty store with every table, made without migrations (those have tests of their own)."""
    from entity_tui.store.database import Database

    database = Database(store_url)
    yield database
    database.close()


@pytest.fixture
def filled(database: Database) -> Database:
    """A store with two groups and their complete October (`support.month_office`)."""
    return database


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _not_run:
        terminalreporter.section("NOT RUN", sep="!", red=True, bold=True)
        for line in _not_run:
            terminalreporter.line(line)
