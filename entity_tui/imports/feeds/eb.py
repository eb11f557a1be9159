"""EX-EB, ICS module liens, daily: lien information per module from ALS (IRM 5.3.1.2.1)."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.store.merge.lien import LIENS

FEED = Feed(
    "eb", "ICS module liens", "daily",
    (
        kept(
            LIENS, "Liens of modules",
            {"number": "text", "mft": "mft", "period": "period", "status": "lien_status",
             "filed_on": "date", "released_on": "date", "office": "text", "amount": "amount"},
            ("number", "mft", "period", "status", "filed_on"), defaults={"amount": 0},
        ),
    ),
)  # fmt: skip
