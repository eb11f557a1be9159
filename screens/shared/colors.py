"""Which colours a terminal has: none for one that terminfo says has none (UI-05)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rich.color import ColorSystem
from rich.console import Console

_MONOCHROME = re.compile(r"vt\d+.*|dumb|unknown|ansi-m|.*-m|.*-mono|hp.*|wy.*|tvi.*|adm.*|ibm3.*")
"""Names of terminals without colours, where terminfo does not know them."""


def has_colors(term: str, known: Callable[[str], int | None]) -> bool:
    """Has a terminal of this name colours? `known` is terminfo's number; None where unknown."""
    number = known(term)
    if number is not None:
        return number > 0
    return _MONOCHROME.fullmatch(term) is None


def terminfo_colors(term: str) -> int | None:
    """The number of colours that terminfo has for a terminal; None where it does not know it."""
    try:
        import curses

        curses.setupterm(term, 1)
        return curses.tigetnum("colors")
    except Exception:  # no curses, no such entry
        return None


def terminal_colors(console: Console, environ: Mapping[str, str]) -> ColorSystem | None:
    """What to draw with; None for no colours."""
    name = console.color_system
    if name is None or not has_colors(environ.get("TERM", ""), terminfo_colors):
        return None
    return {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}.get(
        name, ColorSystem.TRUECOLOR
    )
