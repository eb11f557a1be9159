"""`users`: who may sign on."""

from __future__ import annotations

from typing import Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption, JsonOption
from entity_tui.cli.output import Format, put_table, say
from entity_tui.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Who may sign on.", rich_markup_mode=None)
UserArgument = Annotated[str, typer.Argument(metavar="USER", help="Whose.")]


@app.callback()
def users() -> None:
    """Who may sign on."""


@app.command("preferences")
@called
def preferences(
    call: Call,
    user: UserArgument,
    reset: Annotated[bool, typer.Option("--reset", help="All as the house has them.")] = False,
    copy_from: Annotated[str, typer.Option(metavar="USER", help="Give what this user has.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """What a user chose.

    Reset, or copied from another, by an administrator; that is recorded.
    """
    from entity_tui.services import preferences as service

    if reset and copy_from:
        raise UsageError("Give --reset or --copy-from, not both.")
    with call.signed_on() as (database, viewer, _):
        if reset:
            names = service.reset(database, viewer, user)
            say(f"{user}: {len(names)} preferences are as the house has them.")
        elif copy_from:
            names = service.copy(database, viewer, user, copy_from)
            say(f"{user}: {len(names)} preferences are as {copy_from} has them.")
        else:
            rows = sorted(service.told(database, viewer, user).items())
            put_table(("preference", "value"), rows, form)


@app.command("rights")
@called
def rights(
    call: Call,
    user: UserArgument,
    export: Annotated[
        bool | None, typer.Option("--export/--no-export", help="Take taxpayer data out.")
    ] = None,
    sensitive: Annotated[
        bool | None, typer.Option("--sensitive/--no-sensitive", help="See whole identifiers.")
    ] = None,
) -> None:
    """Give or take the right to export, or to see identifiers.

    Only an administrator does, and it is recorded.
    """
    from entity_tui.services.rights import set_rights

    if export is None and sensitive is None:
        raise UsageError("Give --export or --no-export, --sensitive or --no-sensitive.")
    with call.signed_on() as (database, viewer, clock):
        now = set_rights(database, viewer, user, export, sensitive, clock.now())
    say(
        f"{user} {'may' if now.export else 'may not'} export taxpayer data and "
        f"{'sees' if now.sensitive else 'does not see'} whole identifiers."
    )


@app.command("list")
@called
def list_users(call: Call, as_json: JsonOption = False, form: FormatOption = Format.TABLE) -> None:
    """The owner and every employee: login, number, role and scope."""
    from entity_tui.store.database import Raw
    from entity_tui.store.queries.access import users as known_users

    with call.signed_on() as (database, viewer, clock), database.read() as connection:
        rows = known_users(Raw(connection), viewer, clock.today)
    form = Format.JSON if as_json else form
    put_table(("user", "name", "employee", "role", "prefix"), rows, form)
