"""Alerts, financial and activity history as lines (CC-21, CC-22, CC-23, CC-28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entity_tui.domain.control_central.account_facts import BillBar, FinanceRow
from entity_tui.domain.control_central.account_page import AccountPage, ActivityRow, Alert
from entity_tui.domain.control_central.compliance import ComplianceRow
from entity_tui.domain.control_central.financial_history import Transaction, financial_history
from entity_tui.domain.control_central.record_ref import RecordRef
from screens.control_central.event_zones import activity_lines, alert_lines, compliance_lines
from screens.control_central.money_zones import financial_lines, financial_links, history_lines
from screens.shared.draw import Line, plain, wide
from support.fake_desk import FakeDesk


def _page() -> AccountPage:
    desk = FakeDesk()
    hit = next(h for h in desk.find_line("smith", False).hits if h.account_id)
    rows = [
        Transaction(1, "1", "bill", "", "01", "202603", date(2026, 7, 15), 100000, 100000, None),
        Transaction(2, "2", "payment", "check", "01", "202603", date(2026, 9, 1), -25000, -25000,
                    None),
        Transaction(3, "3", "adjustment", "penalty", "01", "202603", None, 5000, 7000, None),
    ]  # fmt: skip
    return replace(
        desk.open_account(hit.account_id), history=financial_history(rows),
        reported_balance=80000,
        activity=(
            ActivityRow(date(2026, 11, 2), "Activity", "letter", "Sent \x1b[31m[/]", "CHEN, L"),
        ),
        alerts=(
            Alert("0", "CSED 01/19/27: 60 days left", urgent=True),
            Alert("10", "Person has 3 accounts"),
        ),
    )  # fmt: skip


def _texts(lines: list[Line]) -> list[str]:
    return [plain(line).rstrip() for line in lines]


def test_cc_22_the_history_is_newest_first_with_running_balances() -> None:
    shown = _texts(history_lines(_page(), 80))
    assert shown[1].split() == ["Adjustment:", "penalty", "50.00", "800.00", "70.00", "820.00"]
    assert "Payment: check" in shown[2] and "-250.00" in shown[2] and "750.00" in shown[2]
    assert "07/15/26" in shown[3] and "Bill" in shown[3]
    assert shown[4].strip() == "3 shown · blank date: not begun to age"


def test_cc_22_a_reported_balance_that_differs_is_said() -> None:
    page = _page()
    assert "report" not in " ".join(_texts(history_lines(page, 80)))
    other = replace(page, reported_balance=81000)
    assert _texts(history_lines(other, 80))[-1].strip() == "! The modules report 810.00."


def test_cc_23_an_urgent_alert_is_marked_without_colour() -> None:
    assert _texts(alert_lines(_page(), 40)) == [
        " ! CSED 01/19/27: 60 days left",
        "   Person has 3 accounts",
    ]


def test_cc_28_last_bill_and_payment_are_named_and_blank_rows_left_out() -> None:
    page = replace(_page(), next_bill=None, finance=(), bills=())
    assert _texts(financial_lines(page, 60)) == [
        " Current balance 0.00", " Last bill       07/15/26 1,000.00",
        " Last payment    09/01/26 250.00",
    ]  # fmt: skip


def test_cc_28_the_last_bills_are_the_completed_ones_and_open() -> None:
    def bar(number: str, month: int, status: str) -> BillBar:
        on = date(2026, month, 30)
        return BillBar(number, on, on, status, month * 100, 0, RecordRef("bill", 1, number))

    bills = (bar("B4", 4, "complete"), bar("B7", 7, "complete"), bar("B9", 9, "pending"))
    page = replace(_page(), next_bill=None, finance=(), bills=bills)
    shown = _texts(financial_lines(page, 60))
    assert shown[1].startswith(" Last bill       07/30/26 7.00  due 07/30/26")
    assert shown[3].startswith(" Previous bill   04/30/26 4.00")
    assert financial_links(page).at(1)[0].ref == bills[1].ref


def test_cc_28_what_is_pending_or_freezable_stands_below_and_opens() -> None:
    pending = FinanceRow("Freezable bill segments", "2", RecordRef("bill", 1, "7"))
    page = replace(
        _page(), current_balance=100, payoff_balance=250, next_bill=date(2026, 12, 1), bills=(),
        finance=(pending, FinanceRow("Pending bill", "")),
    )  # fmt: skip
    shown = _texts(financial_lines(page, 60))
    assert shown[0].endswith("1.00  payoff 2.50")
    assert shown[-2:] == [
        " Next bill               12/01/26", " Freezable bill segments 2",
    ]  # fmt: skip
    links = financial_links(page)
    assert [entry.ref for entry in links.at(len(shown) - 1)] == [pending.ref]
    assert links.at(1)[0].ref.kind == "transaction"
    assert links.at(0) == ()


def test_cc_26_active_processes_stand_newest_first_and_cuts_are_said() -> None:
    rows = (ComplianceRow(date(2026, 11, 2), "Pay plan", "12 x 100.00", RecordRef("pay plan", 1)),)
    page = replace(_page(), compliance=rows, compliance_more=3)
    assert _texts(compliance_lines(page, 60)) == [
        " 11/02/26 Pay plan         12 x 100.00", " 1 shown · 3 more: a for all",
    ]  # fmt: skip
    cut = replace(page, compliance=rows * 750)
    assert _texts(compliance_lines(cut, 60))[-1] == " 750 shown · 3 more cut"


def test_se_07_an_entry_of_the_case_is_inert() -> None:
    (shown,) = _texts(activity_lines(replace(_page(), activity_more=0), 90))
    assert "␛[31m[/]" in shown and "CHEN" in shown


@pytest.mark.parametrize("width", [38, 39, 60, 74, 80, 120])
def test_ui_04_every_line_fits_its_zone(width: int) -> None:
    page = _page()
    for lines in (alert_lines, history_lines, activity_lines, compliance_lines):
        assert all(sum(wide(text) for text, _ in line) <= width for line in lines(page, width))


def test_empty_zones_say_why() -> None:
    desk = FakeDesk()
    hit = next(h for h in desk.find_line("smith", False).hits if h.account_id)
    page = replace(desk.open_account(hit.account_id), history=financial_history([]), activity=(),
                   alerts=())  # fmt: skip
    for lines in (history_lines, activity_lines, financial_lines, alert_lines):
        assert _texts(lines(page, 60))[0].strip()


def test_cc_22_a_payoff_that_equals_the_current_amount_is_dimmed() -> None:
    lines = history_lines(_page(), 80)
    adjusted, paid = lines[1], lines[2]
    assert [style for _, style in adjusted[1:]] == ["", ""]
    assert [style for _, style in paid[1:]] == ["label", "label"]
