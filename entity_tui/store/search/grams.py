"""Integer keys of posting lists: runs of one to three characters of a field, scopes, flags.

A key is slot, field and three UTF-16 units; shorter runs end in zeros. The beginning of a field
other than the name is marked by units of its own, because rows are only ordered by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from entity_tui.domain.wildcard import Pattern

NAME, ADDRESS, CITY, POSTAL, SCOPE, FLAGS = range(1, 7)
FIELDS = {"name": NAME, "address": ADDRESS, "city": CITY, "postal": POSTAL}
BEGIN = 2
"""The unit that stands for the beginning of a field."""
SCOPES_KEY = SCOPE << 48 | 0xFFFF_FFFF_FFFF
"""The list of all scope values of a segment and their numbers of rows."""
_GRAM_BITS = 51


def key(slot: int, gram: int) -> int:
    """The key of a gram's list in a slot: a whole segment's, or one block's."""
    return slot << _GRAM_BITS | gram


def slot_range(slot: int, count: int) -> tuple[int, int]:
    """The keys of `count` slots: from, to (exclusive)."""
    return slot << _GRAM_BITS, (slot + count) << _GRAM_BITS


def units(text: str) -> list[int]:
    """The UTF-16 units of a text."""
    return memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H").tolist()


def gram(field: int, a: int, b: int = 0, c: int = 0) -> int:
    """A field and up to three units as one number."""
    return field << 48 | a << 32 | b << 16 | c


def scope_gram(scope: int) -> int:
    """The gram of a scope value."""
    return SCOPE << 48 | scope


def flags_gram(excluded: int) -> int:
    """The gram of the rows that have none of these flags."""
    return FLAGS << 48 | excluded


def pattern_grams(field: int, pattern: Pattern) -> set[int]:
    """Grams that every matching text has; none for the prefix of a name (that is a range)."""
    first, *rest = pattern.parts
    found = {g for part in rest for g in _inner(field, units(part))}
    if first and field != NAME:
        found.update(_anchored(field, units(first)))
    return found


def _inner(field: int, run: list[int]) -> Iterator[int]:
    if len(run) >= 3:
        for at in range(len(run) - 2):
            yield gram(field, *run[at : at + 3])
    elif field != POSTAL and run:
        yield gram(field, *run)


def _anchored(field: int, run: list[int]) -> Iterator[int]:
    if len(run) == 1:
        yield gram(field, BEGIN, BEGIN, run[0])
        return
    yield gram(field, BEGIN, run[0], run[1])
    if len(run) >= 3:
        yield from _inner(field, run)


def text_grams(field: int, text: str) -> set[int]:
    """All grams of a stored text: what the index has to hold for it, said plainly."""
    run = units(text)
    marked = [BEGIN, BEGIN, *run]
    found = {gram(field, *marked[at : at + 3]) for at in range(len(run))}
    if field != POSTAL:
        found.update(gram(field, a) for a in run)
        found.update(gram(field, a, b) for a, b in pairwise(run))
    return found
