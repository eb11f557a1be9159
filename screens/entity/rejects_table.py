"""The open rejects as lines: run, line, field and reason; one is marked (IM-03)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from entity_tui.domain.entity.rejects import RejectRow
from entity_tui.keymap import Page
from screens.shared.bindings import SCROLLING, bound
from screens.shared.draw import Line, cell, rule
from screens.shared.marked_list import MarkedList

UNKNOWN = -1
"""How many there are, where that was not told."""
_MOVES = SCROLLING | {"move(1)", "move(-1)"}
_RUN, _FEED, _LINE, _FIELD = 6, 4, 9, 14


class RejectTable(MarkedList[RejectRow]):
    """A title, headings and rows; the mark stays on its line."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.REJECTS, only=_MOVES)
    head = 2

    def __init__(self, marked: Callable[[], None], *, id: str) -> None:
        super().__init__(id=id)
        self._told = marked
        self.total = 0
        self.run, self.feed = 0, ""

    def only(self, run: int, feed: str = "") -> None:
        """The rows are those of this run or this feed; of every run where there is neither."""
        self.run, self.feed = run, feed.upper()
        self.redraw()

    def show(self, rows: tuple[RejectRow, ...], total: int) -> None:
        """These rows, and how many there are in all."""
        self.total = total
        self.put(rows)
        self._told()

    def same(self, row: RejectRow, before: RejectRow) -> bool:
        """The same line of the same run."""
        return (row.run, row.line) == (before.run, before.line)

    def lines(self) -> list[Line]:
        """Title, headings, rows around the marked one."""
        title: Line = ((rule(f"Rejected lines{self._place}", self.size.width), "title"),)
        if self.rows is None or self.total == UNKNOWN:
            return [title]
        if not self.rows:
            return [title, ((f" No rejected line{self._which} waits.", ""),)]
        heads = _cells("Run", "Feed", "Line", "Field", "What is wrong")
        return [title, self.headings(heads), *self.around()]

    @property
    def _which(self) -> str:
        return " of this run" if self.run else f" of {self.feed}" if self.feed else ""

    @property
    def _place(self) -> str:
        of_run = f" of run {self.run}" if self.run else self._which
        return of_run + (f": {self.at + 1:,} of {self.total:,}" if self.rows else "")

    def told(self, row: RejectRow) -> str:
        """A rejected line, in columns or in words."""
        field = row.field or row.code
        if self.look.linear:
            return f"Run {row.run}, {row.feed.upper()}, line {row.line}, {field}: {row.message}"
        return _cells(str(row.run), row.feed.upper(), f"{row.line:,}", field, row.message)

    def go(self, index: int) -> None:
        """Mark a row, and tell of it where it is another."""
        before = self.at
        super().go(index)
        if self.at != before:
            self._told()


def _cells(run: str, feed: str, line: str, field: str, message: str) -> str:
    return (
        f"{cell(run, _RUN, 'right')} {cell(feed, _FEED)} {cell(line, _LINE, 'right')} "
        f"{cell(field, _FIELD)} {message}"
    )
