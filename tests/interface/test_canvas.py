"""Only changed cells are sent, and the terminal shows what was painted (UI-11)."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from screens.shared.canvas import BLANK, Canvas
from screens.shared.scrolling import best_move

STYLES = [
    None,
    Style(bold=True),
    Style(reverse=True),
    Style(dim=True),
    Style(bold=True, color="red"),
]
WIDTH, HEIGHT = 24, 9
SIZE = Size(WIDTH, HEIGHT)
CORNER = Offset(0, 0)
Spans = list[tuple[str, int]]


def strip(spans: Spans) -> Strip:
    """A line of exactly the width."""
    segments = [Segment(text, STYLES[style]) for text, style in spans]
    return Strip(segments).adjust_cell_length(WIDTH)


def painted(canvas: Canvas, lines: list[Spans]) -> str:
    """Paint a whole screen; what is sent for it."""
    update = LayoutUpdate([[strip(spans)] for spans in lines], Region(0, 0, WIDTH, HEIGHT))
    canvas.put(update, SIZE)
    return canvas.changes(CORNER)


class Shown:
    """A terminal as a model."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)

    def feed(self, text: str) -> None:
        """As with the program: lines do not wrap."""
        self.stream.feed("\x1b[?7l" + text)

    @property
    def cells(self) -> list[list[tuple[str, bool, bool, str]]]:
        """Every cell: its character, bold, reverse, colour."""
        return [
            [
                (cell.data, cell.bold, cell.reverse, cell.fg)
                for cell in (self.screen.buffer[y][x] for x in range(WIDTH))
            ]
            for y in range(HEIGHT)
        ]


_TEXT = st.text("ab ─é漢", max_size=10)
_LINE = st.lists(st.tuples(_TEXT, st.integers(0, len(STYLES) - 1)), max_size=4)
_SCREEN = st.lists(_LINE, min_size=HEIGHT, max_size=HEIGHT)


@given(st.lists(_SCREEN, min_size=2, max_size=4), st.integers(-3, 3))
def test_ui_11_the_terminal_shows_what_was_painted(screens: list[list[Spans]], shift: int) -> None:
    """UI-11: after any frames, moved lines included, as if all of it had been sent."""
    screens.append([*screens[-1][-shift:], *screens[-1][:-shift]])
    canvas, shown = Canvas(ColorSystem.STANDARD), Shown()
    for lines in screens:
        shown.feed(painted(canvas, lines))
    whole, expected = Canvas(ColorSystem.STANDARD), Shown()
    expected.feed(painted(whole, screens[-1]))
    assert shown.cells == expected.cells


def _lines(*texts: str) -> list[Spans]:
    return [[(text, 0)] for text in texts] + [[] for _ in range(HEIGHT - len(texts))]


PAGE = _lines("one", "two", "three", "four", "five", "six", "seven", "eight")


@pytest.mark.parametrize(
    ("after", "sent"),
    [
        (PAGE, ""),
        (_lines("one", "two", "thrEe", *"four five six seven eight".split()), "\x1b[3;4HE\x1b[H"),
        (_lines("one", *("",) * 7), None),
        (_lines("one", "two", "three!", *"four five six seven eight".split()), None),
        (_lines("xne", *"two three four five six seven eight".split()), "x\x1b[H"),
    ],
)
def test_ui_11_only_what_differs_is_sent(after: list[Spans], sent: str | None) -> None:
    """UI-11: nothing for the same page, a few bytes for a cell."""
    canvas = Canvas(ColorSystem.STANDARD)
    painted(canvas, PAGE)
    text = painted(canvas, after)
    assert sent is None or text == sent
    assert len(text) < 80


def test_ui_11_lines_that_moved_are_not_sent_again() -> None:
    """UI-11: the terminal moves them."""
    long = [f"line {n}".ljust(WIDTH, chr(ord("a") + n)) for n in range(HEIGHT)]
    canvas, shown = Canvas(ColorSystem.STANDARD), Shown()
    shown.feed(painted(canvas, _lines(*long)))
    text = painted(canvas, _lines("new", *long[:-1]))
    assert "\x1bM" in text and "line" not in text
    shown.feed(text)
    assert [line.rstrip() for line in shown.screen.display] == ["new", *map(str.rstrip, long[:-1])]


def test_ui_11_few_changes_are_not_worth_a_move() -> None:
    """UI-11: a move is tried where it saves something."""
    rows = [[BLANK] * 10 for _ in range(6)]
    other = [row.copy() for row in rows]
    other[0][0] = ("x", "")
    assert best_move(other, rows, BLANK) is None


def test_ui_11_after_a_resize_everything_is_sent_again() -> None:
    """UI-11: the terminal may show anything."""
    canvas = Canvas(ColorSystem.STANDARD)
    first = painted(canvas, PAGE)
    canvas.forget()
    assert canvas.changes(CORNER) == first


def test_ui_04_what_was_painted_for_a_larger_window_is_cut() -> None:
    """UI-04: a late update leaves nothing behind and makes no line longer."""
    canvas = Canvas(ColorSystem.STANDARD)
    painted(canvas, PAGE)
    late = [[Strip([Segment("x" * 30)])]]
    canvas.put(LayoutUpdate(late, Region(0, 0, 30, 1)), SIZE)
    for place in (Region(WIDTH + 6, 0, 30, 1), Region(0, HEIGHT + 2, 30, 1)):
        canvas.put(LayoutUpdate(late, place), SIZE)
    assert canvas.size == SIZE
    painted(canvas, PAGE)
    assert {len(row) for row in canvas._wanted} == {WIDTH}


def test_ui_05_without_colours_attributes_stay() -> None:
    """UI-05: a monochrome terminal gets bold and reverse, no colour."""
    canvas = Canvas(None)
    text = painted(canvas, [[("bad", 4)], *([[]] * (HEIGHT - 1))])
    assert "\x1b[1mbad" in text and "31" not in text


def test_ui_11_the_cursor_is_moved_without_a_change() -> None:
    """UI-11: only the cursor."""
    canvas = Canvas(ColorSystem.STANDARD)
    painted(canvas, PAGE)
    assert canvas.changes(Offset(3, 4)) == "\x1b[5;4H"
    assert canvas.changes(Offset(3, 4)) == ""
