"""EX-S1, as needed: the subcodes of areas (IRM 5.3.1.2.1)."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.store.merge.subcode import SUBCODES

FEED = Feed(
    "s1", "Subcodes", "as needed",
    (
        kept(
            SUBCODES, "Subcodes of areas",
            {"area": "integer", "code": "code3", "meaning": "text"}, ("area", "code", "meaning"),
        ),
    ),
)  # fmt: skip
