"""Numbers in Find: by the key, in every form that is shown, on both databases (CC-05, CC-12)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.asked import looks_like_street
from entity_tui.domain.control_central.criteria import Criteria, CriteriaError
from entity_tui.domain.control_central.recognise import Target, readings_shown, recognise
from entity_tui.domain.identifiers import (
    TinType,
    mask_tin,
    parse_phone,
    parse_tin,
    phone_prefix,
    show_phone,
    show_tin,
)
from entity_tui.domain.ids import check_digit, read_account, read_id, show_account
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from support.importing import E1_COLUMNS, SYSTEM, entity, load, query, write

_NUMBERS = (
    ("781618552", "SSNV"), ("781618553", "SSNW"), ("911704444", "IRSN"), ("900935555", "ITIN"),
    ("123450001", "EIN"), ("900931234", "ATIN"), ("123456789", "SSN"), ("912701234", "ITIN"),
    ("123456789", "EIN"),
)  # fmt: skip


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    lines = [
        entity(
            tin, f"TAXPAYER {n}", tin_type=kind, phone_home="8475551152x834" if not n else "",
            phone_business=f"312555010{n}",
        )
        for n, (tin, kind) in enumerate(_NUMBERS)
    ]  # fmt: skip
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, lines))
    return Desk(database, SYSTEM, Settings(str(database.url)))


def names(desk: Desk, line: str) -> list[str]:
    return [hit.name for hit in desk.find_line(line, False).hits]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("781-61-8552", [0]), ("781618552", [0]), ("781-61-8552V", [0]), ("781-61-8552 v", [0]),
        ("781618552W", [0]), ("78-1618552", [0]), ("781-61-8553W", [1]), ("781-61-8553", [1]),
        ("911-70-4444", [2]), ("911704444", [2]), ("900-93-5555", [3]), ("123-45-0001", [4]),
        ("12-3450001", [4]), ("12\u20133450001", [4]), ("12\u20113450001", [4]),
        ("12 3450001", [4]),
        ("900-93-1234", [5]), ("912-70-1234", [7]), ("123-45-6789", [6, 8]), ("12-3456789", [8, 6]),
        ("SSN 781-61-8552", [0]), ("TIN: 911704444", [2]), ("781-61-85", [0, 1]),
        ("847-555-1152 x834", [0]), ("+1 847 555 1152", [0]), ("1 (847) 555-1152", [0]),
        ("18475551152", [0]), ("847.555.1152", [0]), ("8475551152 ext 834", [0]),
        ("business 847-555-1152 x834", [0]), ("(847) 555", [0]), ("847-555-9999", []),
    ],
)  # fmt: skip
def test_cc_12_a_number_is_found_whatever_its_type_and_form(
    desk: Desk, line: str, found: list[int]
) -> None:
    assert names(desk, line) == [f"TAXPAYER {n}" for n in found]
    desk.close()


@pytest.mark.parametrize("kind", [*TinType, "ssn"])
@pytest.mark.parametrize("value", ["781-61-8552", "781618552", "781-61-8552V", "781 61 8552"])
def test_cc_05_the_type_beside_an_id_only_orders(desk: Desk, kind: str, value: str) -> None:
    found = desk.find(Criteria(id_type=kind, id_value=value))
    assert [hit.name for hit in found.hits] == ["TAXPAYER 0"]
    desk.close()


def test_cc_12_an_ambiguous_line_groups_its_hits_by_reading(desk: Desk) -> None:
    found = desk.find_line("123456789", False)
    assert [(hit.name, hit.read_as) for hit in found.hits] == [
        ("TAXPAYER 6", "SSN"), ("TAXPAYER 8", "EIN")
    ]  # fmt: skip
    assert found.groups == (("SSN", 1), ("EIN", 1))
    assert found.read_as == "SSN or EIN"
    digits = f"{query(desk._database, 'SELECT min(account_id) FROM account')[0][0]:010d}"
    several = desk.find_line(digits[:3], False)
    readings = [hit.read_as for hit in several.hits]
    assert readings == sorted(readings, key=["account", "phone", "name"].index)
    assert "account" in readings
    desk.close()


def test_cc_12_a_number_from_a_masked_screen_is_explained(desk: Desk) -> None:
    for text in ("***-**-8552", "**-***0001", "***-**-8552V"):
        with pytest.raises(CriteriaError, match="masked number"):
            desk.find_line(text, False)
    with pytest.raises(CriteriaError, match="masked number"):
        desk.find(Criteria(id_type="SSN", id_value="***-**-8552"))
    desk.close()


def test_cc_05_a_wrong_check_digit_is_reported_everywhere(desk: Desk) -> None:
    ((account,),) = query(desk._database, "SELECT min(account_id) FROM account")
    wrong = f"{account:010d}-{(check_digit(account) + 1) % 10}"
    for line in (wrong, wrong.replace("-", ""), wrong.replace("-", " "), f"account {wrong}"):
        if line[0] == "1" and line.isdigit():
            continue
        with pytest.raises(CriteriaError, match="check digit of account"):
            desk.find_line(line, False)
    with pytest.raises(CriteriaError, match="check digit of account"):
        desk.find(Criteria(account=wrong))
    assert len(desk.find_line(show_account(account), False).hits) == 1
    desk.close()


def test_cc_05_a_phone_after_its_country_code_is_no_account(desk: Desk) -> None:
    assert names(desk, "18475551152") == ["TAXPAYER 0"]
    assert check_digit(1847555999) != 1
    with pytest.raises(CriteriaError, match=r"Nothing found as phone\. The check digit of account"):
        desk.find_line("18475559991", False)
    desk.close()


def test_cc_12_the_ids_of_the_system_are_found(desk: Desk) -> None:
    for sql in (
        "SELECT min(person_id) FROM person", "SELECT min(location_id) FROM location",
        "SELECT min(case_id) FROM field_case", "SELECT min(account_id) FROM account",
    ):  # fmt: skip
        ((number,),) = query(desk._database, sql)
        assert desk.find_line(f"{number:010d}", False).hits, sql
    ((case,),) = query(desk._database, "SELECT min(case_id) FROM field_case")
    assert desk.find_line(f"case {case:010d}", False).read_as == "case"
    desk.close()


def test_tm_02_a_case_is_named_by_a_marked_number_too(desk: Desk) -> None:
    from datetime import date

    on = date(2026, 11, 20)
    case = desk.time.case("781618552", on)
    for text in ("781-61-8552V", "781\u201361\u20138552", f"{case:010d}", f"case {case:010d}"):
        assert desk.time.case(text, on) == case
        assert desk.time.case_of_time(text, on).case_id == case
    with pytest.raises(EntityError, match="No case"):
        desk.time.case("case 0000000001", on)
    with pytest.raises(EntityError, match="masked number"):
        desk.time.case("***-**-8552", on)
    desk.close()


# -- the readers alone -----------------------------------------------------------------------------

_DIGITS = st.text(st.sampled_from("0123456789"), min_size=9, max_size=9).filter(
    lambda text: text != "000000000"
)
_PHONES = st.text(st.sampled_from("23456789"), min_size=10, max_size=10)


@given(_DIGITS, st.sampled_from(TinType))
def test_cc_12_every_tin_is_read_as_it_is_shown(digits: str, kind: TinType) -> None:
    for shown in (show_tin(digits, kind), f"{kind} {show_tin(digits, kind)}", digits):
        readings = recognise(shown)
        assert [r.criteria.id_value for r in readings] == [digits], shown
    assert parse_tin(show_tin(digits, kind)) == digits
    (masked,) = recognise(mask_tin(digits, kind))
    assert masked.target is Target.NONE and "masked" in masked.fault


@given(_PHONES, st.sampled_from(["", "1", "834", "00012"]))
def test_cc_12_every_phone_is_read_as_it_is_shown(digits: str, extension: str) -> None:
    shown = show_phone(digits, extension)
    assert parse_phone(shown) == (digits, extension)
    assert phone_prefix(shown) == digits
    (reading,) = recognise(shown)
    assert reading.criteria.phone == digits
    stored = f"{digits}x{extension}" if extension else digits
    assert parse_phone(stored) == (digits, extension)


@given(st.integers(0, 10**10 - 1))
def test_cc_05_every_account_is_read_as_it_is_shown(number: int) -> None:
    assert read_account(show_account(number)) == f"{number:010d}"
    assert read_id(f"{number:010d}") == number
    wrong = f"{number:010d}-{(check_digit(number) + 3) % 10}"
    assert readings_shown(recognise(wrong)) == ["account with a wrong check digit"]
    with pytest.raises(ValueError, match="check digit"):
        read_account(wrong)


@pytest.mark.parametrize(
    "text", ["12345678", "1234567890", "12-345678", "abc", "", "781-61-8552X", "1-2-3", "+44 20"]
)
def test_cc_12_what_is_no_tin_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"digits|not a taxpayer"):
        parse_tin(text)


@pytest.mark.parametrize(
    ("line", "street"),
    [
        ("9893 state hwy", True), ("12 n oak", True), ("4-B ELM ST", True),
        ("4\u2011B ELM ST", True), ("1 main st.", True),
        ("po box 12", True), ("P.O. BOX 12", True), ("415B MAIN ST", True), ("12 3450001", False),
        ("415-555-0142", False), ("smith", False), ("box 12", False), ("3M", False),
    ],
)  # fmt: skip
def test_cc_03_a_line_that_begins_like_an_address(line: str, street: bool) -> None:
    assert looks_like_street(line) is street


def test_cc_03_an_address_in_the_find_line_is_found(desk: Desk) -> None:
    found = desk.find_line("1 MAIN ST, OAKLAND CA 94601", False)
    assert (found.read_as, len(found.hits)) == ("address", len(_NUMBERS))
    assert desk.find_line("1 main st.", False).read_as == "address"
    assert not desk.find_line("999 nowhere rd", False).hits
    desk.close()


def test_cc_12_another_identifier_is_found_by_its_value(desk: Desk) -> None:
    ((person,),) = query(desk._database, "SELECT min(person_id) FROM person")
    with desk._database.write() as connection:
        Raw(connection).execute(
            "INSERT INTO person_identifier (person_id, seq, id_type, value, is_primary, flag) "
            "VALUES (?, 2, 'driver''s license', 'D1234567', ?, '')",
            (person, False),
        )
    for line in ("D1234567", "d1234567", "D123-4567"):
        found = desk.find_line(line, False)
        assert [hit.person_id for hit in found.hits] == [person], line
        assert found.read_as == "identifier"
    fields = desk.find(Criteria(id_type="driver's license", id_value="d123"))
    assert [hit.person_id for hit in fields.hits] == [person]
    desk.close()
