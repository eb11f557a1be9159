"""What is typed over a week survives a dropped line (UI-06)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.entity.daily_time import CaseOfTime, Change
from entity_tui.domain.entity.pending_day import Pending
from entity_tui.domain.entity.week_draft import as_texts, from_texts

_CHANGE = st.builds(Change, st.integers(0, 2400), st.text(max_size=4), st.integers(0, 10**10))
_DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_CASE = st.builds(
    CaseOfTime, st.integers(1, 10**10), st.text(max_size=12), st.text(max_size=30),
    st.none() | _DAY, st.text("0123456789", max_size=8), st.text("0123456789", max_size=3),
)  # fmt: skip
_PENDING = st.builds(
    Pending, st.integers(0, 99), st.lists(_CHANGE, max_size=4).map(tuple), st.booleans(),
    st.text(max_size=20), st.lists(_CASE, max_size=2).map(tuple), st.none() | _DAY,
)  # fmt: skip


@given(st.dictionaries(st.tuples(st.integers(1, 10**6), _DAY), _PENDING, max_size=5))
def test_ui_06_a_draft_reads_as_it_was(pending: dict[tuple[int, date], Pending]) -> None:
    """UI-06: every day, with its changes, reason and cases."""
    assert from_texts(dict(as_texts(pending))) == pending


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hours", "3"), ("7", "{}"), ("7 2026-11-20", "{}"), ("7 2026-11-20", "no json"),
        ("x 2026-11-20", "{}"), ("7 2026-13-40", "{}"), ("7 2026-11-20", "[]"),
        ("7 2026-11-20", '{"version": 1, "changes": 3, "cases": []}'),
        ("7 2026-11-20", '{"version": 1, "changes": [{"x": 1}], "cases": []}'),
        ("7 2026-11-20", '{"changes": [], "cases": [], "other": 1}'),
        ("7 2026-11-20", '{"version": 1, "changes": [], "cases": [], "reported": "x"}'),
        ("7 2026-11-20", '{"version": 1, "changes": [], "cases": [], "reported": 20261120}'),
    ],
)  # fmt: skip
def test_ui_06_what_cannot_be_read_is_left_out(name: str, text: str) -> None:
    """UI-06: a draft of another version of the program does no harm."""
    assert from_texts({name: text}) == {}
