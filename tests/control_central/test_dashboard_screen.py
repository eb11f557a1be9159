"""The dashboard beside every page, and adding a contact in one line (CC-20, CC-33, AM-70)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.errors import EntityError
from screens.control_central.dashboard import dashboard_lines
from screens.control_central.record import RecordScreen
from screens.shared.draw import plain
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk, account_page

MUCH = 5
WIDE = (160, 45)


async def on_record(session: Session, row: int = MUCH) -> RecordScreen:
    await session.search("smith")
    await session.press(*["down"] * row, "enter")
    screen = session.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


def desk_with_dashboard() -> FakeDesk:
    desk = FakeDesk()
    desk.preferences["dashboard"] = "on"
    return desk


def test_cc_33_it_tells_context_last_contact_money_and_alerts() -> None:
    told = [plain(line).strip() for line in dashboard_lines(account_page(HITS[MUCH]), 60)]
    assert "Account  1929158886-1 SMITH, JON, individual" in told
    assert "Location 105 MISSION ST, SACRAMENTO CA 94005" in told
    assert "12 days old, RAMOS" in told
    assert any(line.startswith("Last bill") for line in told)
    assert "! CSED 12/01/26: 11 days left" in told


def test_cc_33_a_page_without_context_says_so() -> None:
    assert "No person, account or location" in plain(dashboard_lines(None, 60)[0])


async def test_cc_33_it_stands_beside_a_wide_page_and_follows_each_step() -> None:
    async with opened(desk_with_dashboard(), size=WIDE) as session:
        await on_record(session)
        assert "── Context ─" in session.lines[2]
        assert "Person   SMITH, JON" in session.text
        await session.press("f8")
        assert "Person   SMITH, JOSÉ" in session.text
        assert "Person   SMITH, JON\n" not in session.text


async def test_cc_33_f6_takes_it_away_for_good() -> None:
    desk = desk_with_dashboard()
    async with opened(desk, size=WIDE) as session:
        await on_record(session)
        await session.press("f6")
        assert "── Context ─" not in session.text
    assert desk.preferences["dashboard"] == "off"
    async with opened(desk, size=WIDE) as session:
        await on_record(session)
        assert "── Context ─" not in session.text
        await session.press("f6")
        assert "── Context ─" in session.text


async def test_cc_20_a_page_without_a_context_of_its_own_keeps_that_it_was_opened_from() -> None:
    async with opened(desk_with_dashboard(), size=WIDE) as session:
        await on_record(session)
        await session.press("3", "enter")
        assert session.lines[0].startswith("Module")
        assert "Person   SMITH, JON" in session.text


async def test_cc_33_in_a_narrow_window_f6_calls_it_over_the_page() -> None:
    async with opened() as session:
        await on_record(session)
        assert "── Context" not in session.text
        await session.press("f6")
        assert session.lines[0].startswith("── Context ")
        assert "Contact with SMITH, JON" in session.text
        await session.press("f6")
        assert "▶1 Case" in session.text


async def test_am_70_f10_adds_a_contact_and_the_message_says_when() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("f10")
        assert "Type [phone" in session.text
        await session.press("promised 500 on Friday", "f10")
        person = HITS[MUCH].person_id
        assert session.desk.named("add_contact") == [
            ("add_contact", person, "phone", "promised 500 on Friday", False)
        ]
        assert session.message.startswith("Contact (phone) added ")
        assert session.desk.named("open_account")[-1] == (
            "open_account", HITS[MUCH].account_id, True,
        )  # fmt: skip


async def test_am_70_the_type_comes_from_a_list_and_open_is_a_switch() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("f10", "f4")
        assert "Field visit" in session.text
        await session.press("down", "enter", "No one home", "tab", "space", "f10")
        assert session.desk.named("add_contact")[0][2:] == ("visit", "No one home", True)


async def test_ui_06_what_is_wrong_is_said_in_place_and_nothing_is_lost() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("f10", "f10")
        assert "needs a comment" in session.text
        await session.press("Called")
        session.desk.fail = EntityError("The store is read only.")
        await session.press("f10")
        assert "! The store is read only." in session.text
        assert "[Called" in session.text
        await session.press("f12")
        assert "This contact is not saved" in session.text
        await session.press("f12")
        assert "▶1 Case" in session.text


async def test_am_70_a_page_without_a_taxpayer_says_so() -> None:
    async with opened() as session:
        session.desk.hits = (replace(HITS[96], name="SMITH"), HITS[0])
        await session.search("smith")
        await session.press("enter", "f10")
        assert session.message == "There is no taxpayer on this page to add a contact with."


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_ui_04_the_panel_fits_any_window(size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await on_record(session)
        await session.press("f6", "pagedown", "f12", "f10")
        assert "Type [phone" in session.text
        assert "F12 back" in session.lines[-1]
