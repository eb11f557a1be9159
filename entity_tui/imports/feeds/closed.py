"""EX-E9 and EX-EA, weekly: updates on cases and modules closed in the previous week."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.store.merge.closing import CLOSED_CASES, CLOSED_MODULES

E9 = Feed(
    "e9", "ICS closed entities", "weekly",
    (
        kept(
            CLOSED_CASES, "Closing facts of cases",
            {"closed_on": "date", "disposition": "text"}, ("closed_on",),
        ),
    ),
)  # fmt: skip
EA = Feed(
    "ea", "ICS closed modules", "weekly",
    (
        kept(
            CLOSED_MODULES, "Closing facts of modules",
            {"mft": "mft", "period": "period", "status": "status", "closing_code": "text",
             "closed_on": "date"},
            ("mft", "period", "status", "closed_on"),
        ),
    ),
)  # fmt: skip
