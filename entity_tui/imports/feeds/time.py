"""EX-E7 and EX-E8, daily: hours charged to cases, and to time codes (IRM 5.3.1.2.1)."""

from __future__ import annotations

from functools import partial

from entity_tui.imports.feeds.feed import Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.store.merge.time_charged import CASE_TIME, CODE_TIME, merge_time

_WHEN = {"assignment": "assignment", "day": "date", "hours": "hours", "eod": "yes_no"}
_PLACE = ("assignment", "day")

E7 = Feed(
    "e7", "ICS time by TIN", "daily",
    (
        kept(
            CASE_TIME, "Hours charged to cases", {**_WHEN, "code": "text"},
            ("assignment", "day", "hours"), index=("tin", "tin_type"),
            merge=partial(merge_time, kind=CASE_TIME),
        ),
    ),
)  # fmt: skip
E8 = Feed(
    "e8", "ICS time by code", "daily",
    (
        kept(
            CODE_TIME, "Hours charged to time codes", {**_WHEN, "code": "text"},
            ("assignment", "day", "code", "hours"), index=_PLACE,
            merge=partial(merge_time, kind=CODE_TIME),
        ),
    ),
)  # fmt: skip
