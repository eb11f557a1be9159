"""An administrator resets or copies somebody's preferences; that is recorded (UI-15, SE-04)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services import preferences
from entity_tui.store.database import Database
from entity_tui.store.queries.preference import read_preference, write_preference
from support.importing import SYSTEM, query


def viewer(user: str) -> Viewer:
    return Viewer(user, user, (Grant(Role.GROUP_MANAGER, "210312", date.min),))


def choose(database: Database, user: str, **chosen: str) -> None:
    with database.write() as connection:
        for name, value in chosen.items():
            write_preference(connection, viewer(user), name, value)


def chosen(database: Database, user: str, name: str) -> str | None:
    with database.read() as connection:
        return read_preference(connection, viewer(user), name)


def test_ui_15_a_reset_leaves_what_was_typed_and_other_users_alone(database: Database) -> None:
    choose(database, "lchen", theme="mono", macros="{}", linear="on")
    choose(database, "jpark", theme="light")
    assert preferences.told(database, SYSTEM, "lchen") == {"theme": "mono", "linear": "on"}
    assert preferences.reset(database, SYSTEM, "lchen") == ("linear", "theme")
    assert chosen(database, "lchen", "theme") is None
    assert chosen(database, "lchen", "macros") == "{}"
    assert chosen(database, "jpark", "theme") == "light"


def test_ui_15_a_copy_takes_the_place_of_what_was_chosen(database: Database) -> None:
    choose(database, "lchen", theme="mono", linear="on")
    choose(database, "jpark", theme="light", command_history='["cc smith"]')
    preferences.copy(database, SYSTEM, "lchen", "jpark")
    assert preferences.told(database, SYSTEM, "lchen") == {"theme": "light"}
    assert chosen(database, "lchen", "command_history") is None
    with pytest.raises(EntityError, match="nothing that could be copied"):
        preferences.copy(database, SYSTEM, "lchen", "nobody")


PRIVATE = (
    "draft.contact.0000000007", "draft.days.27011207.2026-11-23", "draft.person", "macros",
    "command_history", "search_history", "recent_accounts",
)  # fmt: skip


@pytest.mark.parametrize("name", PRIVATE)
def test_what_a_user_typed_is_private(database: Database, name: str) -> None:
    """SE-05: drafts and histories are not shown or copied, and a reset leaves them."""
    choose(database, "jpark", theme="light", **{name: "123-45-6789"})
    assert preferences.told(database, SYSTEM, "jpark") == {"theme": "light"}
    preferences.copy(database, SYSTEM, "lchen", "jpark")
    assert chosen(database, "lchen", name) is None
    preferences.reset(database, SYSTEM, "jpark")
    assert chosen(database, "jpark", name) == "123-45-6789"


def test_se_04_a_reset_and_a_copy_are_recorded_with_names_and_no_values(database: Database) -> None:
    choose(database, "jpark", theme="light")
    preferences.copy(database, SYSTEM, "lchen", "jpark")
    preferences.reset(database, SYSTEM, "lchen")
    rows = query(database, "SELECT action, subject, payload FROM audit_entry ORDER BY at, seq")
    told = [(row[0], row[1]) for row in rows if "preferences" in row[0]]
    assert told == [("copy preferences", "lchen"), ("reset preferences", "lchen")]
    facts = json.loads(next(row[2] for row in rows if row[0] == "copy preferences"))
    assert (facts["names"], facts["source"]) == ("theme", "jpark")


@pytest.mark.parametrize("act", [preferences.told, preferences.reset])
def test_se_02_nobody_else_may(database: Database, act: object) -> None:
    with pytest.raises(EntityError, match="Only an administrator"):
        act(database, viewer("jpark"), "lchen")  # type: ignore[operator]
    with pytest.raises(EntityError, match="Only an administrator"):
        preferences.copy(database, viewer("jpark"), "lchen", "jpark")
