"""`store`: create, info, check, reindex."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from entity_tui.cli import completion
from entity_tui.cli.call import Call, called_with
from entity_tui.cli.options import OnlyJsonOption
from entity_tui.cli.output import put, put_json, say

app = typer.Typer(
    no_args_is_help=True, help="The store: create, info, check, reindex.", rich_markup_mode=None
)


@app.command()
@called_with("store")
def create(call: Call) -> None:
    """Make a store, or bring an existing one up to date. Its creator is its administrator."""
    from entity_tui.services import store as service

    settings = call.settings()
    for line in service.create(settings):
        say(line)


@app.command()
@called_with("store", "today")
def info(call: Call, as_json: OnlyJsonOption = False) -> None:
    """What the store holds."""
    from entity_tui.services import store as service

    facts = service.info(call.settings())
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
        return f"{datetime.fromisoformat(str(value)):%m/%d/%Y %H:%M}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@app.command()
@called_with("store")
def check(call: Call, as_json: OnlyJsonOption = False) -> None:
    """Prove the store sound: the database, the search index, the audit. Exit code 1 on findings."""
    from entity_tui.services import store as service

    findings = service.check(call.settings(), say)
    if as_json:
        put_json({"sound": not findings, "findings": findings})
    else:
        for line in findings:
            put(line)
    if findings:
        raise typer.Exit(1)
    say("The store is sound.")


@app.command()
@called_with("store")
def reindex(call: Call) -> None:
    """Build the search index anew."""
    from entity_tui.services import store as service

    service.reindex(call.settings(), say)


@app.command()
@called_with("store")
def option(
    call: Call,
    name: Annotated[
        str, typer.Argument(help="Without a name: every option.", autocompletion=completion.options)
    ] = "",
    value: Annotated[str | None, typer.Argument(help="Its new value; '' takes it back.")] = None,
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="First day it holds (holidays_due).")
    ] = "",
) -> None:
    """Show or set installation options.

    What nobody set is `not set`.
    """
    from entity_tui.services import store as service

    settings = call.settings()
    if name and value is not None:
        service.set_option(settings, name, value, start)
    for known, current, meaning in service.show_options(settings):
        if name in ("", known):
            put(f"{known:<18} {current:<10} {meaning}")


@app.command("digest")
@called_with("store")
def content_digest(call: Call) -> None:
    """Print one hash of all business content.

    Equal stores print the same, on either database.
    """
    from entity_tui.services import store as service

    put(service.content_digest(call.settings()))
