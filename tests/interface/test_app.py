"""The application as a whole: start, refusal, faults, terminals (PF-08, SE-06, UI-05, UI-11)."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from entity_tui.errors import EntityError, StoreError
from screens.entity.import_status import ImportStatusScreen
from screens.shared.panels import Notice
from support.driving import opened
from support.fake_desk import FakeDesk
from support.terminal import Terminal

FAKE = [sys.executable, Path(__file__).parent.parent / "support" / "run_fake.py"]


def test_pf_08_the_first_frame_needs_no_database_library() -> None:
    code = "import sys, entity_tui.app; print([m for m in sys.modules if m in ('sqlmodel', "
    code += "'sqlalchemy', 'numpy', 'alembic', 'pyroaring', 'typer')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_ui_07_a_refusal_raised_by_a_key_is_said_on_the_page_and_the_program_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(page: ImportStatusScreen) -> None:
        raise EntityError("This cannot be done now.")

    async with opened() as session:
        await session.press("f9", "import status", "enter")
        monkeypatch.setattr(ImportStatusScreen, "action_refresh", refuse)
        await session.press("f5")
        assert session.message == "! This cannot be done now."
        await session.press("f12")
        await session.search("smith")
        assert session.lines[9].startswith("▶ SMITH, JOAN A")


async def test_ui_07_a_store_that_cannot_be_opened_is_told_in_full_and_ends_with_its_code() -> None:
    def refuse(*_: object) -> FakeDesk:
        raise StoreError("There is no store at /nowhere.\nMake one with `entity-tui store init`.")

    async with opened(ready=False, open_desk=refuse) as session:
        await session.until(lambda: isinstance(session.app.screen, Notice))
        await session.settle()
        assert "There is no store at /nowhere." in session.text
        await session.press("enter")
        assert session.app.return_code == 4


async def test_se_06_an_unexpected_fault_while_opening_is_told_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> FakeDesk:
        raise RuntimeError("SEC" + "RET 123-45-6789")

    with caplog.at_level(logging.ERROR, "entity_tui"):
        async with opened(ready=False, open_desk=broken) as session:
            await session.until(lambda: isinstance(session.app.screen, Notice))
            await session.settle()
            assert "Traceback" not in session.text
            await session.press("f12")
            assert session.app.return_code == 4
    assert "RuntimeError" in caplog.text
    assert "SECRET" not in caplog.text


async def test_se_06_a_fault_on_the_screen_leaves_one_plain_line_and_code_4() -> None:
    with pytest.raises(ZeroDivisionError):
        async with opened() as session:
            session.app.call_later(lambda: 1 / 0)
            await session.until(lambda: session.app._exit_renderables)
            line = str(session.app._exit_renderables[0])
    assert line.startswith("entity-tui had to stop. Something went wrong inside (ZeroDivision")
    assert session.app.return_code == 4


@pytest.mark.parametrize("key", ["f3", "ctrl+q"])
async def test_ui_01_f3_and_ctrl_q_leave_without_asking(key: str) -> None:
    async with opened() as session:
        await session.press(key)
        assert session.app.return_code == 0


async def test_ui_01_ctrl_c_and_f12_say_how_to_leave() -> None:
    async with opened() as session:
        await session.press("ctrl+c")
        assert "Ctrl+Q" in session.message
        await session.press("f12")
        assert "F3" in session.message
        assert session.app.return_code is None


async def test_ui_01_ctrl_p_opens_no_palette() -> None:
    async with opened() as session:
        await session.press("ctrl+p")
        assert session.where == "ControlCentral"


def test_ui_11_few_bytes_go_to_the_terminal_and_it_is_left_as_it_was_found() -> None:
    with Terminal(FAKE) as terminal:
        terminal.wait_for("M. Rivera")
        terminal.settle()
        assert len(terminal.log) < 4_000
        assert not terminal.modes & {1000, 1002, 1003, 1006, 1015}
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for("1 of 300")
        terminal.settle()
        assert terminal.measure("down", "2 of 300").nbytes <= 500
        terminal.press("enter")
        terminal.wait_for("2 of 300+")
        terminal.settle()
        costs = [terminal.measure("f8", f"{n} of 300+").nbytes for n in range(3, 12)]
        assert max(costs) <= 3_000
        assert terminal.measure("tab", "▶2 Taxpayer").nbytes <= 500
        terminal.press("f12", "f3")
        assert terminal.finish() == 0
        assert 1049 not in terminal.modes
        assert 25 in terminal.modes
        assert terminal.tty == terminal.tty_at_start


def test_ui_11_a_burst_of_keys_is_taken_in_order() -> None:
    with Terminal(FAKE) as terminal:
        terminal.type_in("smi")
        terminal.wait_for("[smi")
        terminal.type_in("th\x7fh%jo\t\x1b[Z")
        terminal.press("enter")
        terminal.wait_for("1 of 300")
        terminal.press("down", "down", "enter", "f8", "f8", "2", "f12", "down", "up", "up")
        terminal.wait_for(" 4 of 300 ──")


def test_ui_05_without_colour_every_mark_is_a_character() -> None:
    with Terminal(FAKE, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("M. Rivera")
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for("▶ SMITH, JOAN A")
        terminal.press("enter")
        terminal.wait_for("▶1 Case")
        terminal.settle()
        assert b"\x1b[31m" not in terminal.log
        assert b"\x1b[1;31m" not in terminal.log


def test_ui_04_a_window_that_changes_size_all_the_time_ends_up_right() -> None:
    with Terminal(FAKE) as terminal:
        terminal.wait_for("M. Rivera")
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for("1 of 300")
        terminal.press("enter")
        for columns, rows in [(40, 10), (160, 45), (100, 30), (20, 5), (161, 46), (80, 24)] * 3:
            terminal.resize(columns, rows)
            terminal.settle(0.01)
        terminal.wait_for("1 Case")
        terminal.settle()
        assert terminal.lines[23].startswith(" F1 help")
        assert terminal.lines[0].startswith("SMITH, JOAN A")
        assert terminal.lines[2].startswith("▶1 Case")


def test_pf_08_a_search_typed_before_the_program_has_the_terminal_is_carried_out() -> None:
    with Terminal(FAKE) as terminal:
        terminal.type_in("smith")
        terminal.press("enter")
        terminal.wait_for(" 1 of 300 ──")
