"""Under a short list: similar names beside its hits, or the hits beside similar names (CC-14)."""

from __future__ import annotations

from entity_tui.domain.control_central.hits import HitList
from screens.shared.draw import Line, clip, rule, wide

_HEIGHT = 2
_KEY = "F8 to list"


def near_strip(beside: HitList | None, width: int, room: int) -> list[Line]:
    """A rule and one line of names at the bottom of the room left; nothing where it is too low."""
    if beside is None or room < _HEIGHT:
        return []
    title = "similar names" if beside.near else "exact matches"
    blank: list[Line] = [()] * (room - _HEIGHT)
    names = dict.fromkeys(hit.name for hit in beside.hits)
    told = clip(" · ".join(names), max(0, width - len(_KEY) - 6))
    gap = " " * max(1, width - 4 - wide(told) - len(_KEY) - 1)
    return [
        *blank,
        ((rule(title, width), "label"),),
        ((f"    {told}{gap}", ""), (_KEY, "key")),
    ]
