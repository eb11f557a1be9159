"""The one clock: the office's time zone, read at each act (TM-01).

A day is never asked of the machine: the process may run in another time zone than the office, and
a session may be open over midnight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Tick = Callable[[], datetime]
"""The present instant, aware."""


class UnknownZoneError(ValueError):
    """The name is not a time zone."""


def parse_zone(name: str) -> ZoneInfo:
    """`America/New_York`. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(f"'{name}' is not a time zone; example: America/New_York") from error


def system_tick() -> datetime:
    """The machine's clock as an instant; which day it is depends on the zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The office's day and time. `fixed` is the day a demonstration takes for today.

    Without a zone it is the machine's.
    """

    zone: tzinfo | None = None
    fixed: date | None = None
    tick: Tick = system_tick

    @property
    def today(self) -> date:
        """The office's day at this moment."""
        return self.fixed or self.tick().astimezone(self.zone).date()

    def now(self) -> datetime:
        """This moment in the office's zone; with a fixed day this time of that day."""
        moment = self.tick().astimezone(self.zone)
        if self.fixed is None:
            return moment
        return datetime.combine(self.fixed, moment.time(), moment.tzinfo)


def fixed_clock(day: date, zone: tzinfo = UTC) -> Clock:
    """A clock whose today is always this day."""
    return Clock(zone, day)
