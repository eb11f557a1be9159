"""Pages as widgets, removed and mounted anew at each step: `naive_rebuild.py PAGES.json`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

Zone = tuple[str, list[list[str]]]
_RULE = re.compile(r"[▶]?\d [A-Z][a-z]+.*──")


def bands_of(page: list[str]) -> list[list[Zone]]:
    """The zones of a page, band by band: title, and the cells of each row."""
    bands: list[list[Zone]] = []
    for line in page[2:-2]:
        if _RULE.match(line):
            bands.append([(part.strip("─┴ "), []) for part in re.split("[┬┼]", line)])
        elif bands:
            for (_, rows), part in zip(bands[-1], line.split("│"), strict=False):
                if part.strip():
                    rows.append(re.split(r"\s{2,}", part.strip()))
    return bands


class Naive(App[None]):
    """One widget for each cell, as most applications are written."""

    CSS = """
    Static { width: auto; height: 1; margin-right: 2; }
    .row { height: 1; } .band { height: 1fr; } .zone { width: 1fr; }
    """
    BINDINGS = [("f8", "step", "next")]  # noqa: RUF012
    at = 0

    def __init__(self, pages: list[list[str]]) -> None:
        super().__init__()
        self.pages = pages

    def compose(self) -> ComposeResult:
        """The page is filled as soon as it is there."""
        yield Vertical(*self.widgets(), id="page")

    def widgets(self) -> Iterator[Any]:
        """Every line and every zone of the present page."""
        page = self.pages[self.at]
        for line in page[:2]:
            yield Static(line, markup=False)
        for band in bands_of(page):
            yield Horizontal(*(self.zone(zone) for zone in band), classes="band")
        for line in page[-2:]:
            yield Static(line, markup=False)

    def zone(self, zone: Zone) -> Vertical:
        """A title and rows of cells."""
        title, rows = zone
        cells = ([Static(cell, markup=False) for cell in row] for row in rows)
        lines = (Horizontal(*row, classes="row") for row in cells)
        return Vertical(Static(title, markup=False), *lines, classes="zone")

    async def action_step(self) -> None:
        """F8: the next page."""
        self.at = (self.at + 1) % len(self.pages)
        page = self.query_one("#page")
        with self.batch_update():
            await page.remove_children()
            await page.mount(*self.widgets())


if __name__ == "__main__":
    Naive(json.loads(Path(sys.argv[1]).read_text())).run()
