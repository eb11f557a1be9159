"""New persons and accounts: the rules, and what is written, found and audited (CC-11, AM-01)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.new_taxpayer import (
    Added,
    AlreadyOnFile,
    NewAccount,
    NewPerson,
    account_faults,
    area_of_new,
    kept_name,
    may_create_taxpayer,
    person_faults,
    setup_day,
    unusual,
)
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from entity_tui.store.search import verify
from support.importing import E1_COLUMNS, SYSTEM, TODAY, entity, load, query, reads, write

TYPES = ("Individual", "Business")
HOME = NewAccount("Individual", "", "12 oak  st", "reno", "nv", "89501-1234")
GOOD = NewPerson("person", "smith,john", "SSN", "123-45-6789", "415-555-0142", "j@x.org", HOME)


def test_cc_11_a_whole_form_has_no_fault() -> None:
    assert person_faults(GOOD, TYPES, TODAY) == {}
    assert (
        person_faults(replace(GOOD, account=NewAccount(), phone="", email=""), TYPES, TODAY) == {}
    )


@pytest.mark.parametrize(
    ("change", "field", "fault"),
    [
        ({"person_type": "dog"}, "person_type", "person or business"),
        ({"name": ""}, "name", "needed"), ({"name": "John Smith"}, "name", "Last,First"),
        ({"name": "Smith,"}, "name", "Last,First"), ({"name": "a" * 120}, "name", "at most"),
        ({"name": "Sm%,J"}, "name", "no %"), ({"id_type": "DOG"}, "id_type", "one of SSN"),
        ({"id_value": ""}, "id_value", "needed"), ({"id_value": "12"}, "id_value", "nine"),
        ({"id_type": "ITIN"}, "id_value", "form of an ITIN"),
        ({"phone": "12"}, "phone", "ten-digit"),
        ({"email": "x"}, "email", "not an email"),
        ({"account": NewAccount(street="1 A ST")}, "account_type", "belongs to an account"),
        ({"account": replace(HOME, state="QQ")}, "state", "two letters"),
        ({"account": replace(HOME, postal="1")}, "postal", "five digits"),
        ({"account": replace(HOME, city=" ")}, "city", "needs its city"),
        ({"account": replace(HOME, street="")}, "street", "needs its street"),
        ({"account": replace(HOME, setup="12/31/26")}, "setup", "has come"),
        ({"account": replace(HOME, account_type="Dog")}, "account_type", "one of Individual"),
        ({"account": replace(HOME, location="12")}, "location", "not both"),
        ({"account": NewAccount("Individual", location="x")}, "location", "ten digits"),
    ],
)  # fmt: skip
def test_cc_11_each_fault_is_named_at_its_field(
    change: dict[str, object], field: str, fault: str
) -> None:
    found = person_faults(replace(GOOD, **change), TYPES, TODAY)  # type: ignore[arg-type]
    assert list(found) == [field]
    assert fault in found[field]


def test_ui_06_a_form_reads_what_is_pasted_into_it() -> None:
    pasted = replace(
        GOOD, id_value="123\u201345\u20136789", phone="+1 (415) 555\u20110142 x12",
        account=replace(HOME, postal="89501\u20131234", setup="2026\u201111\u201119"),
    )  # fmt: skip
    assert person_faults(pasted, TYPES, TODAY) == {}
    marked = replace(GOOD, id_value="123-45-6789V")
    assert person_faults(marked, TYPES, TODAY) == {
        "id_value": "the mark V belongs to the ID type SSNV"
    }
    assert person_faults(replace(marked, id_type="SSNV"), TYPES, TODAY) == {}


def test_am_01_a_business_needs_no_comma_and_names_are_kept_in_capitals() -> None:
    assert person_faults(replace(GOOD, person_type="business", name="Acme"), TYPES, TODAY) == {}
    assert kept_name(" smith ,john  a", "person") == "SMITH, JOHN A"
    assert kept_name("Smith, Jones & Co", "business") == "SMITH, JONES & CO"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("", TODAY), ("t", TODAY), ("-5", date(2026, 11, 15)), ("11/2", date(2026, 11, 2)),
     ("11/02/25", date(2025, 11, 2)), ("2024-02-29", date(2024, 2, 29))],
)  # fmt: skip
def test_ui_06_days_are_read_as_they_are_typed(typed: str, day: date) -> None:
    assert setup_day(typed, TODAY) == day


@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=12))
def test_cc_11_no_text_breaks_the_rules(name: str, number: str, day: str) -> None:
    new = replace(GOOD, name=name, id_value=number, account=replace(HOME, setup=day, state=name))
    assert all(person_faults(new, TYPES, TODAY).values())
    unusual(new)


def test_am_01_an_unusual_number_is_flagged_and_not_refused() -> None:
    odd = replace(GOOD, id_value="666-45-6789")
    assert person_faults(odd, TYPES, TODAY) == {}
    assert unusual(odd) == "area 666 is not issued"


@pytest.mark.parametrize("role", list(Role))
def test_se_02_everyone_adds_taxpayers_but_quality_analysts(role: Role) -> None:
    viewer = Viewer("x", "X", (Grant(role, "21", TODAY),))
    assert may_create_taxpayer(viewer) is (role is not Role.QUALITY_ANALYST)
    assert not may_create_taxpayer(Viewer("x", "X", (Grant("lockbox clerk", "21", TODAY),)))


def test_cc_11_without_an_address_it_belongs_to_the_viewers_only_area() -> None:
    narrow = Viewer("x", "X", (Grant(Role.AREA_STAFF, "27", TODAY),))
    assert area_of_new(NewAccount(), narrow) == 27
    assert area_of_new(NewAccount(), SYSTEM) == 0
    assert area_of_new(HOME, narrow) == 26


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    desk = Desk(database, SYSTEM, Settings(str(database.url), today=TODAY))
    yield desk
    desk.close()


def test_cc_11_a_new_person_is_found_at_once_by_everything_typed(desk: Desk) -> None:
    added = desk.adding.person(GOOD)
    for criteria in (
        Criteria(name="smith"), Criteria(id_type="SSN", id_value="123456789"),
        Criteria(phone="4155550142"), Criteria(address="12 oak", city="reno", postal="89501"),
        Criteria(account=f"{added.account_id:010d}"),
    ):  # fmt: skip
        hit, *others = desk.find(criteria).hits
        assert bool(others) is bool(criteria.id_value), "an EIN on file has the same digits"
        assert (hit.person_id, hit.account_id) == (added.person_id, added.account_id)
        assert (hit.name, hit.address, hit.city) == ("SMITH, JOHN", "12 OAK ST", "RENO")
    page = desk.open_account(added.account_id)
    assert page.setup_date == TODAY
    assert page.person.email == "j@x.org"
    with desk._database.read() as connection:
        assert not list(verify(Raw(connection)))


def test_cc_11_a_person_without_an_account_is_a_person_page(desk: Desk) -> None:
    added = desk.adding.person(replace(GOOD, account=NewAccount()))
    assert added.account_id == 0
    (hit,) = desk.find(Criteria(name="smith, john")).hits
    assert (hit.person_id, hit.account_id) == (added.person_id, 0)
    assert desk.open_person(added.person_id).person.name == "SMITH, JOHN"


def test_cc_11_a_new_account_of_a_person_on_file_with_a_location_on_file(desk: Desk) -> None:
    (hit,) = desk.find_line("delta", False).hits
    before = desk.open_account(hit.account_id)
    added = desk.adding.account(
        hit.person_id, NewAccount("Business", "-3", location=f"{hit.location_id:010d}")
    )
    page = desk.open_account(added.account_id)
    assert page.setup_date == date(2026, 11, 17)
    assert page.location is not None
    assert page.location.location_id == hit.location_id
    assert before.account_count == 1
    assert desk.open_account(hit.account_id).account_count == 2
    assert len(desk.find_line("delta", False).hits) == 2
    with desk._database.read() as connection:
        assert not list(verify(Raw(connection)))


def test_am_01_the_directory_keeps_leading_to_the_first_of_two_with_one_number(desk: Desk) -> None:
    first = desk.adding.person(GOOD)
    second = desk.adding.person(replace(GOOD, name="smith,jane"), another=True)
    assert isinstance(first, Added) and isinstance(second, Added)
    named = [hit.name for hit in desk.find(Criteria(id_type="SSN", id_value="123456789")).hits]
    assert sorted(named) == ["DELTA FREIGHT LLC", "SMITH, JANE", "SMITH, JOHN"]
    assert named[-1] == "DELTA FREIGHT LLC"
    rows = query(desk._database, "SELECT person_id FROM taxpayer WHERE tin = '123456789' "
                                 "AND tin_type = 'SSN'")  # fmt: skip
    assert rows == [(first.person_id,)]
    assert second.person_id != first.person_id


@pytest.mark.parametrize(
    ("id_type", "value"),
    [
        ("SSN", "123-45-6789"), ("SSN", "123456789"), ("SSN", "123 45 6789"),
        ("SSNV", "123-45-6789V"), ("SSNW", "123456789w"), ("SSNV", "123456789"),
        ("SSN", "123.45.6789"), ("SSN", "123\u201345\u20136789"),
    ],
)  # fmt: skip
def test_am_01_a_number_on_file_needs_a_decision_whatever_its_form(
    desk: Desk, id_type: str, value: str
) -> None:
    desk.adding.person(GOOD)
    again = replace(GOOD, name="smith,jane", id_type=id_type, id_value=value)
    found = desk.adding.person(again)
    assert isinstance(found, AlreadyOnFile)
    assert [hit.name for hit in found.found] == ["SMITH, JOHN"]
    assert query(desk._database, "SELECT count(*) FROM person") == [(2,)]
    assert isinstance(desk.adding.person(again, another=True), Added)
    stored = query(desk._database, "SELECT value, id_type FROM person_identifier")
    assert ("123456789", id_type) in stored


def test_am_01_an_ein_with_the_digits_of_an_ssn_is_another_number(desk: Desk) -> None:
    assert isinstance(desk.adding.person(GOOD), Added)
    other = replace(GOOD, person_type="business", name="acme", id_type="EIN", id_value="98-7654321")
    assert isinstance(desk.adding.person(other), Added)
    individual = replace(GOOD, name="roe,ann", id_value="987-65-4321")
    assert isinstance(desk.adding.person(individual), Added)


def test_se_02_a_number_in_use_outside_the_profile_is_refused_and_recorded(desk: Desk) -> None:
    viewer = Viewer("x", "X", (Grant(Role.AREA_STAFF, "21", TODAY),))
    seen = Desk(desk._database, viewer, Settings(str(desk._database.url), today=TODAY))
    new = NewPerson("business", "acme", "EIN", "12-3456789")
    assert not seen.find(Criteria(id_type="EIN", id_value="123456789")).hits
    for another in (False, True):
        with pytest.raises(EntityError, match="This number is already in use") as refused:
            seen.adding.person(new, another)
        assert "DELTA" not in refused.value.message
    entries = [e for e in reads(desk._database) if e["action"] == "new taxpayer: TIN on file"]
    assert [(e["tin"], e["shown"]) for e in entries] == [("123456789", "outside the profile")] * 2
    seen.close()


def test_se_04_adding_is_an_act_audited_in_its_own_transaction(desk: Desk) -> None:
    added = desk.adding.person(GOOD)
    rows = query(desk._database, "SELECT payload FROM audit_entry WHERE action = 'add person'")
    facts = json.loads(rows[0][0])
    assert (facts["subject"], facts["tin"]) == (f"{added.person_id:010d}", "123456789")
    assert facts["account"] == f"{added.account_id:010d}"


def test_cc_11_what_is_wrong_is_refused_and_nothing_lands(desk: Desk) -> None:
    with pytest.raises(EntityError, match="Name: Last,First"):
        desk.adding.person(replace(GOOD, name="john smith"))
    with pytest.raises(EntityError, match="State: two letters"):
        desk.adding.account(1, replace(HOME, state="QQ"))
    with pytest.raises(EntityError, match="not in your profile"):
        desk.adding.account(1, HOME)
    assert query(desk._database, "SELECT count(*) FROM person") == [(1,)]


def test_se_03_nothing_is_added_that_its_maker_could_not_see(desk: Desk) -> None:
    viewer = Viewer("x", "X", (Grant(Role.AREA_STAFF, "27", TODAY),))
    seen = Desk(desk._database, viewer, Settings(str(desk._database.url), today=TODAY))
    with pytest.raises(EntityError, match="outside your profile"):
        seen.adding.person(GOOD)
    added = seen.adding.person(replace(GOOD, account=replace(HOME, state="CA")))
    assert seen.open_account(added.account_id)
    seen.close()


def test_se_02_who_may_not_add_is_told_who_may(desk: Desk) -> None:
    viewer = Viewer("x", "X", (Grant(Role.QUALITY_ANALYST, "", TODAY),))
    seen = Desk(desk._database, viewer, Settings(str(desk._database.url), today=TODAY))
    with pytest.raises(EntityError, match="every role but quality analysts"):
        seen.adding.person(GOOD)
    with pytest.raises(EntityError, match="every role but quality analysts"):
        seen.adding.begin("account")
    schema = "" if desk._database.sqlite else "audit."
    with seen._reads._engine.connect() as connection:
        rows = Raw(connection).rows(
            f"SELECT count(*) FROM {schema}audit_entry WHERE action = 'add refused'"
        )
    assert rows == [(2,)]
    assert account_faults(HOME, TYPES, TODAY) == {}
    seen.close()
