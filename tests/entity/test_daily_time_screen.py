"""Daily time: hours judged with every key, cases, codes, EOD, on behalf (TM-02, TM-03, TM-06)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.errors import EntityError
from screens.entity.daily_time import DailyTimeScreen
from support.driving import Session, opened
from support.fake_desk import FakeDesk
from support.fake_time import CLOSED, FULL, TODAY, day_of

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


def officer() -> FakeDesk:
    """CHEN's own desk."""
    desk = FakeDesk()
    desk.viewer = replace(desk.viewer, user="lchen", name="CHEN, LINDA", assignment="21031207")
    desk.time.closed[7] = f"This is your own finalised time; {CLOSED}"
    return desk


def on(day: int) -> date:
    return date(2026, 11, day)


async def page(session: Session, command: str = "time") -> None:
    await session.press("f9", command, "enter")
    assert session.where == "DailyTimeScreen"


def screen_of(session: Session) -> DailyTimeScreen:
    assert isinstance(session.app.screen, DailyTimeScreen)
    return session.app.screen


def desk_of(session: Session) -> EodDesk:
    desk = screen_of(session).desk
    assert desk is not None
    return desk


@SIZES
async def test_tm_02_own_day_of_today_with_the_week_above_it(size: tuple[int, int]) -> None:
    async with opened(officer(), size=size) as session:
        await page(session)
        assert session.lines[0].startswith("Daily time  CHEN, LINDA  2103-1207")
        assert "Week 11/16 – 11/20/26" in session.lines[0]
        assert "Tue 17" in session.lines[2] and "6.5!E" in session.lines[3]
        assert "Fri 11/20 · not finalised, due 11/23 · 0.0 of 8.0" in session.lines[4]
        assert screen_of(session).key == (7, TODAY)
        assert "F10 save" in session.lines[-1] and session.lines[-1].endswith("F12 back")


async def test_tm_02_the_running_total_and_what_is_wrong_are_told_with_every_key() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("c", "81")
        assert "code 81 is not in force" in session.text
        await session.press("0")
        assert "Assisting Another RO" in session.text
        assert " 8.0 of 8.0" in session.text, "what is missing is offered"
        await session.press("enter", "6")
        assert " 6.0 of 8.0" in session.text and "! 2.0 short of 8.0" in session.text
        await session.press("5")
        assert "'65' is not a number of hours of a day" in session.text
        await session.press("backspace", ".55")
        assert "hours must be in steps of 0.10" in session.text
        await session.press("backspace", "enter")
        assert desk_of(session).pending[7, TODAY].changes == (Change(650, "810"),)
        assert screen_of(session).key == (7, TODAY), "the day goes on"


async def test_tm_02_a_whole_day_is_entered_saved_and_finalised() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("t", "f4", "smith", "enter", "3", "enter")
        await session.press("c", "f4", "admin", "enter", "enter")
        assert " 8.0 of 8.0" in session.text
        await session.press("e", "f10")
        assert session.message == "1 day saved."
        (edit,) = session.desk.time.saved[0]
        assert set(edit.changes) == {Change(300, "", 1), Change(500, "611")} and edit.finalise
        assert "8.0 E" in session.lines[3]
        assert "finalised" in session.lines[4]
        await session.press("5")
        assert session.message.startswith("! This is your own finalised time")


async def test_tm_03_a_short_day_wants_a_reason_and_f6_is_eod_too() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("c", "611", "enter", "7", "enter", "f6")
        assert session.message.startswith("Why is it right as it is?")
        await session.press("enter")
        assert "say why, in a word" in session.text
        await session.press("dentist", "enter")
        assert "explained: dentist" in session.text
        await session.press("f10")
        (edit,) = session.desk.time.saved[0]
        assert edit.finalise and edit.reason == "dentist"


async def test_tm_03_nothing_is_finalised_by_entering_alone() -> None:
    async with opened(officer()) as session:
        session.desk.time.days[7, on(18)] = day_of("07", on(18), (), False)
        await page(session, "time 11/18")
        await session.press("c", "611", "enter", "enter")
        assert not desk_of(session).pending[7, on(18)].finalise
        await session.press("e")
        assert desk_of(session).pending[7, on(18)].finalise


async def test_tm_02_only_training_leave_and_detail_are_entered_ahead() -> None:
    async with opened(officer()) as session:
        await page(session, "time 21031207 11/23")
        assert screen_of(session).key == (7, on(23))
        await session.press("c", "611")
        assert "only training, leave and detail" in " ".join(session.text.split())
        await session.press("ctrl+u", "650", "enter", "enter", "e", "f10")
        assert session.message == "1 day saved."
        assert session.desk.time.saved[0][0].finalise


async def test_tm_02_the_days_are_stepped_through_into_other_weeks() -> None:
    async with opened(officer()) as session:
        await page(session)
        for key, there in (
            ("f7", on(19)), ("left", on(18)), ("f8", on(19)), ("right", TODAY), ("f8", on(23)),
            ("f7", TODAY), ("[", on(13)), ("]", TODAY),
        ):  # fmt: skip
            await session.press(key)
            assert screen_of(session).key == (7, there), key


async def test_ui_06_what_is_not_saved_stays_with_its_week() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("c", "611", "enter", "enter", "f8")
        assert session.message.startswith("! This week is not saved. F10 saves it")
        assert screen_of(session).key == (7, TODAY)
        await session.press("f7", "f8")
        assert desk_of(session).time((7, TODAY)).total == 800, "within the week it stays"


async def test_tm_06_time_for_somebody_absent_says_for_whom_and_by_whom() -> None:
    desk = FakeDesk()
    desk.time.days[7, on(19)] = day_of("07", on(19), FULL, False, entered_for="jpark")
    async with opened(desk) as session:
        await page(session, "time 21031207 11/19")
        assert "you enter it for CHEN, LINDA" in session.lines[1]
        assert "entered for CHEN, LINDA by jpark" in session.text
        await session.press("up", "0", "enter", "c", "611", "enter", "enter", "f10")
        assert session.message == "1 day saved."


async def test_tm_02_entries_are_marked_by_the_arrows_and_taken_away() -> None:
    async with opened(FakeDesk()) as session:
        await page(session, "time 21031207 11/17")
        for key in ("space", "down", "up"):
            await session.press(key)
        await session.press("delete", "enter", "wrong", "enter")
        changes = desk_of(session).pending[7, on(17)].changes
        assert changes == (Change(0, "", 1),)
        await session.press("u")
        assert desk_of(session).pending == {}


async def test_tm_02_without_a_number_of_ones_own_the_page_asks_for_one() -> None:
    async with opened() as session:
        await page(session)
        assert session.message == "! Whose? F9 time EMPLOYEE, eight digits."
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_tm_02_a_day_that_is_refused_leaves_the_page_as_it_was() -> None:
    async with opened(officer()) as session:
        await page(session)
        session.desk.time.fail = EntityError("Nobody in your profile works under 21031299.")
        await session.press("f9", "time 21031299", "enter")
        assert session.message == "! Nobody in your profile works under 21031299."
        assert screen_of(session).number == "21031207" and screen_of(session).key == (7, TODAY)


async def test_ui_07_a_refusal_that_the_line_cuts_is_told_whole_on_the_page() -> None:
    desk = officer()
    who = ", ".join(f"SOMEBODY{n}, ELSE (group manager)" for n in range(4))
    desk.time.fail = EntityError(f"Nobody in your profile works under 21031299: {who}.")
    async with opened(desk) as session:
        await page(session)
        assert session.message.endswith("…") or "SOMEBODY3" in session.message
        told = " ".join(" ".join(session.lines[2:-2]).split())
        assert f"! Nobody in your profile works under 21031299: {who}." in told


async def test_ui_08_keys_wait_for_the_week_and_none_is_lost() -> None:
    import threading

    desk = officer()
    gate = threading.Event()
    read = desk.time.desk

    def slow(number: str, day: date):  # type: ignore[no-untyped-def]
        gate.wait(5)
        return read(number, day)

    desk.time.desk = slow  # type: ignore[method-assign]
    async with opened(desk) as session:
        session.send("f9", "time", "enter", "c", "611", "enter", "enter", "e")
        await session.until(lambda: session.where == "DailyTimeScreen")
        gate.set()
        await session.until(lambda: screen_of(session).desk and desk_of(session).pending)
        await session.settle()
        assert desk_of(session).pending[7, TODAY].finalise


@SIZES
async def test_ui_05_linear_daily_time_has_no_boxes(size: tuple[int, int]) -> None:
    desk = officer()
    desk.preferences |= {"linear": "on", "theme": "mono"}
    async with opened(desk, size=size) as session:
        await page(session)
        await session.press("c", "611")
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        assert ">   Fri 11/20: 0.0 of 8.0, nothing is entered" in session.text


async def test_ui_10_help_tells_the_box_that_is_typed_into() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("f1")
        assert "Help: Daily time" in session.lines[0]
        await session.press("f12", "c", "f1")
        assert "Here: Code" in session.text


async def test_tm_02_another_day_of_the_week_that_is_shown_is_gone_to() -> None:
    async with opened(officer()) as session:
        await page(session)
        await session.press("f9", "time 11/18", "enter")
        assert screen_of(session).key == (7, on(18))
