"""Pasted text: one line into a field, and what does not fit is said (UI-06)."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from screens.shared.driver import PasteLost, TextRun, events_of
from screens.shared.key_reader import Kind, Token
from screens.shared.textbox import LIMIT
from support.driving import Session, opened

RECORD = ("smith", "enter", "enter")
FIND, COMMAND, CONTACT = (), ("f9",), (*RECORD, "f10")
FILTER, ADDING, REJECT = ("smith", "enter", "f"), ("alt+n",), ("f9", "rejects", "enter", "enter")
FIELDS = [FIND, COMMAND, CONTACT, FILTER, ADDING]


async def paste(session: Session, text: str) -> None:
    """Paste as a terminal marks it."""
    session.app.post_message(events.Paste(text))
    await session.settle()


@pytest.mark.parametrize("start", [*FIELDS, REJECT])
@pytest.mark.parametrize("text", ["one\ntwo", "one\r\ntwo\r\n", "one\rtwo", "\none\n\ntwo\nthree"])
async def test_ui_06_several_lines_are_refused(start: tuple[str, ...], text: str) -> None:
    """UI-06: joined they would be another search or command."""
    async with opened() as session:
        await session.press(*start)
        await paste(session, text)
        assert "lines were pasted" in session.text
        assert "onetwo" not in session.text and "one two" not in session.text


@pytest.mark.parametrize("start", FIELDS)
@pytest.mark.parametrize("text", ["one line", "one line\n", "\r\none line\r\n", "  one line  "])
async def test_ui_06_one_line_is_typed(start: tuple[str, ...], text: str) -> None:
    """UI-06: with or without the end of the line."""
    async with opened() as session:
        await session.press(*start)
        await paste(session, text)
        assert "one line" in session.text and "pasted" not in session.text


@pytest.mark.parametrize("start", FIELDS)
async def test_ui_06_what_is_too_long_is_cut_and_said(start: tuple[str, ...]) -> None:
    """UI-06: the limit is stated."""
    async with opened(size=(160, 45)) as session:
        await session.press(*start)
        await paste(session, "x" * (LIMIT + 1))
        assert f"takes {LIMIT} characters" in session.text


@pytest.mark.parametrize("start", [("smith", "enter"), RECORD, ("f9", "lists", "enter"), ("f1",)])
async def test_ui_06_where_nothing_is_typed_a_paste_says_so(start: tuple[str, ...]) -> None:
    """UI-06: nothing is silent, and no letter of it is a command."""
    async with opened() as session:
        await session.press(*start)
        before = session.where
        await paste(session, "chan")
        assert "no field here to paste into" in session.text
        assert session.where == before


@pytest.mark.parametrize(
    ("start", "field"), [(FIND, "find"), (COMMAND, ""), (CONTACT, "comment"), (ADDING, "name")]
)
async def test_ui_06_unmarked_pastes_are_put_in_at_once(start: tuple[str, ...], field: str) -> None:
    """UI-06: 10,000 characters are drawn once, as a marked paste is, and end the same."""
    async with opened(size=(160, 45)) as session:
        await session.press(*start)
        taker = session.app.screen.focused
        drawn: list[int] = []
        redraw = taker.redraw
        taker.redraw = lambda: (drawn.append(1), redraw())  # type: ignore[method-assign]
        session.app.post_message(TextRun("x" * 10_000))
        await session.settle()
        assert len(drawn) < 10
        assert f"takes {LIMIT} characters" in session.text
        box = taker.texts[field] if field else taker.typing
        assert box.value == "x" * LIMIT


async def test_ui_06_unmarked_text_where_letters_are_commands_is_taken_one_by_one() -> None:
    """UI-06: as if it had been typed."""
    async with opened() as session:
        await session.press("smith", "enter")
        session.app.post_message(TextRun("/" + "j" * 30))
        await session.settle()
        assert "j" * 30 in session.text


@pytest.mark.parametrize("start", [*FIELDS, REJECT, ("smith", "enter"), RECORD, ("f1",)])
async def test_ui_06_a_paste_without_an_end_is_dropped_and_said(start: tuple[str, ...]) -> None:
    """UI-06: nothing of it is inserted, and the keys work again."""
    async with opened(size=(160, 45)) as session:
        await session.press(*start)
        before = session.where
        session.app.post_message(PasteLost())
        await session.settle()
        assert "The end of the pasted text did not arrive. Nothing was inserted." in session.text
        assert session.where == before


def test_ui_06_the_reader_says_that_a_paste_has_no_end() -> None:
    """UI-06: the token becomes the event the application answers."""
    found = tuple(events_of(Token(Kind.LOST_PASTE, ""), XTermParser()))
    assert [type(event) for event in found] == [PasteLost]
