"""Engines, connections and transactions, and everything in which SQLite and PostgreSQL differ."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from entity_tui.errors import StoreError
from entity_tui.long_work import Canceled, LongWork, current_work

SCHEMA_VERSION = "0005"
_BUSY_SECONDS = 30
_BUSY_STEP = 0.2
"""Seconds after which waiting for another writer looks whether it is still wanted."""
_AT_ONCE = 500
"""Ids in one IN list."""
_BATCH = 10_000


@lru_cache(maxsize=4096)
def _for_postgres(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class Raw:
    """The driver's own connection inside a transaction: `?` placeholders on both databases.

    For search, merge and index building, where a statement costs less than an abstraction of it.
    """

    __slots__ = ("_work", "dialect", "driver")

    def __init__(self, connection: Connection) -> None:
        self.driver: Any = connection.connection.driver_connection
        self.dialect = connection.dialect.name
        self._work: LongWork | None = connection.info.get(_WORK)

    @property
    def postgres(self) -> bool:
        """True on PostgreSQL."""
        return self.dialect == "postgresql"

    def execute(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Run one statement on a cursor of its own; the cursor has rowcount and iterates rows.

        Raises Canceled where the work it belongs to is canceled.
        """
        if self._work is not None:
            self._work.require()
        if self.postgres:
            return self.driver.execute(_for_postgres(sql) if params else sql, params or None)
        return self.driver.execute(sql, params)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        result: list[tuple[Any, ...]] = self.execute(sql, params).fetchall()
        return result

    def one(self, sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        row: tuple[Any, ...] | None = self.execute(sql, params).fetchone()
        return row

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, params)
        return row[0] if row else None

    def stream(
        self, sql: str, params: Sequence[Any] = ()
    ) -> Generator[tuple[Any, ...], None, None]:
        """Rows one after the other in constant memory (a server-side cursor on PostgreSQL)."""
        if not self.postgres:
            yield from self.driver.execute(sql, params)
            return
        name = f"stream_{secrets.token_hex(6)}"
        with self.driver.cursor(name=name) as cursor:
            cursor.itersize = _BATCH
            cursor.execute(_for_postgres(sql) if params else sql, params or None)
            yield from cursor

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same statement for many rows."""
        if self.postgres:
            with self.driver.cursor() as cursor:
                cursor.executemany(_for_postgres(sql), rows)
        else:
            self.driver.executemany(sql, rows)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Append many rows: COPY on PostgreSQL, executemany on SQLite."""
        names = ", ".join(columns)
        if self.postgres:
            with (
                self.driver.cursor() as cursor,
                cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            self.driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


class Database:
    """One store: opened once per process at the edge and passed in."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            if self.url.get_backend_name() not in {"sqlite", "postgresql"}:
                raise ArgumentError(url)
            if self.url.get_backend_name() == "postgresql":
                self.url = self.url.set(drivername="postgresql+psycopg")
            self.engine: Engine = create_engine(self.url, **self._options())
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(_url_trouble(url, error)) from error
        if self.sqlite:
            event.listen(self.engine, "connect", _sqlite_connect)
            event.listen(self.engine, "begin", _sqlite_begin)

    @property
    def sqlite(self) -> bool:
        """True for the embedded store."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path:
        """The file of an embedded store."""
        return Path(self.url.database or "")

    @property
    def shown(self) -> str:
        """The store's address without a password."""
        return self.url.render_as_string(hide_password=True)

    def _options(self) -> dict[str, Any]:
        if self.url.get_backend_name() == "sqlite":
            return {"connect_args": {"timeout": _BUSY_SECONDS, "check_same_thread": False}}
        return {"pool_size": 5, "max_overflow": 5, "pool_pre_ping": True}

    def exists(self) -> bool:
        """Is there a store at this address (of any version)?"""
        if self.sqlite and not self.path.is_file():
            return False
        try:
            with self.engine.connect() as connection:
                return connection.dialect.has_table(connection, "store_info")
        except OperationalError as error:
            raise StoreError(f"{self.shown}: {self._reason(error)}") from error
        except DBAPIError as error:
            raise StoreError(f"{self.shown} is not a store: {_first_line(error)}") from error

    def require(self) -> None:
        """Refuse kindly where there is no store or one of another version."""
        if not self.exists():
            raise StoreError(
                f"There is no store at {self.shown}. Make one with `entity-tui store create`, "
                "or try `entity-tui demo`."
            )
        with self.guarded(), self.engine.connect() as connection:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version != SCHEMA_VERSION:
            raise StoreError(
                f"{self.shown} has schema {version}, this program reads {SCHEMA_VERSION}. "
                "Run `entity-tui store create` to bring it up to date."
            )

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A look at the store as it was at one moment, whatever is committed meanwhile."""
        with self.guarded(), self.engine.connect() as connection:
            if not self.sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with _interruptible(connection, writes=False), connection.begin():
                yield connection

    @contextlib.contextmanager
    def write(self, attach: Path | None = None) -> Iterator[Connection]:
        """One transaction: everything in it lands, or nothing does.

        `attach` makes the tables of a staging file visible (SQLite).
        """
        with self.guarded(), self.engine.connect() as connection:
            connection = connection.execution_options(entity_write=True)
            driver: Any = connection.connection.driver_connection
            if attach:
                driver.execute("ATTACH DATABASE ? AS stage", (str(attach),))
                for pragma in _MERGE_PRAGMAS:
                    driver.execute(f"PRAGMA {pragma}")
            try:
                with _interruptible(connection, writes=True) as work, connection.begin():
                    yield connection
                    if work is not None:
                        work.commits()
            finally:
                if attach:
                    driver.execute("DETACH DATABASE stage")
                    connection.invalidate()

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """What the database itself cannot do becomes a StoreError: no space, no connection."""
        try:
            yield
        except Exception as error:
            if not _operational(error):
                raise
            if (work := current_work()) is not None and work.asked:
                raise Canceled from error
            raise StoreError(f"{self.shown}: {self._reason(error)}") from error

    def _reason(self, error: Exception) -> str:
        """What the database said, in words that help where it said too little."""
        reason = _first_line(error)
        if "locked" in reason:
            return f"another program has been writing for {_BUSY_SECONDS} s; try again"
        if self.sqlite and ("readonly" in reason or "unable to open" in reason):
            return _not_writable(self.path) or reason
        return reason

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def as_day(value: Any) -> date | None:
    """A DATE column read through `Raw`: text on SQLite, a date on PostgreSQL."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def day(value: Any) -> date:
    """A DATE column that is never empty."""
    return as_day(value) or date.min


def dates_as_iso(raw: Raw) -> None:
    """For this transaction a date that SQL makes a text of is YYYY-MM-DD, as it is on SQLite."""
    if raw.postgres:
        raw.execute("SET LOCAL DateStyle TO ISO")


def marks(count: int) -> str:
    """`?, ?, ?` for an IN list."""
    return ", ".join("?" * count)


def rows_in(raw: Raw, sql: str, ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for many ids, some hundreds at a time; `{}` in it becomes their marks."""
    wanted = sorted(number for number in ids if number)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        yield from raw.rows(sql.format(marks(len(part))), part)


_WORK = "entity_work"
"""Where a connection names the work it is used for."""


@contextlib.contextmanager
def _interruptible(connection: Connection, writes: bool) -> Iterator[LongWork | None]:
    """What runs on the connection stops when the current work is canceled."""
    work = current_work()
    if work is None:
        yield None
        return
    driver: Any = connection.connection.driver_connection
    is_sqlite = isinstance(driver, sqlite3.Connection)
    connection.info[_WORK] = work
    try:
        with work.interruptible(driver.interrupt if is_sqlite else driver.cancel, writes):
            yield work
    finally:
        connection.info.pop(_WORK, None)
        if work.asked and not is_sqlite:
            connection.invalidate()  # a late interrupt must not reach the query of another


def create_file(path: Path) -> None:
    """An empty file only its owner can read (SE-08), in folders only its owner can enter."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


# A merge inserts parents and children from the same staged lines, so their keys need no second
# look (`store check` takes one); sorting a million lines must spill to disk, not to memory.
_MERGE_PRAGMAS = (
    "foreign_keys=OFF",
    "temp_store=FILE",
    "cache_size=-65536",
    "mmap_size=0",
    "stage.journal_mode=OFF",
    "stage.synchronous=OFF",
    "stage.cache_size=-16384",
)


def _sqlite_connect(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None
    for pragma in (
        "page_size=8192",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
        "mmap_size=2147418112",
        "wal_autocheckpoint=4000",
        "trusted_schema=OFF",
    ):
        driver.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("entity_write"):
        connection.exec_driver_sql("BEGIN")
    elif (work := connection.info.get(_WORK)) is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _begin_when_free(connection, work)


def _begin_when_free(connection: Connection, work: LongWork) -> None:
    """Begin to write once no other program does; SQLite itself cannot be stopped in this wait."""
    driver: Any = connection.connection.driver_connection
    until = time.monotonic() + _BUSY_SECONDS
    driver.execute(f"PRAGMA busy_timeout={int(_BUSY_STEP * 1000)}")
    try:
        while not _is_begun(driver, last=time.monotonic() >= until):
            work.require()
    finally:
        driver.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")


def _is_begun(driver: sqlite3.Connection, last: bool) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or "locked" not in str(error):
            raise
        return False
    return True


def _operational(error: Exception) -> bool:
    """Is it the database that could not: SQLAlchemy's word for it, or a driver's own?"""
    return any(kind.__name__ == "OperationalError" for kind in type(error).__mro__)


def _not_writable(path: Path) -> str:
    """Which of the store's file and its directory cannot be written; "" for neither."""
    if path.exists() and not os.access(path, os.W_OK):
        return "the file cannot be written by you"
    if not os.access(path.parent, os.W_OK):
        return f"its directory {path.parent} cannot be written by you"
    return ""


def _first_line(error: Exception) -> str:
    told = str(getattr(error, "orig", "") or error).strip()
    return told.splitlines()[0] if told else type(error).__name__


def _url_trouble(url: str, error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return "PostgreSQL needs the extra `postgres`: install entity-tui[postgres]."
    scheme = re.match(r"[a-z+]+://", url)
    return f"'{scheme.group() if scheme else url}' does not name a store this program can open."
