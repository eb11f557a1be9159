"""Zones on call: graph, timeline, allocation, liens, time (CC-24, CC-25, CC-30, CC-34)."""

from __future__ import annotations

import pytest

from entity_tui.domain.ids import show_account
from screens.control_central.record import RecordScreen
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk

MUCH = 5
"""A row of the list whose account has bills, alerts, liens and time."""


async def on_record(session: Session, row: int = MUCH) -> RecordScreen:
    await session.search("smith")
    await session.press(*["down"] * row, "enter")
    screen = session.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


@pytest.mark.parametrize(
    ("key", "title", "shown"),
    [("b", "Bill graph", "ending balance"), ("t", "Timeline", "Bills         12"),
     ("k", "Credit allocation", "Assessed  Collected"), ("l", "Liens", "ALAMEDA"),
     ("w", "Time charged", "CHEN, L")],
)  # fmt: skip
async def test_ui_04_a_letter_calls_a_zone_alone_on_the_page_and_f12_goes_back(
    key: str, title: str, shown: str
) -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("3", key)
        assert session.lines[2].startswith(f"▶{key} {title}")
        assert shown in session.text
        assert "Case ─" not in session.text
        await session.press("f12")
        assert "▶3 Modules" in session.text
        assert title not in session.text
        await session.press(key, key)
        assert "▶3 Modules" in session.text
        await session.press(key, "1")
        assert "▶1 Case" in session.text


async def test_cc_10_stepping_keeps_the_zone_that_was_called() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("k", "right", "f8", "f8")
        assert "▶k Credit allocation" in session.text
        assert show_account(HITS[MUCH + 2].account_id) in session.lines[0]
        levels = [call[1].account_id for call in session.desk.named("open_allocation")]
        assert levels[-1] == HITS[MUCH + 2].account_id
        assert "Whole, calculated" in session.text


async def test_ui_15_i_gives_a_called_zone_a_place_for_good_and_takes_it() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await on_record(session)
        await session.press("l", "z", "i")
        assert session.message == "Liens pinned to the page. z u undoes it."
        assert "▶5 Liens" in session.text
        assert "1 Case" in session.text
    async with opened(desk) as session:
        await on_record(session)
        assert "5 Liens" in session.text
        await session.press("5", "z", "i")
        assert "Liens" not in session.text.replace(session.message, "")
        await session.press("1", "z", "i")
        assert session.message == "Only pop-up zones, which a letter shows, can be pinned."


async def test_ui_04_m_gives_the_zone_the_page_and_back() -> None:
    async with opened() as session:
        await on_record(session, 8)
        await session.press("3", "m")
        assert "2 Taxpayer" not in session.text
        assert "1-18 of 24" in session.lines[2]
        await session.press("tab")
        assert session.lines[2].startswith("▶4 Location")
        assert "3 Modules" not in session.text
        await session.press("m")
        assert "▶4 Location" in session.text and "1 Case" in session.text


async def test_cc_24_moving_along_the_bars_tells_the_bill_and_enter_opens_it() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("b")
        assert "8/8 10/21/26 0000050007  charges 5,457.72  balance 1,968.72" in session.text
        assert "███" in session.text and "▒▒▒" in session.text
        await session.press("right")
        assert session.message == "Last of 8 bills."
        await session.press("left", "left")
        assert "6/8 08/22/26 0000050005" in session.text
        await session.press("enter")
        assert session.lines[0].startswith("Bill 0000050005")
        assert "6 of 8 · bills" in session.lines[0]
        await session.press("f7", "f12")
        assert "5/8" in session.text


async def test_cc_24_an_open_item_account_shows_charges_only() -> None:
    async with opened() as session:
        await on_record(session, 7)
        await session.press("b")
        assert "open item: no balance" in session.text
        assert "█" not in session.text


async def test_cc_24_without_bills_the_graph_says_so() -> None:
    async with opened() as session:
        await on_record(session, 4)
        await session.press("b", "left", "enter")
        assert "No bill was made." in session.text


async def test_cc_30_moving_onto_an_event_tells_it_and_enter_opens_it() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("t")
        assert "12 of 12: 11/01/26 Bill 0" in session.text
        assert "! Cut: Plans: 5 more." in session.text
        await session.press("left")
        assert "11 of 12: 10/01/26 Bill -1" in session.text
        await session.press("enter")
        assert session.lines[0].startswith("Bill -1")
        await session.press("f7", "f12")
        assert "10 of 12: 09/01/26 Bill -2" in session.text
        await session.press("down")
        assert "12 of 12: 11/15/26 Payment 0" in session.text
        await session.press("enter")
        assert session.message == "Nothing to open on this line."
        await session.press("down", "left")
        assert session.message == "No event on this line in these months."


async def test_cc_30_the_months_move_by_one_by_twelve_to_today_and_to_a_given_one() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("t")
        assert " 12/25 - 11/26" in session.text
        await session.press("-")
        assert " 11/25 - 10/26" in session.text
        await session.press("<")
        assert " 11/24 - 10/25" in session.text
        await session.press(">", "+", "+")
        assert " 01/26 - 12/26" in session.text
        await session.press("0")
        assert " 12/25 - 11/26" in session.text
        await session.press("f4", "03/2024", "enter")
        assert " 10/23 - 09/24" in session.text
        await session.press("f8")
        assert " 10/23 - 09/24" in session.text


async def test_cc_25_an_amount_lists_its_transactions_and_they_open() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("k", "right", "enter")
        assert "Transactions: Tax, collected" in session.text
        assert "-300.00" in session.text
        await session.press("enter")
        assert session.lines[0].startswith("Transaction 12")
        await session.press("f12", "right", "enter")
        assert session.message == "Nothing to open on this line."


async def test_cc_25_it_is_restricted_to_an_obligation_and_then_to_an_assessment() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("k", "f4")
        assert "obligation 01 202603" in session.text
        await session.press("down", "enter")
        assert "Obligation 5, calculated through 11/20/26" in session.text
        assert "Penalty" not in session.text
        await session.press("f4", "end", "down", "down", "down", "enter")
        assert session.desk.named("open_allocation")[-1][1].assessment == "A1"
        await session.press("f8")
        assert "Whole, calculated" in session.text


async def test_cc_21_a_gets_all_rows_and_says_when_they_are_cut() -> None:
    desk = FakeDesk()
    desk.preferences["zones.account"] = ""
    async with opened(desk) as session:
        await on_record(session)
        await session.press("3", "a")
        assert "of 62" in session.text
        await session.press("5", "a", "end")
        assert "750 shown · 7 more cut" in session.text
        await session.press("1", "a")
        assert session.message.startswith("All is for financial history")


async def test_ui_05_linear_the_bills_are_told_one_by_one() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        await on_record(session)
        await session.press("b")
        assert not set(session.text) & set("█▒─│")
        assert "Charges: 5,457.72" in session.text
        await session.press("enter")
        assert session.lines[0].startswith("Bill 0000050007")


async def test_ui_05_linear_the_events_are_told_one_by_one() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        await on_record(session)
        await session.press("t")
        assert "Line: Contacts" in session.text or "Line: Plans" in session.text
        assert "·" not in "".join(session.lines[3:-2]).replace(" · ", "")
        await session.press("-", "end")
        assert "24 events 11/25 to 10/26" in session.text
