"""What is kept of Control Central: lists, searches, and the searches made before (CC-15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from entity_tui.domain.control_central.asked import Asked, read_asked
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.recent_accounts import read_recent
from entity_tui.domain.control_central.work_lists import (
    WorkList,
    WorkListLine,
    keepable,
    why_not_opened,
)
from entity_tui.domain.ids import show_account
from screens.control_central.working import NOT_A_LIST, Working
from screens.shared.commands import History, read_history
from screens.shared.lane import Lane
from screens.shared.reception import Desk, Stop

if TYPE_CHECKING:
    from screens.control_central.control_central import ControlCentral
    from screens.control_central.record import RecordScreen

HISTORY = "search_history"
"""The preference the searches made are kept in."""
RECENT = "recent_accounts"
"""The preference the accounts opened last are saved in."""
_LISTED = 30
"""Earlier searches offered."""
Searches = tuple[tuple[str, str], ...]


class Keeping:
    """Saves, opens and works through lists on one Control Central."""

    def __init__(self, page: ControlCentral) -> None:
        self.page = page
        self._lane: Lane[Any] = Lane(page, page.reception)
        self._history = History()
        self._read = False

    # -- searches -----------------------------------------------------------------------------

    def remember(self, asked: Asked) -> None:
        """A search was made; one for an identifier is remembered for this session only."""
        self._recall()
        self._history.add(asked.kept())
        self.page.reception.preferences.keep(HISTORY, self._history.kept())

    def _recall(self) -> None:
        kept = self.page.reception.preferences.get(HISTORY)
        if not self._read and kept is not None:
            self._history.older_than_these(read_history(kept))
        self._read = True

    def save_recent(self) -> None:
        """Save which accounts were opened last."""
        self._recall_recent()
        self.page.reception.preferences.keep(RECENT, self.page.reception.recent.saved())

    def _recall_recent(self) -> None:
        recent = self.page.reception.recent
        recent.older(read_recent(self.page.reception.preferences.get(RECENT)))

    def offer(self) -> None:
        """F4 in the Find line: recent accounts, saved and recent searches, to take one again."""
        self._recall_recent()
        ids = tuple(self.page.reception.recent.ids)
        self._ask(
            lambda desk, stop: (desk.lists.searches(), desk.lists.recent(ids) if ids else ()),
            lambda found: self._offer(*found),
        )

    def _offer(self, saved: Searches, accounts: tuple[Hit, ...]) -> None:
        from screens.shared.panels import Values

        self._recall()
        named = [(f"{name}: ", kept) for name, kept in saved]
        earlier = [("", kept) for kept in reversed(self._history.lines)]
        found = [
            (name, asked)
            for name, kept in (*named, *earlier[:_LISTED])
            if (asked := read_asked(kept)) is not None
        ]
        if not found and not accounts:
            self.page.say(
                "No search was made before. In the ID and Geo fields F4 lists their types."
            )
            return
        opened = [(show_account(hit.account_id), f"{hit.name}, {hit.city}") for hit in accounts]
        searches = [(str(n), f"{name}{asked.shown}") for n, (name, asked) in enumerate(found, 1)]

        def taken(code: str) -> None:
            if code.isdigit():
                self.page.search_again(found[int(code) - 1][1])
            else:
                self.page.search_by("account", code)

        values = [*opened, *searches]
        start = "1" if found else values[-1][0]
        self.page.app.push_screen(Values("Recent accounts and searches", values, start, taken))

    def save_search(self, name: str) -> None:
        """Save what was asked last under a name."""
        asked = self.page.searching.asked
        if asked is None:
            self._report("There is no search to save: search for something first.")
            return

        def saved(kept: str) -> None:
            self.page.reception.program.lists_changed()
            self._report(f"Search saved as '{kept}': F4 in the Find line lists it.")

        self._ask(
            lambda desk, stop: desk.lists.save_search(name, asked), saved, "Saving the search"
        )

    def _report(self, text: str) -> None:
        """Say it on the page that is shown: commands work from every page."""
        self.page.reception.program.say(text)

    # -- work lists ---------------------------------------------------------------------------

    def save(self, name: str) -> None:
        """Keep the list as it is shown, filtered and in order, as a work list."""
        table = self.page.table
        hits = keepable(table.hits.hits) if table.hits else ()
        asked = self.page.searching.asked
        told = table.work.asked if table.work else asked.shown if asked else ""
        self._ask(
            lambda desk, stop: desk.lists.keep(name, told, hits), self._kept, "Saving the list"
        )

    def _kept(self, line: WorkListLine) -> None:
        entries = "1 entry" if line.total == 1 else f"{line.total} entries"
        self.open(line.name, f"Kept as '{line.name}' with {entries}; Space marks one done.")

    def open(self, name: str, said: str = "") -> None:
        """Open a work list; else the saved search of that name."""

        def ask(desk: Desk, stop: Stop) -> WorkList | Asked:
            for saved, kept in desk.lists.searches():
                if saved == name and all(line.name != name for line in desk.lists.lines()):
                    return read_asked(kept) or desk.lists.open(name)
            return desk.lists.open(name)

        def opened(found: WorkList | Asked) -> None:
            if isinstance(found, Asked):
                self.page.search_again(found)
            else:
                self._opened(found, said)

        self._ask(ask, opened)

    def _opened(self, found: WorkList, said: str) -> None:
        page = self.page
        page.searching.replaced()
        work = Working(page.app, page.reception, found, self._marked, page.refuse)
        page.table.show(work.hits)
        page.table.work = work
        page.table.redraw()
        page.results.show(page.table)
        at = work.next_open(work.hits.hits, -1)
        page.table.go(at or 0)
        if work.hits.hits:
            page.put_focus(page.table)
        page.say(said or f"{work.title}. Space marks one done, j finds the next that is not.")

    def _marked(self) -> None:
        self.page.table.redraw()
        self.page.results.show(self.page.table)

    def turn(self) -> None:
        """Space: the marked entry is done, or not done again; the mark moves on from a done one."""
        table = self.page.table
        if table.work is None:
            self.page.say(NOT_A_LIST)
        elif table.marked is not None and table.work.turn(table.marked):
            table.go(table.at + 1)

    def next_open(self) -> None:
        """The next entry that is not done."""
        table = self.page.table
        if table.work is None or table.hits is None:
            self.page.say(NOT_A_LIST)
            return
        at = table.work.next_open(table.hits.hits, table.at)
        if at is None:
            self.page.say("No other entry is left to do.")
        else:
            table.go(at)

    def take_out(self) -> None:
        """Delete: take the marked entry out of the work list, once a word is typed."""
        from screens.shared.confirm import Confirm

        table = self.page.table
        work, hit, at = table.work, table.marked, table.at
        if work is None or hit is None:
            self.page.say(NOT_A_LIST)
            return
        effects = (
            f"'{hit.name}' will be taken out of {work.name}.",
            "The taxpayer is not changed.",
        )
        act = partial(self._take_out, work, work.seq(hit), at)
        self.page.app.push_screen(Confirm("Take out of the work list", effects, act))

    def _take_out(self, work: Working, seq: int, at: int) -> None:
        table = self.page.table

        def taken(found: WorkList) -> None:
            self._opened(found, "Taken out of the list.")
            table.go(at)

        def take(desk: Desk, stop: Stop) -> WorkList:
            desk.lists.remove_items(work.list_id, [seq])
            return desk.lists.open(work.name)

        self._ask(take, taken)

    def may_open(self, index: int) -> bool:
        """Return False, with a message, for an entry outside the profile or removed."""
        table = self.page.table
        if table.hits is None or table.work is None or table.work.shows(table.hits.hits[index]):
            return True
        self.page.say(why_not_opened(table.hits.hits[index]))
        return False

    def shown(self, hits: HitList) -> tuple[HitList, tuple[int, ...]]:
        """The entries that may be stepped through, and their places in the list."""
        work = self.page.table.work
        places = tuple(i for i, hit in enumerate(hits.hits) if work is None or work.shows(hit))
        return replace(hits, hits=tuple(hits.hits[i] for i in places)), places

    def step_through(self, page: RecordScreen, hits: HitList) -> None:
        """A record of a work list knows it."""
        if self.page.table.work is not None:
            page.work_through(self.page.table.work, hits.hits)

    def _ask(
        self, ask: Callable[[Desk, Stop], Any], then: Callable[[Any], None], what: str = "Reading"
    ) -> None:
        self._lane.ask(ask, then, self.page.reception.program.refuse, what)
