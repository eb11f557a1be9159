"""Staging outside the store's lock: a file of its own on SQLite, temporary tables on PostgreSQL.

The merge then sees the staged tables inside the store's one transaction; nothing staged survives.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from entity_tui.store.database import Database, Raw, create_file

_KINDS = {
    "sqlite": {"text": "TEXT", "int": "INTEGER", "date": "TEXT", "bytes": "BLOB"},
    "postgresql": {"text": 'TEXT COLLATE "C"', "int": "BIGINT", "date": "DATE", "bytes": "BYTEA"},
}


class Stage:
    """Where the lines of one file wait for their merge."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._driver: Any = None
        self._path: Path | None = None

    def open(self) -> None:
        """Make room: a private file beside an embedded store, else a session of the server."""
        if self._database.sqlite:
            sweep(self._database.path)
            self._path = _stage_path(self._database.path)
            create_file(self._path)
            self._driver = sqlite3.connect(self._path, isolation_level=None)
            self._driver.execute("PRAGMA journal_mode=OFF")
            self._driver.execute("PRAGMA synchronous=OFF")
            self._driver.execute("PRAGMA cache_size=-16384")
            self._driver.execute("BEGIN")
        else:
            self._connection = self._database.engine.connect()
            self._connection.begin()

    def create(self, table: str, columns: Mapping[str, str], key: str) -> None:
        """A staged table; column kinds are text, int, date or bytes. Text not staged is ''."""
        kinds = _KINDS["sqlite" if self._database.sqlite else "postgresql"]
        parts = [
            f"{name} {kinds[kind]}"
            + (" PRIMARY KEY" if name == key else " DEFAULT ''" if kind == "text" else "")
            for name, kind in columns.items()
        ]
        temporary = "" if self._database.sqlite else "TEMPORARY "
        self._execute(f"CREATE {temporary}TABLE {table} ({', '.join(parts)})")

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        if self._driver is not None:
            marks = ", ".join("?" * len(columns))
            self._driver.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
            )
        else:
            assert self._connection is not None
            Raw(self._connection).load(table, columns, rows)

    def index(self, table: str, columns: str) -> None:
        """An index for the merge to find staged lines by."""
        self._execute(f"CREATE INDEX ix_{table} ON {table} ({columns})")
        if not self._database.sqlite:
            self._execute(f"ANALYZE {table}")

    def _execute(self, sql: str) -> None:
        if self._driver is not None:
            self._driver.execute(sql)
        else:
            assert self._connection is not None
            self._connection.exec_driver_sql(sql)

    @contextlib.contextmanager
    def merging(self) -> Iterator[Connection]:
        """The store's write transaction with the staged tables in sight."""
        if self._driver is not None:
            self._driver.execute("COMMIT")
            self._driver.close()
            self._driver = None
            with self._database.write(attach=self._path) as connection:
                yield connection
            return
        assert self._connection is not None
        self._connection.commit()
        with self._connection.begin():
            yield self._connection

    def close(self) -> None:
        """Leave nothing behind."""
        if self._driver is not None:
            self._driver.close()
        if self._path is not None:
            _remove(self._path)
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()


@contextlib.contextmanager
def staging(database: Database) -> Iterator[Stage]:
    """A stage for the length of one import."""
    stage = Stage(database)
    try:
        with database.guarded():
            stage.open()
            yield stage
    finally:
        stage.close()


def _stage_path(store: Path) -> Path:
    return store.with_name(f".{store.name}.stage-{os.getpid()}-{secrets.token_hex(4)}")


def sweep(store: Path) -> int:
    """Remove what killed imports left beside the store; returns how many files."""
    removed = 0
    for path in store.parent.glob(f".{store.name}.stage-*-*"):
        pid = path.name.rsplit("-", 2)[1]
        if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
            _remove(path)
            removed += 1
    return removed


def _remove(path: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
