"""Taxpayers: what number n is called, where it lives and whom it belongs to.

Three of every four numbers may belong to the fourth before them, their anchor (n - n % 4): a member
of the family with its surname and address, a person's business, a sister business next door.
"""

from __future__ import annotations

from typing import NamedTuple

from entity_tui.demo.businesses import Businesses
from entity_tui.demo.draws import Words, chance, slots, words
from entity_tui.demo.kinds import SHARES, Kind
from entity_tui.demo.people import People, PersonName
from entity_tui.demo.places import Place, Places
from entity_tui.demo.tins import Tins
from entity_tui.domain.identifiers import TinType

_LINKED, _IN_BUSINESS, _SHARES_ADDRESS = chance(0.30), chance(0.68), chance(0.7)
_EVERY = 4
# Where the words of a taxpayer's name, address and phones begin.
_NAME = 5
_PLACE = _NAME + People.WIDTH
_PHONES = _PLACE + Places.WIDTH


class Core(NamedTuple):
    """What the modules of a taxpayer need to know of it."""

    n: int
    kind: Kind
    tin: str
    tin_type: TinType
    active: bool
    """In business (businesses)."""
    linked: bool
    """Belongs to its anchor, if their kinds allow."""
    size: int
    """A word: how large the taxpayer's amounts are, and so the grade of its case."""
    person: bool
    """An individual, not a business."""
    draw: Words
    """The words its name and address are made of."""


class Taxpayer(NamedTuple):
    """A taxpayer as the entity extract shows it."""

    core: Core
    owner: PersonName
    name: str
    dba: str
    place: Place
    phone_home: str
    phone_business: str


class Taxpayers:
    """Taxpayer n of a seed, the same in a demo of any size."""

    def __init__(self, seed: int) -> None:
        self._words = words(seed, "taxpayer", _PHONES + Places.PHONES)
        self._kinds = slots([((kind, tin), weight) for kind, tin, weight in SHARES])
        self._tins = Tins(seed)
        self._people = People()
        self._businesses = Businesses(seed)
        self._places = Places()

    def core(self, n: int) -> Core:
        """The kind and number of taxpayer n."""
        draw = self._words(n)
        kind, tin_type = self._kinds[draw[0]]
        tin = self._tins.number(n, tin_type)
        linked = n % _EVERY != 0 and draw[2] < _LINKED
        active, person = draw[1] < _IN_BUSINESS, kind == Kind.PERSON
        return Core(n, kind, tin, tin_type, active, linked, draw[4], person, draw)

    def taxpayer(self, core: Core, anchor: Taxpayer | None) -> Taxpayer:
        """The names and address of a taxpayer; `anchor` is the one it may belong to."""
        draw = core.draw[_NAME:_PLACE]
        if anchor is None or not related(core, anchor.core):
            return self._named(core, self._people.name(draw), None, False)
        if core.person:
            owner = self._people.name(draw, anchor.owner.last)
        elif anchor.core.person:
            owner = anchor.owner
        else:
            owner = self._people.name(draw)
        return self._named(core, owner, anchor.place, anchor.core.person)

    def _named(self, core: Core, owner: PersonName, near: Place | None, owned: bool) -> Taxpayer:
        business, draw = not core.person, core.draw
        if near is not None and draw[3] < _SHARES_ADDRESS:
            place = near
        else:
            city = near.city if near else None
            place = self._places.place(draw[_PLACE:_PHONES], business, city)
        home, work = self._places.phones(draw[_PHONES:], business, place.city)
        if core.person:
            return Taxpayer(core, owner, owner.listed, "", place, home, work)
        name, dba = self._businesses.name(core.n, core.kind, owner, place.city.name, owned)
        return Taxpayer(core, owner, name, dba, place, home, work)


def related(core: Core, anchor: Core) -> bool:
    """Does a taxpayer belong to its anchor? A person never belongs to a business."""
    return core.linked and (anchor.person or not core.person) and core.kind != Kind.DECEDENT
