"""Dates as people type them (UI-06)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.typed_date import typed_date

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", TODAY), (" Today ", TODAY), ("+5", date(2026, 11, 25)), ("-1", date(2026, 11, 19)),
        ("11/20", TODAY), ("1/2", date(2027, 1, 2)), ("7/1", date(2026, 7, 1)),
        ("11/20/25", date(2025, 11, 20)), ("11/20/2027", date(2027, 11, 20)),
        ("2026-11-20", TODAY), ("2/29", date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_ui_06_a_day_is_typed_as_people_type_it(text: str, day: date) -> None:
    today = date(2027, 12, 1) if text == "2/29" else TODAY
    assert typed_date(text, today) == day


@pytest.mark.parametrize("text", ["", "someday", "13/1", "2/30", "2026-02-30", "+", "1/2/3", "٣"])
def test_ui_06_what_is_no_day_says_what_is(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day: t, \+5, 11/20 or 2026-11-20"):
        typed_date(text, TODAY)


@given(st.dates(date(2000, 3, 1), date(2090, 1, 1)), st.integers(-180, 180))
def test_ui_06_without_a_year_the_nearest_is_meant(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    if (day.month, day.day) != (2, 29):
        assert typed_date(f"{day.month}/{day.day}", today) == day
