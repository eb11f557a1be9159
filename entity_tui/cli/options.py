"""Options more than one command takes, each in its words once."""

from __future__ import annotations

from typing import Annotated

import typer

from entity_tui.cli.output import Format

StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="The store: a file or a database URL.")
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Another user (demonstration store only)."),
]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="Take this day for today.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OnlyJsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CountsOption = Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")]
PrintOption = Annotated[bool, typer.Option("--print", help="Pages for a printer.")]
UntilOption = Annotated[str, typer.Option("--until", metavar="DATE", help="First day no more.")]
