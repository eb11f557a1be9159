"""The page of the user's work lists and saved searches (CC-15)."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.control_central.list_table import Kept, ListTable, kept_list, kept_search
from screens.shared.bars import Bar, status
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import rule
from screens.shared.lane import Lane
from screens.shared.page import PageScreen
from screens.shared.reception import Desk, Reception, Stop

_LEAVING = frozenset(("f12", "escape", "f3", "ctrl+q"))
Rows = tuple[Kept, ...]


class WorkListsScreen(PageScreen):
    """Open, rename and delete what is kept."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.WORK, without=LISTING)

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.reading: Lane[Rows] = Lane(self, reception)
        self.doing: Lane[Rows] = Lane(self, reception)
        self.doomed: Kept | None = None
        """What the next `x` deletes."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The lists."""
        return (Page.WORK,)

    @property
    def here(self) -> Page:
        """The lists."""
        return Page.WORK

    @property
    def table(self) -> ListTable:
        """The lines."""
        return self.query_one("#lists", ListTable)

    def compose(self) -> ComposeResult:
        """Status, title, lines, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield Bar(id="title")
        yield ListTable(self._open, self._rename, id="lists")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read what is kept."""
        self.put_focus(self.table)
        self.on_resize()
        self.action_refresh()
        self.settle()

    def on_resize(self) -> None:
        """The lines around fit the width."""
        desk, width = self.reception.desk, self.size.width
        viewer, today = (desk.viewer, desk.today) if desk else (None, None)
        self.query_one("#status", Bar).put(*status("Work lists", viewer, today, width))
        title = rule("Lists and searches you keep", width)
        self.query_one("#title", Bar).put(((title, "title"),))

    def action_refresh(self) -> None:
        """F5: read them again."""
        self.reading.ask(_all, self._show, self._not_read)

    def _show(self, rows: Rows) -> None:
        self.table.show(rows)
        self.call_later(self.post_message, self.Ready())

    def _not_read(self, error: EntityError) -> None:
        self.refuse(error)
        self._show(())

    def waits(self, event: events.Key | events.Paste) -> bool:
        """Keys for the lines wait for them; the way back does not."""
        back = isinstance(event, events.Key) and event.key in _LEAVING
        return self.table.rows is None and not back

    def _open(self, kept: Kept) -> None:
        self.reception.program.open_list(kept.name)

    def action_rename(self) -> None:
        """E: type another name."""
        self.doomed = None
        marked = self.table.marked
        if marked is not None and not marked.list_id:
            self.say("A saved search keeps its name: run it and `remember` it under another.")
        elif marked is not None:
            self.say("Type the new name, Enter; F12 leaves the old one.")
            self.table.begin_name()

    def _rename(self, kept: Kept, name: str) -> None:
        def work(desk: Desk, stop: Stop) -> Rows:
            desk.lists.rename(kept.list_id, name)
            return _all(desk, stop)

        self.message.hush()
        self.doing.ask(work, self.table.show, self.refuse)

    def action_delete(self) -> None:
        """X, twice: delete the marked line."""
        marked = self.table.marked
        if marked is None:
            return
        if self.doomed != marked:
            self.doomed = marked
            self.say(f"x once more deletes '{marked.name}'; nothing else is touched.")
            return
        self.doomed = None

        def work(desk: Desk, stop: Stop) -> Rows:
            if marked.list_id:
                desk.lists.remove(marked.list_id)
            else:
                desk.lists.remove_search(marked.name)
            return _all(desk, stop)

        def done(rows: Rows) -> None:
            self.table.show(rows)
            self.say(f"'{marked.name}' is deleted.")

        self.doing.ask(work, done, self.refuse)

    def action_back(self) -> None:
        """F12: give the new name up; else back to where this was opened."""
        if self.table.typing is not None:
            self.table.stop_name()
            self.message.hush()
        else:
            self.dismiss()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.reading.drop()


def _all(desk: Desk, stop: Stop) -> Rows:
    lists = map(kept_list, desk.lists.lines())
    return (*lists, *(kept_search(*saved) for saved in desk.lists.searches()))
