"""What to draw with on a terminal (UI-05)."""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import ColorSystem
from rich.console import Console

from entity_tui.terminal import has_colors, terminfo_colors


def terminal_colors(console: Console, environ: Mapping[str, str]) -> ColorSystem | None:
    """What to draw with; None for no colours."""
    name = console.color_system
    if name is None or not has_colors(environ.get("TERM", ""), terminfo_colors):
        return None
    return {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}.get(
        name, ColorSystem.TRUECOLOR
    )
