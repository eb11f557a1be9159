"""Files that only their owner can read, there whole or not at all (SE-08, UI-09)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from entity_tui.errors import UsageError
from entity_tui.long_work import count_work, current_work
from entity_tui.reports.export.sheet import workbook
from entity_tui.reports.export.writers import write_csv, write_json_rows

REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Request:
    """A file that is asked for, and whether one of that name may be replaced."""

    path: Path
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a page lists: its headings and rows, as they are listed."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    whole: bool = False
    """Identifiers in it are not masked."""


def _text(write: Callable[[Sequence[str], Iterable[Sequence[Any]], IO[str]], int]) -> _Write:
    def written(headers: Sequence[str], rows: Iterable[Sequence[Any]], target: IO[bytes]) -> int:
        import io

        text = io.TextIOWrapper(target, encoding="utf-8", newline="")
        count = write(headers, rows, text)
        text.flush()
        text.detach()
        return count

    return written


_Write = Callable[[Sequence[str], Iterable[Sequence[Any]], IO[bytes]], int]
_BY_ENDING: dict[str, _Write] = {
    ".csv": _text(write_csv), ".json": _text(write_json_rows), ".xlsx": workbook,
}  # fmt: skip


def read_request(text: str) -> Request:
    """`week.csv` or `week.csv replace`. Raises ValueError."""
    words = text.strip()
    name, _, last = words.rpartition(" ")
    replace = bool(name) and last == REPLACE
    name = name.strip() if replace else words
    if Path(name).suffix.lower() not in _BY_ENDING or not Path(name).stem:
        raise ValueError("'export' takes a file that ends with .csv, .json or .xlsx.")
    return Request(Path(name), replace)


def target_of(request: Request) -> Path:
    """The file to be written. UsageError where it exists and may not be replaced."""
    path = request.path.expanduser().absolute()
    if os.path.lexists(path) and not request.replace:
        raise UsageError(
            f"{path} exists. Choose another name, or add '{REPLACE}': "
            f"export {request.path} {REPLACE}",
            "Export",
        )
    if not path.parent.is_dir():
        raise UsageError(f"There is no directory {path.parent}.", "Export")
    return path


def write_table(table: Table, path: Path, replace: bool = False) -> int:
    """Write every row; how many there were. UsageError where the file cannot be written.

    The rows are counted for whoever waits; once the file is in its place it is too late to cancel.
    """
    write = _BY_ENDING[path.suffix.lower()]
    with private_file(path, replace) as file:
        return write(table.headers, _counted(table.rows), file)


def _counted(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for done, row in enumerate(rows):
        count_work(done, len(rows))
        yield row


@contextmanager
def private_file(path: Path, replace: bool = True) -> Iterator[IO[bytes]]:
    """A file only its owner can read: there once it is whole, or as it was before.

    UsageError where it cannot be written, or is there and may not be replaced.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        number = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(number, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if (work := current_work()) is not None:
                work.commits()
            if replace:
                partial.replace(path)
            else:
                os.link(partial, path)  # fails where another program made one meanwhile
        finally:
            with contextlib.suppress(FileNotFoundError):
                partial.unlink()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
