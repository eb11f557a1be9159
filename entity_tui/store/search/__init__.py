"""The search index: names and addresses by any of their parts, in order."""

from entity_tui.store.search.building import prepare, rebuild
from entity_tui.store.search.leading import leading
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.proving import verify
from entity_tui.store.search.question import (
    ALTERNATE,
    NOT_MAIN_NAME,
    NOT_SINGLE,
    IndexRow,
    Rows,
    SearchCancelled,
    SearchQuery,
)
from entity_tui.store.search.refreshing import refresh, refresh_from
from entity_tui.store.search.run import count_persons, search
from entity_tui.store.search.upkeep import maintain

__all__ = [
    "ALTERNATE",
    "NOT_MAIN_NAME",
    "NOT_SINGLE",
    "STANDARD",
    "IndexRow",
    "Limits",
    "Rows",
    "SearchCancelled",
    "SearchQuery",
    "count_persons",
    "leading",
    "maintain",
    "prepare",
    "rebuild",
    "refresh",
    "refresh_from",
    "search",
    "verify",
]
