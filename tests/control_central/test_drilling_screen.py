"""From a line to the record it names, and back to the same line (CC-31, UI-03)."""

from __future__ import annotations

import re
from dataclasses import replace

from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.ids import show_account
from screens.control_central.drilling import account_links
from screens.control_central.location_zones import account_location_links
from screens.control_central.person_zones import taxpayer_lines, taxpayer_links
from screens.shared.draw import plain
from support.driving import Session, opened
from support.fake_desk import GUARANTOR, HITS, account_page, accounts_of

GUARANTEED = 2
"""A row of the list whose account has a guarantor."""


def marked(session: Session) -> str:
    return next(line for line in session.lines if re.search(r"▶(?!\d )", line))


async def on_guaranteed(session: Session) -> None:
    await session.search("smith")
    await session.press(*["down"] * GUARANTEED, "enter")


def down_to_the_guarantor() -> int:
    lines = taxpayer_lines(account_page(HITS[GUARANTEED]), 60, False)
    return next(y for y, line in enumerate(lines) if "DOE, JANE" in plain(line))


def test_cc_31_the_lines_of_the_taxpayer_zone_open_the_person_they_name() -> None:
    page = account_page(HITS[GUARANTEED])
    links = taxpayer_links(page)
    lines = [plain(line) for line in taxpayer_lines(page, 60, False)]
    opened_by = {entry.name for y, _ in enumerate(lines) for entry in links.at(y)}
    assert opened_by == {page.person.name, "DOE, JANE"}
    (line,) = [y for y, text in enumerate(lines) if "DOE, JANE" in text]
    assert [entry.ref for entry in links.at(line)] == [RecordRef("person", GUARANTOR.person_id)]


def test_cc_31_nothing_opens_where_there_is_nothing() -> None:
    assert account_links((), "x").records == ()
    assert account_location_links(replace(account_page(HITS[0]), location=None)).lines == {}


def test_cc_31_each_account_opens_its_own() -> None:
    accounts = accounts_of(GUARANTOR)
    links = account_links(accounts, "DOE, JANE")
    assert [links.at(y)[0].ref.owner for y in links.lines] == [a.account_id for a in accounts]


async def test_cc_31_from_the_account_to_a_guarantor_to_an_account_and_all_the_way_back() -> None:
    async with opened() as session:
        await on_guaranteed(session)
        await session.press("2", *["down"] * down_to_the_guarantor())
        assert "DOE, JANE" in marked(session)
        await session.press("enter")
        assert session.lines[0].startswith("DOE, JANE")
        assert "persons on" in session.lines[0]
        assert "Taxpayer Information" in session.lines[1]
        await session.press("2", "down", "enter")
        second = accounts_of(GUARANTOR)[1].account_id
        assert show_account(second) in session.lines[0]
        assert "2 of 3 · accounts of" in session.lines[0]
        await session.press("f12")
        assert session.lines[0].startswith("DOE, JANE")
        assert show_account(second) in marked(session)
        await session.press("f12")
        assert "3 of 300+" in session.lines[0]
        assert "DOE, JANE" in marked(session)
        await session.press("f12")
        assert " 3 of 300 ──" in session.lines[7]


async def test_cc_10_accounts_are_stepped_through_and_the_line_follows() -> None:
    async with opened() as session:
        await session.press("f9", "person 7", "enter")
        await session.press("2", "enter", "f8", "f8", "f8")
        assert session.message == "Last of 3."
        await session.press("f12")
        last = accounts_of(GUARANTOR)[2].account_id
        assert show_account(last) in marked(session)


async def test_cc_31_the_taxpayers_own_line_opens_the_taxpayer() -> None:
    async with opened() as session:
        await on_guaranteed(session)
        await session.press("2", "enter")
        assert "Taxpayer Information" in session.lines[1]
        assert session.lines[0].startswith(HITS[GUARANTEED].name)


async def test_cc_31_the_location_zone_opens_the_location_and_its_accounts() -> None:
    async with opened() as session:
        await on_guaranteed(session)
        await session.press("4", "enter")
        assert session.lines[1].startswith(" Location")
        assert session.lines[0].startswith("102 2ND AVE, FRESNO")
        await session.press("2", "enter")
        assert "1929119291-2" in session.lines[0]
        await session.press("f12", "f12")
        assert "▶4 Location" in session.text


async def test_cc_31_f2_goes_to_the_criteria_from_any_depth() -> None:
    async with opened() as session:
        await on_guaranteed(session)
        await session.press("2", "enter", "2", "enter", "f2", "x")
        assert session.where == "ControlCentral"
        assert "[smithx" in session.lines[1]
        assert " 3 of 300 ──" in session.lines[7]


async def test_cc_31_a_line_that_names_no_record_says_so() -> None:
    async with opened() as session:
        await on_guaranteed(session)
        await session.press("1", "enter")
        assert session.message == "Nothing to open on this line."


async def test_ui_03_in_a_zone_without_records_the_arrows_scroll() -> None:
    async with opened(size=(80, 12)) as session:
        await session.press("f9", "person 7", "enter")
        await session.press("1", "down", "down")
        assert re.search(r" 3-\d+ of \d", session.text)
        await session.press("home")
        assert re.search(r" 1-\d+ of \d", session.text)


async def test_ui_03_in_a_zone_with_records_they_move_a_cursor() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press(*["down"] * 8, "enter")
        await session.press("2", "end")
        assert "As of" in marked(session)
        await session.press("home")
        assert "Account" in marked(session)


async def test_ui_03_a_person_outside_the_profile_is_said_and_f12_leads_back() -> None:
    async with opened() as session:
        await session.press("f9", "person 4711", "enter")
        assert session.message == "! Person 0000004711 is not in your profile."
        await session.press("f12")
        assert session.where == "ControlCentral"
