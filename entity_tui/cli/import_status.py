"""`import status`: each feed, its last run, what is due, what is late (IM-05)."""

from __future__ import annotations

import os
import sys
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from entity_tui.cli.output import put, put_json
from entity_tui.domain.entity.import_standing import HEADS, NUMBERS, WIDTHS, fitted, remarks

if TYPE_CHECKING:
    from entity_tui.domain.entity.import_standing import FeedStanding, ImportStanding
    from entity_tui.settings import Settings


def show_status(settings: Settings, as_json: bool) -> int:
    """Print the table; returns 1 when something is late."""
    from entity_tui.services.clock import office_clock
    from entity_tui.services.import_status import import_status
    from entity_tui.services.store import as_administrator
    from entity_tui.store.audit import ReadAudit

    with as_administrator(settings) as (database, viewer):
        reads = ReadAudit(database)
        try:
            clock = office_clock(database, settings.today)
            found = import_status(database, viewer, reads, clock)
        finally:
            reads.close()
    if as_json:
        put_json(as_data(found))
    else:
        _show(found)
    return 1 if found.late else 0


def as_data(found: ImportStanding) -> dict[str, Any]:
    """The standing as a script reads it."""
    return {
        "now": found.now.isoformat(timespec="minutes"), "rejects": found.rejects,
        "waiting": found.waiting, "late": [one.feed for one in found.late],
        "never": [one.feed for one in found.never],
        "feeds": [_feed(one) for one in found.feeds],
    }  # fmt: skip


def _feed(one: FeedStanding) -> dict[str, Any]:
    stands = one.standing
    return {
        "feed": one.feed, "title": one.title, "every": one.every, "run": one.run or None,
        "source": one.source, "as_of": one.as_of, "at": one.at and one.at.isoformat(),
        "read": one.read, "loaded": one.loaded, "rejected": one.rejected, "waiting": one.waiting,
        "open_rejects": one.open_rejects,
        "due": stands.due and stands.due.isoformat(), "late": stands.is_late,
        "late_minutes": round(stands.late.total_seconds() / 60),
        "missing": [day.isoformat() for day in stands.missing],
    }  # fmt: skip


def _show(found: ImportStanding) -> None:
    put(f"{found.now:%a %m/%d/%y %H:%M}".rjust(79))
    put(_line(HEADS))
    put(" ".join("-" * width for width in WIDTHS))
    for one in found.feeds:
        _put_late(_line(one.cells), one.standing.is_late)
    put("")
    for line in remarks(found):
        for part in wrap(line, 79, subsequent_indent="  "):
            put(part)


def _line(row: tuple[str, ...]) -> str:
    cells = [
        text.rjust(width) if at in NUMBERS else _cut(fitted(text, at), width).ljust(width)
        for at, (text, width) in enumerate(zip(row, WIDTHS, strict=True))
    ]
    return " ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _put_late(line: str, late: bool) -> None:
    """A late feed stands out by its word, and by colour where the terminal has one."""
    if late and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        from rich.console import Console
        from rich.text import Text

        from entity_tui.domain.inert import inert

        Console(highlight=False).print(Text(inert(line), style="bold red"), soft_wrap=True)
    else:
        put(line)
