"""The preferences page (UI-15)."""

from __future__ import annotations

import pytest

from entity_tui.manual import read_manual
from screens.shared.choices import CHOICES, Choice, away_from_house, choice
from screens.shared.preferences import NAMES
from support.driving import opened
from support.fake_desk import FOUR_ZONES, FakeDesk


@pytest.mark.parametrize("each", CHOICES, ids=lambda each: each.name)
def test_ui_15_every_choice_is_read_explained_and_has_the_houses_value(each: Choice) -> None:
    assert each.name in NAMES
    assert each.house in dict(each.values)
    assert each.value(None) == each.value("nonsense" if not each.is_order else "") == each.house
    assert read_manual().page("preferences").about(each.title)


def test_ui_15_what_is_not_the_houses_is_known() -> None:
    kept = [("theme", "mono"), ("linear", None), ("zones.account", "{}"), ("typing", "on")]
    assert away_from_house(kept) == ("theme", "zones.account")
    assert choice("show_all_locations").told("1") == "on, one entry a location"


async def test_ui_15_a_choice_holds_at_once_and_is_kept() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.press("f9", "prefs", "enter")
        assert session.where == "PreferencesScreen"
        assert session.lines[2].startswith("▶   Theme")
        await session.press("enter", "down", "down", "enter")
        assert desk.preferences["theme"] == "mono"
        assert "mono, no colour" in session.lines[2] and session.lines[2].startswith("▶ *")
        assert "Theme: mono" in session.message
        await session.press("z")
        assert desk.preferences["theme"] == "dark"
        await session.press("down", "down", "down", "f4", "up", "enter", "f12")
        assert desk.preferences["show_all_locations"] == "1"
        assert "All locations [x]" in session.text


async def test_ui_15_reset_puts_everything_as_the_house_has_it() -> None:
    desk = FakeDesk()
    desk.preferences |= {"theme": "mono", "show_all_locations": "1", "zones.account": FOUR_ZONES}
    async with opened(desk) as session:
        await session.press("f9", "prefs", "enter")
        assert session.text.count("*") == 5
        await session.press("f9", "preferences reset", "enter")
        assert session.text.count("*") == 1
        assert desk.preferences["zones.account"] == ""
        await session.press("f12")
        assert "All locations [ ]" in session.text
        await session.search("smith")
        await session.press("enter")
        assert "1 Alerts" in session.text


async def test_ui_03_f2_leads_home_and_f1_explains_the_marked_preference() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter", "f9", "preferences", "enter", "down", "f1")
        assert "Here: Linear" in session.text
        await session.press("f12", "f2")
        assert session.where == "ControlCentral"


async def test_ui_05_linear_tells_each_preference_after_its_title() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        await session.press("f9", "prefs", "enter")
        assert "Theme: dark, for a dark ground" in session.text
        assert "Linear: on, no boxes, one thing a line, not the house" in session.text
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
