"""What a user can choose: names, values with their meaning, the house's own; pure (UI-15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from screens.shared.look import HOUSE, THEMES

_THEMES = {
    "dark": "for a dark ground", "light": "for a light ground", "mono": "no colour",
    "contrast": "strong colours",
}  # fmt: skip
COLUMNS = ("as", "id", "account", "role", "case", "address", "city", "postal", "balance")
"""The columns of the result list that can be chosen, in small letters."""
_KEPT_AS = {("show_all_locations", "1"): "on", ("show_all_locations", "0"): "off"}
"""What is kept in other words than it is told."""
OWN = "own"
HOUSE_ORDER = "house"


@dataclass(frozen=True, slots=True)
class Choice:
    """One preference: its name in the store, its title, its values, and the house's."""

    name: str
    title: str
    values: tuple[tuple[str, str], ...]
    house: str
    about: str

    @property
    def is_order(self) -> bool:
        """An order of zones or columns, which the house's can only replace."""
        return self.name.startswith(("zones.", "columns."))

    def value(self, kept: str | None) -> str:
        """What holds, for what was kept; the house's where that is no value."""
        if self.is_order:
            return OWN if kept else HOUSE_ORDER
        chosen = _KEPT_AS.get((self.name, kept or ""), kept)
        return chosen if chosen in dict(self.values) else self.house

    def kept(self, value: str) -> str:
        """A value as it is kept."""
        if self.is_order:
            return ""
        kept = (was for (name, was), told in _KEPT_AS.items() if (name, told) == (self.name, value))
        return next(kept, value)

    def told(self, kept: str | None) -> str:
        """`contrast, strong colours`."""
        value = self.value(kept)
        meaning = dict(self.values).get(value, "as you have them")
        return f"{value}, {meaning}" if not self.is_order else meaning


def _switch(name: str, title: str, house: str, about: str, on: str, off: str) -> Choice:
    return Choice(name, title, (("on", on), ("off", off)), house, about)


def _order(name: str, title: str, about: str = "order, collapsed, hidden") -> Choice:
    return Choice(name, title, ((HOUSE_ORDER, "as the house has them"),), HOUSE_ORDER, about)


CHOICES = (
    Choice("theme", "Theme", tuple((t, _THEMES[t]) for t in THEMES), HOUSE.theme, "colours"),
    _switch("linear", "Linear", "off", "for screen readers", "no boxes, one thing a line", "boxes"),
    _switch("typing", "Results while typing", "on", "in the Find line", "in each pause",
            "with Enter only"),
    _switch("show_all_locations", "All locations", "off", "of the list", "one entry a location",
            "one entry an account"),
    _order("columns.hits", "Columns of the list", "shown and hidden"),
    _order("zones.account", "Zones of an account"),
    _order("zones.taxpayer", "Zones of a taxpayer"),
    _order("zones.location", "Zones of a location"),
)  # fmt: skip
"""In the order of the page."""
TO_COPY = tuple(choice.name for choice in CHOICES)


def choice(name: str) -> Choice:
    """The choice of that name. Raises KeyError."""
    return {found.name: found for found in CHOICES}[name]


def away_from_house(kept: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    """The names of the choices that differ from the house's."""
    return tuple(name for name, value in kept if choice(name).value(value) != choice(name).house)
