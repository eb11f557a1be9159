"""Wide lists scroll sideways, the first column stays (UI-09)."""

from __future__ import annotations

import pytest

from entity_tui.domain.control_central.criteria import Kind
from screens.control_central.column_choice import (
    EVERY,
    ColumnChoice,
    chosen_columns,
    sideways,
)
from screens.control_central.hit_columns import MARKER, widths_of
from support.driving import opened

NAMES = "Name As ID Account Role Case Address City Postal Balance".split()


def columns(width: int, side: int, kind: Kind = Kind.NAME) -> tuple[list[str], str, int]:
    """Titles in sight, arrows, and how far it is scrolled."""
    every, here = (chosen_columns(kind, False, w, ColumnChoice()) for w in (EVERY, width))
    view, at = sideways(every, here, side, width)
    assert MARKER + sum(widths_of(view.columns, width)) + len(view.columns) - 1 == width
    return [column.title for column in view.columns], view.arrows, at


@pytest.mark.parametrize(
    ("width", "side", "titles", "arrows", "at"),
    [
        (80, 0, "Name As ID Account City Balance", " >", 0),
        (80, 1, "Name ID Account Role Case", "<>", 1),
        (80, 2, "Name Account Role Case Address", "<>", 2),
        (80, 3, "Name Role Case Address City Postal", "<>", 3),
        (80, 4, "Name Case Address City Postal", "<>", 4),
        (80, 5, "Name Address City Postal Balance", "< ", 5),
        (80, 6, "Name Address City Postal Balance", "< ", 5),
        (80, 99, "Name Address City Postal Balance", "< ", 5),
        (80, -3, "Name As ID Account City Balance", " >", 0),
        (100, 0, "Name As ID Account Address City Balance", " >", 0),
        (100, 1, "Name ID Account Role Case Address City", "<>", 1),
        (160, 0, " ".join(NAMES), "  ", 0),
        (160, 5, " ".join(NAMES), "  ", 0),
    ],
)
def test_ui_09_columns_follow_the_first(
    width: int, side: int, titles: str, arrows: str, at: int
) -> None:
    """UI-09: the first column stays, the others are scrolled by one; the ends stop it."""
    assert columns(width, side) == (titles.split(), arrows, at)


@pytest.mark.parametrize("kind", [Kind.NAME, Kind.ACCOUNT, Kind.LOCATION, Kind.GEO, Kind.PHONE])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 140])
def test_ui_09_every_column_can_be_reached(kind: Kind, width: int) -> None:
    """UI-09: whatever the list and the width, no column is out of reach."""
    every = [c.title for c in chosen_columns(kind, False, EVERY, ColumnChoice())]
    seen: set[str] = set()
    for side in range(len(every)):
        titles, _, _ = columns(width, side, kind)
        assert titles[0] == every[0]
        seen.update(titles)
    assert seen == set(every)


async def test_ui_09_right_scrolls_and_left_comes_back() -> None:
    """UI-09: the titles say that there is more, and where."""
    async with opened() as session:
        await session.search("smith")
        before = session.lines[8:12]
        assert before[0].startswith(" >Name")
        await session.press("right", "right")
        assert session.lines[8].startswith("<>Name")
        assert "Address" in session.lines[8] and "SMITH, JOAN A" in session.lines[9]
        await session.press(*["right"] * 3)
        assert session.lines[8].startswith("< Name") and "MISSION ST" in session.lines[9]
        await session.press("right")
        assert "no column further right" in session.message
        await session.press("down", "up", *["left"] * 5)
        assert session.lines[8:12] == before
        await session.press("left")
        assert "no column further left" in session.message


async def test_ui_09_a_wide_window_has_nothing_to_scroll() -> None:
    """UI-09: where every column is in sight."""
    async with opened(size=(160, 30)) as session:
        await session.search("smith")
        await session.press("right")
        assert "no column further right" in session.message


async def test_ui_09_the_filter_keeps_left_and_right() -> None:
    """UI-09: in the filter they move the cursor."""
    async with opened() as session:
        await session.search("smith")
        await session.press("f", "jan", "left", "left", "u", "enter")
        assert "with juan" in session.text
        assert session.lines[8].startswith(" >Name")
