"""Names near to a misspelled one: what to look for, and how near a name found is (CC-14)."""

from __future__ import annotations

import re
from functools import lru_cache

from entity_tui.domain.search_key import search_key

LEAST = 3
"""Characters of a word in which an error is looked for."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz'- "
_APART = re.compile(r"[\s,%]+")
_MARKS = re.compile(r"['’\-. &]")
_MOST = 40
"""Characters of a word that are looked at."""
_LEADING = 3
"""Words of a name that may be one word as it was typed: MC DONALD, VAN DER BERG."""


def orders(name: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a typed name, in each order they may be kept in.

    `mary jonson` may be kept as JONSON, MARY; a comma says that the order is meant. Nothing for a
    name whose beginning is left open.
    """
    folded = search_key(name).strip(" ")
    words = tuple(word[:_MOST] for word in _APART.split(folded) if word)
    if not words or folded.startswith("%"):
        return ()
    if len(words) == 1 or "," in folded or "%" in folded:
        return (words,)
    return tuple(dict.fromkeys((words, (words[-1], *words[:-1]))))


def one_error(word: str) -> tuple[str, ...]:
    """Every text one error away: a letter less, another, one more, or two changed about.

    Apostrophes, hyphens and blanks are letters here: `obrien` leads to `o'brien`.
    """
    if len(word) < LEAST:
        return ()
    found: dict[str, None] = {}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            found[head + tail[1] + tail[0] + tail[2:]] = None
        if tail:
            found[head + tail[1:]] = None
            found.update((head + letter + tail[1:], None) for letter in _LETTERS)
        found.update((head + letter + tail, None) for letter in _LETTERS)
    return tuple(text for text in found if text != word and text == text.strip(" '-"))


def gapped(word: str) -> tuple[str, ...]:
    """Patterns every text one error away matches, each without two letters of the word."""
    if len(word) < LEAST:
        return ()
    width = 2 if len(word) > LEAST else 1
    patterns = (f"{word[:at]}%{word[at + width :]}" for at in range(len(word) - width + 1))
    return tuple(dict.fromkeys(patterns))


@lru_cache(maxsize=8192)
def distance(one: str, other: str) -> int:
    """How many letters were left out, added, replaced or changed about with their neighbour."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, b in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearness(words: tuple[str, ...], name: str) -> int | None:
    """Errors between typed words and a stored name, missing ends counted; None where not near.

    The first word is compared with the name's beginning, the others with any word after it. One
    error in a word is near; a word may be cut off; marks between letters do not count.
    """
    kept = [word for word in _APART.split(name) if word][:12]
    if not kept:
        return None
    leading = ["".join(kept[: n + 1]) for n in range(min(_LEADING, len(kept)))]
    matches = [_nearest(words[0], leading)]
    matches += [_nearest(word, kept[1:]) for word in words[1:]]
    if max(begun for begun, _ in matches) > 1:
        return None
    return sum(whole for _, whole in matches)


def extra_words(words: tuple[str, ...], name: str) -> int:
    """Return how many words the stored name has beyond those typed."""
    return max(0, len([word for word in _APART.split(name) if word]) - len(words))


def _nearest(typed: str, words: list[str]) -> tuple[int, int]:
    bare = _MARKS.sub("", typed)
    return min((_errors(bare, _MARKS.sub("", word)) for word in words), default=(2, 2))


def _errors(typed: str, word: str) -> tuple[int, int]:
    """Errors if the word may go on, and errors if it ends there."""
    size = len(typed)
    begun = min(distance(typed, word[:cut]) for cut in range(max(0, size - 1), size + 2))
    return begun, distance(typed, word)
