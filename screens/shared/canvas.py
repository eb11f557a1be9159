"""What is on the terminal and what should be: only the cells that differ are sent (UI-11)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Offset, Size
from textual.strip import Strip

from screens.shared.scrolling import Move, best_move

Cell = tuple[str, str]
"""A character (with what combines with it) and how it is drawn; "" goes on from the cell before."""
BLANK: Cell = (" ", "")
_GAP = 4
"""So many unchanged cells are sent again rather than skipped: the move costs as much."""
_MOVES = 6
"""So many times lines are moved in one frame."""
_DEFAULTS = frozenset({"39", "49"})


class Canvas:
    """Takes what Textual paints; `changes` is what the terminal has yet to be sent."""

    def __init__(self, color_system: ColorSystem | None) -> None:
        """`color_system` None draws without colours."""
        self._colors = color_system
        self._wanted: list[list[Cell]] = []
        self._sent: list[list[Cell]] | None = None
        self._cursor: Offset | None = None

    @property
    def size(self) -> Size:
        """Columns and lines."""
        return Size(len(self._wanted[0]) if self._wanted else 0, len(self._wanted))

    def put(self, update: CompositorUpdate, size: Size) -> None:
        """Take over what was painted for a screen of this size."""
        if size != self.size:
            self._wanted = [[BLANK] * size.width for _ in range(size.height)]
            self.forget()
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                self._put_line(update.region.x, y, strips)
        elif isinstance(update, ChopsUpdate):
            for y, x1, x2 in update.spans:
                for end, (x, strip) in zip(
                    update.chop_ends[y], update.chops[y].items(), strict=False
                ):
                    if strip is not None and x <= x2 and end > x1:
                        self._put_line(x, y, [strip])

    def _put_line(self, x: int, y: int, strips: Iterable[Strip]) -> None:
        if not (0 <= y < self.size.height and 0 <= x < self.size.width):
            return  # painted before the window became smaller
        cells: list[Cell] = []
        for strip in strips:
            for text, style, _ in strip:
                cells += cells_of(text, self._code(style))
        row = self._wanted[y]
        row[x : x + len(cells)] = cells[: len(row) - x]

    def _code(self, style: Style | None) -> str:
        if not style:
            return ""
        return _code(style, self._colors)

    def forget(self) -> None:
        """The terminal may show anything: all of it is sent again."""
        self._sent = self._cursor = None

    def changes(self, cursor: Offset) -> str:
        """The sequences that bring the terminal up to date, the cursor last; "" for none."""
        pen = _Pen(self._cursor)
        if self._sent is None:
            pen.clear()
            self._sent = [[BLANK] * len(row) for row in self._wanted]
        else:
            self._sent = _moved(pen, self._wanted, self._sent)
        for y, row in enumerate(self._wanted):
            sent = self._sent[y]
            if row != sent:
                _draw_row(pen, y, row, sent)
                self._sent[y] = row.copy()
        pen.style("")
        if cursor != self._cursor or pen.text:
            pen.move(cursor.x, cursor.y)
        self._cursor = cursor
        return pen.text


@lru_cache(4096)
def _code(style: Style, colors: ColorSystem | None) -> str:
    """The numbers of the sequence that draws so."""
    if colors is None:
        style, colors = style.without_color, ColorSystem.STANDARD
    numbers = Strip.render_ansi(style, colors).split(";")
    return ";".join(number for number in numbers if number not in _DEFAULTS)


def cells_of(text: str, code: str) -> list[Cell]:
    """The cells of a text."""
    if text.isascii():
        return [(char, code) for char in text]
    cells: list[Cell] = []
    for char in text:
        width = cell_len(char)
        if width == 0 and cells:
            cells[-1] = (cells[-1][0] + char, code)
        elif width:
            cells += [(char, code), *[("", code)] * (width - 1)]
    return cells


class _Pen:
    """Writes sequences and remembers where the cursor is and how it draws."""

    def __init__(self, at: Offset | None) -> None:
        self._parts: list[str] = []
        self._x, self._y = at if at is not None else (-1, -1)
        self._code = ""

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def clear(self) -> None:
        """An empty screen, the cursor in its corner."""
        self._parts.append("\x1b[m\x1b[H\x1b[2J")
        self._x = self._y = 0

    def move(self, x: int, y: int) -> None:
        """Go to a cell."""
        if (x, y) == (self._x, self._y):
            return
        if y == self._y and x > self._x >= 0:
            self._parts.append(f"\x1b[{x - self._x}C")
        elif x == 0:
            self._parts.append(f"\x1b[{y + 1 if y else ''}H")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H")
        self._x, self._y = x, y

    def style(self, code: str) -> None:
        """Draw so from here."""
        if code != self._code:
            self._parts.append(f"\x1b[{'0;' if self._code and code else ''}{code}m")
            self._code = code

    def put(self, cells: list[Cell], width: int) -> None:
        """Draw these cells; at the end of a line of `width` the cursor's place is not known."""
        for char, code in cells:
            if char:
                self.style(code)
                self._parts.append(char)
        self._x += len(cells)
        if self._x >= width:
            self._x = self._y = -1

    def scroll(self, move: Move) -> None:
        """Move lines."""
        self._parts.append(move.sequence)
        self._x = self._y = -1  # terminals differ

    def erase(self) -> None:
        """Blanks to the end of the line."""
        self.style("")
        self._parts.append("\x1b[K")


def _moved(pen: _Pen, wanted: list[list[Cell]], sent: list[list[Cell]]) -> list[list[Cell]]:
    """Let the terminal move lines; what it shows afterwards."""
    for _ in range(_MOVES):
        move = best_move(wanted, sent, BLANK)
        if move is None:
            break
        pen.scroll(move)
        sent = move.done(sent, BLANK)
    return sent


def _draw_row(pen: _Pen, y: int, row: list[Cell], sent: list[Cell]) -> None:
    width = len(row)
    blank_from = width
    while blank_from and row[blank_from - 1] == BLANK:
        blank_from -= 1
    for start, end in _runs(row, sent, min(width, blank_from)):
        pen.move(start, y)
        pen.put(row[start:end], width)
    tail = sum(cell != BLANK for cell in sent[blank_from:])
    if tail > 2:
        pen.move(blank_from, y)
        pen.erase()
    elif tail:
        for start, end in _runs(row, sent, width, blank_from):
            pen.move(start, y)
            pen.put(row[start:end], width)


def _runs(row: list[Cell], sent: list[Cell], end: int, start: int = 0) -> Iterable[tuple[int, int]]:
    """Stretches that differ, those joined that are close; never half a wide character."""
    changed = [x for x in range(start, end) if row[x] != sent[x]]
    found: list[tuple[int, int]] = []
    for x in changed:
        if found and x - found[-1][1] <= _GAP:
            found[-1] = found[-1][0], x + 1
        else:
            found.append((x, x + 1))
    for first, last in found:
        while first > 0 and row[first][0] == "":
            first -= 1
        while last < len(row) and row[last][0] == "":
            last += 1
        yield first, last
