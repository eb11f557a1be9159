"""All posting lists of a segment, gathered block by block in bounded memory."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from pyroaring import BitMap

from entity_tui.store.search import grams
from entity_tui.store.search.postings import BlockLists, Posting
from entity_tui.store.search.row import SCOPE, Row
from entity_tui.store.search.segment import Segment
from entity_tui.store.search.spill import Spill

Stored = tuple[int, int, int, bytes]
"""A list as it is stored: slot, gram, number of rows, list."""


class SegmentLists:
    """Takes the rows of a segment in order, gives every list it has to have."""

    def __init__(self, first: int, rare: int) -> None:
        self._next = first
        self._rare = rare
        self._blocks: list[Spill[Posting]] = []
        self._scopes: Counter[int] = Counter()
        self._now: BlockLists | None = None

    def add(self, rows: list[Row]) -> None:
        """Take the next rows of the block."""
        if self._now is None:
            self._now = BlockLists(self._next)
        self._now.add(rows)
        self._scopes.update(row[SCOPE] for row in rows)
        self._next += len(rows)

    def end_block(self) -> None:
        """The block is complete."""
        if self._now is not None:
            self._blocks.append(Spill(self._now.postings()))
        self._now = None

    def stored(self, segment: Segment) -> Iterator[Stored]:
        """Every list of the complete segment, ordered by gram, then slot."""
        if segment.single:
            for posting in self._blocks[0]:
                yield segment.head, *posting
        else:
            tagged = [_tagged(segment.slot + at, lists) for at, lists in enumerate(self._blocks)]
            for _, parts in groupby(heapq.merge(*tagged), key=lambda part: part[0]):
                together = [(slot, gram, n, ids) for gram, slot, n, ids in parts]
                yield from _head_and_blocks(segment, together, self._rare)
        yield segment.head, *_scope_list(self._scopes)

    def close(self) -> None:
        """Give the disk space back."""
        for lists in self._blocks:
            lists.close()


def _tagged(slot: int, lists: Spill[Posting]) -> Iterator[tuple[int, int, int, bytes]]:
    for gram, n, ids in lists:
        yield gram, slot, n, ids


def _head_and_blocks(segment: Segment, parts: list[Stored], rare: int) -> Iterator[Stored]:
    """One gram's lists: whole where it is rare, else numbers per block and a list per block."""
    gram = parts[0][1]
    total = sum(n for _, _, n, _ in parts)
    if total <= rare:
        whole = BitMap.union(*(BitMap.deserialize(ids) for *_, ids in parts))
        whole.run_optimize()
        yield segment.head, gram, total, whole.serialize()
        return
    numbers = array("I", bytes(4 * segment.blocks))
    for slot, _, n, _ in parts:
        numbers[slot - segment.slot] = n
    yield from parts
    yield segment.head, gram, total, numbers.tobytes()


def _scope_list(scopes: Counter[int]) -> Posting:
    """The segment's scope values with their numbers of rows, as one list."""
    pairs = array("q", [value for pair in sorted(scopes.items()) for value in pair])
    return grams.SCOPES_KEY, len(scopes), pairs.tobytes()
