"""From the keyboard map to Textual's bindings."""

from __future__ import annotations

from collections.abc import Container

from textual.binding import Binding, BindingType

from entity_tui.keymap import Page, bindings_of

SCROLLING = frozenset({"scroll(-1)", "scroll(1)", "page(-1)", "page(1)", "top", "bottom"})
LISTING = SCROLLING | {"open", "move(1)", "move(-1)", "copy('row')", "copy('id')"}
ARRANGING = frozenset({"order(1)", "turn", "filter", "side('left')", "side('right')"})


def bound(
    *pages: Page, only: Container[str] | None = None, without: Container[str] = ()
) -> list[BindingType]:
    """The bindings of the pages; `only` and `without` name actions.

    They go before the widgets' own, so that keys are carried out in the order they were pressed.
    """
    return [
        Binding(keys, action, description, show=False, priority=True)
        for keys, action, description in bindings_of(*pages)
        if (only is None or action in only) and action not in without
    ]
