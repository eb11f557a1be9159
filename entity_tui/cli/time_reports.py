"""`time verify` and `time hours`: is everyone finalising, and are the hours there? (TM-07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption, PrintOption
from entity_tui.cli.output import Format, put_pages, put_table, say
from entity_tui.cli.time_words import GroupOption, day_of, prefix_of

if TYPE_CHECKING:
    from entity_tui.domain.entity.time_verification import (
        HoursLine,
        VerifiedHours,
        VerifiedWeek,
        WeekLine,
    )

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@called
def verify(
    call: Call,
    week: Annotated[str, typer.Option("--week", metavar="DATE", help="A day of the week.")] = "",
    group: GroupOption = "",
    form: FormatOption = Format.TABLE,
    printed: PrintOption = False,
) -> None:
    """Weekly Time Verification: is everyone finalising daily?

    With the last day finalised and when time last arrived.
    """
    with call.desk() as desk:
        today_is = desk.today
        on = day_of(week, today_is, "--week") if week else today_is
        found = desk.verification.week(prefix_of(group), on)
    heads = (
        "employee",
        "name",
        *_DAYS,
        "hours",
        "due",
        "finalised",
        "received",
        "late",
        "done_late",
        "silent",
    )
    rows = [_week_row(line) for line in found.lines]
    title = f"Weekly Time Verification{_whose(found)}, week of {found.monday}"
    _out(title, f"as of {today_is}; month ends {found.month.end}", heads, rows, (9, 10), form,
         printed)  # fmt: skip
    for line in found.lines if form is Format.TABLE else ():
        for note in line.notes:
            say(f"{line.worker.name} {note}")
    asked = sum(not line.clean for line in found.lines)
    say(f"{asked} of {len(found.lines)} employees to ask.")


@called
def hours(
    call: Call,
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Reporting month.")] = "",
    group: GroupOption = "",
    form: FormatOption = Format.TABLE,
    printed: PrintOption = False,
) -> None:
    """Hours Verification Report: reported against expected hours."""
    with call.desk() as desk:
        code = month or desk.verification.month_of(desk.today)
        found = desk.verification.hours(prefix_of(group), code)
        today_is = desk.today
    heads = ("employee", "name", "expected", "by_now", "reported", "finalised", "difference",
             "open_days", "done_late", "first_open")  # fmt: skip
    rows = [_hours_row(line) for line in found.lines]
    title = f"Hours Verification Report{_whose(found)}, {found.month.code}"
    under = f"as of {today_is}; {found.month.start} to {found.month.end}"
    _out(title, under, heads, rows, (2, 3, 4, 5, 6, 7, 8), form, printed)
    lacking = sum(bool(line.difference or line.open_days) for line in found.lines)
    say(f"{lacking} of {len(found.lines)} employees do not agree yet.")


def _whose(found: VerifiedWeek | VerifiedHours) -> str:
    """` 270112`: what was asked for, else the one group everybody is of."""
    groups = {line.worker.group for line in found.lines}
    told = found.prefix or (min(groups) if len(groups) == 1 else "")
    return f" {told}" if told else ""


def _week_row(line: WeekLine) -> tuple[object, ...]:
    return (
        line.worker.assignment, line.worker.name, *(state or "-" for state in line.states),
        *("-",) * (len(_DAYS) - len(line.states)), line.hours / 100, line.due / 100,
        line.last_finalised or "-", line.last_received or "-", len(line.late),
        len(line.done_late),
        "silent" if line.silent else "",
    )  # fmt: skip


def _hours_row(line: HoursLine) -> tuple[object, ...]:
    return (
        line.worker.assignment, line.worker.name, line.expected / 100, line.expected_by_now / 100,
        line.reported / 100, line.finalised / 100, line.difference / 100, len(line.open_days),
        len(line.done_late),
        line.open_days[0] if line.open_days else "-",
    )  # fmt: skip


def _out(
    title: str, under: str, heads: Sequence[str], rows: Sequence[Sequence[object]],
    right: Sequence[int], form: Format, printed: bool,
) -> None:  # fmt: skip
    if printed:
        from entity_tui.reports.paged_text import paged

        put_pages(paged(title, under, heads, rows, right))
    else:
        put_table(heads, rows, form, right=right)
