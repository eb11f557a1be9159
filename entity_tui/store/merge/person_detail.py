"""What hangs on a person: names, identifiers, phones, links, seasons, contacts (EX-ACC)."""

from __future__ import annotations

from functools import partial

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_TAXPAYER, OF_TWO, Keyed
from entity_tui.store.merge.land import land

_TINS = {"tin": "text", "tin_type": "text"}


def _add_absent(table: str, same: dict[str, str], more: dict[str, str], ground: Ground) -> None:
    """Add a name, identifier or phone where the person has not the same already."""
    known = " AND ".join(f"u.{column} = {value}" for column, value in same.items())
    ground.table(
        "stage_more",
        "SELECT m.line, m.person_id, (SELECT coalesce(max(u.seq), 0) FROM "
        f"{table} u WHERE u.person_id = m.person_id) + row_number() OVER "
        "(PARTITION BY m.person_id ORDER BY m.line) AS seq FROM stage_known m "
        f"JOIN stage_line s ON s.line = m.line WHERE NOT EXISTS (SELECT 1 FROM {table} u "
        f"WHERE u.person_id = m.person_id AND {known})",
        "line",
    )
    columns = {**same, **more}
    ground.write(
        f"INSERT INTO {table} (person_id, seq, {', '.join(columns)}) "
        f"SELECT m.person_id, m.seq, {', '.join(columns.values())} FROM stage_more m "
        "JOIN stage_line s ON s.line = m.line ORDER BY m.person_id, m.seq"
    )
    ground.mark_new(table, {"person_id": "m.person_id", "seq": "m.seq"}, "stage_more m")
    ground.execute("INSERT INTO stage_new SELECT line FROM stage_more")
    ground.execute("INSERT INTO stage_person SELECT person_id FROM stage_more")


NAMES = Keyed(
    target="name", shown="name", table="person_name",
    unique=("tin", "tin_type", "name_type", "name"), owner=OF_TAXPAYER,
    payload={**_TINS, "name_type": "text", "name": "text", "name_key": "text"},
    landing=partial(
        _add_absent, "person_name", {"name_type": "s.name_type", "name": "s.name"},
        {"search_key": "s.name_key"},
    ),
)  # fmt: skip
IDENTIFIERS = Keyed(
    target="identifier", shown="identifier", table="person_identifier",
    unique=("tin", "tin_type", "id_type", "value"), owner=OF_TAXPAYER,
    payload={**_TINS, "id_type": "text", "value": "text", "flag": "text"},
    landing=lambda ground: _add_absent(
        "person_identifier", {"id_type": "s.id_type", "value": "s.value"},
        {"is_primary": "FALSE" if ground.raw.postgres else "0", "flag": "s.flag"}, ground,
    ),
)  # fmt: skip
PHONES = Keyed(
    target="phone", shown="phone", table="person_phone",
    unique=("tin", "tin_type", "phone_type", "phone"), owner=OF_TAXPAYER,
    payload={**_TINS, "phone_type": "text", "phone": "text"},
    landing=partial(
        _add_absent, "person_phone",
        {"phone_type": "s.phone_type", "digits": "substr(s.phone, 1, 10)",
         "extension": "substr(s.phone, 12)"}, {},
    ),
)  # fmt: skip
_SEASON = {"start": "text", "until": "text", "status": "text", "address": "text", "city": "text",
           "state": "text", "postal": "text", "country": "text"}  # fmt: skip
SEASONS = Keyed(
    target="seasonal address", shown="seasonal address", table="person_address",
    unique=("tin", "tin_type", "seq"), owner=OF_TAXPAYER,
    payload={**_TINS, "seq": "int", **_SEASON}, key={"person_id": "k.person_id", "seq": "s.seq"},
    columns={name: f"s.{name}" for name in _SEASON},
)  # fmt: skip


def _truth(column: str, ground: Ground) -> str:
    return f"({column} = 1)" if ground.raw.postgres else column


def _land_links(ground: Ground) -> None:
    land(
        ground, "person_link",
        {"parent_id": "k.person_id", "child_id": "k.other_id", "relationship": "s.relationship",
         "start": "s.start"},
        {"until": "s.until", "financial": _truth("s.financial", ground)}, {},
    )  # fmt: skip


LINKS = Keyed(
    target="person link", shown="link between persons", table="person_link",
    unique=("tin", "tin_type", "other_tin", "other_tin_type", "relationship", "start"),
    owner=OF_TWO, landing=_land_links,
    payload={**_TINS, "other_tin": "text", "other_tin_type": "text", "relationship": "text",
             "start": "date", "until": "date", "financial": "int"},
)  # fmt: skip


def _land_contacts(ground: Ground) -> None:
    land(
        ground, "contact", {"person_id": "k.person_id", "number": "s.number"},
        {"contact_type": "s.contact_type", "at": "s.at", "user_id": "s.user_id",
         "user_name": "s.user_name", "comment": "s.comment",
         "is_open": _truth("s.is_open", ground)}, {}, "contact_id",
    )  # fmt: skip


CONTACTS = Keyed(
    target="contact", shown="contact number", table="contact",
    unique=("tin", "tin_type", "number"), owner=OF_TAXPAYER, landing=_land_contacts,
    payload={**_TINS, "number": "text", "contact_type": "text", "at": "int", "user_id": "text",
             "user_name": "text", "comment": "text", "is_open": "int"},
)  # fmt: skip

_WHOSE = {
    "person": "k.person_id",
    "account": "k.account_id",
    "location": "(SELECT a.mailing_location_id FROM account a WHERE a.account_id = k.account_id)",
}


def _land_characteristics(ground: Ground) -> None:
    cases = " ".join(f"WHEN '{kind}' THEN {sql}" for kind, sql in _WHOSE.items())
    land(
        ground, "characteristic",
        {"owner_kind": "s.owner_kind", "owner_id": f"(CASE s.owner_kind {cases} END)",
         "char_type": "s.char_type", "start": "s.start"},
        {"value": "s.value"}, {},
    )  # fmt: skip


CHARACTERISTICS = Keyed(
    target="characteristic", shown="characteristic", table="characteristic",
    unique=("tin", "tin_type", "owner_kind", "char_type", "start"),
    owner=OF_TAXPAYER + " WHERE s.owner_kind <> 'location' OR a.mailing_location_id IS NOT NULL",
    landing=_land_characteristics,
    payload={**_TINS, "owner_kind": "text", "char_type": "text", "start": "date",
             "value": "text"},
)  # fmt: skip

PERSON_DETAIL = (NAMES, IDENTIFIERS, PHONES, SEASONS, LINKS, CONTACTS, CHARACTERISTICS)
