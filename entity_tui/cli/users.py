"""`users`: who may sign on."""

from __future__ import annotations

from typing import Annotated

import typer

from entity_tui.cli.context import AsOption, StoreOption, TodayOption, remember, settings_of
from entity_tui.cli.output import Format, put_table

app = typer.Typer(help="Who may sign on.", rich_markup_mode=None)


@app.callback()
def users() -> None:
    """Who may sign on."""


@app.command("list")
def list_users(
    context: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Every employee with login, assignment number, role and scope."""
    from datetime import date

    from entity_tui.services.sign_on import sign_on
    from entity_tui.store.database import Database, Raw
    from entity_tui.store.queries.access import users as known_users

    remember(context, store, as_user, today)
    settings, chosen = settings_of(context)
    day = settings.today or date.today()
    database = Database(settings.store)
    database.require()
    viewer = sign_on(database, day, chosen)
    with database.read() as connection:
        rows = known_users(Raw(connection), viewer, day)
    put_table(("user", "name", "employee", "role", "prefix"), rows, form)
    database.close()
