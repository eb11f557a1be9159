"""A location with its alternate addresses and geographic values."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import LocationCard
from entity_tui.store.database import Raw


def location_card(raw: Raw, location_id: int) -> LocationCard:
    """The card of a location the caller has found within the viewer's scope."""
    row = raw.one(
        "SELECT location_type, address, address2, city, state, postal, country, division "
        "FROM location WHERE location_id = ?",
        (location_id,),
    )
    alternates = raw.rows(
        "SELECT address, city, state, postal FROM location_alternate WHERE location_id = ? "
        "ORDER BY seq",
        (location_id,),
    )
    geo = raw.rows(
        "SELECT geo_type, value FROM location_geo WHERE location_id = ? ORDER BY geo_type",
        (location_id,),
    )
    kind, address, address2, city, state, postal, country, division = row or ("",) * 8
    return LocationCard(
        location_id,
        kind,
        address,
        address2,
        city,
        state,
        postal,
        country,
        division,
        alternates=tuple(
            ", ".join(part for part in (address, " ".join(filter(None, rest))) if part)
            for address, *rest in alternates
        ),
        geo=tuple((kind, value) for kind, value in geo),
    )
