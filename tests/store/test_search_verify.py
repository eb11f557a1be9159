"""`verify` finds every kind of damage, and says it without names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pyroaring import BitMap

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.errors import StoreError
from entity_tui.store.database import Raw
from entity_tui.store.search import (
    Limits,
    Rows,
    SearchQuery,
    grams,
    rebuild,
    refresh,
    search,
    verify,
)
from support.index_world import World

if TYPE_CHECKING:
    from entity_tui.store.database import Database

SMALL = Limits(
    block_bits=4, rare=5, fence_every=4, seal_at=40, merge_at=3, persons=7, run=9, small=2, window=3
)


@pytest.fixture
def raw(database: Database) -> Iterator[Raw]:
    """An index of several blocks, with a second segment, tombstones and a delta."""
    with database.write() as connection:
        world = World(Raw(connection), 11)
        world.grow(80)
        rebuild(world.raw, limits=SMALL)
        while world.raw.value("SELECT count(*) FROM search_segment") < 2:
            refresh(world.raw, *world.edit(), limits=SMALL)
        while not world.raw.value("SELECT count(*) FROM search_delta"):
            refresh(world.raw, *world.edit(), limits=SMALL)
        assert verify(world.raw, limits=SMALL) == []
        yield world.raw


DAMAGE = {
    "a row is missing": "DELETE FROM search_row WHERE pos = (SELECT min(pos) + 3 FROM search_row)",
    "a row says something else": (
        "UPDATE search_row SET city = 'elsewhere' WHERE pos = (SELECT min(pos) FROM search_row)"
    ),
    "a name has changed under its position": (
        "UPDATE search_row SET name = name || 'x' WHERE pos = (SELECT max(pos) FROM search_row)"
    ),
    "a living row is also among the dead": (
        "INSERT INTO search_dead SELECT * FROM search_row WHERE pos = "
        "(SELECT min(pos) FROM search_row)"
    ),
    "a dead row is also among the living": (
        "INSERT INTO search_row SELECT * FROM search_dead WHERE pos = "
        "(SELECT min(pos) FROM search_dead)"
    ),
    "a dead row is forgotten": (
        "DELETE FROM search_dead WHERE pos = (SELECT min(pos) FROM search_dead)"
    ),
    "a dead row says something else": (
        "UPDATE search_dead SET postal = 'x' WHERE pos = (SELECT min(pos) FROM search_dead)"
    ),
    "a dead row of no segment": (
        "INSERT INTO search_dead SELECT 60000, name, person_id, account_id, location_id, flags, "
        "name_seq, address, city, postal, scope FROM search_dead WHERE pos = "
        "(SELECT min(pos) FROM search_dead)"
    ),
    "a row of the delta is missing": "DELETE FROM search_delta",
    "a row of the delta is doubled": (
        "INSERT INTO search_delta SELECT id + 1000, name, person_id, account_id, location_id, "
        "flags, name_seq, address, city, postal, scope FROM search_delta"
    ),
    "an owner is missing": (
        "DELETE FROM search_owner WHERE pos = (SELECT max(pos) FROM search_owner)"
    ),
    "an owner is another": (
        "UPDATE search_owner SET owner = 77777 WHERE pos = (SELECT max(pos) FROM search_owner)"
    ),
    "a fence stands elsewhere": (
        "UPDATE search_fence SET name = 'zzz' WHERE pos = (SELECT min(pos) FROM search_fence)"
    ),
    "a list is missing": "DELETE FROM search_post WHERE k = (SELECT max(k) FROM search_post)",
    "a number is missing": "DELETE FROM search_gram WHERE k = (SELECT max(k) FROM search_gram)",
    "a number is wrong": (
        "UPDATE search_gram SET n = n + 1 WHERE k = (SELECT min(k) FROM search_gram)"
    ),
    "a list too many": "INSERT INTO search_gram (k, n) SELECT max(k) + 1, 1 FROM search_gram",
    "a segment has lost its line": (
        "DELETE FROM search_segment WHERE id = (SELECT max(id) FROM search_segment)"
    ),
    "a segment lies over another": (
        "UPDATE search_segment SET first = (SELECT min(first) FROM search_segment)"
    ),
}


def test_a_living_row_buried_is_found(raw: Raw) -> None:
    """A tombstone too many."""
    raw.execute("INSERT INTO search_dead SELECT * FROM search_row WHERE pos = 3")
    assert raw.execute("DELETE FROM search_row WHERE pos = 3").rowcount == 1
    assert len(verify(raw, limits=SMALL)) == 1


def test_planted_damage_is_found(raw: Raw) -> None:
    for damage, sql in DAMAGE.items():
        raw.execute("SAVEPOINT sound")
        assert raw.execute(sql).rowcount, damage
        assert verify(raw, limits=SMALL), damage
        raw.execute("ROLLBACK TO SAVEPOINT sound")
    assert verify(raw, limits=SMALL) == []


def test_a_position_added_to_or_taken_from_a_list_is_found(raw: Raw) -> None:
    """A wrong posting, in a list of a block and in one of the whole segment."""
    first, rows = raw.one("SELECT first, rows FROM search_segment ORDER BY id LIMIT 1") or (0, 0)
    for slot in (first >> 4, (first >> 4) - (-rows >> 4)):
        low = grams.key(slot, grams.gram(grams.CITY, 0))
        key, ids = raw.one(
            "SELECT k, ids FROM search_post WHERE k >= ? AND length(ids) > 16 ORDER BY k", (low,)
        ) or (0, b"")
        for change in (BitMap([first]), BitMap([first + 1])):
            damaged = BitMap.deserialize(ids) ^ change
            raw.execute("UPDATE search_post SET ids = ? WHERE k = ?", (damaged.serialize(), key))
            assert verify(raw, limits=SMALL)
        raw.execute("UPDATE search_post SET ids = ? WHERE k = ?", (ids, key))
    assert verify(raw, limits=SMALL) == []


def test_a_search_in_a_damaged_index_says_what_to_do(raw: Raw) -> None:
    everybody = SearchQuery(Pattern.typed("%sm"), None, None, None, Rows.ALL, Scope(None, None, ()))
    assert search(raw, everybody, 300, limits=SMALL)
    raw.execute("UPDATE search_post SET ids = ?", (b"no list",))
    with pytest.raises(StoreError, match="reindex"):
        search(raw, everybody, 300, limits=SMALL)
    raw.execute("DELETE FROM search_post")
    with pytest.raises(StoreError, match="reindex"):
        search(raw, everybody, 300, limits=SMALL)


def test_tables_changed_without_a_refresh_are_found_and_told_without_names(raw: Raw) -> None:
    person = raw.value("SELECT min(person_id) FROM person_name")
    raw.execute("UPDATE person_name SET search_key = 'secret' WHERE person_id = ?", (person,))
    told = verify(raw, limits=SMALL)
    assert any(f"person {person} " in line for line in told)
    assert not any("secret" in line for line in told)
