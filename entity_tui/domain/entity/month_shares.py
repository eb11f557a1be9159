"""How groups of a territory use their time, and which differ: for the territory manager (TM-08).

A group's share of a kind of time in its total hours stands beside the share of the territory's
other groups together. It stands out where it is more than twice theirs, or less than half, and two
percent of the total apart at least. IRM 5.3.1, Territory Manager Responsibilities; 809, 810 and
611 are what managers watch (Group Manager Responsibilities).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from entity_tui.domain.entity.month_end import Figure, Part
from entity_tui.domain.entity.time_codes import ASSISTING, MISCELLANEOUS, Category

WATCHED = (Category.DIRECT.value, Category.NON_CASE_DIRECT.value, Category.OVERHEAD.value,
           MISCELLANEOUS, ASSISTING, "611")  # fmt: skip
TIMES = 2
APART = 200
"""In hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Share:
    """A group's share of a kind of time, beside the others'; in hundredths of a percent."""

    group: str
    kind: str
    hours: int
    total: int
    share: int
    others: int
    stands_out: bool


def shares(
    groups: Mapping[str, Iterable[Figure]], category: Callable[[str, str], str]
) -> tuple[Share, ...]:
    """Every group's share of every watched kind; those that stand out first.

    `category` tells what the hours of a part's line count as.
    """
    hours = {group: _kinds(figures, category) for group, figures in groups.items()}
    found = [
        _share(group, kind, hours) for group in sorted(hours) if hours[group][""]
        for kind in WATCHED
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.stands_out, one.group)))


def _kinds(figures: Iterable[Figure], category: Callable[[str, str], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for figure in figures:
        if figure.part == Part.TOTAL:
            found[""] += figure.hours
        elif figure.part in (Part.CASE, Part.CODE):
            found[category(figure.part, figure.line)] += figure.hours
            found[figure.line] += figure.hours
    return found


def _share(group: str, kind: str, hours: Mapping[str, Counter[str]]) -> Share:
    own = hours[group]
    rest = [other for name, other in hours.items() if name != group]
    total = sum(other[""] for other in rest)
    share = round(own[kind] * 10_000 / own[""])
    others = round(sum(other[kind] for other in rest) * 10_000 / total) if total else share
    far = share > TIMES * others or TIMES * share < others
    return Share(group, kind, own[kind], own[""], share, others,
                 far and abs(share - others) >= APART)  # fmt: skip
