"""The rows of the index as the tables say: (name × person × account × location) of some persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.question import ALTERNATE, AREA, NOT_MAIN_NAME, NOT_SINGLE
from entity_tui.store.search.row import Row

Address = tuple[int, str, str, str]
"""The flag of an alternate address or 0, then address, city and postal key."""
NOWHERE: list[Address] = [(0, "", "", "")]


def among(raw: Raw, ids: Iterable[int]) -> tuple[str, tuple[Any, ...]]:
    """`= ANY …` or `IN …` for a list of ids of any length, with its parameter."""
    listed = list(ids)
    if raw.postgres:
        return "= ANY(?::int8[])", (listed,)
    if len(listed) == 1:
        return "= ?", (listed[0],)
    return "IN (SELECT value FROM json_each(?))", (str(listed),)


@dataclass(slots=True)
class _Account:
    scope: int
    single: int = 0
    locations: list[int] = field(default_factory=list)


class Derived:
    """What the tables hold about a set of persons, read with a handful of queries."""

    def __init__(self, raw: Raw, persons: Collection[int]) -> None:
        self._raw = raw
        self._names: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        self._areas = dict(
            self._read("SELECT person_id, area FROM person WHERE person_id", persons)
        )
        self._read_names(self._areas)
        self._links: dict[int, list[int]] = defaultdict(list)
        for person, account in self._read(
            "SELECT person_id, account_id FROM account_person WHERE person_id", persons
        ):
            self._links[person].append(account)
        self._accounts = self._read_accounts(
            {account for accounts in self._links.values() for account in accounts}
        )
        linked = self._accounts.keys()
        self._first_names = self._read_first_names(linked)
        places = {place for a in self._accounts.values() for place in a.locations}
        self._addresses = addresses(raw, places)

    def _read(self, sql: str, ids: Collection[int]) -> list[tuple[Any, ...]]:
        if not ids:
            return []
        clause, params = among(self._raw, ids)
        return self._raw.rows(f"{sql} {clause}", params)

    def _read_names(self, persons: Collection[int]) -> None:
        for person, seq, kind, key in self._read(
            "SELECT person_id, seq, name_type, search_key FROM person_name WHERE person_id", persons
        ):
            self._names[person].append((seq, kind, key))

    def _read_accounts(self, linked: Collection[int]) -> dict[int, _Account]:
        found = {}
        for account, area, group, mailing in self._read(
            "SELECT account_id, area, access_group, mailing_location_id FROM account "
            "WHERE account_id",
            linked,
        ):
            found[account] = entry = _Account(area * AREA + group, mailing or 0)
            entry.locations = [mailing] if mailing else []
        for account, place in self._read(
            "SELECT account_id, location_id FROM obligation WHERE location_id IS NOT NULL "
            "AND account_id",
            linked,
        ):
            if place not in found[account].locations:
                found[account].locations.append(place)
        for entry in found.values():
            entry.single = entry.single or min(entry.locations, default=0)
        return found

    def _read_first_names(self, linked: Collection[int]) -> dict[int, tuple[int, int]]:
        """For each account the (person, seq) whose name stands for it."""
        members = self._read(
            "SELECT account_id, person_id, role FROM account_person WHERE account_id", linked
        )
        self._read_names({person for _, person, _ in members} - self._areas.keys())
        best: dict[int, tuple[bool, int, bool, int]] = {}
        for account, person, role in members:
            for seq, kind, _ in self._names.get(person, ()):
                rank = (role != "main", person, kind != "primary", seq)
                if account not in best or rank < best[account]:
                    best[account] = rank
        return {account: (rank[1], rank[3]) for account, rank in best.items()}

    def rows(self) -> Iterator[Row]:
        """All rows of the persons, in no order."""
        for person, area in self._areas.items():
            names = self._names.get(person, [])
            accounts = [a for a in self._links.get(person, ()) if a in self._accounts]
            if not accounts:
                yield from _alone(person, area, names)
            for account in accounts:
                first = self._first_names.get(account)
                for seq, _, key in names:
                    flag = 0 if first == (person, seq) else NOT_MAIN_NAME
                    for place, flags, address, city, postal in self._places(account):
                        scope = self._accounts[account].scope
                        yield (
                            key, person, account, place, flag | flags, seq,
                            address, city, postal, scope,
                        )  # fmt: skip

    def _places(self, account: int) -> Iterator[tuple[int, int, str, str, str]]:
        entry = self._accounts[account]
        for place in entry.locations or [0]:
            flag = 0 if place == entry.single else NOT_SINGLE
            for alternate, *address in self._addresses.get(place, NOWHERE):
                yield place, flag | alternate, *address  # type: ignore[misc]


def _alone(person: int, area: int, names: list[tuple[int, str, str]]) -> Iterator[Row]:
    first = min(((kind != "primary", seq) for seq, kind, _ in names), default=(False, 0))[1]
    for seq, _, key in names:
        flag = 0 if seq == first else NOT_MAIN_NAME
        yield key, person, 0, 0, flag, seq, "", "", "", area * AREA


def addresses(raw: Raw, places: Collection[int]) -> dict[int, list[Address]]:
    """Main and alternate address keys of locations."""
    found: dict[int, list[Address]] = defaultdict(list)
    if not places:
        return found
    clause, params = among(raw, places)
    for table, flag in (("location", 0), ("location_alternate", ALTERNATE)):
        for place, *keys in raw.rows(
            f"SELECT location_id, address_key, city_key, postal_key FROM {table} "  # noqa: S608
            f"WHERE location_id {clause}",
            params,
        ):
            found[place].append((flag, *keys))
    return found


def derive(raw: Raw, persons: Collection[int]) -> Iterator[Row]:
    """All rows of these persons, in no order."""
    yield from Derived(raw, persons).rows()


_LONE = (
    "NOT EXISTS (SELECT 1 FROM account a WHERE a.mailing_location_id = l.location_id) AND "
    "NOT EXISTS (SELECT 1 FROM obligation o WHERE o.location_id = l.location_id)"
)


def derive_lone(raw: Raw, places: Collection[int]) -> Iterator[Row]:
    """The rows of those of these locations that belong to no account."""
    if not places:
        return
    clause, params = among(raw, places)
    areas = dict(
        raw.rows(
            f"SELECT l.location_id, l.area FROM location l WHERE l.location_id {clause} "  # noqa: S608
            f"AND {_LONE}",
            params,
        )
    )
    for place, found in addresses(raw, areas).items():
        for flag, address, city, postal in found:
            yield "", 0, 0, place, flag, 0, address, city, postal, areas[place] * AREA


def every_person(raw: Raw, together: int) -> Iterator[list[int]]:
    """The ids of all persons, some at a time, in order."""
    yield from _pages(raw, "person", "person_id", together)


def every_place(raw: Raw, together: int) -> Iterator[list[int]]:
    """The ids of all locations, some at a time, in order."""
    yield from _pages(raw, "location", "location_id", together)


def _pages(raw: Raw, table: str, column: str, together: int) -> Iterator[list[int]]:
    last = -1
    sql = f"SELECT {column} FROM {table} WHERE {column} > ? ORDER BY {column} LIMIT ?"  # noqa: S608
    while page := [row[0] for row in raw.rows(sql, (last, together))]:
        yield page
        last = page[-1]
