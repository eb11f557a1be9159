"""Fill right, copy last week, a week of leave, and the list of groups (TM-02, TM-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from screens.entity.daily_time import DailyTimeScreen
from support.driving import Session, opened
from support.fake_desk import FakeDesk


def officer() -> FakeDesk:
    desk = FakeDesk()
    desk.viewer = replace(desk.viewer, user="lchen", name="CHEN, LINDA", assignment="21031207")
    return desk


def pending(session: Session) -> int:
    screen = session.app.screen
    assert isinstance(screen, DailyTimeScreen) and screen.desk is not None
    return len(screen.desk.pending)


async def test_tm_02_leave_of_a_week_is_one_key_a_code_and_a_save() -> None:
    async with opened(officer()) as session:
        await session.press("f9", "time 11/23", "enter")
        await session.press("v")
        assert "Leave and training" in session.text and "Annual leave" in session.text
        await session.press("enter")
        assert session.message == "5 days filled. F10 saves, u undoes." and pending(session) == 5
        await session.press("u")
        assert pending(session) == 0
        await session.press("v", "enter")
        await session.press("f10")
        assert session.message == "5 days saved."
        (edits,) = session.desk.time.saved
        assert len(edits) == 5 and all(edit.finalise for edit in edits)


async def test_tm_02_fill_right_and_last_week() -> None:
    desk = officer()
    desk.today = desk.today.replace(day=27)
    async with opened(desk) as session:
        await session.press("f9", "time 11/23", "enter")
        await session.press("f")
        assert session.message == "! This day has no time to copy."
        await session.press("l")
        assert session.message == "4 days filled. F10 saves, u undoes."
        await session.press("u", "c", "611", "enter", "8", "enter")
        await session.press("f")
        assert session.message == "4 days filled. F10 saves, u undoes." and pending(session) == 5


async def test_tm_05_who_belongs_to_no_group_chooses_one() -> None:
    for command, where in (("eod", "EodScreen"), ("eom", "MonthScreen")):
        desk = FakeDesk()
        desk.viewer = replace(desk.viewer, assignment="")
        async with opened(desk) as session:
            await session.press("f9", command, "enter")
            assert "Groups" in session.text and "210312   8 employees" in session.text
            await session.press("210312", "enter")
            assert session.where == where and "2103-12" in session.text


async def test_tm_06_the_day_reported_is_typed_beside_the_time() -> None:
    async with opened() as session:
        await session.press("f9", "eod 21031211 11/18/2026", "enter")
        await session.press("d")
        assert session.message.startswith("When was it reported")
        await session.press("12/24/2026", "enter")
        assert "2026-12-24 is in the future." in session.text
        await session.press("ctrl+u", "never", "enter")
        assert "'never' is not a day" in session.text
        await session.press("ctrl+u", "11/18", "enter")
        assert "reported 11/18" in session.text
        await session.press("c", "611", "enter", "enter")
        await session.press("f10")
        (edits,) = session.desk.time.saved
        (edit,) = [edit for edit in edits if edit.employee_id == 11]
        assert edit.reported == date(2026, 11, 18) and edit.changes


async def test_tm_06_ones_own_time_is_reported_by_nobody() -> None:
    async with opened(officer()) as session:
        await session.press("f9", "time", "enter")
        await session.press("d")
        assert session.message.startswith("You enter your own time")
