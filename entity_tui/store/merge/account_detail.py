"""What hangs on an account: members, alerts, auto pay, tax roles, obligations, places (EX-ACC)."""

from __future__ import annotations

from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_TAXPAYER, OF_TWO, Keyed, owned
from entity_tui.store.merge.land import land

_TINS = {"tin": "text", "tin_type": "text"}
_TEXTS = ("account_type", "division", "bill_cycle", "comment", "collection_class")
_DATES = ("next_review", "next_bill")


def _set_account(ground: Ground) -> None:
    """The account's own fields: what is blank stays as it was, nothing older than the taxpayer."""
    ground.execute(
        f"INSERT INTO stage_stale SELECT k.line FROM stage_known k WHERE k.as_of > {ground.as_of()}"
    )
    sets = {
        name: f"CASE coalesce(s.{name}, '') WHEN '' THEN t.{name} ELSE s.{name} END"
        for name in _TEXTS
    } | {name: f"coalesce(s.{name}, t.{name})" for name in _DATES}
    ground.replace(
        "account", ("account_id",), sets,
        "stage_known m JOIN stage_line s ON s.line = m.line JOIN account t "
        f"ON t.account_id = m.account_id WHERE m.as_of <= {ground.as_of()}", versioned=True,
    )  # fmt: skip


ACCOUNTS = Keyed(
    target="account", shown="account of the TIN", table="account", unique=("tin", "tin_type"),
    owner=OF_TAXPAYER, landing=_set_account,
    payload={**_TINS, **dict.fromkeys(_TEXTS, "text"), **dict.fromkeys(_DATES, "date")},
)  # fmt: skip


def _link_members(ground: Ground) -> None:
    source = (
        "stage_known m JOIN stage_line s ON s.line = m.line JOIN account_person t "
        "ON t.account_id = m.account_id AND t.person_id = m.other_id WHERE t.role <> 'main'"
    )
    wanted = _bool(ground, "s.responsible")
    ground.replace(
        "account_person", ("account_id", "person_id"),
        {"role": "s.role", "financially_responsible": wanted}, source, touch="m.other_id",
    )  # fmt: skip
    ground.table(
        "stage_joining",
        "SELECT m.line, m.account_id, m.other_id FROM stage_known m LEFT JOIN account_person t "
        "ON t.account_id = m.account_id AND t.person_id = m.other_id WHERE t.account_id IS NULL",
        "line",
    )
    ground.write(
        "INSERT INTO account_person (account_id, person_id, role, financially_responsible) "
        f"SELECT j.account_id, j.other_id, s.role, {wanted} FROM stage_joining j "
        "JOIN stage_line s ON s.line = j.line ORDER BY j.account_id, j.other_id"
    )
    ground.mark_new(
        "account_person", {"account_id": "m.account_id", "person_id": "m.other_id"},
        "stage_joining m",
    )  # fmt: skip
    ground.execute("INSERT INTO stage_new SELECT line FROM stage_joining")
    ground.execute("INSERT INTO stage_person SELECT other_id FROM stage_joining")


def _bool(ground: Ground, value: str) -> str:
    return f"({value} = 1)" if ground.raw.postgres else value


MEMBERS = Keyed(
    target="member", shown="member of the account", table="account_person",
    unique=("tin", "tin_type", "other_tin", "other_tin_type"), owner=OF_TWO,
    landing=_link_members,
    payload={**_TINS, "other_tin": "text", "other_tin_type": "text", "role": "text",
             "responsible": "int"},
)  # fmt: skip
ALERTS = owned(
    "account alert", "alert type and start", "account_alert",
    {"alert_type": "text", "start": "date"}, {"until": "date"},
)  # fmt: skip
AUTOPAYS = owned(
    "auto pay", "start of auto pay", "account_autopay", {"start": "date"},
    {"until": "date", "source": "text", "method": "text", "external_end": "text",
     "max_withdrawal": "int", "comment": "text"},
)  # fmt: skip
TAX_ROLES = owned(
    "tax role", "tax role", "tax_role", {"mft": "text", "start": "date"},
    {"until": "date", "calendar": "text", "status": "text"},
)  # fmt: skip

_PLACE = ("address", "address2", "city", "state", "postal", "country", "division",
          "location_type")  # fmt: skip
_KEYS = ("address_key", "city_key", "postal_key")


def _land_places(ground: Ground) -> None:
    columns = {name: f"s.{name}" for name in (*_PLACE, *_KEYS)} | {"area": "s.area"}
    ground.table(
        "stage_placed",
        f"SELECT s.line, t.location_id, CASE WHEN t.as_of > {ground.as_of()} THEN 1 ELSE 0 END "
        "AS stale FROM stage_line s JOIN location t ON t.number = s.number",
        "line",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_placed WHERE stale = 1")
    ground.replace(
        "location", ("location_id",), columns,
        "stage_placed m JOIN stage_line s ON s.line = m.line JOIN location t "
        "ON t.location_id = m.location_id WHERE m.stale = 0", versioned=True,
    )  # fmt: skip
    date_rows(
        ground, "location", ("location_id",),
        "stage_placed m JOIN location t ON t.location_id = m.location_id WHERE m.stale = 0",
    )  # fmt: skip
    ground.execute(
        "INSERT INTO stage_location SELECT m.location_id FROM stage_placed m "
        "JOIN stage_changed c ON c.line = m.line"
    )
    ground.number(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_placed m ON m.line = s.line "
        "WHERE m.line IS NULL",
        ("location_id",),
    )
    names = (*columns, "number")
    ground.write(
        f"INSERT INTO location (location_id, {', '.join(names)}, as_of, created_run, version) "
        f"SELECT i.location_id, {', '.join('s.' + name for name in names)}, {ground.as_of()}, "
        f"{ground.given.run_id}, 1 FROM stage_ids i JOIN stage_line s ON s.line = i.line"
    )
    ground.execute("INSERT INTO stage_location SELECT location_id FROM stage_ids")
    parent = f"(SELECT p.location_id FROM location p WHERE {_numbered('p', 's.parent')} LIMIT 1)"
    ground.replace(
        "location", ("location_id",), {"parent_id": parent},
        "stage_line s JOIN location t ON t.number = s.number WHERE s.parent <> '' "
        f"AND {parent} IS NOT NULL AND {parent} <> t.location_id", versioned=True,
    )  # fmt: skip


def _numbered(alias: str, number: str) -> str:
    """The place of a number; that it has one makes PostgreSQL look it up by the index."""
    return f"{number} > '' AND {alias}.number = {number} AND {alias}.number > ''"


# Places that are part of no other, or of one that is here or comes with the same lines.
_WITHIN = (
    "WITH RECURSIVE placed (line, number) AS (SELECT s.line, s.number FROM stage_line s "
    "WHERE coalesce(s.parent, '') IN ('', s.number) "
    f"OR EXISTS (SELECT 1 FROM location l WHERE {_numbered('l', 's.parent')}) "
    "UNION SELECT s.line, s.number FROM placed p JOIN stage_line s ON s.parent = p.number) "
    "SELECT line FROM placed"
)
PLACES = Keyed(
    target="location", shown="location number", table="location", unique=("number",),
    owner=_WITHIN, landing=_land_places,
    payload={"number": "text", "parent": "text", **dict.fromkeys((*_PLACE, *_KEYS), "text"),
             "area": "int"},
)  # fmt: skip

_OBLIGATION = {"start": "date", "until": "date", "calculated_through": "date"}
_AT = f"(SELECT l.location_id FROM location l WHERE {_numbered('l', 's.place')} LIMIT 1)"


def _land_obligations(ground: Ground) -> None:
    land(
        ground, "obligation", {"account_id": "k.account_id", "old_id": "s.number"},
        {"obligation_type": "s.obligation_type", "state": "s.state", "location_id": _AT,
         **{name: f"s.{name}" for name in _OBLIGATION}},
        {"mft": "''", "period": "''", "kind": "''", "status": "''", "closing_code": "''",
         "area": "k.area"},
        "obligation_id",
    )  # fmt: skip
    ground.execute(
        "INSERT INTO stage_person SELECT ap.person_id FROM stage_known k JOIN account_person ap "
        "ON ap.account_id = k.account_id WHERE k.line IN (SELECT line FROM stage_new "
        "UNION SELECT line FROM stage_changed)"
    )


_PLACED = (
    f"{OF_TAXPAYER} WHERE coalesce(s.place, '') = '' "
    f"OR EXISTS (SELECT 1 FROM location l WHERE {_numbered('l', 's.place')})"
)
OBLIGATIONS = Keyed(
    target="obligation", shown="obligation number", table="obligation",
    unique=("tin", "tin_type", "number"), owner=_PLACED, landing=_land_obligations,
    payload={**_TINS, "number": "text", "obligation_type": "text", "state": "text",
             "place": "text", **_OBLIGATION},
)  # fmt: skip
"""Obligations that are no modules; modules come with their own extract.

One that names a place waits for it as for its taxpayer.
"""

ACCOUNT_DETAIL = (ACCOUNTS, MEMBERS, PLACES, OBLIGATIONS, ALERTS, AUTOPAYS, TAX_ROLES)
