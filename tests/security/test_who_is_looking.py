"""Nobody reads without a viewer, and nobody sees past the profile (SE-01, SE-02, SE-03)."""

from __future__ import annotations

import dataclasses
import random
from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.services.sign_on import NoEntry, sign_on
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile, users
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    TODAY,
    employee,
    entity,
    load,
    module,
    query,
    write,
)


def _viewer(*prefixes: str, groups: frozenset[int] | None = None) -> Viewer:
    grants = tuple(Grant(Role.GROUP_MANAGER, prefix, date.min) for prefix in prefixes)
    return Viewer("someone", "SOMEONE", grants, access_groups=groups)


def _desk(database: Database, viewer: Viewer) -> Desk:
    return Desk(database, viewer, Settings(store=str(database.url), today=TODAY))


def test_se_01_a_login_that_matches_nobody_does_not_enter(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entity_tui.services.sign_on.login", lambda: "stranger")
    with pytest.raises(NoEntry, match="'stranger' is not a user"):
        sign_on(database, TODAY)


def test_se_01_acting_as_another_is_refused_on_a_real_store(database: Database) -> None:
    with pytest.raises(NoEntry, match="demonstration store only"):
        sign_on(database, TODAY, "tester")


@pytest.mark.parametrize(
    ("role", "prefix"),
    [
        ("revenue officer", "27031207"), ("group secretary", "270312"), ("group manager", "270312"),
        ("territory manager", "2703"), ("area staff", "27"), ("headquarters analyst", ""),
    ],
)  # fmt: skip
def test_se_02_an_employees_role_gives_the_scope(
    database: Database, tmp_path: Path, role: str, prefix: str
) -> None:
    path = write(tmp_path / "e5.dat", E5_COLUMNS, [employee(role=role)])
    load(database, "e5", path)
    with database.read() as connection:
        viewer = profile(Raw(connection), "lchen", "owner", TODAY)
    assert viewer is not None
    assert viewer.scope.prefixes == (prefix,)
    assert viewer.name == "CHEN, LI" and not viewer.export


def test_se_02_grants_expire_by_themselves(database: Database, tmp_path: Path) -> None:
    row = employee(active_from="2020-01-06", active_to="2026-11-20")
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [row]))
    with database.read() as connection:
        raw = Raw(connection)
        assert profile(raw, "lchen", "owner", date(2026, 11, 19)) is not None
        assert profile(raw, "lchen", "owner", date(2026, 11, 20)) is None


def test_se_03_case_and_queue_follow_the_assignment_number() -> None:
    officer, manager, nation = _viewer("27031207"), _viewer("270312"), _viewer("")
    for number, seen in (
        ("27031207", (True, True, True)),
        ("27031208", (False, True, True)),
        ("27031300", (False, False, True)),
        ("27007000", (False, True, True)),
        ("26007000", (False, False, True)),
    ):
        assert tuple(v.scope.sees_case(number) for v in (officer, manager, nation)) == seen


def test_se_03_no_page_opens_outside_the_profile_and_none_tells_that_it_exists(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    ((account, person),) = query(database, "SELECT account_id, person_id FROM account_person")
    ((location,),) = query(database, "SELECT location_id FROM location")
    stranger = _desk(database, _viewer("2101"))
    for opened in (
        lambda: stranger.open_account(account),
        lambda: stranger.open_account(4711),
        lambda: stranger.open_person(person),
        lambda: stranger.open_location(location),
    ):
        with pytest.raises(EntityError, match="is not in your profile"):
            opened()
    for criteria in (Criteria(name="delta"), Criteria(account=f"{account:010d}"),
                     Criteria(id_type="EIN", id_value="12345"), Criteria(city="oak")):  # fmt: skip
        assert stranger.find(criteria).hits == ()
        assert stranger.count(criteria) == 0
    stranger.close()


def test_se_03_a_case_of_another_group_is_hidden_and_said_to_be(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    ((account,),) = query(database, "SELECT account_id FROM account")
    for prefix, seen in (("27031207", True), ("27031301", False), ("27", True)):
        desk = _desk(database, _viewer(prefix))
        page = desk.open_account(account)
        assert (page.case is not None, page.case_hidden) == (seen, not seen)
        assert bool(desk.find(Criteria(name="delta")).hits[0].open_case) is seen
        desk.close()


def test_se_03_every_way_to_find_agrees_with_a_slow_reference_on_random_organisations(
    database: Database, tmp_path: Path
) -> None:
    dice = random.Random(5)
    rows, truth = [], []
    for n in range(1, 61):
        area = dice.choice(["21", "26", "27"])
        name = dice.choice(["SMITH & SONS", "SMYTHE LLC", "OAK DINER", "100% PURE", "A_B CO"])
        phone = f"415555{dice.randrange(10**4):04d}"
        rows.append(entity(f"{n * 7:09d}", name=name, assignment=f"{area}031207",
                           phone_business=phone))  # fmt: skip
        truth.append((f"{n * 7:09d}", area, phone, name.lower()))
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows))
    with database.write() as connection:
        Raw(connection).execute("INSERT INTO access_group VALUES (3, 'VIP', 'Guarded')")
        Raw(connection).execute("UPDATE account SET access_group = 3 WHERE area = 26")
        from entity_tui.store import search

        search.rebuild(Raw(connection))
    for viewer, areas in (
        (_viewer(""), {"21", "26", "27"}),
        (_viewer("27"), {"27"}),
        (_viewer("2101", "26"), {"21", "26"}),
        (_viewer("", groups=frozenset({0})), {"21", "27"}),
        (dataclasses.replace(_viewer("26"), access_groups=frozenset({0})), set()),
    ):
        desk = _desk(database, viewer)
        seen = [row for row in truth if row[1] in areas]
        for pattern, matches in (
            ("smi", lambda name: name.startswith("smi")), ("%e", lambda name: "e" in name),
            ("100%", lambda name: name.startswith("100")),
            ("a_", lambda name: name.startswith("a_")),
        ):  # fmt: skip
            expected = [row for row in seen if matches(row[3])]
            assert desk.count(Criteria(name=pattern)) == len(expected)
            assert len(desk.find(Criteria(name=pattern)).hits) == len(expected)
        for tin, area, phone, _ in truth[:15]:
            one = int(area in areas)
            assert desk.count(Criteria(id_type="EIN", id_value=tin)) == one
            assert any(h.id_value == tin for h in desk.find(Criteria(phone=phone)).hits) == one
        desk.close()


def test_cc_08_show_all_locations_gives_one_row_per_place_of_an_account(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    load(database, "e2", write(tmp_path / "e2.dat", E2_COLUMNS, [module()]))
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute(
            "INSERT INTO location (location_id, location_type, address, address2, city, state, "
            "postal, country, division, area, parent_id, address_key, city_key, postal_key, "
            "created_run, version) SELECT 5, 'business', '9 DOCK RD', '', 'RENO', 'NV', '89501', "
            "'', '', 26, NULL, '9 dock rd', 'reno', '89501', 0, 1"
        )
        raw.execute("UPDATE obligation SET location_id = 5")
        from entity_tui.store import search

        search.rebuild(raw)
    desk = _desk(database, _viewer(""))
    ((account,),) = query(database, "SELECT account_id FROM account")
    for criteria in (
        Criteria(name="delta"), Criteria(account=f"{account:010d}"),
        Criteria(id_type="EIN", id_value="123456789"),
    ):  # fmt: skip
        assert [h.city for h in desk.find(criteria).hits] == ["OAKLAND"]
        everywhere = desk.find(dataclasses.replace(criteria, all_locations=True))
        assert sorted(h.city for h in everywhere.hits) == ["OAKLAND", "RENO"]
        assert everywhere.only is not None, "CC-06: one account is one hit wherever it is"
    (reno,) = desk.find(Criteria(city="reno")).hits
    assert desk.open_account(account, 0, reno.location_id).location_count == 2
    desk.close()


def test_users_are_listed_within_the_viewers_scope(database: Database, tmp_path: Path) -> None:
    rows = [employee(), employee("mrivera", assignment="27031201", role="group manager"),
            employee("other", assignment="26011207")]  # fmt: skip
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, rows))
    with database.read() as connection:
        raw = Raw(connection)
        assert len(users(raw, _viewer(""), TODAY)) == 3
        assert [u[0] for u in users(raw, _viewer("270312"), TODAY)] == ["mrivera", "lchen"]


def test_cc_14_words_apart_find_a_person_kept_as_last_and_first(
    database: Database, tmp_path: Path
) -> None:
    person = entity("773112222", name="SMITH, TUAN V", tin_type="SSN", person_type="P")
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), person]))
    desk = _desk(database, _viewer(""))
    for text in ("smith tuan", "tuan smith", "smith,tuan", "Tuan V Smith"):
        found = desk.find_line(text, False)
        assert [hit.name for hit in found.hits] == ["SMITH, TUAN V"], text
        assert found.hits[0].variant, text
    assert desk.find_line("smith, tuan", False).read_as == "name"
    assert desk.find_line("tuan jones", False).hits == ()
    desk.close()
