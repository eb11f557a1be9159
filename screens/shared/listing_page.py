"""Pages of one list: what they have in common, from the first frame to the way back."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult

from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.shared.bars import Bar
from screens.shared.command_line import is_typing
from screens.shared.draw import rule
from screens.shared.lane import Holds, Lane
from screens.shared.line_drawn import LineDrawn
from screens.shared.marked_list import MarkedList
from screens.shared.page import PageScreen
from screens.shared.quiet import Typed
from screens.shared.reception import Reception

LEAVING = frozenset(("f12", "escape", "f3", "f9", "ctrl+q"))
Table = TypeVar("Table", bound=LineDrawn)


class ListingPage(PageScreen, Generic[Table]):
    """Status, title, list, message, keys; subclasses say what is read and what is done on it."""

    page: ClassVar[Page]
    place: ClassVar[str]
    leaving: ClassVar[frozenset[str]] = LEAVING
    """Keys that do not wait for what is read."""
    comes_first: ClassVar[str] = ""
    """Said where something is typed and F2 does not leave it; "" where it does."""

    def __init__(self, reception: Reception, table: Table) -> None:
        super().__init__(reception)
        self.table = table
        self._lanes: list[Lane[Any]] = []

    def lane(self, holds: Holds = Holds.PAGE) -> Lane[Any]:
        """A lane whose answers are void once the page is gone."""
        self._lanes.append(Lane(self, self.reception, holds))
        return self._lanes[-1]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Only this one."""
        return (self.page,)

    @property
    def here(self) -> Page:
        """Only this one."""
        return self.page

    @property
    def heading(self) -> str:
        """What the title says."""
        return ""

    # --- from the first frame -----------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Status, what the page is made of, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield from self.parts()
        yield from self.foot()

    def parts(self) -> ComposeResult:
        """Title and list."""
        yield Bar(id="title")
        yield self.table

    def on_mount(self) -> None:
        """The list has the keys, and what it shows is asked for."""
        self.put_focus(self.table)
        self.on_resize()
        self.reception.when_open(self.tell)
        self.begin()
        self.settle()

    def begin(self) -> None:
        """What is read first."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """F5: read it again."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """The parts and the lines around them fit the window."""
        self.fit()
        self.tell()

    def fit(self) -> None:
        """Give the parts their places."""

    def tell(self) -> None:
        """Who looks, and at what."""
        if self.is_attached:
            self.put_status(self.place)
            self.tell_place()

    def tell_place(self) -> None:
        """The title, and which line of the list is marked."""
        if self.is_attached and self.heading:
            place = self.table.place if isinstance(self.table, MarkedList) else ""
            title = rule(self.heading, max(0, self.size.width - len(place)))
            self.query_one("#title", Bar).put(((title, "title"), (place, "label")))

    # --- keys ---------------------------------------------------------------------------------

    def leads_away(self, event: Typed) -> bool:
        """The ways back do not wait for what is read."""
        if self.message.typing is not None:
            return is_typing(event)
        return isinstance(event, events.Key) and event.key in self.leaving

    def take(self, event: events.Key | events.Paste) -> bool:
        """An answer that came after the key was pressed is not cleared by it."""
        self.message.pressed_at = event.time
        return super().take(event)

    def refused(self, error: EntityError) -> None:
        """Say why."""
        self.refuse(error)

    # --- what is typed, and the ways out ------------------------------------------------------

    @property
    def typing(self) -> bool:
        """Is something typed that F12 gives up?"""
        return False

    def typing_stays(self) -> bool:
        """Something is typed and comes first, which is said."""
        stays = self.typing and bool(self.comes_first)
        if stays:
            self.say(self.comes_first)
        return stays

    def stop_typing(self) -> None:
        """It is done, or given up."""

    def action_home(self) -> None:
        """F2: to the criteria of Control Central."""
        if not self.typing_stays():
            self.reception.program.criteria()

    def action_back(self) -> None:
        """F12: give up what is typed; else back to where this was opened."""
        if self.typing:
            self.message.hush()
            self.stop_typing()
        else:
            self.dismiss()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        for lane in self._lanes:
            lane.drop()
