"""Rows under headings, one marked: it stays marked when they are read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from screens.shared.draw import Line
from screens.shared.marking import Marking

Row = TypeVar("Row")


class MarkedList(Marking, Generic[Row]):
    """Subclasses tell a row in words, and how to know one again."""

    head = 1

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] | None = None
        """None until they are read."""

    def put(self, rows: Sequence[Row]) -> None:
        """These rows; the mark stays on its row."""
        before = self.marked
        self.rows = rows
        again = (at for at, row in enumerate(rows) if before and self.same(row, before))
        found = next(again, None)
        self.at = self.elsewhere(rows) if found is None else found
        self.redraw()
        self._tell_place()

    def go(self, index: int) -> None:
        """Mark a row; the page says which."""
        super().go(index)
        self._tell_place()

    def _tell_place(self) -> None:
        tell = getattr(self.screen, "tell_place", None) if self.is_mounted else None
        if tell is not None:
            tell()

    def same(self, row: Row, before: Row) -> bool:
        """Is it the row that was marked before?"""
        return False

    def elsewhere(self, rows: Sequence[Row]) -> int:
        """What is marked where that row is gone: the one in its place."""
        return max(0, min(self.at, len(rows) - 1))

    @property
    def marked(self) -> Row | None:
        """The marked row."""
        return self.rows[self.at] if self.rows else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows or ())

    def headings(self, text: str) -> Line:
        """The headings over the rows; rows told in words have none."""
        return () if self.look.linear else ((f"  {text}", "label"),)

    def around(self) -> list[Line]:
        """The rows around the marked one."""
        top = self._top
        shown = (self.rows or ())[top : top + self._room]
        return [self.line(row, at == self.at) for at, row in enumerate(shown, top)]

    def line(self, row: Row, marked: bool) -> Line:
        """A row as it is drawn."""
        if marked:
            return ("▶ ", "key"), (self.told(row), "marked")
        return ("  ", ""), (self.told(row), "warn" if self.warns(row) else "")

    def told(self, row: Row) -> str:
        """A row in columns, or in words."""
        raise NotImplementedError

    def warns(self, row: Row) -> bool:
        """Is it a row to look at?"""
        return False
