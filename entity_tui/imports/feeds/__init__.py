"""What can be imported: one module per feed, each saying its fields and how it lands."""

from __future__ import annotations

from entity_tui.errors import UsageError
from entity_tui.imports.feeds import acc, e1, e2, e3, e5, fin
from entity_tui.imports.feeds.feed import Feed
from entity_tui.store.merge.activity import ACTIVITY
from entity_tui.store.merge.financial import TRANSACTIONS
from entity_tui.store.merge.module import MODULES

FEEDS: dict[str, Feed] = {
    feed.name: feed for feed in (e5.FEED, e1.FEED, e2.FEED, e3.FEED, fin.FEED, acc.FEED)
}
# What may wait for its taxpayer or case.
WAITING = (MODULES, ACTIVITY, TRANSACTIONS)

__all__ = ["FEEDS", "WAITING", "Feed", "find_feed"]


def find_feed(name: str) -> Feed:
    """The feed by its name in any case, `EX-` optional; UsageError lists the known ones."""
    found = FEEDS.get(name.lower().removeprefix("ex-"))
    if found is None:
        raise UsageError(f"'{name}' is not a feed this program imports: {', '.join(FEEDS)}")
    return found
