"""Help as data: every page explained, nothing named that does not exist (UI-10)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from entity_tui.imports.layout import FIELD_KEYS, LAYOUT_KEYS, RECORD_KEYS
from entity_tui.key_names import key_name
from entity_tui.keymap import KEYS, Page
from entity_tui.manual import NAMES, Block, NoSuchPage, keys_in, name_of, pieces, plain, read_manual
from entity_tui.paths import data_root
from screens.control_central.criteria_form import BOXES
from screens.control_central.hit_columns import Column
from screens.control_central.record_view import HOUSE, zones_on
from screens.registry import COMMANDS
from screens.shared.commands import CommandError, parse
from screens.shared.draw import plain as drawn
from screens.shared.help import the_manual
from screens.shared.help_text import block_lines
from support.driving import opened
from support.fake_desk import FakeDesk

KEY_NAMES = {key_name(key) for entry in KEYS for key in entry.keys} | {k.shown for k in KEYS}
KEY_NAMES |= {"%"}  # the wild card is typed, too


def written() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        for block in read_manual().page(name).blocks:
            if block.kind != "term":
                for key in keys_in(block.text):
                    yield name, key


def shell() -> Any:
    from entity_tui.cli.main import app

    return typer.main.get_command(app)


def test_ui_10_every_file_of_the_help_is_a_page_and_every_page_of_the_keymap_has_one() -> None:
    assert {path.stem for path in (data_root() / "help").glob("*.md")} == set(NAMES)
    for page in Page:
        told = read_manual().page(name_of(page))
        assert any(block.kind == "text" for block in told.blocks), page
        assert any(block.kind == "term" for block in told.blocks), page


@pytest.mark.parametrize(("page", "text"), sorted(set(written())))
def test_ui_10_no_help_names_a_key_or_a_command_that_does_not_exist(page: str, text: str) -> None:
    words = shlex.split(text)
    if text in KEY_NAMES:
        return
    if words[0] == "entity-tui":
        _exists(shell(), words[1:])
        return
    parse(text, COMMANDS) if len(words) > 1 else _word(text)


def _word(text: str) -> None:
    assert any(text in command.words for command in COMMANDS), text


def _exists(command: Any, words: list[str]) -> None:
    for word in words:
        options = {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
        if word.startswith("-"):
            assert word in options | {"--help"}, word
        elif hasattr(command, "commands"):
            command = command.commands[word]


@pytest.mark.parametrize("box", [box for box in BOXES if box.label.strip()], ids=lambda b: b.name)
def test_ui_10_every_field_of_the_criteria_is_explained(box: Any) -> None:
    assert read_manual().page("criteria").about(box.label.strip())


@pytest.mark.parametrize(
    ("page", "title"), [(page, spec.title) for page in HOUSE for spec in zones_on(page)]
)
def test_ui_10_every_zone_is_explained(page: Page, title: str) -> None:
    assert read_manual().page(name_of(page)).about(title)


def test_ui_10_every_column_of_the_list_is_explained() -> None:
    from screens.control_central import hit_columns

    columns = {v.title for v in vars(hit_columns).values() if isinstance(v, Column)}
    told = " ".join(b.text for b in read_manual().page("list").blocks if b.kind == "item")
    assert columns <= {word for word, kind in pieces(told) if kind == "word"}


@pytest.mark.parametrize("word", sorted(LAYOUT_KEYS | RECORD_KEYS | FIELD_KEYS))
def test_im_02_every_word_of_a_layout_is_explained(word: str) -> None:
    told = " ".join(b.text for b in read_manual().page("layouts").blocks if b.kind == "item")
    assert word in {text for text, kind in pieces(told) if kind == "word"}


@pytest.mark.parametrize("name", NAMES)
def test_ui_10_help_is_narrow_markdown_and_plain_words(name: str) -> None:
    for block in read_manual().page(name).blocks:
        assert block.kind in {"heading", "text", "item", "term"}
        if block.kind != "term":
            bare = "".join(text for text, kind in pieces(block.text) if kind == "text")
            assert not re.search(r"[`*_\[\]#<>]", bare), block.text


def test_ui_10_words_find_titles_before_headings_before_texts() -> None:
    manual = the_manual()
    found = manual.search("statute dates")
    assert next(place.page.name for place in found) in {"account", "people"}
    assert manual.search("ZONES own layout")[0].heading == "Your own layout"
    assert manual.search("import")[0].page.name == "importing"
    assert manual.search("reveal mask")
    assert manual.search("no such words anywhere") == ()
    assert manual.search("  ") == ()
    with pytest.raises(NoSuchPage):
        manual.page("nowhere")


def test_ui_10_every_command_stands_in_the_manual() -> None:
    usages = {block.name for block in the_manual().page("commands").blocks}
    assert {command.usage for command in COMMANDS} <= usages


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("name", NAMES)
def test_ui_04_every_line_of_the_help_fits(name: str, width: int) -> None:
    for block in the_manual().page(name).blocks:
        lines = [drawn(line) for line in block_lines(block, width)]
        assert all(len(line) <= width for line in lines), lines
        told = f"{block.name}{plain(block.text)}".replace(" ", "")
        shown = "".join(lines).replace(" ", "").replace("─", "").removeprefix("-")
        assert told.removeprefix("-") == shown or block.kind == "heading"


def test_ui_10_marks_become_styles_and_punctuation_stays_with_its_word() -> None:
    (line,) = block_lines(Block("text", "Press `F8`, then look at *Find*."), 80)
    assert drawn(line) == " Press F8, then look at Find."
    assert (" F8", "key") in line and (" Find", "title") in line


async def test_ui_10_one_place_of_the_manual_is_told_as_one() -> None:
    async with opened() as session:
        await session.press("f1", "/", "last payment")
        assert session.lines[1].startswith("── 1 place ──")


async def test_ui_10_f1_in_the_list_begins_with_the_keys_of_the_list() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("f1")
        assert session.lines[2].startswith("── Control Central: list ──")


async def test_ui_10_f1_tells_the_page_and_first_the_field_or_zone_the_cursor_is_in() -> None:
    async with opened() as session:
        await session.press("tab", "tab", "tab", "f1")
        assert "Help: Control Central" in session.lines[0]
        assert "Here: City" in session.lines[3]
        assert "the beginning of a city's name" in session.lines[4]
        assert "Find a taxpayer, an account or a location" in session.text
        await session.press("f12")
        await session.search("smith")
        await session.press("enter", "3", "f1")
        assert "Help: Account Information" in session.lines[0]
        assert "Here: Modules" in session.text
        assert "F8 n Ctrl+N" in session.text
        await session.press("end")
        assert "Move, collapse and hide the zones" in session.text


async def test_ui_10_a_slash_in_the_help_searches_the_manual_and_enter_opens_the_place() -> None:
    async with opened() as session:
        await session.press("f1", "/", "statute")
        assert session.where == "ManualPanel"
        assert "[statute" in session.lines[0]
        assert "places" in session.lines[1]
        await session.press("down", "enter")
        assert "Help: " in session.lines[0]
        assert "statute" in session.text
        await session.press("/")
        assert session.where == "ManualPanel"
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_ui_10_manual_with_words_is_a_command_and_without_them_the_contents() -> None:
    async with opened() as session:
        await session.press("f9", "manual wild card", "enter")
        assert "[wild card" in session.lines[0]
        assert "Searching" in session.lines[2]
        await session.press("ctrl+u")
        assert "every page" in session.lines[1]
        assert "Getting started" in session.lines[2]
        await session.press("zzzzq")
        assert "Nothing has all these words" in session.lines[2]


async def test_ui_05_the_manual_needs_no_boxes() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        for keys in (("f1",), ("/", "key")):
            await session.press(*keys)
            assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")


def test_ui_02_a_shortened_page_name_says_what_it_may_be() -> None:
    with pytest.raises(CommandError, match="'ma' may be masks, macros or manual"):
        parse("help ma", COMMANDS)
