"""The landing page of a hit, and every record that is reached from it (CC-06, CC-31, UI-03)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from entity_tui.domain.control_central.hits import HitList
from entity_tui.keymap import RECORDS
from entity_tui.reports.export.files import Table
from screens.control_central.copying import record_copied
from screens.control_central.dashboard import Dashboard
from screens.control_central.drilling import Entries, Links
from screens.control_central.record_keys import RecordKeys
from screens.control_central.record_view import PLACES
from screens.control_central.work_marks import WorkMarks
from screens.control_central.zone_grid import ZoneGrid
from screens.shared.bars import Bar
from screens.shared.bindings import SCROLLING, bound
from screens.shared.clipboard import Copied
from screens.shared.exporting import lines_table
from screens.shared.lane import Holds, Lane
from screens.shared.reception import Reception


class RecordScreen(WorkMarks, RecordKeys):
    """One entry of a list at a time; leaving gives the list the entry stepped to."""

    BINDINGS: ClassVar[list[BindingType]] = bound(*RECORDS, without=SCROLLING)

    def __init__(
        self,
        reception: Reception,
        hits: HitList | Entries,
        index: int,
        left: Callable[[int, bool], None] = lambda index, to_list: None,
        zone: str = "",
    ) -> None:
        """`left` is told the entry stepped to, and whether the list (or the criteria) is next.

        `zone` is called at once.
        """
        super().__init__(reception, hits, index)
        self.left = left
        self.called = self.alone = self.wanted_zone = zone
        self.revealing: Lane[None] = Lane(self, reception, Holds.PAGE)

    def compose(self) -> ComposeResult:
        """Two context lines, zones and beside them the dashboard, message, keys."""
        self.hold()
        yield Bar(id="context")
        yield Bar(id="balances")
        with Horizontal():
            yield ZoneGrid(PLACES, self.reordered, id="zones")
            yield Dashboard(id="dashboard")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read the entry; the first zone has the focus."""
        self.turn()
        self.read()

    def on_resize(self) -> None:
        """The first context line fits the width, the zones the page."""
        self.lay_out()
        self.show_context()

    # -- opening --------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Enter: open what the marked line names; a zone that is a title opens itself."""
        zone, view = self.zone, self.view
        if zone.kind in self.order.collapsed and not self.alone:
            self.grid.action_collapse()
            return
        line = -1 if zone.marked_source is None else zone.marked_source
        body = self.body_of(zone.kind)
        if body.enter is not None and body.enter(line):
            return
        found = body.links.at(line) if view else ()
        if not found:
            self.say("Nothing to open on this line.")
        elif len(found) == 1:
            self._open_link(zone.kind, body.links, body.links.lines[line][0])
        else:
            self._ask_which_record(zone.kind, body.links, line)

    def _ask_which_record(self, name: str, links: Links, line: int) -> None:
        values = [(str(n), self.named(entry)) for n, entry in enumerate(links.at(line), 1)]
        self.ask_which(
            "Which one?", values,
            lambda value: self._open_link(name, links, links.lines[line][int(value) - 1]),
        )  # fmt: skip

    def _open_link(self, name: str, links: Links, index: int) -> None:
        listed = Entries(links.records, links.of, listed=len(links.records) > 1)
        self.open_entries(listed, index, partial(self._to_line_of, name, links))

    def _to_line_of(self, name: str, links: Links, index: int) -> None:
        zone = self.grid.zone(name)
        if zone is not None and index not in links.lines.get(zone.marked_source or 0, ()):
            zone.mark_source(links.line_of(index))

    def open_entries(
        self, listed: Entries, index: int, came_back: Callable[[int], None] | None = None,
        zone: str = "",
    ) -> None:  # fmt: skip
        """Open a record over the page; `came_back` is told the entry stepped to."""
        self.message.hush()
        left = partial(self._came_back, came_back)
        page = RecordScreen(self.reception, listed, index, left, zone)
        page.around = self.told_record
        self.app.push_screen(page)

    def _came_back(
        self, came_back: Callable[[int], None] | None, index: int, to_list: bool
    ) -> None:
        """Back from a record opened here: to the line of the one stepped to, or on to the list."""
        if not to_list:
            self._leave(to_list=False)
        elif came_back is not None:
            came_back(index)

    def ask_which(
        self,
        title: str,
        values: Sequence[tuple[str, str]],
        taken: Callable[[str], None],
        start: str = "",
    ) -> None:
        """A list of values over the page."""
        from screens.shared.panels import Values

        self.app.push_screen(Values(title, values, start, taken))

    def to_copy(self, what: str) -> Copied | None:
        """The marked line, or the whole zone where none is; the number of the account."""
        context, ref = self.context, self.entry.ref
        found = record_copied(self.zone, ref, context.account_id, what) if self.view else None
        if found is None or what == "id" or not self.revealed:
            return found
        return replace(found, whole=True, subject=context.subject)

    def to_export(self, whole: bool) -> Table | None:
        """The lines of the marked zone, identifiers as they are shown."""
        zone = self.zone
        return lines_table(zone.title, zone.told, self.revealed) if self.view else None

    # -- masks ----------------------------------------------------------------------------------

    def action_reveal(self) -> None:
        """F11: show the identifiers, which is recorded first; again masks them."""
        if self.revealed:
            self.revealed = False
            self.show()
            return
        view = self.view
        if view is None:
            return
        if not view.context.subject:
            self.say("There is nothing masked on this page.")
            return
        subject = view.context.subject
        self.revealing.ask(
            lambda desk, stop: desk.reveal("identifiers", subject), self._unmask, self.refuse
        )

    def _unmask(self, done: None) -> None:
        self.revealed = True
        self.show()
        self.say("Identifiers shown until you step away; this was recorded. F11 masks them.")

    def stepped(self) -> None:
        """Another entry: what was asked about this one is void."""
        super().stepped()
        self.revealing.drop()

    # -- leaving --------------------------------------------------------------------------------

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        super().on_unmount()
        self.on_time()
        self.stepped()
        for lane in (self.reading, self.ahead):
            lane.drop()

    def action_back(self) -> None:
        """F12: all zones again, or back to the list, at this entry."""
        if self.alone:
            self.leave_alone()
        else:
            self._leave(to_list=True)

    def action_home(self) -> None:
        """F2: back to the criteria; the list keeps this entry."""
        self._leave(to_list=False)

    def action_find(self) -> None:
        """Open the Find line of Control Central, empty, for a new search."""
        self.reception.program.criteria().action_find()

    def depart(self) -> None:
        """Give way to the criteria."""
        self._leave(to_list=False)

    def _leave(self, to_list: bool) -> None:
        self.on_unmount()
        self.dismiss()
        self.left(self.index, to_list)
