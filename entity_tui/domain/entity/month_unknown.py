"""Hours of a month that count as nothing: on which case or code, whose, on which days (TM-13)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.entity.daily_time import CaseOfTime
from entity_tui.domain.entity.month_end import UNCLASSIFIED, Charged, Figure, Part
from entity_tui.domain.entity.time_codes import Category


@dataclass(frozen=True, slots=True)
class UnknownHours:
    """An employee's hours on a case nothing says the kind of, or on a code no table has."""

    unit: str
    case_id: int
    code: str
    """The code no table has; "" for time on a case that counts under none."""
    hours: int
    days: tuple[date, ...]
    """The days with such time as they are now, in order; none where it is there no longer."""
    case: CaseOfTime | None = None
    """As much of the case as the viewer may see."""

    @property
    def told(self) -> str:
        """`code 999`, the case's name and number, or both."""
        case = self.case.told if self.case else f"case {self.case_id:010d}" if self.case_id else ""
        code = f"code {self.code}" if self.code else ""
        return ", ".join(part for part in (case, code) if part)


def unknown_hours(
    figures: Iterable[Figure], categories: Mapping[tuple[str, str], str],
    charged: Iterable[Charged],
) -> tuple[UnknownHours, ...]:  # fmt: skip
    """The unclassified hours of a report by employee, case and code, codes before cases."""
    days: defaultdict[tuple[str, int, str], set[date]] = defaultdict(set)
    for entry in charged:
        days[entry.unit, entry.case_id, entry.code].add(entry.day)
    found: Counter[tuple[int, str, str]] = Counter()
    when: defaultdict[tuple[int, str, str], set[date]] = defaultdict(set)
    for figure in figures:
        case_id, code, line = _charged_to(figure)
        part = Part.CASE if case_id else Part.CODE
        if line and categories.get((part, line)) == Category.UNCLASSIFIED:
            key = case_id, figure.unit, "" if line == UNCLASSIFIED else line
            found[key] += figure.hours
            when[key] |= days.get((figure.unit, case_id, code), set())
    return tuple(
        UnknownHours(unit, case_id, code, found[case_id, unit, code],
                     tuple(sorted(when[case_id, unit, code])))
        for case_id, unit, code in sorted(found)
    )  # fmt: skip


def _charged_to(figure: Figure) -> tuple[int, str, str]:
    """Case, code and what the hours count under; without the last it is no such figure."""
    if figure.part == Part.EACH:
        number, code, line = figure.line.split("\t", 2)
        return int(number), code, line
    return 0, figure.line, figure.line if figure.part == Part.CODE else ""
