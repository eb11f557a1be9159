"""Control Central: the Find line, the criteria and the result list (CC-01 … CC-12)."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.control_central.asked import Asked
from entity_tui.domain.control_central.hits import HitList
from entity_tui.keymap import CONTROL, Page
from entity_tui.reports.export.files import Table
from entity_tui.reports.export.hits import HIT_FIELDS, hit_row
from screens.control_central.adding import Adding
from screens.control_central.copying import row_copied
from screens.control_central.criteria_form import TYPED_GROUPS, CriteriaForm
from screens.control_central.hit_detail import HitDetail, total_text
from screens.control_central.hit_menu import HitMenu
from screens.control_central.hit_order import order_values, title_of
from screens.control_central.hit_table import HitTable
from screens.control_central.keeping import Keeping
from screens.control_central.result_rule import ResultRule
from screens.control_central.searching import OPENING, Searching
from screens.shared.bars import Bar
from screens.shared.bindings import ARRANGING, LISTING, bound
from screens.shared.clipboard import Copied
from screens.shared.command_line import is_typing
from screens.shared.lane import Holds, Lane
from screens.shared.page import PageScreen
from screens.shared.quiet import SETTLED, Typed
from screens.shared.reception import Reception

ValuePairs = tuple[tuple[str, str], ...]
_NOBODY = "No taxpayer found. Press Alt+N to add one."
_STREET = "No name and no address begins like that. F2 changes the search."
_NOTHING = "Nothing found. F2 changes the search."
_WITHOUT_STORE = frozenset("f1 question_mark f3 f9 f12 escape ctrl+q ctrl+c ctrl+l".split())
_LOW = 20
"""Lines of a window below which the criteria fold to one line while a list has the keys."""
_AROUND = 4
"""Lines of the status, the rule over the list, the message and the keys."""
_LIST = 3
"""Lines a list needs at least: the column titles and two hits."""
_SHOWN_BY = 0.1
"""Seconds after which the first frame counts as shown."""


class ControlCentral(PageScreen):
    """Find a taxpayer; open it; come back to the same row."""

    BINDINGS: ClassVar[list[BindingType]] = bound(*CONTROL, without=LISTING | ARRANGING)

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.searching = Searching(self)
        self.keeping = Keeping(self)
        self.adding = Adding(self)
        self.menus = HitMenu(self)
        self.errands: Lane[None] = Lane(self, reception, Holds.NOTHING)
        self.first: Lane[tuple[str | None, dict[str, ValuePairs]]] = Lane(
            self, reception, Holds.OPENING
        )
        self.values: dict[str, ValuePairs] = {}
        self.switched = False

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
        yield CriteriaForm(self._typed, self.searching.submitted, self._to_list, id="criteria")
        yield ResultRule(id="results")
        yield HitTable(self._row_moved, self._open, id="hits")
        yield HitDetail(id="detail")
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
        """The status line fits the width, the criteria and the detail lines the height."""
        self._status()
        self._fit()

    def _fit(self) -> None:
        """Fold the criteria where the window is low; show the highlighted hit where it is not."""
        self.form.fit()
        self._show_detail()

    def _show_detail(self) -> None:
        table = self.table
        total = total_text(table.hits, table.found)
        self.query_one("#detail", HitDetail).put(table.marked, self.size.height, total)

    @property
    def criteria_room(self) -> int:
        """The lines the criteria may have: below them the list, message and keys have theirs."""
        height = self.size.height
        listed = bool(self.table.count)
        if listed and height < _LOW and self.focused is not self.form:
            return 1
        return max(1, height - _AROUND - self.strip_lines - (_LIST if listed else 0))

    def _status(self) -> None:
        desk = self.reception.desk
        self.put_status("Control Central (demo)" if desk and desk.demo else "Control Central")

    def _opened(self) -> None:
        self._status()
        if self.message.text == OPENING:
            self.message.hush()
        self.first.ask(
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
        self.searching.typed(box)
        if box == "all_locations":
            self.switched = True
            value = "1" if self.form.everywhere else "0"
            self.errands.ask(
                lambda desk, stop: desk.set_preference("show_all_locations", value),
                lambda done: None,
                self.refuse,
            )

    def to_copy(self, what: str) -> Copied | None:
        """The marked row, or the number of its account."""
        hits, hit = self.table.hits, self.table.marked
        return row_copied(hits, hit, what) if hits and hit else None

    def to_export(self, whole: bool) -> Table | None:
        """The entries listed: filtered and in order."""
        hits = self.table.hits
        if hits is None:
            return None
        rows = tuple(hit_row(hit, whole) for hit in hits.hits)
        work = self.table.work
        return Table(f"work list {work.title}" if work else "result list", HIT_FIELDS, rows, whole)

    def search_by(self, box: str, text: str) -> None:
        """Search as if the text had been typed into a box and nothing else."""
        self.form.fill(box, text)
        self.searching.submitted(box)

    def search_again(self, asked: Asked) -> None:
        """What was asked before, put into its fields and asked again."""
        self.put_focus(self.form)
        self.searching.submitted(self.form.fill_in(asked))

    def go_to_criteria(self) -> None:
        """The cursor in the Find line."""
        self.action_find()

    def list_found(self, hits: HitList, again: bool) -> None:
        """List what was found; `again` keeps the order, the filter and the marked entry."""
        if again:
            self.table.show_again(hits)
        else:
            self.table.show(hits)
        self.results.show(self.table)
        self._fit()

    def act(self, hits: HitList, asked: Asked) -> None:
        """What Enter does with what was found (CC-06)."""
        if not hits.hits:
            self.say(_nothing_found(hits, asked))
            self.put_focus(self.form)
        elif self.app.screen is self:
            self.put_focus(self.table)
            if hits.near:
                self.say("No taxpayer has that name; these are similar. F2 changes the search.")
            if hits.only is not None:
                self._open(0)

    def waits(self, event: Typed) -> bool:
        """Keys wait for the store, F8 for the similar names it lists."""
        if self.reception.desk is None:
            return not self.needs_no_store(event)
        return isinstance(event, events.Key) and event.key == "f8" and self.searching.near.pending

    def waits_for(self, event: Typed, lane: Lane[Any]) -> bool:
        """Ctrl+Q does not wait for what it leaves."""
        leaving = isinstance(event, events.Key) and event.key == "ctrl+q"
        return super().waits_for(event, lane) and not (leaving and lane is self.searching.lane)

    def needs_no_store(self, event: Typed) -> bool:
        """Criteria and commands are typed while the store is being opened."""
        if isinstance(event, events.Key) and event.key in _WITHOUT_STORE:
            return True
        if isinstance(event, events.Key) and event.key in {"up", "down"}:
            return self.message.typing is None
        return is_typing(event)

    def is_kept_waiting(self) -> None:
        """The store is not open yet."""
        if self.reception.desk is None:
            self.say(OPENING)

    def wait_canceled(self) -> None:
        """F12: the search is not wanted any more."""
        self.searching.canceled()

    # -- the list -----------------------------------------------------------------------------

    def _row_moved(self) -> None:
        self.message.hush()
        self.results.show(self.table)
        self._show_detail()
        self.turn_keys()

    def _open(self, index: int) -> None:
        from screens.control_central.record import RecordScreen

        self.message.hush()
        hits = self.table.hits
        if hits is None or index >= self.table.count or not self.keeping.may_open(index):
            return
        shown, places = self.keeping.shown(hits)
        left = partial(self._came_back, places)
        page = RecordScreen(self.reception, shown, places.index(index), left)
        self.keeping.step_through(page, shown)
        self.app.push_screen(page)

    def _came_back(self, places: tuple[int, ...], index: int, to_list: bool) -> None:
        self.keeping.save_recent()
        self.table.go(places[index])
        self.put_focus(self.table if to_list else self.form)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.searching.stop()

    def action_near(self) -> None:
        """F8: similar names instead of the hits, and back."""
        if not self.table.change_over():
            self.say("There are no similar names beside this list.")

    def action_menu(self) -> None:
        """X: what can be done with the marked entry."""
        self.menus.ask()

    def action_new(self) -> None:
        """Alt+N: a new person with the name typed."""
        self.adding.typed()

    def action_done(self) -> None:
        """Space: the marked entry of a work list is done, or not done again."""
        self.keeping.turn()

    def action_take_out(self) -> None:
        """Delete: take the marked entry out of the work list."""
        self.keeping.take_out()

    def action_next_open(self) -> None:
        """J: the next entry of a work list that is not done."""
        self.keeping.next_open()

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
        """F12: from the list to the criteria; a filter is cleared."""
        if self.table.typing is not None:
            self.table.stop_typing(keep=False)
        elif self.focused is self.table:
            self.action_criteria()
        else:
            self.say("This is the first page: F3 leaves the program.")

    def action_leave(self) -> None:
        """F3: leave the program."""
        self.reception.program.leave()

    def action_refresh(self) -> None:
        """F5: the same search again; a work list is read again."""
        if self.table.work is not None:
            self.keeping.open(self.table.work.name)
        else:
            self.searching.again()

    def action_values(self) -> None:
        """F4: values of the ID or Geo type, earlier searches; in the list its orders."""
        from screens.shared.panels import Values

        if self.focused is self.table:
            start = self.table.how.word.split(" ")[0]
            self.app.push_screen(Values("Order of the list", order_values(), start, self._order))
            return
        group = self.form.group
        if not group:
            self.keeping.offer()
        elif group not in self.values:
            self.say(OPENING)
        else:
            start = self.form.value(f"{group}_type")
            taken = partial(self.form.take_type, group)
            panel = Values(TYPED_GROUPS[group], self.values[group], start, taken)
            self.app.push_screen(panel)


def _nothing_found(hits: HitList, asked: Asked) -> str:
    """What to do where nothing was found; adding is offered after a name or a TIN only (CC-06)."""
    if asked.like_a_street:
        return _STREET
    if asked.names_taxpayer:
        return _NOBODY
    read = f" (read as {hits.read_as})" if hits.read_as else ""
    return _NOTHING.replace(" found", f" found{read}")
