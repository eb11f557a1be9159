"""The account page with every zone of the house (CC-10, CC-31, SE-05, UI-01, UI-04, UI-11)."""

from __future__ import annotations

import sys
from pathlib import Path

from entity_tui.keymap import Page
from screens.control_central.person_zones import taxpayer_lines
from screens.control_central.record import RecordScreen
from screens.control_central.record_view import HOUSE
from screens.shared.draw import plain
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk, account_page
from support.terminal import Terminal

FAKE = [sys.executable, Path(__file__).parent.parent / "support" / "run_fake.py"]
ZONES = HOUSE[Page.ACCOUNT]
NUMBERS = {zone.name: str(number) for number, zone in enumerate(ZONES, 1)}
GUARANTEED = 2
"""A row of the list whose account has a guarantor."""


def house_desk() -> FakeDesk:
    """A desk of a user who left the zones as the house has them."""
    desk = FakeDesk()
    desk.preferences["zones.account"] = ""
    return desk


def in_zone(name: str) -> str:
    """The title of a zone the user is in."""
    return next(f"▶{NUMBERS[name]} {zone.title}" for zone in ZONES if zone.name == name)


async def on_record(session: Session, row: int = GUARANTEED) -> RecordScreen:
    await session.search("smith")
    await session.press(*["down"] * row, "enter")
    screen = session.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


async def test_ui_01_the_page_opens_in_its_first_zone_and_tab_goes_round() -> None:
    async with opened(house_desk()) as session:
        screen = await on_record(session)
        assert [zone.title for zone in screen.zones] == [zone.title for zone in ZONES]
        assert screen.focused is screen.zones[0]
        for zone in (*ZONES[1:], ZONES[0]):
            assert in_zone(zone.name) not in session.text
            await session.press("tab")
            assert in_zone(zone.name) in session.text


async def test_cc_31_a_folded_zone_opens_by_its_digit_and_its_lines_lead_on_and_back() -> None:
    async with opened(house_desk()) as session:
        await on_record(session)
        assert "DOE, JANE" not in session.text
        down = next(
            y for y, line in enumerate(taxpayer_lines(account_page(HITS[GUARANTEED]), 60, False))
            if "DOE, JANE" in plain(line)
        )  # fmt: skip
        await session.press(NUMBERS["taxpayer"], *["down"] * down)
        assert "DOE, JANE" in session.text
        await session.press("enter")
        assert session.lines[0].startswith("DOE, JANE")
        await session.press("f12")
        assert in_zone("taxpayer") in session.text
        assert "DOE, JANE" in session.text
        await session.press(NUMBERS["location"], "enter")
        assert session.lines[1].startswith(" Location")
        await session.press("f12")
        assert in_zone("location") in session.text


async def test_cc_10_a_zone_that_folds_when_left_stays_open_while_stepping() -> None:
    async with opened(house_desk()) as session:
        await on_record(session, 0)
        await session.press(NUMBERS["taxpayer"], "f8")
        assert in_zone("taxpayer") in session.text
        assert "Set up      04/01/19" in session.text
        await session.press(NUMBERS["alerts"])
        assert "Set up      04/01/19" not in session.text


async def test_ui_11_stepping_takes_no_zone_its_place_because_it_is_empty() -> None:
    async with opened(house_desk()) as session:
        screen = await on_record(session, 3)
        await session.press(NUMBERS["modules"])
        places = [zone.region for zone in screen.zones]
        await session.press("f8")
        assert "No active overdue" in session.text or "9 Compliance" in session.text
        assert [zone.region for zone in screen.zones] == places


async def test_se_05_a_low_window_shows_the_identifier_masked_and_f11_the_whole() -> None:
    async with opened(house_desk()) as session:
        await on_record(session, 0)
        assert session.lines[1].startswith(" ***-**-6789 ")
        await session.press("f11")
        assert session.lines[1].startswith(" 123-45-6789 ")
        await session.press("f8", "f7")
        assert session.lines[1].startswith(" ***-**-6789 ")


def test_ui_11_a_step_and_a_zone_cost_few_bytes_with_every_zone_shown() -> None:
    with Terminal(FAKE) as terminal:
        terminal.wait_for("M. Rivera")
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for("1 of 300")
        terminal.press("enter")
        terminal.wait_for("1 of 300+")
        terminal.press("z", "z", NUMBERS["alerts"])
        terminal.wait_for(in_zone("alerts"))
        terminal.settle()
        costs = [terminal.measure("f8", f"{n} of 300+").nbytes for n in range(2, 12)]
        assert max(costs) <= 3_000
        assert terminal.measure("tab", in_zone("case")).nbytes <= 500
        terminal.press("f12", "f3")
        assert terminal.finish() == 0
