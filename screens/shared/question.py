"""What is asked before something is done: a word to confirm it, the reason, or Enter alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Offset

from screens.shared.draw import Line, rule, wide, with_cursor
from screens.shared.line_drawn import LineDrawn
from screens.shared.textbox import TextBox


class Question:
    """A title, what is to be known, and a box, at the foot of a page's lines.

    Without a label there is no box: nothing is typed, Enter does it.
    """

    def __init__(
        self, title: str, told: Sequence[str], label: str, entered: Callable[[str], None]
    ) -> None:
        """What is typed is handed to `entered` on Enter."""
        self.title, self.told, self.label = title, tuple(told), label
        self._entered = entered
        self.box = TextBox()

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return len(self.told) + (2 if self.label else 1)

    def lines(self, width: int) -> list[Line]:
        """Title, what is to be known, the box."""
        head: Line = ((rule(self.title, width), "title"),)
        shown: list[Line] = [head, *(((f" {line}", ""),) for line in self.told)]
        if self.label:
            text, at = self.box.window(self._room(width))
            shown.append(((f" {self.label} ", "label"), ("[", "key"), *with_cursor(text, at),
                          ("]", "key")))  # fmt: skip
        return shown

    def _room(self, width: int) -> int:
        return max(1, width - wide(self.label) - 5)

    def cursor_at(self, width: int) -> Offset:
        """In the box or on the last line, from the first of its own lines."""
        if not self.label:
            return Offset(1, self.height - 1)
        at = self.box.window(self._room(width))[1]
        return Offset(wide(self.label) + 3 + at, self.height - 1)

    def take_key(self, event: events.Key) -> bool:
        """Text and Enter are its own; keys that would move the mark do nothing."""
        if event.key == "enter":
            self._entered(self.box.value.strip())
            return True
        if event.is_printable and event.character:
            self.box.type(event.character)
            return True
        return self.box.edit(event.key) or event.key in _QUIET


_QUIET = frozenset(("tab", "shift+tab", "up", "down", "pageup", "pagedown"))


class Asking(LineDrawn, can_focus=True):
    """A question in a widget of its own, gone while nothing is asked."""

    DEFAULT_CSS = "Asking { display: none; height: 6; }"

    def __init__(self, entered: Callable[[str], None], *, id: str) -> None:
        super().__init__(id=id)
        self._entered = entered
        self.question: Question | None = None

    @property
    def box(self) -> TextBox | None:
        """What is typed, while something is asked."""
        return self.question.box if self.question else None

    def ask(self, title: str, told: Sequence[str], label: str) -> None:
        """Ask; what is typed is handed over on Enter."""
        self.question = Question(title, told, label, self._entered)
        self.styles.height = self.question.height + 1
        self.display = True
        self.redraw()

    def stop(self) -> None:
        """Nothing is asked any more."""
        self.question = None
        self.display = False

    def lines(self) -> list[Line]:
        """The question."""
        return self.question.lines(self.size.width) if self.question else []

    def cursor_at(self) -> Offset | None:
        """In the box."""
        return self.question.cursor_at(self.size.width) if self.question else None

    def take_key(self, event: events.Key) -> bool:
        """Text and Enter are its own."""
        taken = self.question is not None and self.question.take_key(event)
        if taken:
            self.redraw()
        return taken

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.question is not None:
            self.question.box.type(event.text.strip("\r\n"))
            self.redraw()
        return self.question is not None
