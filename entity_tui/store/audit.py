"""The append-only, hash-chained audit: reads in a place of their own, acts with the act (SE-04).

Reads are committed before anything is displayed. On SQLite they go to a file beside the store, so
that a running import never blocks a look; on PostgreSQL to the schema `audit`.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from entity_tui.domain.viewer import Viewer
from entity_tui.errors import StoreError
from entity_tui.store.columns import micros
from entity_tui.store.database import Database, Raw, create_file
from entity_tui.store.tables.audit import AuditEntry, AuditHead

_SCHEMA = "audit"


def canonical(payload: dict[str, Any]) -> str:
    """The payload as the hash covers it: sorted keys, no blanks, every character as it is."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def link(before: str, payload: str) -> str:
    """The hash of an entry: of the one before it in its chain, and its own payload."""
    return hashlib.sha256(f"{before}\n{payload}".encode("utf-8", "surrogatepass")).hexdigest()


class Chain:
    """One writer's chain. `prefix` is the schema on PostgreSQL."""

    def __init__(self, writer: str, prefix: str = "") -> None:
        self.writer = writer
        self._entry, self._head = f"{prefix}audit_entry", f"{prefix}audit_head"
        self._seq = 0
        self._hash = ""

    def append(
        self, raw: Raw, viewer: Viewer, action: str, subject: str, facts: dict[str, Any]
    ) -> None:
        """Add an entry in the caller's transaction; `advance` once that is committed."""
        now = datetime.now(UTC)
        payload = canonical(
            {"at": now.isoformat(), "user": viewer.user, "role": viewer.role,
             "origin": viewer.origin, "session": viewer.session, "action": action,
             "subject": subject, "writer": self.writer, "seq": self._seq + 1, **facts}
        )  # fmt: skip
        found = link(self._hash, payload)
        raw.execute(
            f"INSERT INTO {self._entry} (writer, seq, at, user_id, action, subject, payload, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.writer, self._seq + 1, micros(now), viewer.user, action, subject, payload, found),
        )
        raw.execute(
            f"INSERT INTO {self._head} (writer, seq, hash) VALUES (?, ?, ?) "
            "ON CONFLICT (writer) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
            (self.writer, self._seq + 1, found),
        )
        self._seq, self._hash = self._seq + 1, found

    @property
    def mark(self) -> tuple[int, str]:
        """Where the chain stands; `restore` it when the transaction is rolled back."""
        return self._seq, self._hash

    def restore(self, mark: tuple[int, str]) -> None:
        """Forget entries that were never committed."""
        self._seq, self._hash = mark


def act(connection: Connection, viewer: Viewer, action: str, subject: str, **facts: Any) -> None:
    """Audit an act in the very transaction that does it; each act is a chain of its own."""
    Chain(_writer("act")).append(Raw(connection), viewer, action, subject, facts)


def acts_since(raw: Raw, since: int) -> int:
    """Return the number of acts recorded since an instant, in UTC microseconds.

    Every change of the store is an act. Two equal counts from the same instant mean that nothing
    was committed between them, if the instant is longer ago than a transaction takes.
    """
    row = raw.one("SELECT count(*) FROM audit_entry WHERE at >= ?", (since,))
    return int(row[0]) if row else 0


def _writer(kind: str) -> str:
    return f"{kind}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(6)}"


class ReadAudit:
    """The session's read audit: one chain, one connection, every entry committed at once."""

    def __init__(self, database: Database) -> None:
        self._engine = _engine(database)
        prefix = "" if database.sqlite else f"{_SCHEMA}."
        self._chain = Chain(_writer("session"), prefix)
        self._lock = threading.Lock()
        try:
            self._connection = self._engine.connect()
        except DBAPIError as error:
            raise StoreError(f"the audit cannot be written: {error.orig}", "Audit") from error

    def record(self, viewer: Viewer, action: str, subject: str = "", **facts: Any) -> None:
        """Commit one entry; StoreError when that fails, and then nothing may be shown."""
        with self._lock:
            mark = self._chain.mark
            try:
                with self._connection.begin():
                    raw = Raw(self._connection)
                    self._chain.append(raw, viewer, action, subject, facts)
            except DBAPIError as error:
                self._chain.restore(mark)
                raise StoreError(f"the audit cannot be written: {error.orig}", "Audit") from error
            except Exception:
                self._chain.restore(mark)
                raise

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()


def _engine(database: Database) -> Engine:
    if not database.sqlite:
        with database.write() as connection:
            prepare_schema(connection)
        return database.engine
    path = database.path.with_name(f"{database.path.name}.audit")
    create_file(path)
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": 30, "check_same_thread": False}
    )
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    tables = [SQLModel.metadata.tables[t.__tablename__] for t in (AuditEntry, AuditHead)]
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection, tables=tables)
    return engine


def prepare_schema(connection: Connection) -> None:
    """The schema of the read audit on PostgreSQL, made once."""
    known = connection.execute(text("SELECT to_regclass('audit.audit_entry')")).scalar()
    if known:
        return
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}"))
    for table in ("audit_entry", "audit_head"):
        connection.execute(
            text(
                f"CREATE TABLE IF NOT EXISTS {_SCHEMA}.{table} (LIKE public.{table} INCLUDING ALL)"
            )
        )


def _pragmas(driver: Any, _record: object) -> None:
    driver.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "temp_store=MEMORY"):
        driver.execute(f"PRAGMA {pragma}")


def verify(database: Database) -> list[str]:
    """Every chain of both places, link by link; findings name writer and entry (SE-04)."""
    findings: list[str] = []
    with database.read() as connection:
        findings += _broken(Raw(connection), "")
        if (
            not database.sqlite
            and connection.execute(text("SELECT to_regclass('audit.audit_entry')")).scalar()
        ):
            findings += _broken(Raw(connection), f"{_SCHEMA}.")
    if database.sqlite and database.path.with_name(f"{database.path.name}.audit").is_file():
        engine = _engine(database)
        with engine.connect() as connection, connection.begin():
            findings += _broken(Raw(connection), "")
        engine.dispose()
    return findings


def _broken(raw: Raw, prefix: str) -> list[str]:
    findings: list[str] = []
    heads = {
        row[0]: (row[1], row[2])
        for row in raw.rows(f"SELECT writer, seq, hash FROM {prefix}audit_head")
    }
    last: dict[str, tuple[int, str]] = {}
    for writer, seq, payload, found in raw.stream(
        f"SELECT writer, seq, payload, hash FROM {prefix}audit_entry ORDER BY writer, seq"
    ):
        before_seq, before = last.get(writer, (0, ""))
        if seq != before_seq + 1:
            findings.append(f"audit {writer}: entry {before_seq + 1} is missing")
        elif link(before, payload) != found:
            findings.append(f"audit {writer}: entry {seq} was altered")
        last[writer] = (seq, found)
    for writer, head in heads.items():
        if last.get(writer) != head:
            findings.append(f"audit {writer}: its end was removed or altered")
    findings += [f"audit {writer}: its head was removed" for writer in last if writer not in heads]
    return findings
