"""Asking: by Enter, by a pause in typing, once more; and what becomes of the answers (CC-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entity_tui.domain.control_central.asked import Asked
from entity_tui.domain.control_central.criteria import Criteria, CriteriaError
from entity_tui.domain.control_central.hits import HitList
from entity_tui.errors import EntityError
from screens.control_central.glance import PREFERENCE, Glance
from screens.shared.lane import Holds, Lane

if TYPE_CHECKING:
    from screens.control_central.control_central import ControlCentral

OPENING = "opening the store…"
_SEARCHING = "searching"
_AROUND = 3
"""Lines of the list's room that are no entry's where near names are told of."""


class Searching:
    """The searches of one Control Central: the newest counts, its list is shown there."""

    def __init__(self, page: ControlCentral) -> None:
        self.page = page
        self.lane: Lane[HitList] = Lane(page, page.reception)
        self.near: Lane[HitList] = Lane(page, page.reception, Holds.NOTHING)
        self.asked: Asked | None = None
        self.listed: Asked | None = None
        self.glance = Glance(page, self._glance)
        self.glanced: Asked | None = None
        """The list is what such a search found; Enter need not ask again."""

    @property
    def busy(self) -> bool:
        """A search is on its way."""
        return self.lane.pending

    @property
    def glancing(self) -> bool:
        """Was the search that is on its way begun by a pause in typing? Keys do not wait for it."""
        return self.lane.holds is Holds.NOTHING

    @glancing.setter
    def glancing(self, value: bool) -> None:
        self.lane.holds = Holds.NOTHING if value else Holds.KEYS

    def typed(self, box: str) -> None:
        """Typed on: the search begun in the last pause is not wanted any more, the next may be."""
        if self.glancing:
            self.lane.drop()
            self.glancing = False
        form, choices = self.page.form, self.page.reception.preferences
        on = box == "find" and choices.get(PREFERENCE) != "off"
        self.glance.typed(form.value("find") if on else "")

    def _glance(self) -> None:
        form = self.page.form
        asked = Asked(form.value("find").strip(), Criteria(all_locations=form.everywhere))
        idle = self.page.reception.desk is not None and not self.busy
        if idle and self.page.focused is form and self.listed != asked:
            self.glancing = True
            self._ask(asked)

    def submitted(self, box: str) -> None:
        """Enter: search by the part the cursor is in."""
        self.glance.stop()
        form = self.page.form
        if self.page.adding.asked(box):
            return
        line = form.value("find").strip() if box == "find" else ""
        if line:
            self.ask(Asked(line, Criteria(all_locations=form.everywhere)))
            return
        try:
            self.ask(Asked("", form.criteria().checked()))
        except CriteriaError as error:
            self.page.refuse(error)

    def ask(self, asked: Asked) -> None:
        """Search, unless just this is on its way or was found while typing."""
        page = self.page
        page.keeping.remember(asked)
        if self.busy and self.asked == asked:
            self.glancing = False
            return
        if self.glanced == asked and page.table.found is not None:
            self.glanced = None
            self._look_near(page.table.found)
            page.act(page.table.found, asked)
            return
        page.message.hush()
        page.results.tell(f"{_SEARCHING} {asked.shown} …")
        self.glancing = False
        self._ask(asked)
        page.set_timer(max(0.01, page.reception.settings.cancel_after), self._takes_long)

    def _takes_long(self) -> None:
        """From now on F12 cancels the search."""
        asked = self.asked
        if self.busy and not self.glancing and asked is not None:
            self.page.results.tell(f"searching {asked.shown} … F12 cancels")

    def again(self) -> None:
        """F5: the same search once more."""
        self.glanced = None
        if self.asked is not None:
            self.ask(self.asked)

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        line, criteria = asked.line, asked.criteria
        self.lane.ask(
            lambda desk, stop: (
                desk.find_line(line, criteria.all_locations, stop=stop)
                if line
                else desk.find(criteria, stop=stop)
            ),
            lambda hits: self._found(hits, asked),
            self._not_found,
            "Searching",
        )

    def _found(self, hits: HitList, asked: Asked) -> None:
        page = self.page
        page.list_found(hits, again=asked == self.listed)
        self.listed = asked
        self._look_near(hits)
        self.glanced = asked if self.glancing else None
        if self.glancing:
            self.glancing = False
        else:
            page.act(hits, asked)

    def _look_near(self, hits: HitList) -> None:
        """Beside a short list of names, near ones: asked for when the list is shown (CC-14)."""
        table = self.page.table
        short = 0 < len(hits.hits) <= table.size.height - _AROUND and not hits.more
        if self.glancing or hits.near or not short or not hits.criteria.name:
            self.near.drop()
            return
        self.near.ask(
            lambda desk, stop: desk.find_near(hits.criteria, stop=stop),
            lambda near: table.put_beside(near) if table.found is hits else None,
            lambda error: None,
        )

    def _not_found(self, error: EntityError) -> None:
        if self.glancing:
            self.glancing = False
            return
        self.page.results.tell("nothing searched")
        self.page.refuse(error)

    def canceled(self) -> None:
        """The search that Enter began was canceled."""
        if self.page.results.title.startswith(_SEARCHING):
            self.page.results.tell("search canceled")

    def replaced(self) -> None:
        """Another list is shown: no search that was begun is wanted."""
        self.stop()
        self.asked = self.listed = self.glanced = None
        self.glancing = False

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        self.glance.stop()
        self.lane.drop()
        self.near.drop()
