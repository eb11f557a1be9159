"""Every line that names a record opens it and leads back to the line (UI-03, CC-32, CC-35)."""

from __future__ import annotations

import pytest

from entity_tui.keymap import Page
from screens.control_central.record import RecordScreen
from screens.control_central.record_view import HOUSE
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk

MUCH = 5
NUMBERS = {zone.name: str(n) for n, zone in enumerate(HOUSE[Page.ACCOUNT], 1)}


def house_desk() -> FakeDesk:
    desk = FakeDesk()
    desk.preferences["zones.account"] = ""
    return desk


async def on_record(session: Session, row: int = MUCH) -> RecordScreen:
    await session.search("smith")
    await session.press(*["down"] * row, "enter")
    screen = session.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("history", "Transaction 5011"), ("modules", "Module "), ("activity", "Overdue process 0"),
     ("taxpayer", "SMITH, JON"), ("finance", "Bill "), ("compliance", "Pay plan 0"),
     ("location", "105 MISSION ST")],
)  # fmt: skip
async def test_ui_03_enter_opens_what_the_line_names_and_f12_comes_back_to_it(
    zone: str, begins: str
) -> None:
    async with opened(house_desk()) as session:
        screen = await on_record(session)
        await session.press(NUMBERS[zone], "home" if zone != "finance" else "down")
        before, marked = session.text, screen.zone.marked
        await session.press("enter")
        assert session.lines[0].startswith(begins)
        await session.press("f12")
        assert session.text == before
        assert screen.zone.marked == marked


async def test_ui_03_f8_goes_through_the_rows_of_the_zone_and_the_line_follows() -> None:
    async with opened(house_desk()) as session:
        screen = await on_record(session)
        await session.press(NUMBERS["history"], "enter", "f8", "f8")
        assert "3 of 12 · transactions" in session.lines[0]
        assert session.lines[0].startswith("Transaction 5009")
        await session.press("f12")
        assert screen.zone.marked_source == 3


async def test_cc_23_an_alert_with_several_records_asks_which() -> None:
    async with opened(house_desk()) as session:
        await on_record(session)
        await session.press(NUMBERS["alerts"], "enter")
        assert "Which one?" in session.text
        assert "module 01 202512" in session.text
        await session.press("down", "enter")
        assert session.lines[0].startswith("Module 501")
        await session.press("f12")
        assert "▶! CSED" in session.text


async def test_ui_03_a_detail_page_has_zones_and_its_own_lines_open_too() -> None:
    async with opened(house_desk()) as session:
        await on_record(session)
        await session.press(NUMBERS["history"], "enter")
        assert "▶1 Transaction" in session.lines[2]
        assert "2 Lines" in session.text and "3 Events" in session.text
        assert "Blank" not in session.text
        text = " ".join(session.text.split())
        assert text.count("a comment that goes on and on") == 6
        await session.press("2", "enter")
        assert session.lines[0].startswith("Transaction 1 ")
        await session.press("f12", "1", "enter")
        assert "Current" in session.lines[1]


async def test_ui_03_f2_leads_home_from_any_depth_and_f3_one_level() -> None:
    async with opened(house_desk()) as session:
        await on_record(session)
        await session.press(NUMBERS["history"], "enter", "2", "enter", "f3")
        assert session.lines[0].startswith("Transaction 5011")
        await session.press("2", "enter", "f2")
        assert session.where == "ControlCentral"


async def test_cc_32_a_tree_closes_opens_and_leads_to_its_records() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("e")
        assert "Bills and payments" in session.text
        await session.press("bill", "enter")
        assert session.desk.named("open_tree")[-1][1:] == ("bill tree", HITS[MUCH].account_id)
        assert "Bill 2  1,000.00  ! unmatched" in session.text
        await session.press("down", "left")
        assert "+ Obligation 0" in session.text
        assert session.text.count("unmatched") == 1
        await session.press("right", "down", "down", "enter")
        assert session.lines[0].startswith("Bill 1")
        assert "3 of 8 · the tree" in session.lines[0]
        await session.press("f8", "f12")
        marked = next(line for line in session.lines if line.startswith("▶ "))
        assert "Bill 2" in marked
        await session.press("left", "left")
        assert "+ Obligation 0" in session.text
        await session.press("home", "enter")
        assert "+ SMITH" in session.text


async def test_cc_32_a_tree_is_one_command_away() -> None:
    async with opened() as session:
        await session.press("f9", "tree account", "enter")
        assert session.message.startswith("Open an account, a taxpayer or a location")
        await on_record(session)
        await session.press("f9", "tree person", "enter")
        assert session.desk.named("open_tree")[-1][1:] == ("person tree", HITS[MUCH].person_id)


async def test_cc_35_the_menu_of_a_page_opens_everything_around_it() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("1", "x")
        for told in ("Control Central: find this account", "Account tree", "Person tree",
                     "Location tree", "Add a contact", "Credit allocation"):  # fmt: skip
            assert told in session.text
        assert "Account Information" not in session.text
        await session.press("timeline of the taxpayer"[:8], "down", "enter")
        assert "▶t Timeline" in session.text
        assert "Taxpayer Information" in session.lines[1]


async def test_cc_35_the_menu_of_a_line_is_that_of_the_record_it_names() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("4", "x")
        assert "Menu: location" in session.text
        assert "Account tree" not in session.text
        await session.press("down", "enter")
        assert session.desk.named("open_tree")[-1][1:] == ("location tree", HITS[MUCH].location_id)


async def test_cc_35_control_central_finds_the_account_of_the_menu() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("1", "x", "enter")
        await session.settle()
        assert session.desk.named("find")[-1][2].account == f"{HITS[MUCH].account_id:010d}"


async def test_ui_04_keys_pressed_before_the_record_is_there_wait_for_it() -> None:
    desk = house_desk()
    async with opened(desk) as session:
        await session.search("smith")
        desk.slow = 0.05
        session.send(*["down"] * MUCH, "enter", NUMBERS["history"], "down", "down", "enter")
        await session.settle()
        assert session.lines[0].startswith("Transaction 5009")


@pytest.mark.parametrize("height", range(5, 12))
async def test_ui_04_in_a_very_low_window_the_zone_in_use_has_a_line_to_read(height: int) -> None:
    async with opened(house_desk(), size=(80, height)) as session:
        screen = await on_record(session)
        for number in range(1, 10):
            await session.press(str(number))
            assert screen.zone.size.height >= (2 if height > 5 else 1), (number, height)
            assert f"▶{number} " in session.text


async def test_cc_35_an_entry_of_the_list_has_its_menu_too() -> None:
    async with opened(house_desk()) as session:
        await session.search("smith")
        await session.press(*["down"] * MUCH, "x")
        assert "Menu: SMITH, JON" in session.text
        assert "Account Information" in session.text
        await session.press("graph", "enter")
        assert "▶b Bill graph" in session.text
        await session.press("f12", "f12")
        assert session.where == "ControlCentral"
        assert f" {MUCH + 1} of 300 ──" in session.text
        await session.press("x", "add", "enter", "Called twice", "f10")
        assert session.desk.named("add_contact")[0][1:4] == (
            HITS[MUCH].person_id, "phone", "Called twice",
        )  # fmt: skip
        assert session.message.startswith("Contact (phone) added")


async def test_ui_02_zones_contacts_and_the_dashboard_are_one_command_away() -> None:
    async with opened(house_desk()) as session:
        await on_record(session)
        await session.press("f9", "zone graph", "enter")
        assert "▶b Bill graph" in session.text
        await session.press("f12", "f9", "contact", "enter")
        assert "Contact with SMITH, JON" in session.text
        await session.press("f12", "f9", "dashboard", "enter")
        assert "── Last contact" in session.text
        await session.press("f12", NUMBERS["location"], "enter", "f9", "zone liens", "enter")
        assert session.message == "This page has no such zone."
