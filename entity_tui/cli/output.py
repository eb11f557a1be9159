"""What commands print: every string from data passes the sink here (SE-07, UI-12)."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import Any

from entity_tui.domain.inert import inert
from entity_tui.errors import UsageError
from entity_tui.reports.export.files import private_file
from entity_tui.reports.export.writers import write_csv, write_json, write_json_lines


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
    write_json(value, sys.stdout)


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
        put_sheet(headers, rows)
    elif form is Format.CSV:
        put_csv(headers, rows)
    else:
        _put_text(headers, rows, right)


def put_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Rows as CSV, one after the other; how many there were."""
    return write_csv(headers, rows, sys.stdout)


def put_json_lines(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A JSON object on each line, amounts as numbers with all their places; how many there were."""
    return write_json_lines(headers, rows, sys.stdout)


def put_sheet(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Rows as a workbook, put once it is whole; how many there were."""
    import shutil
    from tempfile import TemporaryFile

    from entity_tui.reports.export.sheet import workbook

    require_file()
    sys.stdout.flush()
    with TemporaryFile() as whole:
        number = workbook(headers, rows, whole)
        whole.seek(0)
        shutil.copyfileobj(whole, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return number


@contextmanager
def into_file(path: Path | None) -> Iterator[None]:
    """What is put meanwhile goes into this file, which only its owner can read; None is stdout.

    The file is there when it is whole, or as it was before; UsageError where it cannot be written.
    """
    if path is None:
        yield
        return
    with private_file(path) as target:
        file = io.TextIOWrapper(target, encoding="utf-8", newline="")
        with redirect_stdout(file):
            yield
        file.flush()
        file.detach()


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
