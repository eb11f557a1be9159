"""Somebody's preferences, told, reset or copied by an administrator (UI-15, SE-04)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.database import Database
from entity_tui.store.queries.preference import all_preferences, replace_preferences

_PRIVATE = ("command_history", "search_history", "recent_accounts", "macros")
"""What a user typed is theirs alone: it is not shown or copied, and a reset leaves it."""
_DRAFTS = "draft."
"""Drafts of unsaved work, which hold what was typed, are private too."""


def told(database: Database, viewer: Viewer, user: str) -> Mapping[str, str]:
    """What a user chose, by name; what he typed is left out. Only for administrators."""
    _require(viewer)
    with database.read() as connection:
        return _public(all_preferences(connection, viewer, user))


def reset(database: Database, viewer: Viewer, user: str) -> tuple[str, ...]:
    """Put a user back to the house's; the names that were chosen are returned."""
    return _replace(database, viewer, user, {}, "reset preferences")


def copy(database: Database, viewer: Viewer, user: str, source: str) -> tuple[str, ...]:
    """Give a user what another chose; the names of both are returned."""
    chosen = told(database, viewer, source)
    if not chosen:
        raise EntityError(f"'{source}' has chosen nothing that could be copied.")
    return _replace(database, viewer, user, chosen, "copy preferences", source=source)


def _replace(
    database: Database, viewer: Viewer, user: str, chosen: Mapping[str, str], act: str,
    **facts: str,
) -> tuple[str, ...]:  # fmt: skip
    _require(viewer)
    with database.write() as connection:
        before = _public(all_preferences(connection, viewer, user))
        replace_preferences(connection, viewer, user, tuple(before), chosen)
        names = tuple(sorted({*before, *chosen}))
        audit.act(connection, viewer, act, user, names=",".join(names), **facts)
    return names


def _public(found: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in found.items()
        if name not in _PRIVATE and not name.startswith(_DRAFTS)
    }


def _require(viewer: Viewer) -> None:
    if not viewer.holds(*ADMINISTERS):
        raise EntityError("Only an administrator looks after the preferences of others.")
