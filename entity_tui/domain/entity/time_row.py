"""A row of a day while it is typed: what it becomes, and what is wrong with it (TM-02, TM-05)."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.domain.entity.daily_time import (
    TENTHS,
    CaseOfTime,
    Change,
    DayTime,
    Entry,
    off_increment,
    parse_hours,
)
from entity_tui.domain.entity.time_codes import TimeCodes


@dataclass(frozen=True, slots=True)
class TypedRow:
    """The boxes as they are filled. `entry` is the one that is changed; None for a new one.

    A row is for a code where `code` is text, also "", and else for the entry's or the new case.
    """

    entry: Entry | None
    hours: str
    code: str | None = None
    case: CaseOfTime | None = None


class RowError(ValueError):
    """What is typed is no row yet; `box` names what is wrong: code, case or hours."""

    def __init__(self, box: str, message: str) -> None:
        super().__init__(message)
        self.box = box


def missing_hours(time: DayTime) -> int:
    """The hours a new row of a day is offered: what is missing to what is due."""
    return max(0, time.due - time.total)


def read_row(
    row: TypedRow, time: DayTime, codes: TimeCodes, increment: int = TENTHS
) -> tuple[Change, ...]:
    """The changes a row makes to a day. Raises RowError.

    A new row for what is there already adds to it; another code takes the hours with it.
    """
    key = _key(row, time, codes)
    try:
        hours = parse_hours(row.hours or "0")
    except ValueError as error:
        raise RowError("hours", str(error)) from error
    if hours % increment:
        raise RowError("hours", off_increment(increment))
    before = row.entry
    if before is not None and before.key == key:
        return (Change(hours, key[1], key[0]),)
    if before is None and not hours:
        raise RowError("hours", "how many hours?")
    there = next((entry.hours for entry in time.entries if entry.key == key), 0)
    made = Change(hours + there, key[1], key[0]) if hours else None
    gone = Change(0, before.code, before.case_id) if before is not None else None
    return tuple(change for change in (gone, made) if change)


def _key(row: TypedRow, time: DayTime, codes: TimeCodes) -> tuple[int, str]:
    if row.code is None:
        if row.case is not None:
            return row.case.case_id, ""
        if row.entry is None:
            raise RowError("case", "type the TIN of the case")
        return row.entry.key
    if row.entry is not None and row.entry.key == (0, row.code):
        return row.entry.key
    if not row.code:
        raise RowError("code", "type a code; F4 lists them")
    if codes.find(row.code, time.day) is None:
        raise RowError("code", f"code {row.code} is not in force on {time.day}; F4 lists them")
    return 0, row.code
