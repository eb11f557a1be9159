"""Lines of a page with one marked: the keys move the mark, Enter opens what it names."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.entity.month_view import MonthView
from entity_tui.keymap import Page
from screens.entity.month_lines import Row, hours_sides, month_rows
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, plain
from screens.shared.marking import Marking
from screens.shared.page import PageScreen
from screens.shared.question import Question


class MonthTable(Marking):
    """A month's lines; the mark begins at the first that opens something."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.MONTH, only=LISTING)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.view: MonthView | None = None
        self.asking: Question | None = None
        """What is typed before a step, at the foot."""
        self._made: tuple[int, bool, int, list[Row]] | None = None
        self.side = 0
        """Columns of hours scrolled out of sight at the left; the name stays."""
        self._opened = False
        """Did the marked line open something?"""

    def show(self, view: MonthView | None) -> None:
        """This month; unless a step was done, the mark stays, on what opens something.

        Else it goes to what stops the approval, or to the top, where the state stands.
        """
        before, self.view, self._made = self.view, view, None
        opened = before is not None and self.at < self.count and self._opened
        self.at = max(0, min(self.at, self.count - 1))
        moved = before is None or view is None or _moved(before, view)
        if moved or (opened and not self.rows[self.at].opens):
            openings = (at for at, row in enumerate(self.rows) if row.opens)
            self.at = next(openings, 0) if view and view.blockers else 0
        self._mark_opens()
        self.redraw()

    def _mark_opens(self) -> None:
        self._opened = self.marked is not None and self.marked.opens

    @property
    def rows(self) -> list[Row]:
        """The lines for this width, made once."""
        if self.view is None:
            return []
        self.side = min(self.side, hours_sides(self.view, self.size.width))
        key = self.size.width, self.look.linear, self.side
        if self._made is None or self._made[:3] != key:
            made = month_rows(self.view, *key)
            self._made = *key, made
            self.at = max(0, min(self.at, len(made) - 1))
        return self._made[3]

    def action_side(self, key: str) -> None:
        """Left, right: scroll the columns of hours; the name stays."""
        if self.view is None or self.look.linear:
            return
        sides = hours_sides(self.view, self.size.width)
        before, self.side = self.side, max(0, min(sides, self.side + (1 if key == "right" else -1)))
        if self.side == before and isinstance(self.screen, PageScreen):
            where = "right" if key == "right" else "left"
            self.screen.say(f"There is no column further {where}.")
        self.redraw()

    @property
    def marked(self) -> Row | None:
        """The marked line."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    @property
    def _room(self) -> int:
        """Lines of the month that fit."""
        return max(0, self.size.height - (self.asking.height if self.asking else 0))

    def lines(self) -> list[Line]:
        """What fits, around the marked line; what is asked at the foot."""
        top, room = self._top, self._room
        shown = [
            (("▶", "key"), (plain(row.line)[1:], "marked")) if i == self.at else row.line
            for i, row in enumerate(self.rows[top : top + room], top)
        ]  # fmt: skip
        if self.asking is None:
            return shown
        return [*shown, *[()] * (room - len(shown)), *self.asking.lines(self.size.width)]

    def ask(self, asking: Question | None) -> None:
        """Ask something, or nothing any more."""
        self.asking = asking
        self.redraw()

    def take_key(self, event: events.Key) -> bool:
        """While something is asked, text and Enter are its own."""
        taken = self.asking is not None and self.asking.take_key(event)
        if taken:
            self.redraw()
        return taken

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.asking is not None:
            self.asking.box.type(event.text.strip("\r\n"))
            self.redraw()
        return self.asking is not None

    def repaint(self) -> None:
        """The look has changed: the lines may be others."""
        self._made = None
        super().repaint()

    def cursor_at(self) -> Offset:
        """The marked line, or the box."""
        if self.asking is not None:
            return self.asking.cursor_at(self.size.width) + Offset(0, self._room)
        return super().cursor_at()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows)

    def go(self, index: int) -> None:
        """Mark a line."""
        super().go(index)
        self._mark_opens()

    def step(self, steps: int) -> bool:
        """To the next line that opens something, or the one before; False where there is none."""
        return self.seek(lambda at: self.rows[at].opens, steps)


def _moved(before: MonthView, after: MonthView) -> bool:
    """Is it another group or month, or was a step done meanwhile?"""
    return (before.group, before.month.code, len(before.steps)) != (
        after.group, after.month.code, len(after.steps)
    )  # fmt: skip
