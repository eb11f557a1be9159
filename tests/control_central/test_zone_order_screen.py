"""Zones are each user's own on the record page (UI-04, UI-15, CC-10)."""

from __future__ import annotations

import json
import re

import pytest

from entity_tui.keymap import Page
from screens.control_central.record_view import HOUSE
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk

HOUSE_TITLES = [
    f"{number} {zone.title.split()[0]}" for number, zone in enumerate(HOUSE[Page.ACCOUNT], 1)
]


UP, DOWN = ("z", "up"), ("z", "down")


def titles(session: Session) -> list[str]:
    found = re.findall(r"(?:^|[┬┼])▶?(\d \w+)[ :]", session.text, re.MULTILINE)
    return sorted(found)


async def on_record(session: Session, row: int = 8) -> None:
    await session.search("smith")
    await session.press(*["down"] * row, "enter")


async def test_ui_15_a_zone_moves_up_and_digits_follow_the_order_shown() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("3", *UP, *UP)
        assert titles(session) == ["1 Modules", "2 Case", "3 Taxpayer", "4 Location"]
        assert "▶1 Modules" in session.text
        assert "2026" in session.lines[4] or "2025" in session.lines[4]
        await session.press("2")
        assert "▶2 Case" in session.text
        await session.press("1", *UP)
        assert session.message == "Modules is first."
        await session.press(*DOWN)
        assert titles(session)[:2] == ["1 Case", "2 Modules"]


async def test_ui_15_a_zone_is_hidden_and_comes_back() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("1", "z", "h")
        assert titles(session) == ["1 Taxpayer", "2 Modules", "3 Location"]
        assert session.message == "Case hidden. z H shows every zone; z u undoes it."
        await session.press("z", "h", "z", "h", "z", "h")
        assert session.message == "The last zone cannot be hidden."
        assert titles(session) == ["1 Location"]
        await session.press("z", "H")
        assert len(titles(session)) == len(HOUSE_TITLES)
        assert "▶8 Location" in session.text


async def test_ui_15_a_zone_collapses_to_its_title_and_enter_opens_it() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("3", "z", "c")
        assert "Period" not in session.text
        assert "24 lines" in session.text
        await session.press("enter")
        assert "Period" in session.text
        assert session.message == "Modules expanded."


async def test_ui_15_the_order_is_kept_for_each_kind_of_page_and_z_takes_it_back() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await on_record(session)
        await session.press("4", *UP, "1", "z", "c")
        await session.press("f9", "person 7", "enter", "2", *UP)
        assert titles(session) == ["1 Accounts", "2 Taxpayer", "3 Contacts", "4 Related"]
    kept = json.loads(desk.preferences["zones.account"])
    shown = [name for name in kept["order"] if name not in kept["hidden"]]
    assert shown == ["case", "taxpayer", "location", "modules"]
    assert kept["collapsed"] == ["case"]
    async with opened(desk) as session:
        await on_record(session)
        assert titles(session) == ["1 Case", "2 Taxpayer", "3 Location", "4 Modules"]
        await session.press("z", "z")
        assert titles(session) == HOUSE_TITLES
        assert "field case" in session.text
    assert desk.preferences["zones.account"] == ""


async def test_cc_10_stepping_keeps_the_order_the_zone_and_its_scroll() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("3", *UP, *UP)
        await session.press("end")
        assert "-24 of 24" in session.lines[2]
        await session.press("f8", "f7")
        assert "▶1 Modules" in session.text
        assert "-24 of 24" in session.lines[2]
        await session.press(*DOWN)
        assert re.search(r"▶2 Modules ─+.* \d+-24 of 24", session.text)


async def test_ui_15_a_step_to_another_kind_of_page_and_back_keeps_both_orders() -> None:
    async with opened() as session:
        session.desk.hits = (HITS[0], HITS[39])
        await session.search("smith")
        await session.press("enter", "3", *UP, *UP, "f8")
        assert titles(session) == ["1 Taxpayer", "2 Accounts", "3 Contacts", "4 Related"]
        await session.press("f7")
        assert titles(session)[0] == "1 Modules"
        assert "▶1 Modules" in session.text


async def test_ui_04_in_a_low_window_light_zones_are_titles_and_open_while_used() -> None:
    async with opened(size=(80, 9)) as session:
        await on_record(session)
        assert "4 Location ─" in session.text
        assert "Address " not in session.text
        await session.press("4")
        assert "Address " in session.text


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (33, 7), (20, 5)])
async def test_ui_15_every_way_of_arranging_leaves_a_page_at_any_size(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        await on_record(session)
        for keys in ("3zczh", "2zc", "1", "zh", "f8", "4zhzH", "z", "up", "zz"):
            await session.press(keys)
        await session.resize(80, 24)
        assert titles(session) == HOUSE_TITLES
