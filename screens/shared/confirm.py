"""A question before something is destroyed: a word must be typed (UI-07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.keymap import Page
from screens.shared.bars import KeyLine
from screens.shared.bindings import bound
from screens.shared.panels import MessagePanel
from screens.shared.question import Asking

WORD = "delete"


class Confirm(MessagePanel):
    """Does the act once the word is typed; keys pressed ahead of the question cannot confirm it."""

    DEFAULT_CSS = "Confirm { align: center bottom; }"
    page = Page.CONFIRM
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.CONFIRM)

    def __init__(self, title: str, effects: Sequence[str], act: Callable[[], None]) -> None:
        """`effects` say what will be gone and what stays."""
        super().__init__()
        self._title, self._effects, self._act = title, tuple(effects), act
        self.asking = Asking(self._entered, id="asking")

    def compose(self) -> ComposeResult:
        """The question, what is wrong with the answer, the keys."""
        self.hold()
        yield self.asking
        yield self.said
        yield KeyLine(Page.CONFIRM)

    def on_mount(self) -> None:
        """The box has the keys."""
        self.asking.ask(self._title, self._effects, f"Type {WORD} to confirm")
        self.put_focus(self.asking)
        self.settle()

    def _entered(self, typed: str) -> None:
        if typed.casefold() == WORD:
            self.dismiss()
            self._act()
        else:
            self.note(f"Nothing was deleted: type {WORD} and press Enter, or F12 to cancel.")
