"""Which records the lines of a zone open, as lists that can be stepped through (CC-31)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from entity_tui.domain.control_central.account_page import AccountLine, AccountPage, LocationCard
from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.ids import show_account

_MANY = 200
"""More lines than a zone of labelled values has."""


@dataclass(frozen=True, slots=True)
class Links:
    """`lines` says which of the records a line of the zone opens; `of` says whose they are."""

    lines: Mapping[int, int] = field(default_factory=dict)
    records: HitList | None = None
    of: str = ""


NO_LINKS = Links()


def person_hit(person_id: int, name: str = "") -> Hit:
    """An entry that opens a person's page."""
    return Hit(person_id, 0, 0, name, "", "", "", "", "", "", "", None)


def location_hit(location_id: int) -> Hit:
    """An entry that opens a location's page."""
    return Hit(0, 0, location_id, "", "", "", "", "", "", "", "", None)


def account_hit(line: AccountLine) -> Hit:
    """An entry that opens an account's page, by its main taxpayer."""
    return Hit(
        0, line.account_id, 0, line.main_name, "", line.role, "", "", "", "", "", line.balance
    )


def alone(hit: Hit) -> HitList:
    """A list of one entry."""
    return _listed((hit,), Kind.NAME)


def account_links(accounts: Sequence[AccountLine], whose: str) -> Links:
    """Each line under the heading opens its account."""
    if not accounts:
        return NO_LINKS
    hits = _listed(tuple(map(account_hit, accounts)), Kind.ACCOUNT)
    return Links({i + 1: i for i in range(len(accounts))}, hits, f"accounts of {whose}")


def person_links(page: AccountPage, first: int) -> Links:
    """Lines of linked persons, from line `first` on, open them; every other the taxpayer's own."""
    own = person_hit(page.person.person_id, page.person.name)
    hits = (own, *(person_hit(linked.person_id, linked.name) for linked in page.linked))
    lines = dict.fromkeys(range(_MANY), 0)
    lines.update({first + i: i + 1 for i in range(len(page.linked))})
    return Links(lines, _listed(hits, Kind.NAME), f"persons on {show_account(page.account_id)}")


def location_links(location: LocationCard | None) -> Links:
    """Every line opens the location."""
    if location is None:
        return NO_LINKS
    return Links(dict.fromkeys(range(_MANY), 0), alone(location_hit(location.location_id)))


def _listed(hits: tuple[Hit, ...], kind: Kind) -> HitList:
    return HitList(Criteria(), kind, hits, False)
