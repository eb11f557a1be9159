"""The page of the user's work lists and saved searches (CC-15)."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from screens.control_central.list_table import Kept, ListTable, kept_list, kept_search
from screens.shared.bindings import LISTING, bound
from screens.shared.lane import Lane
from screens.shared.listing_page import ListingPage
from screens.shared.reception import Desk, Reception, Stop

Rows = tuple[Kept, ...]


class WorkListsScreen(ListingPage[ListTable]):
    """Open, rename and delete what is kept."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.WORK, without=LISTING)
    page, place = Page.WORK, "Work lists"
    heading = "Lists and searches you keep"

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception, ListTable(self._open, self._rename, id="lists"))
        self.reading: Lane[Rows] = self.lane()
        self.doing: Lane[Rows] = Lane(self, reception)

    @property
    def typing(self) -> bool:
        """A name is typed."""
        return self.table.typing is not None

    def stop_typing(self) -> None:
        """The name stays."""
        self.table.stop_name()

    def action_refresh(self) -> None:
        """F5: read them again."""
        self.reading.ask(_all, self._show, self._not_read)

    def _show(self, rows: Rows) -> None:
        self.table.put(rows)

    def to_export(self, whole: bool) -> Table | None:
        """The lists and searches."""
        rows = tuple((row.name, row.work, row.day, row.asked) for row in self.table.rows or ())
        return Table("work lists", ("name", "work", "saved", "search"), rows)

    def _not_read(self, error: EntityError) -> None:
        self.table.put(())
        self.refused(error)

    def _open(self, kept: Kept) -> None:
        self.reception.program.open_list(kept.name)

    def action_rename(self) -> None:
        """E: type another name."""
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
        self.doing.ask(work, self.table.put, self.refuse, "Renaming")

    def action_delete(self) -> None:
        """X: delete the marked line, once a word is typed."""
        from screens.shared.confirm import Confirm

        marked = self.table.marked
        if marked is None:
            return
        what = "work list" if marked.list_id else "saved search"
        effects = (f"The {what} '{marked.name}' will be deleted.", "Taxpayers are not changed.")
        self.app.push_screen(Confirm(f"Delete {what}", effects, lambda: self._delete(marked)))

    def _delete(self, marked: Kept) -> None:
        def work(desk: Desk, stop: Stop) -> Rows:
            if marked.list_id:
                desk.lists.remove(marked.list_id)
            else:
                desk.lists.remove_search(marked.name)
            return _all(desk, stop)

        def done(rows: Rows) -> None:
            self.table.put(rows)
            self.say(f"'{marked.name}' is deleted.")

        self.doing.ask(work, done, self.refuse, "Deleting")


def _all(desk: Desk, stop: Stop) -> Rows:
    lists = map(kept_list, desk.lists.lines())
    return (*lists, *(kept_search(*saved) for saved in desk.lists.searches()))
