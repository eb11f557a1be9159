"""A small random world of persons, accounts and places, edited at random, and what a search in it
has to answer, worked out slowly and plainly from the tables."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Raw
from entity_tui.store.search import IndexRow, Rows, SearchQuery

TEXTS = (
    "", "a", "b", "smith, john", "smith, joan", "smith, john q", "smithson", "al smith", "o'neil",
    "50% off_ice \\ co", "100%", "a_b", "a\\b", "%", "_", "\\", "aaaa", "aaab", "abab", "ba na na",
    "é", "müller", "王小明", "🙂 smile", "🙂🙂", "\ud7ff edge", "\ue000 edge", "\uffff",
    "\U0010ffff x", "12 main st", "121 main st", "1 st", "san jose", "san diego", "94014",
    "94015", "9",
    "x" * 300, "ab" * 150 + "c", "ab" * 150 + "d", "smith, " + "j" * 120,
)  # fmt: skip
TYPES = ("primary", "alias", "legal", "dba", "alternate")
DAY = "2025-01-31"

Touched = tuple[set[int], set[int]]
"""Persons and locations whose rows the caller would name."""


class World:
    """Random edits of the tables; every edit says whom it touched."""

    def __init__(self, raw: Raw, seed: int) -> None:
        self.raw = raw
        self.random = Random(seed)
        self.last = 0
        raw.rows("SELECT 1")
        for group in (1, 2):
            self._insert("access_group", access_group=group, code=f"G{group}", name="some")

    def _insert(self, table: str, **values: Any) -> None:
        marks = ", ".join("?" * len(values))
        self.raw.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )

    def _new(self) -> int:
        self.last += self.random.choice((1, 1, 7, 1000))
        return self.last

    def _any(self, table: str, column: str) -> int:
        ids = [row[0] for row in self.raw.rows(f"SELECT {column} FROM {table} ORDER BY {column}")]
        return self.random.choice(ids) if ids else 0

    def _text(self) -> str:
        text = self.random.choice(TEXTS)
        if self.random.random() < 0.3:
            text += self.random.choice("ab %_\\1é🙂")
        return text

    def _keys(self) -> dict[str, str]:
        return {
            "address_key": self._text(),
            "city_key": self._text(),
            "postal_key": self.random.choice(("", "94014", "94015", "9", "10001")),
        }

    def _persons_of(self, account: int) -> set[int]:
        sql = "SELECT person_id FROM account_person WHERE account_id = ?"
        return {row[0] for row in self.raw.rows(sql, (account,))}

    def add_person(self) -> Touched:
        person = self._new()
        self._insert(
            "person", person_id=person, person_type="person", area=self.random.choice((0, 21, 22)),
            email="", as_of=DAY, created_run=0, version=1,
        )  # fmt: skip
        for seq in range(self.random.choice((0, 1, 1, 1, 2, 3))):
            self._name(person, seq)
        return {person}, set()

    def _name(self, person: int, seq: int) -> None:
        self._insert(
            "person_name", person_id=person, seq=seq, name="?", search_key=self._text(),
            name_type=self.random.choice(TYPES),
        )  # fmt: skip

    def add_name(self) -> Touched:
        person = self._any("person", "person_id")
        if not person:
            return set(), set()
        sql = "SELECT coalesce(max(seq), 0) + 1 FROM person_name WHERE person_id = ?"
        self._name(person, self.raw.value(sql, (person,)))
        return {person}, set()

    def change_name(self) -> Touched:
        person = self._any("person_name", "person_id")
        self.raw.execute(
            "UPDATE person_name SET search_key = ?, name_type = ? WHERE person_id = ? AND seq = "
            "(SELECT min(seq) FROM person_name WHERE person_id = ?)",
            (self._text(), self.random.choice(TYPES), person, person),
        )
        return {person}, set()

    def remove_name(self) -> Touched:
        person = self._any("person_name", "person_id")
        self.raw.execute(
            "DELETE FROM person_name WHERE person_id = ? AND seq = "
            "(SELECT min(seq) FROM person_name WHERE person_id = ?)",
            (person, person),
        )
        return {person}, set()

    def remove_person(self) -> Touched:
        person = self._any("person", "person_id")
        accounts = self.raw.rows(
            "SELECT account_id FROM account_person WHERE person_id = ?", (person,)
        )
        touched = {person}.union(*(self._persons_of(row[0]) for row in accounts))
        for table in ("account_person", "person_name", "person"):
            self.raw.execute(f"DELETE FROM {table} WHERE person_id = ?", (person,))
        return touched, set()

    def move_person(self) -> Touched:
        person = self._any("person", "person_id")
        area = self.random.choice((0, 21, 22, 23))
        self.raw.execute("UPDATE person SET area = ? WHERE person_id = ?", (area, person))
        return {person}, set()

    def add_account(self) -> Touched:
        account, place = self._new(), self._any("location", "location_id")
        self._insert(
            "account", account_id=account, account_type="x", division="", bill_cycle="",
            setup_date=DAY, access_group=self.random.choice((0, 0, 1, 2)),
            area=self.random.choice((0, 21, 22)), created_run=0, version=1,
            mailing_location_id=place if place and self.random.random() < 0.7 else None,
        )  # fmt: skip
        touched: set[int] = set()
        for role in ("main", "guarantor", "other")[: self.random.choice((1, 1, 2, 3))]:
            touched |= self._link(account, role)
        return touched, {place} - {0}

    def _link(self, account: int, role: str) -> set[int]:
        person = self._any("person", "person_id")
        if person and account and person not in self._persons_of(account):
            self._insert(
                "account_person", account_id=account, person_id=person, role=role,
                financially_responsible=True,
            )  # fmt: skip
        return {person} - {0}

    def link(self) -> Touched:
        account = self._any("account", "account_id")
        return self._link(account, "other") | self._persons_of(account), set()

    def unlink(self) -> Touched:
        account = self._any("account", "account_id")
        persons = self._persons_of(account)
        if persons:
            person = self.random.choice(sorted(persons))
            self.raw.execute(
                "DELETE FROM account_person WHERE account_id = ? AND person_id = ?",
                (account, person),
            )
        return persons, set()

    def change_main(self) -> Touched:
        account = self._any("account", "account_id")
        persons = self._persons_of(account)
        if persons:
            sql = "UPDATE account_person SET role = 'other' WHERE account_id = ?"
            self.raw.execute(sql, (account,))
            self.raw.execute(
                "UPDATE account_person SET role = 'main' WHERE account_id = ? AND person_id = ?",
                (account, self.random.choice(sorted(persons))),
            )
        return persons, set()

    def change_account(self) -> Touched:
        account, place = self._any("account", "account_id"), self._any("location", "location_id")
        before = self.raw.value(
            "SELECT mailing_location_id FROM account WHERE account_id = ?", (account,)
        )
        self.raw.execute(
            "UPDATE account SET area = ?, access_group = ?, mailing_location_id = ? "
            "WHERE account_id = ?",
            (
                self.random.choice((0, 21, 22)), self.random.choice((0, 1)),
                place if place and self.random.random() < 0.8 else None, account,
            ),
        )  # fmt: skip
        return self._persons_of(account), {place, before or 0} - {0}

    def add_location(self) -> Touched:
        place = self._new()
        self._insert(
            "location", location_id=place, location_type="mailing", address="?", address2="",
            city="", state="", postal="", country="", division="", created_run=0, version=1,
            area=self.random.choice((0, 21, 22)), **self._keys(),
        )  # fmt: skip
        return set(), {place}

    def change_location(self) -> Touched:
        place = self._any("location", "location_id")
        keys = self._keys()
        self.raw.execute(
            "UPDATE location SET address_key = ?, city_key = ?, postal_key = ?, area = ? "
            "WHERE location_id = ?",
            (*keys.values(), self.random.choice((0, 21, 22)), place),
        )
        return set(), {place}

    def add_alternate(self) -> Touched:
        place = self._any("location", "location_id")
        if place:
            sql = "SELECT coalesce(max(seq), 0) + 1 FROM location_alternate WHERE location_id = ?"
            self._insert(
                "location_alternate", location_id=place, seq=self.raw.value(sql, (place,)),
                address="?", city="", state="", postal="", **self._keys(),
            )  # fmt: skip
        return set(), {place} - {0}

    def remove_alternates(self) -> Touched:
        place = self._any("location_alternate", "location_id")
        self.raw.execute("DELETE FROM location_alternate WHERE location_id = ?", (place,))
        return set(), {place} - {0}

    def remove_location(self) -> Touched:
        place = self._any("location", "location_id")
        used = self.raw.value(
            "SELECT (SELECT count(*) FROM account WHERE mailing_location_id = ?) + "
            "(SELECT count(*) FROM obligation WHERE location_id = ?)",
            (place, place),
        )
        if not used:
            for table in ("location_alternate", "location"):
                self.raw.execute(f"DELETE FROM {table} WHERE location_id = ?", (place,))
        return set(), {place} - {0}

    def add_obligation(self) -> Touched:
        account, place = self._any("account", "account_id"), self._any("location", "location_id")
        if account:
            self._insert(
                "obligation", obligation_id=self._new(), account_id=account, mft="30",
                period="202412", kind="TDA", status="26", closing_code="", old_id="", as_of=DAY,
                area=0, created_run=0, version=1,
                location_id=place if place and self.random.random() < 0.8 else None,
            )  # fmt: skip
        return self._persons_of(account), {place} - {0}

    def remove_obligation(self) -> Touched:
        which = self._any("obligation", "obligation_id")
        found = self.raw.one(
            "SELECT account_id, location_id FROM obligation WHERE obligation_id = ?", (which,)
        )
        self.raw.execute("DELETE FROM obligation WHERE obligation_id = ?", (which,))
        return (self._persons_of(found[0]), {found[1] or 0} - {0}) if found else (set(), set())

    def grow(self, size: int) -> None:
        """Fill the tables without telling anybody."""
        for _ in range(size):
            self.random.choice((self.add_person, self.add_location))()
        for _ in range(size):
            self.random.choice(
                (self.add_account, self.add_account, self.link, self.add_obligation,
                 self.add_alternate, self.add_name)
            )()  # fmt: skip

    def edit(self) -> Touched:
        """One random change."""
        return self.random.choice(
            (self.add_person, self.add_name, self.change_name, self.remove_name, self.move_person,
             self.remove_person, self.add_account, self.link, self.unlink, self.change_main,
             self.change_account, self.add_location, self.change_location, self.add_alternate,
             self.remove_alternates, self.remove_location, self.add_obligation,
             self.remove_obligation)
        )()  # fmt: skip

    def pattern(self, text: str) -> Pattern:
        """A pattern that matches a text, mostly."""
        parts, at = [], 0
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))):
            start = self.random.randrange(at, len(text) + 1)
            if not parts and self.random.random() < 0.6:
                start = 0
            elif not parts:
                parts.append("")
            at = min(len(text), start + self.random.choice((1, 2, 3, 4, 6, 200)))
            parts.append(text[start:at])
        if self.random.random() < 0.1:
            parts.append(self._text())
        first, *rest = parts
        return Pattern((first, *(part for part in rest if part)))

    def scope(self) -> Scope:
        """A viewer's scope, often a narrow one."""
        areas, groups = self.random.choice(
            ((None, None), (None, None), ({21}, None), ({0, 22}, {0}), (None, {0, 1}), ({23}, None),
             (set(), None), ({21, 22, 0}, {2}))
        )  # fmt: skip
        return Scope(
            None if areas is None else frozenset(areas),
            None if groups is None else frozenset(groups),
            (),
        )

    def query(self, rows: list[tuple[Any, ...]]) -> SearchQuery:
        """A random question, mostly about one of these rows."""
        like = self.random.choice(rows) if rows and self.random.random() < 0.85 else None

        def some(at: int, chance: float) -> Pattern | None:
            if self.random.random() > chance:
                return None
            return self.pattern(str(like[at]) if like else self._text())

        kind = self.random.choice(tuple(Rows))
        name = some(0, 0.7)
        if kind is not Rows.LOCATION and self.random.random() < 0.8:
            return SearchQuery(name, None, None, None, kind, self.scope())
        return SearchQuery(name, some(6, 0.4), some(7, 0.3), some(8, 0.3), kind, self.scope())


def true_rows(raw: Raw) -> list[tuple[Any, ...]]:
    """Every row the index has to hold, in order: name, ids, flags, seq, address, scope."""
    persons = dict(raw.rows("SELECT person_id, area FROM person"))
    names = _by_first("person_name", "person_id, seq, name_type, search_key", raw)
    members = _by_first("account_person", "account_id, person_id, role", raw)
    accounts = raw.rows("SELECT account_id, area, access_group, mailing_location_id FROM account")
    modules = _by_first("obligation", "account_id, location_id", raw)
    keys = "location_id, address_key, city_key, postal_key"
    main, other = _by_first("location", keys, raw), _by_first("location_alternate", keys, raw)
    found, used, linked = set(), set(), set()
    for account, area, group, mailing in accounts:
        places = {place for (place,) in modules.get(account, ()) if place}
        places |= {mailing} if mailing else set()
        used |= places
        single = mailing or min(places, default=0)
        ranks = [
            (role != "main", person, kind != "primary", seq)
            for person, role in members.get(account, ())
            for seq, kind, _ in names.get(person, ())
        ]
        standing = min(ranks, default=None)
        for person, _ in members.get(account, ()):
            linked.add(person)
            for seq, _, key in names.get(person, ()):
                for place in places or {0}:
                    lines = [(0, line) for line in main.get(place, [("", "", "")])]
                    lines += [(2, line) for line in other.get(place, ())]
                    for alternate, line in lines:
                        flags = alternate + (place != single)
                        if standing is None or (standing[1], standing[3]) != (person, seq):
                            flags += 4
                        scope = area * 10000 + group
                        found.add((key, person, account, place, flags, seq, *line, scope))
    for person, area in persons.items():
        if person not in linked:
            mine = [(kind != "primary", seq) for seq, kind, _ in names.get(person, ())]
            for seq, kind, key in names.get(person, ()):
                flags = 0 if (kind != "primary", seq) == min(mine) else 4
                found.add((key, person, 0, 0, flags, seq, "", "", "", area * 10000))
    for place, area in raw.rows("SELECT location_id, area FROM location"):
        if place not in used:
            for alternate, lines in ((0, main), (2, other)):
                for line in lines.get(place, ()):
                    found.add(("", 0, 0, place, alternate, 0, *line, area * 10000))
    return sorted(found)


def _by_first(table: str, columns: str, raw: Raw) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for first, *rest in raw.rows(f"SELECT {columns} FROM {table}"):
        found.setdefault(first, []).append(tuple(rest))
    return found


def matching(rows: Iterable[tuple[Any, ...]], query: SearchQuery) -> list[IndexRow]:
    """What the index has to answer when there is no limit."""
    found = []
    last = None
    for name, person, account, place, flags, seq, address, city, postal, scope in rows:
        fields = (
            (query.name, name), (query.address, address), (query.city, city), (query.postal, postal)
        )  # fmt: skip
        if any(pattern and not pattern.matches(text) for pattern, text in fields):
            continue
        unwanted = {Rows.ACCOUNT: 3, Rows.ALL: 2, Rows.LOCATION: 0 if query.name else 4}
        if flags & unwanted[query.rows] or (query.name and not person):
            continue
        if not query.scope.sees_account(scope // 10000, scope % 10000):
            continue
        if (name, person, account, place) != last:
            found.append(IndexRow(name, address, city, postal, person, account, place, seq, flags))
        last = (name, person, account, place)
    return found
