"""`demo`: a believable organisation, through the same imports, into a store of its own (IM-10)."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.output import put, say
from entity_tui.domain.clock import Clock
from entity_tui.settings import Settings


@called
def demo(
    call: Call,
    taxpayers: Annotated[int, typer.Option(min=1, max=40_000_000, help="How many.")] = 20_000,
    seed: Annotated[int, typer.Option(help="Another seed, another organisation.")] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the screens.")] = False,
    as_of: Annotated[str | None, typer.Option(help="The extracts' date (YYYY-MM-DD).")] = None,
    dirt: Annotated[
        str, typer.Option(metavar="N%", help="Known faults in this share of the lines.")
    ] = "0%",
    extracts_only: Annotated[
        Path | None,
        typer.Option(metavar="DIRECTORY", help="Only write the extract files; load nothing."),
    ] = None,
) -> None:
    """Make the demonstration store and open Control Central on it.

    With --extracts-only the files' paths are printed in the order they are to be imported; with
    --dirt truth.json beside them says of every faulty line what an import must make of it.
    """
    from entity_tui.demo.dirt import parse_share
    from entity_tui.paths import demo_store_path
    from entity_tui.settings import parse_day

    settings = call.settings()
    share = parse_share(dirt)
    if extracts_only:
        day = parse_day(as_of, "--as-of") or Clock(fixed=settings.today).today
        for path in _extracts(extracts_only, taxpayers, seed, day, share):
            put(str(path))
        return
    if not call.store:
        settings = replace(settings, store=f"sqlite:///{demo_store_path(taxpayers, seed)}")
    day = parse_day(as_of, "--as-of") or Clock(fixed=settings.today).today
    make_demo(settings, taxpayers, seed, day, share)
    if not no_open:
        from entity_tui.cli.opening import open_app

        raise typer.Exit(open_app(settings, call.as_user))


def make_demo(
    settings: Settings, taxpayers: int, seed: int, day: date, dirt: float = 0.0,
    quiet: bool = False,
) -> None:  # fmt: skip
    """Make the store, generate the extracts and import them; refused on a real store.

    `quiet` leaves the accounting out, for those who are not there to import.
    """
    from entity_tui.services import store as service

    service.require_demo_place(settings)
    for line in service.create(settings, demo=True):
        if not quiet:
            say(line)
    _load(settings, taxpayers, seed, day, dirt, quiet)


def _load(
    settings: Settings, taxpayers: int, seed: int, day: date, dirt: float, quiet: bool
) -> None:
    from entity_tui.cli.extracts import run_imports
    from entity_tui.services.import_extract import Options

    options = Options(today=max(day, Clock().today))
    with tempfile.TemporaryDirectory(prefix="entity-demo-") as folder:
        for path in _extracts(Path(folder), taxpayers, seed, day, dirt):
            feed = path.name.split("-")[0]
            run_imports(settings, feed, [str(path)], options, quiet)
    _set_options(settings)


def _extracts(folder: Path, taxpayers: int, seed: int, day: date, dirt: float) -> list[Path]:
    """The extract files in import order, as dirty as was asked for."""
    import sys

    from entity_tui.cli.progress import Meter
    from entity_tui.demo.dirt import soil
    from entity_tui.demo.generate import generate

    with Meter("Generating the demonstration", sys.stderr) as meter:
        files = generate(folder, taxpayers, seed, day, meter.tell)
    if dirt:
        say(f"What is wrong in them: {soil(files, seed, dirt)}")
    return files


def _set_options(settings: Settings) -> None:
    """A compliance rating needs an installation's start rating; the demo's is its own."""
    from entity_tui.services import store as service

    for name, value in (("rating_start", "500"), ("rating_threshold", "450")):
        service.set_option(settings, name, value)
