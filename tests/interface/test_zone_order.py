"""Each user's own order of zones, and how they share the page (UI-04, UI-15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.shared.zone_order import (
    LEAST,
    READABLE,
    Row,
    ZoneOrder,
    ZoneSpec,
    heights_of,
    read_order,
    rows_of,
)

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


NEEDS = st.fixed_dictionaries({}, optional={name: st.integers(0, 60) for name in NAMES})


@given(ACTS, st.integers(1, 200), st.integers(1, 60), st.sampled_from(NAMES), NEEDS)
def test_rows_share_the_height_by_what_they_show(
    acts: list[tuple[str, str]], width: int, height: int, kept: str, needs: dict[str, int]
) -> None:
    """UI-04: every zone has a row, and no row is cut short for lines another does not need."""
    order = after(acts)
    rows = rows_of(order.shown(HOUSE), order.collapsed, width, height, kept)
    assert [name for row in rows for name in row.zones] == names(order)
    heights = heights_of(rows, needs, height, kept)
    open_rows = [i for i, row in enumerate(rows) if row.weight]
    assert all(heights[i] == 1 for i in range(len(rows)) if i not in open_rows)
    if not open_rows or len(rows) > height:
        return
    assert sum(heights) == height
    wanted = {
        i: max(2, 1 + max(needs.get(name, LEAST) for name in rows[i].zones)) for i in open_rows
    }
    cut = any(heights[i] < wanted[i] for i in open_rows)
    assert not cut or all(heights[i] <= wanted[i] for i in open_rows)
    assert all(heights[i] <= wanted[i] for i in open_rows[:-1])
    for i in open_rows:
        least = READABLE if kept in rows[i].zones else LEAST
        assert len(open_rows) == 1 or heights[i] >= min(wanted[i], least)


@pytest.mark.parametrize(
    ("needs", "height", "kept", "heights"),
    [
        ({"case": 1, "taxpayer": 2, "modules": 26, "location": 3}, 20, "case", (3, 13, 4)),
        ({"case": 1, "taxpayer": 1, "modules": 3, "location": 2}, 20, "case", (2, 4, 14)),
        ({"case": 9, "taxpayer": 12, "modules": 26, "location": 6}, 20, "case", (10, 7, 3)),
        ({"case": 9, "taxpayer": 12, "modules": 26, "location": 6}, 20, "location", (8, 6, 6)),
        ({"case": 9, "taxpayer": 12, "modules": 26, "location": 6}, 48, "case", (13, 27, 8)),
        ({"case": 0, "taxpayer": 0, "modules": 0, "location": 0}, 12, "case", (2, 2, 8)),
        ({"case": 40, "taxpayer": 1, "modules": 40, "location": 40}, 30, "case", (15, 10, 5)),
        ({"case": 1, "taxpayer": 1, "modules": 1, "location": 40}, 16, "modules", (2, 2, 12)),
        ({"case": 5, "taxpayer": 5, "modules": 2, "location": 1}, 12, "case", (6, 3, 3)),
        ({"case": 5, "taxpayer": 5, "modules": 9, "location": 0}, 12, "modules", (4, 6, 2)),
    ],
)  # fmt: skip
def test_heights_follow_the_lines_there_are(
    needs: dict[str, int], height: int, kept: str, heights: tuple[int, ...]
) -> None:
    """UI-04: a one-line zone has one line while a long one has the rest, by weight."""
    rows = rows_of(HOUSE, (), 80, height, kept)
    assert heights_of(rows, needs, height, kept) == heights


def test_rows_without_lines_become_titles_first() -> None:
    """UI-04: where a window is low, empty zones are titles before others."""

    def open_rows(empty: tuple[str, ...]) -> set[tuple[str, ...]]:
        rows = rows_of(HOUSE, (), 80, 10, "case", empty)
        return {row.zones for row in rows if row.weight}

    assert open_rows(()) == {("case", "taxpayer"), ("modules",)}
    assert open_rows(("modules",)) == {("case", "taxpayer"), ("location",)}


def test_an_empty_zone_keeps_its_place_where_there_is_room() -> None:
    """UI-04: an empty zone becomes a title only where room is short."""
    assert rows_of(HOUSE, (), 80, 40, "case", ("modules",)) == rows_of(HOUSE, (), 80, 40, "case")
