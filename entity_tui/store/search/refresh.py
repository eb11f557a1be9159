"""Keeping the index true in the transaction that changes the tables: tombstones and delta."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.derive import among, derive, derive_lone, pages
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.row import ACCOUNT, COLUMNS, LOCATION, ROW, Row
from entity_tui.store.search.segment import lock
from entity_tui.store.search.upkeep import rebuild, seal

_KEPT = ", ".join(f"r.{column}" for column in ROW)


class Changes:
    """Rows that are no longer true and rows that have become true."""

    def __init__(self) -> None:
        self.gone: list[int] = []
        """Positions in segments."""
        self.stale: list[int] = []
        """Ids in the delta."""
        self.new: list[Row] = []
        self.places: set[int] = set()
        """Locations that rows came to or went from."""
        self.accounts: set[int] = set()
        """Accounts of rows that changed."""

    def compare(self, stored: Iterable[tuple[Any, ...]], true: set[Row]) -> None:
        """Note what has to change for `stored` (position or negative delta id, row) to be true."""
        missing = set(true)
        for at, *columns in stored:
            row: Any = tuple(columns)
            if row in missing:
                missing.discard(row)
                continue
            (self.gone if at >= 0 else self.stale).append(at if at >= 0 else -at - 1)
            self._touch(row)
        self.new.extend(missing)
        for row in missing:
            self._touch(row)

    def _touch(self, row: Row) -> None:
        self.accounts.add(row[ACCOUNT])
        self.places.add(row[LOCATION])

    def store(self, raw: Raw) -> None:
        """Write tombstones and the delta."""
        if self.gone:
            raw.many("INSERT INTO search_dead (pos) VALUES (?)", [(pos,) for pos in self.gone])
        if self.stale:
            raw.many("DELETE FROM search_delta WHERE id = ?", [(at,) for at in self.stale])
        if self.new:
            last = raw.value("SELECT max(id) FROM search_delta")
            following = 0 if last is None else last + 1
            marks = ", ".join("?" * (len(ROW) + 1))
            raw.many(
                f"INSERT INTO search_delta (id, {COLUMNS}) VALUES ({marks})",
                [(at, *row) for at, row in enumerate(self.new, following)],
            )


def stored_rows(raw: Raw, owners: Collection[int]) -> list[tuple[Any, ...]]:
    """The living rows of these owners: position, or a negative number in the delta, and row."""
    clause, params = among(raw, owners)
    lone = [-owner for owner in owners if owner < 0]
    found = raw.rows(
        f"SELECT o.pos, {_KEPT} FROM search_owner o JOIN search_row r ON r.pos = o.pos "
        f"WHERE o.owner {clause} AND (SELECT 1 FROM search_dead d WHERE d.pos = o.pos) IS NULL",
        params,
    )
    persons = [owner for owner in owners if owner > 0]
    for ids, where in ((persons, "person_id"), (lone, "person_id = 0 AND location_id")):
        if ids:
            clause, params = among(raw, ids)
            found += raw.rows(
                f"SELECT -id - 1, {COLUMNS} FROM search_delta WHERE {where} {clause}",
                params,
            )
    return found


def refresh(
    raw: Raw,
    persons: Iterable[int] = (),
    locations: Iterable[int] = (),
    *,
    limits: Limits = STANDARD,
) -> None:
    """Make the rows of these persons, and of everybody found at these locations, true again.

    To be called after the change, in its transaction: with the persons of every account whose
    links, area, access group or locations changed, and with every location whose address changed.
    """
    lock(raw)
    places = set(locations)
    changes = changes_of(raw, set(persons) | residents(raw, places), places)
    changes.store(raw)
    if changes.new:
        seal_if_full(raw, limits)


def changes_of(raw: Raw, persons: Collection[int], places: Collection[int]) -> Changes:
    """What has to change for the rows of these persons and locations to be true.

    Where rows of an account change, the others on it are looked at too: whose name stands for the
    account may be another.
    """
    changes = Changes()
    pending, done = set(persons), set()
    while pending:
        changes.compare(stored_rows(raw, pending), set(derive(raw, pending)))
        done |= pending
        pending = _company(raw, changes.accounts - {0}) - done
    touched = (changes.places | set(places)) - {0}
    if touched:
        true = set(derive_lone(raw, among(raw, touched)))
        changes.compare(stored_rows(raw, [-place for place in touched]), true)
    return changes


def _company(raw: Raw, accounts: Collection[int]) -> set[int]:
    """The persons of accounts."""
    if not accounts:
        return set()
    clause, params = among(raw, accounts)
    sql = f"SELECT person_id FROM account_person WHERE account_id {clause}"
    return {row[0] for row in raw.rows(sql, params)}


def residents(raw: Raw, places: Collection[int]) -> set[int]:
    """The persons of the accounts at these locations."""
    if not places:
        return set()
    clause, params = among(raw, places)
    sql = (
        "SELECT ap.person_id FROM {table} t JOIN account_person ap ON ap.account_id = t.account_id "
        "WHERE t.{column} {clause}"
    )
    found: set[int] = set()
    for table, column in (("account", "mailing_location_id"), ("obligation", "location_id")):
        query = sql.format(table=table, column=column, clause=clause)
        found.update(row[0] for row in raw.rows(query, params))
    return found


def seal_if_full(raw: Raw, limits: Limits) -> None:
    """Make a segment of the delta when it has grown to its limit."""
    last = raw.value("SELECT max(id) FROM search_delta")
    if last is not None and last + 1 >= limits.seal_at:
        seal(raw, limits)


def refresh_from(raw: Raw, table: str, *, limits: Limits = STANDARD) -> None:
    """The same for all persons in the column person_id of a (temporary or attached) table."""
    lock(raw)
    total = raw.value("SELECT count(*) FROM person")
    number = raw.value(f"SELECT count(DISTINCT person_id) FROM {table}")
    indexed = raw.value("SELECT max(id) FROM search_segment")
    if number * 2 > total or (indexed is None and number >= limits.seal_at):
        rebuild(raw, limits=limits)
        return
    for persons in pages(raw, table, "person_id", limits.persons):
        refresh(raw, persons, limits=limits)
