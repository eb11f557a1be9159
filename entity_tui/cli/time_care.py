"""`time await`, `settle`, `designate` and the like: looking after a group's time (TM-06, TM-11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption, UntilOption
from entity_tui.cli.output import Format, put_json, put_table, say
from entity_tui.cli.time_words import (
    DayArgument,
    EmployeeArgument,
    GroupOption,
    ReasonOption,
    day_of,
    number_of,
    prefix_of,
)
from entity_tui.errors import UsageError

if TYPE_CHECKING:
    from entity_tui.domain.entity.re_extract import Awaited, Conflict, Difference


@called
def await_again(
    call: Call, employee: EmployeeArgument, day: DayArgument, reason: ReasonOption
) -> None:
    """Await a day again from ICS, where it is being corrected."""
    with call.desk() as desk:
        time = desk.re_extract.mark(number_of(employee), day_of(day, desk.today), reason)
    say(f"{time.day} of {time.worker.name} is awaited from ICS.")


@called
def await_no_longer(
    call: Call, employee: EmployeeArgument, day: DayArgument, reason: ReasonOption
) -> None:
    """Await a day no longer, though its extract has not come."""
    with call.desk() as desk:
        time = desk.re_extract.unmark(number_of(employee), day_of(day, desk.today), reason)
    say(f"{time.day} of {time.worker.name} is awaited no longer.")


@called
def awaited(
    call: Call,
    group: GroupOption = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what has come.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Days awaited again from ICS.

    With --all also those that came, and what their extracts changed.
    """
    with call.desk() as desk:
        found = desk.re_extract.awaited(prefix_of(group), everything)
    rows = [
        (one.worker.assignment, one.worker.name, one.day, one.marked_at.date(), one.marked_by,
         one.reason, _came(one), _told(one.changes, one.open or one.given_up))
        for one in found
    ]  # fmt: skip
    heads = ("employee", "name", "day", "marked", "by", "reason", "came", "changed")
    put_table(heads, rows, form)
    waiting = sum(one.open for one in found)
    say(f"{waiting} {'day is' if waiting == 1 else 'days are'} awaited.")


def _came(one: Awaited) -> object:
    """When its extract came, or that it has not."""
    return "given up" if one.given_up else one.closed_on or "awaited"


@called
def conflicts(call: Call, group: GroupOption = "", form: FormatOption = Format.TABLE) -> None:
    """Days changed here of which an extract says something else."""
    with call.desk() as desk:
        found = desk.re_extract.conflicts(prefix_of(group))
    if form is Format.JSON:
        put_json([_conflict_data(one) for one in found])
        return
    rows = [(one.worker.assignment, one.worker.name, one.day, _told(one.changes, False))
            for one in found]  # fmt: skip
    put_table(("employee", "name", "day", "here → extract"), rows, form)
    if found:
        say("Settle each: time settle EMPLOYEE DATE --take extract|here --reason TEXT")


def _conflict_data(one: Conflict) -> dict[str, object]:
    """A conflict as a script reads it; hours are numbers, null where there is no entry."""
    return {
        "employee": one.worker.assignment, "name": one.worker.name, "day": one.day,
        "differences": [
            {"code": code, "case": f"{case:010d}" if case else "",
             "here": None if here is None else here / 100,
             "extract": None if extract is None else extract / 100}
            for (case, code), here, extract in one.changes
        ],
    }  # fmt: skip


@called
def settle(
    call: Call,
    employee: EmployeeArgument,
    day: DayArgument,
    take: Annotated[str, typer.Option("--take", metavar="extract|here", help="Which is right.")],
    reason: ReasonOption,
) -> None:
    """Settle a day in conflict: the extract's time, or what is here."""
    if take not in ("extract", "here"):
        raise UsageError("--take: extract or here")
    with call.desk() as desk:
        on = day_of(day, desk.today)
        time = desk.re_extract.settle(number_of(employee), on, take == "extract", reason)
    say(f"{time.day} of {time.worker.name}: {time.total / 100:.1f} hours stand.")


@called
def designate(
    call: Call,
    group: Annotated[str, typer.Argument(metavar="GROUP", help="The group's six digits.")],
    user: Annotated[str, typer.Argument(metavar="USER", help="Whose login.")],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    until: UntilOption,
) -> None:
    """Let somebody enter and verify a group's time for a while.

    In the secretary's place; the group's manager or an acting manager designates.
    """
    with call.desk() as desk:
        first = day_of(start, desk.today, "--from")
        end = day_of(until, desk.today, "--until")
        desk.designate(prefix_of(group), user, first, end)
    say(f"{user} enters and verifies time of group {group} from {first} until {end}.")


def _told(changes: Iterable[Difference], waiting: bool) -> str:
    """`611 1.5→0.5, case 0001234567 –→2.0`."""
    from entity_tui.domain.entity.daily_time import hours_text

    def hours(value: int | None) -> str:
        return "–" if value is None else hours_text(value)

    parts = [
        f"{f'case {case:010d}' if case else code} {hours(before)}→{hours(after)}"
        for (case, code), before, after in changes
    ]
    return ", ".join(parts) or ("" if waiting else "nothing")
