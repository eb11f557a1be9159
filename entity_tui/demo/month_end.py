"""Month-end figures as the case system counts them: the daily hours, but for a few slips."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from entity_tui.demo.draws import chance, words

_SLIP = chance(0.02)


def month_ended(day: date) -> tuple[str, date, date]:
    """The last reporting month that ended before a day, YYYYMM, and its first and last day.

    It ends on the month's last Friday; the next begins the Monday after (IRM 5.3.1).
    """
    year, month = day.year, day.month
    while (end := _last_friday(year, month)) >= day:
        year, month = _before(year, month)
    return f"{year}{month:02d}", _last_friday(*_before(year, month)) + timedelta(days=3), end


def _before(year: int, month: int) -> tuple[int, int]:
    return (year - 1, 12) if month == 1 else (year, month - 1)


def _last_friday(year: int, month: int) -> date:
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - 4) % 7)


class MonthEnd:
    """Adds up the time lines that pass by."""

    def __init__(self, seed: int, as_of: date) -> None:
        self._month, start, end = month_ended(as_of)
        self._start, self._end = start.isoformat(), end.isoformat()
        self._draw = words(seed, "month end", 1)
        self._tenths: Counter[tuple[str, str]] = Counter()

    def of_cases(self, blocks: Iterable[str]) -> Iterator[str]:
        """Case hours, passed on as they are."""
        for block in blocks:
            for line in block.splitlines():
                _, _, assignment, day, hours, _ = line.split("|")
                self._add(assignment, "TIN", day, hours)
            yield block

    def of_codes(self, blocks: Iterable[str]) -> Iterator[str]:
        """Code hours, passed on as they are."""
        for block in blocks:
            for line in block.splitlines():
                assignment, day, code, hours = line.split("|")
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
