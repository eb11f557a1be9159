"""The assignment grid: who takes the cases of a ZIP, by grade and half of the alphabet (EX-ZIP)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entity_tui.demo.draws import chance, words
from entity_tui.demo.organisation import Organisation
from entity_tui.domain.organisation import area_of_state

_LEFT_OUT, _SPLIT = chance(0.02), chance(0.25)


class Grid:
    """Rows for the ZIPs taxpayers live in; a few have none, for the quality analyst to find."""

    def __init__(self, seed: int, organisation: Organisation) -> None:
        self._organisation = organisation
        self._draw = words(seed, "grid", 6)

    def lines(self, entities: Iterable[str]) -> Iterator[str]:
        """The rows of every ZIP that the entity lines show, in order."""
        found: dict[str, int] = {}
        for entity in entities:
            f = entity.split("|", 12)
            area = area_of_state(f[8], f[10])
            if f[9][:5].isdigit() and len(f[9][:5]) == 5 and area:
                found.setdefault(f[9][:5], area)
        for code in sorted(found):
            yield "".join(self._of(code, found[code]))

    def _of(self, code: str, area: int) -> Iterator[str]:
        left_out, split, *slots = self._draw(int(code))
        if left_out < _LEFT_OUT:
            return
        for grade, slot in zip(("09", "11", "12", "13"), slots, strict=True):
            halves = (("A", "L"), ("M", "Z")) if split < _SPLIT else (("A", "Z"),)
            for place, (first, last) in enumerate(halves):
                number = self._organisation.officer(area, grade, (slot + place * 9_973) & 0xFFFF)
                yield f"{code}|{grade}|{first}|{last}|{number}\n"
