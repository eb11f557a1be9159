"""What the program needs and finds: Python, SQLite, terminal, packages, store."""

from __future__ import annotations

import importlib.metadata
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from entity_tui.errors import EntityError
from entity_tui.paths import data_root
from entity_tui.settings import Settings
from entity_tui.terminal import has_colors, terminal_codeset, terminfo_colors

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
    yield from terminal_findings(os.environ)
    yield from _store(settings)


def terminal_findings(
    environ: Mapping[str, str], known: Callable[[str], int | None] = terminfo_colors
) -> Iterator[Finding]:
    """What the terminal is taken for: its name, its colours, the codeset of its locale."""
    term = environ.get("TERM", "")
    colors = "colours" if has_colors(term, known) else "no colours"
    if "NO_COLOR" in environ:
        colors = "no colours (NO_COLOR is set)"
    usable = term not in {"", "dumb"}
    yield Finding("terminal", usable, f"TERM={term}, {colors}" if usable else "TERM is not set")
    codeset = terminal_codeset(environ)
    drawn = "line characters" if codeset.utf8 else "lines drawn in ASCII; a UTF-8 locale has more"
    yield Finding("encoding", True, f"{codeset.name}: {drawn}")


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
