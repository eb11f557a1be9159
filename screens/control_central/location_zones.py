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
from screens.shared.draw import Line, wide


def account_location_lines(page: AccountPage, width: int) -> list[Line]:
    """The location of the account, and how many it has."""
    if page.location is None:
        return why_empty("No location on this account.", width)
    return location_lines(page.location, width, page.location_count, page.location_characteristics)


def location_lines(
    location: LocationCard,
    width: int,
    count: int = 1,
    rows: Sequence[CharacteristicRow] = (),
) -> list[Line]:
    """Address, division, characteristics; rows without a value are left out."""
    place = " ".join(part for part in (location.city, location.state, location.postal) if part)
    street = " · ".join(part for part in (location.address, location.address2) if part)
    others = count - 1
    abroad = location.country if location.country.upper() not in {"", "US", "USA"} else ""
    return labelled(
        [
            *_address(street, " ".join(filter(None, (place, abroad))), width),
            ("Division", location.division),
            *characteristics(rows),
            ("Kind", location.location_type),
            ("Others", f"the account has {others} more" if others > 0 else ""),
            *(("Alternate", text) for text in location.alternates),
            *((f"Geo {kind}", value) for kind, value in location.geo),
        ],
        width,
    )


def _address(street: str, place: str, width: int) -> list[tuple[str, str]]:
    """On one line where it fits, else the place below the street."""
    whole = ", ".join(part for part in (street, place) if part)
    if wide(whole) <= width - 13:
        return [("Address", whole)]
    return [("Address", street), ("" if street else "Address", place)]


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
