"""How lines are drawn: the one sink between data and the terminal, fitted by cell width (SE-07).

A line is a tuple of pieces `(text, style name)`. Presenters make lines from `cell` and `piece`;
widgets turn them into strips here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment

from entity_tui.domain.inert import inert
from screens.shared.look import HOUSE, Look

Piece = tuple[str, str]
Line = tuple[Piece, ...]

_LETTERS = {style: chr(ord("a") + i) for i, style in enumerate(HOUSE.palette)}
# Characters that are inert and one cell wide: ASCII, Latin letters, what lines are drawn with.
_SINGLE = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x180)])) | frozenset(
    "─│┌┐└┘┬┴┼▶▸▲▼…·█▒"
)


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


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return the text, made inert, in lines of at most `width` cells; a blank text is one line.

    Lines after the first begin with `indent`. A word that is longer than a line is divided.
    """
    rows: list[str] = [""]
    room = max(2, width)
    for word in inert(" ".join(text.split())).split():
        lead = rows[-1] + " " if rows[-1].strip() else rows[-1]
        if wide(lead) + wide(word) <= room:
            rows[-1] = lead + word
            continue
        first, *others = chop_cells(word, max(2, room - wide(indent)))
        rows.append(indent + first)
        rows.extend(indent + part for part in others)
    return rows if rows[0] else rows[1:] or [""]


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
    length = 0
    for text, _ in line:
        if not _SINGLE.issuperset(text):
            break
        length += len(text)
    else:
        if length <= width:
            return (*line, (" " * (width - length), "")) if length < width else line
    kept: list[Piece] = []
    left = width
    for text, style in line:
        if left <= 0:
            break
        text = clip(text, left)
        kept.append((text, style))
        left -= wide(text)
    return (*kept, (" " * left, "")) if left > 0 else tuple(kept)


def segments(line: Line, width: int, look: Look = HOUSE) -> list[Segment]:
    """The line as segments of exactly `width` cells. Everything shown passes here."""
    palette = look.palette
    return [
        Segment(look.text(inert(text)), palette[style]) for text, style in cut(line, width) if text
    ]


def with_cursor(text: str, at: int) -> list[Piece]:
    """The text with one cell marked; `at` counts cells, so wide characters are walked."""
    x = 0
    for i, char in enumerate(text):
        if x >= at:
            return [(text[:i], ""), (char, "marked"), (text[i + 1 :], "")]
        x += wide(char)
    return [(text, "")]


def unrolled(line: Line) -> list[Line]:
    """A line of labels and values as one line for each, the label before a colon (UI-05).

    A label without a value after it, and a title alone, is told as it is.
    """
    if len(line) == 1 and line[0][1] == "title":
        return [line]
    said = [(text.strip(), style) for text, style in line if text.strip()]
    lines: list[list[Piece]] = [[]]
    followed_by = [*(style for _, style in said[1:]), "label"]
    for (text, style), then in zip(said, followed_by, strict=False):
        if style == "label" and then != "label":
            if lines[-1]:
                lines.append([])
            lines[-1].append((f" {text}:", style))
        else:
            lines[-1].append((f" {text}", style))
    return [tuple(pieces) for pieces in lines]


def changed_span(old: Line, new: Line, width: int) -> tuple[int, int] | None:
    """The first changed cell and the one after the last; None where nothing changed."""
    if old == new:
        return None
    before_text, before_styles = _flat(old, width)
    after_text, after_styles = _flat(new, width)
    if before_text and after_text:
        pairs = list(zip(before_text, before_styles, strict=True))
        others = list(zip(after_text, after_styles, strict=True))
        if pairs == others:
            return None
        first = next(x for x in range(width) if pairs[x] != others[x])
        last = next(x for x in range(width - 1, -1, -1) if pairs[x] != others[x])
        return first, last + 1
    before, after = _cells(old, width), _cells(new, width)
    differing = [x for x, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    return (differing[0], differing[-1] + 1) if differing else None


def _flat(line: Line, width: int) -> tuple[str, str]:
    """The line as text and as one style letter per cell; empty where a cell is no character."""
    fitted = cut(line, width)
    text = "".join(text for text, _ in fitted)
    if not _SINGLE.issuperset(text):
        return "", ""
    return text, "".join(_LETTERS[style] * len(text) for text, style in fitted)


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
