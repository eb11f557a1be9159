"""The schedule of the extracts as the site keeps it: `data/reference/feeds.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache

from entity_tui.domain.entity.extract_schedule import Schedule, read_schedule
from entity_tui.errors import UsageError
from entity_tui.store.reference import rows


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A feed in the table: when it is due, what it comes after, which file names are its own."""

    feed: str
    schedule: Schedule
    after: tuple[str, ...]
    files: tuple[str, ...]


@cache
def scheduled() -> dict[str, Scheduled]:
    """Every feed of the table in its order; UsageError names the line that cannot be read."""
    return {row["feed"]: _scheduled(line, dict(row)) for line, row in enumerate(rows("feeds"), 2)}


def _scheduled(line: int, row: dict[str, str]) -> Scheduled:
    try:
        due = time.fromisoformat(row["by"]) if row["by"] else time(0)
        schedule = read_schedule(row["every"], row["on"], due, int(row["dated"] or 0))
    except (ValueError, KeyError) as error:
        raise UsageError(f"feeds.csv line {line}: {error}") from error
    words = (row.get("after") or "").split(), (row.get("files") or "").lower().split()
    return Scheduled(row["feed"], schedule, tuple(words[0]), tuple(words[1]))


def comes_after(feed: str, table: dict[str, Scheduled] | None = None) -> frozenset[str]:
    """Every feed that one needs before it, directly or not."""
    known = scheduled() if table is None else table
    found: set[str] = set()
    waiting = [feed]
    while waiting:
        entry = known.get(waiting.pop())
        fresh = set(entry.after) - found if entry else set()
        found |= fresh
        waiting += fresh
    return frozenset(found)
