"""`rejects`: lines that were not loaded — list, show, export, correct, submit again (IM-03)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import CountsOption, FormatOption, JsonOption, OnlyJsonOption
from entity_tui.cli.output import (
    Format,
    on_terminal,
    put,
    put_json,
    put_table,
    require_file,
    say,
    write_private,
)
from entity_tui.domain.counted import counted
from entity_tui.errors import EntityError, UsageError

if TYPE_CHECKING:
    from entity_tui.domain.entity.rejects import (
        RejectKind,
        RejectRow,
        RejectView,
        Retried,
    )
    from entity_tui.services.rejects import Exported, Rejects

app = typer.Typer(
    no_args_is_help=True, help="Lines that were not loaded: see, correct, submit again."
)
RunArgument = Annotated[int, typer.Argument(help="The run's number, as `rejects list` shows it.")]
LineOption = Annotated[int, typer.Option("--line", min=0, help="One line of the run.")]
_KINDS = ("run", "feed", "file", "as_of", "lines", "field", "first", "message")
_LINES = ("run", "feed", "file", "line", "field", "value", "message")


@app.command("list")
@called
def list_rejects(
    call: Call,
    run: Annotated[int, typer.Option(help="Only this run; line by line.")] = 0,
    feed: Annotated[str, typer.Option(help="Only this feed; line by line.")] = "",
    lines: Annotated[bool, typer.Option("--lines", help="Every line of every run.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Not only what is open.")] = False,
    limit: Annotated[
        int, typer.Option(min=0, help="So many rows on a terminal; 0 is all, as in a file.")
    ] = 200,
    as_json: JsonOption = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """What is wrong and how often, the newest run first.

    With --run or --feed each line.
    """
    form = Format.JSON if as_json else form
    if form is Format.XLSX:
        require_file()
    with call.desk() as desk:
        if lines or run or feed:
            _may_leave(desk.viewer.export)
            found = _by_line(desk.rejects.rows(run, feed, everything), everything)
        else:
            found = _by_kind(desk.rejects.kinds(everything=everything))
    heads = found.heads
    if form is Format.TABLE:
        heads = tuple(head.replace("_", " ").capitalize() for head in heads)
    cut = limit if limit and form is Format.TABLE and on_terminal() else len(found.rows)
    put_table(heads, found.rows[:cut], form, right=found.right)
    if cut < len(found.rows):
        say(f"{counted(len(found.rows) - cut, 'more row')}: --limit 0 shows all.")
    say(_total(found.total, found.runs, everything))


@app.command("show")
@called
def show(
    call: Call,
    run: RunArgument,
    place: Annotated[int, typer.Argument(metavar="[LINE]", min=0, help="One line of it.")] = 0,
    line: LineOption = 0,
    as_json: OnlyJsonOption = False,
) -> None:
    """A line, what is wrong with it, its fields by name.

    Without a line the first open one.
    """
    if line and place and line != place:
        raise UsageError("Give the line once.")
    line = line or place
    with call.desk() as desk:
        _may_leave(desk.viewer.export)
        view = desk.rejects.view(run, line or _first(desk.rejects, run))
    if as_json:
        put_json(_as_data(view))
        return
    row = view.row
    put(f"Run {row.run}, {row.feed.upper()} {row.source} of {row.as_of}, line {row.line:,}")
    put(f"{row.told}  ({_state(row)})")
    put("")
    for part in view.parts:
        mark = ">" if part.name and part.name == row.field else " "
        put(f"{mark} {part.shown:<16} {part.text}")
    put("")
    put(view.text)


@app.command("export")
@called
def export_rejects(
    call: Call,
    run: Annotated[int, typer.Argument(help="The run's number; not with --all.")] = 0,
    file: Annotated[Path | None, typer.Argument(help="Where to write the lines.")] = None,
    everything: Annotated[
        str, typer.Option("--all", metavar="FILE", help="A file for every run with open rejects.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that are there already.")
    ] = False,
) -> None:
    """Open rejects, byte for byte, as a file of their layout.

    What is wrong stands in a CSV beside it.
    """
    if bool(everything) == bool(run and file):
        raise UsageError("Give a run and a file, or --all and a file.")
    with call.desk() as desk:
        if file and run:
            targets = {run: file}
        else:
            all_in = Path(everything)
            targets = {
                number: all_in.with_stem(f"{all_in.stem}-run{number}")
                for number in desk.rejects.runs()
            }
        if not force:
            _nothing_there(targets.values())
        for number, path in targets.items():
            _write(desk.rejects.export(number), path)
    if not targets:
        say("No rejected line waits.")


@app.command("retry")
@called
def retry(
    call: Call,
    run: Annotated[int, typer.Argument(help="The run's number; every run without it.")] = 0,
    file: Annotated[
        Path | None, typer.Option("--file", help="The exported file, corrected.")
    ] = None,
    line: LineOption = 0,
    text: Annotated[str | None, typer.Option(help="The corrected line.")] = None,
    as_json: CountsOption = False,
) -> None:
    """Submit open rejects again. Exit code 0 all resolved, 1 some stay open."""
    if (file or line) and not run:
        raise UsageError("--file and --line go with the run they belong to.")
    if (text is not None and not line) or (file and line):
        raise UsageError("--text goes with --line, --file with neither.")
    done: list[Retried] = []
    with call.desk() as desk:
        if file:
            done.append(desk.rejects.retry_file(run, file))
        elif line:
            done.append(desk.rejects.retry(run, {} if text is None else {line: text}, {line}))
        else:
            done += _each(desk.rejects, [run] if run else list(desk.rejects.runs()))
    if as_json:
        put_json([_counts(one) for one in done])
    else:
        for one in done:
            _tell(one)
        if not done and not run:
            say("No rejected line waits.")
    raise typer.Exit(1 if any(one.rejected or one.skipped for one in done) else 0)


@app.command("leave")
@called
def leave(
    call: Call,
    run: RunArgument,
    line: Annotated[int, typer.Option("--line", min=1, help="The line.")],
    reason: Annotated[str, typer.Option(help="Why it is left as it is.")],
) -> None:
    """Mark a reject as one that stays out of the store, and why."""
    with call.desk() as desk:
        row = desk.rejects.leave(run, line, reason)
    say(f"Line {row.line:,} of run {row.run} is left: {row.reason}")


@app.command("reopen")
@called
def reopen(
    call: Call,
    run: RunArgument,
    line: Annotated[int, typer.Option("--line", min=1, help="The line.")],
) -> None:
    """Take back that a reject is left: it is open again."""
    with call.desk() as desk:
        row = desk.rejects.reopen(run, line)
    say(f"Line {row.line:,} of run {row.run} is open again")


class _Listed(NamedTuple):
    heads: tuple[str, ...]
    rows: list[tuple[object, ...]]
    right: tuple[int, ...]
    total: int
    runs: int


def _by_kind(kinds: Sequence[RejectKind]) -> _Listed:
    rows: list[tuple[object, ...]] = [
        (k.run, k.feed.upper(), k.source, k.as_of.isoformat(), k.count, k.field or k.code, k.first,
         k.told)
        for k in kinds
    ]  # fmt: skip
    count, runs = sum(kind.count for kind in kinds), len({kind.run for kind in kinds})
    return _Listed(_KINDS, rows, (0, 4, 6), count, runs)


def _by_line(found: Sequence[RejectRow], everything: bool) -> _Listed:
    heads = (*_LINES, "state") if everything else _LINES
    rows = [_line(row, everything) for row in found]
    return _Listed(heads, rows, (0, 3), len(found), len({row.run for row in found}))


def _may_leave(export: bool) -> None:
    if not export and not on_terminal():
        raise EntityError(
            "A pipe or a file is an export, and your profile may not export taxpayer data."
        )


def _each(rejects: Rejects, runs: list[int]) -> Iterator[Retried]:
    """Run by run; one that has nothing but duplicates as they were is told and passed over."""
    for number in runs:
        try:
            yield rejects.retry(number)
        except EntityError as error:
            if len(runs) == 1:
                raise
            say(error.message)


def _first(rejects: Rejects, run: int) -> int:
    rows = rejects.rows(run, limit=1)
    if not rows:
        raise EntityError(f"Run {run} has no open rejects.", "Rejects")
    return rows[0].line


def _line(row: RejectRow, everything: bool) -> tuple[object, ...]:
    cells = (row.run, row.feed.upper(), row.source, row.line, row.field or row.code, row.value,
             row.message)  # fmt: skip
    return (*cells, _state(row)) if everything else cells


def _state(row: RejectRow) -> str:
    if row.resolved_run:
        return f"{row.state} by run {row.resolved_run}"
    return f"{row.state}: {row.reason}" if row.reason else row.state


def _total(count: int, runs: int, everything: bool) -> str:
    if not count:
        return "No rejected line waits."
    word = "" if everything else " waits" if count == 1 else " wait"
    return f"{counted(count, 'rejected line')}{word}, of {counted(runs, 'run')}."


def _as_data(view: RejectView) -> dict[str, object]:
    from dataclasses import asdict

    fields = [{"field": p.name, "column": p.column, "text": p.text} for p in view.parts]
    return asdict(view.row) | {"text": view.text, "fields": fields}


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.csv")


def _nothing_there(paths: Iterable[Path]) -> None:
    """UsageError where a file stands already: corrections may be typed into it."""
    for path in paths:
        for one in (path, _beside(path)):
            if os.path.lexists(one):
                raise UsageError(
                    f"{one} is there already, and corrections may stand in it: "
                    "name another file, or write over it with --force."
                )


def _write(found: Exported, path: Path) -> None:
    beside = _beside(path)
    write_private(path, found.content)
    write_private(beside, found.reasons.encode())
    say(
        f"{path}: {counted(found.lines, 'line')} of run {found.run}; "
        f"{beside.name} says what is wrong.\n"
        f"Correct them, then: entity-tui rejects retry {found.run} --file {path}"
    )


def _tell(done: Retried) -> None:
    from entity_tui.domain.entity.rejects import as_they_were

    put(
        f"Run {done.original} {done.feed.upper()}: submitted {done.read:,} = "
        f"loaded {done.loaded:,} + unchanged {done.unchanged:,} + superseded {done.superseded:,} "
        f"+ waiting {done.waiting:,} + rejected {done.rejected:,} (run {done.run})"
    )
    if done.attached:
        say(f"  {counted(done.attached, 'line')} that had waited came in with them")
    for line, message in done.rejects:
        say(f"  line {line:,} {message}: stays open")
    if done.rejected > len(done.rejects):
        say(f"  … {done.rejected - len(done.rejects):,} more stay open")
    if done.skipped:
        say(f"  {as_they_were(done.skipped)}")


def _counts(done: Retried) -> dict[str, object]:
    from dataclasses import asdict

    rejects = [{"line": line, "message": message} for line, message in done.rejects]
    return asdict(done) | {"resolved": done.resolved, "rejects": rejects}
