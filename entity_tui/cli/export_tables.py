"""`export tables` and `export table`: everything in the store can leave again (IM-11)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from entity_tui.cli import completion
from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption
from entity_tui.cli.output import (
    Format,
    into_file,
    put_csv,
    put_json_lines,
    put_sheet,
    put_table,
    say,
)


class TableFormat(StrEnum):
    """How a whole table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


@called
def tables(call: Call, form: FormatOption = Format.TABLE) -> None:
    """The tables you may take along, and what is in each."""
    with call.desk() as desk:
        put_table(("table", "holds"), desk.tables.known(), form)


@called
def table(
    call: Call,
    name: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", help="See `export tables`.", autocompletion=completion.tables
        ),
    ],
    form: Annotated[
        TableFormat, typer.Option("--format", help="CSV, JSON lines or a workbook.")
    ] = TableFormat.CSV,
    out: Annotated[Path | None, typer.Option("--out", help="A file, whole or not at all.")] = None,
) -> None:
    """A whole table, as far as your profile reaches; on record.

    Money and hours have two places, days and instants are ISO 8601, identifiers whole or masked
    as your profile says. Needs the right to export.
    """
    with call.desk() as desk, desk.tables.leaving(name) as leaving, into_file(out):
        count = _WRITERS[form](leaving.columns, leaving.rows)
    say(f"{name}: {count:,} rows")


_WRITERS = {
    TableFormat.CSV: put_csv, TableFormat.JSONL: put_json_lines, TableFormat.XLSX: put_sheet,
}  # fmt: skip
