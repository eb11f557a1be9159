"""The ruled line over the result list: what was found, and which row is marked (CC-07)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from entity_tui.domain.control_central.hits import HitList
from screens.control_central.hit_columns import list_header
from screens.shared.bars import Bar
from screens.shared.draw import rule

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
        self._hits: HitList | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        """The list's title and the marked row's number."""
        yield Bar(id="found")
        yield Bar(id="place")

    def tell(self, title: str) -> None:
        """Say what is going on instead of what the list is."""
        self.title = title
        self._draw()

    def show(self, hits: HitList | None, at: int) -> None:
        """Say what the list is and which row is marked."""
        if hits is not self._hits:
            self.title = ""
        self._hits, self._at = hits, at
        self._draw()

    def on_resize(self) -> None:
        """The rule fits the width."""
        self._draw()

    def _draw(self) -> None:
        room = max(0, self.size.width - _PLACE)
        title = self.title or (list_header(self._hits, room) if self._hits else "")
        line = rule(title, room) if title else "─" * room
        self.query_one("#found", Bar).put(((line, "title" if title else "label"),))
        count = len(self._hits.hits) if self._hits else 0
        place = f" {self._at + 1} of {count} ──" if count else ""
        self.query_one("#place", Bar).put(((f"{place:─>{_PLACE}}", "label"),))
