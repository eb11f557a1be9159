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


@pytest.mark.parametrize("seed", range(2))
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
        for step in range(80):
            persons, places = world.edit()
            refresh(world.raw, persons, places, limits=limits)
            if step % 20 == 7:
                maintain(world.raw, limits=limits)
            if step % 6 == 0:
                same(world, limits, 10)
        same(world, limits, 30)
        assert verify(world.raw, limits=limits) == []


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 140))
def test_long_histories_of_edits_leave_nothing_behind(database: Database, seed: int) -> None:
    """Sizes, edits, bulk changes and upkeep at random, over and over."""
    with database.write() as connection:
        world = World(Raw(connection), seed)
        pick = world.random
        limits = Limits(
            block_bits=pick.choice((3, 4, 5, 7)), piece_bits=pick.choice((1, 3, 9)),
            chunk=pick.choice((1, 2, 8)), rare=pick.choice((0, 1, 3, 20)),
            fence_every=pick.choice((1, 2, 5)), fence_length=pick.choice((0, 1, 4, 100)),
            seal_at=pick.choice((1, 4, 15, 40)), merge_at=pick.choice((2, 3)),
            segments=pick.choice((3, 6)), renew=pick.choice((0.2, 0.6, 9)),
            persons=pick.choice((1, 3, 50)), run=pick.choice((1, 5, 1000)),
            small=pick.choice((0, 3, 30)), window=pick.choice((0, 7, 30)),
            together=pick.choice((1, 4, 50)),
        )  # fmt: skip
        world.grow(pick.choice((0, 10, 80)))
        rebuild(world.raw, limits=limits)
        for step in range(pick.choice((40, 150))):
            act = pick.random()
            if act < 0.9:
                refresh(world.raw, *world.edit(), limits=limits)
            elif act < 0.95:
                bulk(world, limits)
            else:
                maintain(world.raw, pick.random() < 0.5, limits=limits)
            if step % 10 == 0:
                same(world, limits, 8)
        same(world, limits, 60)
        assert verify(world.raw, limits=limits) == []


def bulk(world: World, limits: Limits) -> None:
    """Several edits told at once through a table."""
    touched = [world.edit() for _ in range(world.random.choice((2, 10, 40)))]
    world.raw.execute("CREATE TEMPORARY TABLE touched (person_id BIGINT)")
    persons = {(person,) for some, _ in touched for person in some}
    world.raw.load("touched", ("person_id",), sorted(persons))
    refresh_from(world.raw, "touched", limits=limits)
    world.raw.execute("DROP TABLE touched")
    refresh(world.raw, (), {place for _, some in touched for place in some}, limits=limits)
