"""A numbered zone of a page: a ruled title, lines that scroll, and a cursor where lines open."""

from __future__ import annotations

from collections.abc import Container

from textual import events
from textual.geometry import Offset

from screens.shared.draw import Line, cut, plain, wide
from screens.shared.scrolled import Body, Scrolled


class Zone(Scrolled):
    """Where lines open something (`opening`), the arrows move a cursor; else they scroll.

    `at` is the line the user moved to; -1 stands for the first that opens something.
    """

    head = 1

    def __init__(self, number: int, *, id: str) -> None:
        super().__init__(id=id)
        self.number = number
        self.kind = ""
        self.title = ""
        self.opening: Container[int] = ()
        self.at = -1

    def show(self, title: str, body: Body, frozen: int = 0, opening: Container[int] = ()) -> None:
        """Show another record's zone; the scroll stays. `frozen` lines on top do not scroll."""
        self.title = title
        self.frozen = frozen
        self.opening = opening
        self.put(body)

    @property
    def marked(self) -> int | None:
        """The line the cursor is on; None where no line opens anything."""
        last = len(self._body_at(self._inner)) - 1
        first = next((y for y in range(last + 1) if y in self.opening), None)
        if first is None:
            return None
        return first if self.at < 0 else max(self.frozen, min(self.at, last))

    @property
    def _divided(self) -> bool:
        return self.region.x > 0

    @property
    def _inner(self) -> int:
        return self.size.width - 1 if self._divided else self.size.width

    def mark(self, line: int) -> None:
        """Move the cursor to a line, and the lines so that it is seen."""
        last = len(self._body_at(self._inner)) - 1
        self.at = max(self.frozen, min(line, last))
        row, start = self.at - self.frozen, self._visible(self._inner)[1]
        if row < start:
            self.top = row
        elif row >= start + self._room:
            self.top = row - max(1, self._room) + 1
        self.redraw()

    def lines(self) -> list[Line]:
        """The title rule and the visible part of the body."""
        width, inner, divided = self.size.width, self._inner, self._divided
        body, start, total = self._visible(inner)
        room = max(0, self.size.height - 1)
        last = start + len(body) - self.frozen
        more = f"{start + 1}-{last} of {total} " if total > self._room else ""
        if self._room <= 0:
            more = f"{total} lines " if total > 1 else ""
        rows = [self._title(width, divided, more)]
        marked = self.marked if self.has_focus else None
        for y in range(room):
            line = cut(body[y], inner) if y < len(body) else ((" " * inner, ""),)
            if marked is not None and marked == (y if y < self.frozen else y + start):
                line = (("▶", "key"), (plain(line)[1:], "marked"))
            rows.append((("│", "label"), *line) if divided else line)
        return rows

    def _title(self, width: int, divided: bool, more: str) -> Line:
        above = self._dividers_above()
        corner = ("┼" if 0 in above else "┬") if divided else ""
        name = f"{'▶' if self.has_focus else ''}{self.number} {self.title} "
        used = len(corner) + wide(name)
        line = "".join("┴" if used + x in above else "─" for x in range(max(0, width - used)))
        if more:
            line = line[: -len(more) - 2] + f" {more}─"
        style = "focus" if self.has_focus else "title"
        return ((corner, "label"), (name, style), (line, "label"))

    def _dividers_above(self) -> set[int]:
        if self.parent is None:
            return set()
        zones = [zone for zone in self.parent.children if isinstance(zone, Zone) and zone.display]
        return {
            zone.region.x - self.region.x
            for zone in zones
            if zone.region.x > 0 and zone.region.bottom == self.region.y
        }

    def action_scroll(self, lines: int) -> None:
        """Some lines on or back: the cursor, or what is seen."""
        marked = self.marked
        if marked is None:
            super().action_scroll(lines)
        else:
            self.mark(marked + lines)

    def action_top(self) -> None:
        """To the first line."""
        super().action_top() if self.marked is None else self.mark(0)

    def action_bottom(self) -> None:
        """To the last line."""
        super().action_bottom() if self.marked is None else self.mark(10**6)

    def cursor_at(self) -> Offset:
        """The marked line, or the title."""
        marked = self.marked
        if marked is None:
            return Offset(0, 0)
        y = marked if marked < self.frozen else marked - self._visible(self._inner)[1]
        return Offset(1 if self._divided else 0, max(0, min(1 + y, self.size.height - 1)))

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click goes to the zone and its line."""
        if self.marked is not None and event.y > 0:
            y = event.y - 1
            self.mark(y if y < self.frozen else y + self._visible(self._inner)[1])
        self.focus()
