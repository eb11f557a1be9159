"""`import`: extracts in, every line accounted for (IM-01 … IM-07)."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entity_tui.cli import completion
from entity_tui.cli.call import Call, called_with
from entity_tui.cli.conflict_words import conflict_lines
from entity_tui.cli.import_status import show_status
from entity_tui.cli.night import run_night
from entity_tui.cli.options import CountsOption
from entity_tui.cli.output import put, put_json, say
from entity_tui.cli.progress import Meter
from entity_tui.domain.counted import counted
from entity_tui.errors import EntityError, UsageError
from entity_tui.settings import parse_day

if TYPE_CHECKING:
    from entity_tui.domain.viewer import Viewer
    from entity_tui.imports.feeds import Feed
    from entity_tui.services.import_extract import Imported, Options
    from entity_tui.settings import Settings
    from entity_tui.store.database import Database

_COUNTS = ("read", "loaded", "unchanged", "superseded", "waiting", "rejected")


@called_with("store", "today")
def import_files(
    call: Call,
    feed: Annotated[
        str,
        typer.Argument(
            help="A feed (e5, e1, e2 …), `all` for a directory, or `status`.",
            autocompletion=completion.feeds,
        ),
    ],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Files, - is standard input; or one directory."),
    ] = None,
    layout: Annotated[Path | None, typer.Option(help="Your own layout (TOML).")] = None,
    layouts: Annotated[
        Path | None, typer.Option(help="`all`: the directory of your own layouts.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The extract's date (YYYY-MM-DD).")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Try everything, keep nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Process a file already known.")] = False,
    max_rejects: Annotated[str, typer.Option(help="Refuse the file past N or N% rejects.")] = "",
    as_json: CountsOption = False,
) -> None:
    """Import extracts, a directory of them, or tell which are due.

    Exit code 1 where lines were rejected; of `status`, where something is late.
    """
    from entity_tui.services.import_extract import Options

    settings = call.settings()
    options = Options(
        layout=layout, as_of=parse_day(as_of, "--as-of"), dry_run=dry_run, force=force,
        max_rejects=max_rejects, today=settings.today,
    )  # fmt: skip
    if feed.lower() == "all":
        raise typer.Exit(run_night(settings, _one(files), options, layouts, as_json))
    if feed.lower() == "status":
        raise typer.Exit(show_status(settings, as_json))
    if not files:
        raise UsageError(f"import {feed}: name a file, or - for standard input")
    done = run_imports(settings, feed, files, options, quiet=as_json)
    if as_json:
        put_json(summary(done))
    raise typer.Exit(1 if any(result.rejected for result in done) else 0)


def _one(files: list[str] | None) -> str:
    if not files or len(files) != 1:
        raise UsageError("`import all` takes one directory")
    return files[0]


def run_imports(
    settings: Settings, feed: str, files: list[str], options: Options, quiet: bool = False
) -> list[Imported]:
    """Import each file in turn, telling how it goes; stops at the first that is refused."""
    from entity_tui.imports.feeds import find_feed
    from entity_tui.services.clock import office_clock
    from entity_tui.services.sign_on import sign_on
    from entity_tui.store.database import Database
    from entity_tui.store.night_lock import night_lock

    kind = find_feed(feed)
    database = Database(settings.store)
    done: list[Imported] = []
    try:
        database.require()
        clock = office_clock(database, options.today)
        viewer = sign_on(database, clock.today)
        with night_lock(database, viewer.user, clock.now()):
            for path in files:
                try:
                    done.append(_import_one(database, viewer, kind, path, options))
                except EntityError:
                    if len(files) > 1 and done:
                        say(f"{len(done)} of {len(files)} files are in; stopped at {path}.")
                    raise
                if not quiet:
                    tell(done[-1])
    finally:
        database.close()
    return done


def _import_one(
    database: Database, viewer: Viewer, kind: Feed, path: str, options: Options
) -> Imported:
    from entity_tui.imports.read import Source
    from entity_tui.services.import_extract import import_file

    with Meter(f"{kind.name.upper()} {kind.title}", sys.stderr) as meter:
        return import_file(database, viewer, kind, Source(path), options, meter.tell)


def summary(done: list[Imported]) -> dict[str, Any]:
    """The counts of all files together, and each file's own."""
    total: dict[str, Any] = {name: sum(getattr(r, name) for r in done) for name in _COUNTS}
    total["conflicts"] = sum(len(result.conflicts) for result in done)
    total["attached"] = sum(result.attached for result in done)
    total["dry_run"] = any(result.dry_run for result in done)
    total["files"] = [
        {k: v for k, v in asdict(result).items() if k != "rejects"}
        | {"rejects": [
            {"line": r.line, "code": r.code, "field": r.field, "value": r.value,
             "message": r.message} for r in result.rejects],
            "more_rejects": result.rejected - len(result.rejects)}
        for result in done
    ]  # fmt: skip
    return total


def tell(result: Imported) -> None:
    """One file's accounting in words, with its first rejects."""
    parts = " + ".join(f"{name} {getattr(result, name):,}" for name in _COUNTS[1:])
    put(f"{result.feed.upper()} {result.source}: read {result.read:,} = {parts}")
    if result.known_run:
        say(f"  this very file came in with run {result.known_run}; nothing was changed")
    if result.attached:
        say(f"  {counted(result.attached, 'line')} that had waited came in with it")
    for line in conflict_lines(result):
        say(f"  {line}")
    for reject in result.rejects:
        value = f" '{reject.value}'" if reject.value and reject.value not in reject.message else ""
        say(f"  line {reject.line:,} {reject.field}{value}: {reject.message}".replace(" :", ":"))
    if result.rejected > len(result.rejects) and result.rejects:
        more = result.rejected - len(result.rejects)
        where = "" if result.dry_run else f": entity-tui rejects list --run {result.run}"
        say(f"  … {more:,} more{where}")
    if result.dry_run:
        say("  tried only: nothing was kept")
