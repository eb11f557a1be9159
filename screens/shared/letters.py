"""Letters on a page without a text box: commands, or a name typed by mistake (UI-01, UI-07)."""

from __future__ import annotations

from enum import Enum

from textual import events

from entity_tui.keymap import Page, keys_of

_ALWAYS = frozenset({"slash", "question_mark"})
"""Characters that lead to the search and the help, also after a letter that is no command."""
_SEARCHES = frozenset({"criteria", "home", "find"})
"""What a key does that leads to a search."""


class Verdict(Enum):
    """What to do with a key."""

    PASS = "pass"
    """Not a stray letter: the bindings of the page decide."""
    REPORT = "report"
    """The first letter that is no command: ignore it and say so."""
    IGNORE = "ignore"
    """A key that follows such a letter: ignore it."""


class Letters:
    """Ignores what is typed after a letter that is no command, until Enter or a function key.

    A name typed on a page by mistake must not be run as one command for each of its letters.
    """

    def __init__(self) -> None:
        self.ignoring = False

    def judge(self, event: events.Key, page: Page) -> Verdict:
        """Judge one key on a page; Enter ends the ignoring and does nothing else."""
        if not (event.is_printable and event.character):
            return self._named(event.key)
        if event.key in _ALWAYS:
            self.ignoring = False
            return Verdict.PASS
        if self.ignoring:
            return Verdict.IGNORE
        if not event.character.isalpha() or event.key in commands_of(page):
            return Verdict.PASS
        self.ignoring = True
        return Verdict.REPORT

    def _named(self, key: str) -> Verdict:
        ends = key in {"enter", "escape"} or (key[:1] == "f" and key[1:].isdigit())
        was, self.ignoring = self.ignoring, self.ignoring and not ends
        return Verdict.IGNORE if was and key == "enter" else Verdict.PASS


def search_keys(page: Page) -> str:
    """Return the keys of a page that lead to a search: `F2 or /`; "" where it has none."""
    found = [key.first for key in keys_of(page) if key.action in _SEARCHES]
    return " or ".join(sorted(found, key=lambda key: not key.startswith("F")))


def commands_of(page: Page) -> frozenset[str]:
    """Return the keys of every command of a page."""
    return frozenset(name for key in keys_of(page) for name in key.keys)
