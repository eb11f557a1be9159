"""Proving the index: against the tables, and every list against its rows."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import Any

from pyroaring import BitMap

from entity_tui.store.database import Raw
from entity_tui.store.search import grams
from entity_tui.store.search.building import every_row
from entity_tui.store.search.derive import among
from entity_tui.store.search.limits import SLOT_BITS, STANDARD, Limits
from entity_tui.store.search.row import ACCOUNT, COLUMNS, LOCATION, OWNER, PERSON, Row
from entity_tui.store.search.segment import Segment, segments
from entity_tui.store.search.spill import folder_of
from entity_tui.store.search.upkeep import living_rows, uncollected

MOST = 100
"""So many findings are told."""


def verify(raw: Raw, *, limits: Limits = STANDARD) -> list[str]:
    """What is wrong with the index; nothing where it is sound. Ids only, no names."""
    existing = segments(raw, limits)
    parts = [_places(raw, existing), _against_tables(raw, existing, limits)]
    parts += [_segment(raw, segment, limits) for segment in existing]
    with uncollected():
        return list(islice(chain.from_iterable(parts), MOST))


def _places(raw: Raw, existing: list[Segment]) -> Iterator[str]:
    """Segments beside one another, and nothing outside them."""
    end = 0
    for segment in sorted(existing, key=lambda s: s.slot):
        if segment.slot < end:
            yield f"segment {segment.id} lies over another"
        end = segment.slot + segment.slots
        if segment.first % (1 << segment.bits) or end > 1 << SLOT_BITS:
            yield f"segment {segment.id} is not where a segment can be"
    inside = " OR ".join(f"(pos >= {s.first:d} AND pos < {s.end:d})" for s in existing) or "1 = 0"
    for table in ("search_row", "search_owner", "search_dead", "search_fence"):
        lost = raw.value(f"SELECT count(*) FROM {table} WHERE NOT ({inside})")
        if lost:
            yield f"{table} has {lost} entries outside every segment"
    spans = [grams.slot_range(s.slot, s.slots) for s in existing]
    inside = " OR ".join(f"(k >= {low:d} AND k < {high:d})" for low, high in spans) or "1 = 0"
    for table in ("search_gram", "search_post"):
        lost = raw.value(f"SELECT count(*) FROM {table} WHERE NOT ({inside})")
        if lost:
            yield f"{table} has {lost} entries outside every segment"


def _against_tables(raw: Raw, existing: list[Segment], limits: Limits) -> Iterator[str]:
    """Living rows and rows of the delta: exactly what the tables say."""
    delta: list[Any] = sorted(raw.rows(f"SELECT {COLUMNS} FROM search_delta"))
    indexed = heapq.merge(*(living_rows(raw, segment) for segment in existing), delta)
    with every_row(raw, limits) as true:
        for row, here, there in _differences(indexed, true.sorted()):
            what = f"person {row[PERSON]} account {row[ACCOUNT]} location {row[LOCATION]}"
            if here > there:
                yield f"{what}: in the index {here} times, in the tables {there}"
            else:
                yield f"{what}: missing from the index"


def _differences(one: Iterator[Row], two: Iterator[Row]) -> Iterator[tuple[Row, int, int]]:
    """Rows that are not equally often in two sorted streams, and how often they are in each."""
    end: Any = None
    a, b = next(one, end), next(two, end)
    while a is not end or b is not end:
        row = min(found for found in (a, b) if found is not end)
        here = there = 0
        while a == row:
            a, here = next(one, end), here + 1
        while b == row:
            b, there = next(two, end), there + 1
        if here != there:
            yield row, here, there


def _segment(raw: Raw, segment: Segment, limits: Limits) -> Iterator[str]:
    """Rows dense and in order; owners, fences and lists exactly those of the rows."""
    from entity_tui.store.search.lists import SegmentLists  # loads numpy
    from entity_tui.store.search.writing import fences_of

    name = f"segment {segment.id}"
    lists = SegmentLists(segment.first, limits, folder_of(raw))
    last: Any = None
    fences: list[tuple[str, int]] = []
    try:
        for start in range(segment.first, segment.end, chunk := min(limits.chunk, limits.piece)):
            rows = _rows(raw, start, min(segment.end, start + chunk))
            if not rows:
                yield f"{name}: rows from position {start} on are missing or doubled"
                return
            if (last and rows[0] <= last) or any(b <= a for a, b in pairwise(rows)):
                yield f"{name}: rows after position {start} are not in order"
            last = rows[-1]
            fences += fences_of(rows, start, limits)
            lists.add(rows)
        yield from _owners(raw, segment)
        if _fences(raw, segment) != sorted(fences):
            yield f"{name}: fences are not those of its rows"
        yield from _lists(raw, segment, lists.stored(segment))
    finally:
        lists.close()


def _rows(raw: Raw, low: int, high: int) -> list[Row]:
    """The rows a segment was made of, living and dead."""
    rows = raw.rows(
        f"SELECT pos, {COLUMNS} FROM search_row WHERE pos >= ? AND pos < ? UNION ALL "
        f"SELECT pos, {COLUMNS} FROM search_dead WHERE pos >= ? AND pos < ? ORDER BY pos",
        (low, high, low, high),
    )
    dense = [row[0] for row in rows] == list(range(low, high))
    return [row[1:] for row in rows] if dense else []


def _fences(raw: Raw, segment: Segment) -> list[tuple[Any, ...]]:
    return raw.rows(
        "SELECT name, pos FROM search_fence WHERE segment = ? ORDER BY name, pos", (segment.id,)
    )


def _owners(raw: Raw, segment: Segment) -> Iterator[str]:
    span = (segment.first, segment.end)
    found = raw.value("SELECT count(*) FROM search_owner WHERE pos >= ? AND pos < ?", span)
    right = sum(
        raw.value(
            f"SELECT count(*) FROM {table} r JOIN search_owner o ON o.owner = {OWNER} "
            "AND o.pos = r.pos WHERE r.pos >= ? AND r.pos < ?",
            span,
        )
        for table in ("search_row", "search_dead")
    )
    if found != segment.rows or right != segment.rows:
        yield f"segment {segment.id}: of {segment.rows} owners {right} are right, {found} stored"


def _lists(
    raw: Raw, segment: Segment, expected: Iterable[tuple[int, int, int, bytes]]
) -> Iterator[str]:
    """Every list exactly as its rows make it, and none besides."""
    lists = heads = 0
    source = iter(expected)
    while some := list(islice(source, 2000)):
        keys = [grams.key(slot, gram) for slot, gram, _, _ in some]
        stored = dict(_by_key(raw, "search_post", "ids", keys))
        numbers = dict(_by_key(raw, "search_gram", "n", keys))
        for key, (slot, gram, n, ids) in zip(keys, some, strict=True):
            lists += 1
            if not _same_list(stored.get(key), ids):
                yield f"segment {segment.id}: list {gram:#x} of slot {slot} is not that of its rows"
            if slot == segment.head:
                heads += 1
                if numbers.get(key) != n:
                    yield f"segment {segment.id}: the number of list {gram:#x} is not {n}"
    span = grams.slot_range(segment.slot, segment.slots)
    for table, right in (("search_post", lists), ("search_gram", heads)):
        found = raw.value(f"SELECT count(*) FROM {table} WHERE k >= ? AND k < ?", span)
        if found != right:
            yield f"segment {segment.id}: {found} entries in {table} where {right} belong"


def _same_list(stored: bytes | None, right: bytes) -> bool:
    """Equal, or the same positions written in another way."""
    if stored is None or stored == right:
        return stored == right
    try:
        return bool(BitMap.deserialize(stored) == BitMap.deserialize(right))
    except ValueError:
        return False


def _by_key(raw: Raw, table: str, column: str, keys: list[int]) -> list[tuple[Any, ...]]:
    condition, params = among(raw, keys)
    return raw.rows(f"SELECT k, {column} FROM {table} WHERE k {condition}", params)
