"""What is kept of Control Central: lists, searches, and the searches made before (CC-15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from entity_tui.domain.control_central.asked import Asked, read_asked
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.control_central.work_lists import WorkList, WorkListLine, keepable
from screens.control_central.working import NOT_A_LIST, Working
from screens.shared.commands import History, read_history
from screens.shared.lane import Lane
from screens.shared.reception import Desk, Stop

if TYPE_CHECKING:
    from screens.control_central.control_central import ControlCentral
    from screens.control_central.record import RecordScreen

HISTORY = "search_history"
"""The preference the searches made are kept in."""
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
        self._going: tuple[int, int] | None = None
        """The entry the next Delete takes out."""

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

    def offer(self) -> None:
        """F4 in the Find line: saved searches and earlier ones, to take one again."""
        self._ask(lambda desk, stop: desk.lists.searches(), self._offer)

    def _offer(self, saved: Searches) -> None:
        from screens.shared.panels import Values

        self._recall()
        named = [(f"{name}: ", kept) for name, kept in saved]
        earlier = [("", kept) for kept in reversed(self._history.lines)]
        found = [
            (name, asked)
            for name, kept in (*named, *earlier[:_LISTED])
            if (asked := read_asked(kept)) is not None
        ]
        if not found:
            self.page.say(
                "No search was made before. In the ID and Geo fields F4 lists their types."
            )
            return
        values = [(str(n), f"{name}{asked.shown}") for n, (name, asked) in enumerate(found, 1)]

        def taken(code: str) -> None:
            self.page.search_again(found[int(code) - 1][1])

        self.page.app.push_screen(Values("Searches saved and made before", values, "1", taken))

    def save_search(self, name: str) -> None:
        """Save what was asked last under a name."""
        asked = self.page.searching.asked
        if asked is None:
            self.page.say("There is no search to save: search for something first.")
            return
        self._ask(
            lambda desk, stop: desk.lists.save_search(name, asked),
            lambda kept: self.page.say(f"Search saved as '{kept}': F4 in the Find line lists it."),
        )

    # -- work lists ---------------------------------------------------------------------------

    def save(self, name: str) -> None:
        """Keep the list as it is shown, filtered and in order, as a work list."""
        table = self.page.table
        hits = keepable(table.hits.hits) if table.hits else ()
        asked = self.page.searching.asked
        told = table.work.asked if table.work else asked.shown if asked else ""
        self._ask(lambda desk, stop: desk.lists.keep(name, told, hits), self._kept)

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
        """Delete, twice: the marked entry leaves the work list; the taxpayer stays as it is."""
        table = self.page.table
        work, hit, at = table.work, table.marked, table.at
        if work is None or hit is None:
            self.page.say(NOT_A_LIST)
            return
        seq = work.seq(hit)
        if self._going != (work.list_id, seq):
            self._going = work.list_id, seq
            self.page.say(f"Delete once more takes '{hit.name}' out of {work.name}.")
            return
        self._going = None

        def taken(found: WorkList) -> None:
            self._opened(found, "Taken out of the list.")
            table.go(at)

        def take(desk: Desk, stop: Stop) -> WorkList:
            desk.lists.remove_items(work.list_id, [seq])
            return desk.lists.open(work.name)

        self._ask(take, taken)

    def may_open(self, index: int) -> bool:
        """False, and said, for an entry outside the profile."""
        table = self.page.table
        if table.hits is None or table.work is None or table.work.shows(table.hits.hits[index]):
            return True
        self.page.say("This entry is outside your profile; it stays in the list, nothing is shown.")
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

    def cancel(self) -> bool:
        """Do not open the list that was asked for; False where none was."""
        if not self._lane.pending:
            return False
        self._lane.drop()
        self.page.say("Canceled.")
        return True

    def _ask(self, ask: Callable[[Desk, Stop], Any], then: Callable[[Any], None]) -> None:
        self._lane.ask(ask, then, self.page.refuse)
