"""A name typed on a page without a text box runs no command of its letters (UI-01, UI-07)."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.keys import _character_to_key

from entity_tui.keymap import ARRANGED, KEYS, RECORDS, Page, keys_of
from screens.shared.letters import Letters, Verdict, commands_of, search_keys
from support.driving import opened
from support.fake_desk import FakeDesk

CHANGING = {"collapse", "hide", "show_hidden", "move(-1)", "move(1)", "default_order", "pin"}


def key(name: str) -> events.Key:
    if len(name) > 1:
        return events.Key(name, "\r" if name == "enter" else None)
    return events.Key(_character_to_key(name), name)


def run(letters: Letters, keys: list[str], page: Page = Page.ACCOUNT) -> list[str]:
    """The keys that reach the page."""
    return [name for name in keys if letters.judge(key(name), page) is Verdict.PASS]


@pytest.mark.parametrize(
    ("typed", "reach"),
    [
        ("chan", ""), ("davis", ""), ("hill", ""), ("smith", ""), ("zc", "z"), ("o'brien", ""),
        ("garcia-lopez", ""), ("Chan", ""), ("ibarra", ""), ("vu 12", ""), ("ng", "n"),
        ("underhill", ""), ("quinn", ""), ("b", "b"), ("nnp", "nnp"), ("b8", "b8"),
        ("tt", "tt"), ("ñandu", ""), ("5c8", "5"), ("jgarza", "j"),
    ],
)  # fmt: skip
def test_letters_after_a_stray_letter_are_ignored(typed: str, reach: str) -> None:
    """UI-07: what is typed after a letter that is no command reaches nothing."""
    assert "".join(run(Letters(), list(typed))) == reach


@pytest.mark.parametrize(
    ("keys", "reach"),
    [
        (["c", "b", "enter", "b"], ["b"]),
        (["c", "b", "f8", "b"], ["f8", "b"]),
        (["c", "f2"], ["f2"]),
        (["c", "/"], ["/"]),
        (["c", "h", "?", "b"], ["?", "b"]),
        (["c", "down", "b"], ["down"]),
        (["c", "tab", "b"], ["tab"]),
        (["enter"], ["enter"]),
        (["c", "escape", "b"], ["escape", "b"]),
        (["c", " ", "8", "f12", "8"], ["f12", "8"]),
        (["g", "f10", "t"], ["f10", "t"]),
    ],
)
def test_enter_and_function_keys_end_the_ignoring(keys: list[str], reach: list[str]) -> None:
    """UI-07: Enter only ends it; a function key does its work; / and ? always lead on."""
    assert run(Letters(), keys) == reach


def test_the_first_stray_letter_is_reported_once() -> None:
    """UI-07: one message for a whole name."""
    letters = Letters()
    verdicts = [letters.judge(key(name), Page.ACCOUNT) for name in "chan"]
    assert verdicts == [Verdict.REPORT, *[Verdict.IGNORE] * 3]


@given(st.text(string.ascii_letters, min_size=1, max_size=12), st.sampled_from(RECORDS))
def test_no_letter_after_a_stray_one_passes(name: str, page: Page) -> None:
    """UI-07: every letter before the first stray one is a command; none after it passes."""
    passed = run(Letters(), list(name), page)
    stray = next((i for i, c in enumerate(name) if c not in commands_of(page)), len(name))
    assert passed == list(name[:stray])


@pytest.mark.parametrize("page", ARRANGED)
def test_no_letter_alone_changes_the_layout(page: Page) -> None:
    """UI-15: the layout and its preference change only behind the prefix."""
    acts = {k.action for k in KEYS if page in k.pages and any(map(str.isalpha, k.keys))}
    assert not acts & CHANGING


@pytest.mark.parametrize("name", ["chan", "hurd", "dietz", "cud", "hiccup"])
async def test_name_typed_on_an_account_changes_nothing(name: str) -> None:
    """UI-07: no zone moves, no preference is written, no step is made, and the way is named."""
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter")
        kept, before = dict(desk.preferences), session.lines[:20]
        await session.press(*name)
        assert session.lines[:20] == before
        assert "F2 or / searches" in session.message
        await session.press("enter")
        assert session.lines[:20] == before
        await session.press("/", *name, "enter")
        assert session.where == "ControlCentral"
        assert f"[{name}" in session.text
    assert desk.preferences.items() - kept.items() <= {
        (k, v) for k, v in desk.preferences.items() if not k.startswith("zones")
    }


async def test_layout_changes_are_undone_one_by_one() -> None:
    """UI-15: z u puts back each change of the layout, the last first."""
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter")
        before = session.lines[2:21]
        kept = session.app.reception.preferences.get("zones.account")
        await session.press("1", "z")
        assert "undo" in session.lines[-1]
        await session.press("h", "z", "down", "2", "z", "c")
        assert session.lines[2:21] != before
        await session.press("z", "u", "z", "u", "z", "u")
        assert desk.preferences["zones.account"] == kept
        await session.press("1")
        assert session.lines[2:21] == before
        await session.press("z", "u")
        assert session.message == "There is no change of the layout to undo."


@pytest.mark.parametrize("cancel", ["f12", "q", "enter", "8"])
async def test_other_keys_after_the_prefix_change_nothing(cancel: str) -> None:
    """UI-15: any key that is none of the layout's leaves it as it is, and does nothing else."""
    async with opened() as session:
        await session.search("smith")
        await session.press("enter")
        before = session.lines[:20]
        await session.press("z", cancel)
        assert session.message == "The layout is unchanged."
        assert session.lines[:20] == before


LIST = ("smith", "enter")
PAGES = [
    LIST, (*LIST, "enter"), ("f9", "lists", "enter"), ("f9", "import", "enter"),
    ("f9", "rejects", "enter"), ("f9", "eod", "enter"), ("f9", "time", "enter"),
    ("f9", "eom", "enter"), ("f9", "preferences", "enter"), ("f9", "verify", "enter"),
    (*LIST, "enter", "e", "enter"),
]  # fmt: skip


@pytest.mark.parametrize("start", PAGES)
async def test_message_names_only_keys_the_page_has(start: tuple[str, ...]) -> None:
    """UI-01, UI-07: each key that is said to search does so, and no other key is named."""
    async with opened() as session:
        await session.press(*start)
        where = session.where
        await session.press("ñ")
        said = session.message
        assert "is not a command here" in said
        await session.press("/")
        slash_searches = session.where == "ControlCentral" and session.cursor[1] == 1
        assert slash_searches is ("or /" in said)
        if session.where == where:
            await session.press("f2")
        assert session.where == "ControlCentral"
        assert "F2" in said


@pytest.mark.parametrize("page", list(Page))
def test_search_keys_are_those_of_the_map(page: Page) -> None:
    """UI-01: the sentence is built from the keys of the page."""
    named = search_keys(page)
    slash = any("slash" in k.keys and k.action == "find" for k in keys_of(page))
    home = any("f2" in k.keys for k in keys_of(page))
    assert ("/" in named, "F2" in named) == (slash, home)


def test_every_page_with_letters_has_f2() -> None:
    """UI-01: F2 is Control Central on every page and panel that is not a question."""
    questions = {Page.CONFIRM, Page.SIGNING, Page.REASON, Page.ENTRY, Page.NOTICE}
    partial = {Page.FILTER, Page.LAYOUT, Page.COMMAND}
    without = {page for page in Page if not any("f2" in k.keys for k in keys_of(page))}
    assert without == questions | partial
