"""A group's month as lines: state, what stops it, hours, differences, steps (TM-08, TM-12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.entity.daily_time import hours_text
from entity_tui.domain.entity.month_days import OfEmployee, by_employee
from entity_tui.domain.entity.month_view import MonthView
from entity_tui.reports.month_text import (
    code_table,
    condensed_table,
    difference_table,
    extract_line,
    reopened_line,
    source_line,
    unclassified_line,
)
from screens.shared.bars import day, weekday
from screens.shared.draw import Line, cell, wrap

NARROW_NAME, NAME, HOURS = 13, 24, 7
_ROOMY = 120
_NAMED = 2
"""Cases that are named where the state is told."""
EVERY = 99
"""Columns, where there is no end of room."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line, and the employee's day that Enter opens on it."""

    line: Line
    employee: str = ""
    on: date | None = None

    @property
    def opens(self) -> bool:
        """Does Enter open something here?"""
        return self.on is not None


def month_rows(view: MonthView, width: int, linear: bool, side: int = 0) -> list[Row]:
    """Everything of the month, what stops it first; `side` columns of hours are out of sight."""
    rows = [Row(line) for line in _state(view, width)]
    rows += _exceptions("in the way of the approval", by_employee(view.blockers), linear)
    rows += [*_hours(view, width, linear, side), Row(())]
    rows += _codes(view, linear)
    rows += _unknown(view, width, linear)
    rows += [Row(()), *_differences(view, linear)]
    listed = by_employee(view.unbalanced)
    rows += _exceptions("short, over or late, listed in what is signed", listed, linear)
    if made := source_line(view):
        rows += [Row(()), Row(((f" {made}", ""),))]
    rows += _steps(view)
    return rows


def _state(view: MonthView, width: int) -> Iterator[Line]:
    found, report = view.standing, view.report
    if report:
        made = f"report {report.n}, generated {day(report.at.date())} by {report.name}"
        yield ((f" {found.state.value.capitalize()}: {made}", ""),)
    else:
        yield ((f" {found.state.value.capitalize()}: no report; these are the hours of now", ""),)
    if undone := reopened_line(view):
        told = f"! {undone}. These are its figures until g makes new ones."
        for part in wrap(told, max(20, width - 2), "  "):
            yield ((f" {part}", "warn"),)
    if found.next and found.due:
        late = "! " if found.timing == "late" else ""
        told = f" {late}{found.next.value.capitalize()} by {weekday(found.due)}, {found.timing}"
        yield ((told, "warn" if late else ""),)
    if found.approved:
        signed = f" Signed by {found.approved.name}, {day(found.approved.on_day)}"
        yield ((f"{signed}, digest {found.approved.digest[:16]}", ""),)
    if view.stale:
        yield ((" ! The days have changed since: g generates again", "warn"),)
    if unclassified := unclassified_line(view, _NAMED):
        yield ((f" ! {unclassified}", "warn"),)
    if not view.told:
        yield ((f" ! {extract_line(view)}", "warn"),)
    for told in found.follow_ups:
        yield ((f" ! To follow up: {told}", "warn"),)


def _exceptions(what: str, found: Sequence[OfEmployee], linear: bool) -> Iterator[Row]:
    if not found:
        return
    count = sum(one.count for one in found)
    yield Row(((f" {count} {'day' if count == 1 else 'days'} {what}", "title"),))
    for one in found:
        first, more = one.first, f", and {one.count - 1} more" if one.count > 1 else ""
        name = first.name or first.unit
        told = name if linear else cell(name, 24)
        mark = "!" if first.kind not in ("short", "over", "late") else " "
        yield Row(
            ((f" {mark} {told} {weekday(first.day)} {first.told}{more}", ""),),
            first.unit, first.day,
        )  # fmt: skip


def hours_sides(view: MonthView, width: int) -> int:
    """Return how many columns of hours can be scrolled out of sight; 0 where all have room."""
    heads, _ = condensed_table(view, EVERY)
    return max(0, len(heads) - 1 - _columns_in_sight(width))


def _columns_in_sight(width: int) -> int:
    """The columns of hours beside the name, which stays."""
    name = NAME if width >= _ROOMY else NARROW_NAME
    return max(3, (width - name - 2) // HOURS)


def _beside(cells: Sequence[str], side: int, count: int) -> tuple[str, ...]:
    """The first cell, and those in sight beside it."""
    return (cells[0], *cells[1 + side : 1 + side + count])


def _hours(view: MonthView, width: int, linear: bool, side: int) -> Iterator[Row]:
    name = NAME if width >= _ROOMY else NARROW_NAME
    sides = 0 if linear else hours_sides(view, width)
    in_sight = _columns_in_sight(width)
    every = linear or side > 0
    heads, rows = condensed_table(view, EVERY if every else in_sight - 2)
    if side and not linear:
        heads = _beside(heads, side, in_sight)
        rows = tuple(_beside(row, side, in_sight) for row in rows)
    total = f"{hours_text(view.total)} of {hours_text(view.due)} hours due"
    more = f"; Left, Right: {side} of {sides}" if sides else ""
    yield Row(((f" {total}{more}; c: on cases; in brackets: informational", "title"),))
    if linear:
        yield from (Row(line) for row in rows for line in _spoken(heads, row, width))
        return
    yield Row((_columns(heads, name, "label"),))
    for row in rows:
        yield Row((_columns(row, name, "title" if row is rows[-1] else ""),))


def _spoken(heads: Sequence[str], row: Sequence[str], width: int) -> Iterator[Line]:
    """An employee's hours as a sentence, on as many lines as it takes."""
    said = [f"{head} {text}" for head, text in zip(heads[1:], row[1:], strict=True) if text != "-"]
    for part in wrap(f"{row[0]}: {', '.join(said)}", max(20, width - 2), "  "):
        yield ((f" {part}", ""),)


def _columns(texts: Sequence[str], name: int, style: str) -> tuple[str, str]:
    hours = "".join(cell(text, HOURS, "right") for text in texts[1:])
    return f" {cell(texts[0], name)} {hours}", style


def _codes(view: MonthView, linear: bool) -> Iterator[Row]:
    yield Row(((f" By code. {view.modules.told}", "title"),))
    heads, rows = code_table(view)
    for at, row in enumerate((heads, *rows)):
        if linear:
            if at:
                yield Row(((f" {row[0]}, {row[1]}: charged {row[2]}, for CTRS {row[3]}", ""),))
            continue
        code, kind, charged, ctrs = row
        text = f" {cell(code, 13)} {cell(kind, 16)} {cell(charged, 9, 'right')}"
        yield Row(((f"{text} {cell(ctrs, 9, 'right')}", "" if at else "label"),))


def _unknown(view: MonthView, width: int, linear: bool) -> Iterator[Row]:
    if view.unknown:
        hours = hours_text(sum(one.hours for one in view.unknown))
        yield Row(((f" {hours} hours are unclassified", "title"),))
    for one in view.unknown:
        name = view.names.get(one.unit, one.unit)
        told = name if linear else cell(name, NAME if width >= _ROOMY else NARROW_NAME)
        first = f" {weekday(one.days[0])}" if one.days else ""
        more = f" and {len(one.days) - 1} more" if len(one.days) > 1 else ""
        text = f" ! {told}{first}{more}: {hours_text(one.hours)} on {one.told}"
        yield Row(((text, ""),), one.unit, one.days[0] if one.days else None)


def _differences(view: MonthView, linear: bool) -> Iterator[Row]:
    yield Row(((f" {extract_line(view)}", "title"),))
    for unit, name, line, ours, told, by in difference_table(view)[1]:
        who = (name or unit) if linear else cell(name or unit, 24)
        where = view.month.start if len(unit) == 8 else None
        more = by if by.startswith("-") else f"+{by}"
        text = f"   {who} {line}: days {ours}, extract {told} ({more})"
        yield Row(((text, ""),), unit, where)


def _steps(view: MonthView) -> Iterable[Row]:
    if view.steps:
        yield Row(())
        yield Row(((" Steps", "title"),))
    for step in view.steps:
        note = f": {step.note}" if step.note else ""
        report = f" report {step.n}" if step.n else ""
        yield Row(((f" {day(step.on_day)} {step.step.value}{report}, {step.name}{note}", ""),))
