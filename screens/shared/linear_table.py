"""A table told without columns: each value on a line of its own after its heading; pure (UI-05)."""

from __future__ import annotations

from collections.abc import Sequence

from screens.shared.draw import Line, plain

WIDE = 160
"""Cells a table is made for where it is told so: no column is left out for want of room."""
_STRAY = 0.2
"""The share of the rows that may cross the gap between two columns."""
_BESIDE = frozenset({"label", "warn"})
Span = tuple[int, int]


def told_by_value(lines: Sequence[Line]) -> list[list[Line]]:
    """Of each line of a table the lines that tell it; the first, its headings, tells their number.

    A line under the table that is no row of it is told as it is.
    """
    if not lines:
        return []
    heading, texts = plain(lines[0]), [plain(line) for line in lines]
    rows = [y for y in range(1, len(lines)) if _is_row(lines[y])]
    spans = columns(heading, [texts[y] for y in rows])
    count = f" {len(rows)} {'entry' if len(rows) == 1 else 'entries'}"
    told: list[list[Line]] = [[((count, "label"),)]]
    for y in range(1, len(lines)):
        if y in rows:
            told.append(_row(rows.index(y) + 1, cells(heading, texts[y], spans)))
        else:
            told.append([lines[y]])
    return told


def _is_row(line: Line) -> bool:
    styles = {style for text, style in line if text.strip()}
    return bool(styles - _BESIDE)


def _row(number: int, found: Sequence[tuple[str, str]]) -> list[Line]:
    lines: list[Line] = []
    for heading, value in found:
        start = f" {number}. " if not lines else "    "
        label = ((f"{heading}: ", "label"),) if heading else ()
        lines.append(((start, ""), *label, (value, "")))
    return lines or [((f" {number}.", ""),)]


def columns(heading: str, rows: Sequence[str]) -> list[Span]:
    """Where the columns begin and end: gaps are blank in the heading and in nearly every row."""
    width = max(map(len, (heading, *rows)), default=0)
    padded = [row.ljust(width) for row in rows]
    most = int(len(rows) * _STRAY)
    spans: list[Span] = []
    begun: int | None = None
    for x, char in enumerate(heading.ljust(width)):
        gap = char == " " and sum(row[x] != " " for row in padded) <= most
        if gap and begun is not None:
            spans.append((begun, x))
            begun = None
        elif not gap and begun is None:
            begun = x
    if begun is not None:
        spans.append((begun, width))
    named = _named(heading, spans)
    if named:
        named[0] = (0, named[0][1])
        named[-1] = (named[-1][0], width)
    return named


def _named(heading: str, spans: Sequence[Span]) -> list[Span]:
    """Columns without a heading belong to the one before."""
    named: list[Span] = []
    for start, end in spans:
        if named and not heading[start:end].strip():
            named[-1] = (named[-1][0], end)
        else:
            named.append((start, end))
    return named


def cells(heading: str, row: str, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Heading and value of each column of a row; a value that crosses a gap is told with both."""
    found: list[tuple[str, str]] = []
    for start, end in _joined(row, spans):
        value = " ".join(row[start:end].split())
        if value:
            found.append((" ".join(heading[start:end].split()), value))
    return found


def _joined(row: str, spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and row[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
