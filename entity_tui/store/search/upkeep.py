"""Writing segments: sealing the delta, merging, compacting, building everything anew."""

from __future__ import annotations

import gc
import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.derive import derive_between, derive_lone, pages
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.row import COLUMNS, Row
from entity_tui.store.search.segment import Segment, clear, drop, lock, segments
from entity_tui.store.search.spill import Sorter, Spill, distinct

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


def _write(
    raw: Raw,
    rows: Iterable[Row],
    at_most: int,
    limits: Limits,
    progress: Callable[[int], None] | None = None,
) -> None:
    from entity_tui.store.search.writing import write_segment  # loads numpy

    with uncollected():
        write_segment(raw, rows, at_most, limits, progress)


def seal(raw: Raw, limits: Limits) -> None:
    """Make a segment of the delta."""
    rows: list[Any] = raw.rows(f"SELECT {COLUMNS} FROM search_delta")
    raw.execute("DELETE FROM search_delta")
    rows.sort()
    _write(raw, distinct(rows), len(rows), limits)
    if len(segments(raw, limits)) >= limits.segments:
        maintain(raw, limits=limits)


def rebuild(
    raw: Raw,
    progress: Callable[[int, int], None] | None = None,
    *,
    limits: Limits = STANDARD,
) -> None:
    """Derive and write the whole index anew, in bounded memory.

    `progress` is called with how much is done of how much.
    """
    lock(raw)
    prepare(raw)
    sorter: Sorter[Row] = Sorter(limits.run)
    try:
        with uncollected():
            everything(raw, sorter, limits)
        clear(raw)
        total = len(sorter)
        step = (lambda done: progress(done, total)) if progress else None
        _write(raw, sorter.sorted(), total, limits, step)
    finally:
        sorter.close()


def everything(raw: Raw, sorter: Sorter[Row], limits: Limits) -> None:
    """Give the sorter every row there has to be."""
    for persons in pages(raw, "person", "person_id", limits.persons):
        sorter.add(derive_between(raw, persons[0], persons[-1]))
    for places in pages(raw, "location", "location_id", limits.persons):
        sorter.add(derive_lone(raw, ("BETWEEN ? AND ?", (places[0], places[-1]))))


def prepare(raw: Raw) -> None:
    """Keep lists uncompressed where the database would pack them (PostgreSQL)."""
    if raw.postgres and raw.value(
        "SELECT attstorage <> 'e' FROM pg_attribute "
        "WHERE attrelid = 'search_post'::regclass AND attname = 'ids'"
    ):
        raw.execute("ALTER TABLE search_post ALTER COLUMN ids SET STORAGE EXTERNAL")


def maintain(raw: Raw, *, limits: Limits = STANDARD) -> bool:
    """Merge small segments, or all where much is dead or scattered; True if anything was done."""
    lock(raw)
    existing = segments(raw, limits)
    if not existing:
        return False
    rows = [segment.rows for segment in existing]
    dead = raw.value("SELECT count(*) FROM search_dead")
    if dead + sum(rows) - max(rows) > limits.renew * sum(rows):
        _merge_all(raw, existing, limits)
        return True
    similar = _similar(existing, limits)
    if similar:
        _merge(raw, similar, limits)
    return bool(similar)


def _similar(existing: list[Segment], limits: Limits) -> list[Segment]:
    """Segments of one order of magnitude, where there are enough to merge."""
    classes: dict[int, list[Segment]] = {}
    for segment in existing:
        size, kind = segment.rows, 0
        while size > limits.seal_at * 2:
            size, kind = size // limits.merge_at, kind + 1
        classes.setdefault(kind, []).append(segment)
    for kind in sorted(classes):
        if len(classes[kind]) >= limits.merge_at:
            return classes[kind]
    return []


def living(raw: Raw, segment: Segment) -> Iterator[Row]:
    """The rows of a segment without tombstone, in order."""
    sql = (
        f"SELECT pos, {COLUMNS} FROM search_row r WHERE pos >= ? AND pos < ? AND "
        "(SELECT 1 FROM search_dead d WHERE d.pos = r.pos) IS NULL "
        f"ORDER BY pos LIMIT {_PAGE:d}"
    )
    start = segment.first
    while page := raw.rows(sql, (start, segment.end)):
        for _, *row in page:
            yield tuple(row)
        start = page[-1][0] + 1


def _merged(raw: Raw, some: list[Segment]) -> Iterator[Row]:
    return distinct(heapq.merge(*(living(raw, segment) for segment in some)))


def _merge(raw: Raw, some: list[Segment], limits: Limits) -> None:
    _write(raw, _merged(raw, some), sum(segment.rows for segment in some), limits)
    for segment in some:
        drop(raw, segment)


def _merge_all(raw: Raw, existing: list[Segment], limits: Limits) -> None:
    """One segment of all; the delta stays."""
    rows: Spill[Row] = Spill(_merged(raw, existing))
    for table in ("segment", "row", "owner", "fence", "gram", "post", "dead"):
        raw.execute(f"DELETE FROM search_{table}")
    _write(raw, rows, sum(segment.rows for segment in existing), limits)
    rows.close()
