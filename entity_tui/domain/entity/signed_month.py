"""Months that are signed, and whether a change of codes or options would alter them (TM-08, TM-09).

The figures of a signed month follow from its days, the time codes, the calendar, the lines of Form
4872 and the hours due. None of these may change under the signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from entity_tui.domain.calendar import Calendar, ReportingMonth, days
from entity_tui.domain.counted import counted
from entity_tui.domain.dated_value import DatedNumber
from entity_tui.domain.entity.form_4872 import read_lines, tracked_subcodes
from entity_tui.domain.entity.time_codes import TimeCode, TimeCodes

_NAMED = 3


@dataclass(frozen=True, slots=True)
class SignedMonth:
    """A group's month whose approval holds: which report, who signed it and when."""

    group: str
    month: str
    """YYYY-MM."""
    n: int
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class CodeTables:
    """Everything beside the days that the figures of a month follow from."""

    codes: TimeCodes
    calendar: Calendar
    form_lines: tuple[Mapping[str, str], ...]
    subcodes: tuple[Mapping[str, str], ...]
    holidays_due: DatedNumber


def last_day(calendar: Calendar, month: ReportingMonth) -> date:
    """The last day that counts to a month: the weekend after its end, by default."""
    last = month.end
    while calendar.month_of(last + timedelta(days=1)).code == month.code:
        last += timedelta(days=1)
    return last


def altered_months(
    signed: Iterable[SignedMonth], before: CodeTables, after: CodeTables
) -> tuple[SignedMonth, ...]:
    """The signed months whose figures would follow from other tables than they did."""
    known: dict[str, bool] = {}
    found = []
    for one in signed:
        if one.month not in known:
            known[one.month] = _is_altered(one.month, before, after)
        if known[one.month]:
            found.append(one)
    return tuple(found)


def _is_altered(code: str, before: CodeTables, after: CodeTables) -> bool:
    month, now = before.calendar.month(code), after.calendar.month(code)
    if (month.start, month.end) != (now.start, now.end):
        return True
    last = last_day(before.calendar, month)
    if last != last_day(after.calendar, now) or _form(month, before) != _form(month, after):
        return True
    names = {row.code for tables in (before, after) for row in tables.codes.rows}
    return any(
        _of_day(day, names, before) != _of_day(day, names, after) for day in days(month.start, last)
    )


def _form(month: ReportingMonth, tables: CodeTables) -> tuple[object, ...]:
    lines = read_lines(tables.form_lines, month.end)
    return lines, sorted(tracked_subcodes(tables.subcodes, lines))


def _of_day(day: date, names: Iterable[str], tables: CodeTables) -> tuple[object, ...]:
    codes = [_plain(tables.codes.find(name, day)) for name in sorted(names)]
    calendar = tables.calendar
    return (
        codes,
        bool(calendar.holiday(day)),
        calendar.month_of(day).code,
        tables.holidays_due.on(day),
    )


def _plain(code: TimeCode | None) -> TimeCode | None:
    """A code without the days it is in force."""
    return replace(code, start=date.min, until=None) if code else None


def signed_text(found: Sequence[SignedMonth]) -> str:
    """`2026-10 of group 270312, signed by MANN, GRACE`, and how many more."""
    first = "; ".join(
        f"{one.month} of group {one.group}, signed by {one.name}" for one in found[:_NAMED]
    )
    more = len(found) - _NAMED
    return f"{first}; and {counted(more, 'more month')}" if more > 0 else first


def newest_end(found: Iterable[SignedMonth], calendar: Calendar) -> date:
    """The last day of the newest of these months."""
    month = calendar.month(max(one.month for one in found))
    return last_day(calendar, month)
