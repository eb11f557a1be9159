"""The rows of the index as the tables say: (name × person × account × location) of some persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.question import ALTERNATE, AREA, NOT_MAIN_NAME, NOT_SINGLE
from entity_tui.store.search.row import Row

Which = tuple[str, tuple[Any, ...]]
"""An SQL condition on a column of ids, and its parameters."""
Keys = Sequence[str]
"""Address, city and postal key."""
Line = tuple[int, int, Keys]
"""A place of an account as it stands in a row: location, flags, keys."""

_NOWHERE: Line = (0, 0, ("", "", ""))


def among(raw: Raw, ids: Iterable[int]) -> Which:
    """The condition that a column is one of these ids, however many."""
    listed = list(ids)
    if len(listed) == 1:
        return "= ?", (listed[0],)
    if raw.postgres:
        return "= ANY(?::int8[])", (listed,)
    return "IN (SELECT value FROM json_each(?))", (str(listed),)


class _Account:
    """An account, its places as lines of rows, and which name stands for it."""

    __slots__ = ("lines", "mailing", "main", "number", "others", "scope", "standing")

    def __init__(self, number: int, scope: int, mailing: int, keys: Keys) -> None:
        self.number = number
        self.scope = scope
        self.mailing = mailing
        self.lines: list[Line] = [(mailing, 0, keys)] if mailing else []
        self.main: list[int] = []
        self.others: list[int] = []
        self.standing = (0, -1)

    def place(self, place: int, keys: Keys) -> None:
        """Add the place of an obligation."""
        if all(line[0] != place for line in self.lines):
            self.lines.append((place, 0, keys))

    def settle(self, alternates: dict[int, list[Keys]]) -> None:
        """Mark the lines that are not the single location, and add alternate addresses."""
        single = self.mailing or min(line[0] for line in self.lines)
        marked: list[Line] = []
        for place, _, keys in self.lines:
            flag = 0 if place == single else NOT_SINGLE
            marked.append((place, flag, keys))
            marked += ((place, flag | ALTERNATE, other) for other in alternates.get(place, ()))
        self.lines = marked


class _Persons:
    """What the tables hold about some persons, read with a handful of queries."""

    def __init__(self, raw: Raw, which: Which) -> None:
        self._raw = raw
        self._which = which
        self._names: dict[int, list[tuple[int, bool, str]]] = defaultdict(list)
        self._links: dict[int, list[_Account]] = defaultdict(list)
        self._accounts: dict[int, _Account] = {}
        self._areas = dict(self._read("SELECT person_id, area FROM person WHERE person_id {}"))
        self._read_names(which)
        self._read_links()
        if self._accounts:
            self._read_company()
            self._read_modules()
            self._settle()

    def _read(self, sql: str, which: Which | None = None) -> list[tuple[Any, ...]]:
        condition, params = which or self._which
        return self._raw.rows(sql.format(condition), params)

    def _read_names(self, which: Which) -> None:
        sql = "SELECT person_id, seq, name_type, search_key FROM person_name WHERE person_id {}"
        for person, seq, kind, key in self._read(sql, which):
            self._names[person].append((seq, kind == "primary", key))

    def _read_links(self) -> None:
        accounts = self._accounts
        for person, number, role, area, group, mailing, *keys in self._read(
            "SELECT p.person_id, p.account_id, p.role, a.area, a.access_group, "
            "a.mailing_location_id, l.address_key, l.city_key, l.postal_key FROM account_person p "
            "JOIN account a ON a.account_id = p.account_id "
            "LEFT JOIN location l ON l.location_id = a.mailing_location_id WHERE p.person_id {}"
        ):
            if number not in accounts:
                accounts[number] = _Account(number, area * AREA + group, mailing or 0, keys)
            self._links[person].append(accounts[number])
            (accounts[number].main if role == "main" else accounts[number].others).append(person)

    def _read_company(self) -> None:
        """The other members of the accounts, who may be the ones whose name stands for them."""
        strangers = set()
        for number, person, role in self._read(
            "SELECT o.account_id, o.person_id, o.role FROM account_person p "
            "JOIN account_person o ON o.account_id = p.account_id AND o.person_id <> p.person_id "
            "WHERE p.person_id {}"
        ):
            if person not in self._areas and number in self._accounts:
                account = self._accounts[number]
                (account.main if role == "main" else account.others).append(person)
                strangers.add(person)
        if strangers:
            self._read_names(among(self._raw, strangers))

    def _read_modules(self) -> None:
        """The places of the accounts' obligations."""
        for number, place, *keys in self._read(
            "SELECT p.account_id, o.location_id, l.address_key, l.city_key, l.postal_key "
            "FROM account_person p JOIN obligation o ON o.account_id = p.account_id "
            "JOIN location l ON l.location_id = o.location_id WHERE p.person_id {}"
        ):
            if number in self._accounts:
                self._accounts[number].place(place, keys)

    def _settle(self) -> None:
        accounts = self._accounts.values()
        others = alternates(self._raw, {line[0] for a in accounts for line in a.lines})
        for account in accounts:
            if not account.lines:
                account.lines.append(_NOWHERE)
            elif others or len(account.lines) > 1 or not account.mailing:
                account.settle(others)
            for person in (*sorted(account.main), *sorted(account.others)):
                if person in self._names:
                    account.standing = person, self._first(person)
                    break

    def _first(self, person: int) -> int:
        """The number of the first primary name of a person; else of the first name."""
        names = self._names[person]
        if len(names) == 1:
            return names[0][0]
        return min((not primary, seq) for seq, primary, _ in names)[1]

    def rows(self) -> list[Row]:
        """All rows of the persons, in no order."""
        found: list[Row] = []
        for person, area in self._areas.items():
            names = self._names.get(person)
            if not names:
                continue
            accounts = self._links.get(person)
            if not accounts:
                found += self._alone(person, area * AREA)
                continue
            for account in accounts:
                found += _rows(person, names, account)
        return found

    def _alone(self, person: int, scope: int) -> Iterator[Row]:
        first = self._first(person)
        for seq, _, key in self._names[person]:
            flags = 0 if seq == first else NOT_MAIN_NAME
            yield key, person, 0, 0, flags, seq, "", "", "", scope


def _rows(person: int, names: list[tuple[int, bool, str]], account: _Account) -> list[Row]:
    """The rows of a person on an account."""
    number, scope, lines = account.number, account.scope, account.lines
    stands = account.standing[1] if account.standing[0] == person else None
    return [
        (
            key, person, number, place, flags if seq == stands else flags | NOT_MAIN_NAME, seq,
            address, city, postal, scope,
        )
        for seq, _, key in names
        for place, flags, (address, city, postal) in lines
    ]  # fmt: skip


def alternates(raw: Raw, places: Collection[int]) -> dict[int, list[Keys]]:
    """The keys of the alternate addresses of locations."""
    found: dict[int, list[Keys]] = defaultdict(list)
    if places:
        condition, params = among(raw, places)
        for place, *keys in raw.rows(
            "SELECT location_id, address_key, city_key, postal_key FROM location_alternate "
            f"WHERE location_id {condition}",
            params,
        ):
            found[place].append(keys)
    return found


def derive(raw: Raw, persons: Collection[int]) -> list[Row]:
    """All rows of these persons, in no order."""
    return _Persons(raw, among(raw, persons)).rows()


def derive_between(raw: Raw, first: int, last: int) -> list[Row]:
    """All rows of the persons with these ids and those between, in no order."""
    return _Persons(raw, ("BETWEEN ? AND ?", (first, last))).rows()


def derive_lone(raw: Raw, which: Which) -> Iterator[Row]:
    """The rows of those of these locations that belong to no account."""
    condition, params = which
    lone = raw.rows(
        "SELECT l.location_id, l.area, l.address_key, l.city_key, l.postal_key FROM location l "
        "WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.mailing_location_id = l.location_id) "
        "AND NOT EXISTS (SELECT 1 FROM obligation o WHERE o.location_id = l.location_id) "
        f"AND l.location_id {condition}",
        params,
    )
    others = alternates(raw, [row[0] for row in lone])
    for place, area, *keys in lone:
        for flag, (address, city, postal) in ((0, keys), *((ALTERNATE, k) for k in others[place])):
            yield "", 0, 0, place, flag, 0, address, city, postal, area * AREA


def pages(raw: Raw, table: str, column: str, together: int) -> Iterator[list[int]]:
    """The ids in the first column of a table's key, some at a time, in order."""
    last = -1
    sql = f"SELECT {column} FROM {table} WHERE {column} > ? ORDER BY {column} LIMIT ?"
    while page := [row[0] for row in raw.rows(sql, (last, together))]:
        yield page
        last = page[-1]
