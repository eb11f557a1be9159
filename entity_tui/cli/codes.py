"""`codes`: the code tables, published rows and the site's own (TM-01, TM-13)."""

from __future__ import annotations

from typing import Annotated

import typer

from entity_tui.cli import completion
from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption, UntilOption
from entity_tui.cli.output import Format, put_table, say
from entity_tui.errors import UsageError
from entity_tui.settings import day_of_work

app = typer.Typer(no_args_is_help=True, help="Code tables: the published rows and your own.")
TableArgument = Annotated[
    str,
    typer.Argument(
        metavar="TABLE",
        help="time_codes, reporting_calendar, holidays or form_4872_lines.",
        autocompletion=completion.code_tables,
    ),
]


@app.command("list")
@called
def list_codes(call: Call, table: TableArgument, form: FormatOption = Format.TABLE) -> None:
    """A table: published rows first, then those of this site."""
    from entity_tui.domain.code_edits import COLUMNS
    from entity_tui.services.code_tables import show_codes

    with call.signed_on() as (database, viewer, _):
        rows = show_codes(database, viewer, table)
    names = ("code", *COLUMNS[table][:-1], "from", "until", "changed_by")
    put_table(names, [tuple(row.get(name, "") for name in names) for row in rows], form)


@app.command("set")
@called
def set_row(
    call: Call,
    table: TableArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code; a day for holidays.")],
    values: Annotated[list[str] | None, typer.Argument(metavar="COLUMN=VALUE …")] = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="First day it holds.")] = "",
    until: UntilOption = "",
) -> None:
    """Add a row of this site, or replace a published one.

    From a day on.
    """
    from entity_tui.services.code_tables import set_code

    fields = dict(_pair(text) for text in values or [])
    with call.signed_on() as (database, viewer, clock):
        today = clock.today
        begins = day_of_work(start, today, "--from") if start else today
        ends = day_of_work(until, today, "--until") if until else None
        set_code(database, viewer, table, code, begins, ends, fields, clock)
    say(f"{table} {code} from {begins}{f' until {ends}' if ends else ''}.")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"'{text}' is not COLUMN=VALUE")
    return name.strip(), " ".join(value.split())
