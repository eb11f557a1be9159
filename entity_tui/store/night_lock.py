"""One import at a time: a lock per store that goes with its process, however that ends (IM-01).

Beside an embedded store it is a locked file, on PostgreSQL an advisory lock of a session.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from entity_tui.errors import EntityError
from entity_tui.store.database import Database, create_file

_KEY = 0x4E69_6768_74  # "Night"
_NAME = "entity-tui night "


class NightRuns(EntityError):
    """Another run is at work; the message says whose and since when."""


@contextlib.contextmanager
def night_lock(database: Database, user: str, now: datetime) -> Iterator[None]:
    """Hold the store's night for the length of a run; NightRuns where another one has it."""
    told = f"{user}, process {os.getpid()}, since {now:%Y-%m-%d %H:%M}"
    with _file(database, told) if database.sqlite else _session(database, told):
        yield


def _refusal(who: str) -> NightRuns:
    return NightRuns(f"Another import is running ({who or 'no more is known'}).")


@contextlib.contextmanager
def _file(database: Database, told: str) -> Iterator[None]:
    path = database.path.with_name(f".{database.path.name}.night")
    create_file(path)
    with path.open("r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise _refusal(file.read(200).strip()) from error
        file.truncate(0)
        file.write(told)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


@contextlib.contextmanager
def _session(database: Database, told: str) -> Iterator[None]:
    with database.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        asked = text("SELECT pg_try_advisory_lock(:key)")
        if not connection.execute(asked, {"key": _KEY}).scalar():
            raise _refusal(_holder(database))
        named = text("SELECT set_config('application_name', :name, false)")
        connection.execute(named, {"name": (_NAME + told)[:63]})
        try:
            yield
        finally:
            with contextlib.suppress(DBAPIError):
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
            connection.invalidate()


def _holder(database: Database) -> str:
    with database.engine.connect() as connection:
        name = connection.execute(
            text(
                "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
                "WHERE l.locktype = 'advisory' AND l.granted AND l.database = "
                "(SELECT oid FROM pg_database WHERE datname = current_database()) "
                "AND (l.classid::bigint << 32) + l.objid::bigint = :key"
            ),
            {"key": _KEY},
        ).scalar()
    return str(name or "").removeprefix(_NAME)
