"""Near names: the rule by tables and invariants, and the search on both databases (CC-14)."""

from __future__ import annotations

import string
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.near_names import (
    distance,
    gapped,
    nearness,
    one_error,
    orders,
)
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from entity_tui.store.search import SearchCancelled, leading, rebuild
from support.importing import E1_COLUMNS, SYSTEM, TODAY, entity, load, query, write

WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=9)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("smtih", "smith"), ("jonson", "johnson"), ("johnnson", "johnson"), ("obrien", "o'brien"),
        ("o'brien", "obrien"), ("mcdonald", "mc donald"), ("smyth", "smith"), ("msith", "smith"),
        ("philips", "phillips"), ("smithjones", "smith-jones"), ("garcai", "garcia"),
    ],
)  # fmt: skip
def test_cc_14_each_usual_slip_is_one_error(typed: str, kept: str) -> None:
    assert kept in one_error(typed)


@pytest.mark.parametrize(
    ("typed", "orders_of"),
    [
        ("Smtih", [("smtih",)]), ("mary jonson", [("mary", "jonson"), ("jonson", "mary")]),
        ("jonson, mary", [("jonson", "mary")]), ("jonson%mary", [("jonson", "mary")]),
        ("José Pérz", [("jose", "perz"), ("perz", "jose")]), ("%smtih", []), ("  ", []),
        ("ann ann", [("ann", "ann")]),
    ],
)  # fmt: skip
def test_cc_14_words_are_looked_for_in_the_orders_they_may_be_kept_in(
    typed: str, orders_of: list[tuple[str, ...]]
) -> None:
    assert list(orders(typed)) == orders_of


@pytest.mark.parametrize(
    ("words", "name", "errors"),
    [
        (("smtih",), "smith, john", 1), (("smtih",), "smithson, ann", 4),
        (("obrien",), "o'brien, pat", 0), (("mcdonald",), "mc donald, ann", 0),
        (("vanderberg",), "van der berg, jan", 0), (("jonson", "mary"), "johnson, mary a", 1),
        (("jonson", "mray"), "johnson, mary a", 2), (("smith", "mray"), "smith, mary", 1),
        (("smtih",), "sanders, edith", None), (("smtih",), "", None),
    ],
)  # fmt: skip
def test_cc_14_nearness_counts_errors_over_leading_words(
    words: tuple[str, ...], name: str, errors: int | None
) -> None:
    assert nearness(words, name) == errors


@given(WORDS, WORDS)
def test_cc_14_distance_is_symmetric_and_nothing_only_between_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@given(WORDS)
def test_cc_14_every_text_tried_is_one_error_away_and_near(word: str) -> None:
    for text in one_error(word):
        assert distance(word, text) == 1
        assert nearness((word,), text) is not None


@given(WORDS)
def test_cc_14_the_gapped_patterns_cover_every_single_error(word: str) -> None:
    patterns = [f"{pattern.replace('%', '*')}*" for pattern in gapped(word)]
    for text in one_error(word):
        if "'" not in text:
            assert any(fnmatchcase(text, pattern) for pattern in patterns), text


NAMES = ("SMITH, JOHN", "SMITH, MARY", "SMITHSON, ANN", "O'BRIEN, PAT", "MC DONALD, IAN",
         "JOHNSON, MARY A", "JOHNSON PLUMBING LLC", "SNIDER, KAY", "LOPEMAN, ANN",
         "LOPEZ, ZOE", "HANSEN, AL", "HANSON, BO", "HANSON, CY")  # fmt: skip


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    lines = [
        entity(f"1200000{n:02}", name, assignment="21031207" if n < 4 else "27031207")
        for n, name in enumerate(NAMES)
    ]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, lines))
    return Desk(database, SYSTEM, Settings(str(database.url)))


def named(desk: Desk, line: str) -> list[str]:
    found = desk.find_line(line, False)
    assert found.near is bool(found.hits)
    assert found.only is None
    return [hit.name for hit in found.hits]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("smtih", ["SMITH, JOHN", "SMITH, MARY", "SMITHSON, ANN"]),
        ("smtih, mary", ["SMITH, MARY"]), ("mary smtih", ["SMITH, MARY"]), ("smtih, jhno", []),
        ("jonson, maty", ["JOHNSON, MARY A"]),
        ("smith, mray", ["SMITH, MARY"]), ("obrien", ["O'BRIEN, PAT"]),
        ("mcdonald", ["MC DONALD, IAN"]), ("jonson", ["JOHNSON PLUMBING LLC", "JOHNSON, MARY A"]),
        ("snyder", ["SNIDER, KAY"]),
        ("lopze", ["LOPEZ, ZOE", "LOPEMAN, ANN"]),
        ("hansn", ["HANSON, BO", "HANSON, CY", "HANSEN, AL"]), ("qqqqqq", []),
    ],
)  # fmt: skip
def test_cc_14_a_misspelled_name_offers_near_ones_the_nearest_first(
    desk: Desk, line: str, names: list[str]
) -> None:
    assert named(desk, line) == names
    desk.close()


def test_cc_14_an_exact_hit_keeps_near_names_out_of_the_list_but_they_can_be_asked(
    desk: Desk,
) -> None:
    found = desk.find_line("snider", False)
    assert [hit.name for hit in found.hits] == ["SNIDER, KAY"]
    assert not found.near
    assert desk.find_near(Criteria(name="smiht")).near
    near = desk.find_near(Criteria(name="lopez"))
    assert [hit.name for hit in near.hits] == ["LOPEMAN, ANN"]
    assert desk.find_near(Criteria(name="mary smith")).hits == ()
    desk.close()


def test_cc_14_other_criteria_hold_for_near_names_too(desk: Desk) -> None:
    here = desk.find(Criteria(name="smtih", city="oakland"))
    assert here.near
    assert len(here.hits) == 3
    assert not desk.find(Criteria(name="smtih", city="reno")).hits
    desk.close()


def test_cc_14_near_names_are_within_the_viewers_scope_and_one_audited_search(desk: Desk) -> None:
    other = Viewer("x", "X", (Grant(Role.AREA_STAFF, "27", TODAY),))
    seen = Desk(desk._database, other, Settings(str(desk._database.url)))
    before = _searches(desk)
    assert named(seen, "obrien") == []
    assert named(seen, "mcdonald") == ["MC DONALD, IAN"]
    assert _searches(desk) == before + 2
    seen.close()
    desk.close()


def _searches(desk: Desk) -> int:
    with desk._reads._engine.connect() as connection:
        rows = Raw(connection).rows(
            f"SELECT count(*) FROM {'' if desk._database.sqlite else 'audit.'}audit_entry "
            "WHERE action = 'search'"
        )
    return int(rows[0][0])


def test_cc_14_the_search_for_near_names_can_be_cancelled(desk: Desk) -> None:
    with pytest.raises(SearchCancelled):
        desk.find_line("smtih", False, stop=lambda: True)
    desk.close()


def test_cc_14_beginnings_are_counted_in_the_delta_as_in_segments(desk: Desk) -> None:
    assert query(desk._database, "SELECT count(*) FROM search_delta") == [(len(NAMES),)]
    texts = ("smith", "smyth", "jo", "snider, kay", "\U0010ffff")
    with desk._database.read() as connection:
        assert leading(Raw(connection), texts) == {"smith": 3, "jo": 2, "snider, kay": 1}
    with desk._database.write() as connection:
        rebuild(Raw(connection))
    assert query(desk._database, "SELECT count(*) FROM search_delta") == [(0,)]
    with desk._database.read() as connection:
        assert leading(Raw(connection), texts) == {"smith": 3, "jo": 2, "snider, kay": 1}
    assert named(desk, "mary smtih") == ["SMITH, MARY"]
    assert named(desk, "smith, mray") == ["SMITH, MARY"]
    desk.close()
