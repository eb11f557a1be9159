"""Segments: which there are, where their rows and lists lie, and how they come and go."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.errors import StoreError
from entity_tui.store.database import Raw
from entity_tui.store.search import grams
from entity_tui.store.search.limits import SLOT_BITS, Limits
from entity_tui.store.search.row import OWNER

TABLES = (
    "search_segment",
    "search_row",
    "search_owner",
    "search_fence",
    "search_gram",
    "search_post",
    "search_dead",
    "search_delta",
)
_LOCK = 0x656E7469_73656172  # any number that is this program's own


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows at the positions first … end - 1. A small segment is one block and one slot."""

    id: int
    first: int
    rows: int
    bits: int

    @property
    def end(self) -> int:
        """The position after the last row."""
        return self.first + self.rows

    @property
    def blocks(self) -> int:
        """How many blocks the rows fill."""
        return max(1, -(-self.rows >> self.bits))

    @property
    def single(self) -> bool:
        """One block: every list is a list of the whole segment."""
        return self.blocks == 1

    @property
    def slot(self) -> int:
        """The slot of the first block."""
        return self.first >> self.bits

    @property
    def head(self) -> int:
        """The slot of the lists of the whole segment; that of the block where there is one."""
        return self.slot if self.single else self.slot + self.blocks

    @property
    def slots(self) -> int:
        """How many slots the segment takes."""
        return 1 if self.single else self.blocks + 1

    def span(self, block: int) -> tuple[int, int]:
        """The positions of a block: from, to (exclusive)."""
        start = self.first + (block << self.bits)
        return start, min(self.end, start + (1 << self.bits))


def segments(raw: Raw, limits: Limits) -> list[Segment]:
    """All segments, the oldest first."""
    rows = raw.rows("SELECT id, first, rows FROM search_segment ORDER BY id")
    return [Segment(number, first, count, limits.block_bits) for number, first, count in rows]


def lock(raw: Raw) -> None:
    """One writer of the index at a time, until the transaction ends (SQLite has one anyway)."""
    if raw.postgres:
        raw.execute("SELECT pg_advisory_xact_lock(?::int8)", (_LOCK,))


def place(existing: list[Segment], rows: int, limits: Limits) -> Segment:
    """A new segment for at most `rows` rows, where slots are free."""
    new = Segment(max((s.id for s in existing), default=0) + 1, 0, rows, limits.block_bits)
    slot = 0
    for taken in sorted(existing, key=lambda s: s.slot):
        if taken.slot - slot >= new.slots:
            break
        slot = taken.slot + taken.slots
    if slot + new.slots > 1 << SLOT_BITS:
        raise StoreError("The search index is full. Run `entity-tui reindex`.")
    return Segment(new.id, slot << limits.block_bits, rows, limits.block_bits)


def drop(raw: Raw, segment: Segment) -> None:
    """Remove a segment with everything that belongs to it."""
    low, high = grams.slot_range(segment.slot, segment.slots)
    span = (segment.first, segment.end)
    for table in ("search_gram", "search_post"):
        raw.execute(f"DELETE FROM {table} WHERE k >= ? AND k < ?", (low, high))
    raw.execute(
        f"DELETE FROM search_owner WHERE (owner, pos) IN (SELECT {OWNER}, pos FROM search_row "
        "WHERE pos >= ? AND pos < ? UNION ALL "
        f"SELECT {OWNER}, pos FROM search_dead WHERE pos >= ? AND pos < ?)",
        (*span, *span),
    )
    for table in ("search_row", "search_dead"):
        raw.execute(f"DELETE FROM {table} WHERE pos >= ? AND pos < ?", span)
    raw.execute("DELETE FROM search_fence WHERE segment = ?", (segment.id,))
    raw.execute("DELETE FROM search_segment WHERE id = ?", (segment.id,))


def clear(raw: Raw, delta: bool = True) -> None:
    """Remove every segment and tombstone, and the rows of the delta if not told otherwise."""
    for table in TABLES:
        if delta or table != "search_delta":
            raw.execute(f"DELETE FROM {table}")
