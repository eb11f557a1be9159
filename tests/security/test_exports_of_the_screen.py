"""What leaves the screen whole is an export: a right, and recorded (SE-04, SE-05)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.audit import verify
from entity_tui.store.database import Database
from support.importing import SYSTEM


@pytest.mark.parametrize(("export", "sensitive"), [(True, False), (False, True), (False, False)])
def test_se_05_a_whole_copy_needs_both_rights_and_its_refusal_is_recorded(
    database: Database, export: bool, sensitive: bool
) -> None:
    viewer = replace(SYSTEM, export=export, sensitive=sensitive)
    desk = Desk(database, viewer, Settings(store=str(database.url)))
    with pytest.raises(EntityError, match="may not export"):
        desk.export("copy 1 line", 7)
    assert "export refused" in recorded(desk)
    desk.close()


def test_se_04_a_whole_copy_is_recorded(database: Database) -> None:
    desk = Desk(database, SYSTEM, Settings(store=str(database.url)))
    desk.export("copy 1 line", 7)
    assert "export" in recorded(desk)
    desk.close()
    assert verify(database) == []


def recorded(desk: Desk) -> list[str]:
    """The actions in the audit of reads, oldest first."""
    from sqlalchemy import text

    reads = desk._reads
    prefix = "audit." if "postgresql" in str(desk._database.url) else ""
    with reads._engine.connect() as connection:
        rows = connection.execute(text(f"SELECT action FROM {prefix}audit_entry ORDER BY at, seq"))
        return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("export", "sensitive", "whole", "action"),
    [
        (True, True, True, "export list"), (True, True, False, "export list"),
        (True, False, False, "export list"), (True, False, True, "export refused"),
        (False, True, True, "export refused"), (False, False, False, "export refused"),
    ],
)  # fmt: skip
def test_se_05_listed_rows_leave_on_record(
    database: Database, export: bool, sensitive: bool, whole: bool, action: str
) -> None:
    """SE-05: by the rule of the shell; what is refused is recorded as well."""
    viewer = replace(SYSTEM, export=export, sensitive=sensitive)
    desk = Desk(database, viewer, Settings(store=str(database.url)))
    if action == "export refused":
        with pytest.raises(EntityError, match="Your profile"):
            desk.export_rows("result list", 3, whole)
    else:
        desk.export_rows("result list", 3, whole)
    assert recorded(desk)[-1] == action
    desk.close()
    assert verify(database) == []
