"""`store`: create, info, check, reindex."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from entity_tui.cli.context import StoreOption, TodayOption, remember, settings_of
from entity_tui.cli.output import put, put_json, say

app = typer.Typer(
    no_args_is_help=True, help="The store: create, info, check, reindex.", rich_markup_mode=None
)


@app.command()
def create(
    context: typer.Context,
    store: StoreOption = None,
) -> None:
    """Make a store, or bring an existing one up to date. Its creator is its administrator."""
    from entity_tui.services import store as service

    remember(context, store, None, None)
    settings, _ = settings_of(context)
    for line in service.create(settings):
        say(line)


@app.command()
def info(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: StoreOption = None,
    today: TodayOption = None,
) -> None:
    """What the store holds."""
    from entity_tui.services import store as service

    remember(context, store, None, today)
    facts = service.info(settings_of(context)[0])
    if as_json:
        put_json(facts)
        return
    for name, value in facts.items():
        put(f"{name:<12} {_shown(name, value)}")


def _shown(name: str, value: object) -> str:
    """A fact as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "created":
        return f"{datetime.fromisoformat(str(value)).astimezone():%m/%d/%Y %H:%M}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@app.command()
def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: StoreOption = None,
) -> None:
    """Prove the store sound: the database, the search index, the audit. Exit code 1 on findings."""
    from entity_tui.services import store as service

    remember(context, store, None, None)
    findings = service.check(settings_of(context)[0], say)
    if as_json:
        put_json({"sound": not findings, "findings": findings})
    else:
        for line in findings:
            put(line)
    if findings:
        raise typer.Exit(1)
    say("The store is sound.")


@app.command()
def reindex(context: typer.Context, store: StoreOption = None) -> None:
    """Build the search index anew."""
    from entity_tui.services import store as service

    remember(context, store, None, None)
    service.reindex(settings_of(context)[0], say)


@app.command()
def option(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Without a name: every option.")] = "",
    value: Annotated[str | None, typer.Argument(help="Its new value; '' takes it back.")] = None,
    store: StoreOption = None,
) -> None:
    """Show or set installation options.

    What nobody set is `not set`.
    """
    from entity_tui.services import store as service

    remember(context, store, None, None)
    settings = settings_of(context)[0]
    if name and value is not None:
        service.set_option(settings, name, value)
    for known, current, meaning in service.show_options(settings):
        if name in ("", known):
            put(f"{known:<18} {current:<10} {meaning}")


@app.command("digest")
def content_digest(context: typer.Context, store: StoreOption = None) -> None:
    """Print one hash of all business content.

    Equal stores print the same, on either database.
    """
    from entity_tui.services import store as service

    remember(context, store, None, None)
    put(service.content_digest(settings_of(context)[0]))
