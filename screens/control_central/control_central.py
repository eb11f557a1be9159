"""Control Central: the Find line, the criteria and the result list (CC-01 … CC-12)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.control_central.criteria import Criteria, CriteriaError
from entity_tui.domain.control_central.hits import HitList
from entity_tui.errors import EntityError
from entity_tui.keymap import CONTROL, Page
from screens.control_central.criteria_form import TYPED_GROUPS, CriteriaForm
from screens.control_central.glance import PREFERENCE, Glance
from screens.control_central.hit_columns import asked_shown
from screens.control_central.hit_order import order_values, title_of
from screens.control_central.hit_table import HitTable
from screens.control_central.result_rule import ResultRule
from screens.shared.bars import Bar, status
from screens.shared.bindings import ARRANGING, LISTING, bound
from screens.shared.lane import Lane
from screens.shared.page import PageScreen
from screens.shared.quiet import SETTLED
from screens.shared.reception import Reception

_OPENING = "opening the store…"
Asked = tuple[str, Criteria]
ValuePairs = tuple[tuple[str, str], ...]


_SHOWN_BY = 0.1
"""Seconds after which the first frame counts as shown."""
SHORT = 3
"""Lines of the list's room that are no entry's where near names are told of."""
_FOR_THE_LIST = frozenset(
    ("enter", "tab", "shift+tab", "up", "down", "pageup", "pagedown", "home", "end")
)


class ControlCentral(PageScreen):
    """Find a taxpayer; open it; come back to the same row."""

    BINDINGS: ClassVar[list[BindingType]] = bound(*CONTROL, without=LISTING | ARRANGING)

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.search: Lane[HitList] = Lane(self, reception)
        self.values: dict[str, ValuePairs] = {}
        self.nearing: Lane[HitList] = Lane(self, reception)
        self.errands: Lane[None] = Lane(self, reception)
        self.switched = False
        self.asked: Asked | None = None
        self.listed: Asked | None = None
        self.asked_at = 0
        """How often the criteria had been edited when Enter was pressed."""
        self.glance = Glance(self, self._glance)
        self.glancing = False
        """The running search was begun by a pause in typing."""
        self.glanced: Asked | None = None
        """The list is what such a search found; Enter need not ask again."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Criteria, list and its filter."""
        return (Page.CRITERIA, Page.HITS, Page.FILTER)

    @property
    def explained(self) -> str:
        """The label of the field the cursor is in; that of its type where it has none."""
        return self.form.explained if self.focused is self.form else ""

    @property
    def form(self) -> CriteriaForm:
        """The criteria."""
        return self.query_one("#criteria", CriteriaForm)

    @property
    def results(self) -> ResultRule:
        """The rule over the list."""
        return self.query_one("#results", ResultRule)

    @property
    def table(self) -> HitTable:
        """The result list."""
        return self.query_one("#hits", HitTable)

    def compose(self) -> ComposeResult:
        """Status, criteria, list, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield CriteriaForm(self._typed, self._submitted, self._to_list, id="criteria")
        yield ResultRule(id="results")
        yield HitTable(self._row_moved, self._open, id="hits")
        yield from self.foot()

    def on_mount(self) -> None:
        """The cursor starts in the Find line; the desk may still be on its way."""
        self.put_focus(self.form)
        self._status()
        self.reception.when_open(self._opened)
        self.set_timer(SETTLED, self._first_frame)

    def _first_frame(self) -> None:
        self.release()
        self.call_after_refresh(self.post_message, self.Shown())
        # A screen with nothing left to paint is told of no refresh; the store opens all the same.
        self.set_timer(_SHOWN_BY, lambda: self.post_message(self.Shown()))

    def on_resize(self) -> None:
        """The status line fits the width."""
        self._status()

    def _status(self) -> None:
        desk = self.reception.desk
        place = "Control Central (demo)" if desk and desk.demo else "Control Central"
        viewer, today = (desk.viewer, desk.today) if desk else (None, None)
        self.query_one("#status", Bar).put(*status(place, viewer, today, self.size.width))

    def _opened(self) -> None:
        self._status()
        if self.message.text == _OPENING:
            self.message.hush()
        first: Lane[tuple[str | None, dict[str, ValuePairs]]] = Lane(self, self.reception)
        first.ask(
            lambda desk, stop: (
                desk.preference("show_all_locations"),
                {"id": desk.id_types(), "geo": desk.geo_types()},
            ),
            lambda found: self._furnish(*found),
            self.refuse,
        )

    def _furnish(self, kept: str | None, values: dict[str, ValuePairs]) -> None:
        self.values = values
        default = self.reception.settings.show_all_locations
        if not self.switched:
            self.form.switch_everywhere(default if kept is None else kept == "1")

    # -- searching ----------------------------------------------------------------------------

    def _typed(self, box: str) -> None:
        self.message.hush()
        self._look(box)
        if box == "all_locations":
            self.switched = True
            value = "1" if self.form.everywhere else "0"
            self.errands.ask(
                lambda desk, stop: desk.set_preference("show_all_locations", value),
                lambda done: None,
                self.refuse,
            )

    def search_by(self, box: str, text: str) -> None:
        """Search as if the text had been typed into a box and nothing else."""
        self.form.fill(box, text)
        self._submitted(box)

    def go_to_criteria(self) -> None:
        """The cursor in the Find line."""
        self.action_find()

    def _look(self, box: str) -> None:
        """Typed on: the search begun in the last pause is not wanted any more, the next may be."""
        if self.glancing:
            self.search.drop()
            self.glancing = False
        on = self.reception.preferences.get(PREFERENCE) != "off"
        self.glance.typed(self.form.value("find") if box == "find" and on else "")

    def _glance(self) -> None:
        line = self.form.value("find").strip()
        criteria = Criteria(all_locations=self.form.everywhere)
        idle = self.reception.desk is not None and not self.search.busy
        if idle and self.focused is self.form and self.listed != (line, criteria):
            self.glancing = True
            self._ask(line, criteria)

    def _submitted(self, box: str) -> None:
        self.glance.stop()
        line = self.form.value("find").strip() if box == "find" else ""
        if line:
            self._search(line, Criteria(all_locations=self.form.everywhere))
            return
        try:
            self._search("", self.form.criteria().checked())
        except CriteriaError as error:
            self.refuse(error)

    def _search(self, line: str, criteria: Criteria) -> None:
        asked = line, criteria
        if self.search.busy and self.asked == asked:
            self.glancing = False
            self.asked_at = self.form.edits
            return
        if self.glanced == asked and self.table.found is not None:
            self.glanced = None
            self._act(self.table.found)
            return
        self.message.hush()
        if self.reception.desk is None:
            self.say(_OPENING)
        self.results.tell(f"searching {line or asked_shown(criteria)} …")
        self.glancing = False
        self.asked_at = self.form.edits
        self._ask(line, criteria)

    def _ask(self, line: str, criteria: Criteria) -> None:
        asked = self.asked = line, criteria
        edits = self.form.edits
        self.search.ask(
            lambda desk, stop: (
                desk.find_line(line, criteria.all_locations, stop=stop)
                if line
                else desk.find(criteria, stop=stop)
            ),
            lambda hits: self._found(hits, asked, typed_on=self.form.edits != edits),
            self._not_found,
        )

    def _found(self, hits: HitList, asked: Asked, typed_on: bool) -> None:
        if asked == self.listed:
            self.table.show_again(hits)
        else:
            self.table.show(hits)
        self.listed = asked
        self.results.show(self.table)
        self._look_near(hits)
        self.glanced = asked if self.glancing else None
        if self.glancing:
            self.glancing = False
        else:
            if not typed_on or not hits.hits:
                self._act(hits)
            self._take_waiting()

    def _look_near(self, hits: HitList) -> None:
        """Beside a short list of names, near ones: asked for when the list is shown (CC-14)."""
        short = 0 < len(hits.hits) <= self.table.size.height - SHORT and not hits.more
        if self.glancing or hits.near or not short or not hits.criteria.name:
            self.nearing.drop()
            return
        self.nearing.ask(
            lambda desk, stop: desk.find_near(hits.criteria, stop=stop),
            lambda near: self.table.put_beside(near) if self.table.found is hits else None,
            lambda error: None,
        )

    def _act(self, hits: HitList) -> None:
        """What Enter does with what was found (CC-06)."""
        if not hits.hits:
            self.say("No such taxpayer. Adding one comes with the maintenance pages.")
            self.put_focus(self.form)
        elif self.app.screen is self:
            self.put_focus(self.table)
            if hits.near:
                self.say("Nobody is named like that; these names are near. F2 changes the search.")
            if hits.only is not None:
                self._open(0)

    def waits(self, event: events.Key | events.Paste) -> bool:
        """Keys for the list wait for it while a search that Enter began is on its way (CC-09).

        Who types on in the criteria means those.
        """
        for_list = isinstance(event, events.Key) and event.key in _FOR_THE_LIST
        coming = self.search.busy and not self.glancing and self.form.edits == self.asked_at
        return for_list and coming and self.focused is self.form

    def _take_waiting(self) -> None:
        self.call_later(self.post_message, self.Ready())

    def _not_found(self, error: EntityError) -> None:
        if self.glancing:
            self.glancing = False
            return
        self.results.tell("nothing searched")
        self.refuse(error)
        self._take_waiting()

    # -- the list -----------------------------------------------------------------------------

    def _row_moved(self) -> None:
        self.message.hush()
        self.results.show(self.table)
        self.turn_keys()

    def _open(self, index: int) -> None:
        from screens.control_central.record import RecordScreen

        self.message.hush()
        if self.table.hits is not None and index < self.table.count:
            page = RecordScreen(self.reception, self.table.hits, index, self._came_back)
            self.app.push_screen(page)

    def _came_back(self, index: int, to_list: bool) -> None:
        self.table.go(index)
        self.put_focus(self.table if to_list else self.form)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.glance.stop()
        self.search.drop()
        self.nearing.drop()

    def action_near(self) -> None:
        """F8: near names instead of the hits, and back."""
        if not self.table.change_over():
            self.say("There are no near names beside this list.")

    def _order(self, word: str) -> None:
        self.table.put_in_order(self.table.how.sorted_by(title_of(word)))

    # -- moving about -------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """The key line is the focused part's."""
        self.turn_keys()

    @property
    def here(self) -> Page:
        """The criteria, the list, or its filter."""
        listed = Page.FILTER if self.table.typing is not None else Page.HITS
        return listed if self.focused is self.table else Page.CRITERIA

    def _to_list(self) -> None:
        if self.table.found and self.table.found.hits:
            self.put_focus(self.table)
        else:
            self.form.go("find")

    def action_criteria(self) -> None:
        """F2: from the list back to the field used last; in the criteria to the Find line."""
        if self.focused is self.form:
            self.form.go("find")
        else:
            self.form.go(self.form.box.name)
            self.put_focus(self.form)

    def action_find(self) -> None:
        """`/`: the Find line, what is typed replaces its text."""
        self.put_focus(self.form)
        self.form.go("find", fresh=True)

    def action_back(self) -> None:
        """F12: from the list to the criteria; a running search or filter is given up."""
        if self.table.typing is not None:
            self.table.stop_typing(keep=False)
        elif self.search.busy:
            self.search.drop()
            self.results.tell("search stopped")
        elif self.focused is self.table:
            self.action_criteria()
        else:
            self.say("This is the first page: F3 leaves the program.")

    def action_leave(self) -> None:
        """F3: nothing is lost here, so nothing is asked."""
        self.app.exit()

    def action_refresh(self) -> None:
        """F5: the same search again."""
        self.glanced = None
        if self.asked is not None:
            self._search(*self.asked)

    def action_values(self) -> None:
        """F4: the values of the ID type or Geo type; in the list its orders."""
        from screens.shared.panels import Values

        if self.focused is self.table:
            start = self.table.how.word.split(" ")[0]
            self.app.push_screen(Values("Order of the list", order_values(), start, self._order))
            return
        group = self.form.group
        if not group:
            self.say("F4 lists values in the ID and Geo fields.")
        elif group not in self.values:
            self.say(_OPENING)
        else:
            start = self.form.value(f"{group}_type")
            taken = partial(self.form.take_type, group)
            panel = Values(TYPED_GROUPS[group], self.values[group], start, taken)
            self.app.push_screen(panel)
