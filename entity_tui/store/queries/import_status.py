"""What came of each feed, and what of it is still open (IM-05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, day


def last_runs(raw: Raw, viewer: Viewer, feeds: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Run, file, as of, end, read, loaded, rejected of the run of each feed's newest extract.

    Of several of that date the one that read the most lines; what was taken back is none.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for feed in feeds:
        row = raw.one(
            "SELECT run_id, source, as_of, finished_at, read, loaded, rejected FROM import_run "
            "WHERE feed = ? AND undone_at IS NULL AND retry_of = 0 "
            "ORDER BY as_of DESC, read DESC, run_id DESC LIMIT 1",
            (feed,),
        )
        if row is not None:
            found[feed] = row
    return found


def days_that_came(raw: Raw, viewer: Viewer) -> dict[str, set[date]]:
    """The dates of all extracts of each feed that are in."""
    found: dict[str, set[date]] = {}
    for feed, as_of in raw.rows(
        "SELECT DISTINCT feed, as_of FROM import_run WHERE undone_at IS NULL AND retry_of = 0"
    ):
        found.setdefault(feed, set()).add(day(as_of))
    return found


def waiting_by_feed(raw: Raw, viewer: Viewer) -> dict[str, int]:
    """Lines of each feed that still wait for their taxpayer or case."""
    return dict(
        raw.rows(
            "SELECT r.feed, count(*) FROM waiting_line w JOIN import_run r ON r.run_id = w.run_id "
            "GROUP BY r.feed"
        )
    )


def open_rejects_by_feed(raw: Raw, viewer: Viewer) -> dict[str, int]:
    """Rejected lines of each feed nobody has dealt with."""
    return dict(
        raw.rows(
            "SELECT r.feed, count(*) FROM import_reject j JOIN import_run r ON r.run_id = j.run_id "
            "WHERE j.state = 'open' AND r.undone_at IS NULL GROUP BY r.feed"
        )
    )


def open_rejects(raw: Raw, viewer: Viewer) -> int:
    """Rejected lines nobody has dealt with."""
    return sum(open_rejects_by_feed(raw, viewer).values())
