"""Identifiers: form, kind, oddities, masks (CC-05, IM-08, SE-05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.identifiers import (
    individual_type,
    mask_tin,
    name_control,
    parse_phone,
    parse_tin,
    show_phone,
    show_tin,
    tin_oddity,
)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("123456789", "123456789"), ("123-45-6789", "123456789"), ("12-3456789", "123456789"),
        (" 001-02-0003 ", "001020003"), ("000000001", "000000001"),
    ],
)  # fmt: skip
def test_a_tin_is_nine_digits_however_it_is_written(text: str, digits: str) -> None:
    assert parse_tin(text) == digits


@pytest.mark.parametrize(
    "text",
    ["", "12345678", "1234567890", "1-2345-6789", "12345678X", "000-00-0000", "１２３４５６７８９"],
)
def test_im_08_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"TIN|taxpayer"):
        parse_tin(text)


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("123456789", "SSN"), ("900501234", "ITIN"), ("999881234", "ITIN"), ("900931234", "ATIN"),
        ("900011234", "IRSN"), ("900891234", "IRSN"), ("900661234", "IRSN"),
    ],
)  # fmt: skip
def test_an_individuals_number_tells_its_kind(digits: str, kind: str) -> None:
    assert individual_type(digits) == kind


@pytest.mark.parametrize(
    ("digits", "kind", "odd"),
    [
        ("123456789", "SSN", ""), ("666123456", "SSN", "area 666"),
        ("000123456", "SSN", "area 000"),
        ("123006789", "SSN", "zeros"), ("123450000", "SSNV", "zeros"), ("010203040", "EIN", ""),
        ("001234567", "EIN", "prefix 00"), ("123456789", "ITIN", "form of an ITIN"),
    ],
)  # fmt: skip
def test_im_08_an_unusual_number_is_flagged_never_refused(digits: str, kind: str, odd: str) -> None:
    assert odd in tin_oddity(digits, kind)
    assert bool(odd) == bool(tin_oddity(digits, kind))


@pytest.mark.parametrize(
    ("kind", "shown", "masked"),
    [
        ("SSN", "123-45-6789", "***-**-6789"), ("EIN", "12-3456789", "**-***6789"),
        ("SSNV", "123-45-6789V", "***-**-6789V"), ("ITIN", "123-45-6789", "***-**-6789"),
    ],
)  # fmt: skip
def test_se_05_a_mask_keeps_the_last_four(kind: str, shown: str, masked: str) -> None:
    assert show_tin("123456789", kind) == shown
    assert mask_tin("123456789", kind) == masked


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.sampled_from(["SSN", "EIN", "SSNW"]))
def test_se_05_a_mask_never_shows_more_than_four_digits(digits: str, kind: str) -> None:
    assert sum(c.isdigit() for c in mask_tin(digits, kind)) == 4
    if digits != "0" * 9:
        assert parse_tin(show_tin(digits, kind).rstrip("VW")) == digits


@pytest.mark.parametrize(
    ("text", "parsed", "shown"),
    [
        ("4155550142", ("4155550142", ""), "415-555-0142"),
        ("(415) 555-0142 x12", ("4155550142", "12"), "415-555-0142 x12"),
        ("1-415-555-0142", ("4155550142", ""), "415-555-0142"),
        ("415.555.0142 ext. 7", ("4155550142", "7"), "415-555-0142 x7"),
    ],
)
def test_cc_05_a_phone_is_read_in_any_usual_form(
    text: str, parsed: tuple[str, str], shown: str
) -> None:
    assert parse_phone(text) == parsed
    assert show_phone(*parsed) == shown


@pytest.mark.parametrize("text", ["", "555-0142", "41555501423", "phone"])
def test_a_phone_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="phone"):
        parse_phone(text)


@pytest.mark.parametrize(
    ("name", "person", "control"),
    [
        ("SMITH, JOHN", True, "SMIT"), ("GARCIA-LOPEZ, ANA", True, "GARC"), ("LUM, P", True, "LUM"),
        ("THE WILLOW CO", False, "WILL"), ("THE HAWTHORN", False, "THEH"),
        ("JOE DOE TRUCKING", False, "JOED"), ("4410 & SONS", False, "4410"),
    ],
)  # fmt: skip
def test_a_name_control_follows_the_master_files(name: str, person: bool, control: str) -> None:
    assert name_control(name, person) == control
