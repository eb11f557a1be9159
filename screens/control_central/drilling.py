"""Which records the lines of a zone open, as entries that can be stepped through (UI-03, CC-31)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from entity_tui.domain.control_central.account_page import AccountLine, AccountPage
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.ids import show_account
from screens.control_central.hit_columns import asked_shown

_MANY = 200
"""More lines than a zone of labelled values has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to be opened; its name, where it is known before, is told while it is read.

    An account is opened with the person and the location it was found by.
    """

    ref: RecordRef
    name: str = ""
    person_id: int = 0
    location_id: int = 0


@dataclass(frozen=True, slots=True)
class Entries:
    """What a page steps through, and whose list it is; `listed` where it has a place to tell."""

    entries: tuple[Entry, ...]
    of: str = ""
    more: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Links:
    """`lines` says which of the records a line of the zone opens: one, or several to choose from.

    `of` says whose they are.
    """

    lines: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    records: tuple[Entry, ...] = ()
    of: str = ""

    def at(self, line: int) -> tuple[Entry, ...]:
        """The records of a line."""
        return tuple(self.records[i] for i in self.lines.get(line, ()))

    def line_of(self, index: int) -> int:
        """The first line that opens a record."""
        return next((line for line, found in self.lines.items() if index in found), 0)


NO_LINKS = Links()


def entry_of(hit: Hit) -> Entry:
    """What a hit opens: its account, else its person, else its location (CC-06)."""
    if hit.account_id:
        ref = RecordRef("account", hit.account_id)
        return Entry(ref, hit.name, hit.person_id, hit.location_id)
    if hit.person_id:
        return Entry(RecordRef("person", hit.person_id), hit.name, hit.person_id)
    return Entry(RecordRef("location", hit.location_id), hit.name, 0, hit.location_id)


def entries_of(hits: HitList) -> Entries:
    """The entries of a result list."""
    asked = asked_shown(hits.criteria)
    listed = len(hits.hits) > 1 or hits.more or bool(asked)
    return Entries(tuple(map(entry_of, hits.hits)), asked, hits.more, listed)


def alone(ref: RecordRef, name: str = "") -> Entries:
    """One record that nobody searched for: it has no place in a list."""
    return Entries((Entry(ref, name),), listed=False)


def links_of(
    lines: Iterable[tuple[int, Sequence[RecordRef]]],
    of: str = "",
    names: Mapping[RecordRef, str] = MappingProxyType({}),
) -> Links:
    """Links from the records each line names; the same record is one entry, by its known name."""
    places: dict[RecordRef, int] = {}
    found: dict[int, tuple[int, ...]] = {}
    for line, refs in lines:
        if refs:
            found[line] = tuple(places.setdefault(ref, len(places)) for ref in refs)
    return Links(found, tuple(Entry(ref, names.get(ref, "")) for ref in places), of)


def row_links(refs: Iterable[RecordRef | None], of: str, first: int = 1) -> Links:
    """Each row of a table, from line `first` on, opens what it names."""
    return links_of(((first + i, (ref,) if ref else ()) for i, ref in enumerate(refs)), of)


def account_links(accounts: Sequence[AccountLine], whose: str) -> Links:
    """Each line under the heading opens its account."""
    if not accounts:
        return NO_LINKS
    entries = tuple(Entry(RecordRef("account", a.account_id), a.main_name) for a in accounts)
    lines = {i + 1: (i,) for i in range(len(accounts))}
    return Links(lines, entries, f"accounts of {whose}")


def person_links(page: AccountPage, first: int) -> Links:
    """Lines of linked persons, from line `first` on, open them; every other the taxpayer's own."""
    own = Entry(RecordRef("person", page.person.person_id), page.person.name)
    others = (Entry(RecordRef("person", p.person_id), p.name) for p in page.linked)
    lines: dict[int, tuple[int, ...]] = dict.fromkeys(range(_MANY), (0,))
    lines.update({first + i: (i + 1,) for i in range(len(page.linked))})
    return Links(lines, (own, *others), f"persons on {show_account(page.account_id)}")
