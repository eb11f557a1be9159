"""Values the shell completes with the Tab key: feeds, help pages, layouts, tables (UI-12).

Each function gets what is typed so far and returns the values that begin with it. Nothing of a
store is read.
"""

from __future__ import annotations

from collections.abc import Iterable

_BEFORE_FEEDS = ("all", "status")


def feeds(incomplete: str) -> list[str]:
    """Feeds of extracts, and the words `import` takes instead of one."""
    return _beginning((*_BEFORE_FEEDS, *_feed_names()), incomplete)


def layouts(incomplete: str) -> list[str]:
    """Feeds that have a layout; a file name is completed by the shell."""
    return _beginning(_feed_names(), incomplete)


def help_pages(incomplete: str) -> list[str]:
    """Pages of the manual."""
    from entity_tui.manual import NAMES

    return _beginning(NAMES, incomplete)


def code_tables(incomplete: str) -> list[str]:
    """Code tables a site may add rows to."""
    from entity_tui.domain.code_edits import COLUMNS

    return _beginning(COLUMNS, incomplete)


def tables(incomplete: str) -> list[str]:
    """Tables of the store that can be exported."""
    from sqlmodel import SQLModel

    import entity_tui.store.tables  # noqa: F401
    from entity_tui.store.queries.whole_tables import STAYS

    return _beginning(sorted(SQLModel.metadata.tables.keys() - STAYS), incomplete)


def options(incomplete: str) -> list[str]:
    """Installation options."""
    from entity_tui.store.reference import rows

    return _beginning([row["name"] for row in rows("installation_options")], incomplete)


def _feed_names() -> tuple[str, ...]:
    from entity_tui.store.reference import rows

    return tuple(row["feed"] for row in rows("feeds"))


def _beginning(values: Iterable[str], incomplete: str) -> list[str]:
    return [value for value in values if value.startswith(incomplete.casefold())]
