"""Hours of the groups: on the cases they touched, the rest of each day on codes (EX-E7, E8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, slots, words
from entity_tui.demo.organisation import Employee
from entity_tui.domain.calendar import Calendar
from entity_tui.domain.viewer import Role

_CODES = slots([("809", 60), ("611", 28), ("810", 12)])
_MISSING, _SHORT, _FIELD, _BEYOND = chance(0.02), chance(0.03), chance(0.20), chance(0.01)
_STRANGE, _UNFINISHED, _LATE = chance(0.003), chance(0.01), chance(0.12)
_UNKNOWN = "999"
"""A code no table has: such hours come in and are counted as unclassified."""
_OFFICE = frozenset({Role.SECRETARY, Role.GROUP_MANAGER})
_CHARGES = _OFFICE | {Role.REVENUE_OFFICER, Role.ACTING_MANAGER}
_FULL_DAY = 80
_ROOM = 8


class TimeCharged:
    """Case hours are handed out as activity lines pass; code hours fill what is left of a day.

    There is time from the first day of the reporting month that ended last.
    """

    def __init__(self, seed: int, days: Days, tours: Mapping[str, str]) -> None:
        self._days = days
        self._draw = words(seed, "time", 6)
        self._tours = {number: round(float(tour) * 10) for number, tour in tours.items()}
        calendar = Calendar()
        now = calendar.month_of(date.fromordinal(days.today))
        self._first = calendar.month_before(now).start.toordinal()
        self._used: dict[tuple[str, int], int] = {}
        self._seen: set[tuple[str, int, str]] = set()

    def case_lines(self, activity: str) -> Iterator[str]:
        """Hours for the activity lines of a taxpayer: tenths, never more than a day has."""
        for line in activity.splitlines():
            tin, tin_type, assignment, day_text = line.split("|")[:4]
            day = date.fromisoformat(day_text).toordinal()
            key = assignment, day
            if not self._first <= day < self._days.today or day % 7 in (0, 6):
                continue
            most = self._tours.get(assignment, _FULL_DAY) - _ROOM
            tenths = 5 + below(self._draw(day * 97 + int(tin) % 1_000)[0], 26)
            if self._used.get(key, 0) + tenths > most or (*key, tin) in self._seen:
                continue
            self._used[key] = self._used.get(key, 0) + tenths
            self._seen.add((*key, tin))
            yield f"{tin}|{tin_type}|{assignment}|{day_text}|{tenths / 10:.1f}||\n"

    def code_lines(self, employees: Iterable[Employee]) -> Iterator[str]:
        """The rest of every workday of the groups; a few days are missing, short or unfinished."""
        for employee in employees:
            yield "".join(self._of(employee))

    def _of(self, employee: Employee) -> Iterator[str]:
        if employee.role not in _CHARGES or employee.end:
            return
        for day in range(max(self._first, employee.start.toordinal()), self._days.today):
            if day % 7 not in (0, 6):
                yield from self._day(employee, day)

    def _day(self, employee: Employee, day: int) -> Iterator[str]:
        sort, odd, second, field, strange, end = self._draw(
            int(employee.assignment) * 50_000 + day % 50_000
        )
        if odd < _MISSING:
            return
        left = self._tours[employee.assignment] - self._used.get((employee.assignment, day), 0)
        left -= 15 if 0 < odd - _MISSING < _SHORT and left > 20 else 0
        codes = _codes(employee, sort, second, left)
        if strange < _STRANGE and left > 10:
            codes[next(iter(codes))] -= 10
            codes[_UNKNOWN] = 10
        if field < _FIELD and employee.role not in _OFFICE:
            codes["621"] = 20
        if field > 65_535 - _BEYOND:
            codes["710"] = 10
        recent = self._days.today - day <= 3
        eod = "N" if end < (_LATE if recent else _UNFINISHED) else ""
        head = f"{employee.assignment}|{self._days.text(day)}"
        yield from (
            f"{head}|{code}|{tenths / 10:.1f}|{eod}\n"
            for code, tenths in codes.items()
            if tenths > 0
        )


def _codes(employee: Employee, sort: int, second: int, left: int) -> dict[str, int]:
    """What is left of a day, on one code or two."""
    if employee.role in _OFFICE:
        return {"611": left}
    first = left if second & 1 or left < 20 else left // 2
    codes = {_CODES[sort]: first}
    if left > first:
        other = "611" if _CODES[sort] != "611" else "809"
        codes[other] = codes.get(other, 0) + left - first
    return codes
