"""An account page is always about its main taxpayer, whoever the account was found through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import Hit
from entity_tui.reports.account_text import account_lines
from entity_tui.store.database import Database
from screens.control_central.account_view import account_view
from screens.control_central.drilling import Entries, entry_of
from screens.control_central.record_keys import contact_persons
from screens.control_central.record_view import context_lines
from screens.shared.draw import plain
from support.driving import opened
from support.fake_desk import GUARANTOR, HITS, FakeDesk, account_page
from support.importing import SYSTEM, load, write

ROLES = (
    "guarantor", "spouse", "partner", "officer", "joint filer", "representative",
    "power of attorney", "subsidiary", "trustee", "executor", "responsible person", "member",
)  # fmt: skip
MAIN, OTHER = "123456789|EIN", "987654321|EIN"
GUARANTEED = HITS[2]
THROUGH = replace(
    GUARANTEED, person_id=GUARANTOR.person_id, name=GUARANTOR.name, role="guarantor",
    id_value=GUARANTOR.id_value,
)  # fmt: skip
"""The account of `GUARANTEED`, found through its guarantor."""


@pytest.fixture
def two_persons(database: Database, tmp_path: Path) -> Database:
    """An account of DELTA FREIGHT LLC whose other persons are BAY ROOFING INC, once per role."""
    lines = [
        f"TP|{MAIN}|B|DELTA FREIGHT LLC||||1 MAIN ST||OAKLAND|CA|94601||||||",
        f"TP|{OTHER}|B|BAY ROOFING INC||||2 MAIN ST||OAKLAND|CA|94601||||||",
        f"CONTACT|{MAIN}|C1|phone|2026-11-01T09:30:00-08:00|jpark|PARK, JIN|Main taxpayer called|N",
        f"CONTACT|{OTHER}|C2|phone|2026-11-09T09:30:00-08:00|jpark|PARK, JIN|Other called|Y",
        f"CHAR|{MAIN}|person|LANG|2020-01-01|English",
        f"CHAR|{OTHER}|person|LANG|2020-01-01|Spanish",
        f"SEASON|{OTHER}|1|01-01|12-31|active|9 SNOW RD|TAHOE|CA|96150|",
    ]
    load(database, "acc", write(tmp_path / "persons.dat", "", lines))
    return database


@pytest.mark.parametrize("role", ROLES)
def test_page_is_about_the_main_taxpayer(two_persons: Database, tmp_path: Path, role: str) -> None:
    """CC-20, CC-27: every part of the page is the main taxpayer's, for every role."""
    from entity_tui.services.desk import Desk
    from entity_tui.settings import Settings

    member = write(tmp_path / "member.dat", "", [f"MEMBER|{MAIN}|{OTHER}|{role}|Y"])
    load(two_persons, "acc", member)
    desk = Desk(two_persons, SYSTEM, Settings(store=""))
    hits = desk.find(Criteria(name="bay roofing")).hits
    hit = next(hit for hit in hits if hit.role == role)
    page = desk.open_account(hit.account_id, hit.person_id, hit.location_id)
    assert page.person.name == "DELTA FREIGHT LLC"
    assert [row.comment for row in page.contacts] == ["Main taxpayer called"]
    assert [row.value for row in page.person_characteristics] == ["English"]
    assert not any("easonal" in alert.text for alert in page.alerts)
    assert page.found_through is not None
    assert (page.found_through.name, page.found_through.role) == ("BAY ROOFING INC", role)
    assert f"Found through    BAY ROOFING INC ({role})" in account_lines(page)
    direct = desk.open_account(hit.account_id)
    assert replace(page, found_through=None) == direct


@pytest.mark.parametrize(
    ("width", "first", "second"),
    [
        (160, "found through DOE, JANE (guarantor)", ""),
        (120, "found through DOE, JANE (guarantor)", ""),
        (80, "", "found through DOE, JANE (guarantor)"),
        (100, "", "found through DOE, JANE (guarantor)"),
    ],
)
def test_context_names_the_person_found_through(width: int, first: str, second: str) -> None:
    """CC-20: the person an account was found through is beside its main taxpayer."""
    page = account_page(GUARANTEED)
    view = account_view(replace(page, found_through=page.linked[0]), False)
    entries = Entries(tuple(map(entry_of, (THROUGH, *HITS[3:9]))), "name doe")
    (left, right), below = context_lines(entries, 0, view, width)
    assert plain(left).startswith("SMITH, ")
    assert "DOE" not in plain(left).split("found through")[0]
    assert first in plain(left)
    assert second in plain(below)
    assert sum(map(plain((*left, *below)).count, ("found through",))) == 1
    assert len(plain(left)) + len(plain(right)) <= width


@pytest.mark.parametrize(
    ("matched", "name", "shown"),
    [
        ("DOE, JANE", "DOE, JANE", "DOE, JANE (guarantor)"),
        ("", "DOE, JANE", "DOE, JANE (guarantor)"),
        ("DOE FLORIST", "DOE, JANE", "DOE FLORIST (DOE, JANE, guarantor)"),
        ("", "", "(no name on file) (guarantor)"),
        ("DOE FLORIST", "", "DOE FLORIST ((no name on file), guarantor)"),
    ],
)
def test_matched_name_is_shown_with_its_person(matched: str, name: str, shown: str) -> None:
    """CC-20: a search by another name of the guarantor shows both names."""
    page = account_page(GUARANTEED)
    view = account_view(replace(page, found_through=replace(page.linked[0], name=name)), False)
    entries = Entries((replace(entry_of(THROUGH), name=matched),), listed=False)
    assert f"found through {shown}" in plain(context_lines(entries, 0, view, 160)[0][0])


def test_contact_persons_start_with_the_main_taxpayer() -> None:
    """CC-33: the main taxpayer first, then the person the account was found through."""
    page = account_page(GUARANTEED)
    name = page.person.name
    assert contact_persons(page, 5, name) == ((5, name, f"{name} (main taxpayer)"),)
    both = contact_persons(replace(page, found_through=page.linked[0]), 5, name)
    assert [(number, label) for number, _, label in both] == [
        (5, f"{name} (main taxpayer)"), (7, "DOE, JANE (guarantor)"),
    ]  # fmt: skip
    nameless = replace(page.linked[0], name="")
    unnamed = contact_persons(replace(page, found_through=nameless), 5, name)
    assert unnamed[1][2] == "(no name on file) (guarantor)"


def _found(*hits: Hit) -> FakeDesk:
    return FakeDesk(hits=(*hits, HITS[5]))


async def test_guarantor_search_opens_the_main_taxpayers_page() -> None:
    """CC-20, CC-33: header, dashboard and F10 are about the main taxpayer."""
    desk = _found(THROUGH)
    desk.preferences["dashboard"] = "on"
    async with opened(desk, size=(160, 45)) as session:
        await session.search("doe")
        await session.press("enter")
        main = account_page(GUARANTEED).person.name
        assert session.lines[0].startswith(f"{main}   found through DOE, JANE (guarantor)")
        assert f"Person   {main}" in session.text
        assert "Person   DOE" not in session.text
        await session.press("f10")
        assert f"{main} (main taxpayer)" in session.text
        assert "DOE, JANE (guarantor)" in session.text
        await session.press("enter")
        assert f"Contact with {main}" in session.text


async def test_f10_can_choose_the_person_found_through() -> None:
    """CC-33: the second choice adds the contact to the person the account was found through."""
    desk = _found(THROUGH)
    async with opened(desk) as session:
        await session.search("doe")
        await session.press("enter", "f10", "down", "enter")
        assert "Contact with DOE, JANE" in session.text
        await session.press(*"calls back", "f10")
        assert any(call[:2] == ("add_contact", GUARANTOR.person_id) for call in desk.calls)


async def test_f10_asks_nothing_of_the_main_taxpayer() -> None:
    """CC-33: no question where the account was found through its main taxpayer."""
    async with opened(_found(GUARANTEED)) as session:
        await session.search("smith")
        await session.press("enter", "f10")
        assert f"Contact with {account_page(GUARANTEED).person.name}" in session.text


async def test_menu_contacts_name_their_person() -> None:
    """CC-35: each contact of a menu names the person it is with."""
    async with opened(_found(THROUGH), size=(80, 40)) as session:
        await session.search("doe")
        await session.press("enter", "x")
        main = account_page(GUARANTEED).person.name
        assert f"Add a contact with {main}" in session.text
        assert "Add a contact with DOE, JANE" in session.text
