"""The page of the extracts: each feed, its last run, what is due, late or missing (IM-05)."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.entity.import_standing import (
    HEADS,
    NUMBERS,
    WIDTHS,
    FeedStanding,
    ImportStanding,
    remarks,
)
from entity_tui.keymap import Page
from screens.registry import COMMANDS
from screens.shared.bars import Bar, status
from screens.shared.bindings import LISTING, bound
from screens.shared.commands import parse
from screens.shared.draw import Line, cell, rule
from screens.shared.lane import Lane
from screens.shared.marking import Marking
from screens.shared.page import PageScreen
from screens.shared.reception import Reception

_TITLE = 24
"""How much wider a title is at most."""
_REMARKS = 6
_LEADS = "Enter on their feed."


class FeedTable(Marking, can_focus=True):
    """A line for each feed, what to know besides below; stops at the ends."""

    DEFAULT_CSS = "FeedTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.IMPORTS, only=LISTING)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.found: ImportStanding | None = None

    def show(self, found: ImportStanding) -> None:
        """This standing; the mark stays at its line."""
        self.found = found
        self.at = max(0, min(self.at, len(found.feeds) - 1))
        self.redraw()

    @property
    def marked(self) -> FeedStanding | None:
        """The marked feed."""
        return self.found.feeds[self.at] if self.found and self.found.feeds else None

    def lines(self) -> list[Line]:
        """Titles, feeds, remarks."""
        if self.found is None:
            return []
        told = self._remarks(self.size.width)
        top, room = self._window(len(told))
        feeds = enumerate(self.found.feeds[top : top + room], top)
        make = self._spoken if self.look.linear else self._row
        head: Line = () if self.look.linear else ((f"  {_columns(HEADS, self._spare)}", "label"),)
        rows = [make(feed, i == self.at) for i, feed in feeds]
        return [head, *rows, (), *(((f" {line}", "warn"),) for line in told)]

    def _remarks(self, width: int) -> list[str]:
        assert self.found is not None
        return [
            part
            for line in remarks(self.found, _LEADS)
            for part in wrap(line, max(20, width - 2), subsequent_indent="  ")
        ][:_REMARKS]

    def _window(self, below: int) -> tuple[int, int]:
        """The first feed shown and how many."""
        assert self.found is not None
        room = max(1, self.size.height - 2 - below)
        return max(0, min(self.at - room // 2, len(self.found.feeds) - room)), room

    @property
    def _spare(self) -> int:
        """Columns the title may have beside its own."""
        return max(0, min(_TITLE, self.size.width - sum(WIDTHS) - len(WIDTHS) - 2))

    def _row(self, feed: FeedStanding, marked: bool) -> Line:
        style = "marked" if marked else "warn" if feed.standing.is_late else ""
        return ("▶ " if marked else "  ", "key"), (_columns(feed.cells, self._spare), style)

    def _spoken(self, feed: FeedStanding, marked: bool) -> Line:
        label, title, every, last, read, _, rejected, due = feed.cells
        counts = f", read {read}, rejected {rejected}" if feed.run else ""
        text = f"{label} {title}, {every}: {last}{counts}, next {due}"
        return ("▶ " if marked else "  ", "key"), (text, "marked" if marked else "")

    def cursor_at(self) -> Offset:
        """The marked feed."""
        below = len(self._remarks(self.size.width)) if self.found else 0
        return Offset(2, 1 + self.at - (self._window(below)[0] if self.found else 0))

    @property
    def count(self) -> int:
        """How many feeds there are."""
        return len(self.found.feeds) if self.found else 0

    @property
    def page_lines(self) -> int:
        """What is shown, the remarks left out."""
        return self.size.height - 2 - _REMARKS

    def action_open(self) -> None:
        """Enter: the rejected lines of the marked feed's last run."""
        if isinstance(self.screen, ImportStatusScreen) and self.marked is not None:
            self.screen.open_rejects(self.marked)


class ImportStatusScreen(PageScreen):
    """How every feed stands; F5 reads it again."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.IMPORTS, without=LISTING)

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.reading: Lane[ImportStanding] = Lane(self, reception)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The feeds."""
        return (Page.IMPORTS,)

    @property
    def here(self) -> Page:
        """The feeds."""
        return Page.IMPORTS

    @property
    def table(self) -> FeedTable:
        """The lines."""
        return self.query_one("#feeds", FeedTable)

    def compose(self) -> ComposeResult:
        """Status, title, lines, message, keys."""
        yield Bar(id="status")
        yield Bar(id="title")
        yield FeedTable(id="feeds")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read how they stand."""
        self.put_focus(self.table)
        self.on_resize()
        self.action_refresh()

    def on_resize(self) -> None:
        """The lines around fit the width."""
        desk, width = self.reception.desk, self.size.width
        viewer, today = (desk.viewer, desk.today) if desk else (None, None)
        self.query_one("#status", Bar).put(*status("Import status", viewer, today, width))
        found = self.table.found
        when = f", {found.now:%a %m/%d/%y %H:%M}" if found else ""
        self.query_one("#title", Bar).put(((rule(f"Extracts{when}", width), "title"),))

    def action_refresh(self) -> None:
        """F5: read it again."""
        self.reading.ask(lambda desk, stop: desk.import_status(), self._show, self.refuse)

    def _show(self, found: ImportStanding) -> None:
        self.table.show(found)
        self.on_resize()
        late = len(found.late)
        feeds = f"{late} feed is" if late == 1 else f"{late} feeds are"
        self.say(f"{feeds} late." if late else "Nothing is late.")

    def open_rejects(self, feed: FeedStanding) -> None:
        """The rejected lines of a feed's last run."""
        if not feed.rejected:
            self.say(f"Nothing of {feed.label}'s last run was rejected.")
        elif any("rejects" in command.words for command in COMMANDS):
            command, argument = parse(f"rejects {feed.run}", COMMANDS)
            command.run(self.reception.program, argument)
        else:
            self.say(f"In the shell: entity-tui rejects list --run {feed.run}")

    def action_home(self) -> None:
        """F2: to the criteria."""
        self.reception.program.criteria()

    def action_back(self) -> None:
        """F12: back to where this was opened."""
        self.dismiss()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self.reading.drop()


def _columns(texts: tuple[str, ...], spare: int) -> str:
    return " ".join(
        cell(text, width + spare * (at == 1), "right" if at in NUMBERS else "left")
        for at, (text, width) in enumerate(zip(texts, WIDTHS, strict=True))
    )
