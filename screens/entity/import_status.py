"""The page of the extracts: each feed, its last run, what is due, late or missing (IM-05)."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.entity.import_standing import (
    HEADS,
    NUMBERS,
    WIDTHS,
    FeedStanding,
    ImportStanding,
    fitted,
    remarks,
)
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, cell, wrap
from screens.shared.lane import Lane
from screens.shared.listing_page import ListingPage
from screens.shared.marked_list import MarkedList
from screens.shared.reception import Reception

_TITLE = 29
"""How much wider a title is at most."""
_REMARKS = 6
_LEADS = "Enter on their feed."
_MORE = "… and more: entity-tui import status"


class FeedTable(MarkedList[FeedStanding]):
    """A line for each feed, what to know besides below; stops at the ends."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.IMPORTS, only=LISTING)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.found: ImportStanding | None = None

    def show(self, found: ImportStanding) -> None:
        """This standing; the mark stays at its line."""
        self.found = found
        self.put(found.feeds)

    def lines(self) -> list[Line]:
        """Titles, feeds, remarks."""
        if self.found is None:
            return []
        told = ((f" {line}", "warn") for line in self._remarks)
        heads = self.headings(_columns(HEADS, self._spare))
        return [heads, *self.around(), self._hidden, *((line,) for line in told)]

    @property
    def _hidden(self) -> Line:
        """How many feeds are above and below those that are shown."""
        above = self._top
        below = self.count - above - self._room
        parts = [f"{n} more {where}" for n, where in ((above, "above"), (below, "below")) if n > 0]
        return ((f"  … {', '.join(parts)}", "label"),) if parts else ()

    @property
    def _remarks(self) -> list[str]:
        told = [
            part
            for line in (remarks(self.found, _LEADS) if self.found else ())
            for part in wrap(line, max(20, self.size.width - 2), "  ")
        ]
        return told if len(told) <= _REMARKS else [*told[: _REMARKS - 1], _MORE]

    @property
    def _room(self) -> int:
        return max(1, self.size.height - 2 - len(self._remarks))

    @property
    def _spare(self) -> int:
        """Columns the title may have beside its own."""
        return max(0, min(_TITLE, self.size.width - sum(WIDTHS) - len(WIDTHS) - 2))

    def warns(self, feed: FeedStanding) -> bool:
        """It is late; in words that is said."""
        return feed.standing.is_late and not self.look.linear

    def told(self, feed: FeedStanding) -> str:
        """A feed, in columns or in words."""
        if not self.look.linear:
            return _columns(feed.cells, self._spare)
        label, title, every, dated, last, read, _, rejected, due = feed.cells
        counts = f", read {read}, rejected {rejected}" if feed.run else ""
        other = feed.at is not None and feed.as_of != feed.at.date()
        end = f", dated {dated}" if other else ""
        return f"{label} {title}, {every}: {last}{counts}, next {due}{end}"

    def cursor_at(self) -> Offset:
        """In the marked feed."""
        return super().cursor_at() + Offset(2, 0)

    @property
    def page_lines(self) -> int:
        """What is shown, the remarks left out."""
        return self.size.height - 2 - _REMARKS

    def action_open(self) -> None:
        """Enter: the rejected lines of the marked feed."""
        if isinstance(self.screen, ImportStatusScreen) and self.marked is not None:
            self.screen.open_rejects(self.marked)


class ImportStatusScreen(ListingPage[FeedTable]):
    """How every feed stands; F5 reads it again."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.IMPORTS, without=LISTING)
    page, place = Page.IMPORTS, "Import status"

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception, FeedTable(id="feeds"))
        self.reading: Lane[ImportStanding] = self.lane()

    @property
    def heading(self) -> str:
        """When it was read."""
        found = self.table.found
        return f"Extracts{f', {found.now:%a %m/%d/%y %H:%M}' if found else ''}"

    def action_refresh(self) -> None:
        """F5: read it again."""
        self.reading.ask(lambda desk, stop: desk.import_status(), self._show, self.refused)

    def _show(self, found: ImportStanding) -> None:
        self.table.show(found)
        self.tell()
        late = len(found.late)
        feeds = f"{late} feed is" if late == 1 else f"{late} feeds are"
        self.say(f"{feeds} late." if late else "Nothing is late.")

    def to_export(self, whole: bool) -> Table | None:
        """Every feed."""
        return Table("import status", HEADS, tuple(feed.cells for feed in self.table.rows or ()))

    def open_rejects(self, feed: FeedStanding) -> None:
        """The rejected lines of a feed that wait, whichever run brought them."""
        if feed.open_rejects:
            self.reception.program.rejects(feed=feed.feed)
        else:
            self.say(f"No rejected line of {feed.label} waits.")


def _columns(texts: tuple[str, ...], spare: int) -> str:
    return " ".join(
        cell(
            text if spare else fitted(text, at), width + spare * (at == 1),
            "right" if at in NUMBERS else "left",
        )
        for at, (text, width) in enumerate(zip(texts, WIDTHS, strict=True))
    )  # fmt: skip
