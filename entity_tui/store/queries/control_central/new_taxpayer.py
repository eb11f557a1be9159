"""Writing a new person and a new account, and making both findable, in one transaction (CC-11)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.new_taxpayer import (
    NewAccount,
    NewPerson,
    kept_name,
    setup_day,
    unusual,
)
from entity_tui.domain.identifiers import (
    TinType,
    bare,
    parse_phone,
    parse_tin,
    types_of_number,
)
from entity_tui.domain.ids import read_id
from entity_tui.domain.search_key import search_key
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, marks
from entity_tui.store.numbers import new_ids
from entity_tui.store.queries.control_central.search import Found, find
from entity_tui.store.queries.scope import area_scope
from entity_tui.store.search import refresh

_MOST = 300
"""Persons with the same TIN that are shown."""


def write_person(raw: Raw, viewer: Viewer, new: NewPerson, area: int, today: date) -> int:
    """Add a person with a primary name, one identifier, a phone; returns the person's ID."""
    (number,) = new_ids(raw, 1)
    raw.execute(
        "INSERT INTO person (person_id, person_type, area, email, as_of, created_run, version) "
        "VALUES (?, ?, ?, ?, ?, 0, 1)",
        (number, new.person_type, area, new.email, today.isoformat()),
    )
    name = kept_name(new.name, new.person_type)
    raw.execute(
        "INSERT INTO person_name (person_id, seq, name_type, name, search_key) "
        "VALUES (?, 1, 'primary', ?, ?)",
        (number, name, search_key(name)),
    )
    raw.execute(
        "INSERT INTO person_identifier (person_id, seq, id_type, value, is_primary, flag) "
        "VALUES (?, 1, ?, ?, ?, ?)",
        (number, new.id_type, parse_tin(new.id_value), True, unusual(new)),
    )
    if new.phone.strip():
        digits, extension = parse_phone(new.phone)
        kind = "home" if new.person_type == "person" else "business"
        raw.execute(
            "INSERT INTO person_phone (person_id, seq, phone_type, digits, extension) "
            "VALUES (?, 1, ?, ?, ?)",
            (number, kind, digits, extension),
        )
    refresh(raw, [number])
    return number


def write_account(
    raw: Raw, viewer: Viewer, person_id: int, new: NewAccount, area: int, today: date
) -> int:
    """Open an account with the person as its main taxpayer; returns the account's ID."""
    number, place = new_ids(raw, 2)
    location = read_id(new.location) if new.location else None
    if new.addressed:
        location = place
        _write_location(raw, place, new, area)
    raw.execute(
        "INSERT INTO account (account_id, account_type, division, bill_cycle, setup_date, "
        "access_group, area, mailing_location_id, created_run, version) "
        "VALUES (?, ?, '', '', ?, 0, ?, ?, 0, 1)",
        (number, new.account_type, setup_day(new.setup, today).isoformat(), area, location),
    )
    raw.execute(
        "INSERT INTO account_person (account_id, person_id, role, financially_responsible) "
        "VALUES (?, ?, 'main', ?)",
        (number, person_id, True),
    )
    _enter_directory(raw, person_id, number, today)
    refresh(raw, [person_id], [location] if location else [])
    return number


def _write_location(raw: Raw, number: int, new: NewAccount, area: int) -> None:
    address, city = (" ".join(text.upper().split()) for text in (new.street, new.city))
    postal = bare(new.postal)
    raw.execute(
        "INSERT INTO location (location_id, location_type, address, address2, city, state, "
        "postal, country, division, area, address_key, city_key, postal_key, created_run, "
        "version) VALUES (?, 'mailing', ?, '', ?, ?, ?, '', '', ?, ?, ?, ?, 0, 1)",
        (number, address, city, new.state.upper(), postal, area, search_key(address),
         search_key(city), search_key(postal)),
    )  # fmt: skip


def _enter_directory(raw: Raw, person_id: int, account_id: int, today: date) -> None:
    """The taxpayer's number leads to this account, unless it leads to one already."""
    rows = raw.rows(
        "SELECT value, id_type FROM person_identifier WHERE person_id = ? AND is_primary",
        (person_id,),
    )
    for value, kind in rows:
        if kind in set(TinType):
            raw.execute(
                "INSERT INTO taxpayer (tin, tin_type, person_id, account_id, as_of, created_run) "
                "VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (tin, tin_type) DO NOTHING",
                (value, kind, person_id, account_id, today.isoformat()),
            )


def holders_of_tin(raw: Raw, viewer: Viewer, tin: str, kind: str) -> tuple[list[Found], bool]:
    """Holders of this number within the profile, and whether it is in use at all.

    Types that number the same way are one number. What lies outside leaves no other trace.
    """
    types = types_of_number(kind)
    listed = marks(len(types))
    rows = raw.rows(
        f"SELECT person_id FROM person_identifier WHERE value = ? AND id_type IN ({listed}) "
        f"UNION SELECT person_id FROM taxpayer WHERE tin = ? AND tin_type IN ({listed})",
        (tin, *types, tin, *types),
    )
    persons = {row[0] for row in rows}
    if not persons:
        return [], False
    found = find(raw, viewer, Criteria(id_type=kind, id_value=tin), _MOST)
    return [hit for hit in found if hit.person_id in persons], True


def location_area(raw: Raw, viewer: Viewer, location_id: int) -> int | None:
    """The area of a location the viewer may see; None for any other."""
    area = raw.value(
        "SELECT l.area FROM location l WHERE l.location_id = ? "
        f"AND {area_scope(viewer.scope, 'l')}",
        (location_id,),
    )
    return None if area is None else int(area)
