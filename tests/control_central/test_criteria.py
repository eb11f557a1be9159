"""Which fields go together, and how the Find line is read (CC-01, CC-04, CC-05, CC-12)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Criteria, CriteriaError, Kind
from entity_tui.domain.control_central.recognise import Target, recognise, words_apart
from entity_tui.domain.ids import show_account


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (Criteria(name="a", account="1"), "Account stands alone: clear Name"),
        (Criteria(name="a", city="b", phone="4"), "Phone stands alone: clear Name and City"),
        (Criteria(account="1", phone="4"), "Account and Phone each stand alone"),
        (Criteria(id_value="1"), "ID needs its type"),
        (Criteria(id_type="SSN"), "ID needs a value"),
        (Criteria(geo_value="1"), "Geo needs its type"),
        (Criteria(phone="415%"), "Phone takes no wild card"),
        (Criteria(account="%1"), "Account takes no wild card"),
        (Criteria(postal="94%"), "Postal takes no wild card"),
        (Criteria(), "Type something"),
        (Criteria(name="   "), "Type something"),
    ],
)
def test_cc_01_a_clash_is_answered_with_the_fields_and_the_way_out(
    criteria: Criteria, said: str
) -> None:
    with pytest.raises(CriteriaError, match=said):
        criteria.checked()


@pytest.mark.parametrize(
    ("criteria", "kind"),
    [
        (Criteria(name="a"), Kind.NAME), (Criteria(name="a", id_type="SSN"), Kind.NAME),
        (Criteria(name="a", city="b"), Kind.LOCATION), (Criteria(postal="9"), Kind.LOCATION),
        (Criteria(account="1"), Kind.ACCOUNT), (Criteria(phone="4"), Kind.PHONE),
        (Criteria(id_type="SSN", id_value="1"), Kind.IDENTIFIER),
        (Criteria(geo_type="G", geo_value="1"), Kind.GEO),
    ],
)  # fmt: skip
def test_cc_07_the_fields_decide_the_kind_of_search(criteria: Criteria, kind: Kind) -> None:
    assert criteria.checked().kind is kind


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("123-45-6789", ["SSN"]), ("900-50-1234", ["ITIN"]), ("12-3456789", ["EIN"]),
        ("123456789", ["SSN or EIN"]), ("415-555-0142", ["phone"]), ("(415) 555-0142", ["phone"]),
        ("0011883422-5", ["account"]), ("00118834225", ["account"]),
        ("1929119291", ["account", "phone", "location", "case", "person", "record"]),
        ("2103-1207", ["assignment number"]), ("2103-12-07", ["assignment number"]),
        ("21031207", ["assignment number", "account"]),
        ("12-3456789 01 202603", ["module"]), ("123456789 30 2025-12", ["module"]),
        ("smith%jo", ["name"]), ("4155", ["account", "phone", "assignment number", "name"]),
        ("415", ["account", "phone", "name"]), ("919-555", ["phone"]), ("919-55", ["SSN", "phone"]),
        ("12-34567", ["EIN"]), ("123-45-6", ["SSN"]), ("2701-12", ["assignment number"]),
        ("270112", ["account", "phone", "assignment number", "name"]), ("1-800-FLOWERS", ["name"]),
        ("3M COMPANY", ["name"]),
        ("%", ["name"]), ("0011883422-4", ["account with a wrong check digit"]),
    ],
)  # fmt: skip
def test_cc_12_the_find_line_says_how_it_was_read(line: str, read: list[str]) -> None:
    assert [reading.read_as for reading in recognise(line)] == read


def test_cc_12_a_module_is_kept_as_tin_mft_and_period() -> None:
    (reading,) = recognise("12-3456789 01 202603")
    assert (reading.target, reading.value) == (Target.MODULE, "123456789 01 202603")


@given(st.text())
def test_cc_12_every_line_has_a_reading_unless_it_is_blank(line: str) -> None:
    readings = recognise(line)
    assert bool(readings) == bool(line.strip()) or not line.strip()
    assert all(reading.read_as for reading in readings)


@given(st.integers(0, 10**10 - 1))
def test_cc_05_an_account_with_its_check_digit_is_an_account_and_nothing_else(number: int) -> None:
    (reading,) = recognise(show_account(number))
    assert (reading.read_as, reading.criteria.account) == ("account", f"{number:010d}")


@pytest.mark.parametrize(
    ("name", "tried"),
    [
        ("smith tuan", ("smith%tuan", "tuan%smith")), ("tuan smith", ("tuan%smith", "smith%tuan")),
        ("smith,tuan", ("smith%tuan", "tuan%smith")), ("smith", ()), ("smith% tuan", ()),
        ("van der berg", ("van%der%berg", "berg%van%der")),
    ],
)  # fmt: skip
def test_cc_14_a_name_found_nowhere_is_tried_with_its_words_apart(
    name: str, tried: tuple[str, ...]
) -> None:
    assert words_apart(name) == tried
