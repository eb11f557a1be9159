"""Is everyone finalising daily, and are the month's hours there? (TM-07; IRM 5.3.1)

Group Secretary Time Reporting Responsibilities: the two reports a secretary checks time with.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entity_tui.domain.calendar import Calendar, ReportingMonth
from entity_tui.domain.entity.daily_time import DayTime, Worker
from entity_tui.domain.entity.time_week import Key

UPLOADED_WITHIN = timedelta(days=7)
"""Who has no remote access uploads at least once a week."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One employee's week: each day's state, and the last day finalised and received."""

    worker: Worker
    states: tuple[str, ...]
    """By day: `ok`, `open` (not finalised, in time), `late`, `missing`, `wrong`, `explained`
    (not as it should be, and it was said why), "" (none due)."""
    last_finalised: date | None
    last_received: date | None
    hours: int
    due: int
    late: tuple[date, ...]
    """Days that are not finalised though the time for it has passed."""
    silent: bool
    """No extract brought time of his for more than a week."""

    @property
    def clean(self) -> bool:
        """Nothing to ask about."""
        return not self.late and not self.silent and "wrong" not in self.states


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One employee's month: hours reported against those expected, in hundredths."""

    worker: Worker
    expected: int
    expected_by_now: int
    """Of the days before today; today's are still to come."""
    reported: int
    reported_by_now: int
    """Before today, without what was earned beyond the tour (code 710)."""
    finalised: int
    open_days: tuple[date, ...]
    """Days before today that are not finalised."""
    opens: date
    """Where to look: the first open day, else the first that lacks hours, else the last so far."""

    @property
    def difference(self) -> int:
        """Reported before today less expected before today: negative where hours are lacking."""
        return self.reported_by_now - self.expected_by_now


@dataclass(frozen=True, slots=True)
class VerifiedWeek:
    """A week of everybody below a prefix, Monday to Sunday."""

    prefix: str
    monday: date
    month: ReportingMonth
    lines: tuple[WeekLine, ...]


@dataclass(frozen=True, slots=True)
class VerifiedHours:
    """A reporting month of everybody below a prefix."""

    prefix: str
    month: ReportingMonth
    lines: tuple[HoursLine, ...]


def state_of(time: DayTime, calendar: Calendar, today: date, explained: bool = False) -> str:
    """A day's state, as `WeekLine.states` has it; no reason explains a grave fault or conflict."""
    if not (time.due or time.entries):
        return ""
    if time.finalised:
        if time.conflict or any(fault.grave for fault in time.faults):
            return "wrong"
        return "ok" if not time.faults else "explained" if explained else "wrong"
    if time.day > today:
        return "open" if time.entries else ""
    if today > calendar.eod_due(time.day):
        return "missing" if time.missing else "late"
    return "open"


def week_lines(
    days: Sequence[DayTime], calendar: Calendar, today: date,
    last: Callable[[Worker], tuple[date | None, date | None]], explained: Container[Key] = (),
) -> tuple[WeekLine, ...]:  # fmt: skip
    """A line for each employee; `last` tells his last day finalised and last extract received.

    `explained` are the days of which it was said why they are right as they are.
    """
    found: dict[tuple[int, str], list[DayTime]] = {}
    for time in days:
        found.setdefault((time.worker.employee_id, time.worker.assignment), []).append(time)
    return tuple(_week_line(times, calendar, today, last, explained) for times in found.values())


def _week_line(
    times: Sequence[DayTime], calendar: Calendar, today: date,
    last: Callable[[Worker], tuple[date | None, date | None]], explained: Container[Key],
) -> WeekLine:  # fmt: skip
    states = tuple(
        state_of(time, calendar, today, (time.worker.employee_id, time.day) in explained)
        for time in times
    )
    finalised, received = last(times[0].worker)
    late = tuple(
        time.day for time, state in zip(times, states, strict=True) if state in ("late", "missing")
    )
    asked = any(time.due and time.day <= today for time in times)
    return WeekLine(
        times[0].worker, states, finalised, received, sum(time.total for time in times),
        sum(time.due for time in times), late,
        asked and (received is None or today - received > UPLOADED_WITHIN),
    )  # fmt: skip


def hours_lines(days: Sequence[DayTime], today: date) -> tuple[HoursLine, ...]:
    """A line for each employee under each number he had in the month."""
    found: dict[tuple[int, str], list[DayTime]] = {}
    for time in days:
        found.setdefault((time.worker.employee_id, time.worker.assignment), []).append(time)
    return tuple(_hours_line(times, today) for times in found.values())


def _hours_line(times: Sequence[DayTime], today: date) -> HoursLine:
    past = [time for time in times if time.day < today]
    still_open = [time.day for time in past if (time.due or time.entries) and not time.finalised]
    lacking = [time.day for time in past if time.total - time.beyond < time.due]
    last = [time.day for time in times if time.day <= today][-1:] or [times[0].day]
    return HoursLine(
        times[0].worker,
        sum(time.due for time in times),
        sum(time.due for time in past),
        sum(time.total for time in times),
        sum(time.total - time.beyond for time in past),
        sum(time.total for time in times if time.finalised),
        tuple(still_open),
        (still_open or lacking or last)[0],
    )
