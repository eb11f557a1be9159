"""F1: the help of a page, and the manual to search (UI-10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Offset

from entity_tui.keymap import Page
from entity_tui.manual import Found, HelpPage, Manual, plain, read_manual
from screens.registry import COMMANDS
from screens.shared.bars import KeyLine
from screens.shared.bindings import SCROLLING, bound
from screens.shared.draw import Line, cell, rule, with_cursor
from screens.shared.help_text import block_lines, excerpt, page_lines
from screens.shared.line_drawn import LineDrawn
from screens.shared.panels import NotingPanel, TextPanel
from screens.shared.scrolled import Scrolled
from screens.shared.textbox import TextBox
from screens.shared.tour_strip import strip


def the_manual() -> Manual:
    """The manual with every typed command."""
    return read_manual([(command.usage, command.description) for command in COMMANDS])


class Help(TextPanel):
    """Pages of the manual, one below the other."""

    page = Page.HELP
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.HELP, without=SCROLLING)

    def __init__(self, names: Sequence[str], here: str = "", at: int = -1) -> None:
        """`here` is the field or zone the cursor is in; `at` the block to begin with."""
        super().__init__()
        manual = the_manual()
        self.told = tuple(manual.page(name) for name in names)
        self.here, self.at = here, at

    @property
    def heading(self) -> str:
        """What the help is for: `Control Central`."""
        return self.told[0].title.split(":")[0]

    def body(self, width: int) -> list[Line]:
        """A frozen title, then every page."""
        rows: list[Line] = [((rule(f"Help: {self.heading}", width), "title"),)]
        for page in self.told:
            if len(self.told) > 1:
                rows += [(), ((rule(page.title, width), "title"),)]
            rows += page_lines(page, width, self.here)
        return rows

    def on_mount(self) -> None:
        """Begin at the place asked for."""
        super().on_mount()
        if self.at >= 0:
            before = self.told[0].blocks[: self.at]
            width = self.app.size.width
            self.query_one("#text", Scrolled).top = sum(len(block_lines(b, width)) for b in before)

    def action_search(self) -> None:
        """Search the whole manual: in the panel below, or in a new one."""
        self.dismiss()
        if not isinstance(self.app.screen, ManualPanel):
            self.app.push_screen(ManualPanel())


class Places(LineDrawn, can_focus=True):
    """The words typed, and the places of the manual that have them; one is marked."""

    DEFAULT_CSS = "Places { height: 1fr; }"
    head = 2

    def __init__(self, manual: Manual, words: str, *, id: str) -> None:
        super().__init__(id=id)
        self.manual, self.typed = manual, TextBox(words)
        self.at = 0
        self._found: tuple[str, tuple[Found, ...]] = ("", ())

    @property
    def found(self) -> tuple[Found, ...]:
        """The places that have every word; without words the beginning of each page."""
        words = self.typed.value.strip()
        if not words:
            return tuple(_beginning(page) for page in self.manual.pages)
        if self._found[0] != words:
            self._found = words, self.manual.search(words)
        return self._found[1]

    def lines(self) -> list[Line]:
        """The search line, what was found, the places around the marked one."""
        width, room = self.size.width, max(1, self.size.height - self.head)
        found = self.found
        start = max(0, min(self.at - room // 2, len(found) - room))
        text, cursor = self.typed.window(min(40, width - 20))
        typed: Line = (
            (" Search  ", "label"),
            ("[", "key"),
            *with_cursor(text, cursor),
            ("]", "key"),
        )
        count = "1 place" if len(found) == 1 else f"{len(found)} places"
        what = count if self.typed.value.strip() else "every page"
        rows: list[Line] = [typed, ((rule(what, width), "title"),)]
        if not found:
            rows.append((("  Nothing has all these words: use fewer, or others.", ""),))
        for number, place in enumerate(found[start : start + room], start):
            told = f"{cell(place.page.title, 26)} {excerpt((place.heading, place.text))}"
            if number == self.at:
                rows.append((("▶ ", "key"), (cell(told, width - 2), "marked")))
            else:
                rows.append(((f"  {told}", ""),))
        return rows

    def take_key(self, event: events.Key) -> bool:
        """Text narrows the places."""
        if event.is_printable and event.character:
            self.typed.type(event.character)
        elif event.key in ("home", "end") or not self.typed.edit(event.key):
            return False
        self.at = 0
        self.redraw()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        self.typed.type(event.text.strip())
        self.at = 0
        self.redraw()
        return True

    def mark(self, index: int) -> None:
        """Mark another place; stops at the ends."""
        self.at = max(0, min(index, len(self.found) - 1))
        self.redraw()

    def cursor_at(self) -> Offset:
        """The cell that is typed into."""
        return Offset(10 + self.typed.window(40)[1], 0)


def _beginning(page: HelpPage) -> Found:
    text = next((block.text for block in page.blocks if block.kind != "heading"), "")
    return Found(page, "", plain(text), 0)


class ManualPanel(NotingPanel):
    """The manual: type words, Enter opens the page at the place."""

    page = Page.MANUAL
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.MANUAL)

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.places = Places(the_manual(), words, id="places")

    def compose(self) -> ComposeResult:
        """The places and the key line."""
        self.hold()
        with Vertical():
            yield self.places
            yield from strip(self)
            yield KeyLine(Page.MANUAL)

    def on_mount(self) -> None:
        """What is typed goes to the search line."""
        self.put_focus(self.places)
        self.settle()

    def action_move(self, steps: int) -> None:
        """Another place."""
        self.places.mark(self.places.at + steps)

    def action_page(self, pages: int) -> None:
        """A page of places on or back."""
        self.places.mark(self.places.at + pages * max(1, self.places.size.height - Places.head))

    def action_open(self) -> None:
        """Enter: the page, at the place."""
        if self.places.found:
            place = self.places.found[self.places.at]
            self.app.push_screen(Help((place.page.name,), at=place.block - 1))
