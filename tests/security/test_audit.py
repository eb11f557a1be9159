"""The audit: complete, chained, committed before anything is shown (SE-04)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from support.importing import E1_COLUMNS, SYSTEM, entity, load, query, reads, write


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    rows = [entity(), entity("222222222", name="ALTO FOODS")]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows))
    return Desk(database, SYSTEM, Settings(store=str(database.url)))


def test_se_04_searches_and_views_are_recorded_with_who_what_and_whom(desk: Desk) -> None:
    found = desk.find(Criteria(name="delta"))
    assert found.only is not None
    desk.open_account(found.only.account_id)
    desk.reveal("account", found.only.account_id)
    desk.close()
    entries = reads(desk._database)
    assert [entry["action"] for entry in entries] == [
        "sign on", "search", "view account", "reveal", "sign off",
    ]  # fmt: skip
    assert entries[1]["criteria"] == "delta"
    assert entries[2]["subject"] == f"{found.only.account_id:010d}"
    assert entries[2]["tin"] == "123456789"
    assert {entry["user"] for entry in entries} == {"system"}


def test_se_04_a_prefetched_page_is_recorded_only_when_it_is_opened(desk: Desk) -> None:
    (hit,) = desk.find(Criteria(name="delta")).hits
    desk.prefetch_account(hit.account_id)
    assert "view account" not in {entry["action"] for entry in reads(desk._database)}
    desk.open_account(hit.account_id)
    desk.open_account(hit.account_id)
    actions = [entry["action"] for entry in reads(desk._database)]
    assert actions.count("view account") == 2
    desk.close()


def test_se_04_nothing_is_shown_when_the_audit_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise EntityError("the audit cannot be written: disk full", "Audit")

    monkeypatch.setattr(desk._reads, "record", full)
    with pytest.raises(EntityError, match="audit"):
        desk.find(Criteria(name="delta"))
    with pytest.raises(EntityError, match="audit"):
        desk.find_line("delta", False)
    with pytest.raises(EntityError, match="audit"):
        desk.open_account(1)


def test_se_04_an_import_is_an_act_recorded_in_its_own_transaction(
    database: Database, tmp_path: Path
) -> None:
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity()])
    load(database, "e1", path, dry_run=True)
    assert query(database, "SELECT count(*) FROM audit_entry") == [(0,)]
    load(database, "e1", path)
    ((payload,),) = query(database, "SELECT payload FROM audit_entry")
    facts = json.loads(payload)
    assert (facts["action"], facts["read"], facts["source"]) == ("import", 1, "e1.dat")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE {p}audit_entry SET payload = replace(payload, 'delta', 'gamma') WHERE seq = 2",
         "entry 2 was altered"),
        ("DELETE FROM {p}audit_entry WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM {p}audit_entry WHERE seq = 3", "its end was removed"),
        ("DELETE FROM {p}audit_head", "its head was removed"),
        ("UPDATE {p}audit_entry SET seq = 99 WHERE seq = 2; "
         "UPDATE {p}audit_entry SET seq = 2 WHERE seq = 3; "
         "UPDATE {p}audit_entry SET seq = 3 WHERE seq = 99", "entry 2 was altered"),
    ],
)  # fmt: skip
def test_se_04_any_altered_removed_or_reordered_entry_is_named(
    desk: Desk, damage: str, said: str
) -> None:
    database = desk._database
    desk.find(Criteria(name="delta"))
    desk.find(Criteria(name="alto"))
    assert audit.verify(database) == []
    if database.sqlite:
        import sqlite3

        path = database.path.with_name(f"{database.path.name}.audit")
        connection = sqlite3.connect(path)
        connection.executescript(damage.format(p=""))
        connection.commit()
        connection.close()
    else:
        with database.write() as sa:
            Raw(sa).execute(damage.format(p="audit."))
    findings = audit.verify(database)
    assert any(said in finding for finding in findings), findings


def test_se_08_the_store_and_its_audit_are_their_owners_alone(tmp_path: Path) -> None:
    from entity_tui.store.schema import create_tables

    database = Database(f"sqlite:///{tmp_path / 'new' / 'store.db'}")
    create_tables(database, owner="tester")
    Desk(database, SYSTEM, Settings(store=str(database.url))).close()
    for path in (tmp_path / "new").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_se_04_a_view_that_is_refused_is_recorded_too(desk: Desk) -> None:
    for look in (desk.open_account, desk.open_person, desk.open_location):
        with pytest.raises(EntityError, match="not in your profile"):
            look(4711)
    refused = [e for e in reads(desk._database) if e["action"] == "view refused"]
    assert {entry["subject"] for entry in refused} == {"0000004711"}
    assert {entry["what"] for entry in refused} == {"account", "person", "location"}
    desk.close()
