"""Add a person, or an account of one: nothing modal, nothing lost by leaving (CC-11, UI-06)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.new_taxpayer import (
    PERSON_TYPES,
    Added,
    AlreadyOnFile,
    account_faults,
    person_faults,
    unusual,
)
from entity_tui.domain.ids import show_account
from entity_tui.keymap import Page
from screens.control_central.hit_columns import masked
from screens.control_central.taxpayer_form import LABELS, VALUED, TaxpayerForm
from screens.shared.bars import Bar
from screens.shared.bindings import bound
from screens.shared.draw import Line, rule
from screens.shared.lane import Holds, Lane
from screens.shared.line_drawn import LineDrawn
from screens.shared.page import PageScreen
from screens.shared.reception import Desk, Reception, Stop
from screens.shared.unsaved import RESTORED, Unsaved, read_draft

_OPEN, _ANOTHER = "open {}", "another"
"""The answers to a number that is on file."""
Saved = Added | AlreadyOnFile
ValuePairs = tuple[tuple[str, str], ...]


class Duplicates(LineDrawn):
    """Who has the same identifier already (AM-01)."""

    DEFAULT_CSS = "Duplicates { height: 1fr; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.found: HitList | None = None

    def show(self, found: HitList | None) -> None:
        """Tell of these."""
        self.found = found
        self.redraw()

    def lines(self) -> list[Line]:
        """A rule and one line each; nothing where there is nobody."""
        if self.found is None or not self.found.hits:
            return []
        rows: list[Line] = [((rule("possible duplicates: the same identifier", self.size.width),
                              "title"),)]  # fmt: skip
        for hit in self.found.hits[: max(0, self.size.height - 1)]:
            rows.append(((f" ! {_summary(hit)}", "warn"),))
        return rows


class NewTaxpayerScreen(PageScreen):
    """`person_id` 0 adds a person; else an account is opened for that one."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.ADDING)

    def __init__(
        self, reception: Reception, start: Mapping[str, str], person_id: int = 0, of: str = ""
    ) -> None:
        super().__init__(reception)
        self.person_id, self.of = person_id, of
        self.first = start
        self.saving: Lane[Saved] = Lane(self, reception)
        self.looking: Lane[HitList] = Lane(self, reception, Holds.NOTHING)
        self.types: tuple[tuple[str, str], ...] = ()
        self.id_types: tuple[tuple[str, str], ...] = ()
        self.tried = False
        """It was to be saved: what is missing is told as well."""
        self.looked: tuple[str, str] | None = None
        self.saved = False

    @property
    def pages(self) -> tuple[Page, ...]:
        """The form."""
        return (Page.ADDING,)

    @property
    def here(self) -> Page:
        """The form."""
        return Page.ADDING

    @property
    def explained(self) -> str:
        """The label of the box the cursor is in."""
        return LABELS[self.form.box.name]

    @property
    def form(self) -> TaxpayerForm:
        """The boxes."""
        return self.query_one("#form", TaxpayerForm)

    @property
    def told(self) -> Duplicates:
        """Who has the identifier already."""
        return self.query_one("#told", Duplicates)

    def compose(self) -> ComposeResult:
        """Status, form, duplicates, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield TaxpayerForm(not self.person_id, self.first, self._changed, self._end, id="form")
        yield Duplicates(id="told")
        yield from self.foot()

    def on_mount(self) -> None:
        """The cursor is in the name, or in the first box."""
        self.put_focus(self.form)
        if not self.person_id:
            self.form.go("id_value" if self.first.get("name") else "name")
        self.on_resize()
        self._read()
        self.settle()

    def on_resize(self) -> None:
        """The status line fits the width."""
        self.put_status(f"New account of {self.of}" if self.person_id else "New person")

    def _read(self) -> None:
        name = self.draft
        first: Lane[tuple[ValuePairs, ValuePairs, Mapping[str, str]]] = Lane(self, self.reception)
        first.ask(
            lambda desk, stop: (
                desk.adding.account_types(),
                desk.id_types(),
                read_draft(desk, name) if name else {},
            ),
            lambda found: self._furnish(*found),
            self.refuse,
        )

    def _furnish(self, types: ValuePairs, id_types: ValuePairs, draft: Mapping[str, str]) -> None:
        self.types, self.id_types = types, id_types
        asked = self.first.get("name", "")
        if draft and asked and asked != draft.get("name", ""):
            self.say("Unsaved work on another person is kept: F9 new person, without a name.")
        elif draft := self.reception.drafts.show(self.draft, draft):
            for name in self.form.start.keys() & draft.keys():
                self.form.put(name, draft[name])
            self.say(RESTORED)
        self.form.tell(self.faults, self.tried)

    # -- while typing -------------------------------------------------------------------------

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong, by box."""
        desk = self.reception.desk
        if desk is None or not self.types:
            return {}
        codes = [code for code, _ in self.types]
        if self.person_id:
            return account_faults(self.form.account, codes, desk.today)
        return person_faults(self.form.person, codes, desk.today)

    def _changed(self) -> None:
        self.message.hush()
        self.form.tell(self.faults, self.tried)
        if not self.person_id:
            self._look()

    def _look(self) -> None:
        """A whole identifier: who has it already?"""
        new = self.form.person
        asked = new.id_type, new.id_value
        if {"id_type", "id_value"} & self.faults.keys():
            self.looked = None
            self.told.show(None)
        elif asked != self.looked:
            self.looked = asked
            if odd := unusual(new):
                self.say(f"The number is unusual: {odd}. It can be saved all the same.")
            self.looking.ask(
                lambda desk, stop: _same(desk, stop, *asked), self.told.show, self.refuse
            )

    def _end(self) -> None:
        self.say("F10 saves.")

    # -- saving -------------------------------------------------------------------------------

    def action_save(self) -> None:
        """F10: save; where the identifier is on file a decision is asked for first."""
        self.tried = True
        faults = self.faults
        self.form.tell(faults, all_of_them=True)
        if faults:
            name = next(box.name for box in self.form.boxes if box.name in faults)
            self.form.go(name)
            self.say(f"! Not saved. {LABELS[name]}: {faults[name]}.")
        elif not self.saving.busy and self.types:
            self.say("saving…")
            self._save()

    def _save(self, another: bool = False) -> None:
        account, number = self.form.account, self.person_id
        person = None if number else self.form.person

        def work(desk: Desk, stop: Stop) -> Saved:
            if person is None:
                return desk.adding.account(number, account)
            return desk.adding.person(person, another)

        self.saving.ask(work, self._saved, self.refuse, "Saving the taxpayer")

    def _saved(self, saved: Saved) -> None:
        if isinstance(saved, AlreadyOnFile):
            self._decide(saved.found)
            return
        self._leave_for(saved.account_id, saved.person_id)

    def _leave_for(self, account_id: int, person_id: int) -> None:
        """Nothing here is unsaved any more: open the taxpayer."""
        self.saved = True
        self.reception.drafts.end(self.draft)
        program = self.reception.program
        if account_id:
            program.search("account", f"{account_id:010d}")
        else:
            program.criteria()
            program.open_person(person_id)

    def _decide(self, found: tuple[Hit, ...]) -> None:
        """The identifier is on file: open its holder, or add another taxpayer."""
        from screens.shared.panels import Values

        self.say("! Not saved: this number is on file.")
        values = [(_OPEN.format(n), _summary(hit)) for n, hit in enumerate(found, 1)]
        values.append((_ANOTHER, "add another taxpayer with the same number"))

        def taken(code: str) -> None:
            if code == _ANOTHER:
                self.say("saving…")
                self._save(another=True)
                return
            hit = found[int(code.split(" ")[1]) - 1]
            self._leave_for(hit.account_id, hit.person_id)

        self.app.push_screen(Values("This number is on file", values, values[0][0], taken))

    def action_values(self) -> None:
        """F4: the values of a type."""
        from screens.shared import panels

        name = self.form.box.name
        lists = {"person_type": tuple(PERSON_TYPES.items()), "id_type": self.id_types,
                 "account_type": self.types}  # fmt: skip
        if name not in VALUED or not lists[name]:
            self.say("F4 lists values in Type, ID type and Account.")
            return
        start = self.form.value(name)
        panel = panels.Values(
            LABELS[name], lists[name], start, lambda code: self.form.take(name, code)
        )
        self.app.push_screen(panel)

    # -- the ways out -------------------------------------------------------------------------

    @property
    def unsaved(self) -> Unsaved | None:
        """A box that is not as it was at first."""
        if not self.form.dirty or self.saved:
            return None
        texts = tuple((name, self.form.value(name)) for name in self.form.start)
        what = "This account" if self.person_id else "This person"
        return Unsaved(what, texts, self.draft)

    @property
    def draft(self) -> str:
        """Of a new person only."""
        return "" if self.person_id else "person"

    def action_back(self) -> None:
        """F12, F3: leave, unless something would be lost."""
        self.check_leaving()
        self.dismiss()

    def action_home(self) -> None:
        """F2: to the criteria of Control Central, unless something would be lost."""
        self.reception.program.criteria()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.looking.drop()


def _summary(hit: Hit) -> str:
    """Holder of the number: `SMITH, JOHN  ***-**-6789  0011883422-5  RENO`."""
    account = show_account(hit.account_id) if hit.account_id else "no account"
    return f"{hit.name}  {masked(hit)}  {account}  {hit.city}"


def _same(desk: Desk, stop: Stop, id_type: str, id_value: str) -> HitList:
    return desk.find(Criteria(id_type=id_type, id_value=id_value), stop=stop)
