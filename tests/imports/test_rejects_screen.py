"""The page of rejected lines: step, correct beside the checks, submit, leave (IM-03)."""

from __future__ import annotations

import pytest

from entity_tui.errors import EntityError
from screens.entity.rejects_line import RejectLine
from screens.entity.rejects_table import RejectTable
from support.driving import Session, opened
from support.fake_desk import FakeDesk
from support.fake_rejects import FakeRejects, text_of

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


async def page(session: Session) -> None:
    await session.press("f9", "rejects", "enter")
    assert session.where == "RejectsScreen"


def line_of(session: Session) -> RejectLine:
    return session.app.screen.query_one(RejectLine)


def marked_of(session: Session) -> int:
    row = session.app.screen.query_one(RejectTable).marked
    assert row is not None
    return row.line


@SIZES
async def test_im_03_rows_the_line_and_its_fields_stand_on_one_page(size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await page(session)
        assert session.lines[1].startswith("── Rejected lines: 1 of 20 ──")
        assert session.lines[3].startswith("▶      7 E1           2 assigned_on")
        assert "── Line 2 of run 7, E1 e1-20261120.dat, 2026-11-20 ──" in session.text
        assert " ! assigned_on '2026-02-32' is not a date (YYYY-MM-DD)" in session.text
        assert text_of(2)[:60] in session.text.replace(" …", "") or "2026-02-32" in session.text
        fields = [line for line in session.lines if line.startswith("▶!")]
        assert len(fields) == 1 and "assigned_on" in fields[0] and "2026-02-32" in fields[0]
        assert "F10 submit" in session.lines[-1] and session.lines[-1].endswith("F12 back")


async def test_im_03_stepping_shows_each_line_and_stops_at_the_ends() -> None:
    async with opened() as session:
        await page(session)
        await session.press("f8", "n", "down")
        assert marked_of(session) == 5
        assert "Line 5 of run 7" in session.text
        await session.press("f7", "p", "up", "f7")
        assert session.message == "This is the first."
        await session.press("end", "f8")
        assert session.message == "This is the last."
        await session.press("home")
        assert session.desk.rejects.viewed[-1] == 2
        await session.press("left", "left")
        assert any(line.startswith("▶  grade") for line in session.lines)


async def test_im_03_every_key_is_judged_and_what_passes_is_submitted() -> None:
    async with opened() as session:
        await page(session)
        await session.press("enter")
        assert "Not accepted: assigned_on is not a date" in session.text
        await session.press("backspace", "backspace", "28")
        assert line_of(session).box is not None
        assert "The checks accept it: F10 submits it." in session.text
        await session.press("f10")
        assert session.message == "Line 2 of run 7 is loaded (run 8)."
        assert session.desk.rejects.submitted == [(2, text_of(2).replace("-32", "-28"))]
        assert marked_of(session) == 3, "the next one has its place"
        assert session.lines[1].startswith("── Rejected lines: 1 of 19 ──")


async def test_im_03_letters_are_text_while_a_line_is_typed() -> None:
    async with opened() as session:
        await page(session)
        await session.press("enter", "nlp|")
        box = line_of(session).box
        assert box is not None and "2026-02-32nlp||" in box.value
        await session.press("f8")
        assert session.message == "Something is typed: F10 submits it, F12 gives it up."
        assert marked_of(session) == 2
        await session.press("f12")
        await session.press("f12")
        assert line_of(session).box is None and session.where == "RejectsScreen"
        await session.press("n")
        assert marked_of(session) == 3
        assert session.desk.rejects.submitted == []


async def test_im_03_what_does_not_pass_stays_open_with_its_reason() -> None:
    async with opened() as session:
        await page(session)
        await session.press("f10")
        assert session.message == "! Line 2 of run 7 stays open: assigned_on is not a date"
        assert session.desk.rejects.submitted == [(2, text_of(2))]
        assert marked_of(session) == 2


async def test_im_03_a_line_is_left_with_a_reason() -> None:
    async with opened() as session:
        await page(session)
        await session.press("down", "l", "enter")
        assert session.message == "! Say why it is left, in a few words."
        await session.press("sender", "space", "knows", "enter")
        assert session.desk.rejects.left == {3: "sender knows"}
        assert session.message == "Line 3 of run 7 is left: sender knows"
        assert marked_of(session) == 4
        await session.press("l", "x", "f12", "f5")
        assert list(session.desk.rejects.left) == [3]


async def test_im_03_submitting_twice_in_haste_submits_once() -> None:
    async with opened() as session:
        await page(session)
        await session.press("enter", "backspace", "backspace", "28", "f10", "f10")
        assert len(session.desk.rejects.submitted) == 1
        assert session.message == "Line 2 of run 7 is loaded (run 8)."


async def test_im_03_the_last_reject_gone_the_page_says_so() -> None:
    desk = FakeDesk()
    desk.rejects = FakeRejects([2])
    async with opened(desk) as session:
        await page(session)
        await session.press("l", "why", "enter")
        assert "No rejected line waits." in session.text
        await session.press("enter", "l", "f10", "f8")
        assert session.where == "RejectsScreen"
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_se_02_whom_it_does_not_concern_is_told_who_may() -> None:
    desk = FakeDesk()
    desk.rejects.fail = EntityError("mrivera (group manager) may not; a system administrator may.")
    async with opened(desk) as session:
        await page(session)
        assert session.message.endswith("a system administrator may.")
        assert "DELTA" not in session.text and "▶" not in session.text
        assert "No rejected line" not in session.text, "that would be a fact"


async def test_ui_05_the_page_needs_no_boxes_and_says_what_the_mark_says() -> None:
    desk = FakeDesk()
    desk.preferences |= {"linear": "on", "theme": "mono"}
    async with opened(desk) as session:
        await page(session)
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        assert "> Run 7, E1, line 2, assigned_on: '2026-02-32' is not a date" in session.text
        assert ">! assigned_on: 2026-02-32" in session.text


async def test_se_07_what_is_live_in_a_line_is_shown_not_obeyed() -> None:
    desk = FakeDesk()
    desk.rejects.texts[2] = text_of(2).replace("DELTA", "\x1b[31m\u202eD").replace("|e|", "|\0|")
    async with opened(desk) as session:
        await page(session)
        assert "\x1b" not in session.text and "␛[31m‹202E›D" in session.text
        await session.press("enter", "home")
        assert "\x1b" not in session.text and "␛[31m‹202E›D" in session.text
        await session.press("f10")
        assert desk.rejects.submitted == [(2, desk.rejects.texts[2])], "untouched bytes stay"


async def test_im_08_the_field_with_a_byte_that_is_no_text_is_marked() -> None:
    desk = FakeDesk()
    desk.rejects.texts[2] = text_of(2).replace("OAKLAND", "OAK\ufffdLAND")
    async with opened(desk) as session:
        await page(session)
        assert any(line.startswith("▶! city") for line in session.lines)


async def test_im_03_the_page_that_opens_before_the_store_shows_who_looks_once_it_is_there() -> (
    None
):
    import threading

    gate = threading.Event()
    desk = FakeDesk()

    def slow(*_: object) -> FakeDesk:
        gate.wait(5)
        return desk

    async with opened(desk, ready=False, open_desk=slow) as session:
        session.send("f9", "rejects", "enter")
        await session.until(lambda: session.where == "RejectsScreen")
        gate.set()
        await session.until(lambda: "1 of 20" in session.text)
        assert "Rivera" in session.lines[0]


async def test_im_03_a_paste_goes_in_at_the_cursor_and_a_slow_desk_holds_no_key() -> None:
    from textual import events

    desk = FakeDesk()
    async with opened(desk) as session:
        await page(session)
        await session.press("enter", "ctrl+u")
        session.app.post_message(events.Paste("a|2026-02-28\n"))
        await session.settle()
        box = line_of(session).box
        assert box is not None and box.value == "a|2026-02-28"
        assert "The checks accept it" in session.text


async def test_im_03_with_a_run_only_its_lines_are_listed_and_without_it_all_again() -> None:
    async with opened() as session:
        await session.press("f9", "rejects 7", "enter")
        assert session.lines[1].startswith("── Rejected lines of run 7: 1 of 20 ──")
        await session.press("f10")
        assert session.lines[1].startswith("── Rejected lines of run 7: 1 of 20 ──")
        await session.press("f9", "rejects 6", "enter")
        assert session.lines[1].startswith("── Rejected lines of run 6 ──")
        assert " No rejected line of this run waits." in session.text
        await session.press("f9", "rejects", "enter")
        assert session.lines[1].startswith("── Rejected lines: 1 of 20 ──")


async def test_im_03_a_run_that_never_was_is_not_one_without_rejects() -> None:
    async with opened() as session:
        await session.press("f9", "rejects 9999", "enter")
        assert "There is no import run 9999." in session.message
        assert "No rejected line" not in session.text


async def test_im_03_what_is_no_run_is_said_on_the_command_line() -> None:
    async with opened() as session:
        await session.press("f9", "rejects e1", "enter")
        assert "'e1' is not the number of a run." in session.text
