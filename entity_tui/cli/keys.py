"""`keys`: the keyboard map, printed from the one place it stands in (UI-01)."""

from __future__ import annotations

from entity_tui.cli.options import FormatOption
from entity_tui.cli.output import Format, put, put_table


def keys(
    form: FormatOption = Format.TABLE,
) -> None:
    """Print every key and what it does."""
    from entity_tui.keymap import Page, keys_of
    from entity_tui.keymap_text import printed

    if form is Format.TABLE:
        for line in printed():
            put(line)
        return
    rows = [(str(page), key.shown, key.description) for page in Page for key in keys_of(page)]
    put_table(("page", "keys", "description"), rows, form)
