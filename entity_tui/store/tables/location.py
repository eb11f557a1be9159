"""Locations, their alternate addresses and geographic values (AM-40)."""

from datetime import date

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, added_key, id_field, key_text, ref


class Location(SQLModel, table=True):
    """A place; addresses are kept as received and as folded search keys."""

    location_id: int = id_field()
    location_type: str = "mailing"
    address: str
    address2: str = ""
    city: str
    state: str
    postal: str
    country: str = ""
    division: str = ""
    area: int = 0
    parent_id: int | None = ref("location.location_id", default=None, index=True)
    address_key: str = key_text()
    city_key: str = key_text()
    postal_key: str = key_text()
    number: str = added_key(index=True)
    """What another system calls the place."""
    as_of: date | None = None
    created_run: int = 0
    version: int = 1


class LocationAlternate(SQLModel, table=True):
    """Another address under which the same place is known."""

    __tablename__ = "location_alternate"
    __table_args__ = KEYED
    location_id: int = ref("location.location_id", primary_key=True)
    seq: int = Field(primary_key=True)
    address: str
    city: str
    state: str
    postal: str
    address_key: str = key_text()
    city_key: str = key_text()
    postal_key: str = key_text()


class LocationGeo(SQLModel, table=True):
    """A geographic value of a location, by type; `value` is compared by its first characters."""

    __tablename__ = "location_geo"
    __table_args__ = KEYED
    location_id: int = ref("location.location_id", primary_key=True)
    geo_type: str = Field(primary_key=True)
    value: str = key_text(index=True)
