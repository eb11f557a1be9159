"""Every page is reached by the keyboard and left again to the same line (UI-01, UI-03, UI-05)."""

from __future__ import annotations

from datetime import date

import pytest

from entity_tui.app import the_desk
from entity_tui.settings import Settings
from program.walk import Walk, Walked
from support.demo_office import TODAY, demo_office
from support.driving import opened

NARROW, WIDE = (80, 24), (160, 45)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    office = demo_office(tmp_path_factory.mktemp("walked"), taxpayers=200)
    return Settings(store=f"sqlite:///{office.store}", today=date.fromisoformat(TODAY))


async def walked(
    settings: Settings, size: tuple[int, int], *commands: str, most: int = 3, entries: int = 1
) -> Walked:
    async with opened(settings=settings, size=size, open_desk=the_desk) as session:
        for command in commands:
            await session.press("f9", command, "enter")
        await session.press("f2")
        found = await Walk(session, most, 1).from_list("%a", entries)
        await session.press("f9", "theme dark", "enter", "f9", "linear off", "enter")
    return found


async def test_ui_03_every_page_is_reached_and_left_to_the_same_line(settings: Settings) -> None:
    found = await walked(settings, NARROW, most=25, entries=3)
    assert found.faults == []
    assert {"account", "person", "location", "case", "module", "transaction"} <= set(found.pages)
    assert {"account tree", "person tree", "bill tree", "location tree"} <= set(found.pages)
    assert {"graph", "timeline", "allocation", "liens", "time", "alerts"} <= set(found.zones)


async def test_ui_04_a_wide_window_walks_as_well(settings: Settings) -> None:
    assert (await walked(settings, WIDE)).faults == []


async def test_ui_05_so_does_a_terminal_without_colours(settings: Settings) -> None:
    assert (await walked(settings, NARROW, "theme mono")).faults == []


async def test_ui_05_and_linear_mode_without_boxes(settings: Settings) -> None:
    assert (await walked(settings, NARROW, "linear on")).faults == []
