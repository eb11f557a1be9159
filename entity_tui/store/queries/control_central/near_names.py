"""Names near to one that is nowhere as it was typed, by the index and within the scope (CC-14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.near_names import (
    extra_words,
    gapped,
    nearness,
    one_error,
    orders,
)
from entity_tui.domain.control_central.recognise import words_apart
from entity_tui.domain.control_central.variants import name_variants
from entity_tui.domain.viewer import Viewer
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.search import Found, index_query
from entity_tui.store.search import IndexRow, SearchCancelled, leading, search

MOST = 100
"""Near names listed."""
_BEGINNINGS = 16
"""Beginnings looked at, the most frequent ones."""
_EACH = 30
"""Entries taken of each."""
_LOOSE = 300
"""Entries looked at where the pattern lets others through as well."""
_PAIRED = 2
"""Beginnings that are combined with an error in the second word."""
_LETTERS = 2
"""Letters a second word with an error is looked for by."""
Stop = Callable[[], bool]
_Asked = tuple[str, int, int]
"""A pattern, how many names begin like it, and how many entries to take."""


def near_names(
    raw: Raw, viewer: Viewer, criteria: Criteria, stop: Stop | None = None
) -> list[Found]:
    """The nearest names first, then the more frequent beginnings, then by name; no exact ones."""
    ranked: dict[IndexRow, tuple[int, int, int]] = {}
    # Of several beginnings of a name the one of the fewest names says how frequent it is.
    for words in orders(criteria.name):
        beginnings = _beginnings(raw, words[0], stop)
        _look(raw, viewer, criteria, words, _one_slip(words, beginnings), ranked, stop)
        _look(raw, viewer, criteria, words, _one_a_word(words, beginnings), ranked, stop)
        if not any(errors <= 1 for errors, _, _ in ranked.values()):
            pairs = _two_slips(raw, words, beginnings, stop)
            _look(raw, viewer, criteria, words, pairs, ranked, stop)

    # Names that variants find are no similar names: those are listed already.
    exact = _exact(criteria.name)
    found = {row: rank for row, rank in ranked.items() if not any(m(row.name) for m in exact)}

    def rank(row: IndexRow) -> tuple[object, ...]:
        errors, extra, often = found[row]
        return errors, extra, -often, row.name, row.person_id, row.account_id

    nearest = sorted(found, key=rank)
    return [Found(r.person_id, r.account_id, r.location_id, r.name_seq) for r in nearest[:MOST]]


def _look(
    raw: Raw,
    viewer: Viewer,
    criteria: Criteria,
    words: tuple[str, ...],
    patterns: Iterator[_Asked],
    ranked: dict[IndexRow, tuple[int, int, int]],
    stop: Stop | None,
) -> None:
    """Add what the patterns find to `ranked`, with its errors, extra words and frequency."""
    for pattern, often, most in patterns:
        if stop and stop():
            raise SearchCancelled
        asked = index_query(viewer, replace(criteria, name=pattern))
        for row in search(raw, asked, most, stop):
            errors = nearness(words, row.name)
            if errors is not None:
                found = errors, extra_words(words, row.name), often
                ranked[row] = min(ranked.get(row, found), found)


def _exact(name: str) -> tuple[Callable[[str], bool], ...]:
    """Rules for what a search for the name and its variants find without any error."""
    patterns = (Pattern.typed(text) for text in (name, *words_apart(name)))
    return (
        *(pattern.matches for pattern in patterns if pattern),
        *(variant.finds for variant in name_variants(name)),
    )


def _beginnings(raw: Raw, word: str, stop: Stop | None) -> dict[str, int]:
    """The word, and what is one error away from it, with how many names begin like that."""
    found = leading(raw, (word, *one_error(word)), stop)
    others = sorted(found.keys() - {word}, key=lambda text: (-found[text], text))
    return {text: found.get(text, 0) for text in (word, *others[:_BEGINNINGS])}


def _one_slip(words: tuple[str, ...], beginnings: dict[str, int]) -> Iterator[_Asked]:
    """What to search for where one of the words has an error."""
    first, *rest = words
    for text, often in beginnings.items():
        if text != first:
            yield "%".join((text, *rest)), often, _EACH
    for at, word in enumerate(rest if beginnings[first] else ()):
        for pattern in gapped(word):
            yield "%".join((first, *rest[:at], pattern, *rest[at + 1 :])), beginnings[first], _LOOSE


def _one_a_word(words: tuple[str, ...], beginnings: dict[str, int]) -> Iterator[_Asked]:
    """Where more than one word has an error: the second by its first letters."""
    first, *rest = words
    for text, often in beginnings.items():
        if rest and often and text != first:
            yield f"{text}%{rest[0][:_LETTERS]}", often, _LOOSE


def _two_slips(
    raw: Raw, words: tuple[str, ...], beginnings: dict[str, int], stop: Stop | None
) -> Iterator[_Asked]:
    """Where last and first name both have an error: each beginning with each first name near."""
    first, *rest = words
    if not rest:
        return
    near = [text for text, often in beginnings.items() if often and text != first][:_PAIRED]
    for text in near:
        names = [f"{text}, {other}" for other in one_error(rest[0])]
        found = leading(raw, names, stop)
        for name in sorted(found, key=lambda name: (-found[name], name))[:_BEGINNINGS]:
            yield name, found[name], _EACH
