"""The selected day is always among those shown: every key on every day of the week (TM-02)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screens.entity.daily_time import DailyTimeScreen
from screens.entity.eod_desk import EodScreen
from support.driving import opened
from support.fake_desk import FakeDesk
from support.fake_time import MONDAY

KEYS = ("tab", "shift+tab", "right", "left", "f8", "f7", "n", "p", "up", "down", "home", "end",
        "pagedown", "pageup", "space", "enter", "u", "f5", "]", "[", "e", "f12")  # fmt: skip
DAYS = [MONDAY + timedelta(days=n) for n in range(14)]


def of(user: str) -> FakeDesk:
    desk = FakeDesk()
    desk.viewer = replace(desk.viewer, user=user, name="CHEN, LINDA", assignment="21031207")
    return desk


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%a-%d}")
async def test_tm_02_every_key_works_on_every_day_of_the_week(day: date) -> None:
    desk = of("lchen")
    desk.today = day
    async with opened(desk) as session:
        await session.press("f9", "time", "enter")
        for key in KEYS:
            screen = session.app.screen
            assert isinstance(screen, DailyTimeScreen) and screen.desk is not None, key
            assert screen.key in screen.desk.keys, key
            await session.press(key)
        assert session.app.is_running


@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%a-%d}")
async def test_tm_05_every_key_works_on_the_desk_on_every_day(day: date) -> None:
    desk = of("jpark")
    desk.today = day
    async with opened(desk) as session:
        await session.press("f9", f"eod 21031207 {day:%m/%d/%Y}", "enter")
        screen = session.app.screen
        assert isinstance(screen, EodScreen) and screen.key == (7, day)
        for key in KEYS[:-1]:
            assert screen.desk is not None and screen.key in screen.desk.keys, key
            await session.press(key)
        assert session.app.is_running


async def test_tm_02_a_page_open_over_midnight_is_judged_by_the_new_day() -> None:
    desk = of("lchen")
    desk.today = MONDAY + timedelta(days=3)
    async with opened(desk) as session:
        await session.press("f9", "time", "enter", "f8", "c", "809", "enter", "8", "enter")
        assert "future" in session.text or "is to come" in session.text
        desk.today = MONDAY + timedelta(days=4)
        await session.press("tab", "shift+tab")
        screen = session.app.screen
        assert isinstance(screen, DailyTimeScreen) and screen.desk is not None
        assert screen.desk.week.today == desk.today
        assert not screen.desk.time((7, desk.today)).faults
