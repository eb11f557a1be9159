"""`eom area`, `checks`, `validate`, `send`, `form4872`, `again`: area, analyst (TM-08, TM-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.eom_words import (
    AreaArgument,
    GroupArgument,
    MonthArgument,
    NumberOption,
    ReasonOption,
    area_of,
    group_of,
)
from entity_tui.cli.options import FormatOption, PrintOption
from entity_tui.cli.output import Format, put, put_json, put_pages, put_table, say

if TYPE_CHECKING:
    from entity_tui.domain.entity.month_view import AreaMonth, FormReport

_RECKONED = (
    "Shares of a group's hours beside the other groups of its territory together; listed: more "
    "than twice theirs or less than half, two percent of the hours apart at least."
)


@called
def area(
    call: Call, prefix: AreaArgument, month: MonthArgument, form: FormatOption = Format.TABLE
) -> None:
    """An area's or a territory's month, and what stands out.

    Hours by code, shares far from the others', follow-ups.
    """
    with call.desk() as desk:
        found = desk.months.area(area_of(prefix), month)
    rows = [(line, kind, hours / 100) for line, kind, hours in found.lines]
    if form is Format.JSON:
        put_json(_area_data(found))
        return
    put_table(("code", "category", "hours"), rows, form, right=(2,))
    if form is Format.TABLE:
        _area_for_people(found)


def _area_for_people(found: AreaMonth) -> None:
    put(f"{found.total / 100:,.1f} of {found.due / 100:,.1f} hours due")
    if found.without:
        put(f"Without a report, not in these: {', '.join(found.without)}")
    out = [one for one in found.shares if one.stands_out]
    put("")
    put(_RECKONED)
    put_table(
        ("group", "kind", "hours", "share", "others"),
        [(one.group, one.kind, one.hours / 100, f"{one.share / 100:.1f} %",
          f"{one.others / 100:.1f} %") for one in out],
        Format.TABLE, right=(2, 3, 4),
    )  # fmt: skip
    for group, told in found.follow_ups:
        put(f"! {group} {told}")


def _area_data(found: AreaMonth) -> dict[str, object]:
    return {
        "prefix": found.prefix, "month": found.month.code, "state": found.state.value,
        "hours": found.total / 100, "hours_due": found.due / 100,
        "lines": [{"code": c, "category": kind, "hours": h / 100} for c, kind, h in found.lines],
        "without_report": list(found.without),
        "shares": [
            {"group": s.group, "kind": s.kind, "hours": s.hours / 100, "share": s.share / 10_000,
             "others": s.others / 10_000, "stands_out": s.stands_out} for s in found.shares
        ],
        "follow_ups": [{"group": group, "told": told} for group, told in found.follow_ups],
    }  # fmt: skip


@called
def checks(
    call: Call, prefix: AreaArgument, month: MonthArgument, form: FormatOption = Format.TABLE
) -> None:
    """The quality analyst's checks, with every exception.

    Each names group, employee and day.
    """
    with call.desk() as desk:
        found = desk.months.checks(area_of(prefix), month)
    if form is Format.TABLE:
        put_table(
            ("check", "asks", "stops", "exceptions"),
            [(c.name, c.asks, "yes" if c.grave else "", len(c.exceptions)) for c in found], form,
            right=(3,),
        )  # fmt: skip
        put("")
    rows = [(c.name, e.group, e.unit, e.name, e.day or "", e.told)
            for c in found for e in c.exceptions]  # fmt: skip
    put_table(("check", "group", "employee", "name", "day", "told"), rows, form)


@called
def validate(
    call: Call,
    prefix: AreaArgument,
    month: MonthArgument,
    reason: Annotated[str, typer.Option("--reason", help="A note on what stays open.")] = "",
) -> None:
    """Validate the area's month; the quality analyst. `eom checks` lists what is looked at."""
    with call.desk() as desk:
        found = desk.months.validate(area_of(prefix), month, reason)
    say(f"{month} of area {prefix} is {found.value}")


@called
def send(call: Call, prefix: AreaArgument, month: MonthArgument) -> None:
    """Transmit the area's validated month; the quality analyst."""
    with call.desk() as desk:
        found = desk.months.send(area_of(prefix), month)
    say(f"{month} of area {prefix} is {found.value}")


@called
def recall(call: Call, prefix: AreaArgument, month: MonthArgument, reason: ReasonOption) -> None:
    """Take a sent month back, with the reason.

    The area's quality analyst; it is open again, then validated and sent anew.
    """
    with call.desk() as desk:
        found = desk.months.recall(area_of(prefix), month, reason)
    say(f"{month} of area {prefix} is {found.value}")


@called
def form4872(
    call: Call,
    prefix: AreaArgument,
    month: MonthArgument,
    form: FormatOption = Format.TABLE,
    printed: PrintOption = False,
) -> None:
    """Form 4872: its lines with the hours of signed months.

    Hours that have no line are told.
    """
    with call.desk() as desk:
        found = desk.months.form_4872(area_of(prefix), month)
    heads = ("line", "meaning", "codes", "hours")
    rows = [(line.code or "-", line.meaning, " ".join(line.codes) or "-", line.hours / 100)
            for line in found.lines]  # fmt: skip
    if printed:
        from entity_tui.reports.paged_text import paged

        title = f"Form 4872, Collection Activity (Non-ACS) Report: {found.prefix}, {month}"
        put_pages(paged(title, _signed(found), heads, rows, (3,)))
        return
    put_table(heads, rows, form, right=(3,))
    say(_signed(found))


def _signed(found: FormReport) -> str:
    left = f"; not signed, not in it: {', '.join(found.unsigned)}" if found.unsigned else ""
    return f"{len(found.signed)} signed groups{left}"


@called
def again(
    call: Call,
    group: GroupArgument,
    month: MonthArgument,
    report: NumberOption = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Make a report again from its days: is it the same?

    Exit code 1 where it is not.
    """
    with call.desk() as desk:
        found = desk.months.again(group_of(group), month, report)
    rows = [(unit, part, line.replace("\t", " "), then / 100, now / 100)
            for (unit, part, line), then, now in found.changed if part != "each"]  # fmt: skip
    put_table(("unit", "part", "line", "then", "now"), rows, form, right=(3, 4))
    told = "comes out as it was" if found.reproduces else "does not come out as it was"
    say(f"Report {found.report.n} {told}; {len(rows)} figures would be others today.")
    if found.undone or found.later_runs:
        runs = ", ".join(map(str, found.later_runs)) or "none"
        say(f"Left out for it: {found.undone} changes made here since, later import runs {runs}.")
    if not found.untouched:
        say("! Its figures are not those it was stored with.")
    if not (found.reproduces and found.untouched):
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """These commands beside the group's."""
    for name, command in (
        ("area", area), ("checks", checks), ("validate", validate), ("send", send),
        ("recall", recall),
        ("form4872", form4872), ("again", again),
    ):  # fmt: skip
        app.command(name)(command)
