"""Reporting months, business days and holidays: every date of time reporting (TM-01, IRM 5.3.1).

A month ends on its last Friday; the next begins the Monday after, and the weekend between them
counts to the month that ended. A deadline on a federal holiday moves to the next business day [I].
A row of the site's calendar table takes precedence over the formula.
"""

from __future__ import annotations

import calendar as _calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

_FRIDAY, _WEEK = 4, timedelta(days=7)
_DAY = timedelta(days=1)
_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReportingMonth:
    """A reporting month, first and last day, and the days its steps are due by."""

    code: str
    """YYYY-MM."""
    start: date
    end: date
    generate_on: date
    """The first business day after its end: reports are generated, corrected, approved."""
    area_by: date
    """The Wednesday after, or the next business day: every report is with the area by then."""
    send_by: date
    """The Friday after, or the next business day: the quality analyst has transmitted."""

    @property
    def compact(self) -> str:
        """YYYYMM, as extracts name it."""
        return self.code.replace("-", "")

    @property
    def weekdays(self) -> tuple[date, ...]:
        """Monday to Friday of its weeks."""
        return tuple(day for day in days(self.start, self.end) if day.weekday() <= _FRIDAY)

    def holds(self, day: date) -> bool:
        """Does the day count to this month? The weekend after its end does."""
        return self.start <= day <= self.end + 2 * _DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """The table's months and what differs from the federal holidays, over the formula.

    `changes` maps a day to the name of a holiday, or to "" for a federal holiday that is a
    business day here.
    """

    months: Mapping[str, ReportingMonth] = field(default_factory=dict)
    changes: Mapping[date, str] = field(default_factory=dict)
    _deadlines: dict[date, date] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The deadlines that were calculated: lists ask for the same days of every employee."""

    def holiday(self, day: date) -> str:
        """The holiday's name; "" for none. Saturday's is kept on Friday, Sunday's on Monday."""
        if day in self.changes:
            return self.changes[day]
        return _federal(day.year).get(day, "")

    def holidays_near(self, year: int) -> frozenset[date]:
        """Every holiday of a year and of those before and after it."""
        years = (year - 1, year, year + 1)
        known = {day for near in years for day in _federal(near)} | set(self.changes)
        return frozenset(day for day in known if day.year in years and self.holiday(day))

    def is_business_day(self, day: date) -> bool:
        """Monday to Friday and no holiday."""
        return day.weekday() <= _FRIDAY and not self.holiday(day)

    def next_business_day(self, day: date) -> date:
        """The first business day after a day."""
        found = day + _DAY
        while not self.is_business_day(found):
            found += _DAY
        return found

    def month(self, code: str) -> ReportingMonth:
        """The month of YYYY-MM (or YYYYMM). Raises ValueError for what is no month."""
        text = f"{code[:4]}-{code[4:]}" if len(code) == 6 and code.isascii() else code
        found = _CODE.fullmatch(text)
        if not found:
            raise ValueError(f"'{code}' is not a month, YYYY-MM")
        return self.months.get(text) or self._reckoned(int(found[1]), int(found[2]))

    def month_of(self, day: date) -> ReportingMonth:
        """The month a day counts to."""
        first = day.replace(day=1)
        for near in (first - _DAY, first, first + timedelta(days=31)):
            table = self.months.get(f"{near:%Y-%m}")
            if table and table.start <= day <= table.end:
                return table
        for near in (first - _DAY, first, first + timedelta(days=31)):
            month = self.month(f"{near:%Y-%m}")
            if month.holds(day):
                return month
        raise ValueError(f"no reporting month holds {day}")

    def month_before(self, month: ReportingMonth) -> ReportingMonth:
        """The month before."""
        return self.month(f"{date.fromisoformat(f'{month.code}-01') - _DAY:%Y-%m}")

    def eod_due(self, day: date) -> date:
        """The day a day's time is finalised by: the next business day, at a month's end its own.

        IRM 5.3.1, Field Collection Time Reporting (5), (6). Where the month ends on a holiday, its
        last business day is finalised the same day [I].
        """
        if (known := self._deadlines.get(day)) is None:
            known = self._deadlines[day] = self._eod_due(day)
        return known

    def _eod_due(self, day: date) -> date:
        month = self.month_of(day)
        if day == month.end or day == self.last_business_day(month):
            return day
        return self.next_business_day(day)

    def last_business_day(self, month: ReportingMonth) -> date:
        """The day whose time is finalised the same day: the end, or the business day before."""
        day = month.end
        while day > month.start and not self.is_business_day(day):
            day -= _DAY
        return day

    def business_day_from(self, day: date) -> date:
        """The day itself, or the next business day where it is none."""
        return day if self.is_business_day(day) else self.next_business_day(day)

    def _reckoned(self, year: int, month: int) -> ReportingMonth:
        end = last_friday(year, month)
        before = date(year, month, 1) - _DAY
        monday = end + 3 * _DAY
        return ReportingMonth(
            f"{year:04d}-{month:02d}",
            last_friday(before.year, before.month) + 3 * _DAY,
            end,
            self.next_business_day(end),
            self.business_day_from(monday + 2 * _DAY),
            self.business_day_from(monday + 4 * _DAY),
        )


def last_friday(year: int, month: int) -> date:
    """The last Friday of a calendar month."""
    last = date(year, month, _calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    while first <= last:
        yield first
        first += _DAY


@cache
def _federal(year: int) -> Mapping[date, str]:
    """The federal holidays as observed (5 USC 6103); of the year and what falls into it."""
    import holidays

    found: dict[date, str] = {}
    for near in (year, year + 1):
        for day, name in holidays.country_holidays("US", years=near, observed=True).items():
            if day.year == year and day.weekday() <= _FRIDAY:
                found[day] = str(name)
    return found
