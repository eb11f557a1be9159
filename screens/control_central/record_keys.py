"""What can be asked of the record on the page: all rows, trees, menus, dashboard, contacts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.ids import show_account
from screens.control_central.dashboard import (
    BESIDE_FROM,
    PREFERENCE,
    WIDTH,
    Dashboard,
    dashboard_lines,
)
from screens.control_central.drilling import Entries, Entry
from screens.control_central.menu import MENU_KINDS, MenuItem, menu_of, page_menu
from screens.control_central.record_view import ON_CALL, TREES, Context, Record
from screens.control_central.zoned_record import ZonedRecord
from screens.shared.lane import Holds, Lane
from screens.shared.reception import Desk, Reception

_NO_CONTEXT = Context()
_TREE_OF = {
    "account tree": ("account", "Accounts, persons, obligations"),
    "bill tree": ("account", "Bills and payments"),
    "location tree": ("location", "Locations above and below"),
    "person tree": ("person", "Persons, their accounts and contacts"),
}


class RecordKeys(ZonedRecord):
    """Keys that lead from the record to more of it."""

    def __init__(self, reception: Reception, hits: HitList | Entries, index: int) -> None:
        super().__init__(reception, hits, index)
        self.around: Record | None = None
        """The record whose context a page without one of its own stands in (CC-20)."""
        self.getting: Lane[AccountPage] = Lane(self, reception, Holds.PAGE)

    @property
    def context(self) -> Context:
        """Whom the page is about."""
        return self.view.context if self.view else _NO_CONTEXT

    @property
    def told_record(self) -> Record | None:
        """The record the dashboard tells of."""
        own = self.record if self.view else None
        return own if self.entry.ref.kind in MENU_KINDS else self.around

    def open_entry(self, entry: Entry, zone: str = "") -> None:
        """Open one record over the page."""
        self.open_entries(Entries((entry,), listed=False), 0, None, zone)

    # -- all rows -------------------------------------------------------------------------------

    def action_all(self) -> None:
        """A: up to 750 rows of the history, activity or compliance zone."""
        page, number = self.record, self.entry.ref.owner
        askers: dict[str, Callable[[Desk, AccountPage], AccountPage]] = {
            "history": lambda desk, page: replace(page, history=desk.all_history(number)),
            "activity": lambda desk, page: _with_activity(desk, page, number),
            "compliance": lambda desk, page: _with_compliance(desk, page, number),
        }
        asker = askers.get(self.zone.kind)
        if self.view is None or not isinstance(page, AccountPage) or asker is None:
            self.say("All is for financial history, activity and compliance.")
            return
        self.getting.ask(
            lambda desk, stop: asker(desk, page),
            lambda found: self._got_all(page, found),
            self.refuse,
        )

    def _got_all(self, before: AccountPage, found: AccountPage) -> None:
        if self.record is before:
            self.record = found
            self.show()
            self.say(f"All of {self.zone.title.lower()} that is kept to show.")

    # -- trees ----------------------------------------------------------------------------------

    def action_tree(self) -> None:
        """E: a tree around the record; where there are several, which one is asked."""
        found = self.trees()
        if not found:
            self.say("There is no tree around this record.")
        elif len(found) == 1:
            self.open_entry(Entry(found[0]))
        else:
            values = [(ref.kind.split()[0], _TREE_OF[ref.kind][1]) for ref in found]
            by_word = {ref.kind.split()[0]: ref for ref in found}
            self.ask_which("Trees", values, lambda word: self.open_entry(Entry(by_word[word])))

    def trees(self) -> list[RecordRef]:
        """The trees around the record, but the one that is shown."""
        numbers = {
            "account": self.context.account_id, "person": self.context.person_id,
            "location": self.context.location_id,
        }  # fmt: skip
        refs = [RecordRef(kind, numbers[_TREE_OF[kind][0]]) for kind in TREES]
        return [ref for ref in refs if ref.owner and ref != self.entry.ref]

    def open_tree(self, word: str) -> None:
        """The tree a command names; without a word, which one is asked."""
        if not word:
            self.action_tree()
            return
        found = [ref for ref in self.trees() if ref.kind.startswith(word.rstrip("s"))]
        if found:
            self.open_entry(Entry(found[0]))
        else:
            self.say(f"There is no {word} tree around this record.")

    def call_zone(self, name: str) -> None:
        """A zone a command names, alone on the page."""
        if any(spec.name == name for spec in ON_CALL.get(self.here, ())):
            if self.alone != name:
                self.action_call(name)
        else:
            self.say("This page has no such zone.")

    # -- menus ----------------------------------------------------------------------------------

    def action_menu(self) -> None:
        """X: what can be done with the record of the line, or with the page's own."""
        if self.view is None:
            return
        line = self.zone.marked_source
        found = self.body_of(self.zone.kind).links.at(-1 if line is None else line)
        named = [entry for entry in found if entry.ref.kind in MENU_KINDS]
        if len(named) == 1:
            items = menu_of(named[0], self._contact_entries())
            title = self.named(named[0])
        else:
            items = page_menu(self.context, self.view.name, self._contact_entries())
            title = self.view.name
        items = tuple(
            i for i in items if i.act != "open" or i.zone or i.entry.ref != self.entry.ref
        )
        if items:
            values = [(str(n), item.told) for n, item in enumerate(items, 1)]
            self.ask_which(f"Menu: {title}", values, lambda n: self._do(items[int(n) - 1]))
        else:
            self.say("There is no menu for this record.")

    def _contact_entries(self) -> tuple[Entry, ...]:
        """Return the persons a contact from this page can be with, the main taxpayer first."""
        number = self.context.person_id
        found = contact_persons(self.record, number, self._person_name()) if number else ()
        return tuple(Entry(RecordRef("person", person), name) for person, name, _ in found)

    def _do(self, item: MenuItem) -> None:
        ref = item.entry.ref
        if item.act == "contact":
            self.add_contact(ref.owner, item.entry.name)
        elif item.act == "find" and ref.kind == "account":
            self.reception.program.search("account", f"{ref.owner:010d}")
        elif item.act == "find":
            self.reception.program.search("name", item.entry.name)
        else:
            self.open_entry(item.entry, item.zone)

    def named(self, entry: Entry) -> str:
        """A record in words, as far as the page knows it."""
        ref, page = entry.ref, self.record
        if ref.kind == "account":
            return f"account {show_account(ref.owner)} {entry.name}".strip()
        if ref.kind == "module" and isinstance(page, AccountPage):
            row = next((m for m in page.modules if str(m.obligation_id) == ref.key), None)
            if row is not None:
                return f"module {row.mft} {row.period} {row.form}".strip()
        number = f"{ref.owner:010d}" if ref.kind in MENU_KINDS else ref.key
        return f"{ref.kind} {entry.name or number}"

    # -- dashboard and contacts -----------------------------------------------------------------

    @property
    def beside(self) -> bool:
        """Does the dashboard stand beside the page?"""
        return self.size.width >= BESIDE_FROM and self._beside_wanted

    @property
    def _beside_wanted(self) -> bool:
        return self.reception.preferences.get(PREFERENCE) != "off"

    @property
    def grid_size(self) -> tuple[int, int]:
        """The cells and lines the zones share: the dashboard takes some."""
        width, height = super().grid_size
        return (width - WIDTH if self.beside else width), height

    def lay_out(self) -> None:
        """Share the page among the zones and the dashboard."""
        dashboard = self.query_one(Dashboard)
        dashboard.display = self.beside and not self.zone.look.linear
        super().lay_out()

    def fill(self) -> None:
        """The dashboard tells of the record the zones show."""
        super().fill()
        self.query_one(Dashboard).put(self.told_record)

    def empty(self) -> None:
        """Nobody's data anywhere."""
        super().empty()
        self.query_one(Dashboard).put(self.told_record)

    def action_dashboard(self) -> None:
        """F6: beside the page or not, where it is wide; else over it."""
        if self.size.width >= BESIDE_FROM:
            self.hold()
            choice = "off" if self._beside_wanted else "on"
            self.reception.preferences.keep(PREFERENCE, choice)
            self.lay_out()
            self.say(f"Dashboard {choice}; this is kept for you.")
            self.settle()
        else:
            self._open_panel(self.context.person_id, self._person_name(), over=True)

    def _person_name(self) -> str:
        record = self.told_record
        person = getattr(record, "person", None)
        return person.name if person is not None else (self.view.name if self.view else "")

    def action_contact(self) -> None:
        """F10: add a contact with the person of this page.

        On an account found through another person, ask which of the two it is with.
        """
        if self.view is None:
            return
        if not self.context.person_id:
            self.say("There is no taxpayer on this page to add a contact with.")
            return
        persons = contact_persons(self.record, self.context.person_id, self._person_name())
        if len(persons) == 1:
            self.add_contact(*persons[0][:2])
            return
        values = [(str(n), label) for n, (_, _, label) in enumerate(persons, 1)]
        self.ask_which(
            "Contact with", values, lambda n: self.add_contact(*persons[int(n) - 1][:2]), "1"
        )

    def add_contact(self, person_id: int, name: str) -> None:
        """A line over the page to type a contact in."""
        self._open_panel(person_id, name or f"person {person_id:010d}", over=False)

    def _open_panel(self, person_id: int, name: str, over: bool) -> None:
        from screens.control_central.contact_panel import ContactPanel

        record = self.told_record
        body = (lambda width: dashboard_lines(record, width)) if over else None
        self.message.hush()
        self.app.push_screen(
            ContactPanel(self.reception, person_id, name, self._added, self.size.width, body)
        )

    def _added(self, said: str) -> None:
        self.read(fresh=True)
        self.say(said)

    def stepped(self) -> None:
        """Another entry: what was asked about this one is void."""
        super().stepped()
        self.getting.drop()


def contact_persons(
    record: Record | None, person_id: int, name: str
) -> tuple[tuple[int, str, str], ...]:
    """Return id, name and label of each person a contact from the page can be with (CC-33).

    The main taxpayer comes first; then the person the account was found through.
    """
    main = (person_id, name, f"{name} (main taxpayer)")
    found = record.found_through if isinstance(record, AccountPage) else None
    if found is None:
        return (main,)
    other = found.name or "(no name on file)"
    return main, (found.person_id, other, f"{other} ({found.role})")


def _with_activity(desk: Desk, page: AccountPage, number: int) -> AccountPage:
    rows, more = desk.all_activity(number)
    return replace(page, activity=rows, activity_more=more)


def _with_compliance(desk: Desk, page: AccountPage, number: int) -> AccountPage:
    rows, more = desk.all_compliance(number)
    return replace(page, compliance=rows, compliance_more=more)
