"""Every record a page of the demo names opens, for all who may see that page (CC-20 … CC-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entity_tui.demo.generate import generate
from entity_tui.domain.clock import Clock
from entity_tui.domain.control_central.credit_allocation import Level
from entity_tui.domain.control_central.record_ref import KINDS, RecordRef
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.services.desk import Desk
from entity_tui.services.installation import set_option
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.importing import SYSTEM, load, query

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Database:
    """A demonstration of some hundred taxpayers."""
    for path in generate(tmp_path / "files", 300, 1, TODAY):
        done = load(database, path.name.split("-")[0], path)
        assert (done.rejected, done.waiting) == (0, 0), done
    set_option(database, SYSTEM, "rating_start", "500", Clock())
    set_option(database, SYSTEM, "rating_threshold", "450", Clock())
    return database


def desk_of(database: Database, role: Role, prefix: str) -> Desk:
    viewer = Viewer(user="tester", name="TESTER", grants=(Grant(role, prefix, TODAY, None),))
    return Desk(database, viewer, Settings(store="", today=TODAY))


def refs_in(value: Any) -> Iterator[RecordRef]:
    """Every record a page names, however deep."""
    if isinstance(value, RecordRef):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            yield from refs_in(getattr(value, part.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from refs_in(part)


def page_of(desk: Desk, ref: RecordRef) -> object:
    if ref.kind == "account":
        return desk.open_account(ref.owner)
    if ref.kind == "person":
        return desk.open_person(ref.owner)
    if ref.kind == "location":
        return desk.open_location(ref.owner)
    return desk.open_detail(ref)


def walk(desk: Desk, accounts: list[int]) -> tuple[Counter[str], Counter[str]]:
    """Open everything that can be reached; which kinds of records and alerts were met."""
    waiting = [RecordRef("account", account) for account in accounts]
    seen: set[RecordRef] = set(waiting)
    kinds: Counter[str] = Counter()
    alerts: Counter[str] = Counter()
    while waiting:
        ref = waiting.pop()
        kinds[ref.kind] += 1
        page: Any = page_of(desk, ref)
        found = [page]
        if ref.kind == "account":
            alerts.update(alert.order for alert in page.alerts)
            person, place = page.main_person_id, page.location
            found += [
                desk.open_tree("account tree", ref.owner), desk.open_tree("bill tree", ref.owner),
                desk.open_tree("person tree", person),
                desk.open_timeline(ref.owner, 0, date(2026, 1, 1), 12),
                desk.open_timeline(0, person, date(2026, 6, 1), 6),
                desk.open_allocation(Level(ref.owner)),
                desk.open_allocation(Level(0, person_id=person)),
                desk.all_history(ref.owner), desk.all_activity(ref.owner),
                desk.all_compliance(ref.owner),
            ]  # fmt: skip
            if place:
                found.append(desk.open_tree("location tree", place.location_id))
            for other in {r.owner for r in refs_in(found[1]) if r.kind == "location"}:
                there = desk.open_account(ref.owner, 0, other)
                alerts.update(alert.order for alert in there.alerts)
                found.append(there)
        for other in refs_in(found):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return kinds, alerts


def test_cc_31_every_kind_of_record_opens_and_every_base_alert_shows_on_the_demo(
    office: Database,
) -> None:
    """CC-20 … CC-32: nothing a page names is missing, for a national viewer."""
    desk = desk_of(office, Role.HEADQUARTERS, "")
    accounts = [row[0] for row in query(office, "SELECT account_id FROM account")]
    kinds, alerts = walk(desk, accounts)
    assert set(kinds) == set(KINDS)
    orders = {"1", "2", "3", "4", "5", "6b", "7", "8", "9", "10", "12", "13", "14a", "14b", "14c",
              "15a", "15b", "16", "17"}  # fmt: skip
    assert orders <= set(alerts), orders - set(alerts)


def test_se_03_a_narrow_viewer_is_led_to_nothing_that_is_refused(office: Database) -> None:
    """What an officer's page names opens for the officer as well."""
    holder = query(
        office, "SELECT assignment FROM field_case WHERE status = 'open' GROUP BY 1 "
        "ORDER BY count(*) DESC, 1",
    )[0][0]  # fmt: skip
    desk = desk_of(office, Role.REVENUE_OFFICER, holder)
    accounts = [
        row[0]
        for row in query(office, "SELECT account_id FROM field_case WHERE assignment = ?", holder)
    ]
    kinds, _ = walk(desk, accounts)
    assert {"account", "case", "module", "person"} <= set(kinds)
