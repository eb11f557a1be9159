"""Three lines at the foot of every page and panel that lead through the tour (UI-10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from entity_tui.manual import Block
from screens.shared.draw import Line, apart, rule
from screens.shared.help_text import block_lines
from screens.shared.line_drawn import LineDrawn

if TYPE_CHECKING:
    from screens.guide import Guide

STRIP = 3
"""Lines of the strip."""
_LEAVE = " F9 tour skip · F9 tour off ──"


class TourStrip(LineDrawn):
    """The step, and how to skip it or leave."""

    DEFAULT_CSS = f"TourStrip {{ height: {STRIP}; }}"

    def lines(self) -> list[Line]:
        """A rule that says how far it is, and the text of the step."""
        guide = guide_of(self)
        if guide is None:
            return []
        width = self.size.width
        head = rule(f"Tour {guide.at + 1} of {guide.count}{guide.praise}", width - len(_LEAVE))
        title = apart(((head, "title"),), ((_LEAVE, "label"),), width)
        return [title, *block_lines(Block("text", guide.text), width)[: STRIP - 1]]


def guide_of(widget: Widget) -> Guide | None:
    """Who leads the tour, while one is on."""
    reception = getattr(widget.app, "reception", None)
    guide: Guide | None = reception.program.guide if reception else None
    return guide


def strip(widget: Widget) -> Iterator[Widget]:
    """The strip, for a page that is composed while a tour is on."""
    if guide_of(widget) is not None:
        yield TourStrip()
