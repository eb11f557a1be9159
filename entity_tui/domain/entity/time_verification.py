"""Is everyone finalising daily, and are the month's hours there? (TM-07; IRM 5.3.1)

Group Secretary Time Reporting Responsibilities: the two reports a secretary checks time with.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

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
    """By day: `ok`, `done late` (finalised after its deadline), `open` (not finalised, in time),
    `late`, `missing`, `wrong`, `explained` (not as it should be, with a reason), "" (none due)."""
    last_finalised: date | None
    last_received: date | None
    hours: int
    due: int
    late: tuple[date, ...]
    """Days that are not finalised though the time for it has passed."""
    done_late: tuple[date, ...]
    """Days that were finalised, or reported, after their deadline."""
    silent: bool
    """No extract brought their time for more than a week."""
    notes: tuple[str, ...] = ()
    """Day by day what is wrong or late, and the reason that was given for it."""

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
    done_late: tuple[date, ...]
    """Days that were finalised, or reported, after their deadline."""
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
        if time.faults:
            return "explained" if explained else "wrong"
        return "done late" if time.is_late(calendar.eod_due(time.day)) else "ok"
    if time.day > today:
        return "open" if time.entries else ""
    if today > calendar.eod_due(time.day):
        return "missing" if time.missing else "late"
    return "open"


def week_lines(
    days: Sequence[DayTime], calendar: Calendar, today: date,
    last: Callable[[Worker], tuple[date | None, date | None]], explained: Container[Key] = (),
    reasons: Mapping[Key, str] = MappingProxyType({}),
) -> tuple[WeekLine, ...]:  # fmt: skip
    """A line for each employee; `last` tells his last day finalised and last extract received.

    `explained` are the days of which it was said why they are right as they are; `reasons` says
    who gave which reason last.
    """
    found: dict[tuple[int, str], list[DayTime]] = {}
    for time in days:
        found.setdefault((time.worker.employee_id, time.worker.assignment), []).append(time)
    return tuple(
        _week_line(times, calendar, today, last, explained, reasons) for times in found.values()
    )


def _week_line(
    times: Sequence[DayTime], calendar: Calendar, today: date,
    last: Callable[[Worker], tuple[date | None, date | None]], explained: Container[Key],
    reasons: Mapping[Key, str],
) -> WeekLine:  # fmt: skip
    states = tuple(
        state_of(time, calendar, today, (time.worker.employee_id, time.day) in explained)
        for time in times
    )
    finalised, received = last(times[0].worker)
    late = tuple(
        time.day for time, state in zip(times, states, strict=True) if state in ("late", "missing")
    )
    done_late = tuple(time.day for time in times if time.is_late(calendar.eod_due(time.day)))
    asked = any(time.due and time.day <= today for time in times)
    return WeekLine(
        times[0].worker, states, finalised, received, sum(time.total for time in times),
        sum(time.due for time in times), late, done_late,
        asked and (received is None or today - received > UPLOADED_WITHIN),
        tuple(_note(time, state, calendar, reasons) for time, state in zip(times, states,
              strict=True) if state in _NOTED),
    )  # fmt: skip


_NOTED = ("wrong", "explained", "done late")


def _note(time: DayTime, state: str, calendar: Calendar, reasons: Mapping[Key, str]) -> str:
    """`Tue 10/06: 4.0 over 8.0 (MANN, GRACE: two cases closed)`."""
    parts = [fault.message for fault in time.faults]
    if time.conflict:
        parts.append("in conflict with its extract")
    if time.is_late(due := calendar.eod_due(time.day)):
        done = time.reported_on or time.eod_on
        parts.append(f"finalised late, {done:%m/%d}, was due {due:%m/%d}")
    reason = reasons.get((time.worker.employee_id, time.day), "")
    return f"{time.day:%a %m/%d}: {', '.join(parts)}{f' ({reason})' if reason else ''}"


def hours_lines(days: Sequence[DayTime], calendar: Calendar, today: date) -> tuple[HoursLine, ...]:
    """A line for each employee under each number they had in the month."""
    found: dict[tuple[int, str], list[DayTime]] = {}
    for time in days:
        found.setdefault((time.worker.employee_id, time.worker.assignment), []).append(time)
    return tuple(_hours_line(times, calendar, today) for times in found.values())


def _hours_line(times: Sequence[DayTime], calendar: Calendar, today: date) -> HoursLine:
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
        tuple(time.day for time in times if time.is_late(calendar.eod_due(time.day))),
        (still_open or lacking or last)[0],
    )
