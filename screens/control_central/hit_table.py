"""The result list: a virtual, line-drawn table that keeps its row and scroll (CC-09, CC-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.keymap import Page
from screens.control_central.beside import near_strip
from screens.control_central.column_choice import (
    EVERY,
    PREFERENCE,
    ColumnChoice,
    View,
    chosen_columns,
    read_choice,
    sideways,
)
from screens.control_central.hit_columns import (
    DONE,
    NEAR,
    Column,
    heading,
    row_text,
    widths_of,
)
from screens.control_central.hit_order import Arrangement, arranged
from screens.control_central.working import Working
from screens.shared.bindings import ARRANGING, LISTING, bound
from screens.shared.draw import Line
from screens.shared.marking import Marking
from screens.shared.page import PageScreen
from screens.shared.textbox import TextBox

FILTER_AT, FILTER_WIDTH = 11, 20
"""Where on the rule above the list the filter is typed."""
HEAD = 1
_NOT_FILTERING = frozenset({"home", "end"})
"""Keys that move in the list while its filter is typed."""


class HitTable(Marking):
    """Column titles and the rows; Tab and the arrows stop at the ends.

    `found` is what the search gave, `hits` what is listed of it: filtered and in order.
    """

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.HITS, only=LISTING | ARRANGING)
    head = HEAD

    def __init__(
        self, moved: Callable[[], None], opened: Callable[[int], None], *, id: str
    ) -> None:
        super().__init__(id=id)
        self.moved, self.opened = moved, opened
        self.found: HitList | None = None
        self.hits: HitList | None = None
        self.how = Arrangement()
        self.work: Working | None = None
        """The work list that is shown, if it is one."""
        self.beside: HitList | None = None
        """Near names beside the hits; the hits beside the near names."""
        self.typing: TextBox | None = None
        """The filter, while it is typed."""
        self.at = 0
        self.top = 0
        self.side = 0
        """Columns scrolled out of sight at the left, the first one apart."""

    def show(self, hits: HitList) -> None:
        """A new list as it was found, its first row marked."""
        self.found = self.hits = hits
        self.beside = self.work = None
        self.how, self.typing = Arrangement(), None
        self.at = self.top = self.side = 0
        self.redraw()

    def put_beside(self, near: HitList) -> None:
        """Near names to tell of under the hits."""
        self.beside = near if near.hits else None
        self.redraw()

    def change_over(self) -> bool:
        """List what is told of beside, and tell of what was listed; False where there is none."""
        other, listed = self.beside, self.found
        if other is None:
            return False
        self.show(other)
        self.beside = listed
        self.redraw()
        self.moved()
        return True

    def show_again(self, hits: HitList) -> None:
        """The same search anew: its order, filter and marked entry stay."""
        self.found = hits
        self.put_in_order(self.how)

    def put_in_order(self, how: Arrangement) -> None:
        """Another order or filter; the marked entry stays marked where it is still listed."""
        self.how = how
        if self.found is None:
            return
        marked = self.marked.key if self.marked else None
        self.hits = arranged(self.found, how)
        keys = [hit.key for hit in self.hits.hits]
        self.at = keys.index(marked) if marked in keys else 0
        self.go(self.at)
        self.moved()

    @property
    def marked(self) -> Hit | None:
        """The marked hit."""
        return self.hits.hits[self.at] if self.hits and self.at < self.count else None

    def _columns(self, hits: HitList, width: int) -> tuple[Column, ...]:
        grouped = bool(hits.groups)
        return chosen_columns(hits.kind, hits.criteria.all_locations, width, self.choice, grouped)

    def _view(self, hits: HitList, width: int) -> View:
        """The columns in sight; the side is brought back where it is too far."""
        view, self.side = sideways(
            self._columns(hits, EVERY), self._columns(hits, width), self.side, width
        )
        return view

    def action_side(self, key: str) -> None:
        """Left, right: scroll the columns; the first one stays."""
        if self.hits is None or self.look.linear:
            return
        before = self.side
        self.side = max(0, self.side + (1 if key == "right" else -1))
        self._view(self.hits, self.size.width)
        if self.side == before and isinstance(self.screen, PageScreen):
            where = "right" if key == "right" else "left"
            self.screen.say(f"There is no column further {where}.")
        self.redraw()

    @property
    def choice(self) -> ColumnChoice:
        """The user's own columns."""
        screen = self.screen
        kept = (
            screen.reception.preferences.get(PREFERENCE) if isinstance(screen, PageScreen) else ""
        )
        return read_choice(kept)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown now."""
        return self._view(self.hits, self.size.width).columns if self.hits else ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.hits.hits) if self.hits else 0

    def go(self, index: int) -> None:
        """Mark a row; the view moves by half a page where it must, so that few lines are sent."""
        index = max(0, min(index, self.count - 1))
        room = max(1, self.size.height - HEAD)
        if not self.top <= index < self.top + room:
            ahead = room // 2 if abs(index - self.at) == 1 else 0
            top = index - ahead if index < self.top else index - room + 1 + ahead
            self.top = max(0, min(top, self.count - room))
        if index != self.at:
            self.at = index
            self.moved()
        self.redraw()

    def lines(self) -> list[Line]:
        """Titles and rows."""
        width, height = self.size
        if not self.hits or not self.found or not self.found.hits:
            return []
        if self.look.linear:
            return self._linear(self.hits)
        view = self._view(self.hits, width)
        columns, widths = view.columns, widths_of(view.columns, width)
        titles = heading(columns, widths, self.how.by, self.how.mark)
        titles = view.arrows + titles[len(view.arrows) :]
        rows: list[Line] = [((titles, "label"),)]
        if not self.hits.hits:
            return [*rows, (("  No entry shows that.", ""),)]
        room = max(0, height - HEAD)
        top = max(0, min(self.top, self.count - room))
        if not top <= self.at < top + room:
            top = max(0, min(self.at, self.count - room))
        self.top = top
        for i, hit in enumerate(self.hits.hits[top : top + room], top):
            text = row_text(hit, columns, widths)
            mark = self._mark(hit)
            if i != self.at:
                rows.append(((f" {mark}{text}", ""),))
            elif self.has_focus:
                rows.append(((f"▶{mark}", "key"), (text, "marked")))
            else:
                rows.append(((f"▶{mark}", "key"), (text, "")))
        return [*rows, *near_strip(self.beside, width, height - len(rows))]

    def _mark(self, hit: Hit) -> str:
        if self.work is not None:
            return DONE if self.work.is_done(hit) else " "
        return NEAR if hit.variant or (self.hits and self.hits.near) else " "

    def _linear(self, hits: HitList) -> list[Line]:
        """The marked entry, one value a line after its label; then the names that follow."""
        if not hits.hits:
            return [(("No entry shows that.", ""),)]
        at = self.at if self.at < self.count else 0
        style = "marked" if self.has_focus else ""
        similar = f", found by {hits.hits[at].variant}" if hits.hits[at].variant else ""
        similar = similar or ", a similar name"
        note = {NEAR: similar, DONE: ", done"}.get(self._mark(hits.hits[at]), "")
        rows: list[Line] = [((f"Entry {at + 1} of {self.count}{note}", style),)]
        for column in self._columns(hits, EVERY):
            value = column.text(hits.hits[at]).strip()
            if value:
                rows.append(((f"{column.title}: ", "label"), (value, "")))
        return rows + [((f"Then: {hit.name}", ""),) for hit in hits.hits[at + 1 : at + 9]]

    def cursor_at(self) -> Offset:
        """The marked row; the rule above the list while its filter is typed."""
        if self.typing is not None:
            return Offset(FILTER_AT + self.typing.window(FILTER_WIDTH)[1], -1)
        return Offset(0, 0 if self.look.linear else HEAD + self.at - self.top)

    def action_copy(self, what: str) -> None:
        """Y: the marked row, or the number of its account."""
        if isinstance(self.screen, PageScreen):
            self.screen.action_copy(what)

    def action_open(self) -> None:
        """Enter: open the marked row."""
        if self.count:
            self.opened(self.at)

    # -- order and filter ---------------------------------------------------------------------

    def action_order(self, steps: int) -> None:
        """S: the next order, as found among them."""
        self.put_in_order(self.how.next_order(steps))

    def action_turn(self) -> None:
        """R: the other direction."""
        self.put_in_order(self.how.turned())

    def action_filter(self) -> None:
        """F: type what the rows are to show."""
        if self.found and self.found.hits:
            self.typing = TextBox(self.how.filter)
            self.moved()

    def stop_typing(self, keep: bool = True) -> None:
        """The filter is typed; or given up, and every row is there again."""
        self.typing = None
        self.put_in_order(self.how if keep else replace(self.how, filter=""))

    def take_key(self, event: events.Key) -> bool:
        """While the filter is typed, text is its own; the other keys move in the list."""
        if self.typing is None:
            return False
        if event.key == "enter":
            self.stop_typing()
            return True
        if event.is_printable and event.character:
            self.typing.type(event.character)
        elif event.key in _NOT_FILTERING or not self.typing.edit(event.key):
            return False
        self._narrow()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.typing is not None:
            self.typing.type(event.text.strip())
            self._narrow()
        return self.typing is not None

    def _narrow(self) -> None:
        if self.typing is not None:
            self.put_in_order(replace(self.how, filter=self.typing.value))

    def lost_focus(self) -> None:
        """Another part of the page has the keys: the filter stays as it was typed."""
        if self.typing is not None:
            self.stop_typing()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click marks a row, a click on the marked row opens it."""
        index = self.top + event.y - HEAD
        if not self.look.linear and event.y >= HEAD and index < self.count:
            if index == self.at and self.has_focus:
                self.action_open()
            self.focus()
            self.go(index)
