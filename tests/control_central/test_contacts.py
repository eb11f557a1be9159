"""Adding a customer contact, its alerts, and who may (AM-70, CC-23, CC-33)."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from entity_tui.domain.control_central.contacts import age
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, SYSTEM, entity, load, query, write


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    return Desk(database, SYSTEM, Settings(str(database.url)))


def test_am_70_a_contact_stands_on_the_page_and_in_the_alerts_at_once(desk: Desk) -> None:
    (hit,) = desk.find_line("12-3456789", False).hits
    assert not any("contact" in a.text for a in desk.open_account(hit.account_id).alerts)
    desk.add_contact(hit.person_id, "phone", "  Promise to pay on Friday ")
    desk.add_contact(hit.person_id, "visit", "No one home", is_open=True)
    page = desk.open_account(hit.account_id)
    assert [c.comment for c in page.contacts] == ["No one home", "Promise to pay on Friday"]
    texts = [alert.text for alert in page.alerts]
    assert texts[-2:] == ["Last contact: Today - tests", "1 open contact for person"]
    desk.close()


def test_se_04_a_contact_is_an_act_audited_in_its_own_transaction(desk: Desk) -> None:
    (hit,) = desk.find_line("12-3456789", False).hits
    number = desk.add_contact(hit.person_id, "phone", "Called")
    rows = query(desk._database, "SELECT payload FROM audit_entry WHERE action = 'add contact'")
    facts = json.loads(rows[0][0])
    assert (facts["subject"], facts["contact"]) == (f"{hit.person_id:010d}", f"{number:010d}")
    desk.close()


@pytest.mark.parametrize(
    ("kind", "comment", "said"),
    [
        ("smoke", "x", "not a contact type: phone"),
        ("phone", "   ", "needs a comment"),
        ("phone", "x" * 3_000, "3,000 characters"),
        ("phone", "a\0b", "NUL"),
    ],
)
def test_am_70_what_a_contact_lacks_is_named(
    desk: Desk, kind: str, comment: str, said: str
) -> None:
    (hit,) = desk.find_line("12-3456789", False).hits
    with pytest.raises(EntityError, match=said):
        desk.add_contact(hit.person_id, kind, comment)
    assert query(desk._database, "SELECT count(*) FROM contact") == [(0,)]
    desk.close()


def test_se_03_nobody_adds_a_contact_outside_the_profile(desk: Desk) -> None:
    (hit,) = desk.find_line("12-3456789", False).hits
    other = Viewer("x", "X", (Grant(Role.REVENUE_OFFICER, "21010101", date.min),))
    stranger = Desk(desk._database, other, Settings(str(desk._database.url)))
    with pytest.raises(EntityError, match="not in your profile"):
        stranger.add_contact(hit.person_id, "phone", "hello")
    assert query(desk._database, "SELECT count(*) FROM contact") == [(0,)]
    desk.close()


@pytest.mark.parametrize(("days", "said"), [(0, "Today"), (1, "Yesterday"), (12, "12 days old")])
def test_cc_33_the_age_of_the_last_contact_is_in_words(days: int, said: str) -> None:
    today = date(2026, 11, 20)
    assert age(today - timedelta(days=days), today) == said


def test_cc_33_two_who_add_a_contact_at_once_are_both_kept(desk: Desk, database: Database) -> None:
    (hit,) = desk.find_line("12-3456789", False).hits
    others = [Desk(database, SYSTEM, Settings(str(database.url))) for _ in range(2)]
    start = threading.Barrier(2)

    def add(other: Desk, comment: str) -> int:
        start.wait(5)
        return other.add_contact(hit.person_id, "phone", comment)

    with ThreadPoolExecutor(2) as both:
        numbers = list(both.map(add, others, ["the first", "the second"]))
    assert len(set(numbers)) == 2
    page = desk.open_account(hit.account_id, fresh=True)
    assert {row.comment for row in page.contacts} == {"the first", "the second"}
    for opened in (desk, *others):
        opened.close()
