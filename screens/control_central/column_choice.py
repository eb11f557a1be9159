"""Each user's own columns of the result list: hidden, or wanted where they have no room; pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from entity_tui.domain.control_central.criteria import Kind
from screens.control_central.hit_columns import MARKER, Column, columns_for
from screens.shared.choices import COLUMNS
from screens.shared.draw import column_rule

PREFERENCE = "columns.hits"
EVERY = 1000
"""A width at which the house leaves no column out."""
ALWAYS = "name"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a user changed; titles in small letters."""

    hidden: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()

    def turned(self, title: str, is_shown: bool) -> ColumnChoice:
        """Without a column that is shown, with one that is not."""
        if is_shown:
            return replace(self, hidden=self.hidden | {title}, wanted=self.wanted - {title})
        return replace(self, hidden=self.hidden - {title}, wanted=self.wanted | {title})

    def kept(self) -> str:
        """As it is kept; "" for the house's columns."""
        if not self.hidden and not self.wanted:
            return ""
        return json.dumps({"hidden": sorted(self.hidden), "wanted": sorted(self.wanted)})


@lru_cache(maxsize=8)
def read_choice(kept: str | None) -> ColumnChoice:
    """A choice as it was kept; the house's where it cannot be read."""
    try:
        parts = json.loads(kept or "{}")
    except ValueError:
        return ColumnChoice()
    if not isinstance(parts, dict):
        return ColumnChoice()
    return ColumnChoice(_titles(parts.get("hidden")), _titles(parts.get("wanted")))


def _titles(part: object) -> frozenset[str]:
    found = part if isinstance(part, list) else []
    return frozenset(title for title in found if title in COLUMNS)


def chosen_columns(
    kind: Kind, all_locations: bool, width: int, choice: ColumnChoice, grouped: bool = False
) -> tuple[Column, ...]:
    """The columns in the house order; where they are too many those not wanted give way first."""
    house = columns_for(kind, all_locations, width, grouped)
    if choice == ColumnChoice():
        return house
    shown = [
        column for column in columns_for(kind, all_locations, EVERY, grouped)
        if (column in house or column.title.lower() in choice.wanted)
        and column.title.lower() not in choice.hidden
    ]  # fmt: skip
    while len(shown) > 1 and not _fits(tuple(shown), width):
        shown.remove(_least(shown, choice))
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class View:
    """The columns in sight, and whether there are others to the left and to the right."""

    columns: tuple[Column, ...]
    left: bool = False
    right: bool = False

    @property
    def arrows(self) -> str:
        """Two cells before the titles: where there is more."""
        return ("<" if self.left else " ") + (">" if self.right else " ")


def sideways(
    every: tuple[Column, ...], here: tuple[Column, ...], side: int, width: int
) -> tuple[View, int]:
    """Scroll `side` columns: the first stays, the others follow as far as they fit (UI-09).

    `every` are all columns of the list, `here` those that fit as chosen, which are in sight before
    anything is scrolled. Returns the side too: it stops where the last column is in sight.
    """
    here = _fitting(here, width)
    if side <= 0 or len(every) <= len(here):
        return View(here, right=len(every) > len(here)), 0
    first, rest = every[:1], every[1:]
    ends = (n for n in range(len(rest)) if _fits((*first, *rest[n:]), width))
    side = min(side, next(ends, len(rest) - 1))
    shown = _fitting((*first, *rest[side:]), width)
    return View(shown, True, side + len(shown) - 1 < len(rest)), side


def _fitting(columns: tuple[Column, ...], width: int) -> tuple[Column, ...]:
    """As many as fit, two at least."""
    most = len(columns)
    while most > 2 and not _fits(columns[:most], width):
        most -= 1
    return columns[:most]


def _fits(columns: tuple[Column, ...], width: int) -> bool:
    return MARKER + column_rule(column.width for column in columns) <= width


def _least(shown: list[Column], choice: ColumnChoice) -> Column:
    others = [column for column in shown if column.title.lower() != ALWAYS]
    unwanted = [column for column in others if column.title.lower() not in choice.wanted]
    return (unwanted or others)[-1]
