"""Customer contacts: how old the last one is, and what a new one needs (AM-70, CC-33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entity_tui.errors import EntityError

MAX_COMMENT = 2_000


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A customer contact of a person."""

    contact_id: int
    contact_type: str
    at: datetime
    user_name: str
    comment: str
    is_open: bool
    person_id: int = 0


class ContactRefused(EntityError):
    """The contact lacks something; the message names the field."""


def checked_comment(contact_type: str, comment: str, known: tuple[str, ...]) -> str:
    """The comment as kept; ContactRefused names what is wrong with type or comment."""
    if contact_type not in known:
        raise ContactRefused(f"'{contact_type}' is not a contact type: {', '.join(known)}.")
    text = comment.strip()
    if not text:
        raise ContactRefused("A contact needs a comment: say what was agreed.")
    if len(text) > MAX_COMMENT:
        raise ContactRefused(f"The comment has {len(text):,} characters; {MAX_COMMENT:,} fit.")
    if "\0" in text:
        raise ContactRefused("The comment holds a NUL character.")
    return text


def age(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `12 days old` (taxpayer manual, Customer Contact Zone)."""
    days = (today - day).days
    return {0: "Today", 1: "Yesterday"}.get(days, f"{days} days old")
