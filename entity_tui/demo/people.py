"""Names of persons: skewed as names are, with a long tail, heritage and accents."""

from __future__ import annotations

from typing import NamedTuple

from entity_tui.demo.draws import Words, below, chance
from entity_tui.demo.samples import kinds_of, words_of

_BUILT = ("english", "english", "german", "german", "slavic")
_INITIALS = "JMALRECDSBTWKGPFHNVOI"
_HERITAGES = ("spanish", "east asian", "south asian", "arabic", "slavic")
_WOMAN, _MIDDLE, _SUFFIX = chance(0.44), chance(0.84), chance(0.022)
_HYPHEN, _DOUBLE, _TAIL = chance(0.025), chance(0.10), chance(0.26)
_SAME_HERITAGE = chance(0.72)
_SUFFIXES = ("JR", "JR", "SR", "III")


class PersonName(NamedTuple):
    """A person's name in its parts; middle and suffix may be empty."""

    last: str
    first: str
    middle: str
    suffix: str

    @property
    def listed(self) -> str:
        """`GARCIA, MARIA L JR`."""
        return f"{self.last}, {self.first}{self._after()}"

    @property
    def spoken(self) -> str:
        """`MARIA L GARCIA JR`."""
        middle = f" {self.middle}" if self.middle else ""
        suffix = f" {self.suffix}" if self.suffix else ""
        return f"{self.first}{middle} {self.last}{suffix}"

    def _after(self) -> str:
        middle = f" {self.middle}" if self.middle else ""
        return f"{middle} {self.suffix}" if self.suffix else middle


class People:
    """Persons' names, each made of eight words."""

    WIDTH = 8

    def __init__(self) -> None:
        self._whole = kinds_of("surnames", "whole")
        self._stems = [words_of("surnames", f"{kind} stem") for kind in _BUILT]
        self._ends = [words_of("surnames", f"{kind} end") for kind in _BUILT]
        self._men = {h: words_of("first_names", "man", h) for h in ("", *_HERITAGES)}
        self._women = {h: words_of("first_names", "woman", h) for h in ("", *_HERITAGES)}

    def name(self, draw: Words, last: str = "") -> PersonName:
        """The person's name; a member of a family takes the surname given."""
        how, one, two, sex, heart, first, middle, suffix = draw
        surname, heritage = self._surname(how, one, two)
        if heritage and heart > _SAME_HERITAGE:
            heritage = ""
        names = (self._women if sex < _WOMAN else self._men)[heritage]
        initial = _INITIALS[below(middle, 25) % 21] if middle < _MIDDLE else ""
        ending = _SUFFIXES[suffix & 3] if suffix < _SUFFIX and sex >= _WOMAN else ""
        return PersonName(last or surname, names[first], initial, ending)

    def _surname(self, how: int, one: int, two: int) -> tuple[str, str]:
        if _DOUBLE <= how < _TAIL:
            kind = how % len(_BUILT)
            return self._stems[kind][one] + self._ends[kind][two], ""
        surname, heritage = self._whole[one]
        if how >= _TAIL:
            return surname, heritage
        second, other = self._whole[two]
        if how < _HYPHEN and second != surname:
            return f"{surname}-{second}", heritage
        if heritage == other == "spanish":
            return f"{surname} {second}", heritage
        return surname, heritage
