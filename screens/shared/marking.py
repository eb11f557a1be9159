"""Lists with one marked line: the keys that move the mark, the same in every list."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Offset

from screens.shared.line_drawn import LineDrawn


class Marking(LineDrawn, can_focus=True):
    """Subclasses say how many lines there are; those around the marked one are shown."""

    DEFAULT_CSS = "Marking { height: 1fr; }"
    at = 0
    head = 0
    """Lines above those that can be marked."""
    foot = 0
    """Lines below them."""

    @property
    def count(self) -> int:
        """How many lines can be marked."""
        raise NotImplementedError

    @property
    def _room(self) -> int:
        """How many of them fit."""
        return max(1, self.size.height - self.head - self.foot)

    @property
    def _top(self) -> int:
        """The first that is shown."""
        return max(0, min(self.at - self._room // 2, self.count - self._room))

    @property
    def page_lines(self) -> int:
        """How far a page key goes: what is shown, less a line."""
        return self._room - 1

    @property
    def place(self) -> str:
        """Which line is marked, and of how many: ` 3 of 12 ──` (UI-09)."""
        return f" {self.at + 1:,} of {self.count:,} ──" if self.count else ""

    def cursor_at(self) -> Offset:
        """The marked line."""
        return Offset(0, self.head + self.at - self._top)

    def go(self, index: int) -> None:
        """Mark a line; the ends stop it."""
        self.at = max(0, min(index, self.count - 1))
        self.redraw()

    def seek(self, wanted: Callable[[int], bool], steps: int) -> bool:
        """To the next line that is wanted, or the one before; False where there is none."""
        places = range(self.at + 1, self.count) if steps > 0 else range(self.at - 1, -1, -1)
        found = next(filter(wanted, places), None)
        if found is not None:
            self.go(found)
        return found is not None

    def action_move(self, steps: int) -> None:
        """The next line or the one before."""
        self.go(self.at + steps)

    def action_page(self, pages: int) -> None:
        """A page on or back."""
        self.go(self.at + pages * max(1, self.page_lines))

    def action_top(self) -> None:
        """To the first."""
        self.go(0)

    def action_bottom(self) -> None:
        """To the last."""
        self.go(self.count - 1)
