"""Where every invented value comes from: blake2b of the seed, a kind and a number.

Nothing is drawn in sequence, so row n is the same in a demo of any size.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Sequence
from typing import TypeVar

Value = TypeVar("Value")
Words = tuple[int, ...]
WORD = 1 << 16
_PRIME = 999_983


def words(seed: int, kind: str, width: int) -> Callable[[int], Words]:
    """A function of a number that gives `width` (at most 32) words of 16 random-looking bits."""
    start = hashlib.blake2b(f"{seed}|{kind}|".encode(), digest_size=2 * width)
    unpack = struct.Struct(f"<{width}H").unpack

    def draw(number: int) -> Words:
        state = start.copy()
        state.update(number.to_bytes(8, "little"))
        return unpack(state.digest())

    return draw


def below(word: int, limit: int) -> int:
    """A number from 0 to limit - 1 made of a word."""
    return word * limit >> 16


def chance(share: float) -> int:
    """The bound under which a word falls with this share: `word < chance(0.3)`."""
    return int(share * WORD)


def slots(weights: Sequence[tuple[Value, int]]) -> list[Value]:
    """A weighted choice in constant time: a value for every word, in proportion to its weight."""
    total = sum(weight for _, weight in weights)
    counts = [max(1, weight * WORD // total) for _, weight in weights]
    largest = max(range(len(counts)), key=counts.__getitem__)
    counts[largest] += WORD - sum(counts)
    table: list[Value] = []
    for (value, _), count in zip(weights, counts, strict=True):
        table.extend([value] * count)
    return table


class Shuffle:
    """A keyed permutation of 0 … high x low - 1, each part below a million; no set is kept.

    An unbalanced Feistel network: every step adds to one part a function of the other.
    """

    def __init__(self, seed: int, kind: str, high: int, low: int) -> None:
        self.size = high * low
        self._high, self._low = high, low
        keys = words(seed, f"shuffle {kind}", 4)
        self._keys = [tuple(word + 1 for word in keys(step)) for step in range(4)]

    def __call__(self, number: int) -> int:
        """Where a number below `size` goes."""
        high, low = self._high, self._low
        left, right = divmod(number, low)
        for a, b, c, d in self._keys:
            left = (left + (right + a) * (right + b) % _PRIME) % high
            right = (right + (left + c) * (left + d) % _PRIME) % low
        return left * low + right
