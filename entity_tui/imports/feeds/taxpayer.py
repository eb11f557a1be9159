"""The taxpayer side of a record, shared by the feeds that bring taxpayers."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.domain.identifiers import individual_type, tin_oddity
from entity_tui.domain.organisation import area_of_state
from entity_tui.domain.search_key import search_key, search_keys
from entity_tui.imports.feeds.feed import Columns
from entity_tui.imports.values import Value, Wrong

NAMES = ("name", "legal_name", "alias_name", "dba_name")
PHONES = ("phone_home", "phone_business", "phone_cell")

FIELDS = {
    "tin": "tin", "tin_type": "tin_type", "person_type": "person_type",
    **dict.fromkeys(NAMES, "text"),
    "address": "text", "address2": "text", "city": "text", "state": "text", "postal": "text",
    "country": "text", **dict.fromkeys(PHONES, "phone"), "email": "text", "division": "text",
}  # fmt: skip
STAGE = {
    "tin": "text", "tin_type": "text", "flag": "text", "person_type": "text",
    **{f"{name}{end}": "text" for name in NAMES for end in ("", "_key")},
    "has_address": "int", "address": "text", "address2": "text", "city": "text", "state": "text",
    "postal": "text", "country": "text", "address_key": "text", "city_key": "text",
    "postal_key": "text", "area": "int", **dict.fromkeys(PHONES, "text"), "email": "text",
    "division": "text",
}  # fmt: skip
_TEXTS = (*NAMES, "address", "address2", "city", "state", "postal", "country", *PHONES, "email",
          "division")  # fmt: skip


def shape_taxpayers(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    """Complete staged taxpayer columns in place: TIN type, kind of person, keys, area, flags.

    Columns the layout does not bring stay away; what is staged of them is empty text.
    """
    for name in _TEXTS:
        if None in columns.get(name, ()):
            columns[name] = [value or "" for value in columns[name]]
    _tin_types(columns, types.get("tin", "tin"), count)
    _person_types(columns, count)
    columns["flag"] = _flags(columns)
    for name in (*NAMES, "address"):
        if name in columns:
            columns[f"{name}_key"] = list(search_keys(columns[name]))  # type: ignore[arg-type]
    for name in ("city", "postal"):
        if name in columns:
            keys = {value: search_key(str(value)) for value in set(columns[name])}
            columns[f"{name}_key"] = [keys[value] for value in columns[name]]
    empty: list[Value] = [""] * count
    address, city, postal, state, country = (
        columns.get(name, empty) for name in ("address", "city", "postal", "state", "country")
    )
    columns["has_address"] = [
        1 if a or c or p else 0 for a, c, p in zip(address, city, postal, strict=True)
    ]
    places = list(zip(state, country, strict=True))
    areas = {place: area_of_state(str(place[0]), str(place[1])) for place in set(places)}
    columns["area"] = [areas[place] for place in places]
    return {}


def _flags(columns: Columns) -> list[Value]:
    """What is unusual about each number; an EIN's oddity lies in its first two digits alone."""
    pairs = zip(columns["tin"], columns["tin_type"], strict=True)
    if set(columns["tin_type"]) != {"EIN"}:
        return [tin_oddity(str(tin), str(kind)) for tin, kind in pairs]
    known = {prefix: tin_oddity(prefix, "EIN") for prefix in {str(t)[:2] for t in columns["tin"]}}
    return [known[str(tin)[:2]] for tin in columns["tin"]]


def _tin_types(columns: Columns, declared: str, count: int) -> None:
    given = columns.get("tin_type", [None] * count)
    if declared == "ein":
        columns["tin_type"] = [kind or "EIN" for kind in given]
        return
    persons = columns.get("person_type", [None] * count)
    columns["tin_type"] = [
        kind
        or (
            "EIN"
            if declared == "tin" and person != "person"
            else str(individual_type(str(tin)))
            if tin and len(str(tin)) == 9
            else "SSN"
        )
        for kind, person, tin in zip(given, persons, columns["tin"], strict=True)
    ]


def _person_types(columns: Columns, count: int) -> None:
    given = columns.get("person_type", [None] * count)
    columns["person_type"] = [
        person or ("business" if kind == "EIN" else "person")
        for person, kind in zip(given, columns["tin_type"], strict=True)
    ]
