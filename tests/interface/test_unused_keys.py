"""Every key of the map does something, or says why not (UI-01, UI-07)."""

from __future__ import annotations

import pytest
from textual import events

from support.driving import Session, opened

RECORD = ("smith", "enter", "enter")
HELP, VALUES, CONTACT = ("f1",), ("smith", "enter", "f4"), (*RECORD, "f10")
DASHBOARD, MANUAL = (*RECORD, "f6"), ("f9", "manual", "enter")
LIST = ("smith", "enter")
CONFIRM = (*LIST, "f9", "remember monday", "enter", "f9", "lists", "enter", "x")


def panels(session: Session) -> list[str]:
    """What is open over the first page."""
    return [type(screen).__name__ for screen in session.app.screen_stack[1:]]


@pytest.mark.parametrize("start", [HELP, VALUES, CONTACT, DASHBOARD, MANUAL, CONFIRM])
@pytest.mark.parametrize("key", ["f5", "f7", "f8", "f11", "alt+r", "ctrl+n"])
async def test_ui_01_a_key_without_a_meaning_says_so_in_a_panel(
    start: tuple[str, ...], key: str
) -> None:
    """UI-01: nothing is silent; the panel stays."""
    async with opened() as session:
        await session.press(*start)
        before = panels(session)
        await session.press(key)
        assert "does nothing here. F12 closes this." in session.text
        assert panels(session) == before
        await session.press("down")
        assert "does nothing here" not in session.text


@pytest.mark.parametrize("start", [(), LIST, ("f9", "lists", "enter"), ("f9", "import", "enter")])
@pytest.mark.parametrize("key", ["f6", "f7", "f10", "f11", "ctrl+s"])
async def test_ui_01_a_key_without_a_meaning_says_so_on_a_page(
    start: tuple[str, ...], key: str
) -> None:
    """UI-01: F1 lists those that have one."""
    async with opened() as session:
        await session.press(*start, key)
        assert "does nothing here. F1 lists the keys." in session.message


@pytest.mark.parametrize("start", [HELP, VALUES, CONTACT, DASHBOARD, MANUAL])
async def test_ui_01_f2_leads_to_the_criteria_from_every_panel(start: tuple[str, ...]) -> None:
    """UI-01: F2 is Control Central everywhere."""
    async with opened() as session:
        await session.press(*start, "f2", "zz")
        assert session.where == "ControlCentral"
        assert "zz" in session.lines[1]


@pytest.mark.parametrize("start", [HELP, VALUES, CONTACT, DASHBOARD, MANUAL])
async def test_ui_02_f9_closes_a_panel_and_takes_a_command(start: tuple[str, ...]) -> None:
    """UI-02: the command line is one key away, also typed ahead."""
    async with opened() as session:
        await session.press(*start, "f9", "lists", "enter")
        assert session.where == "WorkListsScreen"


@pytest.mark.parametrize("start", [VALUES, CONTACT, DASHBOARD, MANUAL, CONFIRM])
async def test_ui_10_f1_helps_in_every_panel_and_leads_back(start: tuple[str, ...]) -> None:
    """UI-10: help over the panel, which is there again afterwards."""
    async with opened() as session:
        await session.press(*start)
        before = panels(session)
        await session.press("f1")
        assert session.where == "Help"
        await session.press("f12")
        assert panels(session) == before


@pytest.mark.parametrize(
    "start", [(), LIST, RECORD, HELP, VALUES, CONTACT, DASHBOARD, MANUAL, CONFIRM]
)
async def test_ui_01_ctrl_c_says_how_to_leave(start: tuple[str, ...]) -> None:
    """UI-01: Ctrl+C ends nothing."""
    async with opened() as session:
        await session.press(*start, "ctrl+c")
        assert "Ctrl+Q leaves the program" in session.text
        assert session.app.is_running


async def test_ui_06_f9_in_a_panel_asks_before_a_comment_is_discarded() -> None:
    """UI-06: F9 is a way out as well."""
    async with opened() as session:
        await session.press(*CONTACT, "called", "f9")
        assert session.where == "ContactPanel"
        assert "This contact is not saved" in session.text
        await session.press("f9")
        assert session.where == "RecordScreen"


async def test_ui_06_f2_in_a_panel_asks_before_a_comment_is_discarded() -> None:
    """UI-06: F2 is a way out as well."""
    async with opened() as session:
        await session.press(*CONTACT, "called", "f2")
        assert session.where == "ContactPanel"
        assert "This contact is not saved" in session.text
        await session.press("f2")
        assert session.where == "ControlCentral"


@pytest.mark.parametrize("key", ["f2", "f3", "f6", "f9", "f10", "ctrl+s", "pageup", "alt+n"])
async def test_ui_01_a_key_the_deletion_question_lacks_says_so(key: str) -> None:
    """UI-01: the question stays, and nothing is deleted."""
    async with opened() as session:
        await session.press(*CONFIRM)
        assert session.where == "Confirm"
        await session.press(key)
        assert "does nothing here. F12 closes this." in session.text or key == "pageup"
        assert session.where == "Confirm"
        await session.press("f12")
        assert "monday" in session.text


async def test_ui_06_lines_pasted_into_the_deletion_question_are_refused() -> None:
    """UI-06: the refusal is shown, and the box stays empty."""
    async with opened() as session:
        await session.press(*CONFIRM)
        session.app.post_message(events.Paste("delete\nit"))
        await session.settle()
        assert "2 lines were pasted" in session.text
        assert session.app.screen.asking.box.value == ""
        await session.press("delet", "enter")
        assert "Nothing was deleted" in session.text
        await session.press("backspace")
        assert "Nothing was deleted" not in session.text
        await session.press("te", "enter")
        assert "is deleted" in session.text


@pytest.mark.parametrize("key", [";", "_", "@", "%", "^", "~", "(", "|", "&", "*"])
async def test_ui_01_a_character_without_a_meaning_says_so_on_a_record(key: str) -> None:
    """UI-01: as any other key; letters have a message of their own."""
    async with opened() as session:
        await session.press(*RECORD, key)
        assert session.message.endswith("does nothing here. F1 lists the keys.")
        assert session.where == "RecordScreen"
