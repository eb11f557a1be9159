"""The ruled line over the result list: what was found, and which row is marked (CC-07)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.control_central.hit_columns import list_header
from screens.control_central.hit_detail import FROM_HEIGHT, total_text
from screens.control_central.hit_table import FILTER_WIDTH, HitTable
from screens.shared.bars import Bar
from screens.shared.draw import Line, rule, with_cursor
from screens.shared.textbox import TextBox

_PLACE = 15


class ResultRule(Horizontal):
    """Two bars, because a widget's line is sent from its left edge to the last change."""

    DEFAULT_CSS = f"""
    ResultRule {{ height: 1; }}
    ResultRule #place {{ width: {_PLACE}; }}
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.title = ""
        self._table: HitTable | None = None

    def compose(self) -> ComposeResult:
        """The list's title and the marked row's number."""
        yield Bar(id="found")
        yield Bar(id="place")

    def tell(self, title: str) -> None:
        """Say what is going on instead of what the list is."""
        self.title = title
        self._draw()

    def show(self, table: HitTable) -> None:
        """Say what the list is, how it is filtered and sorted, and which row is marked."""
        self.title = ""
        self._table = table
        self._draw()

    def on_resize(self) -> None:
        """The rule fits the width."""
        self._draw()

    def _draw(self) -> None:
        room = max(0, self.size.width - _PLACE)
        table = self._table
        self.query_one("#found", Bar).put(self._found(table, room))
        count = table.count if table else 0
        place = f" {table.at + 1} of {count} ──" if table and count else ""
        self.query_one("#place", Bar).put(((f"{place:─>{_PLACE}}", "label"),))

    def _total(self, table: HitTable) -> str:
        """The total, where the window is too low for the lines below the list."""
        low = self.app.size.height < FROM_HEIGHT
        return total_text(table.hits, table.found) if low else ""

    def _found(self, table: HitTable | None, room: int) -> Line:
        if self.title or table is None or table.found is None or table.hits is None:
            title = rule(self.title, room) if self.title else "─" * room
            return ((title, "title" if self.title else "label"),)
        count = f"{table.count} of {len(table.found.hits)} shown"
        if table.typing is not None:
            return _typed(table.typing, count, room)
        if table.how.filter:
            count += f" with {table.how.filter}"
        else:
            count = ""
        if table.work is not None:
            order = f", by {table.how.word}" if table.how.word else ""
            shown = f" · {count}" if count else ""
            return ((rule(f"work list {table.work.title}{shown}{order}", room), "title"),)
        head = list_header(table.found, room, count, table.how.word, self._total(table))
        return ((rule(head, room), "title"),)


def _typed(text: TextBox, count: str, room: int) -> Line:
    """`── filter [reno    ] 12 of 300 shown ───`: the box is where `FILTER_AT` says."""
    shown, at = text.window(FILTER_WIDTH)
    used = len("── filter []") + FILTER_WIDTH
    tail = rule(count, room)[2 : max(2, room - used + 2)]
    box: Line = (("[", "key"), *with_cursor(shown, at), ("]", "key"))
    return (("── filter ", "title"), *box, (tail, "title"))
