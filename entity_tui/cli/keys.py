"""`keys`: the keyboard map, printed from the one place it stands in (UI-01)."""

from __future__ import annotations

from entity_tui.cli.output import put


def keys() -> None:
    """Print every key and what it does."""
    from entity_tui.keymap import printed

    for line in printed():
        put(line)
