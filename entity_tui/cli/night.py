"""`import all DIRECTORY`: a night's files in their order, and a table at the end (IM-01, IM-07)."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entity_tui.cli.conflict_words import conflict_lines
from entity_tui.cli.output import put, put_json, say
from entity_tui.cli.progress import Meter

if TYPE_CHECKING:
    from entity_tui.imports.feeds import Feed
    from entity_tui.services.import_extract import Options, Progress
    from entity_tui.services.night import Done, Night
    from entity_tui.settings import Settings

COUNTS = ("read", "loaded", "unchanged", "superseded", "waiting", "rejected")
_HEADS = ("Feed", "File", "Read", "Loaded", "Unchgd", "Supers", "Waiting", "Rejected", "Sec")
_NAME = 22


def run_night(
    settings: Settings, folder: str, options: Options, layouts: Path | None, as_json: bool
) -> int:
    """Import a directory and print what became of every file; returns the exit code."""
    from entity_tui.services.clock import office_clock
    from entity_tui.services.night import import_night
    from entity_tui.services.sign_on import sign_on
    from entity_tui.store.database import Database

    database = Database(settings.store)
    meters = _Meters()
    try:
        database.require()
        viewer = sign_on(database, office_clock(database, options.today).today)
        night = import_night(database, viewer, Path(folder), options, layouts, meters.next)
    finally:
        meters.close()
        database.close()
    if as_json:
        put_json(as_data(night, options.dry_run))
    else:
        for line in told(night):
            put(line)
        _afterwards(night, options.dry_run)
    if night.failed:
        say(night.failed.message)
    return night.exit_code


class _Meters:
    """One meter at a time."""

    def __init__(self) -> None:
        self._now: Meter | None = None

    def next(self, feed: Feed, file: str) -> Progress:
        """The meter of the next file."""
        self.close()
        self._now = Meter(f"{feed.name.upper()} {file}", sys.stderr).__enter__()
        return self._now.tell

    def close(self) -> None:
        """Take the last meter away."""
        if self._now is not None:
            self._now.__exit__(None, None, None)
        self._now = None


def as_data(night: Night, dry_run: bool) -> dict[str, Any]:
    """The night as a script reads it: totals, and every file with its outcome."""
    total: dict[str, Any] = {
        name: sum(getattr(done.imported, name) for done in night.files if done.imported)
        for name in COUNTS
    }
    files = [
        {k: v for k, v in asdict(done).items() if k != "imported"}
        | {name: getattr(done.imported, name) if done.imported else None
           for name in ("run", *COUNTS, "attached", "known_run")}
        | {"conflicts": len(done.imported.conflicts) if done.imported else None}
        for done in night.files
    ]  # fmt: skip
    return total | {
        "dry_run": dry_run, "exit_code": night.exit_code, "open_rejects": night.open_rejects,
        "files": files,
    }  # fmt: skip


def told(night: Night) -> list[str]:
    """The table: one line for every file."""
    rows = [_row(done) for done in night.files if done.feed]
    if not rows:
        return []
    table = [_HEADS, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(_HEADS))]
    lines = [_line(row, widths) for row in table]
    return [lines[0], " ".join("-" * width for width in widths), *lines[1:]]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        text.ljust(width) if at < 2 else text.rjust(width)
        for at, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return " ".join(cells).rstrip()


def _row(done: Done) -> tuple[str, ...]:
    name = done.file if len(done.file) <= _NAME else f"{done.file[: _NAME - 1]}…"
    if done.imported is None:
        return (done.feed.upper(), name, done.outcome, *[""] * 5, f"{done.seconds:.1f}")
    counts = [f"{getattr(done.imported, count):,}" for count in COUNTS]
    return (done.feed.upper(), name, *counts, f"{done.seconds:.1f}")


def _afterwards(night: Night, dry_run: bool) -> None:
    for done in night.files:
        if done.outcome == "in" and done.imported and done.imported.known_run:
            say(f"{done.file}: came in with run {done.imported.known_run} already")
        elif done.outcome == "in" and done.imported:
            for line in conflict_lines(done.imported):
                say(f"{done.file}: {line}")
        elif done.outcome != "in":
            say(f"{done.file}: {done.outcome}; {done.why}")
    if not any(done.feed for done in night.files):
        say("The directory holds no extract.")
    if night.open_rejects == 1:
        say("1 rejected line waits: entity-tui rejects list")
    elif night.open_rejects:
        say(f"{night.open_rejects:,} rejected lines wait: entity-tui rejects list")
    if dry_run:
        say("Tried only, each file by itself: nothing was kept.")
