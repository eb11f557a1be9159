"""Single questions and their edges: scopes, wild cards, cancelling, what a start may load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Raw
from entity_tui.store.search import (
    IndexRow,
    Limits,
    Rows,
    SearchCancelled,
    SearchQuery,
    count_persons,
    rebuild,
    refresh,
    search,
)
from support.index_rows import account, person, place

if TYPE_CHECKING:
    from entity_tui.store.database import Database

EVERYTHING = Scope(None, None, ())
SMALL = Limits(block_bits=4, rare=3, fence_every=4, fence_length=5, seal_at=200, persons=7, run=9,
               small=2, window=4, together=5)  # fmt: skip


@pytest.fixture
def raw(database: Database) -> Iterator[Raw]:
    with database.write() as connection:
        yield Raw(connection)


def names(rows: list[IndexRow]) -> list[str]:
    return [row.name for row in rows]


def by_name(typed: str, scope: Scope = EVERYTHING, rows: Rows = Rows.ACCOUNT) -> SearchQuery:
    return SearchQuery(Pattern.typed(typed), None, None, None, rows, scope)


@pytest.fixture
def people(raw: Raw) -> Raw:
    """Forty persons, each with an account at a place of their own, in two areas."""
    for number in range(1, 41):
        person(raw, number, f"person {number:02}", area=21 + number % 2)
        place(raw, 500 + number, f"{number} main st")
        account(raw, 900 + number, 500 + number, number)
        raw.execute(
            "UPDATE account SET area = ? WHERE account_id = ?", (21 + number % 2, 900 + number)
        )
    rebuild(raw, limits=SMALL)
    return raw


MEANINGS = {
    "a": ["a", "ab", "abn", "abnb"],
    "a%n": ["abn", "abnb"],
    "%b": ["ab", "abn", "abnb", "x_b", "xb"],
    "%": ["50% off", "\\%", "a", "ab", "abn", "abnb", "x_b", "xb", "ä°"],
    "%_b": ["x_b"],
    "\\": ["\\%"],
    "%5": ["50% off"],
    "AB": ["ab", "abn", "abnb"],
}


def test_wild_cards_mean_what_the_field_says(raw: Raw) -> None:
    """CC-04: `%` is any run, one is always appended, `_` is a letter like any other."""
    for at, name in enumerate(MEANINGS["%"], 1):
        person(raw, at, name)
    rebuild(raw, limits=SMALL)
    for typed, expected in MEANINGS.items():
        assert names(search(raw, by_name(typed), 300, limits=SMALL)) == expected, typed


def test_a_viewer_finds_only_what_the_profile_allows(people: Raw) -> None:
    """A search counts and shows the same, and nothing of other areas."""
    for areas, expected in (({21}, 20), ({22}, 20), ({21, 22}, 40), ({23}, 0), (set(), 0)):
        scope = Scope(frozenset(areas), None, ())
        found = search(people, by_name("%person", scope), 300, limits=SMALL)
        assert {21 + row.person_id % 2 for row in found} <= areas
        assert len(found) == expected
        assert count_persons(people, by_name("%person", scope), limits=SMALL) == expected


def test_an_account_in_an_access_group_is_hidden_from_those_outside_it(people: Raw) -> None:
    people.execute("INSERT INTO access_group (access_group, code, name) VALUES (7, 'VIP', 'few')")
    people.execute("UPDATE account SET access_group = 7 WHERE account_id = 905")
    refresh(people, [5], limits=SMALL)
    for groups, expected in ((None, 1), ({0}, 0), ({0, 7}, 1), ({7}, 1)):
        scope = Scope(None, None if groups is None else frozenset(groups), ())
        assert len(search(people, by_name("person 05", scope), 300, limits=SMALL)) == expected
        assert count_persons(people, by_name("person 05", scope), limits=SMALL) == expected


def test_rare_and_frequent_scopes_are_found_together(raw: Raw) -> None:
    """A scope with few rows keeps them in one list, others by block: both count."""
    for number in range(1, 101):
        person(raw, number, f"person {number:03}", area=21 if number % 50 else 22)
    rebuild(raw, limits=SMALL)
    for areas, expected in (({22}, 2), ({21}, 98), ({21, 22}, 100), ({22, 23}, 2)):
        scope = Scope(frozenset(areas), None, ())
        for typed in ("%person", "%on 0", "p"):
            full = search(raw, by_name(typed, EVERYTHING), 300, limits=SMALL)
            allowed = [row for row in full if (22 if row.person_id % 50 == 0 else 21) in areas]
            assert search(raw, by_name(typed, scope), 300, limits=SMALL) == allowed
        assert count_persons(raw, by_name("%p", scope), limits=SMALL) == expected


def test_a_block_with_rows_of_a_rare_scope_only_is_not_skipped(raw: Raw) -> None:
    """Area 21 fills the first blocks, area 22 has two rows in the last."""
    for number in range(1, 101):
        person(raw, number, f"person {number:03}", area=21 if number < 60 else 23)
    for number in (101, 102):
        person(raw, number, f"person {number:03}", area=22)
    rebuild(raw, limits=SMALL)
    scope = Scope(frozenset({21, 22}), None, ())
    found = search(raw, by_name("%person", scope), 300, limits=SMALL)
    assert [row.person_id for row in found] == [*range(1, 60), 101, 102]


def test_the_first_so_many_are_the_first_in_order(people: Raw) -> None:
    """CC-07."""
    full = search(people, by_name("%person"), 300, limits=SMALL)
    assert names(full) == sorted(names(full))
    for limit in (0, 1, 7, 16, 39, 40, 41):
        assert search(people, by_name("%person"), limit, limits=SMALL) == full[:limit]


def test_a_search_can_be_cancelled_between_two_steps(people: Raw) -> None:
    """CC-13, PF-05: `stop` is asked more than once, and heard at each."""
    asked = []
    search(people, by_name("%0"), 300, lambda: bool(asked.append(1)), limits=SMALL)
    assert len(asked) > 3
    for patience in range(len(asked)):
        heard: list[int] = []

        def stop(patience: int = patience, heard: list[int] = heard) -> bool:
            heard.append(1)
            return len(heard) > patience

        with pytest.raises(SearchCancelled):
            search(people, by_name("%0"), 300, stop, limits=SMALL)


def test_many_equal_hits_in_the_delta_are_one_hit_and_hide_no_other(raw: Raw) -> None:
    """The same name many times on one person, then another person."""
    person(raw, 1, *["same name"] * 50)
    person(raw, 2, "same name", "same, other")
    refresh(raw, [1, 2], limits=SMALL)
    found = search(raw, by_name("same"), 2, limits=SMALL)
    assert [(row.name, row.person_id) for row in found] == [("same name", 1), ("same name", 2)]
    assert len(search(raw, by_name("same"), 9, limits=SMALL)) == 3
    rebuild(raw, limits=SMALL)
    assert search(raw, by_name("same"), 2, limits=SMALL) == found


def test_a_name_pattern_never_finds_a_location_without_a_person(raw: Raw) -> None:
    place(raw, 5, "12 main st")
    person(raw, 1, "")
    rebuild(raw, limits=SMALL)
    everything = SearchQuery(Pattern.typed("%"), None, None, None, Rows.ALL, EVERYTHING)
    assert [row.person_id for row in search(raw, everything, 9, limits=SMALL)] == [1]
    anything = SearchQuery(None, Pattern.typed("%"), None, None, Rows.LOCATION, EVERYTHING)
    assert [row.person_id for row in search(raw, anything, 9, limits=SMALL)] == [0, 1]


def test_prefixes_at_the_edges_of_unicode_end_where_they_should(raw: Raw) -> None:
    """Before and after the surrogates, and at the highest character there is."""
    edges = ["a\ud7ff", "a\ud7ffz", "a\ue000", "a\U0010ffff", "a\U0010ffffb", "b", "\U0010ffff"]
    for at, name in enumerate(edges, 1):
        person(raw, at, name)
    rebuild(raw, limits=SMALL)
    for prefix in ("a\ud7ff", "a\ue000", "a\U0010ffff", "\U0010ffff", "a"):
        pattern = Pattern((prefix,))
        query = SearchQuery(pattern, None, None, None, Rows.ALL, EVERYTHING)
        expected = [name for name in edges if name.startswith(prefix)]
        assert names(search(raw, query, 300, limits=SMALL)) == expected


@pytest.mark.parametrize("length", [100, 200, 3000])
def test_long_names_and_long_patterns_are_no_trouble(raw: Raw, length: int) -> None:
    """Names beyond what a fence keeps, and what an index entry of the database could hold."""
    stem = "x" * length
    for at, end in enumerate(("", "a", "b", "ab", "é", "🙂"), 1):
        person(raw, at, stem + end)
    rebuild(raw, limits=SMALL)
    assert names(
        search(
            raw,
            SearchQuery(Pattern((stem,)), None, None, None, Rows.ALL, EVERYTHING),
            300,
            limits=SMALL,
        )
    ) == [stem + e for e in ("", "a", "ab", "b", "é", "🙂")]
    assert names(
        search(
            raw,
            SearchQuery(Pattern(("", stem + "a")), None, None, None, Rows.ALL, EVERYTHING),
            300,
            limits=SMALL,
        )
    ) == [stem + "a", stem + "ab"]
    assert names(search(raw, by_name("%🙂"), 300, limits=SMALL)) == [stem + "🙂"]


def test_searching_loads_no_numpy() -> None:
    """PF-07, PF-08: only building the index needs it."""
    code = (
        "import sys, entity_tui.store.search as s; "
        "sys.exit(any(name.split('.')[0] == 'numpy' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
