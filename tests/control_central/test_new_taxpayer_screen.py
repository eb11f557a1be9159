"""Adding a person and an account on the screen (CC-06, CC-11, AM-01, UI-06)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.domain.control_central.new_taxpayer import Added, NewAccount, NewPerson
from entity_tui.domain.viewer import Grant, Role
from entity_tui.errors import EntityError
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk, hit


def nobody() -> FakeDesk:
    """A desk on which no identifier is on file."""
    return FakeDesk(hits=(HITS[0],))


async def begun(session: Session) -> None:
    """The form with a name."""
    await session.press("+", "doe,jane", "enter")
    assert session.where == "NewTaxpayerScreen"


async def test_cc_06_when_nobody_is_found_the_way_to_add_is_told_and_takes_the_name() -> None:
    async with opened() as session:
        await session.search("nobody, at all")
        assert session.message == "No taxpayer found. Press Alt+N to add one."
        await session.press("home", "+", "enter")
        assert session.where == "NewTaxpayerScreen"
        assert "[nobody, at all " in session.lines[2]
        assert "[person " in session.lines[1]
        assert "[SSN  ]" in session.lines[3]
        assert "[Individual  ]" in session.lines[7]


@pytest.mark.parametrize(
    "keys", [("tab", "+", "doe,jane"), ("tab", "doe,jane", "+"), ("doe,jane", "+")]
)
async def test_cc_11_plus_beside_the_name_opens_the_form(keys: tuple[str, ...]) -> None:
    async with opened() as session:
        await session.press(*keys, "enter")
        assert session.where == "NewTaxpayerScreen"
        assert "[doe,jane " in session.lines[2]
        assert session.desk.named("find") == []


async def test_cc_11_alt_n_and_the_command_open_it_too_and_a_business_has_no_comma() -> None:
    async with opened() as session:
        await session.press("acme inc", "alt+n")
        assert "[business " in session.lines[1]
        assert "[EIN  ]" in session.lines[3]
        await session.press("f12")
        assert session.where == "ControlCentral"
        await session.press("f9", "new person roe,ann", "enter")
        assert "[roe,ann " in session.lines[2]


async def test_cc_11_f10_saves_and_what_was_added_is_opened() -> None:
    async with opened(nobody()) as session:
        session.desk.adding.answer = Added(1000, HITS[0].account_id)
        await begun(session)
        await session.press("666456789", "tab", "4155550142", "f10")
        ((person, new),) = session.desk.adding.added
        assert person == 0
        assert new == NewPerson(
            "person",
            "doe,jane",
            "SSN",
            "666456789",
            "4155550142",
            "",
            NewAccount("Individual", "11/20/26"),
        )
        assert session.where == "RecordScreen"
        assert session.desk.named("open_account")[0][1] == HITS[0].account_id


async def test_ui_06_what_is_wrong_stands_beside_its_box_and_stops_nobody() -> None:
    async with opened(nobody()) as session:
        await session.press("f9", "new person", "enter", "doe")
        assert "! Last,First for a person" in session.lines[2]
        assert "!" not in session.lines[3]
        await session.press(",jane")
        assert "!" not in session.lines[2]
        await session.press("f10")
        assert session.message == "! Not saved. ID: an identifier is needed."
        assert "! an identifier is needed" in session.lines[3]
        await session.press("666456789", "f10")
        assert len(session.desk.adding.added) == 1


async def test_am_01_who_has_the_identifier_is_told_before_it_is_saved() -> None:
    async with opened() as session:
        await begun(session)
        await session.press(hit(0).id_value)
        assert "possible duplicates" in session.text
        assert hit(0).name in session.text
        assert hit(0).id_value not in session.lines[12]


async def test_am_01_a_number_on_file_asks_for_a_decision() -> None:
    async with opened() as session:
        session.desk.adding.on_file = (hit(0),)
        await begun(session)
        await session.press("666456789", "f10")
        assert session.desk.adding.added == []
        assert "This number is on file" in session.text
        assert hit(0).name in session.text
        await session.press("f12")
        assert session.where == "NewTaxpayerScreen"
        assert session.desk.adding.added == []
        await session.press("f10")
        await session.press("down", "enter")
        assert len(session.desk.adding.added) == 1


async def test_am_01_enter_opens_the_taxpayer_on_file() -> None:
    async with opened() as session:
        session.desk.adding.on_file = (hit(0),)
        await begun(session)
        await session.press("666456789", "f10")
        await session.press("enter")
        assert session.desk.adding.added == []
        assert session.where == "RecordScreen"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("qqqq, nobody", True), ("666-45-1234", True), ("66-6451234", True), ("666451234", True),
        ("206-555-9999", False), ("0011883422-5", False), ("2199-99-99", False),
        ("4199", False), ("1999999999", False), ("66-6451234 01 202603", False),
        ("case 0001234567", False),
    ],
)  # fmt: skip
async def test_cc_06_adding_is_offered_after_a_name_or_a_tin_only(line: str, offered: bool) -> None:
    async with opened(nobody()) as session:
        await session.search(line)
        assert ("Alt+N" in session.message) is offered, session.message
        if not offered:
            assert session.message.startswith("Nothing found (read as ")


async def test_cc_06_fields_offer_it_likewise() -> None:
    for keys, offered in (
        (("tab", "qqqq"), True), (("tab",) * 6 + ("2065559999",), False),
    ):  # fmt: skip
        async with opened(nobody()) as session:
            await session.press(*keys, "enter")
            assert ("Alt+N" in session.message) is offered, session.message


async def test_cc_11_alt_n_takes_the_tin_that_was_not_found() -> None:
    async with opened(nobody()) as session:
        await session.search("66-6451234")
        await session.press("alt+n")
        assert "[business " in session.lines[1]
        assert "[EIN  ]" in session.lines[3]
        assert "66-6451234" in session.lines[3]


async def test_ui_06_unsaved_changes_are_guarded_on_every_way_out() -> None:
    for out in (("f12",), ("f3",), ("ctrl+q",), ("f9", "cc smith", "enter")):
        async with opened() as session:
            await begun(session)
            await session.press("1", *out)
            assert session.where == "NewTaxpayerScreen"
            assert "This person is not saved" in session.text
            await session.press("f12" if out[0] == "f9" else out[0])
            if out[0] == "f9":
                await session.press("f12")
            assert not session.app.is_running or session.where == "ControlCentral"


async def test_ui_06_an_untouched_form_is_left_at_once_and_help_does_not_leave_it() -> None:
    async with opened() as session:
        await begun(session)
        await session.press("1", "f9", "keys", "enter", "f12")
        assert session.where == "NewTaxpayerScreen"
        await session.press("backspace", "f12")
        assert session.where == "ControlCentral"


async def test_cc_11_f4_lists_the_values_and_the_defaults_follow_the_type() -> None:
    async with opened() as session:
        await begun(session)
        await session.press("shift+tab", "shift+tab", "shift+tab", "f4", "b", "enter")
        assert "[business " in session.lines[1]
        assert "[EIN  ]" in session.lines[3]
        assert "[Business " in session.lines[7]


async def test_cc_11_plus_in_the_account_field_opens_an_account_of_the_marked_person() -> None:
    async with opened() as session:
        await session.press("f2")
        for _ in range(6):
            await session.press("tab")
        await session.press("+", "enter")
        assert session.message.startswith("Whose account?")
        await session.press("f9", "cc smith", "enter", "down", "f9", "new account", "enter")
        assert session.where == "NewTaxpayerScreen"
        assert session.lines[0].startswith(f"New account of {hit(1).name}")
        assert f"[{hit(1).location_id:010d} ]" in session.lines[5]
        session.desk.adding.answer = Added(hit(1).person_id, hit(1).account_id)
        await session.press("f10")
        assert session.desk.adding.added == [
            (
                hit(1).person_id,
                NewAccount("Individual", "11/20/26", location=f"{hit(1).location_id:010d}"),
            )
        ]


async def test_cc_11_the_person_of_an_open_record_is_the_context() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter", "f8")
        await session.press("f9", "new account", "enter")
        assert session.lines[0].startswith(f"New account of {hit(1).name}")
        await session.press("f12")
        assert session.where == "RecordScreen"


async def test_cc_11_a_refusal_of_the_store_keeps_what_was_typed() -> None:
    async with opened(nobody()) as session:
        session.desk.adding.fail = EntityError("The address lies in an area outside your profile.")
        await begun(session)
        await session.press("666456789", "f10")
        assert session.message == "! The address lies in an area outside your profile."
        assert "[666456789" in session.lines[3]


async def test_se_02_who_may_not_add_is_told_who_may() -> None:
    desk = FakeDesk()
    desk.viewer = replace(
        desk.viewer, grants=(Grant(Role.QUALITY_ANALYST, "", desk.viewer.grants[0].start),)
    )
    async with opened(desk) as session:
        await session.press("+", "doe,jane", "enter")
        assert session.where == "ControlCentral"
        assert "every role but quality analysts" in session.message
