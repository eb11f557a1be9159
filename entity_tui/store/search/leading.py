"""Which of many texts names begin with, and how many rows each: for near names (CC-14)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from entity_tui.domain.wildcard import Pattern, successor
from entity_tui.store.database import Raw
from entity_tui.store.search import grams
from entity_tui.store.search.candidates import Stop
from entity_tui.store.search.condition import Condition
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.question import SearchCancelled
from entity_tui.store.search.reader import Reader
from entity_tui.store.search.run import steady
from entity_tui.store.search.segment import Segment, segments

_EVERY = Condition("1 = 1", ())


def leading(
    raw: Raw, texts: Sequence[str], stop: Stop | None = None, *, limits: Limits = STANDARD
) -> dict[str, int]:
    """Those of the folded texts that names begin with, and how many rows whoever may see them.

    Raises SearchCancelled when `stop` turns true between two steps.
    """
    return steady(lambda: _leading(Reader(raw, limits), texts, stop))


def _leading(reader: Reader, texts: Sequence[str], stop: Stop | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for segment in segments(reader.raw, reader.limits):
        for text in _likely(reader, segment, texts):
            if stop and stop():
                raise SearchCancelled
            if rows := _rows(reader, segment, text):
                found[text] = found.get(text, 0) + rows
    names = sorted(row[0] for row in reader.delta("name", _EVERY))
    for text in texts:
        if rows := _within(names, text):
            found[text] = found.get(text, 0) + rows
    return found


def _likely(reader: Reader, segment: Segment, texts: Sequence[str]) -> list[str]:
    """The texts all of whose runs of three letters stand in names."""
    runs = {text: _runs(segment, text) for text in texts}
    known = _known(reader, sorted({key for keys in runs.values() for key in keys}))
    return [text for text, keys in runs.items() if keys <= known]


def _runs(segment: Segment, text: str) -> set[int]:
    found = grams.pattern_grams(grams.NAME, Pattern(("", text)))
    return {grams.key(segment.head, gram) for gram in found}


def _known(reader: Reader, keys: Iterable[int]) -> set[int]:
    if reader.raw.postgres:
        return set(reader.counts(keys))
    return {key for key in keys if reader.counts((key,))}


def _rows(reader: Reader, segment: Segment, text: str) -> int:
    low = reader.lower(segment, text)
    if low >= segment.end:
        return 0
    above = successor(text)
    return (segment.end if above is None else reader.lower(segment, above)) - low


def _within(names: list[str], text: str) -> int:
    above = successor(text)
    high = len(names) if above is None else bisect_left(names, above)
    return high - bisect_left(names, text)
