"""Add a person, or an account of one: nothing modal, nothing lost by leaving (CC-11, UI-06)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.control_central.new_taxpayer import (
    PERSON_TYPES,
    Added,
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

Found = HitList | Added
Values = tuple[tuple[str, str], ...]


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
            account = show_account(hit.account_id) if hit.account_id else "no account"
            rows.append(((f" ! {hit.name}  {masked(hit)}  {account}  {hit.city}", "warn"),))
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
        self.saving: Lane[Found] = Lane(self, reception)
        self.looking: Lane[HitList] = Lane(self, reception, Holds.NOTHING)
        self.types: tuple[tuple[str, str], ...] = ()
        self.id_types: tuple[tuple[str, str], ...] = ()
        self.tried = False
        """It was to be saved: what is missing is told as well."""
        self.known: tuple[str, str] | None = None
        """The identifier whose duplicates have been told."""
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
        first: Lane[tuple[Values, Values, Mapping[str, str]]] = Lane(self, self.reception)
        first.ask(
            lambda desk, stop: (
                desk.adding.account_types(),
                desk.id_types(),
                {} if self.person_id else read_draft(desk, "person"),
            ),
            lambda found: self._furnish(*found),
            self.refuse,
        )

    def _furnish(self, types: Values, id_types: Values, draft: Mapping[str, str]) -> None:
        self.types, self.id_types = types, id_types
        if draft:
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
        """F10: save; with the identifier of somebody on file only when pressed once more."""
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

    def _save(self) -> None:
        account, person, number = self.form.account, None, self.person_id
        if not number:
            person = self.form.person
        same = (person.id_type, person.id_value) if person else None
        told = same is None or same == self.known

        def work(desk: Desk, stop: Stop) -> Found:
            if person is None:
                return desk.adding.account(number, account)
            if not told and (found := _same(desk, stop, person.id_type, person.id_value)).hits:
                return found
            return desk.adding.person(person)

        self.saving.ask(work, lambda found: self._saved(found, same), self.refuse)

    def _saved(self, found: Found, same: tuple[str, str] | None) -> None:
        if isinstance(found, HitList):
            self.known = same
            self.told.show(found)
            self.say("! Not saved: the identifier is on file already. F10 once more saves it.")
            return
        self.saved = True
        program = self.reception.program
        if found.account_id:
            program.search("account", f"{found.account_id:010d}")
        else:
            program.criteria()
            program.open_person(found.person_id)

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
        return Unsaved(what, texts, "" if self.person_id else "person")

    def action_back(self) -> None:
        """F12, F3: leave, unless something would be lost."""
        self.check_leaving()
        self.dismiss()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.looking.drop()


def _same(desk: Desk, stop: Stop, id_type: str, id_value: str) -> HitList:
    return desk.find(Criteria(id_type=id_type, id_value=id_value), stop=stop)
