"""The location zone (CC-29)."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import AccountPage, LocationCard
from screens.control_central.rows import labelled, why_empty
from screens.shared.draw import Line, wide


def account_location_lines(page: AccountPage, width: int) -> list[Line]:
    """The location of the account, and how many it has."""
    if page.location is None:
        return why_empty("No location on this account.", width)
    return location_lines(page.location, width, page.location_count)


def location_lines(location: LocationCard, width: int, count: int = 1) -> list[Line]:
    """Address, division, alternates and geo codes; rows without a value are left out."""
    place = " ".join(part for part in (location.city, location.state, location.postal) if part)
    street = " · ".join(part for part in (location.address, location.address2) if part)
    others = count - 1
    abroad = location.country if location.country.upper() not in {"", "US", "USA"} else ""
    return labelled(
        [
            *_address(street, " ".join(filter(None, (place, abroad))), width),
            ("Division", location.division),
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
