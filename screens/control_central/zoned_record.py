"""The zones of a record page: which is in use, which is alone, which are called (UI-04, UI-15)."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from entity_tui.domain.control_central.hits import HitList
from entity_tui.keymap import ARRANGED, Page, keys_of
from screens.control_central.allocation_zone import AllocationZone
from screens.control_central.bill_graph import BillGraph
from screens.control_central.drilling import Entries
from screens.control_central.own_zone import OwnZone
from screens.control_central.record_page import RecordPage
from screens.control_central.record_view import HOUSE, ON_CALL, TREES
from screens.control_central.timeline_zone import TimelineZone
from screens.control_central.tree_zone import TreeZone
from screens.control_central.zone_body import NOTHING, ZoneBody
from screens.control_central.zone_grid import UNDO, ZoneGrid
from screens.shared.lane import Holds, Lane
from screens.shared.reception import Reception
from screens.shared.zone import Zone
from screens.shared.zone_order import ZoneOrder, ZoneSpec, read_order

_AROUND = 4
"""Lines of the page that are no zone's."""
_OF_ONE_ZONE = frozenset({"collapse", "hide", "move(-1)", "move(1)"})
"""Changes of the layout that need a zone with a place of its own."""
_ORDERS = {page: f"zones.{page.name.lower()}" for page in ARRANGED}
"""The preferences the order of the zones is kept in."""


class ZonedRecord(RecordPage):
    """Zones in the user's order; one of them can have the page alone, and some come on call."""

    def __init__(self, reception: Reception, hits: HitList | Entries, index: int) -> None:
        super().__init__(reception, hits, index)
        self.wanted_zone = ""
        self.alone = ""
        """The zone that has the page to itself."""
        self.called = ""
        """The zone on call that was called and has no place of its own."""
        self._before_call = ""
        self._arranging = False
        """The prefix was pressed: the next key changes the layout."""
        owned: tuple[OwnZone, ...] = (
            BillGraph(self), TreeZone(self),
            TimelineZone(self, Lane(self, reception, Holds.PAGE)),
            AllocationZone(self, Lane(self, reception, Holds.PAGE)),
        )  # fmt: skip
        self.owned = {zone.name: zone for zone in owned}

    # -- which zones there are ------------------------------------------------------------------

    @property
    def order(self) -> ZoneOrder:
        """The user's own order of this kind of page's zones."""
        if self.here not in _ORDERS:
            return ZoneOrder()
        return read_order(self.reception.preferences.get(_ORDERS[self.here]))

    @property
    def house(self) -> tuple[ZoneSpec, ...]:
        """The zones that have a place, in the house order."""
        if self.view is not None and self.view.house:
            return self.view.house
        if self.here in {Page.DETAIL, Page.TREE} and self.grid.house and self.record is not None:
            return tuple(self.grid.house)
        pinned = (spec for spec in self._on_call if spec.name in self.order.pinned)
        return (*HOUSE[self.here], *pinned)

    @property
    def _on_call(self) -> tuple[ZoneSpec, ...]:
        return ON_CALL.get(self.here, ())

    def _spec_on_call(self, name: str) -> ZoneSpec | None:
        return next((spec for spec in self._on_call if spec.name == name), None)

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

    @property
    def owned_zone(self) -> OwnZone:
        """The state of the zone the user is in; one that does nothing where it has none."""
        return self.owned.get(self.zone.kind) or OwnZone(self)

    @property
    def explained(self) -> str:
        """The title of the zone in use."""
        return self.zone.title

    # -- what they show -------------------------------------------------------------------------

    def body_of(self, name: str) -> ZoneBody:
        """What a zone shows of the record that is here."""
        if name in self.owned:
            return self.owned[name].body()
        return self.view.zones.get(name, NOTHING) if self.view else NOTHING

    def fill(self) -> None:
        """Every zone shows its part of the record; those shown ask for what they need."""
        for owned in self.owned.values():
            owned.take(self.record if self.view else None)
        bodies = {zone.kind: self.body_of(zone.kind) for zone in self.zones}
        self.grid.fill(bodies)
        self.lay_out()
        for zone in self.zones:
            if zone.kind in self.owned:
                self.owned[zone.kind].wanted()

    def action_refresh(self) -> None:
        """F5: read the entry again, and fit the zones to what it shows."""
        self.grid.fresh = True
        super().action_refresh()

    def empty(self) -> None:
        """The zones show nobody's data."""
        for owned in self.owned.values():
            owned.take(None)
        self.grid.fill({})

    def show_zone(self, name: str) -> None:
        """Draw one zone anew."""
        zone = self.grid.zone(name)
        if zone is not None:
            zone.show(zone.title, self.body_of(name).content)

    @property
    def linear(self) -> bool:
        """Does the user want no boxes and one thing a line?"""
        return self.zones[0].look.linear

    def room_of(self, name: str) -> tuple[int, int]:
        """The cells and lines the zone has for its body."""
        zone = self.grid.zone(name)
        return zone.room if zone is not None else (0, 0)

    def go_to_line(self, name: str, line: int) -> None:
        """Move the zone's cursor to a line of its body."""
        zone = self.grid.zone(name)
        if zone is not None and zone.marked_source != line:
            zone.mark_source(line)

    # -- where they stand -----------------------------------------------------------------------

    def turn(self) -> None:
        """The layout and the keys follow the kind of the entry; the wanted zone keeps the focus."""
        order = self.order
        called = None if self.called in order.pinned else self._spec_on_call(self.called)
        self.grid.put_order(self.house, order, called)
        self.lay_out()
        self.turn_keys()
        self.put_focus(self.zone)

    def lay_out(self) -> None:
        """Share the page among the zones."""
        alone = self.alone if self.alone == self.zone.kind else ""
        width, height = self.grid_size
        self.grid.lay_out(width, height, self.zone.kind, self.zone.look.linear, alone)

    @property
    def grid_size(self) -> tuple[int, int]:
        """The cells and lines the zones share."""
        return self.size.width, self.size.height - _AROUND - self.strip_lines

    def take_look(self) -> None:
        """The user wants another look: linear, the zones stand otherwise."""
        self.lay_out()
        super().take_look()

    def reordered(self, order: ZoneOrder, name: str, said: str) -> None:
        """Save the user's own order of the zones and show it at once."""
        self.hold()
        self.reception.preferences.keep(_ORDERS[self.here], order.kept())
        self._rearranged(name)
        self.say(said)

    # -- the layout, behind its prefix ----------------------------------------------------------

    def action_layout(self) -> None:
        """Z: the next key changes the layout; a name typed by mistake does not reach these keys."""
        if self.here not in _ORDERS:
            self.say("The zones of this page cannot be changed. m shows one of them alone.")
            return
        self._arranging = True
        self.say("Change the layout: press one of the keys below. F12 cancels.")
        self.turn_keys()

    @property
    def keys_now(self) -> Page:
        """After the prefix, the keys that change the layout."""
        return Page.LAYOUT if self._arranging else super().keys_now

    def take(self, event: events.Key | events.Paste) -> bool:
        """After the prefix a key changes the layout, or cancels."""
        if not self._arranging:
            return super().take(event)
        self._arranging = False
        self.message.hush()
        self.turn_keys()
        if isinstance(event, events.Key):
            self._arrange(event.key)
        return True

    def _arrange(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "collapse": self.grid.action_collapse,
            "hide": self.grid.action_hide,
            "show_hidden": self.grid.action_show_hidden,
            "move(-1)": lambda: self.grid.action_move(-1),
            "move(1)": lambda: self.grid.action_move(1),
            "pin": self.action_pin,
            "default_order": self.grid.action_default_order,
            "undo": self.action_undo,
        }
        found = next((k for k in keys_of(Page.LAYOUT) if key in k.keys), None)
        if found is not None and found.action in _OF_ONE_ZONE and self.called:
            self.say(f"{self.zone.title} is a pop-up zone: z i pins it to the page first.")
        elif found is not None and found.action:
            acts[found.action]()
        else:
            self.say("The layout is unchanged.")

    def action_undo(self) -> None:
        """Undo the last change of the layout."""
        if self.reception.preferences.undo(_ORDERS[self.here]):
            self._rearranged(self.zone.kind)
            self.say("Last change of the layout undone.")
        else:
            self.say("There is no change of the layout to undo.")

    def _rearranged(self, name: str) -> None:
        """Other zones are shown, or otherwise; paint once."""
        self.hold()
        self.wanted_zone = name
        self.grid.fresh = True
        self.turn()
        if self.view is None:
            self.empty()
        self.show()
        self.settle()

    # -- keys -----------------------------------------------------------------------------------

    def action_zone(self, number: int) -> None:
        """A digit: that zone in its place, if the page has it."""
        called = self.called or self.alone
        places = [zone for zone in self.zones if zone.kind != self.called]
        if number <= len(places):
            self._go(places[number - 1].kind, leaving=bool(called))

    def action_next_zone(self, steps: int) -> None:
        """Tab and Shift+Tab: the next zone or the one before, round and round; alone as this."""
        at = (self.zone.number - 1 + steps) % len(self.zones)
        if self.alone and not self.called:
            self.alone = self.zones[at].kind
            self._rearranged(self.alone)
        else:
            self._go(self.zones[at].kind, leaving=bool(self.called))

    def _go(self, name: str, leaving: bool) -> None:
        if leaving:
            self.alone = self.called = ""
            self._rearranged(name)
            return
        self.wanted_zone = name
        self.lay_out()
        self.put_focus(self.zone)

    def action_maximise(self) -> None:
        """M: the zone alone on the page, or all of them again."""
        if self.alone:
            self.leave_alone()
        else:
            self.alone = self.zone.kind
            self._rearranged(self.alone)
            self.say(f"{self.zone.title} has the page; m or F12 goes back.")

    def leave_alone(self) -> None:
        """All zones again; a zone that was called goes."""
        name = self._before_call if self.called else self.alone
        self.message.hush()
        self._go(name, leaving=True)

    def action_call(self, name: str) -> None:
        """A letter: the zone on call alone on the page; the letter again, all of them again."""
        spec = self._spec_on_call(name)
        if spec is None:
            return
        if self.alone == name:
            self.leave_alone()
            return
        if not self.called:
            self._before_call = self.zone.kind
        pinned = name in self.order.pinned
        self.called, self.alone = "" if pinned else name, name
        self.message.hush()
        self._rearranged(name)

    def action_pin(self) -> None:
        """Pin a pop-up zone to the page, or unpin it."""
        spec = self._spec_on_call(self.zone.kind)
        if spec is None:
            self.say("Only pop-up zones, which a letter shows, can be pinned.")
            return
        pinned = spec.name in self.order.pinned
        self.called = self.alone = ""
        order = self.order.pin(spec.name)
        said = f"{spec.title} {'unpinned' if pinned else 'pinned to the page'}. {UNDO}"
        self.reordered(order, self._before_call if pinned else spec.name, said)

    def action_side(self, steps: int) -> None:
        """Left and right, in a zone that knows them."""
        self.owned_zone.side(steps)

    def action_months(self, count: int) -> None:
        """The timeline, so many months on or back."""
        self.owned_zone.months(count)

    def action_choose(self) -> None:
        """F4: what the zone can be turned to."""
        self.owned_zone.choose()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click goes to a zone."""
        for zone in self.zones:
            if zone.display and zone.region.contains_point(event.screen_offset):
                self.wanted_zone = zone.kind
                self.lay_out()

    def stepped(self) -> None:
        """Another entry: what zones asked about this one is void."""
        for owned in self.owned.values():
            owned.drop()

    @property
    def tree_kind(self) -> str:
        """The kind of tree on the page; "" for none."""
        return self.entry.ref.kind if self.entry.ref.kind in TREES else ""
