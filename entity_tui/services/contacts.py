"""Add a customer contact: one transaction with its audit entry (AM-70, CC-33)."""

from __future__ import annotations

from entity_tui.domain.control_central.contacts import checked_comment
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.control_central.contacts import sees_person, write_contact
from entity_tui.store.reference import meanings


def contact_types() -> tuple[tuple[str, str], ...]:
    """The installation's contact types with their meaning."""
    return tuple(meanings("contact_types").items())


def add_contact(
    database: Database, viewer: Viewer, person_id: int, kind: str, comment: str,
    is_open: bool = False,
) -> int:  # fmt: skip
    """Record a contact with a person the viewer may see; EntityError says what is wrong."""
    text = checked_comment(kind, comment, tuple(code for code, _ in contact_types()))
    with database.write() as connection:
        if not sees_person(Raw(connection), viewer, person_id):
            raise EntityError(f"Person {person_id:010d} is not in your profile.", "Not found")
        number = write_contact(connection, viewer, person_id, kind, text, is_open)
        audit.act(
            connection, viewer, "add contact", f"{person_id:010d}", contact=f"{number:010d}",
            type=kind, open=is_open,
        )  # fmt: skip
    return number
