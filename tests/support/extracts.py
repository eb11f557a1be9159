"""Extract files of the demo read back plainly, and the seed and day the tests use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

AS_OF = date(2026, 11, 21)
SEED = 7


@dataclass(frozen=True)
class Extract:
    """A file's column names, its lines as written and as rows, and its trailer."""

    columns: list[str]
    lines: list[str]
    rows: list[dict[str, str]]
    trailer: list[str]


def read(path: Path) -> Extract:
    head, *lines, trailer = path.read_text(encoding="utf-8").splitlines()
    columns = head.split("|")
    rows = [dict(zip(columns, line.split("|"), strict=True)) for line in lines]
    return Extract(columns, lines, rows, trailer.split("|"))


def by_feed(files: list[Path]) -> dict[str, Path]:
    """The files of a demo under the names of their feeds, in import order."""
    return {path.name.split("-")[0]: path for path in files}
