"""A widget drawn line by line that sends only what changed (UI-11, UI-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from screens.shared.draw import Line, changed_span, segments
from screens.shared.look import HOUSE, Look

if TYPE_CHECKING:
    from screens.shared.frames import Frames


class LineDrawn(Widget):
    """Subclasses give `lines()` for their size; `redraw()` repaints the differing ones."""

    DEFAULT_CSS = "LineDrawn { width: 1fr; height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: list[Line] = []
        self._drawn_size = Size(0, 0)

    def lines(self) -> list[Line]:
        """What the widget shows now, from the top; missing lines are blank."""
        raise NotImplementedError

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """A plain refresh sends what differs too: Textual asks for one on every focus change."""
        if regions or layout or recompose or not repaint:
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        else:
            self.redraw()
        return self

    @property
    def look(self) -> Look:
        """How the user wants lines to look."""
        look: Look = getattr(self.app, "look", HOUSE)
        return look

    def repaint(self) -> None:
        """Make and send every line anew: the look has changed."""
        self._drawn_size = Size(0, 0)
        super().refresh()

    @property
    def _current(self) -> bool:
        """There are lines drawn for the present size, to compare with."""
        return self.is_mounted and bool(self._drawn_size) and self._drawn_size == self.size

    def redraw(self) -> None:
        """Take over the new lines and repaint those that differ from what was drawn."""
        if not self._current:
            self._drawn_size = Size(0, 0)
            super().refresh()
            return
        old, self._drawn = self._drawn, self.lines()
        width, height = self.size
        regions = []
        for y in range(min(height, max(len(old), len(self._drawn)))):
            before = old[y] if y < len(old) else ()
            after = self._drawn[y] if y < len(self._drawn) else ()
            if (span := changed_span(before, after, width)) is not None:
                regions.append(Region(span[0], y, span[1] - span[0], 1))
        if regions:
            super().refresh(*regions)
        elif self.has_focus:
            frames: Frames | None = getattr(self.app, "frames", None)
            if frames is not None:
                frames.send()  # the cursor may have moved

    def render_line(self, y: int) -> Strip:
        """One line as a strip; the lines are made anew when the size has changed."""
        size = self.size
        if self._drawn_size != size:
            self._drawn_size = size
            self._drawn = self.lines()
        line = self._drawn[y] if y < len(self._drawn) else ()
        return Strip(segments(line, size.width, self.look), size.width)

    def cursor_at(self) -> Offset | None:
        """Where the work is, for the terminal's (hidden) cursor: input methods, screen readers."""
        return None

    @property
    def shown(self) -> str:
        """The text on the widget, for tests and for copying."""
        from screens.shared.draw import plain

        return "\n".join(plain(line).rstrip() for line in self.lines())
