"""Near names in the list and beside it (CC-14, UI-05)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screens.control_central import glance
from support.driving import opened
from support.fake_desk import HITS, FakeDesk

NEAR = tuple(replace(HITS[n], name=f"NEARMAN, {chr(65 + n)}") for n in range(3))


def near_desk(count: int = 300) -> FakeDesk:
    desk = FakeDesk(HITS[:count])
    desk.near = NEAR
    return desk


async def test_cc_14_with_no_exact_hit_near_names_are_listed_and_marked() -> None:
    async with opened(near_desk()) as session:
        await session.search("naerman")
        assert session.lines[7].startswith(
            "── no exact match: 3 similar names, by similarity · naerman"
        )
        assert session.lines[9].startswith("▶~NEARMAN, A")
        assert session.lines[10].startswith(" ~NEARMAN, B")
        assert "these are similar" in session.message
        assert session.app.focused is not None
        assert session.app.focused.id == "hits"


async def test_cc_14_a_single_near_name_does_not_open_before_enter() -> None:
    desk = near_desk()
    desk.near = NEAR[:1]
    async with opened(desk) as session:
        await session.search("naerman")
        assert session.where == "ControlCentral"
        await session.press("enter")
        assert session.where == "RecordScreen"


async def test_cc_14_near_names_stand_under_a_short_list_and_f8_changes_over() -> None:
    async with opened(near_desk(5)) as session:
        await session.press("tab", "smith", "enter")
        assert session.lines[9].startswith("▶ SMITH, JOAN A")
        assert session.lines[-6].startswith("── similar names ──")
        assert session.lines[-5].startswith("    NEARMAN, A · NEARMAN, B · NEARMAN, C")
        assert session.lines[-5].endswith("F8 to list")
        await session.press("f8")
        assert session.lines[9].startswith("▶~NEARMAN, A")
        assert session.lines[-6].startswith("── exact matches ──")
        await session.press("f8")
        assert session.lines[9].startswith("▶ SMITH, JOAN A")


async def test_cc_14_a_list_found_while_typing_gets_its_near_names_on_enter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glance, "PAUSE", 0.05)
    desk = near_desk(5)
    desk.unless_chosen = {}
    async with opened(desk) as session:
        await session.press("smith")
        await session.until(lambda: "5 found" in session.text)
        assert desk.named("find_near") == []
        await session.press("enter")
        assert "NEARMAN, A" in session.lines[-5]


async def test_cc_14_a_full_page_of_hits_is_not_asked_for_near_names() -> None:
    async with opened(near_desk()) as session:
        await session.search("smith")
        assert session.desk.named("find_near") == []
        await session.press("f8")
        assert session.message == "There are no similar names beside this list."


async def test_cc_14_in_linear_mode_an_entry_says_that_it_is_near() -> None:
    async with opened(near_desk()) as session:
        await session.press("f9", "linear on", "enter")
        await session.search("naerman")
        assert "Entry 1 of 3, a similar name" in session.text
