"""How lines are drawn: the one sink between data and the terminal, fitted by cell width (SE-07).

A line is a tuple of pieces `(text, style name)`. Presenters make lines from `cell` and `piece`;
widgets turn them into strips here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from entity_tui.domain.inert import inert

Piece = tuple[str, str]
Line = tuple[Piece, ...]

STYLES: dict[str, Style | None] = {
    "": None,
    "label": Style(dim=True),
    "title": Style(bold=True),
    "focus": Style(bold=True, reverse=True),
    "marked": Style(reverse=True),
    "warn": Style(bold=True, color="red"),
    "key": Style(bold=True),
}
_UNCHANGED = 8  # as many unchanged cells cost less to send than to jump over


def cell(text: str, width: int, align: str = "left") -> str:
    """The text made inert and exactly `width` cells wide; what is cut ends in `…`."""
    safe = inert(text)
    length = len(safe) if safe.isascii() else cell_len(safe)
    if length > width:
        return f"{set_cell_size(safe, width - 1)}…" if width > 0 else ""
    pad = " " * (width - length)
    return pad + safe if align == "right" else safe + pad


def clip(text: str, width: int) -> str:
    """The text made inert and at most `width` cells wide."""
    safe = inert(text)
    length = len(safe) if safe.isascii() else cell_len(safe)
    return safe if length <= width else cell(safe, width)


def wide(text: str) -> int:
    """How many cells the text takes once it is inert."""
    safe = inert(text)
    return len(safe) if safe.isascii() else cell_len(safe)


def plain(line: Line) -> str:
    """The line's text, as it is shown."""
    return "".join(inert(text) for text, _ in line)


def rule(text: str, width: int) -> str:
    """`── text ─────────` over the whole width."""
    head = clip(f"── {text} ", width)
    return head + "─" * (width - wide(head))


def apart(left: Line, right: Line, width: int) -> Line:
    """Left and right pieces with blanks between; the left gives way."""
    room = max(0, width - sum(wide(text) for text, _ in right))
    return (*cut(left, room), *right)


def cut(line: Line, width: int) -> Line:
    """The line exactly `width` cells wide: its last piece cut, or blanks added."""
    kept: list[Piece] = []
    left = width
    for text, style in line:
        if left <= 0:
            break
        text = clip(text, left)
        kept.append((text, style))
        left -= wide(text)
    return (*kept, (" " * left, "")) if left > 0 else tuple(kept)


def segments(line: Line, width: int) -> list[Segment]:
    """The line as segments of exactly `width` cells. Everything shown passes here."""
    return [Segment(inert(text), STYLES[style]) for text, style in cut(line, width) if text]


def changed_span(old: Line, new: Line, width: int) -> tuple[int, int] | None:
    """The first changed cell and the one after the last; None where nothing changed."""
    if old == new:
        return None
    before, after = _cells(old, width), _cells(new, width)
    differing = [x for x, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    return (differing[0], differing[-1] + 1) if differing else None


def _cells(line: Line, width: int) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    for text, style in cut(line, width):
        if text.isascii():
            cells += [(char, style) for char in text]
            continue
        for char in text:
            size = cell_len(char)
            if size == 0 and cells:
                cells[-1] = (cells[-1][0] + char, style)
            else:
                cells += [(char, style)] + [(f"{char} goes on", style)] * (size - 1)
    return (cells + [(" ", "")] * width)[:width]


def column_rule(widths: Iterable[int]) -> int:
    """The total width of columns with one blank between them."""
    sizes = list(widths)
    return sum(sizes) + max(0, len(sizes) - 1)
