"""`batch`: import runs, and taking one back."""

from __future__ import annotations

from typing import Annotated

import typer

from entity_tui.cli.call import Call, called_with
from entity_tui.cli.options import OnlyJsonOption
from entity_tui.cli.output import Format, put_json, put_table, say
from entity_tui.domain.counted import counted

app = typer.Typer(no_args_is_help=True, help="Import runs; take one back.")


@app.command("list")
@called_with("store", "today")
def list_batches(
    call: Call,
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 50,
    as_json: OnlyJsonOption = False,
) -> None:
    """The newest import runs."""
    from dataclasses import asdict

    from entity_tui.services.batches import batches
    from entity_tui.services.clock import office_clock
    from entity_tui.services.store import as_administrator

    with as_administrator(call.settings()) as (database, viewer):
        found = batches(database, viewer, limit)
        zone = office_clock(database).zone
    if as_json:
        put_json([asdict(batch) | {"at": batch.at.isoformat()} for batch in found])
        return
    rows = [
        (b.run, b.feed.upper(), b.source, b.as_of, f"{b.at.astimezone(zone):%m/%d %H:%M}", b.user,
         f"{b.read:,}", f"{b.loaded:,}", f"{b.rejected:,}", "undone" if b.undone else "")
        for b in found
    ]  # fmt: skip
    heads = (
        "Run",
        "Feed",
        "File",
        "As of",
        "Finished",
        "By",
        "Read",
        "Loaded",
        "Rejected",
        "State",
    )
    put_table(heads, rows, Format.TABLE, right=(0, 6, 7, 8))


@app.command("undo")
@called_with("store", "today")
def undo(call: Call, run: Annotated[int, typer.Argument(help="The run's number.")]) -> None:
    """Take one import run back, if nothing later depends on it.

    Exit code 2: something does; it is named.
    """
    from entity_tui.services.batches import undo_batch
    from entity_tui.services.store import as_administrator

    with as_administrator(call.settings()) as (database, viewer):
        count = undo_batch(database, viewer, run)
    say(f"Run {run} is taken back: {counted(count, 'row')}. Its file can be imported again.")
