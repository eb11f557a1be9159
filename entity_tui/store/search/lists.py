"""All posting lists of a segment, gathered piece by piece in bounded memory."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from pyroaring import BitMap

from entity_tui.store.search import grams
from entity_tui.store.search.limits import Limits
from entity_tui.store.search.postings import BlockLists, Posting
from entity_tui.store.search.row import SCOPE, Row
from entity_tui.store.search.segment import Segment
from entity_tui.store.search.spill import Spill

Stored = tuple[int, int, int, bytes]
"""A list as it is stored: slot, gram, number of rows, list."""
_TOGETHER = 8
"""Lists of a piece in memory while all pieces are merged: one list can be long."""
Part = tuple[int, int, bytes]
"""What a piece adds to a gram: slot, number of rows, list."""


class SegmentLists:
    """Takes the rows of a segment in order, gives every list it has to have."""

    def __init__(self, first: int, limits: Limits, folder: str | None) -> None:
        self._next = first
        self._limits = limits
        self._pieces: Spill[Posting] = Spill(folder, _TOGETHER)
        self._slots: list[int] = []
        """The slot of each piece."""
        self._scopes: Counter[int] = Counter()
        self._now: BlockLists | None = None

    def add(self, rows: list[Row]) -> None:
        """Take the next rows, of one piece."""
        if self._now is None:
            self._now = BlockLists(self._next)
        self._now.add(rows)
        self._scopes.update(row[SCOPE] for row in rows)
        self._next += len(rows)
        if self._next % self._limits.piece == 0:
            self._end_piece()

    def _end_piece(self) -> None:
        if self._now is not None:
            self._slots.append((self._next - 1) >> self._limits.block_bits)
            self._pieces.add(self._now.postings())
        self._now = None

    def stored(self, segment: Segment) -> Iterator[Stored]:
        """Every list of the complete segment, ordered by gram, then slot."""
        self._end_piece()
        pieces = zip(self._slots, self._pieces.runs(), strict=True)
        tagged = [_tagged(slot, lists) for slot, lists in pieces]
        for gram, parts in groupby(heapq.merge(*tagged), key=itemgetter(0)):
            yield from self._lists(segment, gram, [part[1:] for part in parts])
        yield segment.head, *_scope_list(self._scopes)

    def _lists(self, segment: Segment, gram: int, parts: list[Part]) -> Iterator[Stored]:
        """One gram's lists: whole where it is rare, else numbers per block and a list per block."""
        total = sum(n for _, n, _ in parts)
        if segment.single or total <= self._limits.rare:
            yield segment.head, gram, total, _joined([ids for *_, ids in parts])
            return
        numbers = array("I", bytes(4 * segment.blocks))
        for slot, found in groupby(parts, key=itemgetter(0)):
            together = list(found)
            n = numbers[slot - segment.slot] = sum(n for _, n, _ in together)
            yield slot, gram, n, _joined([ids for *_, ids in together])
        yield segment.head, gram, total, numbers.tobytes()

    def close(self) -> None:
        """Give the disk space back."""
        self._pieces.close()


def _tagged(slot: int, lists: Iterator[Posting]) -> Iterator[tuple[int, int, int, bytes]]:
    for gram, n, ids in lists:
        yield gram, slot, n, ids


def _joined(lists: list[bytes]) -> bytes:
    """Several lists as one."""
    if len(lists) == 1:
        return lists[0]
    ids = BitMap.union(*map(BitMap.deserialize, lists))
    ids.run_optimize()
    joined: bytes = ids.serialize()
    return joined


def _scope_list(scopes: Counter[int]) -> Posting:
    """The segment's scope values with their numbers of rows, as one list."""
    pairs = array("q", [value for pair in sorted(scopes.items()) for value in pair])
    return grams.SCOPES_KEY, len(scopes), pairs.tobytes()
