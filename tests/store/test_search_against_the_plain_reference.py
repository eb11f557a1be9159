"""Searching the index answers exactly what the tables say (CC-02, CC-03, CC-04, CC-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entity_tui.store.database import Raw
from entity_tui.store.search import (
    Limits,
    count_persons,
    maintain,
    rebuild,
    refresh,
    refresh_from,
    search,
    verify,
)
from support.index_world import World, matching, true_rows

if TYPE_CHECKING:
    from entity_tui.store.database import Database

TINY = Limits(
    block_bits=4,
    piece_bits=2,
    chunk=2,
    rare=3,
    fence_every=4,
    fence_length=5,
    seal_at=5,
    merge_at=2,
    segments=6,
    persons=3,
    run=7,
    small=2,
    window=12,
    together=5,
)
SMALL = Limits(
    block_bits=6,
    piece_bits=5,
    chunk=8,
    rare=10,
    fence_every=8,
    fence_length=10,
    seal_at=40,
    merge_at=3,
    segments=8,
    persons=10,
    run=50,
    small=5,
    window=20,
    together=7,
    renew=9,
)


def same(world: World, limits: Limits, questions: int) -> None:
    """Ask at random and compare with the plain reference, exactly."""
    rows = true_rows(world.raw)
    for _ in range(questions):
        query = world.query(rows)
        expected = matching(rows, query)
        limit = world.random.choice((1, 2, 5, 20, 300))
        found = search(world.raw, query, limit, limits=limits)
        assert found == expected[:limit], query
        keys = [(row.name, row.person_id, row.account_id, row.location_id) for row in found]
        assert keys == sorted(set(keys))
        persons = {row.person_id for row in expected} - {0}
        assert count_persons(world.raw, query, limits=limits) == len(persons), query


@pytest.mark.parametrize("limits", [TINY, SMALL, Limits()], ids=["tiny", "small", "standard"])
def test_a_built_index_answers_as_the_tables_say(database: Database, limits: Limits) -> None:
    """PF-01's index: many blocks and segments, or one."""
    with database.write() as connection:
        world = World(Raw(connection), seed=limits.seal_at)
        world.grow(200)
        rebuild(world.raw, limits=limits)
        same(world, limits, 150)
        assert verify(world.raw, limits=limits) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("limits", [TINY, SMALL], ids=["tiny", "small"])
def test_after_every_edit_the_index_answers_as_the_tables_say(
    database: Database, limits: Limits, seed: int
) -> None:
    """Names, links, addresses, groups and areas change; segments are sealed and merged."""
    with database.write() as connection:
        world = World(Raw(connection), seed)
        world.grow(12)
        if seed:
            rebuild(world.raw, limits=limits)
        else:
            world.raw.execute("CREATE TEMPORARY TABLE touched AS SELECT person_id FROM person")
            refresh_from(world.raw, "touched", limits=limits)
            refresh(world.raw, (), range(world.last + 1), limits=limits)
        for step in range(120):
            persons, places = world.edit()
            refresh(world.raw, persons, places, limits=limits)
            if step % 20 == 7:
                maintain(world.raw, limits=limits)
            if step % 6 == 0:
                same(world, limits, 10)
        same(world, limits, 30)
        assert verify(world.raw, limits=limits) == []
