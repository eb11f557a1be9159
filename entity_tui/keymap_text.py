"""The whole keyboard map as text, for `entity-tui keys` and the page of keys (UI-03)."""

from __future__ import annotations

from collections.abc import Iterator

from entity_tui.keymap import MAP_VERSION, Page, keys_of


def printed() -> Iterator[str]:
    """The whole map as text, page by page, for `entity-tui keys`."""
    yield f"Keyboard map, version {MAP_VERSION}"
    for page in Page:
        yield ""
        yield str(page)
        for key in keys_of(page):
            yield f"  {key.shown:<16} {key.description}"
