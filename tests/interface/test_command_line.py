"""The command line on the screen (F9, UI-02, UI-03, UI-11)."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from screens.control_central.record import RecordScreen
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk
from support.terminal import Terminal

FAKE = [sys.executable, Path(__file__).parent.parent / "support" / "run_fake.py"]


def line_of(session: Session) -> str:
    return session.lines[22]


async def test_ui_02_f9_takes_a_command_and_f12_gives_it_up() -> None:
    async with opened() as session:
        await session.press("f9", "cc sm")
        assert line_of(session).startswith(" ==> cc sm")
        assert "carry out" in session.lines[23]
        await session.press("f12", "x")
        assert line_of(session) == ""
        assert "[x" in session.lines[1]


async def test_ui_02_cc_searches_from_anywhere() -> None:
    async with opened() as session:
        await session.press("f9", "cc smith", "enter")
        assert "300 of more than 300" in session.lines[7]
        assert "[smith " in session.lines[1]
        await session.press("down", "enter", "f8", "f9", "cc smith%inc", "enter")
        assert session.where == "ControlCentral"
        assert "· smith%inc" in session.lines[7]
        await session.press("down")
        assert " 2 of " in session.lines[7]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("name smith", "smith"), ("city reno", "city reno"),
        ("acct 1929", "account 1929"), ("address 1 main", "address 1 main"),
    ],
)  # fmt: skip
async def test_ui_02_fields_have_their_command(line: str, asked: str) -> None:
    async with opened() as session:
        await session.press("tab", "leftover", "f9", line, "enter")
        assert session.desk.named("find")[0][1] == asked


async def test_ui_02_a_tin_opens_at_once() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.press("f9", f"tin {HITS[3].id_value}", "enter")
        assert session.where == "RecordScreen"
        assert HITS[3].name in session.lines[0]


async def test_ui_02_person_and_location_open_over_the_page_and_f12_leads_back() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter", "f8", "f9", f"person {HITS[39].person_id}", "enter")
        assert "Taxpayer Information" in session.lines[1]
        await session.press("f9", f"loc {HITS[96].location_id}", "enter")
        assert "Location" in session.lines[1]
        await session.press("f12")
        assert "Taxpayer Information" in session.lines[1]
        await session.press("f12")
        assert "2 of 300+" in session.lines[0]
        await session.press("f9", f"person {HITS[39].person_id}", "enter")
        await session.press("f9", "cc", "enter", "x")
        assert session.where == "ControlCentral"
        assert "[x" in session.lines[1]
        assert " 2 of 300 ──" in session.lines[7]


async def test_ui_02_what_is_wrong_is_said_on_the_line_and_typing_goes_on() -> None:
    async with opened() as session:
        await session.press("f9", "acc", "enter")
        assert line_of(session).startswith(" ==> acc")
        assert line_of(session).endswith("! 'acct' wants more: acct account ID")
        await session.press(" 1929", "enter")
        assert session.desk.named("find")[0][1] == "account 1929"


async def test_ui_02_tab_completes_and_shows_what_it_may_be() -> None:
    async with opened() as session:
        await session.press("f9", "p", "tab")
        assert session.lines[23] == " phone  person  preferences"
        await session.press("e", "tab")
        assert line_of(session).startswith(" ==> person")
        assert "complete" in session.lines[23]
        await session.press("7", "f12")
        assert "F1 help" in session.lines[23]


async def test_ui_02_up_brings_lines_back_in_this_session_and_the_next() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        for line in ("name smith", "city reno", "tin 12-3456789"):
            await session.press("f9", line, "enter", "f2")
        await session.press("f9", "up")
        assert line_of(session).startswith(" ==> tin 12-3456789")
        await session.press("up", "down", "up")
        assert line_of(session).startswith(" ==> city reno")
    assert json.loads(desk.preferences["command_history"]) == ["name smith", "city reno"]
    async with opened(desk) as session:
        await session.press("f9", "up", "up")
        assert line_of(session).startswith(" ==> name smith")


async def test_ui_02_keys_and_help_are_commands() -> None:
    async with opened() as session:
        await session.press("f9", "keys", "enter")
        assert "Keyboard map, version" in session.lines[0]
        await session.press("f12", "f9", "help account", "enter")
        assert "Help: Account Information" in session.lines[0]
        await session.press("f12", "f9", "f1")
        assert "acct account ID" in session.text
        await session.press("f12", "f9", "help", "enter")
        assert "Help: Control Central" in session.lines[0]
        await session.press("f12", "f9", "quit", "enter")
        assert session.app.return_code == 0


async def test_ui_03_a_late_page_does_not_take_the_cursor_out_of_the_command_line() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter", "3")
        desk.gate = threading.Event()
        session.send("f8", "f9", "ke")
        await session.until(lambda: "==> ke" in line_of(session))
        desk.gate.set()
        await session.settle()
        await session.press("y")
        assert line_of(session).startswith(" ==> key")
        assert "2 of 300+" in session.lines[0]
        await session.press("f12")
        assert "▶3 Modules" in session.text


async def test_ui_03_stepping_closes_the_command_line_and_steps() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter", "f9", "np1", "f8")
        screen = session.app.screen
        assert isinstance(screen, RecordScreen)
        assert screen.index == 1
        assert line_of(session) == ""


async def test_ui_02_a_command_typed_before_the_store_is_open_is_carried_out() -> None:
    gate, desk = threading.Event(), FakeDesk()

    def slowly(*_: object) -> FakeDesk:
        gate.wait(5)
        return desk

    async with opened(desk, ready=False, open_desk=slowly) as session:
        session.send("f9", "cc smith", "enter")
        await session.until(lambda: "==> cc smith" in line_of(session))
        gate.set()
        await session.until(lambda: "300 of more than 300" in session.text)


def test_ui_11_the_command_line_costs_few_bytes() -> None:
    with Terminal(FAKE) as terminal:
        terminal.wait_for("M. Rivera")
        terminal.settle()
        assert terminal.measure("f9", "==>").nbytes <= 700
        assert terminal.measure("k", "==> k").nbytes <= 300
