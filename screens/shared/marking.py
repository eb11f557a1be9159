"""Lists with one marked line: the keys that move the mark, the same in every list."""

from __future__ import annotations

from screens.shared.line_drawn import LineDrawn


class Marking(LineDrawn):
    """Subclasses say how many lines there are and how many a page has, and `go` to one."""

    at = 0

    @property
    def count(self) -> int:
        """How many lines can be marked."""
        raise NotImplementedError

    @property
    def page_lines(self) -> int:
        """How far a page key goes."""
        raise NotImplementedError

    def go(self, index: int) -> None:
        """Mark a line; the ends stop it."""
        self.at = max(0, min(index, self.count - 1))
        self.redraw()

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
