"""Typed commands: how a line is read, completed and remembered; pure (UI-02)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from entity_tui.errors import EntityError

KEPT = 50
_TOLD = 6
"""So many choices are named in an error, others are listed by Tab."""
"""Lines remembered."""
LIKE_AN_IDENTIFIER = 7
"""A line with so many digits is remembered for the session only (SE-05)."""

Doer = TypeVar("Doer")
"""What commands are carried out on."""


class CommandError(EntityError):
    """The line is no command; the message names the word and the way out."""


def nothing_to_check(argument: str) -> object:
    """Any argument will do."""
    return None


@dataclass(frozen=True, slots=True)
class Command(Generic[Doer]):
    """One command: its words (the name first), what follows it, what it does."""

    words: tuple[str, ...]
    argument: str
    """`name%`; in brackets where it may be left out; "" for none."""
    description: str
    run: Callable[[Doer, str], None]
    choices: tuple[str, ...] = ()
    """The only arguments there are."""
    check: Callable[[str], object] = nothing_to_check
    """Raises EntityError or ValueError for an argument that cannot be."""

    @property
    def name(self) -> str:
        """The word it is listed by."""
        return self.words[0]

    @property
    def usage(self) -> str:
        """`acct account ID`."""
        return f"{self.name} {self.argument}".strip()


Commands = Sequence[Command[Doer]]


def parse(line: str, commands: Commands[Doer]) -> tuple[Command[Doer], str]:
    """The command of a line and its argument; CommandError names the word that is wrong.

    A word may be shortened as long as it is clear; so may one of an argument's choices.
    """
    word, _, rest = line.strip().partition(" ")
    argument = rest.strip()
    command = _command(word, commands)
    if argument and not command.argument:
        raise CommandError(f"'{command.name}' takes nothing after it: leave '{argument}' out.")
    if not argument and command.argument and not command.argument.startswith("["):
        raise CommandError(f"'{command.name}' wants more: {command.usage}")
    if argument and command.choices:
        argument = _choice(argument, command.choices)
    try:
        command.check(argument)
    except (EntityError, ValueError) as error:
        raise CommandError(str(error)) from error
    return command, argument


def _command(word: str, commands: Commands[Doer]) -> Command[Doer]:
    if not word:
        raise CommandError("Type a command; Tab lists them.")
    typed = word.casefold()
    by_word = {name: command for command in commands for name in command.words}
    if typed in by_word:
        return by_word[typed]
    meant = [command for command in commands if any(w.startswith(typed) for w in command.words)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise CommandError(f"'{word}' may be {_either(c.name for c in meant)}.")
    near = get_close_matches(typed, by_word, 1)
    hint = f"perhaps '{near[0]}'?" if near else f"to find it: cc {word}"
    raise CommandError(f"'{word}' is no command; {hint}")


def _choice(argument: str, choices: Sequence[str]) -> str:
    typed = argument.casefold()
    meant = [c for c in choices if c == typed] or [c for c in choices if c.startswith(typed)]
    if len(meant) == 1:
        return meant[0]
    if len(choices) > _TOLD:
        some = _either(meant) if meant else f"one of the {len(choices)} there are; Tab lists them"
        raise CommandError(f"'{argument}' {'may be' if meant else 'is not'} {some}.")
    raise CommandError(f"'{argument}' is not {_either(choices)}.")


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def complete(line: str, commands: Commands[Doer]) -> tuple[str, tuple[str, ...]]:
    """The line as far as it is clear, and the candidates where it is not."""
    word, blank, argument = line.lstrip().partition(" ")
    if not blank:
        names = [c.name for c in commands if c.name.startswith(word.casefold())]
        names = names or [w for c in commands for w in c.words if w.startswith(word.casefold())]
        return _completed("", word, names)
    try:
        choices = _command(word, commands).choices
    except CommandError:
        choices = ()
    typed = argument.strip().casefold()
    return _completed(f"{word} ", argument, [c for c in choices if c.startswith(typed)])


def _completed(head: str, typed: str, found: list[str]) -> tuple[str, tuple[str, ...]]:
    if not found:
        return head + typed, ()
    if len(found) == 1:
        return f"{head}{found[0]} ", ()
    first, last = min(found), max(found)
    same = next((i for i, c in enumerate(first) if last[i : i + 1] != c), len(first))
    return head + (first[:same] or typed), tuple(found)


def digits(text: str) -> int:
    """How many digits a text has."""
    return sum(map(str.isdigit, text))


class History:
    """The lines typed, oldest first, and where Up and Down are in them."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.lines = list(lines)[-KEPT:]
        self.at = len(self.lines)

    def add(self, line: str) -> None:
        """A line was carried out: it becomes the newest."""
        others = [kept for kept in self.lines if kept != line]
        self.lines = [*others[1 - KEPT :], line]
        self.at = len(self.lines)

    def older_than_these(self, lines: Iterable[str]) -> None:
        """Lines of earlier sessions go before this session's."""
        self.lines = [*(line for line in lines if line not in self.lines), *self.lines][-KEPT:]
        self.at = len(self.lines)

    def walk(self, steps: int) -> str:
        """The line before (-1) or after; past the newest an empty one."""
        self.at = max(0, min(self.at + steps, len(self.lines)))
        return self.lines[self.at] if self.at < len(self.lines) else ""

    def kept(self) -> str:
        """What may be kept for other sessions: no line that looks like it holds an identifier."""
        plain = [line for line in self.lines if digits(line) < LIKE_AN_IDENTIFIER]
        return json.dumps(plain)


def read_history(kept: str | None) -> list[str]:
    """Lines as they were kept; nothing where that cannot be read."""
    try:
        lines = json.loads(kept or "[]")
    except ValueError:
        return []
    return [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
