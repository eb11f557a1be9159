"""What a zone of a record page is made of: lines, what they open, and how its cursor moves."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from screens.control_central.drilling import NO_LINKS, Links
from screens.shared.scrolled import Body, nothing
from screens.shared.zone import Content


@dataclass(frozen=True, slots=True)
class ZoneBody:
    """Lines of a zone for any width; `frozen` lines on top stay; `links` says what lines open.

    A zone with a state of its own takes the cursor on lines that open nothing (`cursor`), marks a
    part of a line (`spot`), is told where the cursor goes (`moved`) and opens by itself (`enter`).
    """

    body: Body = nothing
    frozen: int = 0
    links: Links = NO_LINKS
    empty: str = ""
    """Why there is nothing to show, for the title of the zone: `none`."""
    folds: bool = False
    """Lines too long go on below."""
    high: bool = False
    """Lines are made for the height as well."""
    cursor: Container[int] = ()
    spot: Callable[[int], tuple[int, int] | None] | None = None
    moved: Callable[[int], None] | None = None
    enter: Callable[[int], bool] | None = None

    @property
    def content(self) -> Content:
        """What the widget is given."""
        return Content(
            self.body, self.frozen, self.cursor or self.links.lines,
            self.empty, self.folds, self.high, self.spot, self.moved,
        )  # fmt: skip


NOTHING = ZoneBody()
