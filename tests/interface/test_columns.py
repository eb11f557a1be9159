"""The columns of the list are each user's own (UI-09)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Kind
from screens.control_central.column_choice import (
    EVERY,
    ColumnChoice,
    chosen_columns,
    read_choice,
)
from screens.control_central.hit_columns import MARKER, columns_for
from screens.shared.choices import COLUMNS
from screens.shared.draw import column_rule
from support.driving import opened
from support.fake_desk import FakeDesk

CHOICES = st.builds(
    ColumnChoice, st.frozensets(st.sampled_from(COLUMNS)), st.frozensets(st.sampled_from(COLUMNS))
)


@given(st.sampled_from(list(Kind)), st.booleans(), st.integers(40, 200), CHOICES)
def test_ui_09_chosen_columns_fit_keep_the_houses_order_and_never_lose_the_name(
    kind: Kind, everywhere: bool, width: int, choice: ColumnChoice
) -> None:
    shown = chosen_columns(kind, everywhere, width, choice)
    titles = [column.title for column in shown]
    assert "Name" in titles
    assert not {title.lower() for title in titles} & choice.hidden
    order = [column.title for column in columns_for(kind, everywhere, EVERY)]
    assert titles == [title for title in order if title in titles]
    if choice != ColumnChoice():
        assert MARKER + column_rule(column.width for column in shown) <= width or len(shown) == 1
    assert read_choice(choice.kept()) == choice


def test_ui_09_every_column_but_the_name_can_be_chosen() -> None:
    titles = {c.title.lower() for kind in Kind for c in columns_for(kind, False, EVERY)}
    assert titles - {"name"} == set(COLUMNS)


@pytest.mark.parametrize("kept", [None, "", "{", "[]", '{"hidden": ["nonsense", 7]}'])
def test_ui_09_what_cannot_be_read_is_the_houses_columns(kept: str | None) -> None:
    assert read_choice(kept) == ColumnChoice()


async def test_ui_09_a_column_is_taken_away_brought_and_kept() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        heading = session.lines[8]
        assert "City" in heading and "Address" not in heading
        await session.press("f9", "columns city", "enter")
        assert "City" not in session.lines[8]
        await session.press("f9", "col addr", "enter")
        assert "Address" in session.lines[8] and "Balance" not in session.lines[8]
        await session.press("f9", "col as", "enter")
        assert "Address" in session.lines[8] and "Balance" in session.lines[8]
        assert session.message.startswith("Columns: Name, ") and "Address" in session.message
    async with opened(desk) as session:
        await session.search("smith")
        assert "Address" in session.lines[8] and "City" not in session.lines[8]
        await session.press("f9", "columns reset", "enter")
        assert session.lines[8] == heading
    assert desk.preferences["columns.hits"] == ""
