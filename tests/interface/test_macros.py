"""Macros: recorded, typed again, told as commands, kept without identifiers (UI-02, SE-05)."""

from __future__ import annotations

import json
import shlex
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Criteria
from screens.shared.deeds import find_command, find_line_command
from screens.shared.macros import (
    Macro,
    keep,
    noted,
    read_macros,
    read_request,
    without_last_command,
)  # fmt: skip
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk


def typed(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((char, char) for char in text)


F9, ENTER = ("f9", ""), ("enter", "")


@pytest.mark.parametrize(
    ("argument", "request_"),
    [
        ("record morning", ("record", "morning")), ("stop", ("stop", "")),
        ("morning", ("run", "morning")), ("run morning", ("run", "morning")),
        ("list", ("list", "")), ("print x-1", ("print", "x-1")), ("DELETE X", ("delete", "x")),
    ],
)  # fmt: skip
def test_ui_02_what_follows_macro(argument: str, request_: tuple[str, str]) -> None:
    assert read_request(argument) == request_


@pytest.mark.parametrize(
    "argument", ["", "record", "stop it", "record 1x", "record stop", "a b", "x" * 30, "print"]
)
def test_ui_02_what_is_no_request_says_what_is(argument: str) -> None:
    with pytest.raises(ValueError, match="macro"):
        read_request(argument)


def test_ui_02_a_macro_is_told_as_keys_and_texts() -> None:
    macro = Macro((F9, *typed("cc smith"), ENTER, ("f8", ""), ("n", "n")))
    assert macro.told == 'F9 "cc smith" Enter F8 "n"'


def test_ui_02_the_command_that_stops_is_no_part_of_it() -> None:
    strokes = [("f8", ""), F9, *typed("macro stop"), ENTER]
    assert without_last_command(strokes) == (("f8", ""),)


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["cc smith"], True), (["12-3456789"], False), (["123456"], True),
        (["123", "4567"], True), (["tin 123 45 6789"], False),
    ],
)  # fmt: skip
def test_se_05_a_macro_with_an_identifier_is_not_kept(texts: list[str], kept: bool) -> None:
    macro = Macro(tuple(stroke for text in texts for stroke in (*typed(text), ENTER)))
    assert (read_macros(keep({"a": macro})) == {"a": macro}) is kept


def test_se_05_digits_typed_in_pieces_with_corrections_between_are_one_text() -> None:
    strokes = (*typed("12345"), ("left", ""), *typed("67"), ("paste", "89"))
    assert not Macro(strokes).may_be_kept


def test_se_05_commands_with_a_number_are_not_kept() -> None:
    macro = Macro(typed("x"), ("entity-tui find smith", "entity-tui show 1929119291-2"))
    kept = keep({"a": macro})
    assert "1929119291" not in kept
    assert read_macros(kept)["a"].commands[0] == "entity-tui find smith"
    assert read_macros(kept)["a"].commands[1].startswith("#")


@pytest.mark.parametrize(
    "kept", [None, "", "{", "7", "[]", '{"a": 7}', '{"a": {"keys": [[1, 2]]}}']
)
def test_ui_02_macros_that_cannot_be_read_are_none(kept: str | None) -> None:
    assert read_macros(kept) == {}


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True),
        st.text(st.characters(codec="utf-8", exclude_categories=["Nd", "Cs"])),
    )
)
def test_ui_02_what_is_kept_is_read_again(macros: dict[str, str]) -> None:
    kept = {name: Macro((("paste", text),)) for name, text in macros.items()}
    assert read_macros(keep(kept)) == kept


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        (Criteria(name="o'neil%"), ["--name", "o'neil%"]),
        (Criteria(city="oak land", all_locations=True), ["--city", "oak land", "--all-locations"]),
        (Criteria(id_type="EIN", id_value="12-3"), ["--id-type", "EIN", "--id", "12-3"]),
    ],
)
def test_ui_02_a_search_by_fields_as_the_shell_says_it(
    criteria: Criteria, words: list[str]
) -> None:
    import typer

    from entity_tui.cli.main import app

    said = shlex.split(find_command(criteria))
    assert said == ["entity-tui", "find", *words]
    find = typer.main.get_command(app).commands["find"]  # type: ignore[attr-defined]
    find.make_context("find", said[2:])


def test_ui_02_a_search_that_was_typed_on_is_noted_once() -> None:
    commands: tuple[str, ...] = ()
    for text in ("sm", "smith", "smith%jo", "smith%jo", "jones"):
        commands = noted(commands, find_line_command(text, False))
    assert commands == ("entity-tui find smith%jo", "entity-tui find jones")


async def record(session: Session, name: str, *keys: str) -> None:
    await session.press("f9", f"macro record {name}", "enter")
    for key in keys:
        await session.press(key)
    await session.press("f9", "macro stop", "enter")


async def play(session: Session, name: str) -> None:
    session.send("f9", f"macro {name}", "enter")
    await session.until(lambda: session.app.typist.playing)
    await session.until(lambda: not session.app.typist.playing)
    await session.settle()


async def test_ui_02_a_macro_is_recorded_played_printed_and_kept() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await record(session, "third", "f9", "cc smith", "enter", "down", "down", "enter", "3")
        assert "Macro third, " in session.message and "kept for you" in session.message
        there = session.text
        await session.press("f2", "other", "enter")
        await play(session, "third")
        assert session.where == "RecordScreen"
        assert session.lines[:20] == there.split("\n")[:20]
        await session.press("f9", "macro print third", "enter")
        assert "entity-tui find smith" in session.text
        assert "entity-tui show " in session.text
    assert set(json.loads(desk.preferences["macros"])) == {"third"}
    assert f"{HITS[2].account_id:010d}" not in desk.preferences["macros"]
    async with opened(desk) as session:
        await play(session, "third")
        assert "3 of 300+" in session.lines[0]
        await session.press("f9", "macro list", "enter")
        assert 'F9 "cc smith" Enter Down Down Enter "3"' in session.text
        await session.press(
            "f12", "f9", "macro delete third", "enter", "f9", "macro third", "enter"
        )
        assert "There is no macro 'third' (there is none yet)" in session.text
    assert json.loads(desk.preferences["macros"]) == {}


async def test_ui_02_a_replay_waits_for_each_page_and_loses_nothing() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await record(
            session, "look", "f9", "cc smith", "enter", "enter", "f8", "f11", "f8", "f7", "f11", "2"
        )
        calls = [call for call in desk.calls if call[0] in {"find_line", "open_account", "reveal"}]
        assert [call[0] for call in calls].count("reveal") == 2
    async with opened(desk) as session:
        desk.slow = 0.08
        desk.calls.clear()
        session.send("f9", "macro look", "enter")
        await session.until(lambda: session.app.typist.playing)
        session.send("f2")
        await session.until(lambda: not session.app.typist.playing, 20)
        await session.settle()
        again = [call for call in desk.calls if call[0] in {"find_line", "open_account", "reveal"}]
        assert again == calls
        assert session.where == "ControlCentral"


async def test_ui_02_f12_and_a_refusal_stop_a_replay() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await record(session, "long", "f9", "cc smith", "enter", "enter", "f8", "f8", "f8")
        await session.press("f2")
        desk.gate = threading.Event()
        session.send("f9", "macro long", "enter")
        await session.until(lambda: session.app.typist.playing)
        session.send("f12")
        await session.until(lambda: not session.app.typist.playing)
        desk.gate.set()
        await session.settle()
        assert session.where == "ControlCentral"
        desk.gate = None
        desk.viewer = replace(desk.viewer, sensitive=False)
        await session.press("f2")
        await record(session, "peep", "f9", "cc smith", "enter", "enter", "f11")
        await session.press("f2")
        await play(session, "peep")
        assert "Your profile does not show" in session.message


async def test_ui_02_what_cannot_be_done_with_a_macro_is_said() -> None:
    async with opened() as session:
        await session.press("f9", "macro stop", "enter")
        assert session.message.startswith("! No macro is being recorded")
        await record(session, "empty")
        assert "Nothing was typed" in session.message
        await session.press("f9", "macro record a", "enter", "f9", "macro record b", "enter")
        assert "'a' is being recorded" in session.message
        await session.press("f9", "macro", "enter")
        assert "Type macro record NAME" in session.text
