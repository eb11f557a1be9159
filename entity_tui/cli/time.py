"""`time`: a day's hours shown, entered, finalised and corrected (TM-02 to TM-06)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entity_tui.cli import time_care, time_reports
from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption
from entity_tui.cli.output import Format, on_terminal, put, put_json, put_table, say
from entity_tui.cli.time_words import (
    DayArgument,
    EmployeeArgument,
    ReasonOption,
    day_of,
    number_of,
)
from entity_tui.errors import UsageError

if TYPE_CHECKING:
    from entity_tui.domain.entity.daily_time import Change, DayTime, Entry
    from entity_tui.services.desk import Desk

app = typer.Typer(no_args_is_help=True, help="Hours by day: show, enter, finalise, correct.")
app.command("verify")(time_reports.verify)
app.command("hours")(time_reports.hours)
app.command("await")(time_care.await_again)
app.command("unawait")(time_care.await_no_longer)
app.command("awaited")(time_care.awaited)
app.command("conflicts")(time_care.conflicts)
app.command("settle")(time_care.settle)
app.command("designate")(time_care.designate)
CodeOption = Annotated[str, typer.Option("--code", help="A time code.")]
CaseOption = Annotated[str, typer.Option("--case", metavar="TIN", help="A case, by its TIN.")]
HoursOption = Annotated[str, typer.Option("--hours", help="Hours from now on; 0 takes it away.")]


ReportedOption = Annotated[
    str,
    typer.Option("--reported", metavar="DATE", help="Day reported, if entered for somebody else."),
]


def _reported(text: str, today: date) -> date | None:
    return day_of(text, today, "--reported") if text else None


@app.command("show")
@called
def show(
    call: Call, employee: EmployeeArgument, day: DayArgument, form: FormatOption = Format.TABLE
) -> None:
    """An employee's day: charged, due, finalised or not."""
    with call.desk() as desk:
        time = desk.time.day(number_of(employee), day_of(day, desk.today))
        names = on_terminal() or desk.viewer.export
    if form is Format.JSON:
        put_json(as_data(time, names))
        return
    rows = [_row(time, entry, names) for entry in time.entries]
    put_table(("Kind", "To", "Hours"), rows, form, right=(2,))
    if form is Format.TABLE:
        put("")
        put(told(time))
        for fault in time.faults:
            put(f"! {fault.message}")


@app.command("enter")
@called
def enter(
    call: Call,
    employee: EmployeeArgument,
    day: DayArgument,
    hours: HoursOption,
    code: CodeOption = "",
    case: CaseOption = "",
    reason: ReasonOption = "",
    finalise: Annotated[bool, typer.Option("--eod", help="Finalise the day with it.")] = False,
    reported: ReportedOption = "",
) -> None:
    """Enter hours of a day that is not finalised.

    They take the place of those of the same code or case.
    """
    with call.desk() as desk:
        on = day_of(day, desk.today)
        changes = [change_of(desk, on, code, case, hours)]
        time = desk.time.enter(
            number_of(employee), on, changes, reason, finalise, _reported(reported, desk.today)
        )
    _tell(time)


@app.command("eod")
@called
def eod(
    call: Call,
    employee: EmployeeArgument,
    day: DayArgument,
    reason: Annotated[
        str, typer.Option("--reason", help="Why the hours are not those that are due.")
    ] = "",
    reported: ReportedOption = "",
) -> None:
    """End of day: finalise it."""
    with call.desk() as desk:
        today = desk.today
        time = desk.time.finalise(
            number_of(employee), day_of(day, today), reason, _reported(reported, today)
        )
    _tell(time)


@app.command("correct")
@called
def correct(
    call: Call,
    employee: EmployeeArgument,
    day: DayArgument,
    hours: HoursOption,
    reason: Annotated[str, typer.Option("--reason", help="Why it is changed.")],
    code: CodeOption = "",
    case: CaseOption = "",
) -> None:
    """Change finalised time, with a reason.

    The group's manager, an acting manager or the secretary, these two never their own.
    """
    with call.desk() as desk:
        on = day_of(day, desk.today)
        changes = [change_of(desk, on, code, case, hours)]
        time = desk.time.correct(number_of(employee), on, changes, reason)
    _tell(time)


@app.command("codes")
@called
def codes(call: Call, form: FormatOption = Format.TABLE) -> None:
    """The time codes in force, with what they count as."""
    with call.desk() as desk:
        found = desk.time.codes(desk.today)
    rows = [(c.code, c.meaning, c.category, "yes" if c.counts else "no", c.ahead or "-")
            for c in found]  # fmt: skip
    put_table(("code", "meaning", "category", "in_total", "ahead"), rows, form)


def change_of(desk: Desk, on: date, code: str, case: str, hours: str) -> Change:
    """The change that options ask for: a code or a case, and its hours."""
    from entity_tui.domain.entity.daily_time import Change, parse_hours

    if bool(code) == bool(case):
        raise UsageError("Give --code or --case, one of them.")
    try:
        found = parse_hours(hours)
    except ValueError as error:
        raise UsageError(f"--hours: {error}") from error
    return Change(found, code, 0) if code else Change(found, "", desk.time.case(case, on))


def as_data(time: DayTime, names: bool) -> dict[str, Any]:
    """The day as a script reads it; hours are numbers, taxpayers masked or left out."""
    return {
        "employee": time.worker.assignment,
        "name": time.worker.name,
        "day": time.day.isoformat(),
        "hours": time.total / 100,
        "informational": time.beside / 100,
        "due": time.due / 100,
        "finalised": time.finalised,
        "finalised_at": time.finalised_at.isoformat() if time.finalised_at else None,
        "finalised_by": time.finalised_by,
        "eod_on": time.eod_on.isoformat() if time.eod_on else None,
        "reported_on": time.reported_on.isoformat() if time.reported_on else None,
        "entered_for": time.entered_for,
        "source": "local" if time.local else "extract" if time.entries else "",
        "conflict": time.conflict,
        "awaited": time.awaited,
        "entries": [_entry(time, entry, names) for entry in time.entries],
        "faults": [{"kind": fault.kind, "message": fault.message} for fault in time.faults],
    }


def _entry(time: DayTime, entry: Entry, names: bool) -> dict[str, Any]:
    case = time.case(entry.case_id)
    return {
        "kind": "case" if entry.case_id else "code",
        "code": entry.code,
        "case": f"{entry.case_id:010d}" if entry.case_id else "",
        "tin": case.tin if case and names else "",
        "taxpayer": case.name if case and names else "",
        "hours": entry.hours / 100,
    }


def _row(time: DayTime, entry: Entry, names: bool) -> tuple[str, str, str]:
    from entity_tui.domain.entity.daily_time import hours_text

    case = time.case(entry.case_id)
    if not entry.case_id:
        return "code", entry.code, hours_text(entry.hours)
    shown = case.told if case and names else f"case {entry.case_id:010d}"
    return "case", shown, hours_text(entry.hours)


def told(time: DayTime) -> str:
    """The day in one line."""
    from entity_tui.domain.entity.daily_time import hours_text

    state = "not finalised"
    if time.finalised:
        by = f" by {time.finalised_by}" if time.finalised_by else ""
        state = f"finalised{by}{f' on {time.eod_on}' if time.eod_on else ''}"
    if time.reported_on:
        state += f", reported on {time.reported_on}"
    beside = f", {hours_text(time.beside)} informational" if time.beside else ""
    return (
        f"{time.worker.assignment} {time.worker.name}, {time.day:%a} {time.day}: "
        f"{hours_text(time.total)} of {hours_text(time.due)} hours{beside}, {state}"
    )


def _tell(time: DayTime) -> None:
    say(told(time))
    for fault in time.faults:
        say(f"! {fault.message}")
