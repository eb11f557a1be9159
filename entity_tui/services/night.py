"""A night's batch: every extract of a directory in its order, nothing guessed (IM-01, IM-05)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError, StoreError, UsageError
from entity_tui.imports.feeds import FEEDS, Feed
from entity_tui.imports.read import Source
from entity_tui.imports.recognise import Found, recognise, site_layouts, unreadable
from entity_tui.imports.schedule_table import comes_after
from entity_tui.services.clock import office_clock
from entity_tui.services.import_extract import Imported, Options, Progress, import_file
from entity_tui.store.database import Database, Raw
from entity_tui.store.night_lock import night_lock
from entity_tui.store.queries.import_status import open_rejects

_ORDER = {name: place for place, name in enumerate(FEEDS)}
# The meter of one file: its feed and its name in, a place to tell progress out.
Meters = Callable[[Feed, str], Progress]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file: in, refused, left (needs what was refused), unknown, passed over."""

    file: str
    feed: str
    as_of: date | None
    outcome: str
    why: str = ""
    imported: Imported | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Night:
    """Every file of a directory, in the order it was done."""

    files: tuple[Done, ...]
    failed: StoreError | None = None
    """What is wrong with the store itself; nothing after it was tried."""
    open_rejects: int = 0
    """Lines of all runs that wait for correction when the night is over."""

    @property
    def exit_code(self) -> int:
        """0 all in, 1 partly or with rejects, 2 something refused, 4 the store failed."""
        if self.failed is not None:
            return self.failed.exit_code
        outcomes = {done.outcome for done in self.files}
        if outcomes & {"refused", "left"}:
            return 2
        rejected = any(done.imported and done.imported.rejected for done in self.files)
        return 1 if rejected or "unknown" in outcomes else 0


def import_night(
    database: Database, viewer: Viewer, folder: Path, options: Options,
    layouts: Path | None = None, meter: Meters | None = None, now: datetime | None = None,
) -> Night:  # fmt: skip
    """Import what a directory holds; EntityError where another run has the store's night."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not import; a system administrator may."
        )
    if options.layout or options.as_of:
        raise UsageError("`import all` takes --layouts DIRECTORY, and each file's own date")
    database.require()
    with night_lock(database, viewer.user, now or office_clock(database, options.today).now()):
        known, unknown = in_order(folder, layouts)
        done, failed = _each(database, viewer, known, options, meter or _silent)
    strange = [
        Done(f.path.name, "", None, "passed over" if f.beside else "unknown", f.why)
        for f in unknown
    ]
    return Night((*done, *strange), failed, 0 if failed else _open_rejects(database, viewer))


def _open_rejects(database: Database, viewer: Viewer) -> int:
    with database.read() as connection:
        return open_rejects(Raw(connection), viewer)


def in_order(folder: Path, layouts: Path | None = None) -> tuple[list[Found], list[Found]]:
    """The files that can be imported, night by night as they depend on one another; the rest.

    So several nights in one directory end as if each had been imported in its time.
    """
    site = site_layouts(layouts)
    own = {one.path.resolve() for one in site if one.path}
    found = [
        unreadable(path) or recognise(path, site)
        for path in _entries(folder)
        if not (path.is_file() and path.resolve() in own)
    ]
    known = [one for one in found if one.feed]
    first: dict[str, date] = {}
    for one in sorted(known, key=_dated, reverse=True):
        assert one.feed is not None
        first[one.feed.name] = _dated(one)
    known.sort(key=lambda one: (_night(one, first), _place(one), _dated(one), one.path.name))
    return known, [one for one in found if not one.feed]


def _dated(found: Found) -> date:
    """A file that bears no date is of today: after all others."""
    return found.as_of or date.max


def _night(found: Found, first: dict[str, date]) -> date:
    """Its own date; where every file of a feed it comes after is younger, the first one's."""
    assert found.feed is not None
    needed = comes_after(found.feed.name)
    return max([_dated(found), *(first[name] for name in needed if name in first)])


def _place(found: Found) -> int:
    assert found.feed is not None
    return _ORDER[found.feed.name]


def _entries(folder: Path) -> list[Path]:
    """All that lies there; what begins with a dot is hidden on purpose."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}") from error


def _silent(feed: Feed, file: str) -> Progress:
    return lambda phase, done, total, lines: None


def _each(
    database: Database, viewer: Viewer, files: list[Found], options: Options, meter: Meters
) -> tuple[list[Done], StoreError | None]:
    done: list[Done] = []
    failed: StoreError | None = None
    for found in files:
        assert found.feed is not None
        feed, name, as_of = found.feed, found.path.name, found.as_of
        if failed is not None:
            done.append(Done(name, feed.name, as_of, "left", "not tried: the store failed"))
            continue
        if why := next(_in_the_way(feed, as_of, done), ""):
            done.append(Done(name, feed.name, as_of, "left", why))
            continue
        since = time.monotonic()
        try:
            result = import_file(
                database, viewer, feed, Source(str(found.path)),
                replace(options, layout=found.layout), meter(feed, name),
            )  # fmt: skip
        except EntityError as error:
            failed = error if isinstance(error, StoreError) else None
            seconds = time.monotonic() - since
            done.append(Done(name, feed.name, as_of, "refused", error.message, seconds=seconds))
        else:
            seconds = time.monotonic() - since
            done.append(Done(name, feed.name, result.as_of, "in", "", result, seconds))
    return done, failed


def _in_the_way(feed: Feed, as_of: date | None, done: list[Done]) -> Iterator[str]:
    """Refused files of the same night or before that this feed comes after."""
    needed = comes_after(feed.name)
    for one in done:
        earlier = as_of is None or one.as_of is None or one.as_of <= as_of
        if one.outcome == "refused" and one.feed in needed and earlier:
            yield f"not tried: it comes after {one.file}, which was refused"
