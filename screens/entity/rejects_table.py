"""The open rejects as lines: run, line, field and reason; one is marked (IM-03)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.entity.rejects import RejectRow
from entity_tui.keymap import Page
from screens.shared.bindings import SCROLLING, bound
from screens.shared.draw import Line, cell, rule
from screens.shared.marking import Marking

HEAD = 2
UNKNOWN = -1
"""How many there are, where that was not told."""
_MOVES = SCROLLING | {"move(1)", "move(-1)"}
_RUN, _FEED, _LINE, _FIELD = 6, 4, 9, 14


class RejectTable(Marking, can_focus=True):
    """A title, headings and rows; stops at the ends."""

    DEFAULT_CSS = "RejectTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.REJECTS, only=_MOVES)

    def __init__(self, marked: Callable[[], None], *, id: str) -> None:
        super().__init__(id=id)
        self._told = marked
        self.rows: tuple[RejectRow, ...] | None = None
        self.total = 0
        self.run = 0

    def only(self, run: int) -> None:
        """The rows are those of this run; of every run where it is 0."""
        self.run = run
        self.redraw()

    def show(self, rows: tuple[RejectRow, ...], total: int) -> None:
        """These rows; the mark stays on its line, or on the place it had."""
        before = self.marked
        self.rows, self.total = rows, total
        here = [i for i, row in enumerate(rows) if before and _same(row, before)]
        self.at = here[0] if here else max(0, min(self.at, len(rows) - 1))
        self.redraw()
        self._told()

    @property
    def marked(self) -> RejectRow | None:
        """The marked row."""
        return self.rows[self.at] if self.rows else None

    @property
    def _top(self) -> int:
        room = self.size.height - HEAD
        return max(0, min(self.at - room // 2, len(self.rows or ()) - room))

    def lines(self) -> list[Line]:
        """Title, headings, rows around the marked one."""
        width = self.size.width
        title: Line = ((rule(f"Rejected lines{self._place}", width), "title"),)
        if self.rows is None or self.total == UNKNOWN:
            return [title]
        if not self.rows:
            return [title, ((f" No rejected line{' of this run' if self.run else ''} waits.", ""),)]
        heads = _cells("Run", "Feed", "Line", "Field", "What is wrong")
        if self.look.linear:
            heads = ""
        shown: list[Line] = [title, ((f"  {heads}", "label"),)]
        top = self._top
        for i, row in enumerate(self.rows[top : top + max(0, self.size.height - HEAD)], top):
            text = self._row(row)
            shown.append(
                (("▶ ", "key"), (text, "marked")) if i == self.at else (("  ", ""), (text, ""))
            )
        return shown

    @property
    def _place(self) -> str:
        of_run = f" of run {self.run}" if self.run else ""
        return of_run + (f": {self.at + 1:,} of {self.total:,}" if self.rows else "")

    def _row(self, row: RejectRow) -> str:
        field = row.field or row.code
        if self.look.linear:
            return f"Run {row.run}, {row.feed.upper()}, line {row.line}, {field}: {row.message}"
        return _cells(str(row.run), row.feed.upper(), f"{row.line:,}", field, row.message)

    def cursor_at(self) -> Offset:
        """The marked row."""
        return Offset(0, HEAD + self.at - self._top)

    @property
    def count(self) -> int:
        """How many rows are here."""
        return len(self.rows or ())

    @property
    def page_lines(self) -> int:
        """What is shown, less a line."""
        return self.size.height - HEAD - 1

    def go(self, index: int) -> None:
        """Mark a row, and tell of it where it is another."""
        before = self.at
        super().go(index)
        if self.at != before:
            self._told()


def _same(row: RejectRow, other: RejectRow) -> bool:
    return (row.run, row.line) == (other.run, other.line)


def _cells(run: str, feed: str, line: str, field: str, message: str) -> str:
    return (
        f"{cell(run, _RUN, 'right')} {cell(feed, _FEED)} {cell(line, _LINE, 'right')} "
        f"{cell(field, _FIELD)} {message}"
    )
