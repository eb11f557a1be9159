"""Running a query over all segments and the delta."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TypeVar

from pyroaring import BitMap64

from entity_tui.store.database import Raw
from entity_tui.store.search.candidates import Found, Hunt, Stop
from entity_tui.store.search.condition import SHOWN, Condition, condition
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.plan import plan
from entity_tui.store.search.question import IndexRow, SearchCancelled, SearchQuery
from entity_tui.store.search.reader import Damaged, Moved, Reader
from entity_tui.store.search.segment import segments

T = TypeVar("T")

_ALL = 1 << 60
_ATTEMPTS = 5
_ORDER = "name, person_id, account_id, location_id, flags, name_seq, address, city, postal"


def search(
    raw: Raw,
    query: SearchQuery,
    limit: int,
    stop: Stop | None = None,
    *,
    limits: Limits = STANDARD,
) -> list[IndexRow]:
    """The first `limit` matches by name, person, account and location, each of these once.

    Raises SearchCancelled when `stop` turns true between two steps.
    """
    return steady(lambda: _first(Reader(raw, limits), query, limit, stop))


def count_persons(
    raw: Raw, query: SearchQuery, stop: Stop | None = None, *, limits: Limits = STANDARD
) -> int:
    """How many persons there are in all matches."""
    return steady(lambda: _count(Reader(raw, limits), query, stop))


def steady(work: Callable[[], T]) -> T:
    """The work, begun again where the index was rewritten meanwhile."""
    for _ in range(_ATTEMPTS):
        with suppress(Moved):
            return work()
    raise Damaged


def _count(reader: Reader, query: SearchQuery, stop: Stop | None) -> int:
    asked = condition(query)
    persons = BitMap64(row[0] for row in reader.delta("person_id", asked))
    for hunt in _hunts(reader, query, asked, "person_id", _ALL, stop):
        for rows in hunt.batches():
            persons.update([row[0] for row in rows])
    persons.discard(0)
    return len(persons)


def _first(reader: Reader, query: SearchQuery, limit: int, stop: Stop | None) -> list[IndexRow]:
    asked = condition(query)
    streams: list[Iterable[Found]] = [
        chain.from_iterable(hunt.batches())
        for hunt in _hunts(reader, query, asked, SHOWN, limit, stop)
    ]
    if delta := _delta(reader, asked, limit):
        streams.append(delta)
    rows = streams[0] if len(streams) == 1 else heapq.merge(*streams, key=_order)
    return [IndexRow._make(row[:9]) for row in islice(_different(rows), limit)]


def _hunts(
    reader: Reader,
    query: SearchQuery,
    asked: Condition,
    columns: str,
    limit: int,
    stop: Stop | None,
) -> Iterator[Hunt]:
    """The segments in which there can be matches."""
    same = _same if columns == SHOWN else None
    for segment in segments(reader.raw, reader.limits):
        if stop and stop():
            raise SearchCancelled
        found = plan(reader, segment, query)
        if found:
            yield Hunt(reader, segment, found, asked, columns, limit, same, stop)


def _delta(reader: Reader, asked: Condition, limit: int) -> list[Found]:
    """The first `limit` different matches of the delta, in order."""
    number = min(2 * limit, _ALL)
    while True:
        rows = reader.delta(SHOWN, asked, f"ORDER BY {_ORDER} LIMIT {number:d}")
        different = list(_different(rows))
        if len(rows) < number or len(different) >= limit:
            return different
        number *= 4


def _same(row: Found) -> object:
    return row[0], row[4], row[5], row[6]


def _order(row: Found) -> Found:
    name, address, city, postal, person, account, location, seq, flags = row[:9]
    return name, person, account, location, flags, seq, address, city, postal


def _different(rows: Iterable[Found]) -> Iterator[Found]:
    last: object = None
    for row in rows:
        this = _same(row)
        if this != last:
            yield row
        last = this
