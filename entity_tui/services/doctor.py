"""What the program needs and finds: Python, SQLite, terminal, packages, store."""

from __future__ import annotations

import importlib.metadata
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from entity_tui.errors import EntityError
from entity_tui.paths import data_root
from entity_tui.settings import Settings

_SQLITE = (3, 35, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is good, and what to do if not."""

    what: str
    good: bool
    said: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, good and bad."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), f"{python} (3.11 or newer)")
    yield Finding(
        "sqlite",
        sqlite3.sqlite_version_info >= _SQLITE,
        f"{sqlite3.sqlite_version} (3.35 or newer)",
    )
    yield from _packages()
    yield Finding("data", data_root().is_dir(), str(data_root()))
    yield _screens()
    term = os.environ.get("TERM", "")
    yield Finding("terminal", term not in {"", "dumb"}, f"TERM={term or 'not set'}")
    encoding = sys.stdout.encoding.lower()
    yield Finding("encoding", encoding.startswith("utf"), f"{encoding} (a UTF-8 locale is needed)")
    yield from _store(settings)


def _packages() -> Iterator[Finding]:
    for name in ("textual", "sqlmodel", "typer", "pyroaring", "alembic"):
        try:
            yield Finding(name, True, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, False, "is not installed")
    try:
        yield Finding("psycopg", True, importlib.metadata.version("psycopg"))
    except importlib.metadata.PackageNotFoundError:
        yield Finding("psycopg", True, "not installed; only PostgreSQL stores need it")


def _screens() -> Finding:
    """The wheel owns a top-level package `screens`; nobody else may."""
    import importlib.util

    found = importlib.util.find_spec("screens")
    where = Path(found.origin).parent if found and found.origin else None
    ours = where is not None and (where / "control_central").is_dir()
    return Finding("screens", ours, str(where) if where else "the package is missing")


def _store(settings: Settings) -> Iterator[Finding]:
    from entity_tui.store.database import Database

    try:
        database = Database(settings.store)
        if not database.exists():
            yield Finding("store", True, f"{database.shown}: none yet (entity-tui store create)")
            return
        database.require()
        yield Finding("store", True, database.shown)
        if database.sqlite:
            mode = stat.S_IMODE(database.path.stat().st_mode)
            yield Finding("file mode", not mode & 0o077, f"{mode:o} (600: only its owner)")
        database.close()
    except EntityError as error:
        yield Finding("store", False, error.message)
