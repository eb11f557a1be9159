"""What an edit does to the index: as little as it must, and nothing is forgotten (CC-02, CC-13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Raw
from entity_tui.store.search import (
    Limits,
    Rows,
    SearchQuery,
    maintain,
    rebuild,
    refresh,
    refresh_from,
    search,
    verify,
)
from support.index_rows import account, person, place
from support.index_world import World, true_rows

if TYPE_CHECKING:
    from entity_tui.store.database import Database

EVERYTHING = Scope(None, None, ())
SMALL = Limits(block_bits=4, rare=3, fence_every=4, seal_at=20, merge_at=3, segments=6, persons=7,
               run=9)  # fmt: skip


@pytest.fixture
def raw(database: Database) -> Iterator[Raw]:
    with database.write() as connection:
        yield Raw(connection)


def found(raw: Raw, limits: Limits = SMALL, **typed: str) -> list[tuple[str, int, int, int]]:
    """Name, person, account and location of every hit."""
    fields = {key: Pattern.typed(text) for key, text in typed.items()}
    rows = Rows.ACCOUNT if set(fields) == {"name"} else Rows.LOCATION
    query = SearchQuery(
        fields.get("name"), fields.get("address"), fields.get("city"), None, rows, EVERYTHING
    )
    return [
        (row.name, row.person_id, row.account_id, row.location_id)
        for row in search(raw, query, 300, limits=limits)
    ]


def size(raw: Raw, table: str) -> int:
    number: int = raw.value(f"SELECT count(*) FROM search_{table}")
    return number


def test_an_index_of_nothing_answers_nothing_and_is_sound(raw: Raw) -> None:
    assert found(raw, name="%a") == []
    rebuild(raw)
    assert found(raw, name="%a") == []
    assert not maintain(raw)
    assert verify(raw) == []


def test_a_refresh_of_unchanged_persons_writes_nothing(raw: Raw) -> None:
    person(raw, 1, "smith, john", "smith, jack")
    place(raw, 5, "12 main st")
    account(raw, 9, 5, 1)
    rebuild(raw, limits=SMALL)
    refresh(raw, [1], [5], limits=SMALL)
    assert (size(raw, "dead"), size(raw, "delta")) == (0, 0)


def test_a_renamed_person_is_found_by_the_new_name_only(raw: Raw) -> None:
    """CC-02."""
    person(raw, 1, "smith, john")
    rebuild(raw, limits=SMALL)
    raw.execute("UPDATE person_name SET search_key = 'jones, john'")
    refresh(raw, [1], limits=SMALL)
    assert found(raw, name="smith") == []
    assert found(raw, name="%ones") == [("jones, john", 1, 0, 0)]
    assert (size(raw, "dead"), size(raw, "delta")) == (1, 1)


def test_a_name_changed_back_and_forth_leaves_one_row_in_the_delta(raw: Raw) -> None:
    person(raw, 1, "smith, john")
    rebuild(raw, limits=SMALL)
    for name in ("a", "b", "c", "d"):
        raw.execute("UPDATE person_name SET search_key = ?", (name,))
        refresh(raw, [1], limits=SMALL)
    assert (size(raw, "dead"), size(raw, "delta")) == (1, 1)
    assert verify(raw, limits=SMALL) == []


def test_when_the_main_person_loses_every_name_the_account_is_still_found_by_address(
    raw: Raw,
) -> None:
    """CC-03: another member's name stands for the account, though only one person was named."""
    person(raw, 1, "smith, john")
    person(raw, 2, "jones, mary")
    place(raw, 5, "12 main st")
    account(raw, 9, 5, 1, 2)
    rebuild(raw, limits=SMALL)
    assert found(raw, address="12") == [("smith, john", 1, 9, 5)]
    raw.execute("DELETE FROM person_name WHERE person_id = 1")
    refresh(raw, [1], limits=SMALL)
    assert found(raw, address="12") == [("jones, mary", 2, 9, 5)]
    assert verify(raw, limits=SMALL) == []


def test_a_location_the_last_account_leaves_is_found_as_nobodys(raw: Raw) -> None:
    """CC-06: a location without a person is a hit of its own, and stops being one."""
    person(raw, 1, "smith, john")
    place(raw, 5, "12 main st")
    place(raw, 6, "14 main st")
    account(raw, 9, 5, 1)
    rebuild(raw, limits=SMALL)
    assert found(raw, address="%main") == [("", 0, 0, 6), ("smith, john", 1, 9, 5)]
    raw.execute("UPDATE account SET mailing_location_id = 6")
    refresh(raw, [1], limits=SMALL)
    assert found(raw, address="%main") == [("", 0, 0, 5), ("smith, john", 1, 9, 6)]
    assert verify(raw, limits=SMALL) == []


def test_a_changed_address_reaches_everybody_who_is_there(raw: Raw) -> None:
    """CC-03."""
    place(raw, 5, "12 main st")
    for number in range(1, 31):
        person(raw, number, f"person {number}")
        account(raw, 100 + number, 5, number)
    rebuild(raw, limits=SMALL)
    raw.execute("UPDATE location SET address_key = '99 oak ave'")
    refresh(raw, locations=[5], limits=SMALL)
    assert found(raw, address="12") == []
    assert len(found(raw, address="%oak")) == 30
    assert verify(raw, limits=SMALL) == []


def test_many_changes_at_once_become_a_segment_and_few_stay_in_the_delta(raw: Raw) -> None:
    for number in range(1, 101):
        person(raw, number, f"person {number:03}")
    rebuild(raw, limits=SMALL)
    raw.execute("UPDATE person_name SET search_key = 'changed ' || search_key")
    raw.execute(
        "CREATE TEMPORARY TABLE changed AS SELECT person_id FROM person WHERE person_id < 41"
    )
    raw.execute("CREATE TEMPORARY TABLE few AS SELECT person_id FROM person WHERE person_id > 95")
    refresh_from(raw, "changed", limits=SMALL)
    assert raw.rows("SELECT rows FROM search_segment ORDER BY id") == [(100,), (40,)]
    refresh_from(raw, "few", limits=SMALL)
    assert (size(raw, "delta"), size(raw, "dead")) == (5, 45)
    assert len(found(raw, name="changed")) == 45
    refresh_from(raw, "person", limits=SMALL)
    assert raw.rows("SELECT rows FROM search_segment") == [(100,)]
    assert len(found(raw, name="changed")) == 100


def test_the_delta_is_sealed_and_small_segments_are_merged(raw: Raw) -> None:
    for number in range(1, 501):
        person(raw, number, f"person {number:03}")
    rebuild(raw, limits=SMALL)
    for start in range(1, 201, 5):
        for number in range(start, start + 5):
            raw.execute(
                "UPDATE person_name SET search_key = ? WHERE person_id = ?",
                (f"changed {number:03}", number),
            )
        refresh(raw, range(start, start + 5), limits=SMALL)
        assert size(raw, "delta") < SMALL.seal_at
        assert size(raw, "segment") < SMALL.segments
    while maintain(raw, limits=SMALL):
        assert verify(raw, limits=SMALL) == []
    assert size(raw, "segment") == 1
    assert size(raw, "dead") == 0
    assert len(found(raw, name="changed")) == 200


def test_upkeep_merges_small_segments_and_leaves_the_large_one(raw: Raw) -> None:
    limits = Limits(block_bits=4, rare=3, seal_at=4, merge_at=3)
    for number in range(1, 201):
        person(raw, number, f"person {number:03}")
    rebuild(raw, limits=limits)
    for number in range(1, 17):
        raw.execute("UPDATE person_name SET search_key = 'x' WHERE person_id = ?", (number,))
        refresh(raw, [number], limits=limits)
    assert size(raw, "segment") == 5
    assert maintain(raw, limits=limits)
    assert raw.rows("SELECT rows FROM search_segment ORDER BY id") == [(200,), (16,)]
    assert size(raw, "dead") == 16
    assert verify(raw, limits=limits) == []
    assert not maintain(raw, limits=limits)


def test_slots_of_merged_segments_are_used_again(raw: Raw) -> None:
    """Ten thousand seals fit into the slots there are."""
    limits = Limits(block_bits=4, rare=3, seal_at=1, merge_at=2, renew=9)
    person(raw, 1, "smith, john")
    rebuild(raw, limits=limits)
    for step in range(60):
        raw.execute("UPDATE person_name SET search_key = ?", (f"name {step}",))
        refresh(raw, [1], limits=limits)
        maintain(raw, limits=limits)
    highest = raw.value("SELECT max(first) FROM search_segment")
    assert highest < 16 * 8
    assert verify(raw, limits=limits) == []


def test_a_rebuild_tells_how_far_it_is(raw: Raw) -> None:
    world = World(raw, 3)
    world.grow(60)
    told: list[tuple[int, int]] = []
    rebuild(raw, lambda done, total: told.append((done, total)), limits=SMALL)
    persons = raw.value("SELECT count(*) FROM person")
    assert told == sorted(told)
    assert told[-1] == (2 * persons, 2 * persons)


def test_a_second_rebuild_gives_the_same_index(raw: Raw) -> None:
    world = World(raw, 4)
    world.grow(80)
    contents = []
    for _ in range(2):
        rebuild(raw, limits=SMALL)
        contents.append(
            [raw.rows(f"SELECT * FROM search_{t} ORDER BY 1, 2") for t in ("row", "owner", "gram")]
        )
    assert contents[0] == contents[1]
    assert len(contents[0][0]) == len(true_rows(raw))
