"""A page about one record at a time: read, painted, stepped through its list (CC-10, CC-20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.timer import Timer

from entity_tui.domain.control_central.hits import HitList
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.control_central.drilling import Entries, Entry, entries_of
from screens.control_central.other_views import view_of
from screens.control_central.record_view import (
    TREES,
    Record,
    RecordView,
    context_lines,
    page_of,
)
from screens.shared.bars import Bar
from screens.shared.command_line import is_typing
from screens.shared.lane import Holds, Lane
from screens.shared.page import PageScreen
from screens.shared.quiet import Typed
from screens.shared.reception import Desk, Reception, Stop

LATE = 0.12
"""Seconds after which an unanswered step blanks the page, so that no two taxpayers mix."""
_STEPS = frozenset("f7 f8 p n ctrl+p ctrl+n".split())
_LEADING_AWAY = _STEPS | frozenset("f2 f3 f9 f12 escape ctrl+q".split())
"""Keys that do not wait for a record on its way: they lead to another one or off the page."""


class RecordPage(PageScreen):
    """Reads the entry, shows it when it is here, and never mixes two records."""

    def __init__(self, reception: Reception, hits: HitList | Entries, index: int) -> None:
        super().__init__(reception)
        self.listed = entries_of(hits) if isinstance(hits, HitList) else hits
        self.index = index
        self.record: Record | None = None
        self.record_index = -1
        self.revealed = False
        self.reading: Lane[Record] = Lane(self, reception, Holds.PAGE)
        self.ahead: Lane[None] = Lane(self, reception, Holds.NOTHING)
        self._late: Timer | None = None
        self._direction = 1
        self._made: tuple[Record, bool, RecordView] | None = None

    @property
    def entry(self) -> Entry:
        """The entry of the list this page is at."""
        return self.listed.entries[self.index]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The kind of page the entry opens."""
        return (self.here,)

    @property
    def here(self) -> Page:
        """The kind of page."""
        return page_of(self.entry.ref)

    @property
    def view(self) -> RecordView | None:
        """The record on the page, if it is the entry's own and not the one stepped from."""
        record = self.record
        if record is None or self.record_index != self.index:
            return None
        made = self._made
        if made is None or made[0] is not record or made[1] != self.revealed:
            made = self._made = record, self.revealed, view_of(record, self.revealed)
        return made[2]

    # -- what a page does with a record --------------------------------------------------------

    def turn(self) -> None:
        """The layout and the keys follow the kind of the entry."""
        raise NotImplementedError

    def fill(self) -> None:
        """The zones show the record of `view`."""
        raise NotImplementedError

    def empty(self) -> None:
        """The zones show nobody's data."""
        raise NotImplementedError

    def open_entries(
        self, listed: Entries, index: int, came_back: Callable[[int], None] | None = None,
        zone: str = "",
    ) -> None:  # fmt: skip
        """Open a record over the page; `zone` is called on it."""
        raise NotImplementedError

    def ask_which(
        self, title: str, values: Sequence[tuple[str, str]], taken: Callable[[str], None],
        start: str = "",
    ) -> None:  # fmt: skip
        """A list of values over the page."""
        raise NotImplementedError

    # -- reading and painting -----------------------------------------------------------------

    def read(self, fresh: bool = False) -> None:
        """Ask for the entry; where the answer is late the page is blanked."""
        entry, index = self.entry, self.index
        self.reading.ask(
            lambda desk, stop: read_record(desk, entry, fresh),
            lambda record: self._paint(record, index),
            self._unread,
        )
        if self._late is None:
            self._late = self.set_timer(LATE, self._blank)

    def _paint(self, record: Record, index: int) -> None:
        self.on_time()
        self.record, self.record_index = record, index
        if (ref := self.listed.entries[index].ref).kind == "account":
            self.reception.recent.opened(ref.owner)
        self.turn()
        self.show()
        self.settle()
        self.ahead.ask(self._prefetch, lambda done: None, lambda error: None)

    def show(self) -> None:
        """Paint the record that is here."""
        view = self.view
        if view is not None:
            self.show_context()
            self.fill()

    def show_context(self) -> None:
        """Show the two context lines, made for the width."""
        first, second = context_lines(self.listed, self.index, self.view, self.size.width)
        self.query_one("#context", Bar).put(*first)
        if self.view is not None:
            self.query_one("#balances", Bar).put(second)

    def _blank(self) -> None:
        """The answer is late: show where we are and nobody's data."""
        self._late = None
        self.release()
        if self.reading.busy:
            self._without_record(" reading…")
            self._late = self.set_timer(LATE, self._blank)

    def _unread(self, error: EntityError) -> None:
        self.on_time()
        self._without_record(" not shown")
        self.refuse(error)
        self.release()

    def _without_record(self, said: str) -> None:
        self.record = None
        self.turn()
        self.show_context()
        self.query_one("#balances", Bar).put(((said, "label"),))
        self.empty()

    def on_time(self) -> None:
        """The answer came: nothing is late any more."""
        if self._late is not None:
            self._late.stop()
            self._late = None

    def leads_away(self, event: Typed) -> bool:
        """Keys for other entries and other pages do not wait for the record.

        A step waits for the first one, which the zones are sized by.
        """
        if self.message.typing is not None:
            return is_typing(event)
        key = event.key if isinstance(event, events.Key) else ""
        return key in _LEADING_AWAY and (self.record_index >= 0 or key not in _STEPS)

    def _prefetch(self, desk: Desk, stop: Stop) -> None:
        for index in (self.index + self._direction, self.index - self._direction):
            if 0 <= index < len(self.listed.entries) and not stop():
                entry = self.listed.entries[index]
                if entry.ref.kind == "account":
                    desk.prefetch_account(entry.ref.owner, entry.person_id, entry.location_id)

    # -- keys ---------------------------------------------------------------------------------

    def action_step(self, steps: int) -> None:
        """F7 and F8: another entry of the list; the ends say so and do nothing."""
        index = self.index + steps
        count = len(self.listed.entries)
        if not 0 <= index < count:
            self.say(f"{'First' if steps < 0 else 'Last'} of {self._told(count)}.")
            return
        self.message.hush()
        self.index = index
        self._direction = steps
        self.revealed = False
        self.stepped()
        self.read()

    def _told(self, count: int) -> str:
        return f"{count} listed; there are more" if self.listed.more else str(count)

    def stepped(self) -> None:
        """Another entry is on its way."""

    def action_refresh(self) -> None:
        """F5: read the entry again."""
        self.message.hush()
        self.read(fresh=True)


def read_record(desk: Desk, entry: Entry, fresh: bool) -> Record:
    """The page of an entry, by its kind."""
    ref = entry.ref
    if ref.kind == "account":
        return desk.open_account(ref.owner, entry.person_id, entry.location_id, fresh=fresh)
    if ref.kind == "person":
        return desk.open_person(ref.owner)
    if ref.kind == "location":
        return desk.open_location(ref.owner)
    return desk.open_tree(ref.kind, ref.owner) if ref.kind in TREES else desk.open_detail(ref)
