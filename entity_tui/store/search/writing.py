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
from entity_tui.store.search.postings import Posting, block_postings
from entity_tui.store.search.row import LOCATION, NAME, PERSON, ROW, SCOPE, Row
from entity_tui.store.search.segment import Segment, place, segments
from entity_tui.store.search.spill import Spill

Progress = Callable[[int], None]


def write_segment(
    raw: Raw, rows: Iterable[Row], at_most: int, limits: Limits, progress: Progress | None = None
) -> None:
    """Write sorted, distinct rows (no more than `at_most`) as one new segment."""
    if not at_most:
        return
    writer = _Writer(raw, place(segments(raw, limits), at_most, limits), limits)
    source = iter(rows)
    while block := list(islice(source, limits.block)):
        writer.block(block)
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
        self._owners: list[Spill[tuple[int, int]]] = []
        self._scopes: Counter[int] = Counter()
        self.written = 0

    def block(self, rows: list[Row]) -> None:
        """Write the rows of the next block and keep its lists."""
        first = self._place.first + self.written
        self._raw.load(
            "search_row", ("pos", *ROW), ((p, *row) for p, row in enumerate(rows, first))
        )
        self._raw.load("search_fence", ("segment", "name", "pos"), self._fences(rows, first))
        owners = sorted((row[PERSON] or -row[LOCATION], pos) for pos, row in enumerate(rows, first))
        self._owners.append(Spill(owners))
        self._scopes.update(row[SCOPE] for row in rows)
        self._lists.append(Spill(block_postings(rows, first)))
        self.written += len(rows)

    def _fences(self, rows: list[Row], first: int) -> Iterator[tuple[int, str, int]]:
        every, length = self._limits.fence_every, self._limits.fence_length
        for at in range(0, len(rows), every):
            yield self._place.id, rows[at][NAME][:length], first + at

    def finish(self) -> None:
        """Write owners, lists and the segment's own line."""
        if not self.written:
            return
        segment = Segment(self._place.id, self._place.first, self.written, self._limits.block_bits)
        self._raw.load("search_owner", ("owner", "pos"), heapq.merge(*self._owners))
        _store_lists(self._raw, segment, self._merged(segment))
        _store_lists(self._raw, segment, [(segment.head, *scope_list(self._scopes))])
        self._raw.execute(
            "INSERT INTO search_segment (id, first, rows) VALUES (?, ?, ?)",
            (segment.id, segment.first, segment.rows),
        )
        for lists, owners in zip(self._lists, self._owners, strict=True):
            lists.close()
            owners.close()

    def _merged(self, segment: Segment) -> Iterator[tuple[int, int, int, bytes]]:
        if segment.single:
            for posting in self._lists[0]:
                yield segment.head, *posting
            return
        tagged = [_tagged(block, spill) for block, spill in enumerate(self._lists)]
        for gram, parts in groupby(heapq.merge(*tagged), key=lambda part: part[0]):
            yield from head_and_blocks(segment, gram, list(parts), self._limits.rare)


def _tagged(block: int, spill: Spill[Posting]) -> Iterator[tuple[int, int, int, bytes]]:
    for gram, n, blob in spill:
        yield gram, block, n, blob


def head_and_blocks(
    segment: Segment, gram: int, parts: list[tuple[int, int, int, bytes]], rare: int
) -> Iterator[tuple[int, int, int, bytes]]:
    """One gram's lists: whole where it is rare, else numbers per block and a list per block."""
    total = sum(n for _, _, n, _ in parts)
    if total <= rare:
        whole = BitMap.union(*(BitMap.deserialize(blob) for *_, blob in parts))
        whole.run_optimize()
        yield segment.head, gram, total, whole.serialize()
        return
    numbers = array("I", bytes(4 * segment.blocks))
    for _, block, n, blob in parts:
        numbers[block] = n
        yield segment.slot + block, gram, n, blob
    yield segment.head, gram, total, numbers.tobytes()


def scope_list(scopes: Counter[int]) -> Posting:
    """The segment's scope values with their numbers of rows, as one list."""
    pairs = array("q", [value for pair in sorted(scopes.items()) for value in pair])
    return grams.SCOPES_KEY, len(scopes), pairs.tobytes()


def _store_lists(raw: Raw, segment: Segment, lists: Iterable[tuple[int, int, int, bytes]]) -> None:
    source = iter(lists)
    while together := list(islice(source, 5000)):
        heads = ((grams.key(s, g), n) for s, g, n, _ in together if s == segment.head)
        raw.load("search_gram", ("k", "n"), heads)
        raw.load("search_post", ("k", "ids"), ((grams.key(s, g), b) for s, g, _, b in together))
