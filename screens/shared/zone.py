"""A numbered zone of a page: a ruled title, lines that scroll, and a cursor where lines open."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset, Region

from screens.shared.draw import Line, clip, cut, plain, unrolled, wide, wrap
from screens.shared.linear_table import WIDE, told_by_value
from screens.shared.scrolled import Body, Scrolled, nothing


@dataclass(frozen=True, slots=True)
class Content:
    """What a zone shows: lines, how many on top stay, which of them open something.

    `told` stands beside the title where there is no room for lines (`none`); with `folds` lines
    too long go on below; `high` lines are made for the height as well. `spot` gives the cells of a
    line its cursor is on, where that is not the whole line; `moved` is called with the line the
    cursor came to.
    """

    body: Body = nothing
    frozen: int = 0
    opening: Container[int] = ()
    told: str = ""
    folds: bool = False
    high: bool = False
    spot: Callable[[int], tuple[int, int] | None] | None = None
    moved: Callable[[int], None] | None = None


NO_CONTENT = Content()


class Zone(Scrolled):
    """Where lines open something (`opening`), the arrows move a cursor; else they scroll.

    `at` is the line the user moved to; -1 stands for the first that opens something.
    """

    head = 1

    def __init__(self, number: int, *, id: str) -> None:
        super().__init__(id=id)
        self.number = number
        self.sign = str(number)
        self.kind = ""
        self.title = ""
        self.content = NO_CONTENT
        self.at = -1
        self.places: dict[Zone, Region] = {}
        """Where the zones of the page stand, while they are all drawn: to ask takes time."""
        self._sources: list[int] = []
        self._drawn_at: object = None

    @property
    def _place(self) -> Region:
        return self.places.get(self) or self.region

    @property
    def _room(self) -> int:
        return self._place.height - self.head - self.frozen

    def show(self, title: str, content: Content) -> None:
        """Show another record's zone; the scroll stays."""
        self.title = title
        self.content = content
        self.frozen = content.frozen
        self.put(content.body)

    def _body_at(self, width: int) -> list[Line]:
        """The body for a width, made once; linear, each line knows which one it is a part of."""
        made_for = width + 10_000 * self._place.height if self.content.high else width
        if self._made is None or self._made[0] != made_for:
            parted = self._parted(width)
            if self.content.folds or (self.look.linear and self.frozen <= 1):
                parted = [[f for p in parts for f in folded(p, width)] for parts in parted]
            self._sources = [y for y, parts in enumerate(parted) for _ in parts]
            self._made = made_for, [part for parts in parted for part in parts]
        return self._made[1]

    def _parted(self, width: int) -> list[list[Line]]:
        """The lines of the body; linear, the lines each of them is told in."""
        if not self.look.linear:
            return [[line] for line in self.body(width)]
        if self.frozen == 1 and self.content.spot is None and not self.content.high:
            return told_by_value(self.body(max(width, WIDE)))
        return [[line] if self.frozen else unrolled(line) for line in self.body(width)]

    def source(self, line: int) -> int:
        """The line of the body that a line shown is, or is a part of."""
        return self._sources[line] if line < len(self._sources) else line

    @property
    def marked_source(self) -> int | None:
        """The line of the body the cursor is on."""
        return None if self.marked is None else self.source(self.marked)

    def mark_source(self, line: int) -> None:
        """Move the cursor to a line of the body."""
        self._body_at(self._inner)
        self.mark(self._sources.index(line) if line in self._sources else line)

    @property
    def marked(self) -> int | None:
        """The line the cursor is on; None where no line opens anything."""
        last = len(self._body_at(self._inner)) - 1
        opening = self.content.opening
        first = next((y for y in range(last + 1) if self.source(y) in opening), None)
        if first is None:
            return None
        return first if self.at < 0 else max(self.frozen, min(self.at, last))

    @property
    def _divided(self) -> bool:
        return self._place.x > 0

    @property
    def _inner(self) -> int:
        place = self._place
        return place.width - 1 if place.x > 0 else place.width

    @property
    def room(self) -> tuple[int, int]:
        """The cells and lines there are for the body."""
        return self._inner, max(0, self._place.height - 1)

    def mark(self, line: int) -> None:
        """Move the cursor to a line, and the lines so that it is seen."""
        last = len(self._body_at(self._inner)) - 1
        self.at = max(self.frozen, min(line, last))
        row, start = self.at - self.frozen, self._visible(self._inner)[1]
        if row < start:
            self.top = row
        elif row >= start + self._room:
            self.top = row - max(1, self._room) + 1
        if self.content.moved is not None:
            self.content.moved(self.source(self.at))
        self.redraw()

    def needed(self, width: int) -> int:
        """Return the lines the body has at about this width; where it is drawn, at its own."""
        inner = self._inner
        return len(self._body_at(inner if abs(inner - width) <= 2 else width))

    def redraw_if_moved(self) -> None:
        """Draw the borders again where the zone or one above it was laid out elsewhere."""
        if self._current and self._drawn_at != self._surroundings:
            self.redraw()

    @property
    def _surroundings(self) -> tuple[bool, frozenset[int]]:
        """What the borders depend on: a zone to the left, and dividers above."""
        return self._place.x > 0, frozenset(self._dividers_above())

    def lines(self) -> list[Line]:
        """The title rule and the visible part of the body."""
        place = self._place
        self._drawn_at = self._surroundings
        width, inner, divided = place.width, self._inner, place.x > 0
        body, start, total = self._visible(inner)
        room = max(0, place.height - 1)
        last = start + len(body) - self.frozen
        more = f"{start + 1}-{last} of {total} " if total > self._room else ""
        if self._room <= 0:
            more = f"{total} lines " if total > 1 and not self.content.told else ""
        rows = [self._title(width, divided, more)]
        marked = self.marked if self.has_focus else None
        for y in range(room):
            line = cut(body[y], inner) if y < len(body) else ((" " * inner, ""),)
            if marked is not None and marked == (y if y < self.frozen else y + start):
                line = self._marked(line, self.source(marked))
            rows.append((("│", "label"), *line) if divided else line)
        return rows

    def _marked(self, line: Line, source: int) -> Line:
        spot = self.content.spot(source) if self.content.spot else None
        if spot is None:
            return (("▶", "key"), (plain(line)[1:], "marked"))
        text, (start, end) = plain(line), spot
        return (("▶", "key"), (text[1:start], ""), (text[start:end], "marked"), (text[end:], ""))

    def _title(self, width: int, divided: bool, more: str) -> Line:
        above = self._dividers_above()
        corner = ("┼" if 0 in above else "┬") if divided else ""
        told = f": {self.content.told}" if self.content.told and self._room <= 0 else ""
        mark = "▶" if self.has_focus else ""
        name = clip(f"{mark}{self.sign} {self.title}{told}", max(1, width - 2)) + " "
        used = len(corner) + wide(name)
        line = "".join("┴" if used + x in above else "─" for x in range(max(0, width - used)))
        if more:
            line = line[: -len(more) - 2] + f" {more}─"
        style = "focus" if self.has_focus else "title"
        return ((corner, "label"), (name, style), (line, "label"))

    def _dividers_above(self) -> set[int]:
        if self.parent is None:
            return set()
        here = self._place
        others = [
            zone._place
            for zone in self.parent.children
            if isinstance(zone, Zone) and zone is not self and zone.display
        ]
        return {other.x - here.x for other in others if other.x > 0 and other.bottom == here.y}

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


def folded(line: Line, width: int) -> list[Line]:
    """A line whose last piece is too long, on as many lines as it takes."""
    if not line or sum(wide(text) for text, _ in line) <= width:
        return [line]
    *before, (text, style) = line
    used = sum(wide(part) for part, _ in before)
    hangs = used < width // 2
    gap = " " if text.startswith(" ") else ""
    indent = used + len(gap) if hangs else min(12, width // 4)
    room = max(1, width - indent)
    parts = wrap(text, room)
    first: Line = (*before, (gap + parts.pop(0), style)) if hangs else tuple(before)
    return [first, *(((" " * indent + part, style),) for part in parts)]
