"""Work lists and saved searches: kept, opened within the scope, exported, audited (CC-15)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.asked import Asked, read_asked
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.work_lists import (
    OUTSIDE,
    REMOVED,
    checked_list_name,
    keepable,
    next_open,
    not_shown,
    why_not_opened,
)
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.control_central.work_lists import read_items
from support.fake_desk import HITS
from support.importing import E1_COLUMNS, SYSTEM, TODAY, entity, load, query, write


@pytest.mark.parametrize(
    ("done", "at", "following"),
    [
        ("", 0, 1), ("b", 0, 2), ("bc", 0, 3), ("bcd", 0, None), ("abc", 3, None), ("", 3, 0),
        ("abcd", 1, None), ("acd", 3, 1), ("", -1, 0),
    ],
)  # fmt: skip
def test_cc_15_the_next_entry_not_done_goes_round(
    done: str, at: int, following: int | None
) -> None:
    assert next_open("abcd", done, at) == following


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "needed"), ("x" * 41, "40 characters"), ("a\x1bb", "letters"),
     ("case 123-45-6789", "identifier")],
)  # fmt: skip
def test_cc_15_what_a_name_lacks_is_said(name: str, said: str) -> None:
    with pytest.raises(EntityError, match=said):
        checked_list_name(name)


def test_cc_15_each_record_is_kept_once_and_nothing_that_is_not_shown() -> None:
    alias = replace(HITS[0], name="ALIAS", name_seq=2)
    assert keepable((HITS[1], HITS[0], alias, not_shown(3, OUTSIDE), HITS[2])) == (
        HITS[1],
        HITS[0],
        HITS[2],
    )


TEXTS = st.text(max_size=12)


@given(st.builds(Criteria, TEXTS, TEXTS, TEXTS, TEXTS, all_locations=st.booleans()), TEXTS)
def test_cc_15_what_was_asked_is_kept_and_read_again(criteria: Criteria, line: str) -> None:
    asked = Asked(line, criteria)
    wanted = asked if line or not criteria.empty else None
    assert read_asked(asked.kept()) == wanted


@pytest.mark.parametrize("kept", ["", "x", "[]", "{}", '{"name": 7}', '{"find": null}'])
def test_cc_15_what_cannot_be_read_is_no_search(kept: str) -> None:
    assert read_asked(kept) is None


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (Asked("smith", Criteria()), True), (Asked("123-45-6789", Criteria()), False),
        (Asked("", Criteria(id_type="SSN", id_value="1234567")), False),
        (Asked("", Criteria(city="reno", postal="89501")), True),
    ],
)  # fmt: skip
def test_se_05_what_looks_like_an_identifier_is_not_kept(asked: Asked, kept: bool) -> None:
    assert asked.keepable is kept


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    lines = [
        entity(f"12000000{n}", f"DELTA {n} LLC", assignment="21031207" if n < 2 else "27031207")
        for n in range(4)
    ]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, lines))
    desk = Desk(database, SYSTEM, Settings(str(database.url)))
    yield desk
    desk.close()


def kept(desk: Desk, name: str = "Week 47") -> int:
    hits = desk.find_line("delta", False).hits
    return desk.lists.keep(name, "delta", hits).list_id


def test_cc_15_a_result_list_is_kept_and_opened_again_in_its_order(desk: Desk) -> None:
    hits = desk.find_line("delta", False).hits
    line = desk.lists.keep("  Week   47 ", "delta", hits[::-1])
    assert (line.name, line.asked, line.progress) == ("Week 47", "delta", "0 of 4 done")
    found = desk.lists.open("Week 47")
    assert [item.hit for item in found.items] == list(hits[::-1])
    assert all(item.visible and not item.done for item in found.items)


def test_cc_15_done_marks_are_kept_and_counted(desk: Desk) -> None:
    number = kept(desk)
    desk.lists.mark(number, 2, True)
    desk.lists.mark(number, 3, True)
    desk.lists.mark(number, 3, False)
    assert [item.done for item in desk.lists.open("Week 47").items] == [False, True, False, False]
    assert [line.progress for line in desk.lists.lines()] == ["1 of 4 done"]


def test_cc_15_lists_are_renamed_shortened_and_deleted(desk: Desk) -> None:
    number = kept(desk)
    kept(desk, "Other")
    with pytest.raises(EntityError, match="already"):
        desk.lists.rename(number, "Other")
    assert desk.lists.rename(number, "Week 48") == "Week 48"
    desk.lists.remove_items(number, [1, 4])
    assert [item.seq for item in desk.lists.open("Week 48").items] == [2, 3]
    desk.lists.remove(number)
    assert [line.name for line in desk.lists.lines()] == ["Other"]
    with pytest.raises(EntityError, match="no list 'Week 48'"):
        desk.lists.open("Week 48")


def test_cc_15_a_name_is_not_taken_twice_and_an_empty_list_not_kept(desk: Desk) -> None:
    kept(desk)
    with pytest.raises(EntityError, match="already"):
        kept(desk)
    with pytest.raises(EntityError, match="no list to keep"):
        desk.lists.keep("Empty", "x", ())


def test_se_03_entries_that_left_the_profile_are_told_by_nothing_of_theirs(desk: Desk) -> None:
    kept(desk)
    narrow = Viewer("system", "X", (Grant(Role.AREA_STAFF, "27", TODAY),))
    seen = Desk(desk._database, narrow, Settings(str(desk._database.url)))
    items = seen.lists.open("Week 47").items
    assert [item.visible for item in items] == [False, False, True, True]
    assert all(item.hit == not_shown(item.seq, OUTSIDE) for item in items[:2])
    assert items[0].hit.name == OUTSIDE
    seen.close()


@pytest.mark.parametrize(
    ("statement", "removed"),
    [
        ("DELETE FROM account_person WHERE account_id = {account}", True),
        ("UPDATE account SET area = '99' WHERE account_id = {account}", False),
    ],
)
def test_removed_entry_is_no_longer_on_file(desk: Desk, statement: str, removed: bool) -> None:
    """CC-15: a removed record is said to be removed; one outside the profile is not."""
    kept(desk)
    first = desk.lists.open("Week 47").items[0].hit
    with desk._database.write() as connection:
        Raw(connection).execute(statement.format(account=first.account_id))
    narrow = Viewer("system", "X", (Grant(Role.AREA_STAFF, "21", TODAY),))
    seen = Desk(desk._database, narrow, Settings(str(desk._database.url)))
    row = seen.lists.open("Week 47").items[0]
    seen.close()
    assert not row.visible
    assert row.hit.name == (REMOVED if removed else OUTSIDE)
    assert ("no longer on file" in why_not_opened(row.hit)) is removed


def test_se_03_nobody_opens_marks_or_changes_the_list_of_another(desk: Desk) -> None:
    number = kept(desk)
    other = Viewer("other", "O", (Grant(Role.ADMINISTRATOR, "", TODAY),))
    stranger = Desk(desk._database, other, Settings(str(desk._database.url)))
    assert stranger.lists.lines() == ()
    with pytest.raises(EntityError, match="no list"):
        stranger.lists.open("Week 47")
    with pytest.raises(EntityError, match="not in the list"):
        stranger.lists.mark(number, 1, True)
    with desk._database.read() as connection:
        assert read_items(Raw(connection), other, number) == ()
    stranger.lists.rename(number, "Mine")
    stranger.lists.remove_items(number, [1])
    stranger.lists.remove(number)
    stranger.close()
    assert [(line.name, line.progress) for line in desk.lists.lines()] == [
        ("Week 47", "0 of 4 done")
    ]


def reads(desk: Desk, action: str) -> list[dict[str, object]]:
    schema = "" if desk._database.sqlite else "audit."
    with desk._reads._engine.connect() as connection:
        rows = Raw(connection).rows(
            f"SELECT payload FROM {schema}audit_entry WHERE action = ? ORDER BY at, seq", (action,)
        )
    return [json.loads(row[0]) for row in rows]


def test_se_04_keeping_opening_marking_and_exporting_are_audited(desk: Desk) -> None:
    number = kept(desk)
    desk.lists.open("Week 47")
    desk.lists.mark(number, 1, True)
    desk.lists.export("Week 47", whole=False)
    acts = query(desk._database, "SELECT action FROM audit_entry WHERE action LIKE '%list' "
                                 "OR action LIKE 'mark%'")  # fmt: skip
    assert sorted(row[0] for row in acts) == ["keep list", "mark done"]
    assert len(reads(desk, "open list")) == 2
    (told,) = reads(desk, "export list")
    assert (told["entries"], told["identifiers"]) == (4, "masked")


@pytest.mark.parametrize(("export", "sensitive", "whole"), [(False, True, False),
                                                            (True, False, True)])  # fmt: skip
def test_se_05_who_may_not_export_is_refused_and_that_is_recorded(
    desk: Desk, export: bool, sensitive: bool, whole: bool
) -> None:
    kept(desk)
    viewer = replace(SYSTEM, export=export, sensitive=sensitive)
    limited = Desk(desk._database, viewer, Settings(str(desk._database.url)))
    with pytest.raises(EntityError, match="Your profile"):
        limited.lists.export("Week 47", whole)
    assert len(reads(limited, "export refused")) == 1
    limited.close()


def test_cc_15_searches_are_saved_by_name_and_replaced(desk: Desk) -> None:
    desk.lists.save_search("Reno", Asked("", Criteria(city="reno")))
    desk.lists.save_search("Reno", Asked("", Criteria(city="sparks")))
    ((name, search),) = desk.lists.searches()
    assert (name, read_asked(search)) == ("Reno", Asked("", Criteria(city="sparks")))
    desk.lists.remove_search("Reno")
    assert desk.lists.searches() == ()


def test_se_05_a_search_for_an_identifier_is_not_saved_nor_told_beside_a_list(desk: Desk) -> None:
    with pytest.raises(EntityError, match="seven or more digits"):
        desk.lists.save_search("One", Asked("123-45-6789", Criteria()))
    hits = desk.find_line("delta", False).hits
    assert desk.lists.keep("One", "123-45-6789", hits).asked == ""
