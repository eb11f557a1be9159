"""The result list: a virtual, line-drawn table that keeps its row and scroll (CC-09, CC-10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.keymap import Page
from screens.control_central.hit_columns import (
    columns_for,
    heading,
    row_text,
    widths_of,
)
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line
from screens.shared.line_drawn import LineDrawn

HEAD = 1


class HitTable(LineDrawn, can_focus=True):
    """Column titles and the rows; Tab and the arrows stop at the ends."""

    DEFAULT_CSS = "HitTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.HITS, only=LISTING)

    def __init__(
        self, moved: Callable[[], None], opened: Callable[[int], None], *, id: str
    ) -> None:
        super().__init__(id=id)
        self.moved, self.opened = moved, opened
        self.hits: HitList | None = None
        self.at = 0
        self.top = 0

    def show(self, hits: HitList) -> None:
        """A new list, its first row marked."""
        self.hits = hits
        self.at = self.top = 0
        self.redraw()

    @property
    def marked(self) -> Hit | None:
        """The marked hit."""
        return self.hits.hits[self.at] if self.hits and self.hits.hits else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.hits.hits) if self.hits else 0

    def go(self, index: int) -> None:
        """Mark a row; the view moves by half a page where it must, so that few lines are sent."""
        index = max(0, min(index, self.count - 1))
        room = max(1, self.size.height - HEAD)
        if not self.top <= index < self.top + room:
            ahead = room // 2 if abs(index - self.at) == 1 else 0
            top = index - ahead if index < self.top else index - room + 1 + ahead
            self.top = max(0, min(top, self.count - room))
        if index != self.at:
            self.at = index
            self.moved()
        self.redraw()

    def lines(self) -> list[Line]:
        """Titles and rows."""
        width, height = self.size
        if not self.hits or not self.hits.hits:
            return []
        columns = columns_for(self.hits.kind, self.hits.criteria.all_locations, width)
        widths = widths_of(columns, width)
        rows: list[Line] = [((heading(columns, widths), "label"),)]
        room = max(0, height - HEAD)
        top = max(0, min(self.top, self.count - room))
        if not top <= self.at < top + room:
            top = max(0, min(self.at, self.count - room))
        self.top = top
        for i, hit in enumerate(self.hits.hits[top : top + room], top):
            text = row_text(hit, columns, widths)
            if i != self.at:
                rows.append(((f"  {text}", ""),))
            elif self.has_focus:
                rows.append((("▶ ", "key"), (text, "marked")))
            else:
                rows.append((("▶ ", "key"), (text, "")))
        return rows

    def cursor_at(self) -> Offset:
        """The marked row."""
        return Offset(0, HEAD + self.at - self.top)

    def action_move(self, steps: int) -> None:
        """Mark the next or the row before."""
        self.go(self.at + steps)

    def action_page(self, pages: int) -> None:
        """A page on or back."""
        room = max(1, self.size.height - HEAD - 1)
        self.go(self.at + pages * room)

    def action_top(self) -> None:
        """To the first row."""
        self.go(0)

    def action_bottom(self) -> None:
        """To the last row."""
        self.go(self.count - 1)

    def action_open(self) -> None:
        """Enter: open the marked row."""
        if self.count:
            self.opened(self.at)

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click marks a row, a click on the marked row opens it."""
        index = self.top + event.y - HEAD
        if event.y >= HEAD and index < self.count:
            if index == self.at and self.has_focus:
                self.action_open()
            self.focus()
            self.go(index)
