"""The store's upkeep: create, describe, prove sound, index anew."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Callable, Iterator
from datetime import datetime

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError, StoreError
from entity_tui.services import installation
from entity_tui.services.clock import office_clock
from entity_tui.services.sign_on import login, sign_on
from entity_tui.settings import Settings, day_of_work
from entity_tui.store import audit, schema, search
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.queries import upkeep
from entity_tui.store.queries.access import store_facts
from entity_tui.store.staging import sweep

Say = Callable[[str], None]


def create(settings: Settings, demo: bool = False) -> Iterator[str]:
    """Make the store or bring it up to date; yields what to tell."""
    database = Database(settings.store)
    try:
        owner = login()
        new = _made(database, owner, demo)
        with database.write() as connection:
            search.prepare(Raw(connection))
            word = "create store" if new else "upgrade store"
            audit.act(connection, Viewer.system(owner), word, database.shown)
        if new:
            yield f"Created {database.shown}; its administrator is {owner}."
        else:
            yield f"{database.shown} is up to date."
    finally:
        database.close()


def _made(database: Database, owner: str, demo: bool) -> bool:
    try:
        return schema.create(database, owner, demo)
    except OSError as error:
        where = error.filename or database.path
        raise StoreError(f"{where}: {error.strerror or error}; no store was made.") from error


def _administrator(settings: Settings) -> tuple[Database, Viewer]:
    database = Database(settings.store)
    database.require()
    viewer = sign_on(database, office_clock(database, settings.today).today)
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(f"{viewer.user} ({viewer.role}) may not; a system administrator may.")
    return database, viewer


def content_digest(settings: Settings, tell: Say = lambda table: None) -> str:
    """One hash of all business content: equal states give equal digests on either database."""
    database, viewer = _administrator(settings)
    try:
        with database.read() as connection:
            return digest(Raw(connection), viewer, tell)
    finally:
        database.close()


def show_options(settings: Settings) -> list[tuple[str, str, str]]:
    """Name, value (or `not set`) and meaning of every installation option."""
    database, viewer = _administrator(settings)
    try:
        return installation.show_options(database, viewer)
    finally:
        database.close()


def set_option(settings: Settings, name: str, value: str, start: str = "") -> None:
    """Set an installation option, or with "" take it back; `start` is a day as it is typed."""
    database, viewer = _administrator(settings)
    try:
        clock = office_clock(database, settings.today)
        first = day_of_work(start, clock.today, "--from") if start else None
        installation.set_option(database, viewer, name, value, clock, first)
    finally:
        database.close()


@contextlib.contextmanager
def as_administrator(settings: Settings) -> Iterator[tuple[Database, Viewer]]:
    """The store and who is signed on, for what only an administrator does."""
    database, viewer = _administrator(settings)
    try:
        yield database, viewer
    finally:
        database.close()


def info(settings: Settings) -> dict[str, object]:
    """Counts of what the store holds, its schema and its address."""
    database = Database(settings.store)
    try:
        database.require()
        sign_on(database, office_clock(database, settings.today).today)
        with database.read() as connection:
            raw = Raw(connection)
            facts = store_facts(raw)
            told: dict[str, object] = {
                "store": database.shown,
                "schema": upkeep.schema_version(raw),
                "owner": facts.owner,
                "created": datetime.fromisoformat(facts.created)
                .astimezone(office_clock(database).zone)
                .isoformat(timespec="seconds"),
                "demo": facts.demo,
                **upkeep.counts(raw),
            }
        if database.sqlite:
            told["bytes"] = database.path.stat().st_size
        return told
    finally:
        database.close()


def check(settings: Settings, say: Say) -> list[str]:
    """Findings of every proof; empty when the store is sound."""
    database, _ = _administrator(settings)
    findings: list[str] = []
    try:
        if database.sqlite:
            findings += _file(database, say)
        with database.read() as connection:
            raw = Raw(connection)
            say("database …")
            findings += upkeep.damage(raw)
            say("search index …")
            findings += search.verify(raw)
        say("audit …")
        return findings + audit.verify(database)
    finally:
        database.close()


def _file(database: Database, say: Say) -> list[str]:
    swept = sweep(database.path)
    if swept:
        say(f"removed {swept} staging file(s) of killed imports")
    mode = stat.S_IMODE(database.path.stat().st_mode)
    if mode & 0o077:
        return [f"{database.path} is readable by others (mode {mode:o}, wants 600)"]
    return []


def reindex(settings: Settings, say: Say) -> None:
    """Build the search index anew, in one transaction."""
    database, viewer = _administrator(settings)
    try:
        with database.write() as connection:
            raw = Raw(connection)
            search.rebuild(raw)
            audit.act(connection, viewer, "reindex", database.shown)
            say(f"Indexed {upkeep.indexed_rows(raw):,} search rows.")
    finally:
        database.close()


def require_demo_place(settings: Settings) -> None:
    """Refuse to put a demonstration on top of a real store."""
    database = Database(settings.store)
    try:
        if not database.exists():
            return
        with database.read() as connection:
            if not store_facts(Raw(connection)).demo:
                raise StoreError(
                    f"{database.shown} is a real store; a demonstration needs one of its own "
                    "(--store)."
                )
    finally:
        database.close()
