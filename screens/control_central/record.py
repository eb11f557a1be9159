"""The landing page of a hit, and stepping through its list (CC-10, CC-20, CC-31, UI-03)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.errors import EntityError
from entity_tui.keymap import RECORDS, Page
from screens.control_central.drilling import NO_LINKS
from screens.control_central.record_view import (
    HOUSE,
    PLACES,
    Record,
    RecordView,
    context_line,
    page_of,
    view_of,
)
from screens.control_central.zone_grid import ZoneGrid
from screens.shared.bars import Bar
from screens.shared.bindings import SCROLLING, ZONING, bound
from screens.shared.lane import Lane
from screens.shared.page import PageScreen
from screens.shared.reception import Desk, Reception, Stop
from screens.shared.zone import Zone
from screens.shared.zone_order import ZoneOrder, read_order

_AROUND = 4
"""Lines of the page that are no zone's."""
_ORDERS = {page: f"zones.{page.name.lower()}" for page in RECORDS}
"""The preferences the order of the zones is kept in."""
LATE = 0.12
"""Seconds after which an unanswered step blanks the page, so that no two taxpayers mix."""


class RecordScreen(PageScreen):
    """One entry of a hit list at a time; leaving gives the list the entry stepped to."""

    BINDINGS: ClassVar[list[BindingType]] = bound(*RECORDS, without=SCROLLING | ZONING)

    def __init__(
        self,
        reception: Reception,
        hits: HitList,
        index: int,
        left: Callable[[int, bool], None] = lambda index, to_list: None,
        of: str = "",
    ) -> None:
        """`left` is told the entry stepped to, and whether the list (or the criteria) is next.

        `of` says whose list it is where nothing was asked.
        """
        super().__init__(reception)
        self.left, self.of = left, of
        self.hits = hits
        self.index = index
        self.record: Record | None = None
        self.record_index = -1
        self.revealed = False
        self.wanted_zone = ""
        self.reading: Lane[Record] = Lane(self, reception)
        self.ahead: Lane[None] = Lane(self, reception)
        self.revealing: Lane[None] = Lane(self, reception)
        self._late: Timer | None = None
        self._direction = 1

    @property
    def hit(self) -> Hit:
        """The entry of the list this page is at."""
        return self.hits.hits[self.index]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The kind of page the entry opens."""
        return (page_of(self.hit),)

    @property
    def explained(self) -> str:
        """The title of the zone in use."""
        return self.zone.title

    @property
    def order(self) -> ZoneOrder:
        """The user's own order of this kind of page's zones."""
        return read_order(self.reception.preferences.get(_ORDERS[self.here]))

    @property
    def here(self) -> Page:
        """The kind of page."""
        return page_of(self.hit)

    @property
    def grid(self) -> ZoneGrid:
        """The places of the zones."""
        return self.query_one("#zones", ZoneGrid)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones shown, by number."""
        return self.grid.zones

    @property
    def zone(self) -> Zone:
        """The zone the user is in."""
        return self.grid.zone(self.wanted_zone) or self.zones[0]

    def compose(self) -> ComposeResult:
        """Two context lines, zones, message, keys."""
        self.hold()
        yield Bar(id="context")
        yield Bar(id="balances")
        yield ZoneGrid(PLACES, self._reordered, id="zones")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read the entry; the first zone has the focus."""
        self._turn()
        self._read()

    def on_resize(self) -> None:
        """The first context line fits the width, the zones the page."""
        self._lay_out()
        self._show_context()

    # -- reading and painting -----------------------------------------------------------------

    def _read(self, fresh: bool = False) -> None:
        hit, index = self.hit, self.index
        self.reading.ask(
            lambda desk, stop: read_record(desk, hit, fresh),
            lambda record: self._paint(record, index),
            self._unread,
        )
        if self._late is None:
            self._late = self.set_timer(LATE, self._blank)

    def _paint(self, record: Record, index: int) -> None:
        self._on_time()
        self.record, self.record_index = record, index
        self._turn()
        self._show()
        self.settle()
        self.ahead.ask(self._prefetch, lambda done: None, lambda error: None)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self._show_context()
        self.query_one("#balances", Bar).put(view.second)
        self.grid.fill(view.zones)

    def _blank(self) -> None:
        """The answer is late: show where we are and nobody's data."""
        self._late = None
        self.release()
        if self.reading.busy:
            self.record = None
            self._turn()
            self._show_context()
            self.query_one("#balances", Bar).put(((" reading…", "label"),))
            self._empty()
            self._late = self.set_timer(LATE, self._blank)

    def _on_time(self) -> None:
        if self._late is not None:
            self._late.stop()
            self._late = None

    def _unread(self, error: EntityError) -> None:
        self._on_time()
        self.record = None
        self._turn()
        self._show_context()
        self.query_one("#balances", Bar).put(((" not shown", "label"),))
        self._empty()
        self.refuse(error)
        self.release()

    def _empty(self) -> None:
        self.grid.fill({})

    def _turn(self) -> None:
        """The layout and the keys follow the kind of the entry; the wanted zone keeps the focus."""
        self.grid.put_order(HOUSE[self.here], self.order)
        self._lay_out()
        self.turn_keys()
        self.put_focus(self.zone)

    def _lay_out(self) -> None:
        width, height = self.size
        self.grid.lay_out(width, height - _AROUND, self.zone.kind, self.zone.look.linear)

    def take_look(self) -> None:
        """The user wants another look: linear, the zones stand otherwise."""
        self._lay_out()
        super().take_look()

    def _reordered(self, order: ZoneOrder, name: str, said: str) -> None:
        """The user's own order of the zones: kept, and shown at once."""
        self.hold()
        self.reception.preferences.keep(_ORDERS[self.here], order.kept())
        self.wanted_zone = name
        self._turn()
        if self._view is None:
            self._empty()
        self._show()
        self.say(said)
        self.settle()

    def _show_context(self) -> None:
        line = context_line(self.hits, self.index, self._view, self.size.width, self.of)
        self.query_one("#context", Bar).put(*line)

    @property
    def _view(self) -> RecordView | None:
        """The record on the page, if it is the entry's own and not the one stepped from."""
        if self.record is None or self.record_index != self.index:
            return None
        return view_of(self.record, self.revealed)

    def _prefetch(self, desk: Desk, stop: Stop) -> None:
        for index in (self.index + self._direction, self.index - self._direction):
            if 0 <= index < len(self.hits.hits) and not stop():
                hit = self.hits.hits[index]
                if hit.account_id:
                    desk.prefetch_account(hit.account_id, hit.person_id, hit.location_id)

    # -- keys ---------------------------------------------------------------------------------

    def action_step(self, steps: int) -> None:
        """F7 and F8: another entry of the list; the ends say so and do nothing."""
        index = self.index + steps
        count = len(self.hits.hits)
        if not 0 <= index < count:
            self.say(f"{'First' if steps < 0 else 'Last'} of {count}.")
            return
        self.message.hush()
        self.index = index
        self._direction = steps
        self.revealed = False
        self.revealing.drop()
        self._read()

    def action_refresh(self) -> None:
        """F5: read the entry again."""
        self.message.hush()
        self._read(fresh=True)

    def action_zone(self, number: int) -> None:
        """A digit: that zone, if the page has it."""
        if number <= len(self.zones):
            self.wanted_zone = self.zones[number - 1].kind
            self._lay_out()
            self.put_focus(self.zone)

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click goes to a zone."""
        for zone in self.zones:
            if zone.region.contains_point(event.screen_offset):
                self.wanted_zone = zone.kind
                self._lay_out()

    def action_next_zone(self, steps: int) -> None:
        """Tab and Shift+Tab: the next zone or the one before, round and round."""
        self.action_zone((self.zone.number - 1 + steps) % len(self.zones) + 1)

    def action_open(self) -> None:
        """Enter: open what the marked line names; a zone that is a title opens itself."""
        zone, view = self.zone, self._view
        if zone.kind in self.order.collapsed:
            self.grid.action_collapse()
            return
        links = view.zones[zone.kind].links if view else NO_LINKS
        index = links.lines.get(-1 if zone.marked is None else zone.marked)
        if links.records is None or index is None:
            self.say("Nothing to open on this line.")
            return
        self.message.hush()
        left = partial(self._came_back, zone.kind, dict(links.lines))
        page = RecordScreen(self.reception, links.records, index, left, links.of)
        self.app.push_screen(page)

    def _came_back(self, name: str, lines: dict[int, int], index: int, to_list: bool) -> None:
        """Back from a record opened here: to the line of the one stepped to, or on to the list."""
        if not to_list:
            self._leave(to_list=False)
        elif (zone := self.grid.zone(name)) and lines.get(zone.marked or 0) != index:
            zone.mark(next(line for line, number in lines.items() if number == index))

    def action_reveal(self) -> None:
        """F11: show the identifiers, which is recorded first; again masks them."""
        if self.revealed:
            self.revealed = False
            self._show()
            return
        view = self._view
        if view is None:
            return
        if not view.subject:
            self.say("There is nothing masked on this page.")
            return
        self.revealing.ask(
            lambda desk, stop: desk.reveal("identifiers", view.subject), self._unmask, self.refuse
        )

    def _unmask(self, done: None) -> None:
        self.revealed = True
        self._show()
        self.say("Identifiers shown until you step away; this was recorded. F11 masks them.")

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self._on_time()
        for lane in (self.reading, self.ahead, self.revealing):
            lane.drop()

    def action_back(self) -> None:
        """F12, F3: back to the list, at this entry."""
        self._leave(to_list=True)

    def action_home(self) -> None:
        """F2: back to the criteria; the list keeps this entry."""
        self._leave(to_list=False)

    def depart(self) -> None:
        """Give way to the criteria."""
        self._leave(to_list=False)

    def _leave(self, to_list: bool) -> None:
        self.on_unmount()
        self.dismiss()
        self.left(self.index, to_list)


def read_record(desk: Desk, hit: Hit, fresh: bool) -> Record:
    """The page of a hit, by its kind."""
    if hit.account_id:
        return desk.open_account(hit.account_id, hit.person_id, hit.location_id, fresh=fresh)
    if hit.person_id:
        return desk.open_person(hit.person_id)
    return desk.open_location(hit.location_id)
