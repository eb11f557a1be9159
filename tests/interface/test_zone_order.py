"""Each user's own order of zones, and how they share the page (UI-04, UI-15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.shared.zone_order import LEAST, Row, ZoneOrder, ZoneSpec, read_order, rows_of

HOUSE = (
    ZoneSpec("case", "Case", 10, pairs_from=0),
    ZoneSpec("taxpayer", "Taxpayer", 10, pairs_from=0),
    ZoneSpec("modules", "Modules", 7, pairs_from=120),
    ZoneSpec("location", "Location", 3, pairs_from=120),
)
NAMES = [zone.name for zone in HOUSE]
ACTS = st.lists(st.tuples(st.sampled_from("uchH"), st.sampled_from(NAMES)), max_size=20)


def names(order: ZoneOrder) -> list[str]:
    return [zone.name for zone in order.shown(HOUSE)]


def after(acts: list[tuple[str, str]]) -> ZoneOrder:
    order = ZoneOrder()
    for act, name in acts:
        if act == "u" and name in names(order):
            order = order.moved(name, -1, HOUSE)
        elif act == "c":
            order = order.turned(name)
        elif act == "h":
            order = order.without(name)
        elif act == "H":
            order = order.with_all()
    return order


def test_ui_15_a_zone_moves_past_its_neighbour_and_stops_at_the_ends() -> None:
    order = ZoneOrder().moved("location", -1, HOUSE)
    assert names(order) == ["case", "taxpayer", "location", "modules"]
    assert names(order.moved("location", 1, HOUSE)) == NAMES
    assert ZoneOrder().moved("case", -1, HOUSE) == ZoneOrder()
    hidden = ZoneOrder().without("taxpayer").moved("modules", -1, HOUSE)
    assert names(hidden) == ["modules", "case", "location"]


def test_ui_15_a_zone_the_house_adds_later_comes_where_the_house_has_it() -> None:
    order = ZoneOrder(order=("location", "case", "gone"))
    assert names(order) == ["location", "taxpayer", "modules", "case"]


def test_ui_15_some_zone_is_always_shown() -> None:
    assert names(ZoneOrder(hidden=frozenset(NAMES))) == ["case"]


@given(ACTS)
def test_ui_15_what_is_kept_is_what_is_read(acts: list[tuple[str, str]]) -> None:
    order = after(acts)
    assert read_order(order.kept()) == order


@pytest.mark.parametrize("kept", [None, "", "{", "7", "[]", '{"order": 3, "hidden": [1, {}]}'])
def test_ui_15_an_order_that_cannot_be_read_is_the_house_order(kept: str | None) -> None:
    assert read_order(kept) == ZoneOrder()


def test_ui_04_at_80_columns_the_house_order_is_two_and_two_lines() -> None:
    assert rows_of(HOUSE, (), 80, 20, "case") == (
        Row(("case", "taxpayer"), 10), Row(("modules",), 7), Row(("location",), 3),
    )  # fmt: skip
    assert len(rows_of(HOUSE, (), 160, 41, "case")) == 2


def test_ui_04_collapsed_zones_take_a_line_and_share_it_where_they_can() -> None:
    assert rows_of(HOUSE, {"case", "taxpayer"}, 80, 20, "case")[0] == Row(("case", "taxpayer"), 0)
    assert rows_of(HOUSE, {"case"}, 80, 20, "case")[:2] == (
        Row(("case",), 0), Row(("taxpayer",), 10),
    )  # fmt: skip


@given(ACTS, st.integers(1, 200), st.integers(1, 60), st.sampled_from(NAMES))
def test_ui_04_every_zone_has_a_row_and_open_rows_have_room_or_are_the_one_in_use(
    acts: list[tuple[str, str]], width: int, height: int, kept: str
) -> None:
    order = after(acts)
    rows = rows_of(order.shown(HOUSE), order.collapsed, width, height, kept)
    assert [name for row in rows for name in row.zones] == names(order)
    open_rows = [row for row in rows if row.weight]
    room = height - (len(rows) - len(open_rows))
    total = sum(row.weight for row in open_rows)
    assert len(open_rows) <= 1 or all(
        room * row.weight >= LEAST * total for row in open_rows
    )  # fmt: skip


def test_ui_04_in_a_low_window_the_zone_in_use_has_room_to_read_in() -> None:
    weights = {row.zones: row.weight for row in rows_of(HOUSE, (), 80, 20, "location")}
    assert weights[("location",)] == 7
    assert rows_of(HOUSE, (), 80, 40, "location")[-1].weight == 3


def test_ui_04_where_a_window_is_low_rows_without_lines_fold_first() -> None:
    def open_rows(empty: tuple[str, ...]) -> set[tuple[str, ...]]:
        rows = rows_of(HOUSE, (), 80, 10, "case", empty)
        return {row.zones for row in rows if row.weight}

    assert open_rows(()) == {("case", "taxpayer"), ("modules",)}
    assert open_rows(("modules",)) == {("case", "taxpayer"), ("location",)}


def test_ui_04_where_there_is_room_a_zone_without_lines_keeps_its_place() -> None:
    assert rows_of(HOUSE, (), 80, 40, "case", ("modules",)) == rows_of(HOUSE, (), 80, 40, "case")
