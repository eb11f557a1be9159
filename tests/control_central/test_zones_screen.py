"""The zones' lines, without a terminal (CC-27, CC-29, CC-34, SE-05)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.account_facts import CharacteristicRow
from entity_tui.domain.control_central.account_page import (
    AccountPage,
    LinkedPerson,
    ListedRow,
    ModuleRow,
)
from entity_tui.domain.control_central.compliance import Rating
from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from screens.control_central.case_zones import case_lines, module_lines
from screens.control_central.drilling import entries_of
from screens.control_central.location_zones import account_location_lines
from screens.control_central.money_zones import balance_label, history_lines
from screens.control_central.other_views import view_of
from screens.control_central.person_zones import account_lines, taxpayer_lines
from screens.control_central.record_view import context_lines
from screens.control_central.rows import days_ago, days_left, fitted, statute
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
    assert " CSED 03/14/27 114 days left !" in lines
    assert " TDA 1 module, 22,004.10 due" in lines
    assert " Last touch 10/29/26 22 days ago" in lines


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
    assert rows[0].split()[:6] == ["MFT", "Period", "Status", "Assessed", "Balance", "CSED"]
    assert "22,004.10 03/14/27    114! " in rows[1] + " "
    assert "11/17/26     -3! " in rows[2] + " "
    assert rows[3].strip() == "01  202603 TDI 03"
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


def test_location_has_address_and_city_lines() -> None:
    """CC-29: the same lines at every width, so that a line opens the same record."""
    for width in (36, 80):
        assert texts(account_location_lines(PAGE, width))[:2] == [
            " Address     100 MISSION ST",
            " City        OAKLAND CA 94000",
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


@pytest.mark.parametrize(
    ("days", "left", "ago"),
    [
        (5, "5 days left", ""), (1, "1 day left", ""), (0, "0 days left", "0 days ago"),
        (-1, "expired 1 day ago", "1 day ago"), (-5, "expired 5 days ago", "5 days ago"),
        (201, "201 days left", ""), (3608, "3,608 days left", ""),
        (-1200, "expired 1,200 days ago", "1,200 days ago"), (999, "999 days left", ""),
        (1000, "1,000 days left", ""), (-30, "expired 30 days ago", "30 days ago"),
        (None, "", ""),
    ],
)  # fmt: skip
def test_days_are_counted_in_words(days: int | None, left: str, ago: str) -> None:
    """CC-34: a number of days says what it counts; a date that is past says so."""
    at = None if days is None else TODAY + timedelta(days)
    assert days_left(at, TODAY) == left
    if days is None or days <= 0:
        assert days_ago(at, TODAY) == ago


def test_near_statute_dates_are_marked() -> None:
    """CC-34: a statute date nearer than six months is marked."""
    assert statute("CSED", TODAY + timedelta(400), TODAY)[1][1] == ""
    near = statute("CSED", TODAY + timedelta(40), TODAY)[1]
    assert near == (" 12/30/26 40 days left ! ", "warn")


@pytest.mark.parametrize("width", [39, 60, 80, 118, 160])
def test_figures_of_the_account_are_named(width: int) -> None:
    """CC-20, CC-22, CC-34: no two columns share a heading, and no code is unnamed."""
    page = replace(
        with_modules(module(), module(kind="TDI", status="03", balance=None, csed=None)),
        history=PAGE.history,
    )
    heads = [plain(module_lines(page, width)[0]), plain(history_lines(PAGE, width)[0])]
    for head in heads:
        names = re.split(r"\s{2,}", head.strip())
        assert len(names) == len(set(names)), head
        assert not {"St", "Sub"} & set(head.split())
    assert "TDA 26" in plain(module_lines(page, width)[1])


@pytest.mark.parametrize(
    ("transactions", "reported", "label"),
    [(0, 215_952, "Reported balance"), (0, 0, "Current balance"), (3, 0, "Current balance"),
     (3, 215_952, "Current balance")],
)  # fmt: skip
def test_balance_says_where_it_comes_from(transactions: int, reported: int, label: str) -> None:
    """CC-20: without transactions the balance is what IDRS reports, and is called that."""
    history = replace(PAGE.history, count=transactions)
    assert balance_label(replace(PAGE, history=history, reported_balance=reported)) == label


@pytest.mark.parametrize(
    ("modules", "balance", "shown"),
    [(1, 215_952, "TDA 1 module, 2,159.52 due"), (2, 0, "TDA 2 modules"),
     (3, None, "TDA 3 modules"),
     (1, 0, "TDA 1 module")],
)  # fmt: skip
def test_inventory_list_counts_are_named(modules: int, balance: int | None, shown: str) -> None:
    """EN-01: what the inventory list reports is said to be its count, beside no modules."""
    listed = ListedRow("TDA", "ACS", "", modules, balance, TODAY)
    page = replace(PAGE, case=None, case_hidden=False, modules=(), listed=(listed,))
    lines = texts(case_lines(page, 60))
    assert any(shown in line for line in lines)
    assert " In collection at: ACS" in lines
    assert texts(module_lines(page, 60)) == [
        f" No module received yet; the inventory list counts {modules}."
    ]


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
