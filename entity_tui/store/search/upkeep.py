"""Writing segments: sealing the delta, adding many rows, merging small ones, compacting."""

from __future__ import annotations

import gc
import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.row import COLUMNS, Row
from entity_tui.store.search.segment import Segment, clear, drop, lock, segments
from entity_tui.store.search.spill import Spill, distinct, folder_of

_PAGE = 5000


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage in cycles: millions of rows make none, and looking is dear."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def add_segment(
    raw: Raw,
    rows: Iterable[Row],
    at_most: int,
    limits: Limits,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Make a segment of sorted, distinct rows (no more than `at_most`)."""
    from entity_tui.store.search.writing import write_segment  # loads numpy

    with uncollected():
        write_segment(raw, rows, at_most, limits, progress)


def seal(raw: Raw, limits: Limits) -> None:
    """Make a segment of the delta."""
    rows: list[Any] = raw.rows(f"SELECT {COLUMNS} FROM search_delta")
    raw.execute("DELETE FROM search_delta")
    rows.sort()
    add_segment(raw, distinct(rows), len(rows), limits)
    merge_if_many(raw, limits)


def merge_if_many(raw: Raw, limits: Limits) -> None:
    """Merge small segments where upkeep has not come to it for long."""
    existing = segments(raw, limits)
    if len(existing) >= limits.segments:
        _merge(raw, _similar(existing, limits), limits)


def maintain(raw: Raw, thorough: bool = False, *, limits: Limits = STANDARD) -> bool:
    """Merge small segments, or all where much is dead or scattered; True if anything was done.

    Others cannot write meanwhile: what takes more than some seconds is only done when `thorough`.
    """
    lock(raw)
    existing = segments(raw, limits)
    if not existing:
        return False
    rows = [segment.rows for segment in existing]
    dead = raw.value("SELECT count(*) FROM search_dead")
    scattered = dead + sum(rows) - max(rows)
    if scattered > limits.renew * sum(rows) and (thorough or sum(rows) <= limits.at_once):
        _merge_all(raw, existing, limits)
        return True
    similar = _similar(existing, limits)
    if not thorough and sum(segment.rows for segment in similar) > limits.at_once:
        return False
    return _merge(raw, similar, limits)


def _similar(existing: list[Segment], limits: Limits) -> list[Segment]:
    """Segments of one order of magnitude, where there are enough to merge."""
    sizes: dict[int, list[Segment]] = {}
    for segment in existing:
        size, kind = segment.rows, 0
        while size > limits.seal_at * 2:
            size, kind = size // limits.merge_at, kind + 1
        sizes.setdefault(kind, []).append(segment)
    enough = [kind for kind, some in sizes.items() if len(some) >= limits.merge_at]
    return sizes[min(enough)] if enough else []


def living_rows(raw: Raw, segment: Segment) -> Iterator[Row]:
    """The living rows of a segment, in order."""
    sql = f"SELECT {COLUMNS} FROM search_row WHERE pos >= ? AND pos < ? ORDER BY pos"
    for start in range(segment.first, segment.end, _PAGE):
        yield from raw.rows(sql, (start, min(segment.end, start + _PAGE)))


def _merged(raw: Raw, some: list[Segment]) -> Iterator[Row]:
    return distinct(heapq.merge(*(living_rows(raw, segment) for segment in some)))


def _merge(raw: Raw, some: list[Segment], limits: Limits) -> bool:
    if some:
        add_segment(raw, _merged(raw, some), sum(segment.rows for segment in some), limits)
    for segment in some:
        drop(raw, segment)
    return bool(some)


def _merge_all(raw: Raw, existing: list[Segment], limits: Limits) -> None:
    """One segment of all; the delta stays."""
    spill: Spill[Row] = Spill(folder_of(raw))
    try:
        spill.add(_merged(raw, existing))
        clear(raw, delta=False)
        add_segment(raw, spill.runs()[0], sum(segment.rows for segment in existing), limits)
    finally:
        spill.close()
