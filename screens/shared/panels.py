"""Panels over a page: help, a notice that needs reading, and a list of values (F1, F4)."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from entity_tui.keymap import Page, bindings_of, keys_of
from screens.shared.bars import KeyLine
from screens.shared.draw import Line, cell, rule
from screens.shared.line_drawn import LineDrawn
from screens.shared.scrolled import Scrolled

Result = TypeVar("Result")


class Panel(ModalScreen[Result], Generic[Result]):
    """A modal panel; F12 or Escape closes it without a result."""

    CSS = """
    Panel { align: center middle; }
    Panel .-fill { height: 1fr; }
    Panel .-box { width: 56; height: auto; }
    """
    ALLOW_SELECT = False

    def action_back(self) -> None:
        """Close without a result."""
        self.dismiss(None)


class Help(Panel[None]):
    """The page's purpose and its keys; scrolls."""

    BINDINGS = [*bindings_of(Page.HELP), ("f1,question_mark,f3,enter", "back", "")]

    def __init__(self, purpose: str, pages: Sequence[Page]) -> None:
        super().__init__()
        self.purpose = purpose
        self.key_pages = tuple(pages)

    def compose(self) -> ComposeResult:
        """Text over the whole screen and its key line."""
        with Vertical():
            yield Scrolled(self._body, id="text").add_class("-fill")
            yield KeyLine(Page.HELP)

    def on_mount(self) -> None:
        """The text takes the scrolling keys."""
        self.query_one("#text").focus()

    def _body(self, width: int) -> list[Line]:
        page = self.key_pages[0]
        rows: list[Line] = [((rule(f"Help: {str(page).split(':')[0]}", width), "title"),)]
        for paragraph in self.purpose.split("\n"):
            wrapped = textwrap.wrap(" ".join(paragraph.split()), min(width, 100) - 2) or [""]
            rows += [((f" {text}", ""),) for text in wrapped]
        for page in self.key_pages:
            rows += [(), ((rule(str(page), width), "title"),)]
            for key in keys_of(page):
                rows.append(((f" {key.shown:<16} ", "key"), (key.description, "")))
        return rows


class Notice(Panel[None]):
    """A plain text that wants to be read before anything goes on."""

    BINDINGS = [*bindings_of(Page.NOTICE), ("f3,space", "back", "")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.notice = (title, text)

    def compose(self) -> ComposeResult:
        """The text, wrapped, and its key line."""
        with Vertical():
            yield Scrolled(self._body, id="text").add_class("-fill")
            yield KeyLine(Page.NOTICE)

    def on_mount(self) -> None:
        """The text takes the scrolling keys."""
        self.query_one("#text").focus()

    def _body(self, width: int) -> list[Line]:
        title, text = self.notice
        wrapped = [
            row
            for paragraph in text.split("\n")
            for row in textwrap.wrap(paragraph, min(width, 100) - 2) or [""]
        ]
        return [((rule(title, width), "title"),), (), *(((f" {row}", ""),) for row in wrapped)]


class ValueList(LineDrawn):
    """Values with their meaning, narrowed by what was typed, one marked."""

    def __init__(self, title: str, values: Sequence[tuple[str, str]], start: str) -> None:
        super().__init__(id="values")
        self.title = title
        self.values = tuple(values)
        self.typed = ""
        codes = [code for code, _ in self.values]
        self.at = codes.index(start) if start in codes else 0

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """The values whose code begins with, or whose meaning holds, what was typed."""
        typed = self.typed.casefold()
        return tuple(
            (code, meaning)
            for code, meaning in self.values
            if code.casefold().startswith(typed) or typed in meaning.casefold()
        )

    def lines(self) -> list[Line]:
        """Title, values around the marked one, what was typed."""
        width, room = self.size.width, max(1, self.size.height - 2)
        values = self.narrowed
        start = max(0, min(self.at - room // 2, len(values) - room))
        rows: list[Line] = [((rule(self.title, width), "title"),)]
        for i, (code, meaning) in enumerate(values[start : start + room], start):
            here = i == self.at
            text = f" {'▶' if here else ' '} {cell(code, 8)} {meaning}"
            rows.append(((cell(text, width), "marked" if here else ""),))
        if not values:
            rows.append((("   nothing begins like that", ""),))
        rows += [()] * (room + 1 - len(rows))
        return [*rows, ((" narrow: ", "label"), (self.typed, ""), ("_", "key"))]


class Values(Panel[str]):
    """F4: type to narrow, Enter takes."""

    BINDINGS = [*bindings_of(Page.VALUES), ("f4", "back", ""), ("tab", "move(1)", "")]

    def __init__(self, title: str, values: Sequence[tuple[str, str]], start: str) -> None:
        super().__init__()
        self.list = ValueList(title, values, start)
        self.list.styles.height = min(len(values) + 2, 18)

    def compose(self) -> ComposeResult:
        """The list and its key line."""
        with Vertical(classes="-box"):
            yield self.list
            yield KeyLine(Page.VALUES)

    def action_move(self, steps: int) -> None:
        """Mark another value; stops at the ends."""
        last = len(self.list.narrowed) - 1
        self.list.at = max(0, min(self.list.at + steps, last))
        self.list.redraw()

    def action_take(self) -> None:
        """Close with the marked value."""
        if self.list.narrowed:
            self.dismiss(self.list.narrowed[self.list.at][0])

    def on_key(self, event: events.Key) -> None:
        """Characters narrow the list."""
        if event.key == "backspace":
            self.list.typed = self.list.typed[:-1]
        elif event.is_printable and event.character is not None:
            self.list.typed += event.character
        else:
            return
        self.list.at = 0
        self.list.redraw()
        event.stop()
