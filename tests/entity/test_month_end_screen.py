"""The pages of the month's end: look, mend, sign with a typed word, hand on; the board (TM-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entity_tui.domain.viewer import Role
from entity_tui.errors import EntityError
from screens.entity.month_board import BoardScreen
from screens.entity.month_end import MonthScreen
from support.driving import Session, opened
from support.fake_desk import FakeDesk
from support.fake_months import FakeMonths, viewer

WHICH = "210312", "2026-10"
SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)])


async def page(session: Session, command: str = "eom") -> None:
    await session.press("f9", command, "enter")
    assert session.where in ("MonthScreen", "BoardScreen"), session.text


def months_of(session: Session) -> FakeMonths:
    found = session.desk.months
    assert isinstance(found, FakeMonths)
    return found


def marked(session: Session) -> str:
    return next(line for line in session.lines if line.startswith("▶"))


@SIZES
async def test_tm_08_what_stops_the_approval_stands_first_then_the_hours(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        await page(session)
        assert session.lines[0].startswith("Month end  ")
        assert session.lines[1].startswith("── Group 2103-12, 2026-10 (09/28 to 10/30/26) ──")
        assert session.lines[2] == " Open: no report; these are the hours of now"
        assert session.lines[3] == " ! Generate by Mon 11/02/26, late"
        assert " 2 days in the way of the approval" in session.lines
        assert marked(session).startswith("▶! CHEN, LINDA")
        assert "Tue 10/06/26 no time, and 1 more" in marked(session)
        head = next(line for line in session.lines if line.startswith(" name"))
        chen = next(line for line in session.lines if line.startswith(" CHEN, LINDA "))
        row = dict(zip(head.split(), chen.replace("CHEN, LINDA", "CHEN").split(), strict=True))
        assert row["due"] == "200.0" and row["809"] == "92.0" and row["total"] == "185.61"
        assert "g generate" in session.lines[-1] and session.lines[-1].endswith("F12 back")
        wide = size[0] == 160
        assert ("other" in row) is not wide and "(621)" in row
        assert all(len(line) <= size[0] for line in session.lines)


async def test_tm_08_a_month_is_worked_to_its_signature_by_keys() -> None:
    async with opened() as session:
        await page(session)
        await session.press("g")
        assert session.message == "2026-10 of group 210312 is generated; approve by 11/02/26."
        assert "report 1, generated 11/20/26 by PARK, JIN" in session.text
        months_of(session).missing = []
        await session.press("f5")
        assert "! The days have changed since: g generates again" in session.text
        await session.press("g", "f10")
        assert "── Approve 2026-10 of group 210312 ──" in session.text
        assert "You sign report 2: 808.5 of 800.0 hours due; it locks the month." in session.text
        assert "1 difference from the month-end extract, 1 day short, over or late." in session.text
        assert "Enter do it" in session.lines[-1]
        await session.press("enter")
        assert session.message == "! Type approve to sign, F12 to give it up."
        await session.press("approve", "enter")
        assert session.message == "2026-10 of group 210312 is approved; transmit by 11/04/26."
        assert "Signed by RIVERA, MARISOL, 11/20/26, digest" in session.text
        digest = months_of(session).reports["210312"].digest
        assert ("approve", "210312", "2026-10", digest) in months_of(session).done
        await session.press("t", "enter")
        assert session.message == "2026-10 of group 210312 is transmitted; accept by 11/04/26."


@pytest.mark.parametrize(
    ("role", "prefix", "offered"),
    [
        (Role.GROUP_MANAGER, "210312", ("g generate", "g generate F10 approve",
                                        "o reopen t transmit", "o reopen")),
        (Role.SECRETARY, "210312", ("g generate", "g generate", "t transmit", "")),
        (Role.AREA_STAFF, "21", ("f follow up", "f follow up", "f follow up",
                                 "a accept r return f follow up")),
        (Role.TERRITORY_MANAGER, "2103", ("w review",) * 4),
        (Role.REVENUE_OFFICER, "21031207", ("",) * 4),
    ],
)  # fmt: skip
async def test_tm_08_the_key_line_offers_what_is_the_turn_and_the_viewers_to_do(
    role: Role, prefix: str, offered: tuple[str, ...]
) -> None:
    async with opened(size=(80, 120)) as session:
        months = months_of(session)
        months.viewer, months.missing = viewer(role, prefix), []
        await page(session)
        acts = (None, lambda: months.generate(*WHICH), lambda: months.approve(*WHICH),
                lambda: months.transmit(*WHICH))  # fmt: skip
        for act, keys in zip(acts, offered, strict=True):
            if act:
                act()
                await session.press("f5")
            told = " ".join(filter(None, ("F1 help Enter open", keys, "b board F12 back")))
            assert session.lines[-1] == f" {told}"
        await session.press("f1")
        assert all(word in session.text for word in ("make the group's report", "sign the report"))
        await session.press("f12", "f9", "eom 270112 2026-10", "enter")
        assert session.lines[-1] == " F1 help Enter open b board F12 back", "nothing was read"


async def test_tm_08_letters_are_text_while_the_word_is_typed_and_f12_gives_it_up() -> None:
    async with opened() as session:
        await page(session)
        await session.press("g", "f10", "gotobn", "f8", "f5")
        assert "[gotobn" in session.text
        assert session.message == "Something is asked: Enter does it, F12 gives it up."
        await session.press("f12")
        assert "[gotobn" not in session.text and session.where == "MonthScreen"
        assert [did[0] for did in months_of(session).done] == ["generate"]
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_tm_08_what_is_refused_is_said_and_what_was_typed_stays() -> None:
    async with opened() as session:
        await page(session)
        await session.press("f10")
        assert session.message == "! There is no report to sign: g generates it."
        await session.press("g", "f10", "approve", "enter")
        assert "cannot be approved: CHEN, LINDA 10/06/26 no time." in session.message
        assert "[approve" in session.text
        months_of(session).fail = EntityError("You may not. Who may: MANN (group manager).")
        await session.press("f12", "g")
        assert session.message == "! You may not. Who may: MANN (group manager)."


@SIZES
async def test_tm_08_what_is_handed_to_the_area_is_told_and_asked_first(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        await page(session)
        months = months_of(session)
        months.missing = []
        await session.press("g", "t")
        assert session.message == (
            "! Nothing is to be handed over; it is generated: it is not approved."
        )
        assert "── Transmit" not in session.text
        await session.press("f10", "approve", "enter")
        await session.press("t")
        assert "── Transmit 2026-10 of group 210312 ──" in session.text
        assert " Report 1 goes to the area: 808.5 of 800.0 hours due," in session.lines
        assert session.lines[-3].endswith(" Enter does it; F12 gives it up.")
        assert "signed by RIVERA, MARISOL, 11/20/26." in session.lines[-3]
        assert session.lines[-1] == " Enter do it F12 give up"
        await session.press("t", "g", "f5")
        assert session.message == "Something is asked: Enter does it, F12 gives it up."
        await session.press("f12")
        assert months.done[-1][0] == "approve" and "── Transmit" not in session.text
        await session.press("t")
        months.fail = EntityError("You may not. Who may: MANN (group manager).")
        await session.press("enter")
        assert session.message.startswith("! You may not.") and "── Transmit" in session.text
        months.fail = None
        await session.press("enter")
        assert months.done[-1] == ("transmit", *WHICH)
        assert session.message == "2026-10 of group 210312 is transmitted; accept by 11/04/26."
        assert "── Transmit" not in session.text


async def test_tm_08_a_reason_is_typed_to_reopen_to_send_back_and_to_review() -> None:
    async with opened() as session:
        await page(session)
        for key, kind in (("o", "reopen"), ("r", "return"), ("f", "follow up"), ("w", "review")):
            await session.press(key, "enter")
            assert session.message == "! Say why, in a few words."
            await session.press("809", "space", "wrong", "enter")
            assert months_of(session).done[-1] == (kind, "210312", "2026-10", "809 wrong")
        await session.press("end")
        assert "11/20/26 review, RIVERA, MARISOL: 809 wrong" in session.text


@pytest.mark.parametrize(("key", "what"), [("o", "reopened"), ("r", "sent back")])
async def test_tm_08_a_month_that_was_reopened_says_whose_figures_it_shows(
    key: str, what: str
) -> None:
    async with opened() as session:
        await page(session)
        months = months_of(session)
        months.missing = []
        await session.press("g", "f10", "approve", "enter")
        assert "These are its figures" not in session.text
        await session.press(key, "809", "space", "wrong", "enter")
        told = " ".join(session.text.split())
        assert (
            f"! Report 1, signed 11/20/26 by RIVERA, MARISOL, was {what} 11/20/26 by RIVERA, "
            "MARISOL: 809 wrong. These are its figures until g makes new ones."
        ) in told
        assert all(len(line) <= 80 for line in session.lines)
        await session.press("g")
        assert "report 2, generated" in session.text
        assert "These are its figures" not in session.text


async def test_tm_08_enter_opens_the_employees_week_and_the_month_is_read_again_after() -> None:
    async with opened() as session:
        await page(session)
        await session.press("f10", "enter")
        assert session.where == "EodScreen"
        screen = session.app.screen
        assert screen.employee == "21031207"  # type: ignore[attr-defined]
        assert screen.on == date(2026, 10, 6)  # type: ignore[attr-defined]
        shown = len(months_of(session).shown)
        months_of(session).missing = []
        await session.press("f12")
        assert not session.message, "what was refused before the day was mended is not said again"
        assert session.where == "MonthScreen" and len(months_of(session).shown) == shown + 1
        assert "in the way of the approval" not in session.text


@SIZES
async def test_tm_13_unclassified_hours_name_the_case_or_the_code_and_enter_opens_the_day(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        await page(session)
        assert " ! 8.36 hours are unclassified: code 999" in session.lines
        months_of(session).nameless = True
        await session.press("f5")
        assert " ! 20.36 hours are unclassified: code 999, JON'S DINER **-***7712" in session.lines
        await session.press(*["n"] * 5)
        line = marked(session)
        assert line.startswith("▶! CHEN, LINDA ") and line.endswith(
            " Wed 09/30/26 and 7 more: 12.0 on JON'S DINER **-***7712"
        )
        assert len(line) <= size[0]
        await session.press("enter")
        screen = session.app.screen
        assert session.where == "EodScreen"
        assert screen.employee == "21031207"  # type: ignore[attr-defined]
        assert screen.on == date(2026, 9, 30)  # type: ignore[attr-defined]


async def test_tm_08_n_and_p_go_through_what_opens_and_f8_through_the_groups() -> None:
    async with opened() as session:
        await page(session)
        assert "CHEN" in marked(session)
        for name in ("CHEN, LINDA", "GARDNER, WIL", "FERNANDEZ, A", "LEE, AMY"):
            await session.press("n")
            assert name in marked(session) and "on code 999" in marked(session)
        await session.press("n")
        assert "extract" in marked(session)
        await session.press("n")
        assert "GARDNER" in marked(session) and "1.5 short of 8.0" in marked(session)
        await session.press("n")
        assert session.message == "This is the last."
        await session.press(*["p"] * 7)
        assert session.message == "This is the first."
        await session.press("f8")
        assert session.lines[1].startswith("── Group 2103-13, 2026-10 (09/28 to 10/30/26): 3 of 3")
        await session.press("f8")
        assert session.message == "This is the last group."
        await session.press("f7", "f7", "f7")
        assert session.message == "This is the first group."
        assert months_of(session).shown[-1] == ("210311", "2026-10")


async def test_tm_12_differences_stand_in_the_report_or_that_no_extract_came() -> None:
    async with opened(size=(80, 45)) as session:
        await page(session)
        assert " The month-end extract (E6) differs in 1 place." in session.lines
        assert any("CHEN, LINDA" in line and "days" in line and "(+1.0)" in line
                   for line in session.lines)  # fmt: skip
        assert any("999" in line and "unclassified" in line for line in session.lines)
        assert any("809 divided over 101 and 201 by 227 TDAs" in line for line in session.lines)
        months_of(session).told = False
        await session.press("f5")
        assert " ! No month-end extract (E6) for this month was received" in session.text


@SIZES
async def test_tm_08_the_board_has_every_groups_step_and_enter_opens_its_month(
    size: tuple[int, int],
) -> None:
    async with opened(size=size) as session:
        months_of(session).generate("210312", "2026-10")
        await page(session, "board")
        assert session.lines[1].startswith("── Month end 2026-10 ──")
        assert "2103-11" in marked(session) and "! late" in marked(session)
        line = next(line for line in session.lines[2:] if "2103-12" in line)
        assert "generated" in line and "approve" in line and "11/02/26" in line
        assert "RIVERA, MARISOL" in line
        assert session.message == "4 late."
        await session.press("down", "enter")
        assert session.where == "MonthScreen"
        assert "): 2 of 3 ──" in session.lines[1]
        await session.press("f12")
        assert session.where == "BoardScreen" and "2103-12" in marked(session)


async def test_tm_14_on_an_areas_line_the_checks_are_listed_and_it_is_validated_and_sent() -> None:
    async with opened() as session:
        await page(session, "board 2026-10")
        await session.press("v")
        assert session.message == "Select an area's line first."
        await session.press("end", "enter")
        assert "Checks of area 21, 2026-10" in session.text
        assert "210312 21031207 CHEN, LINDA 10/06/26 no time" in session.text
        assert "! accepted: 1 exception, stops it (every" in session.text
        await session.press("f12", "v")
        assert session.message == "2026-10 of area 21 is validated."
        await session.press("s")
        assert ("send", "21", "2026-10") in months_of(session).done


async def test_tm_14_an_exception_of_a_check_opens_the_day_behind_it() -> None:
    async with opened() as session:
        await page(session, "board 2026-10")
        await session.press("end", "enter")
        await session.press("down", "down", "down", "enter")
        assert session.where == "EodScreen" and "Tue 10/06" in session.text
        await session.press("f12")
        assert session.where == "BoardScreen"
        await session.press("enter")
        await session.press("down", "enter")
        assert session.where == "MonthScreen"
        for key in ("f12", "enter", "enter"):
            await session.press(key)
        assert session.message.startswith("Select an exception")


async def test_tm_14_form_4872_is_shown_for_the_marked_area() -> None:
    async with opened() as session:
        await page(session, "board 2026-10")
        await session.press("4")
        assert session.message == "Select an area's line first."
        await session.press("end", "4")
        assert "Form 4872 of area 21, 2026-10" in session.text
        assert "TDA (Bal Due) direct" in session.text and "12.5" in session.text
        assert "Total" in session.text and "14.5" in session.text
        assert "Not signed, not included: 210312" in session.text


async def test_tm_08_a_sent_month_is_recalled_with_a_reason_that_is_typed() -> None:
    async with opened() as session:
        await page(session, "board 2026-10")
        await session.press("r")
        assert session.message == "Select an area's line first."
        await session.press("end", "r")
        assert "Recall 2026-10 of area 21" in session.text and "F12" in session.lines[-1]
        await session.press("enter")
        assert session.message == "Type the reason; F12 cancels."
        await session.press("f12")
        assert session.where == "BoardScreen" and "Recall 2026-10" not in session.text
        await session.press("r", "809 is wrong", "enter")
        assert session.message == "2026-10 of area 21 is recalled."
        assert ("recall", "21", "2026-10", "809 is wrong") in months_of(session).done
        assert "Recall 2026-10" not in session.text


async def test_ui_05_both_pages_need_no_boxes_and_no_colour() -> None:
    desk = FakeDesk()
    desk.preferences |= {"linear": "on", "theme": "mono"}
    async with opened(desk, size=(80, 45)) as session:
        await page(session)
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        assert ">! CHEN, LINDA Tue 10/06/26 no time, and 1 more" in session.text
        assert " CHEN, LINDA: due 200.0, total 185.61, c101" in session.text
        await session.press("b")
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        assert "> 2103-11: open, generate by 11/02/26, ! late" in session.text


async def test_se_02_another_groups_month_is_refused_and_nothing_of_it_stands_there() -> None:
    async with opened() as session:
        await page(session, "eom 270112 2026-10")
        assert session.message == "! The month of group 270112 is outside your profile."
        assert "hours due" not in session.text
        await session.press("f9", "eom x", "enter")
        assert "'x' is not a group, six digits, nor a month" in session.text


async def test_tm_08_another_month_or_group_on_the_same_page() -> None:
    async with opened() as session:
        await page(session, "eom 2103-11 2026-10")
        assert isinstance(session.app.screen, MonthScreen)
        assert months_of(session).shown[-1] == ("210311", "2026-10")
        await session.press("f9", "eom 2026-09", "enter")
        assert months_of(session).shown[-1] == ("210311", "2026-09")
        await session.press("f9", "board", "enter", "f9", "board 2026-09", "enter")
        assert isinstance(session.app.screen, BoardScreen)


async def test_tm_08_a_slow_desk_holds_no_key_and_every_step_is_done_once() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await page(session)
        session.send("g", "g", "f10")
        await session.settle()
        generated = [did for did in months_of(session).done if did[0] == "generate"]
        assert 1 <= len(generated) <= 2 and "Type approve and Enter:" in session.text


async def test_tm_08_without_a_group_of_their_own_a_user_chooses_one() -> None:
    desk = FakeDesk()
    desk.viewer = replace(desk.viewer, assignment="21000001")
    async with opened(desk) as session:
        await session.press("f9", "eom", "enter")
        assert session.where == "Values" and "Groups" in session.text
        await session.press("down", "enter")
        assert session.where == "MonthScreen" and "2103-12" in session.lines[1]


async def test_tm_08_nothing_is_asked_to_sign_while_it_is_not_the_turn() -> None:
    async with opened() as session:
        await page(session)
        months_of(session).missing = []
        await session.press("g", "f10", "approve", "enter")
        await session.press("f10")
        assert session.message == "! Nothing is to be signed; it is approved already."
        await session.press("o", "wrong", "enter")
        await session.press("f10")
        assert session.message == (
            "! Nothing is to be signed; it is reopened: generate the report first."
        )
        assert "Type approve" not in session.text


async def test_tm_08_who_may_not_sign_is_told_who_may_before_anything_is_typed() -> None:
    async with opened() as session:
        months_of(session).not_yours = "You may not approve. Who may: MANN (group manager)."
        await page(session)
        await session.press("g", "f10")
        assert session.message == "! You may not approve. Who may: MANN (group manager)."
        assert "Type approve" not in session.text
