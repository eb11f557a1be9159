"""A zone with a state of its own: a graph, a timeline, an allocation, a tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from screens.control_central.drilling import Entries
from screens.control_central.record_view import Record
from screens.control_central.zone_body import NOTHING, ZoneBody
from screens.shared.reception import Reception


class Owner(Protocol):
    """What such a zone needs of its page."""

    reception: Reception

    @property
    def linear(self) -> bool:
        """Does the user want no boxes and one thing a line?"""

    def show_zone(self, name: str) -> None:
        """Draw the zone anew."""

    def say(self, text: str) -> None:
        """Tell something in the message line."""

    def open_entries(
        self, listed: Entries, index: int, came_back: Callable[[int], None] | None = None
    ) -> None:
        """Open a record over the page; `came_back` is told the entry stepped to."""

    def ask_which(
        self,
        title: str,
        values: Sequence[tuple[str, str]],
        taken: Callable[[str], None],
        start: str = "",
    ) -> None:
        """A list of values over the page."""

    def room_of(self, name: str) -> tuple[int, int]:
        """The cells and lines the zone has for its body."""

    def go_to_line(self, name: str, line: int) -> None:
        """Move the zone's cursor to a line of its body."""


class OwnZone:
    """Keeps what the user chose in the zone; a new record keeps what still makes sense."""

    name = ""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.record: Record | None = None
        self.line = 1
        """The line of the body its cursor is on."""

    def take(self, record: Record | None) -> None:
        """Another record is on the page, or none yet."""
        self.record = record

    def body(self) -> ZoneBody:
        """What the zone shows."""
        return NOTHING

    def wanted(self) -> None:
        """The zone is shown: what it needs beyond the record is asked for."""

    def side(self, steps: int) -> None:
        """Left and right."""
        self.owner.say("Left and right do nothing in this zone.")

    def months(self, count: int) -> None:
        """So many months on or back; 0 is today."""
        self.owner.say("Months are for the timeline: t opens it.")

    def choose(self) -> None:
        """F4: the values the zone can be turned to."""
        self.owner.say("There is nothing to choose in this zone.")

    def drop(self) -> None:
        """Nobody waits for an answer any more."""

    def moved(self, line: int) -> None:
        """The cursor came to another line."""
        self.line = line
        self.redraw()

    def redraw(self) -> None:
        """Draw the zone anew."""
        self.owner.show_zone(self.name)
