"""The list's order and filter (CC-10, UI-09, SE-05)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from screens.control_central.drilling import entry_of
from screens.control_central.hit_order import ORDERS, Arrangement, arranged, filtered
from screens.control_central.record import RecordScreen
from support.driving import Session, opened
from support.fake_desk import HITS

FOUND = HitList(Criteria(name="smith"), Kind.NAME, HITS[:100], False)


def marked(session: Session) -> str:
    return next(line for line in session.lines if line.startswith("▶"))[2:]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.word)
@pytest.mark.parametrize("falling", [False, True])
def test_ui_09_every_order_keeps_every_entry_and_puts_unknown_values_last(
    order: object, falling: bool
) -> None:
    how = Arrangement(order.title, falling)  # type: ignore[attr-defined]
    hits = arranged(FOUND, how).hits
    assert sorted(hits, key=hash) == sorted(FOUND.hits, key=hash)
    values = [order.key(hit) for hit in hits]  # type: ignore[attr-defined]
    known = [value for value in values if value not in (None, "")]
    assert known == sorted(known, reverse=falling)
    assert values[: len(known)] == known


def test_ui_09_as_found_is_one_of_the_orders_and_turning_it_does_nothing() -> None:
    how = Arrangement()
    assert arranged(FOUND, how) is FOUND
    assert how.turned() == how
    for _ in range(len(ORDERS) + 1):
        how = how.next_order(1)
    assert how == Arrangement()


def test_ui_09_a_filter_takes_words_in_any_column_without_case_and_accents() -> None:
    assert {hit.city for hit in filtered(HITS, "reno")} == {"RENO"}
    assert all("JOSÉ" in hit.name for hit in filtered(HITS, "jose fresno"))
    assert filtered(HITS, "jose fresno")
    assert filtered(HITS, "  ") is HITS
    assert filtered((replace(HITS[3], balance=2334369),), "23343.69")


def test_se_05_a_filter_sees_of_an_identifier_what_is_shown() -> None:
    assert filtered(HITS[:1], "6789")
    assert not filtered(HITS[:1], "123-45-6789")
    assert not filtered(HITS[:1], "123456789")


async def test_ui_09_s_takes_the_next_order_r_turns_it_and_the_header_tells() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("s", "s")
        assert "by balance ▼" in session.lines[7]
        assert session.lines[8].endswith("Balance▼")
        await session.press("home")
        assert marked(session).startswith(max(HITS[:300], key=lambda hit: hit.balance or 0).name)
        await session.press("r", "home")
        assert "by balance ▲" in session.lines[7]
        assert session.lines[9].endswith(" 0.00")


async def test_ui_09_f4_in_the_list_chooses_the_order() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f4", "city", "enter")
        assert "by city ▲" in session.lines[7]
        await session.press("f4", "found", "enter")
        assert "by name ·" in session.lines[7]


async def test_cc_10_the_marked_entry_stays_marked_when_the_order_changes() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press(*["down"] * 7)
        before = marked(session)
        for _ in ORDERS:
            await session.press("s")
            assert marked(session) == before


async def test_ui_09_f_filters_while_typing_and_says_how_many_are_shown() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f", "reno")
        assert session.lines[7].startswith("── filter [reno ")
        assert "50 of 300 shown" in session.lines[7]
        assert session.lines[23].startswith(" Enter done F12 all")
        await session.press("enter")
        assert "50 of 300 shown with reno, by name" in session.lines[7]
        assert " 1 of 50 ──" in session.lines[7]
        assert "FRESNO" not in session.text


async def test_ui_09_keys_of_the_list_are_text_while_its_filter_is_typed() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f", "fr/s?")
        assert "[fr/s? " in session.lines[7]
        assert "No entry shows that." in session.text
        await session.press("enter", "enter", "down", "f5")
        assert session.where == "ControlCentral"
        await session.press("f", "ctrl+u", "fres", "down", "down")
        assert " 3 of 50 ──" in session.lines[7]


async def test_ui_09_f12_gives_the_filter_up_and_the_entry_stays_marked() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f", "reno", "down", "down")
        before = marked(session)
        await session.press("f12")
        assert marked(session) == before
        assert " of 300 ──" in session.lines[7]
        assert "▶" in session.text


async def test_cc_10_stepping_follows_the_order_and_the_filter_and_both_survive_coming_back() -> (
    None
):
    async with opened() as session:
        await session.search("smith")
        await session.press("s", "s", "f", "reno", "enter", "home", "enter")
        screen = session.app.screen
        assert isinstance(screen, RecordScreen)
        wanted = arranged(
            HitList(Criteria(name="smith"), Kind.NAME, HITS[:300], True),
            Arrangement("Balance", True, "reno"),
        ).hits
        await session.press("f8", "f8", "f8")
        assert screen.entry == entry_of(wanted[3])
        assert "4 of 50+" in session.lines[0]
        await session.press("f12")
        assert "50 of 300 shown with reno, by balance ▼" in session.lines[7]
        assert " 4 of 50 ──" in session.lines[7]


async def test_cc_10_searching_again_keeps_order_filter_and_row_and_a_new_search_does_not() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("s", "s", "f", "reno", "enter", "down", "down")
        await session.press("f5")
        assert " 3 of 50 ──" in session.lines[7]
        assert "by balance ▼" in session.lines[7]
        await session.press("/", "smith%inc", "enter")
        assert "shown" not in session.lines[7]
        assert "by name" in session.lines[7]


async def test_ui_09_a_list_filtered_to_nothing_can_be_reached_and_widened_again() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f", "zzz", "enter", "f2", *["tab"] * 20)
        await session.press("f", "f12")
        assert " 1 of 300 ──" in session.lines[7]
