"""Addresses and phones: city, state, postal code and area code agree."""

from __future__ import annotations

from typing import NamedTuple

from entity_tui.demo.draws import Words, below, chance
from entity_tui.demo.samples import City, cities, words_of

_BOX, _HIGHWAY = chance(0.085), chance(0.11)
_DIRECTION = chance(0.22)
_HOME_UNIT, _BUSINESS_UNIT = chance(0.23), chance(0.30)
_LETTERS = "ABCDEFGH"
_HOUSES = (90, 900, 4_900, 14_900)


class Place(NamedTuple):
    """An address; `street2` is the unit and may be empty."""

    street: str
    street2: str
    city: City
    postal: str


class Places:
    """Addresses, each made of nine words, and phones of four."""

    WIDTH, PHONES = 9, 4

    def __init__(self) -> None:
        self._cities = cities()
        self._names = words_of("streets", "name")
        self._types = words_of("streets", "type")
        self._directions = words_of("streets", "direction")
        self._home_units = words_of("streets", "home unit")
        self._business_units = words_of("streets", "business unit")

    def place(self, draw: Words, business: bool, city: City | None = None) -> Place:
        """An address, in a city given or its own."""
        where, how, number, name, kind, turn, unit, which, post = draw
        city = city or self._cities[where]
        if how < _BOX:
            return Place(
                f"PO BOX {below(number, 9900) + 11}",
                "",
                city,
                city.postals[post * len(city.postals) >> 16],
            )
        if how < _HIGHWAY and city.country == "USA":
            street = f"{_house(number)} STATE HWY {below(name, 180) + 1}"
            return Place(street, "", city, city.postals[post * len(city.postals) >> 16])
        direction = f"{self._directions[turn]} " if (number * 7 & 0xFFFF) < _DIRECTION else ""
        street = f"{_house(number)} {direction}{self._names[name]} {self._types[kind]}"
        return Place(
            street,
            self._unit(business, unit, which),
            city,
            city.postals[post * len(city.postals) >> 16],
        )

    def phones(self, draw: Words, business: bool, city: City) -> tuple[str, str]:
        """Home and business phone, ten digits each; empty where there is none or it is abroad."""
        codes = city.area_codes
        if not codes:
            return "", ""
        pick, home, work, extension = draw
        code = codes[pick % len(codes)]
        at_home = "" if business or home % 5 == 0 else f"{code}555{below(home, 10_000):04d}"
        if work % 10 == 0 or (not business and work % 10 < 8):
            return at_home, ""
        suffix = f"x{below(extension, 900) + 100}" if business and extension % 40 == 0 else ""
        return at_home, f"{code}555{below(work, 10_000):04d}{suffix}"

    def _unit(self, business: bool, unit: int, which: int) -> str:
        if business:
            if unit >= _BUSINESS_UNIT:
                return ""
            return f"{self._business_units[which]} {below(unit * 3, 80) * 10 + 100}"
        if unit >= _HOME_UNIT:
            return ""
        letter = _LETTERS[which & 7] if which & 0x300 == 0 else ""
        return f"{self._home_units[which]} {below(unit * 4, 60) + 1}{letter}"


def _house(word: int) -> int:
    """A house number: small ones are more common than large ones."""
    return below(word << 2 & 0xFFFF, _HOUSES[word >> 14]) + 10
