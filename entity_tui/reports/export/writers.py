"""Rows as CSV, as JSON or as JSON lines: everything from data is inert (UI-12, SE-07)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from entity_tui.domain.inert import inert_cell

Rows = Iterable[Sequence[Any]]


def write_csv(headers: Sequence[str], rows: Rows, target: IO[str]) -> int:
    """Rows as CSV, one after the other; how many there were."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(headers)
    number = 0
    for row in rows:
        number += 1
        writer.writerow([inert_cell(v) if isinstance(v, str) else v for v in row])
    return number


def write_json(value: Any, target: IO[str]) -> None:
    """JSON with every character beyond ASCII escaped, so that nothing in it is live."""
    json.dump(value, target, ensure_ascii=True, indent=None, default=str)
    target.write("\n")


def write_json_rows(headers: Sequence[str], rows: Rows, target: IO[str]) -> int:
    """Rows as a list of JSON objects; how many there were."""
    found = [dict(zip(headers, row, strict=True)) for row in rows]
    write_json(found, target)
    return len(found)


def write_json_lines(headers: Sequence[str], rows: Rows, target: IO[str]) -> int:
    """A JSON object on each line, amounts as numbers with all their places; how many there were."""

    def text(value: Any) -> str:
        return str(value) if isinstance(value, Decimal) else json.dumps(value, default=str)

    names = [json.dumps(header) for header in headers]
    number = 0
    for row in rows:
        number += 1
        pairs = (f"{name}: {text(value)}" for name, value in zip(names, row, strict=True))
        target.write("{" + ", ".join(pairs) + "}\n")
    return number
