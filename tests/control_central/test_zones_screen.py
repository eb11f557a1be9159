"""The zones' lines, without a terminal (CC-27, CC-29, CC-34, SE-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.account_facts import CharacteristicRow
from entity_tui.domain.control_central.account_page import AccountPage, LinkedPerson, ModuleRow
from entity_tui.domain.control_central.compliance import Rating
from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from screens.control_central.case_zones import case_lines, module_lines
from screens.control_central.drilling import entries_of
from screens.control_central.location_zones import account_location_lines
from screens.control_central.other_views import view_of
from screens.control_central.person_zones import account_lines, taxpayer_lines
from screens.control_central.record_view import context_lines
from screens.control_central.rows import days_left, fitted, statute
from screens.shared.draw import Line, apart, plain, wide
from support.fake_desk import HITS, TODAY, account_page, case, modules

PAGE = account_page(HITS[0])


def texts(lines: list[Line]) -> list[str]:
    return [plain(line).rstrip() for line in lines]


def module(**fields: object) -> ModuleRow:
    return replace(
        ModuleRow(1, "01", "Employer's Quarterly", "202603", "TDA", "26", "TDA", 100, 2200410,
                  TODAY + timedelta(114), None, None, None, TODAY),
        **fields,
    )  # fmt: skip


def with_modules(*rows: ModuleRow) -> AccountPage:
    return replace(PAGE, modules=rows)


def test_cc_34_the_case_tells_who_holds_it_what_it_is_and_how_old() -> None:
    lines = texts(case_lines(with_modules(module(), module(kind="TDI", balance=None)), 40))
    assert lines[0] == " 2103-1207 CHEN, L             Grade 12"
    assert " Code 202 Corporation" in lines
    assert " CSED 03/14/27 114 d !" in lines
    assert " TDA 1: 22,004.10  TDI 1 unfiled" in lines
    assert " Last touch 10/29/26 22 d" in lines


@pytest.mark.parametrize(
    ("holder", "number", "said"),
    [("queue", "21007000", "2100-7000 queue"), ("hold", "21031200", "2103-1200 hold file"),
     ("elsewhere", "21008000", "outside the field"), ("officer", "21031277", "nobody on this")],
)  # fmt: skip
def test_cc_34_a_case_nobody_works_says_where_it_lies(holder: str, number: str, said: str) -> None:
    card = case(0)
    assert card is not None
    page = replace(PAGE, case=replace(card, holder=holder, assignment=number, officer=""))
    assert said in texts(case_lines(page, 60))[0]


def test_cc_34_no_case_says_whether_there_is_none_or_it_is_outside_the_profile() -> None:
    none = replace(PAGE, case=None)
    assert texts(case_lines(none, 60)) == [" No field case on this account."]
    hidden = replace(none, case_hidden=True)
    assert texts(case_lines(hidden, 38)) == [" A field case outside your profile."], "whole at 80"


def test_cc_34_modules_show_their_statutes_with_the_days_left_and_mark_near_ones() -> None:
    rows = texts(
        module_lines(
            with_modules(
                module(),
                module(csed=TODAY - timedelta(3)),
                module(kind="TDI", status="03", assessed=None, balance=None, csed=None),
                module(closed_on=date(2026, 3, 1)),
            ),
            80,
        )
    )
    assert rows[0].split()[:6] == ["MFT", "Period", "Kind", "St", "Assessed", "Balance"]
    assert rows[1].endswith("22,004.10 03/14/27  114 d!")
    assert rows[2].endswith("11/17/26   -3 d!")
    assert rows[3].strip() == "01  202603 TDI  03"
    assert rows[4].endswith("closed 03/01/26")


def test_cc_34_an_account_without_modules_says_so() -> None:
    assert texts(module_lines(with_modules(), 80)) == [" No modules on this account."]


def test_cc_27_rows_without_a_value_are_left_out() -> None:
    bare = replace(
        PAGE, person=replace(PAGE.person, phones=(), email="", names=(), identifiers=()),
        bill_cycle="", division="", account_count=1, account_characteristics=(), auto_pay=None,
        rating=Rating(), comment="", next_review=None,
    )  # fmt: skip
    assert [line.split()[0] for line in texts(taxpayer_lines(bare, 40, False))] == [
        "Account", "Taxpayer", "Set", "Type", "As",
    ]  # fmt: skip


def test_cc_27_the_rows_stand_in_the_sources_order() -> None:
    page = replace(
        PAGE, linked=(LinkedPerson(7, "DOE, JANE", "guarantor", True),), next_review=TODAY,
        rating=Rating(480, 500), auto_pay=account_page(HITS[3]).auto_pay,
        person_characteristics=(CharacteristicRow("LANG", "language", "Spanish"),),
    )  # fmt: skip
    labels = [line[1:12].strip() for line in texts(taxpayer_lines(page, 60, False))]
    assert labels[:17] == [
        "Account", "Taxpayer", "Set up", "Division", "Type", "Bill cycle", "Rating", "Next review",
        "Industry", "Auto pay", "Guarantor", "Language", "Business", "SSN", "ITIN", "Email",
        "As of",
    ]  # fmt: skip
    assert " Rating      480  ! under 500" in texts(taxpayer_lines(page, 60, False))


def test_cc_27_linked_persons_stand_with_their_role() -> None:
    linked = replace(PAGE, linked=(LinkedPerson(7, "DOE, JANE", "guarantor", True),))
    assert " Guarantor   DOE, JANE  (responsible)" in texts(taxpayer_lines(linked, 60, False))


def test_se_05_identifiers_are_masked_unless_revealed() -> None:
    assert " SSN         ***-**-6789  primary" in texts(taxpayer_lines(PAGE, 60, False))
    assert " SSN         123-45-6789  primary" in texts(taxpayer_lines(PAGE, 60, True))


def test_cc_29_the_location_stands_on_one_line_where_it_fits_and_else_on_two() -> None:
    assert texts(account_location_lines(PAGE, 80))[0] == (
        " Address     100 MISSION ST, OAKLAND CA 94000"
    )
    assert texts(account_location_lines(PAGE, 36))[:2] == [
        " Address     100 MISSION ST",
        "             OAKLAND CA 94000",
    ]
    assert texts(account_location_lines(replace(PAGE, location=None), 80)) == [
        " No location on this account."
    ]


def test_cc_31_accounts_stand_in_columns_and_none_says_why() -> None:
    assert texts(account_lines((), 80, "None here.")) == [" None here."]


@given(st.integers(39, 200), st.integers(0, 60))
def test_ui_04_no_zone_is_wider_than_it_may_be(width: int, n: int) -> None:
    page = replace(account_page(HITS[n]), modules=modules(8)) if HITS[n].account_id else PAGE
    for lines in (
        case_lines(page, width), taxpayer_lines(page, width, True),
        account_location_lines(page, width),
    ):  # fmt: skip
        assert all(wide(plain(line)) <= width for line in lines)
    for line in module_lines(page, width):
        assert wide(plain(line)) <= max(width, 50)


def test_cc_34_days_left_say_when_a_date_is_past() -> None:
    assert days_left(TODAY + timedelta(5), TODAY) == "5 d"
    assert days_left(TODAY - timedelta(5), TODAY) == "expired 5 d ago"
    assert days_left(None, TODAY) == ""
    assert statute("CSED", TODAY + timedelta(400), TODAY)[1][1] == ""
    assert statute("CSED", TODAY + timedelta(40), TODAY)[1] == (" 12/30/26 40 d ! ", "warn")


def test_ui_04_groups_stand_side_by_side_as_long_as_they_fit() -> None:
    groups: list[Line] = [(("aaaa", ""),), (("bbbb", ""),), (("cccc", ""),), ()]
    assert texts(fitted(groups, 8)) == ["aaaabbbb", "cccc"]


def test_cc_20_in_the_context_line_what_was_asked_gives_way_before_the_name() -> None:
    view = view_of(PAGE, False)
    hits = HitList(Criteria(address="12%main"), Kind.LOCATION, HITS[:13], False)

    def line(width: int) -> str:
        (left, right), _ = context_lines(entries_of(hits), 0, view, width)
        return plain(apart(left, right, width))

    name = "SMITH, JOAN A   1929119291-2   individual"
    assert line(90).startswith(f"{name}  ")
    assert line(90).endswith("1 of 13 · address 12%main ▸ F7 F8")
    assert line(72).startswith(name)
    assert line(72).endswith("1 of 13 · address 12… ▸ F7 F8")
    assert line(50).startswith("SMITH, JO…")
    assert line(60).endswith("1 of 13 · address… ▸ F7 F8")


def test_cc_20_the_name_an_entry_was_found_by_stands_beside_the_taxpayers_own() -> None:
    hits = HitList(Criteria(name="x"), Kind.NAME, (replace(HITS[0], name="JOAN'S DINER"),), False)
    (left, _), _ = context_lines(entries_of(hits), 0, view_of(PAGE, False), 80)
    assert left[0][0] == "SMITH, JOAN A (JOAN'S DINER)"
    assert context_lines(entries_of(hits), 0, None, 80)[0][0][0][0] == "JOAN'S DINER"
