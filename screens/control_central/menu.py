"""Context menus: what can be done with a person, an account or a location (CC-35); pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entity_tui.domain.control_central.record_ref import RecordRef
from screens.control_central.drilling import Entry
from screens.control_central.record_view import Context

MENU_KINDS = ("person", "account", "location")
"""The records that have a menu."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu. `act` is find, open or contact; `zone` is called on the page opened."""

    told: str
    act: str
    entry: Entry
    zone: str = ""


def menu_of(entry: Entry, persons: Sequence[Entry] = ()) -> tuple[MenuItem, ...]:
    """Return the menu of one record; a contact from an account can be with one of `persons`."""
    makers = {"person": _person, "account": _account, "location": _location}
    return tuple(makers[entry.ref.kind](entry, persons))


def page_menu(context: Context, name: str, persons: Sequence[Entry] = ()) -> tuple[MenuItem, ...]:
    """Return the menu of a page: that of everything it is about, each line once."""
    about = (
        ("account", context.account_id), ("person", context.person_id),
        ("location", context.location_id),
    )  # fmt: skip
    items = [
        item
        for kind, number in about
        if number
        for item in menu_of(Entry(RecordRef(kind, number), name), persons)
    ]
    return tuple({item.told: item for item in items}.values())


def _account(entry: Entry, persons: Sequence[Entry]) -> Iterator[MenuItem]:
    number = entry.ref.owner
    yield MenuItem("Control Central: find this account", "find", entry)
    yield MenuItem("Account Information", "open", entry)
    yield MenuItem("Account tree", "open", Entry(RecordRef("account tree", number)))
    yield MenuItem("Bill and payment tree", "open", Entry(RecordRef("bill tree", number)))
    for told, zone in (
        ("Bill graph", "graph"), ("Timeline of the account", "timeline"),
        ("Credit allocation of the account", "allocation"), ("Liens", "liens"),
        ("Time charged", "time"),
    ):  # fmt: skip
        yield MenuItem(told, "open", entry, zone)
    yield from map(_contact, persons)


def _person(entry: Entry, persons: Sequence[Entry]) -> Iterator[MenuItem]:
    yield MenuItem("Taxpayer Information", "open", entry)
    yield MenuItem("Person tree", "open", Entry(RecordRef("person tree", entry.ref.owner)))
    yield MenuItem("Timeline of the taxpayer", "open", entry, "timeline")
    yield MenuItem("Credit allocation of the taxpayer", "open", entry, "allocation")
    if entry.name:
        yield MenuItem("Control Central: find this name", "find", entry)
    yield _contact(entry)


def _contact(person: Entry) -> MenuItem:
    """Name the person, so that a contact is never added to another one by mistake."""
    return MenuItem(f"Add a contact with {person.name}".removesuffix(" with "), "contact", person)


def _location(entry: Entry, persons: Sequence[Entry]) -> Iterator[MenuItem]:
    yield MenuItem("Location", "open", entry)
    yield MenuItem("Location tree", "open", Entry(RecordRef("location tree", entry.ref.owner)))
