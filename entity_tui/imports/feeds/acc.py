"""EX-ACC: the account model from another system; alone, its taxpayer record takes any list."""

from __future__ import annotations

from entity_tui.domain.identifiers import tin_oddity
from entity_tui.domain.organisation import area_of_state
from entity_tui.domain.search_key import search_key
from entity_tui.imports.feeds.feed import Columns, Feed, RecordKind
from entity_tui.imports.feeds.kept import kept
from entity_tui.imports.feeds.taxpayer import FIELDS, STAGE, shape_taxpayers
from entity_tui.imports.values import Value, Wrong
from entity_tui.store.merge import account_detail as a
from entity_tui.store.merge import person_detail as p
from entity_tui.store.merge.taxpayer import merge_taxpayers

_TIN_TYPES = {"SSN", "EIN", "ITIN", "ATIN", "IRSN", "SSNV", "SSNW"}


def _name_keys(columns: Columns, count: int) -> dict[str, Wrong]:
    columns["name_key"] = [search_key(str(name)) for name in columns["name"]]
    return {}


def _identifiers(columns: Columns, count: int) -> dict[str, Wrong]:
    """A TIN is nine digits, whatever it is written with; other identifiers stay as they are."""
    wrong: Wrong = {}
    values: list[Value] = []
    flags: list[Value] = []
    for i, (kind, value) in enumerate(zip(columns["id_type"], columns["value"], strict=True)):
        text = str(value).replace("-", "") if kind in _TIN_TYPES else str(value)
        if kind in _TIN_TYPES and not (len(text) == 9 and text.isascii() and text.isdigit()):
            wrong[i] = f"'{value}' is not nine digits"
        values.append(text)
        flags.append(tin_oddity(text, str(kind)) if kind in _TIN_TYPES and i not in wrong else "")
    columns["value"], columns["flag"] = values, flags
    return {"value": wrong}


def _places(columns: Columns, count: int) -> dict[str, Wrong]:
    for name in ("address", "city", "postal"):
        columns[f"{name}_key"] = [search_key(str(value)) for value in columns[name]]
    columns["area"] = [
        area_of_state(str(state), str(country))
        for state, country in zip(columns["state"], columns["country"], strict=True)
    ]
    return {}


def _seasons(columns: Columns, count: int) -> dict[str, Wrong]:
    days = zip(columns["start"], columns["until"], strict=True)
    same = {i: "ends on the day it starts" for i, (start, until) in enumerate(days)
            if start == until}  # fmt: skip
    return {"until": same}


_ADDRESS = {"address": "text", "city": "text", "state": "text", "postal": "text",
            "country": "text"}  # fmt: skip

FEED = Feed(
    "acc",
    "Account model",
    "any",
    (
        RecordKind(
            "taxpayer", "Taxpayers", FIELDS, ("tin", "name"), STAGE, shape_taxpayers,
            merge_taxpayers,
        ),
        kept(
            a.ACCOUNTS, "Accounts",
            {"account_type": "text", "division": "text", "bill_cycle": "text", "comment": "text",
             "collection_class": "text", "next_review": "date", "next_bill": "date"}, (),
        ),
        kept(
            p.NAMES, "Further names of persons", {"name_type": "name_type", "name": "text"},
            ("name_type", "name"), derive=_name_keys,
        ),
        kept(
            p.IDENTIFIERS, "Further identifiers of persons",
            {"id_type": "id_type", "value": "text"}, ("id_type", "value"), derive=_identifiers,
        ),
        kept(
            p.PHONES, "Further phones of persons",
            {"phone_type": "phone_type", "phone": "phone"}, ("phone_type", "phone"),
        ),
        kept(
            p.SEASONS, "Seasonal addresses",
            {"seq": "integer", "start": "month_day", "until": "month_day", "status": "text",
             **_ADDRESS},
            ("seq", "start", "until", "address"), defaults={"status": "active"},
            derive=_seasons,
        ),
        kept(
            p.LINKS, "Links between persons, parent first",
            {"relationship": "text", "start": "date", "until": "date", "financial": "yes_no"},
            ("relationship", "start"), defaults={"financial": 0},
        ),
        kept(
            a.MEMBERS, "Other persons on an account, the account's TIN first",
            {"role": "text", "responsible": "yes_no"}, ("role",), defaults={"responsible": 0},
        ),
        kept(
            a.PLACES, "Locations, and of which other one they are a part",
            {"number": "text", "parent": "text", "location_type": "text", "division": "text",
             "address2": "text", **_ADDRESS},
            ("number", "address"), defaults={"location_type": "service"}, derive=_places,
        ),
        kept(
            a.OBLIGATIONS, "Obligations that are no modules",
            {"number": "text", "obligation_type": "text", "state": "obligation_state",
             "place": "text", "start": "date", "until": "date", "calculated_through": "date"},
            ("number", "obligation_type", "state"),
        ),
        kept(
            a.ALERTS, "Account alerts",
            {"alert_type": "text", "start": "date", "until": "date"}, ("alert_type", "start"),
        ),
        kept(
            a.AUTOPAYS, "Auto pay",
            {"start": "date", "until": "date", "source": "text", "method": "text",
             "external_end": "text", "max_withdrawal": "amount", "comment": "text"},
            ("start", "source"),
        ),
        kept(
            a.TAX_ROLES, "Tax roles",
            {"mft": "mft", "start": "date", "until": "date", "calendar": "text",
             "status": "text"}, ("mft", "start"), defaults={"status": "active"},
        ),
        kept(
            p.CHARACTERISTICS, "Characteristics of persons, accounts and their mailing locations",
            {"owner_kind": "owner_kind", "char_type": "text", "start": "date", "value": "text"},
            ("owner_kind", "char_type", "start", "value"),
        ),
        kept(
            p.CONTACTS, "Customer contacts",
            {"number": "text", "contact_type": "text", "at": "instant", "user_id": "text",
             "user_name": "text", "comment": "text", "is_open": "yes_no"},
            ("number", "contact_type", "at", "comment"), defaults={"is_open": 0},
        ),
    ),
)  # fmt: skip
