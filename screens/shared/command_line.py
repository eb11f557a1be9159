"""The message line, and in its place the command line while one is typed (F9, UI-02)."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Offset

from entity_tui.errors import EntityError
from screens.shared.bars import MORE, MessageLine
from screens.shared.commands import History
from screens.shared.draw import Line, clip, wide, with_cursor
from screens.shared.textbox import TextBox

PROMPT = " ==> "
_TYPING = frozenset(
    "left right home end backspace delete tab shift+tab ctrl+h ctrl+k ctrl+u ctrl+w".split()
)
_LEAST = 24
"""Cells of the typed line that stay beside an error."""
Complete = Callable[[str], tuple[str, tuple[str, ...]]]


def is_typing(event: events.Key | events.Paste) -> bool:
    """Does the key change what is typed, and nothing else?"""
    if isinstance(event, events.Paste):
        return True
    return event.key in _TYPING or bool(event.is_printable and event.character)


class CommandLine(MessageLine, can_focus=True):
    """Says what happened; after `open` takes a command and says what is wrong with it."""

    def __init__(
        self,
        run: Callable[[str], None],
        complete: Complete,
        closed: Callable[[], None],
        offer: Callable[[tuple[str, ...]], None],
        *,
        id: str = "message",
    ) -> None:
        """`run` may raise EntityError; `offer` shows candidates, and () takes them away."""
        super().__init__(id=id)
        self._run, self._complete, self._shut, self._offer = run, complete, closed, offer
        self.typing: TextBox | None = None
        self.error = ""
        self.history = History()

    def open(self, history: History) -> None:
        """Take a command."""
        self.history, self.error = history, ""
        history.walk(len(history.lines) + 1)
        self.typing = TextBox()
        self.hush()
        self.redraw()

    def close(self) -> None:
        """Back to messages."""
        if self.typing is not None:
            self.typing, self.error = None, ""
            self._offer(())
            self._shut()
            self.redraw()

    def lines(self) -> list[Line]:
        """The message, or `==> command` with what is wrong with it at the right."""
        if self.typing is None:
            return super().lines()
        width = self.size.width
        shown, more = self._error_shown(width)
        text, at = self.typing.window(self._room(shown + more))
        return [((PROMPT, "key"), *with_cursor(text, at), (shown, "warn"), (more, "key"))]

    def _error_shown(self, width: int) -> tuple[str, str]:
        """What is wrong as far as it fits, and the key that shows it in full."""
        if not self.error:
            return "", ""
        text, room = f"! {self.error}", max(0, width - _LEAST - len(PROMPT))
        if wide(text) <= room:
            return text, ""
        return clip(text, max(0, room - wide(MORE))), MORE

    @property
    def cut(self) -> str:
        """The message or error shown, if it does not fit: F1 shows it in full."""
        if self.typing is None:
            return super().cut
        return self.error if self._error_shown(self.size.width)[1] else ""

    def _room(self, told: str) -> int:
        return max(1, self.size.width - len(PROMPT) - wide(told))

    def cursor_at(self) -> Offset | None:
        """The cell that is typed into."""
        if self.typing is None:
            return None
        return Offset(len(PROMPT) + self.typing.window(self.size.width - len(PROMPT))[1], 0)

    def take_key(self, event: events.Key) -> bool:
        """Text and the keys of a command line; another function key closes it and goes on."""
        if self.typing is None:
            return False
        if event.key in _KEYS:
            _KEYS[event.key](self)
        elif event.is_printable and event.character:
            self._typed(event.character)
        elif self.typing.edit(event.key):
            self._typed("")
        else:
            self.close()
            return False
        self.redraw()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        return self.take_text(event.text.strip())

    def take_text(self, text: str) -> bool:
        """Type many characters at once."""
        if self.typing is not None:
            self._typed(text)
            self.redraw()
        return self.typing is not None

    def tell(self, text: str) -> None:
        """Say something, beside the command while one is typed."""
        if self.typing is None:
            self.say(text)
        else:
            self.error = text
            self.redraw()

    def _typed(self, text: str) -> None:
        assert self.typing is not None
        self.typing.type(text)
        self.error = ""
        self._offer(())

    def enter(self) -> None:
        """Carry the line out; what is wrong is said beside it."""
        line = self.typing.value.strip() if self.typing else ""
        if not line:
            self.close()
            return
        self.run_now(line)

    def help(self) -> None:
        """F1: what is wrong in full, else every command."""
        from screens.shared.panels import show_message

        if self.cut:
            show_message(self.app, self.cut)
        else:
            self.run_now("help commands")

    def run_now(self, line: str) -> None:
        """Carry this line out."""
        try:
            self._run(line)
        except EntityError as error:
            self.error = error.message

    def tab(self) -> None:
        """Complete the line as far as it is clear, and offer the rest."""
        if self.typing is not None:
            line, candidates = self._complete(self.typing.value)
            self.typing.put(line)
            self.error = ""
            self._offer(candidates)

    def walk(self, steps: int) -> None:
        """A line of the history."""
        if self.typing is not None:
            self.typing.put(self.history.walk(steps))
            self.error = ""

    def lost_focus(self) -> None:
        """Another part of the page has the keys: the line is closed."""
        self.close()


_KEYS: dict[str, Callable[[CommandLine], None]] = {
    "f1": lambda line: line.help(),
    "enter": CommandLine.enter,
    "tab": CommandLine.tab,
    "shift+tab": CommandLine.tab,
    "up": lambda line: line.walk(-1),
    "down": lambda line: line.walk(1),
    "f9": CommandLine.close,
    "f12": CommandLine.close,
    "escape": CommandLine.close,
}
