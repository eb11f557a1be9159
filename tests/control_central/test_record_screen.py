"""The landing page and stepping on the screen (CC-06, CC-10, CC-20, CC-27, CC-34, SE-05, UI-04)."""

from __future__ import annotations

import random
import re
import threading
from dataclasses import replace

import pytest

from entity_tui.domain.ids import show_account
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.control_central.record import RecordScreen
from screens.control_central.record_view import HOUSE
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk


async def on_record(session: Session, row: int = 0) -> RecordScreen:
    """Search the SMITHs and open one of them."""
    await session.search("smith")
    await session.press(*["down"] * row, "enter")
    screen = session.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


async def test_cc_20_the_context_lines_name_the_account_and_the_place_in_the_list() -> None:
    async with opened() as session:
        await on_record(session, 3)
        hit = HITS[3]
        assert session.lines[0].startswith(f"SMITH JOHN INC   {show_account(hit.account_id)}")
        assert session.lines[0].endswith("4 of 300+ · smith ▸ F7 F8")
        assert "Current balance 23,343.69  Payoff 23,655.76" in session.lines[1]
        assert "103 EL CAMINO REAL" in session.lines[1]


async def test_cc_20_the_payoff_is_hidden_where_it_equals_the_current_balance() -> None:
    async with opened() as session:
        await on_record(session, 2)
        assert "Payoff" not in session.text


async def test_cc_10_f7_and_f8_step_and_the_ends_say_so_and_do_nothing() -> None:
    async with opened() as session:
        session.desk.hits = HITS[:3]
        screen = await on_record(session)
        await session.press("f7")
        assert session.message == "First of 3."
        await session.press("f8", "n")
        assert screen.index == 2
        assert session.message == ""
        await session.press("ctrl+n")
        assert session.message == "Last of 3."
        await session.press("p", "ctrl+p")
        assert screen.index == 0
        assert "1 of 3 " in session.lines[0]


async def test_cc_10_the_zone_and_its_scroll_stay_when_stepping() -> None:
    async with opened() as session:
        await on_record(session, 8)
        await session.press("3", "end", "up")
        assert "▶3 Modules" in session.text
        assert re.search(r" \d+-24 of 24", session.text)
        marked = [line for line in session.lines if line.startswith("▶30")]
        await session.press("f8")
        assert "▶3 Modules" in session.text
        await session.press("f7")
        assert re.search(r" \d+-24 of 24", session.text)
        assert marked == [line for line in session.lines if line.startswith("▶30")]


async def test_cc_10_fast_steps_lose_no_key_and_paint_the_last_page_only() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        screen = await on_record(session)
        desk.slow = 0.02
        session.send(*["f8"] * 25)
        await session.settle()
        assert screen.index == 25
        assert show_account(HITS[25].account_id) in session.lines[0]
        assert len(desk.named("open_account")) < 10


async def test_cc_10_a_late_page_is_dropped_and_never_mixes_two_taxpayers() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await on_record(session)
        desk.gate = threading.Event()
        session.send("f8")
        await session.until(lambda: "reading…" in session.text)
        assert "2 of 300+" in session.lines[0]
        assert "OAKLAND" not in session.text
        session.send("f8")
        await session.until(lambda: "3 of 300+" in session.lines[0])
        desk.gate.set()
        await session.settle()
        assert show_account(HITS[2].account_id) in session.lines[0]
        assert "FRESNO" in session.text


async def test_cc_10_the_neighbours_are_fetched_ahead() -> None:
    async with opened() as session:
        await on_record(session, 4)
        ahead = {call[1] for call in session.desk.named("prefetch_account")}
        assert ahead == {HITS[3].account_id, HITS[5].account_id}


async def test_cc_06_the_page_follows_the_kind_of_the_hit() -> None:
    async with opened() as session:
        session.desk.hits = (HITS[0], HITS[39], replace(HITS[96], name="x SMITH"))
        screen = await on_record(session)
        await session.press("3", "f8")
        assert "Taxpayer Information" in session.lines[1]
        assert "2 Accounts" in session.text
        assert "no account that your profile shows" in session.text
        assert screen.focused is screen.zones[0]
        await session.press("f8")
        assert "1 Location" in session.text
        assert "1929119291-2" in session.text
        await session.press("f7", "f7")
        assert "▶3 Modules" in session.text


async def test_cc_06_a_person_without_an_account_opens_its_own_page() -> None:
    async with opened() as session:
        session.desk.hits = (HITS[39],)
        await session.search("smith")
        assert session.desk.named("open_person") == [("open_person", HITS[39].person_id)]
        assert "no account" in session.lines[0]


async def test_se_05_identifiers_are_masked_until_f11_and_again_after_a_step() -> None:
    async with opened() as session:
        await on_record(session)
        assert "***-**-6789" in session.text
        await session.press("f11")
        assert "123-45-6789" in session.text
        assert "recorded" in session.message
        assert session.desk.named("reveal") == [("reveal", "identifiers", HITS[0].person_id)]
        await session.press("f8", "f7")
        assert "123-45-6789" not in session.text
        await session.press("alt+r")
        assert "123-45-6789" in session.text
        await session.press("f11")
        assert "123-45-6789" not in session.text


async def test_se_05_a_profile_that_may_not_is_refused_and_sees_nothing() -> None:
    async with opened(FakeDesk(sensitive=False)) as session:
        await on_record(session)
        await session.press("f11")
        assert session.message == "! Your profile does not show identifiers."
        assert "123-45-6789" not in session.text


async def test_se_05_a_reveal_that_comes_back_after_a_step_shows_nothing() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        screen = await on_record(session)
        desk.gate = threading.Event()
        session.send("f11")
        await session.until(lambda: desk.named("reveal"))
        session.send("f8")
        await session.until(lambda: screen.index == 1)
        desk.gate.set()
        await session.settle()
        assert not screen.revealed
        assert HITS[1].id_value[-6:] not in session.text.replace("-", "")


async def test_ui_07_a_page_that_cannot_be_read_is_said_and_stepping_goes_on() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await on_record(session)
        desk.fail = EntityError("This account is outside your profile.")
        await session.press("f8")
        assert session.message == "! This account is outside your profile."
        assert "123" not in session.lines[3]
        desk.fail = None
        await session.press("f8")
        assert show_account(HITS[2].account_id) in session.lines[0]


async def test_ui_01_f5_reads_the_record_again() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("f5")
        assert [call[2] for call in session.desk.named("open_account")] == [False, True]


async def test_ui_01_digits_and_tab_go_to_zones() -> None:
    async with opened() as session:
        await on_record(session)
        assert "▶1 Case" in session.text
        await session.press("tab")
        assert "▶2 Taxpayer" in session.text
        await session.press("4")
        assert "▶4 Location" in session.text
        await session.press("tab")
        assert "▶1 Case" in session.text
        await session.press("shift+tab", "9")
        assert "▶4 Location" in session.text


async def test_ui_03_f12_f3_and_f2_lead_back() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("f8", "f3")
        assert " 2 of 300 ──" in session.lines[7]
        await session.press("enter")
        await session.press("f8", "f2", "x")
        assert "[smithx" in session.lines[1]
        assert " 3 of 300 ──" in session.lines[7]


async def test_ui_01_keys_pressed_before_the_page_is_there_wait_for_it() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("down", "enter", "f8", "f8", "3")
        screen = session.app.screen
        assert isinstance(screen, RecordScreen)
        assert screen.index == 3
        assert "▶3 Modules" in session.text
        await session.press("f12", "down", "enter", "f7", "f12", "up")
        assert " 3 of 300 ──" in session.lines[7]


async def test_ui_01_f1_tells_the_pages_keys() -> None:
    async with opened() as session:
        await on_record(session)
        await session.press("?")
        assert "Help: Account Information" in session.lines[0]
        assert "F8 n Ctrl+N" in session.text
        await session.press("f1")
        assert session.where == "RecordScreen"


async def test_ui_04_at_120_columns_and_more_zones_stand_in_two_columns() -> None:
    desk = FakeDesk()
    desk.unless_chosen = {"typing": "off", "dashboard": "off"}
    async with opened(desk, size=(160, 45)) as session:
        await on_record(session, 3)
        rows = [line for line in session.lines if "4 Modules" in line]
        assert "┬5 Activity" in rows[0]
        assert "Employer's Quarterly Fed" in session.text
        await session.resize(80, 24)
        assert any(line.startswith("4 Modules") for line in session.lines)
        assert "┴" in session.text


async def test_ui_04_at_80_columns_every_zone_of_the_house_can_be_reached() -> None:
    desk = FakeDesk()
    desk.unless_chosen = {"typing": "off"}
    async with opened(desk) as session:
        screen = await on_record(session, 3)
        for number, zone in enumerate(HOUSE[Page.ACCOUNT], 1):
            await session.press(str(number))
            assert f"▶{number} {zone.title}" in session.text
            assert screen.zone.size.height >= 2


@pytest.mark.parametrize("seed", range(6))
async def test_ui_04_no_order_of_keys_and_sizes_breaks_anything(seed: int) -> None:
    dice = random.Random(seed)
    keys = [
        "enter", "tab", "shift+tab", "up", "down", "pageup", "pagedown", "home", "end", "f1", "f2",
        "f4", "f5", "f7", "f8", "f11", "f12", "escape", "space", "/", "?", "1", "3", "9", "n",
        "p", "ctrl+n", "ctrl+u", "ctrl+w", "ctrl+k", "backspace", "delete", "left", "right",
        "smith", "%", "漢", "\N{COMBINING ACUTE ACCENT}", "alt+r", "ctrl+c", "b", "t", "k", "l",
        "w", "m", "i", "e", "x", "a", "f6", "f10", "left", "right", "-", "+", "<", ">", "0",
    ]  # fmt: skip
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        for turn in range(60):
            desk.slow = dice.choice([0, 0, 0, 0.004])
            desk.fail = EntityError("No.") if dice.random() < 0.05 else None
            session.send(*dice.choices(keys, k=dice.randint(1, 6)))
            if turn % 10 == 0:
                size = dice.choice([(80, 24), (160, 45), (1, 1), (33, 7), (200, 10), (119, 60)])
                await session.pilot.resize_terminal(*size)
            await session.pilot.pause()
        await session.resize(80, 24)
        assert session.app.return_code is None
        desk.slow, desk.fail = 0.0, None
        for _ in range(200):
            if session.where == "ControlCentral":
                break
            await session.press("f12")
        await session.press("f12", "f12", "f12", "f3")
        assert session.app.return_code == 0
