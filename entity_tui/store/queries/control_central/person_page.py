"""The pages of a person and of a location, within the viewer's scope (CC-29, CC-31)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.account_page import LinkedPerson, LocationPage, PersonPage
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.account_facts import characteristics
from entity_tui.store.queries.control_central.account_lines import (
    BALANCE,
    MAIN_NAME,
    account_summary,
    lines_of,
)
from entity_tui.store.queries.control_central.contacts import contacts, sees_person
from entity_tui.store.queries.control_central.location_card import location_card
from entity_tui.store.queries.control_central.person_card import person_card
from entity_tui.store.queries.scope import account_scope, area_scope

_MOST_CHILDREN = 200


class NotFound(EntityError):
    """There is no such record, or none this viewer may see; the message does not tell which."""


def person_page(raw: Raw, viewer: Viewer, person_id: int, today: date) -> PersonPage:
    """The Taxpayer Information page: the person and the accounts the viewer may see."""
    require_person(raw, viewer, person_id)
    return PersonPage(
        person_card(raw, person_id), account_summary(raw, viewer, person_id), today,
        contacts=contacts(raw, viewer, person_id),
        characteristics=characteristics(raw, viewer, "person", person_id, today),
        parents=related_persons(raw, viewer, person_id, above=True),
        children=related_persons(raw, viewer, person_id, above=False),
    )  # fmt: skip


def require_person(raw: Raw, viewer: Viewer, person_id: int) -> None:
    """NotFound where the viewer may not see the person."""
    if not sees_person(raw, viewer, person_id):
        raise NotFound(f"Person {person_id:010d} is not in your profile.", "Not found")


def require_account(raw: Raw, viewer: Viewer, account_id: int) -> tuple[int, str]:
    """The main taxpayer of an account and its name; NotFound where the viewer may not see it."""
    row = raw.one(
        f"SELECT ap.person_id, {MAIN_NAME.format('ap.person_id')} FROM account a "
        "JOIN account_person ap ON ap.account_id = a.account_id AND ap.role = 'main' "
        f"WHERE a.account_id = ? AND {account_scope(viewer.scope)}",
        (account_id,),
    )
    if row is None:
        raise NotFound(f"Account {account_id:010d} is not in your profile.", "Not found")
    return int(row[0]), row[1] or ""


def related_persons(
    raw: Raw, viewer: Viewer, person_id: int, above: bool
) -> tuple[LinkedPerson, ...]:
    """Persons above (or below) one, by name; those on no account in the profile without a name."""
    mine, other = ("child_id", "parent_id") if above else ("parent_id", "child_id")
    rows = raw.rows(
        f"SELECT l.{other}, {MAIN_NAME.format('l.' + other)}, l.relationship, l.financial, "
        "EXISTS (SELECT 1 FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id = l.{other} AND {account_scope(viewer.scope)}) "
        f"FROM person_link l WHERE l.{mine} = ? AND l.until IS NULL "
        f"ORDER BY 2, l.{other} LIMIT {_MOST_CHILDREN}",
        (person_id,),
    )
    return tuple(
        LinkedPerson(number if seen else 0, (name or "") if seen else "(outside your profile)",
                     relation, bool(financial))
        for number, name, relation, financial, seen in rows
    )  # fmt: skip


def location_page(raw: Raw, viewer: Viewer, location_id: int, today: date) -> LocationPage:
    """A location and the accounts found there that the viewer may see."""
    rows = raw.rows(
        f"SELECT a.account_id, a.account_type, {MAIN_NAME.format('ap.person_id')}, ap.role, "
        f"{BALANCE} FROM (SELECT account_id FROM account WHERE mailing_location_id = ? UNION "
        "SELECT account_id FROM obligation WHERE location_id = ?) q "
        "JOIN account a ON a.account_id = q.account_id JOIN account_person ap "
        "ON ap.account_id = a.account_id AND ap.role = 'main' "
        f"WHERE {account_scope(viewer.scope)} ORDER BY a.account_id",
        (location_id, location_id),
    )
    lines = lines_of(rows)
    if not lines and not sees_place(raw, viewer, location_id):
        raise NotFound(f"Location {location_id:010d} is not in your profile.", "Not found")
    parent = raw.one("SELECT parent_id FROM location WHERE location_id = ?", (location_id,))
    above = parent[0] if parent and parent[0] and sees_place(raw, viewer, parent[0]) else 0
    return LocationPage(
        location_card(raw, location_id), lines, today,
        characteristics=characteristics(raw, viewer, "location", location_id, today),
        parent=location_card(raw, above) if above else None,
        children=tuple(location_card(raw, child) for child in _children(raw, viewer, location_id)),
    )  # fmt: skip


def sees_place(raw: Raw, viewer: Viewer, location_id: int) -> bool:
    """Is the location on no account, and in the viewer's areas; or on one of the profile?"""
    return bool(
        raw.one(
            f"SELECT 1 FROM location l WHERE l.location_id = ? AND {_visible(viewer)}",
            (location_id,),
        )
    )


def _visible(viewer: Viewer) -> str:
    """The same as a condition on a location row `l`."""
    scope = viewer.scope
    used = (
        "SELECT a.account_id FROM account a WHERE a.mailing_location_id = l.location_id{0} UNION "
        "SELECT a.account_id FROM obligation o JOIN account a ON a.account_id = o.account_id "
        "WHERE o.location_id = l.location_id{0}"
    )
    mine = used.format(f" AND {account_scope(scope)}")
    alone = f"{area_scope(scope, 'l')} AND NOT EXISTS ({used.format('')})"
    return f"(EXISTS ({mine}) OR ({alone}))"


def _children(raw: Raw, viewer: Viewer, location_id: int) -> list[int]:
    rows = raw.rows(
        f"SELECT l.location_id FROM location l WHERE l.parent_id = ? AND {_visible(viewer)} "
        f"ORDER BY l.address_key, l.location_id LIMIT {_MOST_CHILDREN}",
        (location_id,),
    )
    return [row[0] for row in rows]
