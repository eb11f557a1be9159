"""When an extract is due, and which of them never came (IRM 5.3.1, ENTITY Extract Schedule).

A *slot* is the day an extract is dated. A daily extract tells of a business day and comes in the
night after it; weekly and monthly ones come on their own day whether or not that is a holiday.
Times are those of the office, without a zone.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_DAY = timedelta(days=1)
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
EVERY = ("daily", "weekly", "monthly", "needed")
LOOK_BACK = 92
"""Days in which a gap is still told."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`on` is the weekday (Monday 0) or the day of the month; `by` the hour it is there.

    `dated` is how many days before its coming an extract is dated.
    """

    every: str
    on: int = 0
    by: time = time(0)
    dated: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed stands: the day it is due next and by when, how late it is, what never came."""

    next_day: date | None
    due: datetime | None
    late: timedelta
    missing: tuple[date, ...]

    @property
    def is_late(self) -> bool:
        """Should it have come by now?"""
        return self.late > timedelta(0)


def read_schedule(every: str, on: str, by: time, dated: int) -> Schedule:
    """A schedule from its words. Raises ValueError that says which word does not fit."""
    if every not in EVERY:
        raise ValueError(f"'{every}' is none of {', '.join(EVERY)}")
    if not 0 <= dated <= 7:
        raise ValueError(f"'{dated}' is not a number of days from 0 to 7")
    if every == "weekly":
        if on.lower() not in _WEEKDAYS:
            raise ValueError(f"'{on}' is not a weekday")
        return Schedule(every, _WEEKDAYS.index(on.lower()), by, dated)
    if every == "monthly":
        if not (on.isdigit() and 1 <= int(on) <= 31):
            raise ValueError(f"'{on}' is not a day of the month")
        return Schedule(every, int(on), by, dated)
    return Schedule(every, 0, by, dated)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def comes_on(schedule: Schedule, day: date, holidays: Collection[date]) -> bool:
    """Does an extract come on this day?"""
    if schedule.every == "daily":
        return is_business_day(day - _DAY, holidays)
    if schedule.every == "weekly":
        return day.weekday() == schedule.on
    if schedule.every == "monthly":
        return day.day == min(schedule.on, calendar.monthrange(day.year, day.month)[1])
    return False


def is_slot(schedule: Schedule, day: date, holidays: Collection[date]) -> bool:
    """Is there an extract of this date?"""
    return comes_on(schedule, day + schedule.dated * _DAY, holidays)


def due_at(schedule: Schedule, slot: date) -> datetime:
    """When the extract of a slot is to be there."""
    return datetime.combine(slot + schedule.dated * _DAY, schedule.by)


def slot_of(schedule: Schedule, as_of: date, holidays: Collection[date]) -> date:
    """The slot an extract of this date fills: that day, or the newest slot before it."""
    day = as_of
    while not is_slot(schedule, day, holidays):
        day -= _DAY
    return day


def next_slot(schedule: Schedule, day: date, holidays: Collection[date]) -> date:
    """The first slot after a day."""
    day += _DAY
    while not is_slot(schedule, day, holidays):
        day += _DAY
    return day


def standing(
    schedule: Schedule, came: Iterable[date], now: datetime, holidays: Collection[date],
    since: date | None = None,
) -> Standing:  # fmt: skip
    """How a feed stands whose extracts of the dates `came` are in.

    What never came is due on its first day after `since`, when the first of all feeds came; where
    none did it is not late: nobody knows yet whether it will be sent.
    """
    days = set(came)
    if schedule.every == "needed" or not (days or since):
        return Standing(None, None, timedelta(0), ())
    if not days and since:
        slot = next_slot(schedule, since, holidays)
        due = due_at(schedule, slot)
        return Standing(slot, due, max(timedelta(0), now - due), ())
    filled = {slot_of(schedule, day, holidays) for day in days}
    after = next_slot(schedule, max(filled), holidays)
    due = due_at(schedule, after)
    first = max(min(filled), now.date() - LOOK_BACK * _DAY)
    missing = []
    slot = next_slot(schedule, first - _DAY, holidays)
    while slot < max(filled):
        if slot not in filled:
            missing.append(slot)
        slot = next_slot(schedule, slot, holidays)
    return Standing(after, due, max(timedelta(0), now - due), tuple(missing))


def in_words(late: timedelta) -> str:
    """`12 min`, `5 h`, `3 days`."""
    minutes = round(late.total_seconds() / 60)
    if minutes < 60:
        return f"{max(1, minutes)} min"
    if minutes < 48 * 60:
        return f"{round(minutes / 60)} h"
    return f"{minutes // (24 * 60)} days"
