"""Keeping the index true in the transaction that changes the tables: tombstones and delta."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from entity_tui.store.database import Raw
from entity_tui.store.search.building import rebuild
from entity_tui.store.search.derive import among, derive, derive_lone
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.row import ACCOUNT, COLUMNS, LOCATION, ROW, Row
from entity_tui.store.search.segment import lock
from entity_tui.store.search.spill import Sorter, folder_of
from entity_tui.store.search.upkeep import add_segment, merge_if_many, seal

_KEPT = ", ".join(f"r.{column}" for column in ROW)


class _Changes:
    """Rows that are no longer true and rows that have become true."""

    def __init__(self) -> None:
        self.dead: list[int] = []
        """Positions in segments."""
        self.stale: list[int] = []
        """Ids in the delta."""
        self.new: list[Row] = []
        self.places: set[int] = set()
        self.accounts: set[int] = set()
        """Locations and accounts of rows that change."""

    def compare(self, stored: Iterable[tuple[Any, ...]], true: set[Row]) -> None:
        """Note what has to change; `stored` rows follow a position, or -1 - their delta id."""
        for at, *columns in stored:
            row: Any = tuple(columns)
            if row in true:
                true.discard(row)
                continue
            if at >= 0:
                self.dead.append(at)
            else:
                self.stale.append(-1 - at)
            self._touch(row)
        for row in true:
            self._touch(row)
        self.new.extend(true)

    def _touch(self, row: Row) -> None:
        self.accounts.add(row[ACCOUNT])
        self.places.add(row[LOCATION])

    def bury(self, raw: Raw) -> None:
        """Put rows among the dead and take stale ones out of the delta."""
        if self.dead:
            condition, params = among(raw, self.dead)
            raw.execute(
                f"INSERT INTO search_dead (pos, {COLUMNS}) SELECT pos, {COLUMNS} "
                f"FROM search_row WHERE pos {condition}",
                params,
            )
            raw.execute(f"DELETE FROM search_row WHERE pos {condition}", params)
        if self.stale:
            condition, params = among(raw, self.stale)
            raw.execute(f"DELETE FROM search_delta WHERE id {condition}", params)


def refresh(
    raw: Raw,
    persons: Iterable[int] = (),
    locations: Iterable[int] = (),
    *,
    limits: Limits = STANDARD,
) -> None:
    """Make the rows of these persons, and of everybody found at these locations, true again.

    To be called after the change, in its transaction: with the persons of every account whose
    links, area, access group or locations changed, and with every location whose address changed
    or that came or went.
    """
    _renew(raw, _batches(sorted(set(persons)), limits), _batches(set(locations), limits), limits)


def refresh_from(raw: Raw, table: str, places: str = "", *, limits: Limits = STANDARD) -> None:
    """The same for all persons in the column person_id of a (temporary or attached) table.

    `places` is a table of locations in the column location_id.

    The first load, and a change of most persons, build the whole index.
    """
    number = raw.value(f"SELECT count(DISTINCT person_id) FROM {table}")
    total = raw.value("SELECT count(*) FROM person")
    first = raw.value("SELECT max(id) FROM search_segment") is None
    if number >= limits.seal_at and (first or number * 2 > total):
        rebuild(raw, limits=limits)
    else:
        ids = (row[0] for row in raw.stream(f"SELECT DISTINCT person_id FROM {table} ORDER BY 1"))
        found = raw.rows(f"SELECT DISTINCT location_id FROM {places}") if places else []
        _renew(raw, _batches(ids, limits), _batches((row[0] for row in found), limits), limits)


def _batches(ids: Iterable[int], limits: Limits) -> Iterator[list[int]]:
    source = iter(ids)
    while batch := list(islice(source, limits.persons)):
        yield batch


def _renew(
    raw: Raw, persons: Iterable[list[int]], places: Iterable[list[int]], limits: Limits
) -> None:
    lock(raw)
    fresh: Sorter[Row] = Sorter(limits.run, folder_of(raw))
    try:
        for batch in persons:
            _change(raw, batch, (), fresh)
        for batch in places:
            for residents in _batches(_residents(raw, batch), limits):
                _change(raw, residents, (), fresh)
            _change(raw, (), batch, fresh)
        _append(raw, fresh, limits)
    finally:
        fresh.close()


def _change(
    raw: Raw, persons: Collection[int], places: Collection[int], fresh: Sorter[Row]
) -> None:
    """Bury what is no longer true of these persons and locations, and keep what has become true.

    Where rows of an account change, the others on it are looked at too: whose name stands for the
    account may be another. The same row may be kept twice; the sorter drops one.
    """
    changes = _Changes()
    pending, done = set(persons), set(persons)
    while pending:
        changes.compare(_stored(raw, pending), set(derive(raw, pending)))
        done |= pending
        pending = _company(raw, changes.accounts - {0}) - done
    touched = (changes.places | set(places)) - {0}
    if touched:
        lone = set(derive_lone(raw, among(raw, touched)))
        changes.compare(_stored(raw, {-place for place in touched}), lone)
    changes.bury(raw)
    fresh.add(changes.new)


def _stored(raw: Raw, owners: Collection[int]) -> list[tuple[Any, ...]]:
    """The living rows of these owners, after their position, or -1 - their id in the delta."""
    condition, params = among(raw, owners)
    found = raw.rows(
        f"SELECT o.pos, {_KEPT} FROM search_owner o JOIN search_row r ON r.pos = o.pos "
        f"WHERE o.owner {condition}",
        params,
    )
    persons = [owner for owner in owners if owner > 0]
    lone = [-owner for owner in owners if owner < 0]
    for ids, where in ((persons, "person_id"), (lone, "person_id = 0 AND location_id")):
        if ids:
            condition, params = among(raw, ids)
            found += raw.rows(
                f"SELECT -1 - id, {COLUMNS} FROM search_delta WHERE {where} {condition}",
                params,
            )
    return found


def _residents(raw: Raw, places: Collection[int]) -> set[int]:
    """The persons of the accounts at these locations."""
    condition, params = among(raw, places)
    found: set[int] = set()
    for table, column in (("account", "mailing_location_id"), ("obligation", "location_id")):
        rows = raw.rows(
            f"SELECT p.person_id FROM {table} t "
            "JOIN account_person p ON p.account_id = t.account_id "
            f"WHERE t.{column} {condition}",
            params,
        )
        found.update(row[0] for row in rows)
    return found


def _company(raw: Raw, accounts: Collection[int]) -> set[int]:
    """The persons of accounts."""
    if not accounts:
        return set()
    condition, params = among(raw, accounts)
    sql = f"SELECT person_id FROM account_person WHERE account_id {condition}"
    return {row[0] for row in raw.rows(sql, params)}


def _append(raw: Raw, fresh: Sorter[Row], limits: Limits) -> None:
    """Put new rows into the delta, or where they are many into a segment of their own."""
    if len(fresh) >= limits.seal_at:
        add_segment(raw, fresh.sorted(), len(fresh), limits)
        merge_if_many(raw, limits)
    elif len(fresh):
        last = raw.value("SELECT max(id) FROM search_delta")
        following = 0 if last is None else last + 1
        numbered = [(at, *row) for at, row in enumerate(fresh.sorted(), following)]
        raw.load("search_delta", ("id", *ROW), numbered)
        if following + len(numbered) >= limits.seal_at:
            seal(raw, limits)
