"""Control Central's criteria on the screen (CC-01, CC-06, CC-08, CC-12, UI-01, UI-03)."""

from __future__ import annotations

import threading

import pytest

from entity_tui.errors import EntityError
from entity_tui.settings import Settings
from support.driving import opened
from support.fake_desk import FakeDesk


async def test_ui_03_the_cursor_starts_in_the_find_line() -> None:
    async with opened() as session:
        await session.press("smith%jo")
        assert "[smith%jo" in session.lines[1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("smith%jo", "read as: name"), ("123-45-6789", "read as: SSN"),
        ("12-3456789", "read as: EIN"), ("123456789", "read as: SSN or EIN"),
        ("(415) 555-0142", "read as: phone"),
    ],
)  # fmt: skip
async def test_cc_12_the_find_line_says_while_typing_how_it_is_read(typed: str, read: str) -> None:
    async with opened() as session:
        await session.press(typed)
        assert read in session.lines[1]
        assert session.desk.calls == []


async def test_cc_01_enter_in_a_field_searches_by_the_fields() -> None:
    async with opened() as session:
        await session.press("tab", "smith", "tab", "tab", "reno", "enter")
        (call,) = session.desk.named("find")
        assert call[1] == "smith · city reno"


async def test_cc_01_a_clash_is_named_before_anything_is_asked() -> None:
    async with opened() as session:
        await session.press("tab", "smith", "down", "down", "193", "enter")
        assert session.message == "! Account stands alone: clear Name, or clear Account."
        assert session.desk.named("find") == []


async def test_cc_01_a_preset_type_alone_is_no_criterion() -> None:
    async with opened() as session:
        await session.press("enter")
        assert session.message == "! Type something to search for."


async def test_cc_06_several_hits_are_listed_with_the_first_one_marked() -> None:
    async with opened() as session:
        await session.search("smith")
        assert session.lines[7].startswith("── 300 of more than 300, by name")
        assert session.lines[9].startswith("▶ SMITH, JOAN A")
        assert session.app.focused is not None
        assert session.app.focused.id == "hits"


async def test_cc_06_a_single_hit_opens_at_once() -> None:
    desk = FakeDesk()
    desk.hits = desk.hits[:1]
    async with opened(desk) as session:
        await session.search("smith")
        assert session.where == "RecordScreen"
        await session.press("f12")
        assert session.where == "ControlCentral"
        assert session.lines[9].startswith("▶ SMITH, JOAN A")


async def test_cc_06_no_hit_is_said_plainly_with_what_comes_later() -> None:
    async with opened() as session:
        await session.search("nobody")
        assert session.message.startswith("No taxpayer found.")
        assert session.lines[7].startswith("── nothing found · nobody")
        assert "[nobody" in session.lines[1]


async def test_cc_06_a_street_in_find_that_is_nowhere_is_said() -> None:
    async with opened() as session:
        await session.search("9893 state hwy")
        assert session.message == (
            "No name and no address begins like that. F2 changes the search."
        )
        assert session.where == "ControlCentral"


async def test_cc_08_show_all_locations_is_one_key_and_remembered() -> None:
    async with opened() as session:
        await session.press("tab", "smith", "tab", "tab", "tab", "tab", "space")
        assert "All locations [x]" in session.lines[4]
        assert session.desk.preferences == {"show_all_locations": "1"}
        await session.press("enter")
        assert session.desk.named("find")[0][2].all_locations  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kept", "default", "box"), [("1", False, "[x]"), ("0", True, "[ ]")])
async def test_cc_08_the_last_choice_goes_before_the_setting(
    kept: str, default: bool, box: str
) -> None:
    desk = FakeDesk()
    desk.preferences["show_all_locations"] = kept
    settings = Settings(store="fake://", show_all_locations=default)
    async with opened(desk, settings=settings) as session:
        assert f"All locations {box}" in session.lines[4]


async def test_ui_01_f4_lists_the_id_types_typing_narrows_and_enter_takes() -> None:
    async with opened() as session:
        await session.press("down", "down", "down", "tab", "tab", "f4")
        assert "Social security number" in session.text
        await session.press("ei")
        assert "Social security number" not in session.text
        await session.press("enter", "12", "enter")
        assert "ID [EIN  ] [12" in session.lines[5]
        assert session.desk.named("find")[0][1] == "EIN 12"


async def test_ui_01_f4_closes_without_a_choice_and_says_where_it_works() -> None:
    async with opened() as session:
        await session.press("f4")
        assert "ID and Geo" in session.message
        await session.press("down", "down", "down", "down", "f4", "f12")
        assert session.where == "ControlCentral"
        assert "Geo   [          ]" in session.lines[6]


async def test_pf_08_keys_typed_before_the_store_is_open_are_not_lost() -> None:
    gate, desk = threading.Event(), FakeDesk()

    def slowly(*_: object) -> FakeDesk:
        gate.wait(5)
        return desk

    async with opened(desk, ready=False, open_desk=slowly) as session:
        session.send("smith", "enter")
        await session.until(lambda: session.message == "opening the store…")
        assert "[smith" in session.lines[1]
        assert desk.calls == []
        gate.set()
        await session.until(lambda: "300 of more than 300" in session.text)
        assert session.message == ""


async def test_ui_08_f12_cancels_a_search_that_takes_long() -> None:
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=Settings(store="fake://", cancel_after=0.0)) as session:
        session.send("smith", "enter")
        await session.until(lambda: desk.named("find_line"))
        await session.pilot.press("f12")
        await session.until(lambda: desk.stopped == ["smith"])
        desk.gate.set()
        await session.settle()
        assert "search canceled" in session.lines[7]
        assert "SMITH, JOAN" not in session.text
        await session.press("%john", "enter")
        assert "· smith%john" in session.text


async def test_ui_07_a_refusal_is_one_plain_line() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        desk.fail = EntityError("The store did not answer.")
        await session.search("smith")
        assert session.message == "! The store did not answer."
        desk.fail = None
        await session.press("enter")
        assert "300 of" in session.text


async def test_se_06_an_unexpected_fault_is_one_plain_line_without_values() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        desk.fail = KeyError("SECRET 123-45-6789")
        await session.search("smith")
        assert session.message.startswith("! Something went wrong inside (KeyError)")
        assert "SECRET" not in session.text


async def test_ui_01_question_mark_helps_in_an_empty_field_and_is_text_in_a_filled_one() -> None:
    async with opened() as session:
        await session.press("?")
        assert session.where == "Help"
        assert "Help: Control Central" in session.lines[0]
        await session.press("f12", "a?")
        assert "[a?" in session.lines[1]


async def test_ui_01_ctrl_u_empties_the_field_and_then_all_fields() -> None:
    async with opened() as session:
        await session.press("tab", "smith", "tab", "main", "ctrl+u")
        assert "[smith" in session.lines[3]
        assert "main" not in session.lines[3]
        await session.press("ctrl+u")
        assert "smith" not in session.lines[3]
        assert "ID [SSN  ]" in session.lines[5]


async def test_ui_03_pasted_text_is_typed_on_one_line() -> None:
    from textual import events

    async with opened() as session:
        session.app.screen.focused.post_message(events.Paste(" 123-45-6789\n"))  # type: ignore[union-attr]
        await session.settle()
        assert "[123-45-6789 " in session.lines[1]


async def test_cc_12_the_only_reading_is_told_beside_the_find_line_on_80_columns() -> None:
    async with opened() as session:
        await session.press("2701-12")
        assert session.lines[1].endswith("]  assignment number")
        assert session.lines[2].startswith("── or by field ──")


async def test_cc_12_the_only_reading_is_no_choice_where_there_is_no_room_beside() -> None:
    async with opened(size=(60, 20)) as session:
        await session.press("smith")
        assert session.lines[2].startswith("── name ──")


async def test_cc_12_many_readings_are_told_whole_on_80_columns() -> None:
    async with opened() as session:
        await session.press("41")
        assert "read in 3 ways:" in session.lines[1]
        assert session.lines[2].startswith("── account, phone or name ──")
        await session.press("5555")
        assert session.lines[2].startswith("── account, phone, assignment number or name ──")
        await session.press("ctrl+u", "smith")
        assert "read as: name" in session.lines[1]
        assert session.lines[2].startswith("── or by field ──")
