"""Lines that scroll: a whole page of text, or what a zone is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from entity_tui.keymap import Page
from screens.shared.bindings import SCROLLING, bound
from screens.shared.draw import Line, plain, unrolled, wide
from screens.shared.line_drawn import LineDrawn

Body = Callable[[int], list[Line]]


def nothing(width: int) -> list[Line]:
    """A body without lines."""
    return []


class Scrolled(LineDrawn, can_focus=True):
    """A body made for the width, shown from `top` on.

    `top` is where the user scrolled to: a shorter body shows its end meanwhile (CC-10).
    """

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.HELP, only=SCROLLING)
    DEFAULT_CSS = "Scrolled { height: 1fr; }"
    head = 0

    def __init__(self, body: Body = nothing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.body = body
        self.top = 0
        self.frozen = 0
        self._made: tuple[int, list[Line]] | None = None

    def put(self, body: Body) -> None:
        """Show another body at the same scroll."""
        self.body = body
        self._made = None
        self.redraw()

    def _body_at(self, width: int) -> list[Line]:
        """The body for a width, made once."""
        if self._made is None or self._made[0] != width:
            lines = self.body(width)
            if self.look.linear and not self.frozen:
                lines = [part for line in lines for part in unrolled(line)]
            self._made = width, lines
        return self._made[1]

    def repaint(self) -> None:
        """The look has changed: the lines may be others."""
        self._made = None
        super().repaint()

    def lines(self) -> list[Line]:
        """The visible part of the body; a frozen first line tells which part."""
        width = self.size.width
        body, start, total = self._visible(width)
        if self.frozen and total > self._room:
            place = f" {start + 1}-{start + len(body) - self.frozen} of {total} ─"
            title = plain(body[0])[: max(0, width - wide(place))]
            body = [((title, "title"), (place, "title")), *body[1:]]
        return body

    @property
    def told(self) -> list[Line]:
        """Every line of the body, as it was made last."""
        return list(self._made[1]) if self._made else []

    def _visible(self, width: int) -> tuple[list[Line], int, int]:
        body = self._body_at(width)
        fixed, rows = body[: self.frozen], body[self.frozen :]
        room = max(0, self._room)
        start = max(0, min(self.top, len(rows) - room))
        return fixed + rows[start : start + room], start, len(rows)

    @property
    def _room(self) -> int:
        """Lines that scroll: without the head and the frozen ones."""
        return self.size.height - self.head - self.frozen

    def _scroll(self, to: int) -> None:
        last = max(0, len(self._body_at(self.size.width)) - self.frozen - self._room)
        self.top = max(0, min(to, last))
        self.redraw()

    def action_scroll(self, lines: int) -> None:
        """Some lines on or back, from what is seen."""
        self._scroll(self._visible(self.size.width)[1] + lines)

    def action_page(self, pages: int) -> None:
        """A page on or back, one line kept."""
        self.action_scroll(pages * max(1, self._room - 1))

    def action_top(self) -> None:
        """To the first line."""
        self._scroll(0)

    def action_bottom(self) -> None:
        """To the last line."""
        self._scroll(10**6)
