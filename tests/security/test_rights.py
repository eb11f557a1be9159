"""An administrator gives and takes the rights to export and to see whole identifiers (SE-02)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services.rights import set_rights
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile, store_facts, users
from support.importing import SYSTEM, query
from support.month_office import viewer

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def signed_on(database: Database, user: str) -> Viewer:
    with database.read() as connection:
        found = profile(Raw(connection), user, "tester", date(2026, 11, 2))
    assert found is not None
    return found


def test_se_02_a_right_is_given_and_taken_and_holds_from_the_next_sign_on(
    filled: Database,
) -> None:
    assert not signed_on(filled, "qual").export
    set_rights(filled, SYSTEM, "qual", True, None, AT)
    found = signed_on(filled, "qual")
    assert (found.export, found.sensitive, found.name) == (True, True, "QUALE, QUIN")
    set_rights(filled, SYSTEM, "qual", False, False, AT)
    found = signed_on(filled, "qual")
    assert (found.export, found.sensitive) == (False, False)
    rows = query(filled, "SELECT payload FROM audit_entry WHERE action = 'set rights' ORDER BY at")
    told = [json.loads(row[0]) for row in rows]
    assert [(one["subject"], one["before_export"], one["export"]) for one in told] == [
        ("qual", False, True), ("qual", True, False),
    ]  # fmt: skip


def test_se_02_only_an_administrator_gives_rights_and_only_to_users(filled: Database) -> None:
    with pytest.raises(EntityError, match="Only a system administrator"):
        set_rights(filled, viewer("mgr"), "mgr", True, None, AT)
    with pytest.raises(EntityError, match="not a user"):
        set_rights(filled, SYSTEM, "nobody", True, None, AT)
    assert query(filled, "SELECT count(*) FROM app_user")[0][0] == 0


def test_se_02_the_owner_is_listed_and_its_rights_are_the_owners(filled: Database) -> None:
    with filled.read() as connection:
        raw = Raw(connection)
        owner = store_facts(raw).owner
        listed = users(raw, SYSTEM, date(2026, 11, 2))
        assert listed[0] == (owner, "(owner of the store)", "", "system administrator", "")
        assert owner not in [row[0] for row in users(raw, viewer("mgr"), date(2026, 11, 2))]
    with pytest.raises(EntityError, match="its rights are the owner's"):
        set_rights(filled, SYSTEM, owner, False, None, AT)
