"""What can be imported: one module per feed, each saying its fields and how it lands."""

from __future__ import annotations

from entity_tui.errors import UsageError
from entity_tui.imports.feeds import (
    acc,
    closed,
    dial,
    e1,
    e2,
    e3,
    e4,
    e5,
    e6,
    eb,
    fin,
    s1,
    time,
    zip,
)
from entity_tui.imports.feeds.feed import Feed
from entity_tui.store.merge.account_detail import ACCOUNT_DETAIL
from entity_tui.store.merge.activity import ACTIVITY
from entity_tui.store.merge.closing import CLOSINGS
from entity_tui.store.merge.compliance import COMPLIANCE
from entity_tui.store.merge.financial import FINANCIAL
from entity_tui.store.merge.lien import LIENS
from entity_tui.store.merge.module import MODULES
from entity_tui.store.merge.non_idrs import NON_IDRS
from entity_tui.store.merge.person_detail import PERSON_DETAIL
from entity_tui.store.merge.time_charged import CASE_TIME

# In the order they depend on one another.
FEEDS: dict[str, Feed] = {
    feed.name: feed
    for feed in (
        s1.FEED, e5.FEED, zip.FEED, e1.FEED, acc.FEED, e2.FEED, e4.FEED, e3.FEED, closed.E9,
        closed.EA, eb.FEED, dial.DIAL42, dial.DIAL32, fin.FEED, time.E7, time.E8, e6.FEED,
    )
}  # fmt: skip
# What may wait for its taxpayer or case.
WAITING = (
    *ACCOUNT_DETAIL, *PERSON_DETAIL, MODULES, NON_IDRS, *CLOSINGS, ACTIVITY, LIENS, *FINANCIAL,
    *COMPLIANCE, CASE_TIME,
)  # fmt: skip

__all__ = ["FEEDS", "WAITING", "Feed", "find_feed"]


def find_feed(name: str) -> Feed:
    """The feed by its name in any case, `EX-` optional; UsageError lists the known ones."""
    found = FEEDS.get(name.lower().removeprefix("ex-"))
    if found is None:
        raise UsageError(f"'{name}' is not a feed this program imports: {', '.join(FEEDS)}")
    return found
