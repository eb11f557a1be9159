"""Hours of the officers: on the cases they touched, the rest of each day on codes (EX-E7, E8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, slots, words
from entity_tui.demo.organisation import Employee
from entity_tui.domain.viewer import Role

BACK = 45
"""Days of time the demo has."""
_CODES = slots([("809", 55), ("611", 25), ("810", 12), ("710", 8)])
_MISSING, _SHORT, _FIELD = chance(0.02), chance(0.03), chance(0.20)
_CHARGES = frozenset({Role.REVENUE_OFFICER, Role.ACTING_MANAGER})


class TimeCharged:
    """Case hours are handed out as activity lines pass; code hours fill what is left of a day."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "time", 4)
        self._used: dict[tuple[str, int], int] = {}
        self._seen: set[tuple[str, int, str]] = set()

    def case_lines(self, activity: str) -> Iterator[str]:
        """Hours for the activity lines of a taxpayer: tenths, never more than a day has."""
        for line in activity.splitlines():
            tin, tin_type, assignment, day_text = line.split("|")[:4]
            day = date.fromisoformat(day_text).toordinal()
            key = assignment, day
            if not self._days.today - BACK < day < self._days.today or day % 7 in (0, 6):
                continue
            tenths = 5 + below(self._draw(day * 97 + int(tin) % 1_000)[0], 26)
            if self._used.get(key, 0) + tenths > 72 or (*key, tin) in self._seen:
                continue
            self._used[key] = self._used.get(key, 0) + tenths
            self._seen.add((*key, tin))
            yield f"{tin}|{tin_type}|{assignment}|{day_text}|{tenths / 10:.1f}|\n"

    def code_lines(self, employees: Iterable[Employee]) -> Iterator[str]:
        """The rest of every officer's workdays; a few days are missing or short."""
        for employee in employees:
            yield "".join(self._of(employee))

    def _of(self, employee: Employee) -> Iterator[str]:
        if employee.role not in _CHARGES or employee.end:
            return
        tour = round(float(employee.tour) * 10)
        for day in range(max(self._days.today - BACK + 1, employee.start.toordinal()),
                         self._days.today):  # fmt: skip
            sort, odd, second, field = self._draw(int(employee.assignment) * 50_000 + day % 50_000)
            if day % 7 in (0, 6) or odd < _MISSING:
                continue
            left = tour - self._used.get((employee.assignment, day), 0)
            left -= 15 if 0 < odd - _MISSING < _SHORT and left > 20 else 0
            head = f"{employee.assignment}|{self._days.text(day)}"
            first = left if second & 1 or left < 20 else left // 2
            codes = {_CODES[sort]: first}
            if left > first:
                other = "611" if _CODES[sort] != "611" else "809"
                codes[other] = codes.get(other, 0) + left - first
            if field < _FIELD:
                codes["621"] = 20
            yield from (
                f"{head}|{code}|{tenths / 10:.1f}\n" for code, tenths in codes.items() if tenths > 0
            )
