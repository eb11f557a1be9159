"""The sizes of the index, in one place, so that tests can make them small."""

from __future__ import annotations

from dataclasses import dataclass

SLOT_BITS = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes of the index. The first three belong to the format of a stored index."""

    block_bits: int = 20
    """A block is 2**block_bits positions; postings of large segments are kept by block."""
    rare: int = 4096
    """Up to so many rows, a gram has one list for the whole segment."""
    fence_every: int = 64
    """Every so many rows the name is kept for finding positions by name."""
    fence_length: int = 100
    """So many characters of the name are kept there."""
    seal_at: int = 5000
    """Rows of the delta that are made a segment of their own."""
    merge_at: int = 4
    """Segments of similar size that upkeep makes one of."""
    segments: int = 16
    """Segments at which an edit does not wait for upkeep but merges by itself."""
    renew: float = 0.25
    """Share of dead or scattered rows at which upkeep writes everything anew."""
    at_once: int = 1_000_000
    """Rows that upkeep writes in one go without being told to be thorough."""
    piece_bits: int = 17
    """Lists are made for 2**piece_bits rows at a time."""
    chunk: int = 16_384
    """Rows are written so many at a time."""
    persons: int = 2_000
    """Persons derived at a time."""
    run: int = 100_000
    """Rows sorted in memory at a time."""

    small: int = 400
    """Candidates that are looked at without narrowing down further."""
    window: int = 3_000
    """Rows that are looked through in order where enough of them are expected to match."""
    together: int = 4_000
    """Candidates looked at with one question at most."""

    @property
    def block(self) -> int:
        """Positions in a block."""
        return 1 << self.block_bits

    @property
    def piece(self) -> int:
        """Rows lists are made for at a time: a block holds a whole number of pieces."""
        return 1 << min(self.piece_bits, self.block_bits)


STANDARD = Limits()
