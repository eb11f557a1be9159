"""A person with names, identifiers and phones."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.account_page import Identifier, NameRow, PersonCard, Phone
from entity_tui.store.database import Raw, as_day


def person_card(raw: Raw, person_id: int) -> PersonCard:
    """The card of a person the caller has found within the viewer's scope."""
    row = raw.one("SELECT person_type, email, as_of FROM person WHERE person_id = ?", (person_id,))
    person_type, email, as_of = row or ("person", "", date.min)
    names = raw.rows(
        "SELECT name_type, name FROM person_name WHERE person_id = ? "
        "ORDER BY CASE name_type WHEN 'primary' THEN 0 ELSE 1 END, seq",
        (person_id,),
    )
    identifiers = raw.rows(
        "SELECT id_type, value, is_primary, flag FROM person_identifier WHERE person_id = ? "
        "ORDER BY CASE WHEN is_primary THEN 0 ELSE 1 END, seq",
        (person_id,),
    )
    phones = raw.rows(
        "SELECT phone_type, digits, extension FROM person_phone WHERE person_id = ? ORDER BY seq",
        (person_id,),
    )
    return PersonCard(
        person_id=person_id,
        person_type=person_type,
        name=names[0][1] if names else "",
        names=tuple(NameRow(*name) for name in names),
        identifiers=tuple(Identifier(i[0], i[1], bool(i[2]), i[3]) for i in identifiers),
        phones=tuple(Phone(*phone) for phone in phones),
        email=email,
        as_of=as_day(as_of) or date.min,
    )
