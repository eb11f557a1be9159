"""Each user's own order of a page's zones, and how they share the page; pure (UI-15)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

LEAST = 3
"""Lines of an open zone that has as much to show: its title and two of its own."""
READABLE = 6
"""Lines of the zone in use, if it has as much to show."""
ALL = 10_000
"""What a zone needs that takes whatever room there is."""
_SETS = ("hidden", "collapsed", "pinned")


@dataclass(frozen=True, slots=True)
class ZoneSpec:
    """A zone as the house has it: its share of the height, and from which width it shares a row."""

    name: str
    title: str
    weight: int
    pairs_from: int = 10_000
    key: str = ""
    """The letter that calls it; "" for a zone that always has a place."""
    usual: int = 2
    """Lines it usually has to show: room for them is left though the first record has fewer."""


@dataclass(frozen=True, slots=True)
class ZoneOrder:
    """What a user changed: the order, which zones are hidden or only a title, which pinned."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    collapsed: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    """Zones on call that have a place of their own."""

    def shown(self, house: Sequence[ZoneSpec]) -> tuple[ZoneSpec, ...]:
        """The zones in this order; new ones of the house come where it has them; never none."""
        ranks = {name: i for i, name in enumerate(self._names(house))}
        zones = sorted(house, key=lambda zone: ranks[zone.name])
        return tuple(z for z in zones if z.name not in self.hidden) or tuple(zones[:1])

    def _names(self, house: Sequence[ZoneSpec]) -> list[str]:
        names = [name for name in self.order if name in {zone.name for zone in house}]
        for i, zone in enumerate(house):
            if zone.name not in names:
                names.insert(i, zone.name)
        return names

    def moved(self, name: str, steps: int, house: Sequence[ZoneSpec]) -> ZoneOrder:
        """The zone before its neighbour of those shown, or after it; the ends stay."""
        shown = [zone.name for zone in self.shown(house)]
        to = shown.index(name) + steps
        if not 0 <= to < len(shown):
            return self
        names = [other for other in self._names(house) if other != name]
        names.insert(names.index(shown[to]) + (steps > 0), name)
        return replace(self, order=tuple(names))

    def without(self, name: str) -> ZoneOrder:
        """The zone hidden."""
        return replace(self, hidden=self.hidden | {name})

    def with_all(self) -> ZoneOrder:
        """No zone hidden."""
        return replace(self, hidden=frozenset())

    def pin(self, name: str) -> ZoneOrder:
        """The zone on call with a place of its own, or without one again."""
        return replace(self, pinned=self.pinned ^ {name}, hidden=self.hidden - {name})

    def turned(self, name: str) -> ZoneOrder:
        """The zone only a title, or open again."""
        return replace(self, collapsed=self.collapsed ^ {name})

    def kept(self) -> str:
        """As it is kept; "" for the house order."""
        if self == ZoneOrder():
            return ""
        parts = {name: getattr(self, name) for name in ("order", *_SETS)}
        return json.dumps({name: sorted(part) if name != "order" else part
                           for name, part in parts.items() if part})  # fmt: skip


@lru_cache(maxsize=16)
def read_order(kept: str | None) -> ZoneOrder:
    """An order as it was kept; the house order where it cannot be read."""
    try:
        parts = json.loads(kept or "{}")
    except ValueError:
        return ZoneOrder()
    if not isinstance(parts, dict):
        return ZoneOrder()
    sets = {name: frozenset(_names(parts.get(name))) for name in _SETS}
    return ZoneOrder(_names(parts.get("order")), **sets)


def _names(part: object) -> tuple[str, ...]:
    found = part if isinstance(part, list) else []
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str)))


@dataclass(frozen=True, slots=True)
class Row:
    """One or two zones side by side; a weight of 0 is a row of titles."""

    zones: tuple[str, ...]
    weight: int


def rows_of(
    zones: Sequence[ZoneSpec],
    collapsed: Collection[str],
    width: int,
    height: int,
    kept: str,
    empty: Collection[str] = (),
) -> tuple[Row, ...]:
    """Return the rows of a page; where they are too many, some of them are titles only.

    Rows of `empty` zones become titles first, then the lightest; the row with the zone `kept`, the
    one in use, stays open.
    """
    rows = list(_paired(zones, collapsed, width))
    while (short := _too_many(rows, height, kept, empty)) is not None:
        rows[short] = replace(rows[short], weight=0)
    return tuple(rows)


def heights_of(
    rows: Sequence[Row], needs: Mapping[str, int], height: int, kept: str
) -> tuple[int, ...]:
    """Return the lines of each row; where one is open they add up to `height`.

    `needs` are the lines each zone has to show, its title left out. No row gets more than it needs
    while another is cut short; lines are shared by weight. The row with the zone in use, `kept`,
    has room to read in. What nobody needs goes to the last open row.
    """
    wanted = [_wanted(row, needs) for row in rows]
    heights = [
        min(lines, READABLE if kept in row.zones else LEAST)
        for row, lines in zip(rows, wanted, strict=True)
    ]
    open_rows = [i for i, row in enumerate(rows) if row.weight]
    for _ in range(height - sum(heights)):
        short = [i for i in open_rows if heights[i] < wanted[i]] or open_rows[-1:]
        if short:
            heights[min(short, key=lambda i: heights[i] / rows[i].weight)] += 1
    return _fitted(heights, open_rows, height)


def _wanted(row: Row, needs: Mapping[str, int]) -> int:
    if not row.weight:
        return 1
    return max(2, 1 + max(needs.get(name, LEAST) for name in row.zones))


def _fitted(heights: list[int], open_rows: Sequence[int], height: int) -> tuple[int, ...]:
    """Take lines from the highest open rows where the window is too low for all."""
    while sum(heights) > height and any(heights[i] > 1 for i in open_rows):
        heights[max(open_rows, key=lambda i: heights[i])] -= 1
    return tuple(heights)


def seen_rows(rows: Sequence[Row], height: int, kept: str) -> tuple[Row, ...]:
    """The rows a very low window has room for, around the one in use, which keeps `LEAST`."""
    at = next((i for i, row in enumerate(rows) if kept in row.zones), 0)
    room = max(1, height - LEAST + 1)
    first = max(0, min(at - room // 2, len(rows) - room))
    return tuple(rows[first : first + room])


def _paired(zones: Iterable[ZoneSpec], collapsed: Collection[str], width: int) -> Iterable[Row]:
    waiting: ZoneSpec | None = None
    for zone in zones:
        open_alike = waiting and (waiting.name in collapsed) == (zone.name in collapsed)
        if waiting and open_alike and max(waiting.pairs_from, zone.pairs_from) <= width:
            weight = 0 if zone.name in collapsed else max(waiting.weight, zone.weight)
            yield Row((waiting.name, zone.name), weight)
            waiting = None
            continue
        if waiting:
            yield Row((waiting.name,), 0 if waiting.name in collapsed else waiting.weight)
        waiting = zone
    if waiting:
        yield Row((waiting.name,), 0 if waiting.name in collapsed else waiting.weight)


def _too_many(rows: Sequence[Row], height: int, kept: str, empty: Collection[str]) -> int | None:
    """The row to fold next where the open rows have too little room; None where they fit."""
    open_rows = [i for i, row in enumerate(rows) if row.weight]
    titles = len(rows) - len(open_rows)
    in_use = any(kept in rows[i].zones for i in open_rows)
    if titles + LEAST * len(open_rows) + (READABLE - LEAST) * in_use <= height:
        return None
    foldable = [i for i in open_rows if kept not in rows[i].zones]

    def last_to_fold(i: int) -> tuple[bool, int, int]:
        return any(name not in empty for name in rows[i].zones), rows[i].weight, -i

    return min(foldable, key=last_to_fold, default=None)
