"""The user's work lists and saved searches as lines; one is marked, one may be renamed (CC-15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.control_central.asked import read_asked
from entity_tui.domain.control_central.work_lists import LONGEST, WorkListLine
from entity_tui.keymap import Page
from screens.shared.bars import day
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, cell, with_cursor
from screens.shared.marked_list import MarkedList
from screens.shared.textbox import TextBox

_NAME, _WORK, _KEPT = 28, 16, 9


@dataclass(frozen=True, slots=True)
class Kept:
    """A work list, or a saved search (`list_id` 0)."""

    name: str
    list_id: int
    work: str
    day: str
    asked: str


def kept_list(line: WorkListLine) -> Kept:
    """A work list as a line."""
    return Kept(line.name, line.list_id, line.progress, day(line.kept_at.date()), line.asked)


def kept_search(name: str, search: str) -> Kept:
    """A saved search as a line."""
    asked = read_asked(search)
    return Kept(name, 0, "search", "", asked.shown if asked else "(cannot be read)")


class ListTable(MarkedList[Kept]):
    """Lines with name, progress, day and what was asked; stops at the ends."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.WORK, only=LISTING)

    def __init__(
        self, opened: Callable[[Kept], None], renamed: Callable[[Kept, str], None], *, id: str
    ) -> None:
        super().__init__(id=id)
        self.opened, self.renamed = opened, renamed
        self.typing: TextBox | None = None
        """The new name, while it is typed."""

    def lines(self) -> list[Line]:
        """Titles and lines."""
        if self.rows is None:
            return []
        if not self.rows:
            return [((" Nothing is kept yet: `save NAME` keeps a result list,", ""),),
                    ((" `remember NAME` a search.", ""),)]  # fmt: skip
        return [((_row("  ", "Name", "Work", "Kept", "Asked"), "label"),), *self.around()]

    def line(self, row: Kept, marked: bool) -> Line:
        """A line; the new name in its place while it is typed."""
        if not marked or self.typing is None:
            return super().line(row, marked)
        text, at = self.typing.window(_NAME - 2)
        return ("▶ ", "key"), ("[", "key"), *with_cursor(text, at), ("]", "key")

    def told(self, row: Kept) -> str:
        """Name, progress, day, what was asked."""
        return _row("", row.name, row.work, row.day, row.asked)

    def cursor_at(self) -> Offset:
        """The marked line; in it the new name while it is typed."""
        x = 3 + self.typing.window(_NAME - 2)[1] if self.typing else 0
        return super().cursor_at() + Offset(x, 0)

    def action_open(self) -> None:
        """Enter: open the marked line."""
        if self.marked is not None:
            self.opened(self.marked)

    def begin_name(self) -> None:
        """Type another name for the marked list."""
        if self.marked is not None:
            self.typing = TextBox(self.marked.name)
            self.redraw()

    def stop_name(self) -> None:
        """The name stays."""
        self.typing = None
        self.redraw()

    def take_key(self, event: events.Key) -> bool:
        """While a name is typed, text and Enter are its own."""
        if self.typing is None:
            return False
        if event.key == "enter" and self.marked is not None:
            name = self.typing.value
            self.stop_name()
            self.renamed(self.marked, name)
        elif event.is_printable and event.character:
            self.typing.type(event.character)
        elif not self.typing.edit(event.key):
            return event.key in {"tab", "shift+tab", "up", "down"}
        self.redraw()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.typing is not None:
            self.typing.type(event.text.strip()[:LONGEST])
            self.redraw()
        return self.typing is not None


def _row(mark: str, name: str, work: str, kept: str, asked: str) -> str:
    return f"{mark}{cell(name, _NAME)} {cell(work, _WORK)} {cell(kept, _KEPT)} {asked}"
