"""Contacts of a person, newest first, for pages whose scope is checked; and adding one."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.financial_history import FIRST_ROWS
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant
from entity_tui.store.database import Raw
from entity_tui.store.numbers import new_ids
from entity_tui.store.queries.installation import office_zone
from entity_tui.store.queries.scope import account_scope, area_scope
from entity_tui.store.tables.contact import Contact


def contacts(
    raw: Raw, viewer: Viewer, person_id: int, limit: int = FIRST_ROWS
) -> tuple[ContactRow, ...]:
    """The newest contacts of a person the viewer may see."""
    if not sees_person(raw, viewer, person_id):
        return ()
    rows = raw.rows(
        "SELECT contact_id, contact_type, at, user_name, comment, is_open FROM contact "
        "WHERE person_id = ? ORDER BY at DESC, contact_id LIMIT ?",
        (person_id, limit),
    )
    zone = office_zone(raw, viewer)
    return tuple(
        ContactRow(number, kind, instant(at).astimezone(zone), name, text, bool(is_open), person_id)
        for number, kind, at, name, text, is_open in rows
    )


def contact_count(raw: Raw, viewer: Viewer, person_id: int) -> int:
    """How many contacts a person of a page whose scope is checked has."""
    return int(raw.value("SELECT count(*) FROM contact WHERE person_id = ?", (person_id,)))


def open_contacts(raw: Raw, viewer: Viewer, person_id: int) -> list[int]:
    """The open contacts of a person of a page whose scope is checked, newest first."""
    rows = raw.rows(
        "SELECT contact_id FROM contact WHERE person_id = ? AND is_open "
        "ORDER BY at DESC, contact_id",
        (person_id,),
    )
    return [row[0] for row in rows]


def sees_person(raw: Raw, viewer: Viewer, person_id: int) -> bool:
    """Is the person on an account of the viewer's scope, or without one in the viewer's areas?"""
    scope = viewer.scope
    found = raw.one(
        "SELECT 1 FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id = ? AND {account_scope(scope)} LIMIT 1",
        (person_id,),
    )
    alone = f"SELECT 1 FROM person p WHERE p.person_id = ? AND {area_scope(scope, 'p')} AND "
    return bool(
        found
        or raw.one(
            alone + "NOT EXISTS (SELECT 1 FROM account_person x WHERE x.person_id = p.person_id)",
            (person_id,),
        )
    )


def write_contact(
    connection: Connection, viewer: Viewer, person_id: int, kind: str, comment: str, is_open: bool
) -> int:
    """Add a contact in the caller's transaction; returns its id."""
    (number,) = new_ids(Raw(connection), 1)
    connection.execute(
        insert(Contact).values(
            contact_id=number, person_id=person_id, contact_type=kind, at=datetime.now(UTC),
            user_id=viewer.user, user_name=viewer.name, comment=comment, is_open=is_open, version=1,
        )
    )  # fmt: skip
    return number
