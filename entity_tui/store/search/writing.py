"""Writing a segment from rows that come in order: rows, owners, fences, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from entity_tui.store.database import Raw
from entity_tui.store.search import grams
from entity_tui.store.search.limits import Limits
from entity_tui.store.search.lists import SegmentLists, Stored
from entity_tui.store.search.owners import OwnerRuns
from entity_tui.store.search.row import NAME, ROW, Row
from entity_tui.store.search.segment import Segment, place, segments
from entity_tui.store.search.spill import folder_of

Progress = Callable[[int], None]
_TOGETHER = 5000


def write_segment(
    raw: Raw, rows: Iterable[Row], at_most: int, limits: Limits, progress: Progress | None = None
) -> None:
    """Write sorted, distinct rows (no more than `at_most`) as one new segment."""
    if not at_most:
        return
    writer = _Writer(raw, place(segments(raw, limits), at_most, limits), limits)
    source = iter(rows)
    try:
        while chunk := list(islice(source, min(limits.chunk, limits.piece))):
            writer.add(chunk)
            if progress:
                progress(writer.written)
        writer.finish()
    finally:
        writer.close()


class _Writer:
    """Rows as they come; owners and lists of the whole segment at the end."""

    def __init__(self, raw: Raw, place: Segment, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._place = place
        folder = folder_of(raw)
        self._lists = SegmentLists(place.first, limits, folder)
        self._owners = OwnerRuns(folder)
        self.written = 0

    def add(self, rows: list[Row]) -> None:
        """Write the next rows."""
        first = self._place.first + self.written
        numbered = ((pos, *row) for pos, row in enumerate(rows, first))
        self._raw.load("search_row", ("pos", *ROW), numbered)
        fences = ((self._place.id, *fence) for fence in fences_of(rows, first, self._limits))
        self._raw.load("search_fence", ("segment", "name", "pos"), fences)
        self._owners.add(rows, first)
        self._lists.add(rows)
        self.written += len(rows)

    def finish(self) -> None:
        """Write owners, lists and the segment's own line."""
        if not self.written:
            return
        segment = Segment(self._place.id, self._place.first, self.written, self._limits.block_bits)
        self._raw.load("search_owner", ("owner", "pos"), self._owners.pairs())
        source = self._lists.stored(segment)
        while together := list(islice(source, _TOGETHER)):
            self._store(segment, together)
        self._raw.execute(
            "INSERT INTO search_segment (id, first, rows) VALUES (?, ?, ?)",
            (segment.id, segment.first, segment.rows),
        )

    def _store(self, segment: Segment, lists: list[Stored]) -> None:
        heads = ((grams.key(s, g), n) for s, g, n, _ in lists if s == segment.head)
        self._raw.load("search_gram", ("k", "n"), heads)
        stored = ((grams.key(s, g), ids) for s, g, _, ids in lists)
        self._raw.load("search_post", ("k", "ids"), stored)

    def close(self) -> None:
        """Remove what was kept on the way."""
        self._lists.close()
        self._owners.close()


def fences_of(rows: list[Row], first: int, limits: Limits) -> Iterator[tuple[str, int]]:
    """The beginning of the name, and the position, of those of these rows that are fences."""
    for at in range(0, len(rows), limits.fence_every):
        yield rows[at][NAME][: limits.fence_length], first + at
