"""The hours of a month scroll sideways beside the names, which stay (UI-09)."""

from __future__ import annotations

import pytest

from entity_tui.reports.month_text import condensed_table
from screens.entity.month_lines import EVERY, hours_sides, month_rows
from screens.shared.draw import plain, wide
from support.driving import opened
from support.fake_months import FakeMonths

VIEW = FakeMonths().show("210312", "2026-10")
WIDTHS = (40, 50, 60, 72, 80, 90, 100, 110, 119, 120, 140, 160, 200)


def shown(width: int, side: int) -> list[list[str]]:
    """The cells of the table of hours, its heading first."""
    _, rows = condensed_table(VIEW, EVERY)
    lines = [plain(row.line) for row in month_rows(VIEW, width, False, side)]
    at = next(i for i, line in enumerate(lines) if line.split()[:1] == ["name"])
    return [line.split() for line in lines[at : at + 1 + len(rows)]]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_column_of_hours_is_reached(width: int) -> None:
    """UI-09: whatever the width, scrolling shows each column at some place, the name always."""
    heads, _ = condensed_table(VIEW, EVERY)
    sides = hours_sides(VIEW, width)
    seen: set[str] = set()
    for side in range(sides + 1):
        heading = shown(width, side)[0]
        assert heading[0] == "name"
        seen.update(heading)
    assert sides == 0 or set(heads) <= seen | {""}


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_fit_at_every_side(width: int) -> None:
    """UI-04: no line of the table is wider than the window at any side."""
    for side in range(hours_sides(VIEW, width) + 1):
        rows = [plain(row.line) for row in month_rows(VIEW, width, False, side)]
        table = [line for line in rows if line.split()[:1] == ["name"]]
        assert all(wide(line) <= max(width, 50) for line in table)


async def test_left_and_right_scroll_the_hours() -> None:
    """UI-09: the keys scroll, the title says where, and the ends say so."""
    async with opened() as session:
        await session.press("f9", "eom 210312 2026-10", "enter")
        sides = hours_sides(VIEW, 80)
        await session.press("left")
        assert session.message == "There is no column further left."
        for _ in range(sides):
            await session.press("right")
        assert sides == 0 or f"Right: {sides} of {sides}" in session.text
        await session.press("right")
        assert session.message == "There is no column further right."
