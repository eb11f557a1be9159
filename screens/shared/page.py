"""What every page has: its keys from the map, a message line, help, and plain refusals."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.shared.bars import MessageLine
from screens.shared.quiet import QuietScreen
from screens.shared.reception import Reception


class PageScreen(QuietScreen):
    """A full page. Subclasses set `PURPOSE`, bind `bindings_of(...)` and name their `pages`."""

    PURPOSE: ClassVar[str] = ""

    class Shown(Message):
        """The page is on the terminal for the first time."""

    def __init__(self, reception: Reception) -> None:
        super().__init__()
        self.reception = reception

    @property
    def pages(self) -> tuple[Page, ...]:
        """The parts of the keyboard map that hold here, for F1."""
        raise NotImplementedError

    @property
    def message(self) -> MessageLine:
        """The line at the bottom for what happened."""
        return self.query_one("#message", MessageLine)

    def say(self, text: str) -> None:
        """Tell what happened."""
        self.message.say(text)

    def refuse(self, error: EntityError) -> None:
        """Tell why something was not done."""
        self.message.say(error.message, refused=True)

    def action_help(self) -> None:
        """F1: what this page is for, and its keys."""
        from screens.shared.panels import Help

        self.app.push_screen(Help(self.PURPOSE, self.pages))
