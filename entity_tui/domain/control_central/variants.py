"""Variants of a typed name, city or address: listed below the exact matches (CC-14).

People type names in spoken order and leave out points, THE, suffixes and the first half of a
compound last name. A variant is a pattern for the index and a rule that a stored key must fulfil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from entity_tui.domain.search_key import search_key
from entity_tui.domain.wildcard import Pattern

FEWER_THAN = 300
"""Variants are searched where there are fewer exact matches."""
WORD_ORDER, SUFFIX, COMPOUND = "word order", "suffix", "compound"
THE, AND, POINTS, APART = "THE", "& / and", "points", "words apart"
POSTAL = "postal code"
_ZIP = 5
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LAST_WORDS = 4
"""Words of a last name: DE LA CRUZ, VAN DER BERG."""
_WORDS = 6
_ACRONYM = range(2, 5)
"""Letters of a first word that may be stored with points or blanks: A.B.C. PLUMBING."""
_FORMS = frozenset({"llc", "llp", "lllp", "lp", "pc", "pa", "pllc", "pl", "na"})
"""Forms of business at the end of a name that may be stored with points: L.L.C."""
_PARTICLES = {
    "vander": "van%der", "vonder": "von%der", "vande": "van%de", "delos": "de%los",
    "delas": "de%las", "dela": "de%la", "del": "del", "de": "de", "di": "di", "da": "da",
    "du": "du", "van": "van", "von": "von", "la": "la", "le": "le",
    "san": "san", "st": "st",
}  # fmt: skip
"""Beginnings of last names that may be words of their own: VANDERBERG, VAN DER BERG."""
_AFTER_PARTICLE = 3
_PIECES = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ROLE = re.compile(r" *\([^()]*\)$")
"""The role behind a name, as lists show it: SMITH, JOHN (guarantor)."""
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A further search: its name for the header, a pattern with %, the rule for a stored key."""

    label: str
    pattern: str
    matches: Callable[[str], bool]

    def finds(self, stored: str) -> bool:
        """Does the search for this variant list a name with this key?"""
        typed = Pattern.typed(self.pattern)
        return typed is not None and typed.matches(stored) and self.matches(stored)


def name_variants(typed: str) -> tuple[Variant, ...]:
    """Return the further searches for a name; none for a name with wild cards."""
    key = _ROLE.sub("", search_key(typed).strip(" "))
    if not key or "%" in key:
        return ()
    found = [*_person_variants(key), *_written_otherwise(key)]
    if key != search_key(typed).strip(" "):
        found.insert(0, Variant("role", key, lambda stored: stored.startswith(key)))
    unique: dict[str, Variant] = {}
    for variant in found:
        unique.setdefault(variant.pattern, variant)
    return tuple(unique.values())


def place_variant(typed: str) -> Variant | None:
    """Return the further search for a city or address: `st paul` also finds ST. PAUL."""
    key = search_key(typed).strip(" ")
    pieces = _PIECES.findall(key)
    if "%" in key or len(pieces) < 2:
        return None
    wanted = _squashed(key)
    return Variant(POINTS, "%".join(pieces), lambda stored: _squashed(stored).startswith(wanted))


def postal_variant(typed: str) -> Variant | None:
    """Return the further search for a postal code of nine digits: with its dash or without."""
    digits = _NOT_LETTERS.sub("", search_key(typed))
    if not (digits.isascii() and digits.isdigit() and len(digits) > _ZIP):
        return None

    def matches(stored: str) -> bool:
        return _NOT_LETTERS.sub("", stored).startswith(digits)

    return Variant(POSTAL, digits[:_ZIP], matches)


def labels(variants: Iterable[Variant]) -> tuple[str, ...]:
    """Return what was tried, each once, for the header of the list."""
    return tuple(dict.fromkeys(variant.label for variant in variants))


# -- persons: LAST, FIRST MIDDLE SUFFIX -----------------------------------------------------------


def _person_variants(key: str) -> list[Variant]:
    """Both word orders, with each number of words that can be the last name."""
    before, comma, after = key.partition(",")
    last, first = _without_suffix(_words(before)), _without_suffix(_words(after))
    words = [*last, *first][:_WORDS]
    suffixed = len(words) < min(_WORDS, len(_words(key)))
    if len(words) < 2:
        return []
    splits = [(last, first), (first, last)] if comma and last and first else _splits(words)
    found: list[Variant] = []
    for at, (family, given) in enumerate(splits):
        label = WORD_ORDER if at or not comma else SUFFIX if suffixed else POINTS
        found.append(_person(label, family, given, "{},%{}"))
    found += [_person(COMPOUND, family, given, "%{}%,%{}") for family, given in splits]
    for family, given in splits:
        if len(family) == 1 and (spaced := _spaced(family[0])):
            found.append(_person(COMPOUND, family, given, "{},%{}", spaced))
    if suffixed:
        found.insert(0, _person(SUFFIX, *splits[0], "{},%{}"))
    return found


def _splits(words: list[str]) -> list[tuple[list[str], list[str]]]:
    """Last and first names of words in spoken order, then of words as files have them."""
    most = min(_LAST_WORDS, len(words) - 1)
    spoken = [(words[-n:], words[:-n]) for n in range(1, most + 1)]
    filed = [(words[:n], words[n:]) for n in range(1, most + 1)]
    return [*spoken, *filed]


def _spaced(word: str) -> str:
    """`van%der%berg` for `vanderberg`; "" for a word without a particle."""
    for particle in sorted(_PARTICLES, key=len, reverse=True):
        if word.startswith(particle) and len(word) >= len(particle) + _AFTER_PARTICLE:
            return f"{_PARTICLES[particle]}%{word[len(particle) :]}"
    return ""


def _person(
    label: str, family: Sequence[str], given: Sequence[str], form: str, spaced: str = ""
) -> Variant:
    # Of a middle name the first letter only: it may be stored as an initial.
    last = spaced or "%".join(family)
    pattern = form.format(last, "%".join((given[0], *(word[0] for word in given[1:]))))

    def matches(stored: str) -> bool:
        before, comma, after = stored.partition(",")
        return bool(comma) and _is_family(family, before) and _is_given(given, after)

    return Variant(label, pattern, matches)


def _is_family(typed: Sequence[str], stored: str) -> bool:
    """Is this the last name, or the words of a compound one that follow one another?"""
    wanted, words = list(map(_bare, typed)), [_bare(word) for word in _words(stored)]
    size = len(wanted)
    if any(words[at : at + size] == wanted for at in range(len(words) - size + 1)):
        return True
    return "".join(_without_suffix(words)) == "".join(wanted)


def _is_given(typed: Sequence[str], stored: str) -> bool:
    """Do the first names begin like that? An initial stands for a middle name either way."""
    words = _words(stored)
    if len(words) < len(typed):
        return False
    for at, (one, other) in enumerate(zip(typed, words, strict=False)):
        initial = at > 0 and len(other) == 1 and one.startswith(other)
        if not (_bare(other).startswith(_bare(one)) or initial):
            return False
    return True


def _words(text: str) -> list[str]:
    return _PIECES.findall(text)


def _without_suffix(words: list[str]) -> list[str]:
    """The words without JR, SR, II, III, IV; the first word is never one."""
    return [word for at, word in enumerate(words) if not at or word not in _SUFFIXES]


def _bare(word: str) -> str:
    return word.replace("'", "")


# -- names as they are written: THE, &, points ----------------------------------------------------


def _written_otherwise(key: str) -> list[Variant]:
    wanted = _squashed(key)
    initials = _joined_initials(_words(key))
    pieces = [word for word in _words(key) if word != "and"]
    if pieces[:1] == ["the"] and len(pieces) > 1:
        pieces = pieces[1:]
    if not pieces or not wanted:
        return []

    def matches(stored: str) -> bool:
        words = _words(stored)
        # Typed initials are one word or as many words, never the beginning of another word.
        whole = not initials or words[:1] == initials[:1] or len(words[0]) == 1
        return whole and _squashed(stored).startswith(wanted)

    first, *rest = pieces
    label = AND if "&" in key or "and" in _words(key) else POINTS
    found = [Variant(THE, "%".join(("the " + first, *rest)), matches)]
    if rest or first != key:
        found.append(Variant(label, "%".join(pieces), matches))
    found += (Variant(POINTS, "%".join((form, *rest)), matches) for form in _acronyms(first))
    if rest and rest[-1] in _FORMS:
        pointed = ".".join(rest[-1])
        found.append(Variant(POINTS, "%".join((first, *rest[:-1], pointed)), matches))
    if initials:
        found.append(Variant(POINTS, "%".join(initials), matches))
    if spaced := _spaced(first):
        found.append(Variant(COMPOUND, "%".join((spaced, *rest)), matches))
    return found


def _acronyms(word: str) -> tuple[str, ...]:
    """`abc` as it may be stored: `a.b.c`, `a b c`."""
    if len(word) not in _ACRONYM or not word.isalpha():
        return ()
    return (".".join(word), " ".join(word), ". ".join(word))


def _joined_initials(pieces: list[str]) -> list[str]:
    """`a b c plumbing` as `abc`, `plumbing`; nothing where it does not begin with initials."""
    size = 0
    while size < len(pieces) and len(pieces[size]) == 1:
        size += 1
    return ["".join(pieces[:size]), *pieces[size:]] if size > 1 else []


def _squashed(key: str) -> str:
    """Letters and digits only, & as AND, without a leading THE."""
    text = key.replace("&", " and ").removeprefix("the ")
    return _NOT_LETTERS.sub("", text)
