"""Panels over a page: a text, a notice that needs reading, and a list of values (F4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget

from entity_tui.keymap import Page, key_line
from entity_tui.manual import name_of
from screens.shared.bars import KeyLine, MessageLine
from screens.shared.bindings import SCROLLING, bound
from screens.shared.draw import Line, cell, rule, wrap
from screens.shared.line_drawn import LineDrawn
from screens.shared.quiet import QuietScreen, Typed
from screens.shared.reception import Reception
from screens.shared.scrolled import Scrolled
from screens.shared.tour_strip import strip

if TYPE_CHECKING:
    from entity_tui.app import EntityApp


class Panel(ModalScreen[None], QuietScreen):
    """A modal panel; F12 or Escape closes it."""

    DEFAULT_CSS = """
    Panel { align: center middle; }
    Panel ValueList { width: 60; max-width: 100%; max-height: 100%; }
    """

    @property
    def reception_of(self) -> Reception:
        """What the program was furnished with."""
        return cast("EntityApp", self.app).reception

    page = Page.NOTICE
    """The part of the keyboard map that holds here."""

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

    def needs_no_store(self, event: Typed) -> bool:
        """A panel is open already."""
        return True

    def action_help(self) -> None:
        """F1: the keys of this panel."""
        from screens.shared.help import Help

        self.app.push_screen(Help([name_of(self.page)]))

    def action_home(self) -> None:
        """F2: to the criteria of Control Central."""
        self.reception_of.program.criteria()

    def action_command(self) -> None:
        """F9: close, and type a command on the page below."""
        from screens.shared.page import PageScreen

        self.reception_of.check_leaving([self])
        self.depart()
        below = self.app.screen
        if isinstance(below, Panel | PageScreen):
            below.action_command()

    @property
    def ways(self) -> str:
        """A panel is closed before anything else is done."""
        return "F12 closes this."


class MessagePanel(Panel):
    """A panel with a message line of its own, `said`."""

    def __init__(self) -> None:
        super().__init__()
        self.said = MessageLine(id="said")
        self._until_next_key = False

    def note(self, text: str) -> None:
        """In the message line, until the next key."""
        self.said.say(text)
        self._until_next_key = True

    def warn(self, text: str) -> bool:
        """In the message line, until something is typed."""
        self.said.say(text, refused=True)
        return True

    def take(self, event: Typed) -> bool:
        """A note was for the key before; F1 shows it in full where it is cut."""
        shows_it = isinstance(event, events.Key) and event.key == "f1" and self.said.cut
        if self._until_next_key and not shows_it:
            self.said.hush()
            self._until_next_key = False
        return super().take(event)

    def action_help(self) -> None:
        """F1: a message that was cut, in full; else the keys of this panel."""
        if self.said.cut:
            show_message(self.app, self.said.cut)
            self.said.hush()
        else:
            super().action_help()


class NotingPanel(Panel):
    """A panel that says what it has to say in its key line."""

    def note(self, text: str) -> None:
        """In the key line, until the next key."""
        self.query_one(KeyLine).offer((text,))

    def take(self, event: Typed) -> bool:
        """The key line is the keys' again."""
        self.query_one(KeyLine).offer(())
        return super().take(event)


class TextPanel(NotingPanel):
    """A text over the whole screen; scrolls."""

    def compose(self) -> ComposeResult:
        """The text and its key line."""
        self.hold()
        with Vertical():
            yield Scrolled(self.body, id="text")
            yield from strip(self)
            yield KeyLine(self.page)

    def on_mount(self) -> None:
        """The text takes the scrolling keys; its title stays."""
        text = self.query_one("#text", Scrolled)
        text.frozen = 1
        self.put_focus(text)
        self.settle()

    def body(self, width: int) -> list[Line]:
        """The lines of the text, the first one its title."""
        raise NotImplementedError


class Printed(TextPanel):
    """Lines as they are, to scroll through."""

    page = Page.HELP
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.HELP, without=SCROLLING)

    def __init__(self, title: str, texts: Sequence[str]) -> None:
        super().__init__()
        self.heading, self.texts = title, tuple(texts)

    def body(self, width: int) -> list[Line]:
        """The title and the lines."""
        return [((rule(self.heading, width), "title"),), *(((f" {t}", ""),) for t in self.texts)]


class Notice(TextPanel):
    """A plain text that wants to be read before anything goes on."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.NOTICE)

    def __init__(self, title: str, text: str, closed: Callable[[], None]) -> None:
        super().__init__()
        self.closed = closed
        self.notice = (title, text)

    def action_back(self) -> None:
        """Close and go on."""
        self.dismiss()
        self.closed()

    def take(self, event: Typed) -> bool:
        """Ctrl+Q closes it as the other keys do: what follows says how the program ends."""
        if isinstance(event, events.Key) and event.key == "ctrl+q":
            self.action_back()
            return True
        return super().take(event)

    def body(self, width: int) -> list[Line]:
        """The text, wrapped."""
        title, text = self.notice
        rows = [row for paragraph in text.split("\n") for row in wrapped(paragraph, width)]
        return [((rule(title, width), "title"),), (), *rows]


def show_message(app: App[Any], text: str) -> None:
    """Show a message in full that did not fit its line."""
    app.push_screen(Notice("Message", text, lambda: None))


def wrapped(paragraph: str, width: int) -> list[Line]:
    """A paragraph as lines no longer than is comfortable to read."""
    return [((f" {text}", ""),) for text in wrap(paragraph, max(20, min(width, 100) - 2))]


class ValueList(LineDrawn):
    """Values with their meaning, narrowed by what was typed, one marked."""

    def __init__(self, title: str, values: Sequence[tuple[str, str]], start: str) -> None:
        super().__init__(id="values")
        self.title = title
        self.values = tuple(values)
        self.typed = self.note = ""
        codes = [code for code, _ in self.values]
        self._code = max([8, *map(len, codes)])
        self.at = codes.index(start) if start in codes else 0

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """The values whose code, or a word of whose meaning, begins with what was typed."""
        typed = self.typed.casefold()
        return tuple(
            (code, meaning)
            for code, meaning in self.values
            if any(word.startswith(typed) for word in f"{code} {meaning}".casefold().split())
        )

    def cursor_at(self) -> Offset:
        """The marked value."""
        return Offset(1 if not self.look.linear else 0, 1 + self.at - self._start)

    @property
    def _start(self) -> int:
        """The first value that is shown."""
        room = max(1, self.size.height - 2)
        return max(0, min(self.at - room // 2, len(self.narrowed) - room))

    def lines(self) -> list[Line]:
        """A box: title, values around the marked one, what was typed, how to leave."""
        width, room = self.size.width, max(1, self.size.height - 2)
        values, start = self.narrowed, self._start
        rows: list[Line] = [((cell(f"┌{rule(self.title, width - 2)}┐", width), "title"),)]
        for i, (code, meaning) in enumerate(values[start : start + room], start):
            mark, style = ("▶", "marked") if i == self.at else (" ", "")
            rows.append(boxed(f"{mark} {cell(code, self._code)} {meaning}", style, width))
        if not values:
            rows.append(boxed("  nothing like that", "", width))
        rows += [boxed("", "", width)] * (room + 1 - len(rows))
        keys = " ".join(f"{key} {word}" for key, word in key_line(Page.VALUES, width))
        foot = rule(self.note or f"{self.typed or 'type to narrow'} ── {keys}", width - 2)
        return [*rows, ((cell(f"└{foot}┘", width), "title"),)]


def boxed(text: str, style: str, width: int) -> Line:
    """A line between the sides of a box."""
    return (("│", "title"), (cell(f" {text}", width - 2), style), ("│", "title"))


class Values(Panel):
    """F4: type to narrow, Enter takes."""

    page = Page.VALUES
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.VALUES)

    def __init__(
        self,
        title: str,
        values: Sequence[tuple[str, str]],
        start: str,
        taken: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.taken = taken
        self.list = ValueList(title, values, start)
        self.list.styles.height = min(len(values) + 2, 18)

    def compose(self) -> ComposeResult:
        """The list, over the page."""
        self.hold()
        yield self.list

    def on_mount(self) -> None:
        """Nothing in here takes the focus: the panel has the keys."""
        if self.list.look.linear:
            self.list.styles.width = self.list.styles.height = "100%"
        self.settle()

    @property
    def at_work(self) -> Widget | None:
        """The list."""
        return self.list

    def note(self, text: str) -> None:
        """In the foot of the list, until the next key."""
        self.list.note = text
        self.list.redraw()

    def take(self, event: Typed) -> bool:
        """The foot names the keys again."""
        if self.list.note:
            self.note("")
        return super().take(event)

    def action_move(self, steps: int) -> None:
        """Mark another value; stops at the ends."""
        last = len(self.list.narrowed) - 1
        self.list.at = max(0, min(self.list.at + steps, last))
        self.list.redraw()

    def action_take(self) -> None:
        """Close with the marked value."""
        if self.list.narrowed:
            self.dismiss()
            self.taken(self.list.narrowed[self.list.at][0])

    def take_key(self, event: events.Key) -> bool:
        """Characters narrow the list."""
        if event.key == "backspace":
            self.list.typed = self.list.typed[:-1]
        elif event.is_printable and event.character is not None:
            self.list.typed += event.character
        else:
            return False
        self.list.at = 0
        self.list.redraw()
        return True
