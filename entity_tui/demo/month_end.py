"""Month-end figures as the case system counts them: the daily hours, but for a few slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from entity_tui.demo.draws import chance, words
from entity_tui.domain.calendar import Calendar

_SLIP = chance(0.02)


class MonthEnd:
    """Adds up the time lines that pass by."""

    def __init__(self, seed: int, as_of: date) -> None:
        calendar = Calendar()
        month = calendar.month_before(calendar.month_of(as_of))
        self._month = month.compact
        self._start, self._end = month.start.isoformat(), month.end.isoformat()
        self._draw = words(seed, "month end", 1)
        self._tenths: Counter[tuple[str, str]] = Counter()

    def of_cases(self, blocks: Iterable[str]) -> Iterator[str]:
        """Case hours, passed on as they are."""
        for block in blocks:
            for line in block.splitlines():
                _, _, assignment, day, hours, _, _ = line.split("|")
                self._add(assignment, "TIN", day, hours)
            yield block

    def of_codes(self, blocks: Iterable[str]) -> Iterator[str]:
        """Code hours, passed on as they are."""
        for block in blocks:
            for line in block.splitlines():
                assignment, day, code, hours, _ = line.split("|")
                self._add(assignment, code, day, hours)
            yield block

    def _add(self, assignment: str, line: str, day: str, hours: str) -> None:
        if self._start <= day <= self._end:
            self._tenths[assignment, line] += round(float(hours) * 10)

    def lines(self) -> Iterator[str]:
        """One line for each employee and code, then for each group."""
        groups: Counter[tuple[str, str]] = Counter()
        for (assignment, line), tenths in sorted(self._tenths.items()):
            slip = self._draw(int(assignment) * 1_000 + sum(map(ord, line)))[0] < _SLIP
            told = tenths + 10 if slip else tenths
            groups[assignment[:6], line] += told
            yield self._line(assignment, line, told)
        for (group, line), tenths in sorted(groups.items()):
            yield self._line(group, line, tenths)

    def _line(self, unit: str, line: str, tenths: int) -> str:
        return f"{self._month}|{unit}|{line}|hours|{tenths / 10:.1f}\n"
