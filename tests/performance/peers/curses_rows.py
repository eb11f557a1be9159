"""Pages drawn by curses, which sends only what differs: `curses_rows.py PAGES.json`; F8 steps."""

from __future__ import annotations

import curses
import json
import sys
from pathlib import Path


def show(window: curses.window, pages: list[list[str]]) -> None:
    """Draw page after page, until `q`."""
    curses.curs_set(0)
    at, key = 0, 0
    while key != ord("q"):
        window.erase()
        height, width = window.getmaxyx()
        for y, line in enumerate(pages[at][:height]):
            window.insnstr(y, 0, line, width)
        window.refresh()
        key = window.getch()
        at = (at + (key == curses.KEY_F8)) % len(pages)


if __name__ == "__main__":
    curses.wrapper(show, json.loads(Path(sys.argv[1]).read_text()))
