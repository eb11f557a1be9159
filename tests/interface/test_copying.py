"""Copying rows and lines to the clipboard through the terminal (UI-09, SE-05, SE-07)."""

from __future__ import annotations

import base64
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from entity_tui.domain.ids import show_account
from screens.shared.clipboard import MOST, lines_text, row_text, takes_copies
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk, with_text
from support.terminal import Terminal

FAKE = [sys.executable, Path(__file__).parent.parent / "support" / "run_fake.py"]


async def to_identifier(session: Session) -> None:
    """Mark the line of the zone Taxpayer that has the identifier, and copy it."""
    await session.press("2", "y")
    for _ in range(20):
        if session.app.clipboard.startswith("SSN"):
            return
        await session.press("down", "y")
    raise AssertionError(session.text)


@pytest.mark.parametrize(
    ("term", "takes"),
    [("xterm-256color", True), ("tmux-256color", True), ("linux", False), ("dumb", False),
     ("vt220", False), ("screen-256color", True)],
)  # fmt: skip
def test_ui_09_terminals_that_take_no_copies_are_known(term: str, takes: bool) -> None:
    assert takes_copies({"TERM": term}) is takes
    assert not takes_copies({})


def test_se_07_a_copy_is_inert_and_no_formula() -> None:
    assert row_text(["=1+1", "a\tb", "\x1b[31m", " x "]) == "'=1+1\ta␉b\t␛[31m\tx"
    assert lines_text([(("│ a ", ""), ("\x07─", "")), (("b", ""),)]) == "a ␇\nb"
    assert len(lines_text([(("x" * 2 * MOST, ""),)])) == MOST


async def test_ui_09_y_copies_the_row_with_its_identifier_masked() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("down", "y")
        cells = session.app.clipboard.split("\t")
        assert cells[0] == HITS[1].name
        assert HITS[1].id_value not in session.app.clipboard
        assert HITS[1].id_value[-4:] in session.app.clipboard
        assert session.message.startswith("Copied 10 columns.")
        assert not session.desk.named("export")
        await session.press("Y")
        assert session.app.clipboard == show_account(HITS[1].account_id)


async def test_ui_09_in_the_criteria_y_is_a_letter() -> None:
    async with opened() as session:
        await session.press("yY")
        assert "[yY" in session.lines[1]


async def test_se_05_a_line_with_a_whole_identifier_is_an_export_and_recorded_first() -> None:
    desk = FakeDesk()
    desk.viewer = replace(desk.viewer, export=True)
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter")
        await to_identifier(session)
        assert "***-**-" in session.app.clipboard and not desk.named("export")
        await session.press("f11")
        await session.press("y")
        assert "***-**-" not in session.app.clipboard
        assert HITS[0].id_value[-4:] in session.app.clipboard
        assert desk.named("export") == [("export", "copy 1 line", HITS[0].person_id)]
        assert "this was recorded" in session.message


async def test_se_05_who_may_not_export_copies_no_whole_identifier() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter")
        await to_identifier(session)
        await session.press("Y", "f11")
        await session.press("y")
        assert session.app.clipboard == show_account(HITS[0].account_id)
        assert session.message.startswith("! Your profile may not export")


async def test_se_07_hostile_rows_are_copied_inert() -> None:
    desk = FakeDesk(with_text("SMITH \x1b]52;c;AAAA\x07=1"))
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("y")
        assert "\x1b" not in session.app.clipboard and "\x07" not in session.app.clipboard


async def test_ui_09_where_there_is_nothing_to_copy_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        monkeypatch.setenv("TERM", "linux")
        await session.press("y")
        assert session.message == "This terminal takes no copies."
        await session.press("f9", "loc 996", "enter", "Y")
        assert session.message == "There is nothing to copy here."


def test_ui_09_the_terminal_gets_the_copy_as_it_expects_it() -> None:
    with Terminal(FAKE) as terminal:
        terminal.wait_for("Control Central (demo)")
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for(" 1 of 300 ──")
        terminal.press("Y")
        terminal.wait_for("Copied account")
        (found,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", bytes(terminal.log))
        assert base64.b64decode(found).decode() == show_account(HITS[0].account_id)
