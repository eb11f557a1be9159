"""The EOD corrections desk: the week in one grid, fix and go on, undo, one save (TM-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from entity_tui.domain.entity.daily_time import Change, Entry
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_week import ASK, Act, Key
from entity_tui.errors import EntityError
from screens.entity.eod_desk import EodScreen
from screens.shared.command_line import CommandLine
from support.driving import Session, opened
from support.fake_desk import FakeDesk
from support.fake_time import CLOSED, FULL, TODAY, FakeTime, day_of

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


def on(day: int) -> date:
    return date(2026, 11, day)


SHORT: Key = (7, on(17))
UNKNOWN: Key = (9, on(17))
MISSING: Key = (11, on(18))
UNDONE: Key = (14, on(18))


async def page(session: Session, command: str = "eod", by_number: bool = True) -> None:
    await session.press("f9", command, "enter")
    assert session.where == "EodScreen"
    if by_number:
        await session.press("o")
        session.app.screen.query_one("#message", CommandLine).hush()


def screen_of(session: Session) -> EodScreen:
    assert isinstance(session.app.screen, EodScreen)
    return session.app.screen


def desk_of(session: Session) -> EodDesk:
    desk = screen_of(session).desk
    assert desk is not None
    return desk


def line_of(session: Session, words: str) -> str:
    return next(line for line in session.lines if words in line[:30])


@SIZES
async def test_tm_05_the_whole_group_and_week_stand_in_one_grid_with_the_marked_day(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        await page(session)
        assert "EOD corrections" in session.lines[0] and "Group 2103-12" in session.lines[0]
        assert session.lines[0].endswith("Week 11/16 – 11/20/26 · month ends 11/27")
        assert session.lines[1].startswith(" 4 of 8 need work ·")
        heads = session.lines[2].split()
        assert heads[:7] == ["Employee", "Mon", "16", "Tue", "17", "Wed", "18"]
        assert "Sat" not in session.text
        chen = line_of(session, "CHEN, L")
        assert chen.startswith(" ! CHEN, L") and "6.5!E" in chen and "30.5 / 40.0" in chen
        assert "5.0 of 8.0" not in session.text
        assert "· finalised 11/18" in session.text and "6.5 of 8.0 — 1.5 short" in session.text
        assert "SMITH JOHN INC" in session.text and "**-***4410" in session.text
        assert "611 Administrative Time" in session.text
        assert " ! 1.5 short of 8.0" in session.text
        assert "F4 codes" in session.lines[-1] and session.lines[-1].endswith("F12 back")
        assert screen_of(session).key == SHORT, "the work starts at the first error"


async def test_tm_05_cells_employees_and_errors_are_one_key_each_and_stop_at_the_ends() -> None:
    async with opened() as session:
        await page(session)
        for key, there in (
            ("tab", (7, on(18))), ("enter", (7, on(19))), ("shift+tab", (7, on(18))),
            ("f8", (9, on(18))), ("f7", (7, on(18))), ("down", (9, on(18))),
            ("left", UNKNOWN), ("n", MISSING), ("ctrl+n", UNDONE), ("n", SHORT), ("p", UNDONE),
            ("home", (1, on(18))), ("f7", (1, on(18))), ("end", UNDONE), ("down", UNDONE),
            ("right", (14, on(19))), ("right", (14, TODAY)), ("right", (14, TODAY)),
            ("tab", (14, TODAY)),
        ):  # fmt: skip
            await session.press(key)
            assert screen_of(session).key == there, key


async def test_tm_05_those_to_work_on_are_put_first_and_back_by_one_key() -> None:
    async with opened() as session:
        await page(session, by_number=False)
        assert [line[3:8].strip() for line in session.lines[3:7]] == [
            "CHEN,",
            "DIAZ,",
            "OKAFO",
            "REYES",
        ]
        assert screen_of(session).key == SHORT
        await session.press("home", "o")
        assert session.message == "By number." and screen_of(session).key == SHORT
        assert [line[3:8].strip() for line in session.lines[3:6]] == ["RIVER", "PARK,", "ABARA"]


async def test_tm_05_time_on_the_case_of_another_is_offered_the_code_for_assisting() -> None:
    desk = FakeDesk()
    desk.time.days[SHORT] = day_of("07", on(17), (Entry(800, "", 4),))
    async with opened(desk) as session:
        await page(session)
        assert "▶! case  BAY ROOFING INC" in session.text
        await session.press("f4", "enter", "enter", "helped", "enter")
        assert set(desk_of(session).pending[SHORT].changes) == {
            Change(0, "", 4), Change(800, "810"),
        }  # fmt: skip
        assert SHORT not in desk_of(session).work


async def test_tm_05_hours_typed_on_the_grid_fix_the_day_and_go_on() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3")
        assert "[3  " in session.text and "reason [" in session.text
        assert "F12 give up" in session.lines[-1]
        assert "8.0 of 8.0 · re-finalised when saved" in session.text, "judged as it is typed"
        await session.press("enter", "phone", "enter")
        assert screen_of(session).key == UNKNOWN
        assert "8.0*E" in line_of(session, "CHEN, L")
        assert session.lines[1].startswith(" 3 of 8 need work · 1 not saved")
        await session.press("shift+tab", "8", "enter", "n", "p")
        assert desk_of(session).reason == "phone"


PRESSES = 20


async def test_tm_05_each_kind_of_exception_is_mended_in_twenty_keys_at_most() -> None:
    """Short day, unknown code, missing day, unfinalised day: from the open desk to the save."""
    async with opened() as session:
        await page(session, by_number=False)
        worked: list[int] = []
        for keys in (
            ("c", *"809", "enter", "enter", *"phone", "enter"),
            ("f4", *"809", "enter", "enter"),
            ("c", *"611", "enter", "enter"),
            ("e",),
        ):
            at = screen_of(session).key
            assert at in desk_of(session).work
            await session.press(*keys)
            assert at not in desk_of(session).work, at
            worked.append(len(keys))
        await session.press("f10")
        assert session.message == "4 days saved."
        assert desk_of(session).work == () and len(session.desk.time.saved) == 1
        assert max(worked) <= PRESSES and sum(worked) + 1 <= PRESSES * len(worked)
        assert worked == [12, 6, 6, 1], "the keys of each: told in the report"
        by_key = {(e.employee_id, e.day): e for e in session.desk.time.saved[0]}
        assert by_key[SHORT].changes == (Change(150, "809"),) and by_key[SHORT].reason == "phone"
        assert set(by_key[UNKNOWN].changes) == {Change(0, "999"), Change(800, "809")}
        assert by_key[UNKNOWN].reason == "phone", "once for a run of corrections"
        assert by_key[MISSING].changes == (Change(800, "611"),) and by_key[MISSING].finalise
        assert by_key[UNDONE].finalise and not by_key[UNDONE].changes


async def test_tm_05_one_exception_alone_from_the_command_to_the_save_takes_few_keys() -> None:
    time = FakeTime()
    time.days = {k: day_of(f"{k[0]:02d}", k[1], FULL) if k != SHORT and k[1] < TODAY else v
                 for k, v in time.days.items()}  # fmt: skip
    desk = FakeDesk()
    desk.time = time
    async with opened(desk) as session:
        keys = ("f9", *"eod", "enter", "3", "enter", *"phone", "enter", "f10")
        assert len(keys) <= PRESSES
        await session.press(*keys)
        assert session.message == "1 day saved."
        assert time.saved[0][0].changes == (Change(300, "611"),)


async def test_tm_05_a_fix_that_leaves_the_day_wrong_stays_with_it() -> None:
    async with opened() as session:
        await page(session)
        await session.press("2", "enter", "phone", "enter")
        assert screen_of(session).key == SHORT
        assert " ! 1.0 short of 8.0" in session.text
        await session.press("e")
        assert session.message.startswith("Why is it right as it is?")
        await session.press("enter")
        assert screen_of(session).key == UNKNOWN, "the reason typed last explains it"
        assert "7.0*E" in line_of(session, "CHEN, L")


async def test_tm_05_a_finalised_day_that_is_right_is_explained_by_one_key_and_a_reason() -> None:
    async with opened() as session:
        await page(session)
        await session.press("e", "dentist", "enter")
        assert screen_of(session).key == UNKNOWN
        assert not session.message, "what was asked is answered; the next day is not asked about"
        await session.press("shift+tab", "home", "f8", "f8", "f8", "f8", "right")
        assert "6.5*E" in line_of(session, "CHEN, L")
        assert "explained: dentist" in session.text and "explained when saved" in session.text


async def test_tm_05_hours_typed_on_an_empty_day_ask_for_their_code() -> None:
    async with opened() as session:
        await page(session)
        await session.press("n", "n", "8", "enter")
        assert "type a code; F4 lists them" in session.text
        await session.press("611", "enter")
        assert screen_of(session).key == UNDONE
        assert desk_of(session).pending[MISSING].finalise


async def test_tm_05_a_case_is_added_by_its_tin_or_from_the_employees_cases() -> None:
    async with opened() as session:
        await page(session)
        await session.press("t", "111111111", "enter")
        assert "No case has this TIN" in session.text
        await session.press("ctrl+u", "987-65-4321", "enter")
        assert "BAY ROOFING INC" in session.text
        assert "was not assigned to CHEN, LINDA: code 810?" in " ".join(session.text.split())
        await session.press("enter", "phone", "enter")
        assert Change(150, "", 4) in desk_of(session).pending[SHORT].changes
        assert screen_of(session).key == SHORT, "the case is another's: still wrong"
        await session.press("ctrl+z", "t", "f4", "delta", "enter", "enter", "enter")
        assert desk_of(session).pending[SHORT].changes == (Change(350, "", 2),)
        assert desk_of(session).pending[SHORT].reason == "phone"


async def test_tm_05_undo_goes_back_step_by_step_until_it_is_saved() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3", "enter", "phone", "enter", "n", "n", "e")
        assert len(desk_of(session).pending) == 2
        await session.press("ctrl+z")
        assert list(desk_of(session).pending) == [SHORT] and screen_of(session).key == UNDONE
        await session.press("u")
        assert desk_of(session).pending == {} and screen_of(session).key == SHORT
        await session.press("u")
        assert session.message == "Nothing to undo."
        await session.press("3", "enter", "f10", "ctrl+z")
        assert session.message == "Nothing to undo."


async def test_tm_05_a_conflict_saves_nothing_and_loses_nothing() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3", "enter", "phone", "enter", "n", "n", "e")
        time = session.desk.time
        moved = (*time.days[SHORT].entries[:2], Entry(100, "611"))
        time.days[SHORT] = day_of("07", on(17), moved, version=2)
        await session.press("f10")
        assert "was changed by somebody else meanwhile; nothing was saved" in session.message
        assert time.saved == [] and len(desk_of(session).pending) == 2
        assert screen_of(session).key == SHORT
        assert "! changed by somebody else meanwhile; F10 puts what you typed" in session.text
        assert "was 1.0" in session.text
        await session.press("f10")
        assert session.message == "2 days saved."
        assert time.days[SHORT].total == 800


async def test_tm_05_what_cannot_be_saved_stays_as_it_was_typed() -> None:
    async with opened() as session:
        await page(session)
        session.desk.time.save_fail = EntityError("2026-11 of group 210312 was approved.")
        await session.press("3", "enter", "phone", "enter", "f10")
        assert session.message == "! 2026-11 of group 210312 was approved."
        assert list(desk_of(session).pending) == [SHORT]


async def test_tm_05_f10_takes_the_row_that_is_typed_with_it() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3", "f10")
        assert "say why" in session.text.lower() and session.desk.time.saved == []
        await session.press("tab", "phone", "f10")
        assert session.message == "1 day saved."
        assert session.desk.time.saved[0][0].changes == (Change(300, "611"),)


async def test_tm_05_own_finalised_time_is_closed_says_who_may_and_is_asked_for() -> None:
    desk = FakeDesk()
    desk.time.closed[2] = f"This is your own finalised time; {CLOSED}"
    async with opened(desk) as session:
        await page(session)
        await session.press("home", "down")
        assert "why the day is closed · q asks for it" in session.text
        told = " ".join(session.text.split())
        assert "RIVERA, MARISOL (group manager) may change it." in told
        for keys in (("5",), ("c",), ("t",), ("f4",), ("delete",)):
            await session.press(*keys)
            assert screen_of(session).sheet.row is None, keys
            assert session.message.startswith("! This is your own finalised time;")
        await session.press("q", "should", "space", "be", "space", "611", "enter")
        assert session.message.startswith("Asked; it stands on the desk")
        assert desk.time.acts[2, on(17)][0].reason == "should be 611"
        assert "8.0?E" in line_of(session, "PARK, J")
        assert "? PARK, J asked on 11/20: should be 611" in session.text
        assert (2, on(17)) not in desk_of(session).work, "it waits for somebody else"


async def test_tm_05_what_is_asked_stands_on_the_desk_of_who_may_until_it_is_changed() -> None:
    desk = FakeDesk()
    key = 2, on(17)
    at = datetime(2026, 11, 19, 12, tzinfo=UTC)
    desk.time.acts[key] = (Act(at, "jpark", "PARK, JIN", ASK, reason="all of it 611"),)
    async with opened(desk) as session:
        await page(session)
        assert screen_of(session).key == key, "the first to work on"
        assert "? PARK, J asked on 11/19: all of it 611" in session.text
        await session.press("f4", "611", "enter", "enter", "asked", "enter")
        assert key not in desk_of(session).work
        await session.press("f10", "home", "down")
        assert "8.0 E" in line_of(session, "PARK, J") and "asked on" not in session.text


async def test_tm_05_who_asked_is_answered_where_the_day_stays_as_it_is() -> None:
    desk = FakeDesk()
    key = 2, on(17)
    at = datetime(2026, 11, 19, 12, tzinfo=UTC)
    desk.time.acts[key] = (Act(at, "jpark", "PARK, JIN", ASK, reason="all of it 611"),)
    async with opened(desk) as session:
        await page(session)
        await session.press("e", "enter")
        assert "say why" in session.text
        await session.press("no", "enter")
        assert key not in desk_of(session).work
        assert desk_of(session).edits[0].reason == "no" and not desk_of(session).edits[0].changes
        for way in ((), ("home", "down")):
            await session.press(*way, "7")
            assert "reason [ " in session.text and "[no" not in session.text, "of no correction"
            await session.press("f12")


async def test_ui_06_what_is_not_saved_keeps_the_page_once_on_every_way_out() -> None:
    for way in (("f12",), ("f3",), ("f2",), ("ctrl+q",), ("[",)):
        async with opened() as session:
            await page(session)
            await session.press("3", "enter", "phone", "enter", *way)
            assert session.message == "! Not saved: F10 saves it; once more leaves it."
            assert session.where == "EodScreen" and len(desk_of(session).pending) == 1
            if way not in (("ctrl+q",), ("[",)):
                await session.press(*way)
                assert session.where == "ControlCentral"
    async with opened() as session:
        await page(session)
        await session.press("3", "enter", "phone", "enter", "f9", "cc smith", "enter")
        assert "Not saved" in session.text and session.where == "EodScreen"


async def test_ui_06_a_row_that_is_typed_is_neither_passed_over_nor_lost() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3", "f8")
        assert session.message == "Something is typed: Enter takes it, F12 gives it up."
        assert screen_of(session).key == SHORT
        await session.press("n")
        assert "[3n " in session.text, "letters are text in a box"
        await session.press("f12")
        assert screen_of(session).sheet.row is None and session.where == "EodScreen"
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_tm_05_other_weeks_groups_and_employees_are_a_key_or_a_command_away() -> None:
    async with opened() as session:
        await page(session, "eod 21031207 11/18")
        assert screen_of(session).key == (7, on(18))
        await session.press("[")
        assert "Week 11/09 – 11/13/26" in session.lines[0]
        await session.press("]", "]")
        assert "Week 11/23 – 11/27/26" in session.lines[0]
        await session.press("f9", "eod t", "enter")
        assert "Week 11/16" in session.lines[0]
        assert session.desk.time.read[-1] == ("210312", TODAY)
        await session.press("f9", "eod 210312 2026-11-09", "enter")
        assert "Week 11/09" in session.lines[0]
        await session.press("f9", "eod someday", "enter")
        assert "'someday' is not a day" in session.text


async def test_tm_05_a_refused_week_is_said_and_the_way_back_is_open() -> None:
    desk = FakeDesk()
    desk.time.fail = EntityError("Time of group 219999 is outside your profile.")
    async with opened(desk) as session:
        await page(session, "eod 219999", by_number=False)
        assert session.message == "! Time of group 219999 is outside your profile."
        await session.press("n", "tab", "e", "f10", "3", "q", "f4", "[", "ctrl+z", "E", "f8")
        assert session.where == "EodScreen"
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_tm_05_a_week_end_with_time_is_shown_and_everything_still_fits() -> None:
    desk = FakeDesk()
    for day in (21, 22):
        desk.time.days[7, on(day)] = day_of("07", on(day), (Entry(1000, "710"),))
    async with opened(desk) as session:
        await page(session)
        assert "Sat 21" in session.lines[2] and "Sun 22" in session.lines[2]
        assert "10.0!E" in line_of(session, "CHEN, L")
        assert "50.5" in line_of(session, "CHEN, L")


@SIZES
async def test_ui_05_linear_the_desk_has_no_boxes_and_tells_what_the_marks_tell(
    size: tuple[int, int],
) -> None:
    desk = FakeDesk()
    desk.preferences |= {"linear": "on", "theme": "mono"}
    async with opened(desk, size=size) as session:
        await page(session)
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        assert "CHEN, LINDA 07: 30.5 of 40.0, 1 to work on" in session.text
        assert ">!  Tue 11/17: 6.5 of 8.0 — 1.5 short, faulty" in session.text
        assert ">  code 611 Administrative Time: 1.5" in session.text
        await session.press("3", "enter")
        assert "  Hours: [3 " in session.text and "> Reason: [" in session.text
        row = session.app.cursor_position[1]
        assert session.lines[row].startswith("> Reason:")
        assert session.lines[row - 2] == " 611 Administrative Time", "below the week, not beside it"
        await session.press("phone", "enter")
        assert ">!  Tue 11/17: 8.0 of 8.0, faulty" in session.text, "the unknown code"
        assert ">! code 999 unclassified: 3.0" in session.text


async def test_ui_04_another_size_keeps_what_is_typed() -> None:
    async with opened() as session:
        await page(session)
        await session.press("3")
        await session.resize(160, 45)
        assert "[3  " in session.text
        await session.press("enter", "phone", "enter")
        await session.resize(80, 24)
        assert "8.0*E" in line_of(session, "CHEN, L")


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 60)])
async def test_ui_04_no_size_breaks_the_desk(size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await page(session)
        await session.press("c", "809", "enter", "enter", "phone", "enter", "n", "f8", "[")
        assert session.where == "EodScreen"
        assert all(len(line) <= size[0] for line in session.lines)


async def test_tm_11_a_conflict_with_an_extract_and_what_is_awaited_are_told() -> None:
    desk = FakeDesk()
    days = desk.time.days
    days[SHORT] = replace(days[SHORT], awaited=True)
    days[UNKNOWN] = replace(days[UNKNOWN], conflict=True)
    async with opened(desk) as session:
        await page(session)
        assert screen_of(session).key == UNKNOWN
        assert "the extract brought other time than was saved here" in session.text
        assert "6.5~E" in line_of(session, "CHEN, L")


async def test_se_07_what_is_live_in_a_name_or_a_note_is_shown_not_obeyed() -> None:
    desk = FakeDesk()
    at = datetime(2026, 11, 19, 12, tzinfo=UTC)
    act = Act(at, "x", "P\x1b[31mK, J", ASK, reason="\u202eboo\x07")
    desk.time.acts[7, on(16)] = (act,)
    async with opened(desk) as session:
        await page(session)
        assert "\x1b" not in session.text and "\x07" not in session.text
        assert "‹202E›boo" in session.text


async def test_tm_02_informational_hours_stand_in_brackets_beside_the_total() -> None:
    desk = FakeDesk()
    both = (Entry(600, "809"), Entry(200, "621"))
    desk.time.days[SHORT] = day_of("07", SHORT[1], both)
    async with opened(desk) as session:
        await page(session, "eod 21031207 11/17")
        assert "621 Field Time                     (2.0)" in session.text
        assert " 6.0 of 8.0 · (2.0) informational" in session.text
        assert " 1.5 short" not in session.text and "2.0 short of 8.0" in session.text


async def test_tm_05_the_heading_says_which_people_are_shown_where_not_all_are() -> None:
    async with opened(size=(80, 20)) as session:
        await page(session)
        await session.press("home")
        assert session.lines[2].startswith("   Employee 1–5/8")
        await session.press("end")
        assert session.lines[2].startswith("   Employee 4–8/8")


async def test_tm_05_an_employee_called_while_his_week_is_shown_is_gone_to() -> None:
    async with opened() as session:
        await page(session)
        await session.press("f9", "eod 21031211 11/18", "enter")
        assert screen_of(session).key == MISSING
        await session.press("home", "f5")
        assert screen_of(session).key != MISSING, "reading it again stays where one is"


async def test_tm_05_who_saves_a_change_that_leaves_a_day_wrong_is_told() -> None:
    async with opened() as session:
        await page(session)
        await session.press("2", "enter", "phone", "enter")
        assert "7.0!E" in line_of(session, "CHEN, L")
        await session.press("f10")
        assert session.message == "1 day saved; 1 is still wrong: e explains it."
        assert "7.0!E" in line_of(session, "CHEN, L"), "why it was changed is not why it is short"
        await session.press("e", "dentist", "enter", "f10")
        assert session.message == "1 day saved." and "7.0·E" in line_of(session, "CHEN, L")
        assert "7.0·E" in line_of(session, "CHEN, L")


async def test_tm_05_what_was_done_to_the_marked_entry_is_read_whole_at_any_width() -> None:
    why = "the officer telephoned from Oakland about it"
    desk = FakeDesk()
    desk.time.acts[SHORT] = (
        Act(datetime(2026, 11, 19, 15, tzinfo=UTC), "jpark", "PARK, JIN", "correct", (0, "611"),
            350, 150, why),
    )  # fmt: skip
    async with opened(desk) as session:
        await page(session, "eod 21031207 11/17")
        screen_of(session).sheet.mark((1, ""))
        await session.settle()
        assert f"11/19: {why}" not in session.text
        screen_of(session).sheet.mark((0, "611"))
        await session.settle()
        assert f" was 3.5, PARK, J 11/19: {why}" in session.text
