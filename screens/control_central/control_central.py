"""Control Central: the Find line, the criteria and the result list (CC-01 … CC-12)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from entity_tui.domain.control_central.criteria import Criteria, CriteriaError
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.control_central.recognise import recognise
from entity_tui.errors import EntityError
from entity_tui.keymap import CONTROL, Page
from screens.control_central.hit_columns import asked_shown, list_header
from screens.control_central.hit_table import HitTable
from screens.shared.bars import Bar, KeyLine, MessageLine, status
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import rule
from screens.shared.form import Box, Form
from screens.shared.lane import Lane
from screens.shared.page import PageScreen
from screens.shared.quiet import SETTLED
from screens.shared.reception import Reception

BOXES = (
    Box("find", " Find  ", 0, 0, 48),
    Box("name", " Name  ", 2, 0, 26),
    Box("address", " Address ", 2, 36, 32),
    Box("city", " City  ", 3, 0, 26),
    Box("postal", " Postal  ", 3, 36, 10),
    Box("all_locations", " All locations ", 3, 58, 1, switch=True),
    Box("account", " Account ", 4, 0, 13),
    Box("phone", " Phone ", 4, 25, 14),
    Box("id_type", " ID ", 4, 49, 5),
    Box("id_value", "", 4, 61, 14),
    Box("geo_type", " Geo   ", 5, 0, 10),
    Box("geo_value", "", 5, 20, 24),
)
_FIELDS = tuple(box.name for box in BOXES if box.name != "find" and not box.switch)
_OPENING = "opening the store…"
ValuePairs = tuple[tuple[str, str], ...]


class ResultRule(Horizontal):
    """The ruled line over the list: what was found, and which row is marked.

    Two bars, because a widget's line is sent from its left edge to the last change.
    """

    DEFAULT_CSS = """
    ResultRule { height: 1; }
    ResultRule #place { width: 15; }
    """


class ControlCentral(PageScreen):
    """Find a taxpayer; open it; come back to the same row."""

    PURPOSE = (
        "Find a taxpayer, an account or a location, and open it.\n"
        "The Find line takes a name (% stands for any characters), a TIN, a phone, an account ID, "
        "an assignment number or a module (TIN MFT period), and says how it reads it. The fields "
        "below search by field: Name, Address, City and Postal go together; Account, Phone, ID "
        "and Geo each stand alone. ID and Geo need their type as well. Enter searches by the part "
        "the cursor is in; a single hit opens at once.\n"
        "In the list, As says which name matched: P primary, L legal, A alias, D doing business "
        "as, R alternate representation."
    )
    BINDINGS: ClassVar[list[BindingType]] = bound(*CONTROL, without=LISTING)

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.search: Lane[HitList] = Lane(self, reception)
        self.values: dict[str, ValuePairs] = {}
        self.errands: Lane[None] = Lane(self, reception)
        self.switched = False
        self.title_shown = ""
        self.asked: tuple[str, Criteria] | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """Criteria and list."""
        return (Page.CRITERIA, Page.HITS)

    @property
    def form(self) -> Form:
        """The criteria."""
        return self.query_one("#criteria", Form)

    @property
    def table(self) -> HitTable:
        """The result list."""
        return self.query_one("#hits", HitTable)

    def compose(self) -> ComposeResult:
        """Status, criteria, list, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield Form(
            BOXES,
            {1: "or by field"},
            changed=self._typed,
            submitted=self._submitted,
            below=self._to_list,
            id="criteria",
        )
        with ResultRule():
            yield Bar(id="results")
            yield Bar(id="place")
        yield HitTable(self._row_moved, self._open, id="hits")
        yield MessageLine(id="message")
        yield KeyLine(Page.CRITERIA)

    def on_mount(self) -> None:
        """The cursor starts in the Find line; the desk may still be on its way."""
        self.form.put("id_type", "SSN")
        self.put_focus(self.form)
        self._status()
        self._results("")
        self.reception.when_open(self._opened)
        self.set_timer(SETTLED, self._first_frame)

    def _first_frame(self) -> None:
        self.release()
        self.call_after_refresh(self.post_message, self.Shown())

    def on_resize(self) -> None:
        """The lines around the list fit the width."""
        self._status()
        self._results(self.title_shown)

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
            self.form.switches["all_locations"] = default if kept is None else kept == "1"
            self.form.redraw()

    def _results(self, title: str = "") -> None:
        """The rule over the list; without a title it tells what the list is."""
        self.title_shown = title
        hits, room = self.table.hits, max(0, self.size.width - 15)
        if not title and hits is not None:
            title = list_header(hits, room)
        line = rule(title, room) if title else "─" * room
        self.query_one("#results", Bar).put(((line, "title" if title else "label"),))
        count = self.table.count
        place = f" {self.table.at + 1} of {count} ──" if count else ""
        self.query_one("#place", Bar).put(((f"{place:─>15}", "label"),))

    # -- searching ----------------------------------------------------------------------------

    def _typed(self, box: str) -> None:
        self.message.hush()
        if box == "find":
            readings = recognise(self.form.value("find"))
            names = " or ".join(reading.read_as for reading in readings)
            self.form.notes[0] = f"read as: {names}" if names else ""
            self.form.redraw()
        elif box == "all_locations":
            self.switched = True
            value = "1" if self.form.switches["all_locations"] else "0"
            self.errands.ask(
                lambda desk, stop: desk.set_preference("show_all_locations", value),
                lambda done: None,
                self.refuse,
            )

    def criteria(self) -> Criteria:
        """The fields as typed; a type that is only preset does not count."""
        typed = {name: self.form.value(name) for name in _FIELDS}
        for kind, value in (("id_type", "id_value"), ("geo_type", "geo_value")):
            typed[kind] = typed[kind].upper() if typed[value] else ""
        return Criteria(**typed, all_locations=self.form.switches["all_locations"])

    def _submitted(self, box: str) -> None:
        line = self.form.value("find").strip() if box == "find" else ""
        everywhere = self.form.switches["all_locations"]
        if line:
            self._search(line, Criteria(all_locations=everywhere))
            return
        try:
            self._search("", self.criteria().checked())
        except CriteriaError as error:
            self.refuse(error)

    def _search(self, line: str, criteria: Criteria) -> None:
        if self.search.busy and self.asked == (line, criteria):
            return
        self.asked = (line, criteria)
        self.message.hush()
        if self.reception.desk is None:
            self.say(_OPENING)
        edits = self.form.edits
        self._results(f"searching {line or asked_shown(criteria)} …")
        self.search.ask(
            lambda desk, stop: (
                desk.find_line(line, criteria.all_locations, stop=stop)
                if line
                else desk.find(criteria, stop=stop)
            ),
            lambda hits: self._found(hits, typed_on=self.form.edits != edits),
            self._not_found,
        )

    def _found(self, hits: HitList, typed_on: bool) -> None:
        self.table.show(hits)
        self._results()
        if not hits.hits:
            self.say("No such taxpayer. Adding one comes with the maintenance pages.")
            self.put_focus(self.form)
        elif typed_on or self.app.screen is not self:
            return
        elif hits.only is not None:
            self.put_focus(self.table)
            self._open(0)
        else:
            self.put_focus(self.table)

    def _not_found(self, error: EntityError) -> None:
        self._results("nothing searched")
        self.refuse(error)

    # -- the list -----------------------------------------------------------------------------

    def _row_moved(self) -> None:
        self.message.hush()
        self._results(self.title_shown)

    def _open(self, index: int) -> None:
        from screens.control_central.record import RecordScreen

        self.message.hush()
        if self.table.hits is not None:
            page = RecordScreen(self.reception, self.table.hits, index, self._came_back)
            self.app.push_screen(page)

    def _came_back(self, index: int, to_list: bool) -> None:
        self.table.go(index)
        self.put_focus(self.table if to_list else self.form)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.search.drop()

    # -- moving about -------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """The key line is the focused part's."""
        listed = self.focused is self.table
        self.query_one("#keys", KeyLine).turn(Page.HITS if listed else Page.CRITERIA)

    def _to_list(self) -> None:
        if self.table.count:
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
        """F12: from the list to the criteria; a running search is stopped."""
        if self.search.busy:
            self.search.drop()
            self._results("search stopped")
        elif self.focused is self.table:
            self.action_criteria()
        else:
            self.say("This is the first page: F3 leaves the program.")

    def action_leave(self) -> None:
        """F3: nothing is lost here, so nothing is asked."""
        self.app.exit()

    def action_refresh(self) -> None:
        """F5: the same search again."""
        if self.asked is not None:
            self._search(*self.asked)

    def action_values(self) -> None:
        """F4: the values of the ID type or Geo type."""
        group = self.form.box.name.split("_")[0]
        if group not in {"id", "geo"}:
            self.say("F4 lists values in the ID and Geo fields.")
            return
        if group not in self.values:
            self.say(_OPENING)
            return
        from screens.shared.panels import Values

        title = "ID type" if group == "id" else "Geo type"
        start = self.form.value(f"{group}_type")
        self.app.push_screen(
            Values(title, self.values[group], start, lambda code: self._take(group, code))
        )

    def _take(self, group: str, code: str) -> None:
        self.form.put(f"{group}_type", code)
        self.form.go(f"{group}_value")
