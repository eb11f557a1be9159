"""`eom`: the end of a group's month, and the board of all of them (TM-08, TM-09)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.eom_words import (
    BOARD,
    FIGURES,
    GroupArgument,
    MonthArgument,
    NumberOption,
    ReasonOption,
    as_data,
    board_row,
    figure_rows,
    group_of,
    signed_line,
    state_line,
)
from entity_tui.cli.options import FormatOption, PrintOption
from entity_tui.cli.output import Format, put, put_json, put_pages, put_table, say
from entity_tui.cli.time_words import prefix_of

if TYPE_CHECKING:
    from entity_tui.domain.entity.month_view import MonthView
    from entity_tui.services.entity.month_end import MonthEnd

app = typer.Typer(no_args_is_help=True, help="End of month: generate, approve, hand on, check.")


@app.command("show")
@called
def show(
    call: Call,
    group: GroupArgument,
    month: MonthArgument,
    report: NumberOption = 0,
    form: FormatOption = Format.TABLE,
    printed: PrintOption = False,
) -> None:
    """A group's month, and what stops its approval.

    The report as it was generated, else the figures as they are now.
    """
    with call.desk() as desk:
        view = desk.months.show(group_of(group), month, report)
    if printed:
        put_pages(month_pages(view))
    elif form is Format.JSON:
        put_json(as_data(view))
    elif form is Format.TABLE:
        _for_people(view)
    else:
        put_table(FIGURES, figure_rows(view), form)


@app.command("board")
@called
def board(
    call: Call,
    month: MonthArgument,
    group: Annotated[str, typer.Option("--group", help="Area, territory or group alone.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """Every group you see: its step, on time or late, who signed."""
    with call.desk() as desk:
        rows = desk.months.board(month, prefix_of(group))
    put_table(BOARD, [board_row(row) for row in rows], form, right=(8, 10))


@app.command("generate")
@called
def generate(call: Call, group: GroupArgument, month: MonthArgument) -> None:
    """Make the group's report from its days.

    The secretary, who is designated, the manager or an acting manager.
    """
    _do(call, lambda months: months.generate(group_of(group), month))


@app.command("approve")
@called
def approve(call: Call, group: GroupArgument, month: MonthArgument) -> None:
    """Sign the newest report and lock the month.

    The group's manager or an acting manager.
    """
    _do(call, lambda months: months.approve(group_of(group), month))


@app.command("reopen")
@called
def reopen(call: Call, group: GroupArgument, month: MonthArgument, reason: ReasonOption) -> None:
    """Unlock an approved month, with the reason.

    The group's manager or an acting manager.
    """
    _do(call, lambda months: months.reopen(group_of(group), month, reason))


@app.command("transmit")
@called
def transmit(call: Call, group: GroupArgument, month: MonthArgument) -> None:
    """Hand the approved report over to the area."""
    _do(call, lambda months: months.transmit(group_of(group), month))


@app.command("accept")
@called
def accept(call: Call, group: GroupArgument, month: MonthArgument) -> None:
    """The area takes the group's report over; area staff."""
    _do(call, lambda months: months.accept(group_of(group), month))


@app.command("return")
@called
def send_back(call: Call, group: GroupArgument, month: MonthArgument, reason: ReasonOption) -> None:
    """Send a wrong report back: due the business day after.

    Area staff.
    """
    _do(call, lambda months: months.send_back(group_of(group), month, reason))


@app.command("follow-up")
@called
def follow_up(call: Call, group: GroupArgument, month: MonthArgument, reason: ReasonOption) -> None:
    """Hand something to the territory manager to follow up.

    Area staff.
    """
    _do(call, lambda months: months.follow_up(group_of(group), month, reason))


@app.command("review")
@called
def review(
    call: Call, group: GroupArgument, month: MonthArgument, reason: ReasonOption = ""
) -> None:
    """Note what a review of the group's month found.

    The territory manager.
    """
    _do(call, lambda months: months.review(group_of(group), month, reason))


def _do(call: Call, act: Callable[[MonthEnd], MonthView]) -> None:
    from entity_tui.reports import month_text

    with call.desk() as desk:
        view = act(desk.months)
    say(state_line(view))
    if not view.told:
        say(f"! {month_text.extract_line(view)}")
    for told in view.standing.follow_ups:
        say(f"! {told}")


def _for_people(view: MonthView) -> None:
    from entity_tui.reports import month_text

    put(state_line(view))
    undone = month_text.reopened_line(view)
    for line in (f"{undone}; the figures are its own." if undone else "",
                 month_text.source_line(view), month_text.unclassified_line(view)):  # fmt: skip
        if line:
            put(line)
    put("")
    heads, rows = month_text.employee_table(view)
    put_table(heads, rows, Format.TABLE, right=range(2, len(heads)))
    put("")
    put_table(*month_text.code_table(view), Format.TABLE, right=(2, 3))
    put(view.modules.told)
    put("")
    put(month_text.extract_line(view))
    if view.differences:
        put_table(*month_text.difference_table(view), Format.TABLE, right=(3, 4, 5))
    for title, found in (
        ("Stops the approval", view.blockers),
        ("Short, over or late", view.unbalanced),
    ):
        if found:
            put("")
            put(f"{title}: {len(found)}")
            put_table(*month_text.finding_table(found), Format.TABLE)
    put("")
    for step in view.steps:
        note = f": {step.note}" if step.note else ""
        report = f" report {step.n}" if step.n else ""
        put(f"{step.on_day} {step.step.value}{report} {step.name}{note}")


def month_pages(view: MonthView) -> str:
    """A month as it is printed; one that is signed reads the same whatever changes later."""
    from entity_tui.reports import month_text
    from entity_tui.reports.paged_text import paged

    heads, rows = month_text.employee_table(view)
    code_heads, codes = month_text.code_table(view)
    foot = ["", month_text.source_line(view), *(f"{line:<14} {kind:<16} {hours:>10} {ctrs:>10}"
                  for line, kind, hours, ctrs in (code_heads, *codes)),
            view.modules.told, month_text.extract_line(view)]  # fmt: skip
    signed = view.standing.approved
    listed = (view.unbalanced,) if signed else (view.blockers, view.unbalanced)
    foot += [f"{unit} {name} {day} {what}" for found in listed
             for unit, name, day, what in month_text.finding_table(found)[1]]  # fmt: skip
    for unit, name, line, ours, told, _ in month_text.difference_table(view)[1]:
        foot.append(f"{unit} {name} {line}: days {ours}, extract {told}")
    if signed:
        foot += ["", f"Signed by {signed.name}, {signed.at:%m/%d/%y %H:%M} UTC", signed.digest]
    title = f"End of month {view.month.code}, group {view.group[:4]}-{view.group[4:]}"
    under = signed_line(view) if signed else state_line(view)
    return paged(title, under, heads, rows, tuple(range(2, len(heads))), foot)
