"""The location zone, and the locations above and below one (CC-29, CC-32)."""

from __future__ import annotations

from collections.abc import Sequence

from entity_tui.domain.control_central.account_facts import CharacteristicRow
from entity_tui.domain.control_central.account_page import (
    AccountPage,
    LocationCard,
    LocationPage,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from screens.control_central.drilling import Links, links_of
from screens.control_central.rows import characteristics, labelled, why_empty
from screens.shared.draw import Line

_OTHERS = "Others"


def account_location_lines(page: AccountPage, width: int) -> list[Line]:
    """The location of the account, and how many it has."""
    if page.location is None:
        return why_empty("No location on this account.", width)
    return location_lines(page.location, width, page.location_count, page.location_characteristics)


def account_location_links(page: AccountPage) -> Links:
    """Every line opens the location; the line that counts the others opens those."""
    if page.location is None:
        return Links()
    own = (RecordRef("location", page.location.location_id),)
    names = {RecordRef("location", number): text for number, text in page.places}
    others = tuple(ref for ref in names if ref not in own)
    pairs = _pairs(page.location, page.location_count, page.location_characteristics)
    refs = [others if label == _OTHERS else own for label, value in pairs if value]
    return links_of(enumerate(refs), f"locations of {page.person.name}", names)


def location_lines(
    location: LocationCard,
    width: int,
    count: int = 1,
    rows: Sequence[CharacteristicRow] = (),
) -> list[Line]:
    """Address, division, characteristics; rows without a value are left out."""
    return labelled(_pairs(location, count, rows), width)


def _pairs(
    location: LocationCard, count: int, rows: Sequence[CharacteristicRow]
) -> list[tuple[str, str]]:
    """Label and value of every row; `count` are the locations of the account."""
    abroad = location.country if location.country.upper() not in {"", "US", "USA"} else ""
    place = (location.city, location.state, location.postal, abroad)
    return [
        ("Address", " · ".join(filter(None, (location.address, location.address2)))),
        ("City", " ".join(filter(None, place))),
        ("Division", location.division),
        *characteristics(rows),
        ("Type", location.location_type),
        (_OTHERS, f"the account has {count - 1} more" if count > 1 else ""),
        *(("Alternate", text) for text in location.alternates),
        *((f"Geo {kind}", value) for kind, value in location.geo),
    ]


def relative_lines(page: LocationPage, width: int) -> list[Line]:
    """The location above this one and those below it."""
    pairs = [(word, _named(card)) for word, card in _relatives(page)]
    return labelled(pairs, width) or why_empty("No location above or below this one.", width)


def relative_links(page: LocationPage) -> Links:
    """Each of them opens."""
    refs = (RecordRef("location", card.location_id) for _, card in _relatives(page))
    return links_of(((i, (ref,)) for i, ref in enumerate(refs)), "locations around this one")


def _relatives(page: LocationPage) -> list[tuple[str, LocationCard]]:
    above = [("Above", page.parent)] if page.parent else []
    return [*above, *(("Below", card) for card in page.children)]


def _named(card: LocationCard) -> str:
    return card.one_line() or f"location {card.location_id:010d}"
