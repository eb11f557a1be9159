"""The month-end extract beside the sums of the days, to employee and code (TM-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entity_tui.domain.entity.month_end import Figure, Part
from entity_tui.domain.entity.time_codes import CASE_TIME

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """Hours of a unit's line: the days' sum, and what the month-end extract says (None: nothing).

    `line` is `TIN` for time on cases, else the code; a unit of six digits is the group.
    """

    unit: str
    line: str
    ours: int
    told: int | None

    @property
    def by(self) -> int:
        """How much more the extract says."""
        return (self.told or 0) - self.ours


def told_at_all(figures: Iterable[Figure]) -> bool:
    """Did the month-end extract bring anything of the month?"""
    return any(figure.part == Part.TOLD for figure in figures)


def differences(group: str, figures: Iterable[Figure]) -> tuple[Difference, ...]:
    """Every difference; those of the group alone where its employees do not explain them."""
    found = list(figures)
    told = {(f.unit, f.line): f.hours for f in found if f.part == Part.TOLD}
    if not told:
        return ()
    ours: Counter[Key] = Counter()
    for figure in found:
        if figure.part == Part.CASE:
            ours[figure.unit, CASE_TIME] += figure.hours
        elif figure.part == Part.CODE:
            ours[figure.unit, figure.line] += figure.hours
    return (*_of_employees(group, ours, told), *_of_group(group, ours, told))


def _of_employees(group: str, ours: Mapping[Key, int], told: Mapping[Key, int]) -> list[Difference]:
    if all(unit == group for unit, _ in told):
        return []
    keys = sorted(ours.keys() | {key for key in told if key[0] != group})
    return [
        Difference(*key, ours.get(key, 0), told.get(key))
        for key in keys if ours.get(key, 0) != told.get(key, 0)
    ]  # fmt: skip


def _of_group(group: str, ours: Mapping[Key, int], told: Mapping[Key, int]) -> list[Difference]:
    summed: Counter[str] = Counter()
    their: Counter[str] = Counter()
    for (_, line), hours in ours.items():
        summed[line] += hours
    for (unit, line), hours in told.items():
        if unit != group:
            their[line] += hours
    return [
        Difference(group, line, summed[line], hours)
        for (unit, line), hours in sorted(told.items())
        if unit == group and hours not in (summed[line], their[line])
    ]
