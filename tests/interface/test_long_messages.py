"""A message that does not fit its line opens in full with F1 (UI-02, UI-07)."""

from __future__ import annotations

import pytest

from entity_tui.errors import EntityError
from screens.shared.draw import wide
from support.driving import opened
from support.fake_desk import FakeDesk

WORDS = "The store did not answer because the connection to it was closed by the server"
TEXTS = [
    WORDS + ": start the search again when the administrator says that it is back.",
    "x" * 200,
    "漢字" * 60,
    "é" * 81,
    WORDS + " " + WORDS,
    "A path: /srv/" + "directory/" * 30,
    "y" * 79,
    "y" * 78,
    "short",
    "z" * 77,
    "[b]no markup[/b] " * 8,
    "tab\tand\x1b[31mcolour " * 6,
]


@pytest.mark.parametrize("text", TEXTS)
async def test_cut_message_is_shown_in_full_by_f1(text: str) -> None:
    """UI-07: what does not fit says so, and F1 shows every word of it."""
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        desk.fail = EntityError(text)
        await session.press("enter")
        desk.fail = None
        line = next(line for line in session.lines[-3:-1] if line.startswith(" ! "))
        assert wide(line) <= 80
        fits = wide(f" ! {text}") <= 80
        assert line.endswith(" F1") is not fits
        await session.press("f1")
        if fits:
            assert session.where == "Help"
            return
        assert session.where == "Notice"
        shown = "".join("".join(session.lines[2:-1]).split())
        assert "\x1b" not in shown
        if text.isprintable():
            assert "".join(text.split()) in shown
        await session.press("f12", "f1")
        assert session.where == "Help"


@pytest.mark.parametrize(
    "line",
    ["time 27011207 13/45/2026 and more", "eom 270112 2026-1", "acct 19", "theme purple",
     "export everything there is", "columns", "open " + "x" * 60, "q csed", "tin 12", "phone 1",
     "help nothing like that", "preferences everything"],
)  # fmt: skip
async def test_cut_error_of_a_command_is_shown_in_full(line: str) -> None:
    """UI-02: the error beside a typed command opens in full, and the command is still there."""
    async with opened() as session:
        await session.press("f9", *line, "enter")
        screen = session.app.screen
        message = screen.query_one("#message")
        error, cut = getattr(message, "error", ""), getattr(message, "cut", "")
        if not error or not cut:
            assert not error or error in session.lines[-2]
            return
        assert session.lines[-2].endswith(" F1")
        await session.press("f1")
        assert "".join(error.split()) in "".join("".join(session.lines[2:-1]).split())
        await session.press("f12")
        assert session.lines[-2].startswith(" ==> ")
        await session.press("f1")
        assert session.where == "Notice"


CONTACT = ("smith", "enter", "enter", "f10")
CONFIRM = (
    "smith", "enter", "f9", "remember monday", "enter", "f9", "lists", "enter", "x",
)  # fmt: skip


@pytest.mark.parametrize("refused", [False, True])
@pytest.mark.parametrize("start", [CONTACT, (*CONTACT[:3], "f6"), CONFIRM])
@pytest.mark.parametrize("text", TEXTS)
async def test_cut_message_of_a_panel_is_shown_in_full_by_f1(
    text: str, start: tuple[str, ...], refused: bool
) -> None:
    """UI-07: a panel that says `F1` means it; the panel is there again afterwards."""
    if not text.isprintable():
        return
    async with opened() as session:
        await session.press(*start)
        panel = session.app.screen
        (panel.warn if refused else panel.note)(text)
        await session.settle()
        before = len(session.app.screen_stack)
        fits = not panel.said.cut
        assert any(line.endswith(" F1") for line in session.lines) is not fits
        await session.press("f1")
        assert session.where == ("Help" if fits else "Notice")
        if not fits:
            assert "".join(text.split()) in "".join("".join(session.lines[2:-1]).split())
        await session.press("f12")
        assert len(session.app.screen_stack) == before
        await session.press("f1")
        assert session.where == "Help"
