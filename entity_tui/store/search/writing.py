"""Writing a segment from rows that come in order: rows, owners, fences, lists."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice

from pyroaring import BitMap

from entity_tui.store.database import Raw
from entity_tui.store.search import grams
from entity_tui.store.search.limits import Limits
from entity_tui.store.search.owners import OwnerRuns
from entity_tui.store.search.postings import BlockLists, Posting
from entity_tui.store.search.row import NAME, ROW, SCOPE, Row
from entity_tui.store.search.segment import Segment, place, segments
from entity_tui.store.search.spill import Spill

Progress = Callable[[int], None]
Stored = tuple[int, int, int, bytes]
"""A list as it is stored: slot, gram, number of rows, list."""
_CHUNK = 16_384


def write_segment(
    raw: Raw, rows: Iterable[Row], at_most: int, limits: Limits, progress: Progress | None = None
) -> None:
    """Write sorted, distinct rows (no more than `at_most`) as one new segment."""
    if not at_most:
        return
    writer = _Writer(raw, place(segments(raw, limits), at_most, limits), limits)
    source = iter(rows)
    while writer.block(islice(source, limits.block)):
        if progress:
            progress(writer.written)
    writer.finish()


class _Writer:
    """Blocks one after the other; what concerns the whole segment at the end."""

    def __init__(self, raw: Raw, place: Segment, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._place = place
        self._lists: list[Spill[Posting]] = []
        self._owners = OwnerRuns()
        self._scopes: Counter[int] = Counter()
        self.written = 0

    def block(self, rows: Iterator[Row]) -> int:
        """Write the rows of the next block and keep its lists; how many rows there were."""
        before = self.written
        lists = BlockLists(self._place.first + self.written)
        while chunk := list(islice(rows, _CHUNK)):
            self._chunk(chunk, self._place.first + self.written)
            lists.add(chunk)
            self.written += len(chunk)
        if self.written > before:
            self._lists.append(Spill(lists.postings()))
        return self.written - before

    def _chunk(self, rows: list[Row], first: int) -> None:
        numbered = ((pos, *row) for pos, row in enumerate(rows, first))
        self._raw.load("search_row", ("pos", *ROW), numbered)
        self._raw.load("search_fence", ("segment", "name", "pos"), self._fences(rows, first))
        self._owners.add(rows, first)
        self._scopes.update(row[SCOPE] for row in rows)

    def _fences(self, rows: list[Row], first: int) -> Iterator[tuple[int, str, int]]:
        for at in range(0, len(rows), self._limits.fence_every):
            yield self._place.id, rows[at][NAME][: self._limits.fence_length], first + at

    def finish(self) -> None:
        """Write owners, lists and the segment's own line."""
        if not self.written:
            return
        segment = Segment(self._place.id, self._place.first, self.written, self._limits.block_bits)
        self._raw.load("search_owner", ("owner", "pos"), self._owners.pairs())
        self._owners.close()
        _store_lists(self._raw, segment, self._merged(segment))
        _store_lists(self._raw, segment, [(segment.head, *scope_list(self._scopes))])
        self._raw.execute(
            "INSERT INTO search_segment (id, first, rows) VALUES (?, ?, ?)",
            (segment.id, segment.first, segment.rows),
        )
        for lists in self._lists:
            lists.close()

    def _merged(self, segment: Segment) -> Iterator[Stored]:
        if segment.single:
            for posting in self._lists[0]:
                yield segment.head, *posting
            return
        tagged = [_tagged(segment.slot + block, lists) for block, lists in enumerate(self._lists)]
        for _, parts in groupby(heapq.merge(*tagged), key=lambda part: part[0]):
            yield from head_and_blocks(
                segment, [(slot, gram, n, ids) for gram, slot, n, ids in parts], self._limits
            )


def _tagged(slot: int, lists: Spill[Posting]) -> Iterator[tuple[int, int, int, bytes]]:
    for gram, n, ids in lists:
        yield gram, slot, n, ids


def head_and_blocks(segment: Segment, parts: list[Stored], limits: Limits) -> Iterator[Stored]:
    """One gram's lists: whole where it is rare, else numbers per block and a list per block."""
    gram = parts[0][1]
    total = sum(n for _, _, n, _ in parts)
    if total <= limits.rare:
        whole = BitMap.union(*(BitMap.deserialize(ids) for *_, ids in parts))
        whole.run_optimize()
        yield segment.head, gram, total, whole.serialize()
        return
    numbers = array("I", bytes(4 * segment.blocks))
    for slot, _, n, _ in parts:
        numbers[slot - segment.slot] = n
    yield from parts
    yield segment.head, gram, total, numbers.tobytes()


def scope_list(scopes: Counter[int]) -> Posting:
    """The segment's scope values with their numbers of rows, as one list."""
    pairs = array("q", [value for pair in sorted(scopes.items()) for value in pair])
    return grams.SCOPES_KEY, len(scopes), pairs.tobytes()


def _store_lists(raw: Raw, segment: Segment, lists: Iterable[Stored]) -> None:
    source = iter(lists)
    while together := list(islice(source, 5000)):
        heads = ((grams.key(s, g), n) for s, g, n, _ in together if s == segment.head)
        raw.load("search_gram", ("k", "n"), heads)
        raw.load("search_post", ("k", "ids"), ((grams.key(s, g), b) for s, g, _, b in together))
