"""Finding taxpayers: by the index for names and addresses, by value for numbers (CC-01 … CC-08)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from entity_tui.domain.control_central.criteria import (
    Criteria,
    CriteriaError,
    Kind,
    account_digits,
)
from entity_tui.domain.identifiers import TinType, bare, is_masked, phone_prefix
from entity_tui.domain.viewer import Scope, Viewer
from entity_tui.domain.wildcard import successor
from entity_tui.store.database import Raw, marks, rows_in
from entity_tui.store.queries.scope import account_scope, area_scope
from entity_tui.store.search import IndexRow, Rows, SearchQuery, count_persons, search

_SINGLE = (
    "coalesce(a.mailing_location_id, (SELECT min(o.location_id) FROM obligation o "
    "WHERE o.account_id = a.account_id AND o.location_id IS NOT NULL), 0)"
)
_FIRST_NAME = (
    "(SELECT min(n.seq) FROM person_name n WHERE n.person_id = {person} AND "
    "(n.name_type = 'primary' OR NOT EXISTS (SELECT 1 FROM person_name m "
    "WHERE m.person_id = {person} AND m.name_type = 'primary')))"
)


class Found(NamedTuple):
    """The keys of a hit: person, account, location (0 for none) and which name."""

    person_id: int
    account_id: int
    location_id: int
    name_seq: int


def find(
    raw: Raw, viewer: Viewer, criteria: Criteria, limit: int,
    stop: Callable[[], bool] | None = None,
) -> list[Found]:  # fmt: skip
    """The first `limit` hits of checked criteria, in order, within the viewer's scope."""
    finders = {
        Kind.ACCOUNT: _by_account,
        Kind.PHONE: _by_phone,
        Kind.IDENTIFIER: _by_identifier,
        Kind.GEO: _by_geo,
    }
    finder = finders.get(criteria.kind)
    if finder:
        return finder(raw, viewer.scope, criteria, limit)
    rows: list[IndexRow] = search(raw, index_query(viewer, criteria), limit, stop)
    return [Found(r.person_id, r.account_id, r.location_id, r.name_seq) for r in rows]


def index_query(viewer: Viewer, criteria: Criteria) -> SearchQuery:
    """What the index is asked for checked name and address criteria."""
    patterns = criteria.patterns()
    if criteria.kind is Kind.LOCATION:
        rows = Rows.LOCATION
    else:
        rows = Rows.ALL if criteria.all_locations else Rows.ACCOUNT
    return SearchQuery(
        name=patterns.get("name"),
        address=patterns.get("address"),
        city=patterns.get("city"),
        postal=patterns.get("postal"),
        rows=rows,
        scope=viewer.scope,
    )


def count(raw: Raw, viewer: Viewer, criteria: Criteria) -> int:
    """The exact number of distinct matching persons within the viewer's scope."""
    if criteria.kind in {Kind.NAME, Kind.LOCATION}:
        return count_persons(raw, index_query(viewer, criteria))
    everything = 2**62
    found = find(raw, viewer, criteria, everything)
    return len({hit.person_id for hit in found if hit.person_id})


def _by_account(raw: Raw, scope: Scope, criteria: Criteria, limit: int) -> list[Found]:
    """Accounts by their ID; a number that is none may be an old ID."""
    try:
        digits = account_digits(criteria.account)
    except CriteriaError:
        if old := _by_old_account(raw, scope, criteria, limit):
            return old
        raise
    low = int(digits.ljust(10, "0"))
    high = int(digits.ljust(10, "9"))
    hits = _accounts(
        raw,
        scope,
        criteria.all_locations,
        "SELECT ap.person_id, a.account_id FROM account a JOIN account_person ap "
        "ON ap.account_id = a.account_id AND ap.role = 'main' "
        "WHERE a.account_id BETWEEN ? AND ?",
        (low, high),
        limit,
    )
    return hits or _by_old_account(raw, scope, criteria, limit)


def _by_old_account(raw: Raw, scope: Scope, criteria: Criteria, limit: int) -> list[Found]:
    """An old account id kept on an obligation also leads to its account (AM-30)."""
    return _accounts(
        raw,
        scope,
        criteria.all_locations,
        "SELECT DISTINCT ap.person_id, o.account_id FROM obligation o JOIN account_person ap "
        "ON ap.account_id = o.account_id AND ap.role = 'main' "
        "WHERE o.old_id = ? AND o.old_id <> ''",
        (criteria.account.strip(),),
        limit,
    )


def _by_phone(raw: Raw, scope: Scope, criteria: Criteria, limit: int) -> list[Found]:
    try:
        digits = phone_prefix(criteria.phone)
    except ValueError as error:
        raise CriteriaError(f"{error}.") from error
    return _persons(
        raw, scope, criteria.all_locations,
        "SELECT person_id, min(digits) AS value FROM person_phone "
        "WHERE digits >= ? AND digits < ? GROUP BY person_id",
        (digits, successor(digits)), limit,
    )  # fmt: skip


_TIN_TYPES = ", ".join(f"'{kind}'" for kind in TinType)


def _by_identifier(raw: Raw, scope: Scope, criteria: Criteria, limit: int) -> list[Found]:
    """Persons by an identifier; a TIN by its digits, its type only decides which come first."""
    kind = criteria.id_type.upper()
    value = _identifier_digits(criteria.id_value, kind)
    if kind not in set(TinType):
        return _persons(
            raw, scope, criteria.all_locations,
            "SELECT person_id, min(value) AS value FROM person_identifier "
            "WHERE value >= ? AND value < ? AND upper(id_type) = ? GROUP BY person_id",
            (value, successor(value), kind), limit,
        )  # fmt: skip
    return _persons(
        raw, scope, criteria.all_locations,
        "SELECT person_id, min(CASE WHEN id_type = ? THEN '0' "
        f"WHEN id_type IN ({_TIN_TYPES}) THEN '1' ELSE '2' END || value) AS value "
        "FROM person_identifier WHERE value >= ? AND value < ? GROUP BY person_id",
        (kind, value, successor(value)), limit,
    )  # fmt: skip


def _identifier_digits(typed: str, kind: str) -> str:
    """The stored form of an identifier, whole or its first characters; a V or W mark is dropped.

    Raises CriteriaError for what cannot be one.
    """
    value = bare(typed)
    if kind in set(TinType) and value[-1:] in {"V", "W"}:
        value = value[:-1]
    if is_masked(typed):
        raise CriteriaError(
            f"'{typed}' is a masked number: search by the whole one, which F11 or --reveal shows."
        )
    if not (value.isascii() and value.isalnum()):
        raise CriteriaError(f"'{typed}' is not an identifier.")
    return value


def by_any_identifier(raw: Raw, scope: Scope, typed: str, limit: int) -> list[Found]:
    """Persons by a whole identifier of whatever type: a passport, a driver's license."""
    return _persons(
        raw, scope, False,
        "SELECT person_id, min(value) AS value FROM person_identifier "
        "WHERE value IN (?, ?) GROUP BY person_id",
        (bare(typed), typed.strip()), limit,
    )  # fmt: skip


def person_by_id(raw: Raw, scope: Scope, person_id: int, limit: int) -> list[Found]:
    """A person by the ID of the system, with their accounts."""
    return _persons(
        raw, scope, False,
        "SELECT person_id, person_id AS value FROM person WHERE person_id = ?",
        (person_id,), limit,
    )  # fmt: skip


def tin_types_of(raw: Raw, persons: list[int], typed: str, kind: str) -> dict[int, str]:
    """The type under which each of these persons has the TIN that begins like this."""
    value = _identifier_digits(typed, kind)
    sql = (
        "SELECT person_id, id_type, value FROM person_identifier WHERE person_id IN ({}) "
        "ORDER BY person_id, seq DESC"
    )
    rows = rows_in(raw, sql, sorted(set(persons)))
    return {person: found for person, found, number in rows if number.startswith(value)}


def _by_geo(raw: Raw, scope: Scope, criteria: Criteria, limit: int) -> list[Found]:
    value = criteria.geo_value.strip().upper()
    places = raw.rows(
        "SELECT g.location_id FROM location_geo g WHERE g.geo_type = ? AND g.value >= ? "
        "AND g.value < ? ORDER BY g.value, g.location_id",
        (criteria.geo_type, value, successor(value)),
    )
    found: list[Found] = []
    for (location,) in places:
        found += at_location(raw, scope, location)
        if len(found) >= limit:
            break
    return found[:limit]


def at_location(raw: Raw, scope: Scope, location: int) -> list[Found]:
    """The accounts at a location with their main person; the bare location where there is none."""
    at = (
        "SELECT account_id FROM account WHERE mailing_location_id = ? "
        "UNION SELECT account_id FROM obligation WHERE location_id = ?"
    )
    rows = raw.rows(
        f"SELECT ap.person_id, a.account_id, {_FIRST_NAME.format(person='ap.person_id')} "
        f"FROM ({at}) q JOIN account a ON a.account_id = q.account_id JOIN account_person ap "
        f"ON ap.account_id = a.account_id AND ap.role = 'main' WHERE {account_scope(scope)} "
        "ORDER BY a.account_id",
        (location, location),
    )
    if rows:
        return [Found(person, account, location, seq) for person, account, seq in rows]
    bare_place = raw.one(
        f"SELECT 1 FROM location l WHERE l.location_id = ? AND {area_scope(scope, 'l')} "
        f"AND NOT EXISTS (SELECT 1 FROM ({at}) q)",
        (location, location, location),
    )
    return [Found(0, 0, location, 0)] if bare_place else []


def accounts_by(raw: Raw, scope: Scope, ids: list[int]) -> list[Found]:
    """These accounts with their main person, in the order given, where the scope allows."""
    found: dict[int, Found] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        rows = _accounts(
            raw, scope, False,
            "SELECT ap.person_id, ap.account_id FROM account_person ap WHERE ap.role = 'main' "
            f"AND ap.account_id IN ({marks(len(part))})",
            tuple(part), len(part),
        )  # fmt: skip
        found |= {hit.account_id: hit for hit in rows}
    return [found[number] for number in dict.fromkeys(ids) if number in found]


def _accounts(
    raw: Raw, scope: Scope, everywhere: bool, select: str, params: tuple[object, ...], limit: int
) -> list[Found]:
    """Accounts in order of their id, with their main person."""
    rows = raw.rows(
        f"SELECT q.person_id, q.account_id, {_SINGLE}, {_FIRST_NAME.format(person='q.person_id')} "
        f"FROM ({select}) q JOIN account a ON a.account_id = q.account_id "
        f"WHERE {account_scope(scope)} ORDER BY q.account_id LIMIT ?",
        (*params, limit),
    )
    return _everywhere(raw, [Found(*row) for row in rows], everywhere, limit)


def _persons(
    raw: Raw, scope: Scope, everywhere: bool, select: str, params: tuple[object, ...], limit: int
) -> list[Found]:
    """Persons by value with their accounts; a person without one has a row of its own."""
    rows = raw.rows(
        "SELECT q.person_id, coalesce(a.account_id, 0), "
        f"CASE WHEN a.account_id IS NULL THEN 0 ELSE {_SINGLE} END, "
        f"{_FIRST_NAME.format(person='q.person_id')} FROM ({select}) q "
        "JOIN person pe ON pe.person_id = q.person_id "
        "LEFT JOIN account_person ap ON ap.person_id = q.person_id "
        "LEFT JOIN account a ON a.account_id = ap.account_id "
        f"WHERE (a.account_id IS NOT NULL AND {account_scope(scope)}) "
        f"OR (a.account_id IS NULL AND {area_scope(scope, 'pe')}) "
        "ORDER BY q.value, q.person_id, a.account_id LIMIT ?",
        (*params, limit),
    )
    return _everywhere(raw, [Found(*row) for row in rows], everywhere, limit)


def _everywhere(raw: Raw, found: list[Found], wanted: bool, limit: int) -> list[Found]:
    """With Show all locations on: one row per place of each account."""
    if not wanted:
        return found
    places: dict[int, list[int]] = {}
    accounts = sorted({hit.account_id for hit in found if hit.account_id})
    for start in range(0, len(accounts), 500):
        part = accounts[start : start + 500]
        for account, location in raw.rows(
            "SELECT account_id, mailing_location_id FROM account WHERE mailing_location_id "
            f"IS NOT NULL AND account_id IN ({marks(len(part))}) UNION "
            "SELECT account_id, location_id FROM obligation WHERE location_id IS NOT NULL "
            f"AND account_id IN ({marks(len(part))}) ORDER BY 1, 2",
            (*part, *part),
        ):
            places.setdefault(account, []).append(location)
    return [
        hit._replace(location_id=place)
        for hit in found
        for place in places.get(hit.account_id, [hit.location_id])
    ][:limit]
