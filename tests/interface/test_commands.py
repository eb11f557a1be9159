"""How command lines are read, completed and remembered (UI-02, SE-05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.manual import NAMES
from screens.registry import COMMANDS
from screens.shared.commands import (
    KEPT,
    CommandError,
    History,
    complete,
    parse,
    read_history,
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "argument"),
    [
        ("cc smith%jo", "cc", "smith%jo"), ("  CC  smith  jones ", "cc", "smith  jones"),
        ("cc", "cc", ""), ("find x", "cc", "x"), ("acct 1929119291", "acct", "1929119291"),
        ("acct 1929119291-2", "acct", "1929119291-2"), ("tin 12-3456789", "tin", "12-3456789"),
        ("pers 12", "person", "12"), ("h acc", "help", "account"), ("q", "quit", ""),
    ],
)  # fmt: skip
def test_ui_02_a_line_is_a_command_and_what_follows_it(line: str, name: str, argument: str) -> None:
    command, rest = parse(line, COMMANDS)
    assert (command.name, rest) == (name, argument)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Type a command; Tab lists them."),
        ("acc", "'acct' wants more: acct account ID"),
        ("p 12", "'p' may be phone, person or preferences."),
        ("hepl", "'hepl' is no command; perhaps 'help'?"),
        ("smith%jo", "'smith%jo' is no command; to find it: cc smith%jo"),
        ("quit now", "'quit' takes nothing after it: leave 'now' out."),
        ("help me", f"'me' is not one of the {len(NAMES)} there are; Tab lists them."),
        ("help ma", "'ma' may be masks, macros or manual."),
        ("tin 123", "'123' has 3 digits, a TIN has nine"),
        ("person x", "'x' is not an ID: up to ten digits."),
        ("acct 19x", "'19x' is not an account ID: up to ten digits and a check digit."),
    ],
)
def test_ui_02_what_is_wrong_is_told_by_its_word(line: str, said: str) -> None:
    with pytest.raises(CommandError) as refused:
        parse(line, COMMANDS)
    assert refused.value.message == said


@pytest.mark.parametrize(
    ("typed", "line", "candidates"),
    [
        ("ac", "acct ", ()), ("ph", "phone ", ()), ("p", "p", ("phone", "person", "preferences")),
        ("help l", "help l", ("linear", "layouts", "list", "location", "layout")),
        ("help lis", "help list ", ()),
        ("xyz", "xyz", ()), ("cc smi", "cc smi", ()), ("fin", "find ", ()),
    ],
)  # fmt: skip
def test_ui_02_tab_completes_what_is_clear_and_offers_the_rest(
    typed: str, line: str, candidates: tuple[str, ...]
) -> None:
    assert complete(typed, COMMANDS) == (line, candidates)


def test_ui_02_tab_on_an_empty_line_offers_every_command() -> None:
    assert complete("", COMMANDS) == ("", tuple(command.name for command in COMMANDS))
    assert complete("help ", COMMANDS) == ("help ", NAMES)


def test_ui_02_no_word_belongs_to_two_commands() -> None:
    words = [word for command in COMMANDS for word in command.words]
    assert len(words) == len(set(words))
    assert all(command.description for command in COMMANDS)


@given(st.text(max_size=40))
def test_ui_02_any_line_is_a_command_or_refused(line: str) -> None:
    try:
        command, _ = parse(line, COMMANDS)
    except CommandError as refused:
        assert refused.message
    else:
        assert command in COMMANDS
    assert complete(line, COMMANDS)[0].split() or not line.split()


def test_ui_02_up_and_down_walk_the_history() -> None:
    history = History(["cc a", "cc b"])
    assert [history.walk(-1), history.walk(-1), history.walk(-1)] == ["cc b", "cc a", "cc a"]
    assert [history.walk(1), history.walk(1), history.walk(1)] == ["cc b", "", ""]
    history.add("cc a")
    assert history.lines == ["cc b", "cc a"]
    for n in range(2 * KEPT):
        history.add(f"cc {n}")
    assert len(history.lines) == KEPT


def test_se_05_lines_with_identifiers_are_not_kept_for_other_sessions() -> None:
    history = History(["cc smith", "tin 12-3456789", "phone 415 555 0142", "city oak"])
    assert read_history(history.kept()) == ["cc smith", "city oak"]


@pytest.mark.parametrize("kept", [None, "", "{", "7", '["a", 7]'])
def test_ui_02_a_history_that_cannot_be_read_is_an_empty_one(kept: str | None) -> None:
    assert read_history(kept) in ([], ["a"])
