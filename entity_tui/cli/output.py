"""What commands print: every string from data passes the sink here (SE-07, UI-12)."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from entity_tui.domain.inert import inert, inert_cell
from entity_tui.errors import UsageError


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def say(text: str) -> None:
    """Narration, to stderr."""
    sys.stderr.write("\n".join(inert(line) for line in text.split("\n")) + "\n")


def put(text: str) -> None:
    """A line of data, to stdout."""
    sys.stdout.write(inert(text) + "\n")


def put_json(value: Any) -> None:
    """JSON with every character beyond ASCII escaped, so that nothing in it is live."""
    json.dump(value, sys.stdout, ensure_ascii=True, indent=None, default=str)
    sys.stdout.write("\n")


def put_pages(text: str) -> None:
    """Pages for a printer, to stdout: form feeds between them stay, nothing else in it is live."""
    pages = ("\n".join(map(inert, page.split("\n"))) for page in text.split("\f"))
    sys.stdout.write("\f".join(pages))


def put_table(
    headers: Sequence[str], rows: Iterable[Sequence[Any]], form: Format, right: Sequence[int] = ()
) -> None:
    """Rows as a table, CSV, a list of JSON objects or a workbook; `right` columns are numbers."""
    if form is Format.JSON:
        put_json([dict(zip(headers, row, strict=True)) for row in rows])
    elif form is Format.XLSX:
        _put_sheet(headers, rows)
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headers)
        for row in rows:
            writer.writerow([inert_cell(v) if isinstance(v, str) else v for v in row])
    else:
        _put_text(headers, rows, right)


def _put_sheet(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from entity_tui.cli.sheet import workbook

    require_file()
    sys.stdout.flush()
    sys.stdout.buffer.write(workbook(headers, rows))
    sys.stdout.buffer.flush()


def require_file() -> None:
    """UsageError where a workbook would land on somebody's terminal."""
    if on_terminal():
        raise UsageError("A workbook goes to a file: add `> list.xlsx` to the command.")


def _put_text(headers: Sequence[str], rows: Iterable[Sequence[Any]], right: Sequence[int]) -> None:
    from tabulate import tabulate

    cells = [["" if v is None else inert(str(v)) for v in row] for row in rows]
    align = ["right" if i in right else "left" for i in range(len(headers))]
    sys.stdout.write(
        tabulate(cells, headers=list(headers), tablefmt="simple", colalign=align if cells else None,
                 disable_numparse=True) + "\n"
    )  # fmt: skip


def write_private(path: Path, content: bytes) -> None:
    """A file only its owner can read; UsageError where it cannot be written."""
    try:
        number = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as out:
            os.fchmod(number, 0o600)
            out.write(content)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def on_terminal() -> bool:
    """Is stdout a person's terminal? If not, printing is exporting (SE-05)."""
    return sys.stdout.isatty()
