"""A page read ahead for a step is never older than the store's last change (CC-10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import Hit
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, SYSTEM, entity, load, write


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[tuple[Desk, Desk, Hit]]:
    """Two sessions on one store, and a taxpayer both see."""
    lines = [entity("120000001", "DELTA ONE LLC"), entity("120000002", "DELTA TWO LLC")]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, lines))
    desks = [Desk(database, SYSTEM, Settings(str(database.url))) for _ in range(2)]
    yield desks[0], desks[1], desks[0].find(Criteria(name="delta")).hits[0]
    for desk in desks:
        desk.close()


def test_contact_of_another_session_is_on_the_prefetched_page(
    office: tuple[Desk, Desk, Hit],
) -> None:
    """CC-10: what another session saved after the page was read ahead is shown."""
    desk, other, hit = office
    desk.prefetch_account(hit.account_id)
    other.add_contact(hit.person_id, "phone", "Promise to pay", False)
    assert [row.comment for row in desk.open_account(hit.account_id).contacts] == ["Promise to pay"]


def test_import_is_on_the_prefetched_page(
    office: tuple[Desk, Desk, Hit], database: Database, tmp_path: Path
) -> None:
    """CC-10: an import after the page was read ahead is shown."""
    desk, _, hit = office
    desk.prefetch_account(hit.account_id)
    tin = hit.id_value
    lines = [f"NAME|{tin}|EIN|alias|DELTA RENAMED"]
    load(database, "acc", write(tmp_path / "acc.dat", "", lines))
    names = {row.name for row in desk.open_account(hit.account_id).person.names}
    assert "DELTA RENAMED" in names


def test_prefetched_page_is_used_while_nothing_changed(office: tuple[Desk, Desk, Hit]) -> None:
    """PF-06: reading and stepping alone make no page stale."""
    desk, other, hit = office
    desk.prefetch_account(hit.account_id)
    other.open_account(hit.account_id)
    other.find(Criteria(name="delta"))
    ahead = desk._kept((hit.account_id, 0, 0))
    assert ahead is not None
    assert desk.open_account(hit.account_id) is ahead
