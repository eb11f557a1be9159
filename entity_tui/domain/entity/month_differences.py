"""The month-end extract beside the sums of the days, to employee and code (TM-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entity_tui.domain.entity.daily_time import HOUR, hours_text
from entity_tui.domain.entity.month_end import COUNTS, Figure, Part
from entity_tui.domain.entity.time_codes import CASE_TIME

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """Hours of a unit's line: the days' sum, and what the month-end extract says (None: nothing).

    `line` is `TIN` for time on cases, else the code; a unit of six digits is the group. Of a
    `count` it is what is counted: cases, received.
    """

    unit: str
    line: str
    ours: int
    told: int | None
    count: bool = False

    @property
    def by(self) -> int:
        """How much more the extract says."""
        return (self.told or 0) - self.ours


def amount_text(difference: Difference, hundredths: int) -> str:
    """Hours, or a whole number where something is counted."""
    return f"{hundredths // HOUR:,}" if difference.count else hours_text(hundredths)


def difference_text(difference: Difference) -> str:
    """`64.6 here, 65.6 told`."""
    told = "nothing" if difference.told is None else amount_text(difference, difference.told)
    return f"{amount_text(difference, difference.ours)} here, {told} told"


def told_at_all(figures: Iterable[Figure]) -> bool:
    """Did the month-end extract bring anything of the month?"""
    return any(figure.part in (Part.TOLD, Part.TOLD_COUNT) for figure in figures)


def not_compared(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Lines of the extract that count something which is not counted here."""
    lines = {figure.line for figure in figures if figure.part == Part.TOLD_COUNT}
    return tuple(sorted(line for line in lines if line.casefold() not in COUNTS))


def differences(group: str, figures: Iterable[Figure]) -> tuple[Difference, ...]:
    """Every difference; those of the group alone where its employees do not explain them."""
    found = list(figures)
    counts = _of_counts(found)
    told = {(f.unit, f.line): f.hours for f in found if f.part == Part.TOLD}
    if not told:
        return counts
    ours: Counter[Key] = Counter()
    for figure in found:
        if figure.part == Part.CASE:
            ours[figure.unit, CASE_TIME] += figure.hours
        elif figure.part == Part.CODE:
            ours[figure.unit, figure.line] += figure.hours
    return (*_of_employees(group, ours, told), *_of_group(group, ours, told), *counts)


def _of_counts(figures: Iterable[Figure]) -> tuple[Difference, ...]:
    found = list(figures)
    ours = {(f.unit, f.line): f.hours for f in found if f.part == Part.COUNTED}
    return tuple(
        Difference(f.unit, f.line, ours.get((f.unit, f.line), 0), f.hours, True)
        for f in sorted(found, key=lambda figure: figure.key)
        if f.part == Part.TOLD_COUNT and f.line.casefold() in COUNTS
        and ours.get((f.unit, f.line), 0) != f.hours
    )  # fmt: skip


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
