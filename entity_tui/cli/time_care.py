"""`time await`, `settle`, `designate` and the like: looking after a group's time (TM-06, TM-11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.context import AsOption, StoreOption, TodayOption, remember
from entity_tui.cli.output import Format, put_json, put_table, say
from entity_tui.cli.time_words import (
    DayArgument,
    EmployeeArgument,
    GroupOption,
    ReasonOption,
    day_of,
    number_of,
    opened,
    prefix_of,
)
from entity_tui.errors import UsageError

if TYPE_CHECKING:
    from entity_tui.domain.entity.re_extract import Awaited, Conflict, Difference

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]


def await_again(
    context: typer.Context,
    employee: EmployeeArgument,
    day: DayArgument,
    reason: ReasonOption,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Await a day again from ICS, where it is being corrected."""
    remember(context, store, as_user, today)
    with opened(context) as desk:
        time = desk.re_extract.mark(number_of(employee), day_of(day), reason)
    say(f"{time.day} of {time.worker.name} is awaited from ICS.")


def await_no_longer(
    context: typer.Context,
    employee: EmployeeArgument,
    day: DayArgument,
    reason: ReasonOption,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Await a day no longer, though its extract has not come."""
    remember(context, store, as_user, today)
    with opened(context) as desk:
        time = desk.re_extract.unmark(number_of(employee), day_of(day), reason)
    say(f"{time.day} of {time.worker.name} is awaited no longer.")


def awaited(
    context: typer.Context,
    group: GroupOption = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what has come.")] = False,
    form: FormatOption = Format.TABLE,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Days awaited again from ICS.

    With --all also those that came, and what their extracts changed.
    """
    remember(context, store, as_user, today)
    with opened(context) as desk:
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


def conflicts(
    context: typer.Context,
    group: GroupOption = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Days changed here of which an extract says something else."""
    remember(context, store, as_user, today)
    with opened(context) as desk:
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


def settle(
    context: typer.Context,
    employee: EmployeeArgument,
    day: DayArgument,
    take: Annotated[str, typer.Option("--take", metavar="extract|here", help="Which is right.")],
    reason: ReasonOption,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Settle a day in conflict: the extract's time, or what is here."""
    remember(context, store, as_user, today)
    if take not in ("extract", "here"):
        raise UsageError("--take: extract or here")
    with opened(context) as desk:
        time = desk.re_extract.settle(number_of(employee), day_of(day), take == "extract", reason)
    say(f"{time.day} of {time.worker.name}: {time.total / 100:.1f} hours stand.")


def designate(
    context: typer.Context,
    group: Annotated[str, typer.Argument(metavar="GROUP", help="The group's six digits.")],
    user: Annotated[str, typer.Argument(metavar="USER", help="Whose login.")],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="First day no more.")],
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Let somebody enter and verify a group's time for a while.

    In the secretary's place; the group's manager or an acting manager designates.
    """
    remember(context, store, as_user, today)
    with opened(context) as desk:
        desk.designate(prefix_of(group), user, day_of(start), day_of(until))
    say(f"{user} enters and verifies time of group {group} from {start} until {until}.")


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
