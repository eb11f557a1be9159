"""The reports time is checked with, in memory, for the page of verification."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from entity_tui.domain.calendar import Calendar, monday_of
from entity_tui.domain.entity.daily_time import DayTime, Entry, Worker
from entity_tui.domain.entity.re_extract import Awaited, Conflict
from entity_tui.domain.entity.time_verification import (
    HoursLine,
    VerifiedHours,
    VerifiedWeek,
    WeekLine,
)
from support.fake_time import PEOPLE, TODAY

LATE = date(2026, 11, 17)


class FakeVerification:
    """A week with one late and one silent, a month with one lacking."""

    def __init__(self, asked: list[tuple[str, str, str]]) -> None:
        self.asked = asked

    def week(self, prefix: str, on: date) -> VerifiedWeek:
        """Everyone finalised but CHEN (late) and REYES (silent)."""
        self.asked.append(("week", prefix, on.isoformat()))
        monday = monday_of(on)
        return VerifiedWeek(
            prefix, monday, Calendar().month_of(monday),
            tuple(self._line(place) for place in range(len(PEOPLE))),
        )  # fmt: skip

    def _line(self, place: int) -> WeekLine:
        worker = PEOPLE[place]
        late, silent = worker.user == "lchen", worker.user == "mreyes"
        monday = "explained" if worker.user == "tbell" else "ok"
        states = (monday, "late" if late else "ok", "wrong" if late else "ok", "open", "open", "",
                  "")  # fmt: skip
        return WeekLine(worker, states, TODAY - timedelta(days=1),
                        None if silent else TODAY, 3_850 if late else 4_000, 4_000,
                        (LATE,) if late else (), (), silent)  # fmt: skip

    def hours(self, prefix: str, code: str) -> VerifiedHours:
        """CHEN lacks 1.5 hours."""
        self.asked.append(("hours", prefix, code))
        lines = tuple(
            HoursLine(worker, 16_000, 12_000, *_reported(worker), 11_200,
                      (LATE,) if worker.user == "lchen" else (), (), LATE)
            for worker in PEOPLE
        )  # fmt: skip
        return VerifiedHours(prefix, Calendar().month(code), lines)

    def month_of(self, on: date) -> str:
        """The reporting month."""
        return Calendar().month_of(on).code


class FakeReExtract:
    """One conflict and one awaited day."""

    def __init__(self, asked: list[tuple[str, str, str]]) -> None:
        self.asked = asked
        chen = next(worker for worker in PEOPLE if worker.user == "lchen")
        self._chen = chen
        self._conflicts = [
            Conflict(chen, LATE, (Entry(700, "809"), Entry(100, "611")), (Entry(600, "809"),))
        ]
        at = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
        bell = next(worker for worker in PEOPLE if worker.user == "tbell")
        self._awaited = [
            Awaited(bell, date(2026, 11, 18), at, "jpark", "wrong code", (Entry(800, "809"),))
        ]

    def awaited(self, prefix: str = "", closed: bool = False) -> tuple[Awaited, ...]:
        """Marked days."""
        return tuple(self._awaited)

    def conflicts(self, prefix: str = "") -> tuple[Conflict, ...]:
        """Days in conflict."""
        return tuple(self._conflicts)

    def settle(self, number: str, on: date, take: bool, reason: str) -> DayTime:
        """The conflict is gone."""
        self.asked.append(("settle", "extract" if take else "here", reason))
        self._conflicts.clear()
        return self._day(on)

    def mark(self, number: str, on: date, reason: str) -> DayTime:
        """Await a day."""
        self.asked.append(("mark", number, reason))
        return self._day(on)

    def unmark(self, number: str, on: date, reason: str) -> DayTime:
        """Await it no longer."""
        self.asked.append(("unmark", number, reason))
        self._awaited.clear()
        return self._day(on)

    def _day(self, on: date) -> DayTime:
        return DayTime(self._chen, on, 800, (), 0, True)


def _reported(worker: Worker) -> tuple[int, int]:
    hours = 12_000 - 150 * (worker.user == "lchen")
    return hours, hours
