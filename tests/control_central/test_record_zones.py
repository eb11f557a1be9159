"""Tables, folded values, graphs, timelines, trees, menus as lines (CC-24, CC-30, CC-32, CC-35)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.account_page import AccountLine
from entity_tui.domain.control_central.credit_allocation import Level
from entity_tui.domain.control_central.detail import Column, Pair, Row, Table
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.timeline import timeline
from entity_tui.domain.control_central.tree import TreeLine, TreeNode
from screens.control_central.allocation_zone import allocation_lines
from screens.control_central.bill_graph import BALANCE, CHARGES, Graph, graph_lines
from screens.control_central.detail_zones import (
    column_widths,
    pair_lines,
    pair_links,
    table_lines,
    table_links,
)
from screens.control_central.drilling import Entry, links_of
from screens.control_central.menu import menu_of, page_menu
from screens.control_central.person_zones import account_lines
from screens.control_central.record_view import Context
from screens.control_central.timeline_zone import timeline_lines, x_of
from screens.control_central.tree_zone import tree_line
from screens.shared.draw import Line, plain, wide
from screens.shared.zone import folded
from screens.shared.zone_order import LEAST, seen_rows
from screens.shared.zone_order import Row as ZoneRow
from support.fake_records import allocation, bills, events

BILL = RecordRef("bill", 1, "7")
COLUMNS = (Column("What"), Column("Day", width=8), Column("Amount", amount=True))


def texts(lines: list[Line]) -> list[str]:
    return [plain(line).rstrip() for line in lines]


def table(*rows: tuple[str, str, str]) -> Table:
    return Table("t", "Lines", COLUMNS, tuple(Row(cells, BILL) for cells in rows), "No lines.")


def test_ui_03_a_table_sets_amounts_to_the_right_and_says_why_it_is_empty() -> None:
    lines = texts(table_lines(table(("Tax", "08/01/26", "1.00"), ("x", "", "1,000.00")), 60))
    assert lines == [
        " What Day        Amount", " Tax  08/01/26     1.00", " x             1,000.00",
    ]  # fmt: skip
    assert texts(table_lines(table(), 60)) == [" No lines."]


@given(
    st.lists(st.tuples(st.text(max_size=90), st.text(max_size=20), st.integers(0, 10**13)),
             min_size=1, max_size=5),
    st.integers(38, 160),
)  # fmt: skip
def test_ui_04_columns_fit_and_no_amount_is_cut(
    rows: list[tuple[str, str, int]], width: int
) -> None:
    shown = table(*((what, when, f"{cents:,}") for what, when, cents in rows))
    widths = column_widths(shown, width - 1)
    assert sum(widths) + len(widths) - 1 <= width - 1
    assert widths[2] >= max(len(row.cells[2]) for row in shown.rows)


def test_ui_03_values_that_name_a_record_are_marked_and_open_it() -> None:
    pairs = (Pair("Number", "7"), Pair("Blank", " "), Pair("Bill", "opens", BILL))
    assert texts(pair_lines(pairs, 40)) == [" Number 7", "▸Bill   opens"]
    links = pair_links(pairs, "x")
    assert [entry.ref for entry in links.at(1)] == [BILL]
    assert links.at(0) == ()
    assert table_links(table(("a", "b", "c"))).at(1) == (Entry(BILL),)


@given(st.text(alphabet="abc de fgh", max_size=300), st.integers(20, 90))
def test_ui_04_a_folded_value_keeps_every_word_and_fits(text: str, width: int) -> None:
    line: Line = ((" ", ""), ("Comment ", "label"), (f" {text}", ""))
    lines = folded(line, width)
    assert all(wide(plain(part)) <= width for part in lines)
    assert "".join("".join(map(plain, lines)).split()) == "".join(plain(line).split())


def test_ui_03_the_same_record_on_two_lines_is_one_entry() -> None:
    other = RecordRef("bill", 1, "8")
    links = links_of([(0, (BILL,)), (1, ()), (2, (other, BILL))], "bills")
    assert [entry.ref for entry in links.records] == [BILL, other]
    assert dict(links.lines) == {0: (0,), 2: (1, 0)}
    assert (links.line_of(0), links.line_of(1)) == (0, 2)


def test_cc_24_both_series_have_a_glyph_and_the_marked_bill_an_arrow() -> None:
    graph = Graph(bills(1, 5), 2, False)
    lines = texts(graph_lines(graph, 80, 20))
    assert len(lines) == 20
    assert BALANCE in lines[-5] and CHARGES in lines[-5]
    assert lines[-3].index("▲") > 11
    assert f"{graph.bill.number}" in lines[-2]
    assert BALANCE not in "".join(texts(graph_lines(replace(graph, open_item=True), 80, 20)))


def test_cc_24_open_item_bars_are_as_high_as_the_charges_and_as_wide_as_the_bill() -> None:
    shown = bills(1, 5)
    lines = texts(graph_lines(Graph(shown, 2, True), 80, 20))
    assert lines[0].split()[0] == f"{max(bill.charges for bill in shown) / 100:,.2f}"
    widths = [wide(plain(line)) for line in graph_lines(Graph(shown, 2, True), 80, 20)[:17]]
    assert set(widths) == {11 + 8 * 8}


@given(st.integers(1, 40), st.integers(0, 39), st.integers(38, 160), st.integers(1, 30))
def test_cc_24_a_graph_fits_whatever_there_is(count: int, at: int, width: int, high: int) -> None:
    graph = Graph(bills(1, 5, count), min(at, count - 1), False)
    lines = graph_lines(graph, width, high)
    assert len(lines) <= max(2, high)
    assert all(wide(plain(line)) <= width for line in lines[:-1])


@given(st.dates(date(2026, 1, 1), date(2026, 12, 30)), st.integers(12, 140))
def test_cc_30_a_later_day_never_stands_before_an_earlier_one(day: date, track: int) -> None:
    shown = timeline((), date(2026, 1, 1), 12)
    assert 0 <= x_of(shown, day, track) <= x_of(shown, day + timedelta(1), track) < track


def test_cc_30_lines_tell_counts_letters_and_cuts() -> None:
    shown = timeline(events(1, 1), date(2025, 12, 1), 12)
    lines = texts(timeline_lines(shown, 0, 10**6, 80))
    assert lines[1].startswith(" Bills         12  B")
    assert lines[4].startswith(" Contacts       2")
    assert lines[4].rstrip("·")[-1] == "2"
    assert lines[7].startswith(" Plans        205!")
    assert lines[8] == " 12 of 12: 11/01/26 Bill 0"
    assert "Plans: 5 more" in lines[9]


def test_cc_32_a_marked_node_says_so_in_words_even_where_there_is_little_room() -> None:
    node = TreeNode("Payment 12 of a very long name indeed", "1,000.00", BILL, marked="unmatched")
    line = plain(tree_line(TreeLine(node, 3, (0, 1, 2), False), 40))
    assert line.endswith("! unmatched")
    assert wide(line) <= 40


def test_cc_25_at_80_columns_every_amount_of_the_allocation_has_its_cents() -> None:
    lines = texts(allocation_lines(allocation(Level(1)), 80))
    assert lines[1].split()[:4] == ["Category", "Assessed", "Collected", "Waived"]
    assert lines[2].split() == ["Tax", "1,000.00", "-300.00", "0.00", "0.00", "0.00", "700.00"]
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_cc_31_the_summary_tells_depth_last_bill_and_last_contact(width: int) -> None:
    accounts = (
        AccountLine(1, "individual", "SMITH", "main", 120450, 0, "11/20/26 88.00", ""),
        AccountLine(2, "individual", "CHILD", "main", 5, 1, "", "11/08/26 phone"),
    )
    lines = texts(account_lines(accounts, width, "None."))
    assert "  CHILD" in lines[2] and "   CHILD" not in lines[1]
    assert "1,204.50" in lines[1]
    assert all(len(line) <= width for line in lines[1:])
    if width >= 80:
        assert "11/20/26" in lines[1] and "11/08/26" in lines[2]


def test_cc_35_the_menu_of_each_kind_opens_its_pages() -> None:
    account = menu_of(Entry(RecordRef("account", 5)), (Entry(RecordRef("person", 7), "SMITH"),))
    assert [item.act for item in account][:2] == ["find", "open"]
    assert account[-1].entry.ref == RecordRef("person", 7)
    assert {item.zone for item in account} >= {"graph", "timeline", "allocation"}
    assert all(item.act != "contact" for item in menu_of(Entry(RecordRef("account", 5))))
    kinds = {item.entry.ref.kind for item in page_menu(Context(7, 5, 9), "SMITH")}
    assert kinds == {"account", "account tree", "bill tree", "person", "person tree", "location",
                     "location tree"}  # fmt: skip
    told = [item.told for item in page_menu(Context(7, 5, 9), "SMITH")]
    assert len(told) == len(set(told))


@given(st.integers(1, 12), st.integers(1, 20), st.integers(0, 11))
def test_ui_04_a_very_low_window_keeps_the_row_in_use_and_its_lines(
    count: int, height: int, at: int
) -> None:
    rows = [ZoneRow((f"z{i}",), 7 if i == at else 0) for i in range(count)]
    kept = f"z{min(at, count - 1)}"
    seen = seen_rows(rows, height, kept)
    assert any(kept in row.zones for row in seen)
    assert len(seen) == 1 or len(seen) + LEAST - 1 <= height
    assert seen == tuple(rows) or len(seen) < count
