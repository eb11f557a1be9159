"""Every SQLModel table; importing this package registers them all."""

from entity_tui.store.tables import (
    access,
    account,
    audit,
    field_case,
    imports,
    location,
    obligation,
    organisation,
    person,
    search,
    store,
)

__all__ = [
    "access",
    "account",
    "audit",
    "field_case",
    "imports",
    "location",
    "obligation",
    "organisation",
    "person",
    "search",
    "store",
]
