"""Every SQLModel table; importing this package registers them all."""

from entity_tui.store.tables import (
    access,
    account,
    activity,
    audit,
    contact,
    field_case,
    financial,
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
    "activity",
    "audit",
    "contact",
    "field_case",
    "financial",
    "imports",
    "location",
    "obligation",
    "organisation",
    "person",
    "search",
    "store",
]
