"""The lines of the verification page: a week, a month's hours, days to settle (TM-07, TM-11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.entity.daily_time import Worker, hours_text
from entity_tui.domain.entity.re_extract import Awaited, Conflict, Difference
from entity_tui.domain.entity.time_verification import HoursLine, VerifiedHours, VerifiedWeek
from entity_tui.domain.entity.time_verification import WeekLine as Week
from screens.shared.bars import day
from screens.shared.draw import cell

_MARKS = {
    "ok": "E",
    "done late": "E+",
    "explained": "·E",
    "wrong": "!E",
    "open": "·",
    "late": "!L",
    "missing": "!–",
    "": "",
}
_TOLD = {
    "ok": "finalised",
    "done late": "finalised late",
    "explained": "finalised, explained",
    "wrong": "finalised, something wrong",
    "open": "open, in time",
    "late": "not finalised, late",
    "missing": "no time, late",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEGEND = "E finalised, E+ late, ·E explained, !E wrong, · open in time, !L late, !– no time"
_WHO = ("Employee", "Number")
WEEK_COLUMNS = (*_WHO, *_DAYS, "Hours", "Due", "Finalized", "Received")
HOURS_COLUMNS = (*_WHO, "Expected", "By now", "Reported", "Finalized", "Difference", "Open days",
                 "Late days", "First day")  # fmt: skip
SETTLE_COLUMNS = (*_WHO, "Day", "State", "What")
NAME, NUMBER, DAY, HOURS = 18, 3, 4, 7


@dataclass(frozen=True, slots=True)
class Row:
    """A line, what it is about, and whether it asks for something."""

    text: str
    spoken: str
    worker: Worker
    day: date
    asks: bool
    kind: str = ""
    """`conflict` or `awaited` for a day to settle."""
    cells: tuple[str, ...] = ()
    """The row as it leaves in a file."""
    notes: tuple[str, ...] = ()
    """What is wrong with each day, and the reason that was given."""


def week_rows(found: VerifiedWeek) -> list[Row]:
    """Each employee's days with their marks; opened at the first late day, or a wrong one."""
    weekend = _weekend(found)
    return [_week_row(line, found.monday, weekend) for line in found.lines]


def week_heads(found: VerifiedWeek) -> str:
    """The headings of a week."""
    days = [
        cell(f"{_DAYS[i][:2]}{date.fromordinal(found.monday.toordinal() + i):%d}", DAY, "right")
        for i in range(7 if _weekend(found) else 5)
    ]
    heads = (cell("Hours", HOURS, "right"), cell("Due", HOURS, "right"), " Final", " Came ")
    return f"{cell('Employee', NAME)} {cell('', NUMBER)} {' '.join(days)}{''.join(heads)}"


def week_total(found: VerifiedWeek) -> str:
    """The hours of everyone listed, under their columns."""
    days = 7 if _weekend(found) else 5
    sums = (sum(line.hours for line in found.lines), sum(line.due for line in found.lines))
    return _total(" " * ((DAY + 1) * days), map(hours_text, sums))


def hours_total(found: VerifiedHours) -> str:
    """The hours and days of everyone listed, under their columns."""
    sums = [
        hours_text(sum(getattr(line, name) for line in found.lines))
        for name in ("expected", "expected_by_now", "reported", "finalised", "difference")
    ]
    days = (
        sum(len(line.open_days) for line in found.lines),
        sum(len(line.done_late) for line in found.lines),
    )
    return _total("", (*sums, *map(str, days)))


def _total(before: str, sums: Iterable[str]) -> str:
    cells = "".join(cell(text, HOURS, "right") for text in sums)
    return f"{cell('Total', NAME)} {cell('', NUMBER)}{before}{cells}"


def _weekend(found: VerifiedWeek) -> bool:
    return any(state for line in found.lines for state in line.states[5:])


def _week_row(line: Week, monday: date, weekend: bool) -> Row:
    shown = line.states[: 7 if weekend else 5]
    marks = " ".join(cell(_MARKS[state], DAY, "right") for state in shown)
    hours = "".join(cell(hours_text(n), HOURS, "right") for n in (line.hours, line.due))
    text = (
        f"{cell(line.worker.name, NAME)} {cell(line.worker.assignment[6:], NUMBER)} {marks}{hours}"
        f" {_short(line.last_finalised)} {_short(line.last_received)}{' !' if line.silent else ''}"
    )
    told = [f"{_DAYS[i]} {_TOLD[state]}" for i, state in enumerate(shown) if state]
    wrong = (i for i, state in enumerate(line.states) if state == "wrong")
    doubted = date.fromordinal(monday.toordinal() + next(wrong, 0))
    first = line.late[0] if line.late else doubted
    spoken = (
        f"{line.worker.name}: {', '.join(told)}; {hours_text(line.hours)} of "
        f"{hours_text(line.due)} hours; last finalised {_short(line.last_finalised)}, last extract "
        f"{_short(line.last_received)}{', silent for a week' if line.silent else ''}"
        f"{''.join(f'; {note}' for note in line.notes)}"
    )
    cells = (
        *_who(line.worker), *(_MARKS[state] for state in line.states), hours_text(line.hours),
        hours_text(line.due), day(line.last_finalised), day(line.last_received),
    )  # fmt: skip
    return Row(text, spoken, line.worker, first, not line.clean, cells=cells, notes=line.notes)


def hours_rows(found: VerifiedHours) -> list[Row]:
    """Each employee's hours against those expected; opened where they are to be looked at."""
    return [_hours_row(line) for line in found.lines]


def hours_heads() -> str:
    """The headings of a month's hours."""
    names = ("Expect", "By now", "Report", "Final", "Differ", "Open", "Late")
    heads = "".join(cell(name, HOURS, "right") for name in names)
    return f"{cell('Employee', NAME)} {cell('', NUMBER)}{heads}  First"


def _hours_row(line: HoursLine) -> Row:
    numbers = (line.expected, line.expected_by_now, line.reported, line.finalised, line.difference)
    cells = [cell(hours_text(number), HOURS, "right") for number in numbers]
    cells += [
        cell(str(len(days) or ""), HOURS, "right") for days in (line.open_days, line.done_late)
    ]
    text = (
        f"{cell(line.worker.name, NAME)} {cell(line.worker.assignment[6:], NUMBER)}"
        f"{''.join(cells)}  {_short(line.opens) if line.open_days else ''}"
    )
    spoken = (
        f"{line.worker.name}: reported {hours_text(line.reported)} of "
        f"{hours_text(line.expected_by_now)} expected by now, difference "
        f"{hours_text(line.difference)}, {len(line.open_days)} days open, "
        f"{len(line.done_late)} finalised late"
    )
    asks = bool(line.difference or line.open_days)
    told = (*_who(line.worker), *(cell.strip() for cell in cells), day(line.opens))
    return Row(text, spoken, line.worker, line.opens, asks, cells=told)


def settle_rows(awaited: Iterable[Awaited], conflicts: Iterable[Conflict]) -> list[Row]:
    """Days in conflict, then days awaited again, then those that have come."""
    rows = [_settle_row(one.worker, one.day, "conflict", changes(one.changes)) for one in conflicts]
    marked = sorted(awaited, key=lambda one: not one.open)
    for one in marked:
        if one.open:
            told = f"since {_short(one.marked_at.date())}, {one.marked_by}: {one.reason}"
            rows.append(_settle_row(one.worker, one.day, "awaited", told))
        elif one.given_up:
            told = f"awaited no longer since {_short(one.closed_on)}"
            rows.append(_settle_row(one.worker, one.day, "", told, "given up"))
        else:
            came = f"came {_short(one.closed_on)}: {changes(one.changes) or 'nothing changed'}"
            rows.append(_settle_row(one.worker, one.day, "", came))
    return rows


def settle_heads() -> str:
    """The headings of the days to settle."""
    return f"{cell('Employee', NAME)} {cell('', NUMBER)} Day   What"


def _settle_row(worker: Worker, on: date, kind: str, told: str, closed: str = "answered") -> Row:
    word = {"conflict": "! conflict", "awaited": "awaited", "": closed}[kind]
    text = (
        f"{cell(worker.name, NAME)} {cell(worker.assignment[6:], NUMBER)} {_short(on)} "
        f"{cell(word, 10)} {told}"
    )
    cells = (*_who(worker), day(on), word.lstrip("! "), told)
    spoken = f"{worker.name} {day(on)}, {word}, {told}"
    return Row(text, spoken, worker, on, bool(kind), kind, cells)


def _who(worker: Worker) -> tuple[str, str]:
    return worker.name, worker.assignment


def changes(found: Iterable[Difference]) -> str:
    """`809 7.0→6.0, 611 1.0→–`."""
    return ", ".join(
        f"{'case' if case else code} {_hours(before)}→{_hours(after)}"
        for (case, code), before, after in found
    )


def _hours(value: int | None) -> str:
    return "–" if value is None else hours_text(value)


def _short(on: date | None) -> str:
    return f"{on:%m/%d}" if on else "  –  "
