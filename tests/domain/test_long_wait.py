"""What is said about work that takes long (UI-08)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.long_wait import (
    canceled_text,
    duration_text,
    remaining,
    too_late_text,
    wait_text,
)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"), (0.9, "0 s"), (1, "1 s"), (59.9, "59 s"), (60, "1 min"), (61, "1 min 1 s"),
        (125, "2 min 5 s"), (3599, "59 min 59 s"), (3600, "1 h"), (3660, "1 h 1 min"),
        (7199, "1 h 59 min"), (7200, "2 h"), (-3, "0 s"),
    ],
)  # fmt: skip
def test_ui_08_durations_read_as_people_say_them(seconds: float, told: str) -> None:
    """UI-08: seconds, minutes, hours."""
    assert duration_text(seconds) == told


@pytest.mark.parametrize(
    ("seconds", "done", "total", "too_late", "told"),
    [
        (1, 0, 0, False, "Saving: 1 s. F12 cancels."),
        (75, 0, 0, False, "Saving: 1 min 15 s. F12 cancels."),
        (1, 0, 7, False, "Saving: 0 of 7, 1 s. F12 cancels."),
        (1, 3, 7, False, "Saving: 3 of 7, 1 s. F12 cancels."),
        (2, 1, 4, False, "Saving: 1 of 4, 2 s, about 6 s left. F12 cancels."),
        (6, 40, 120, False, "Saving: 40 of 120, 6 s, about 12 s left. F12 cancels."),
        (9, 0, 120, False, "Saving: 0 of 120, 9 s. F12 cancels."),
        (10, 120, 120, False, "Saving: 120 of 120, 10 s, about 0 s left. F12 cancels."),
        (60, 1_000, 61_000, False, "Saving: 1,000 of 61,000, 1 min, about 1 h left. F12 cancels."),
        (4, 130, 120, False, "Saving: 130 of 120, 4 s. F12 cancels."),
        (3, 0, 0, True, "Saving: 3 s. It will finish."),
        (4, 2, 4, True, "Saving: 2 of 4, 4 s, about 4 s left. It will finish."),
    ],
)
def test_ui_08_a_wait_says_how_far_it_is(
    seconds: float, done: int, total: int, too_late: bool, told: str
) -> None:
    """UI-08: what is running, how long already, n of m, how long still."""
    assert wait_text("Saving", seconds, done, total, too_late) == told


@given(st.floats(2, 1e6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_ui_08_remaining_time_is_at_the_pace_so_far(seconds: float, done: int, more: int) -> None:
    """UI-08: what is left takes as long an item as what is done took."""
    left = remaining(seconds, done, done + more)
    assert left is not None
    assert left * done == pytest.approx(seconds * more)


def test_ui_08_a_cancel_says_what_became_of_it() -> None:
    """UI-08: canceled, or too late."""
    assert canceled_text("Saving") == "Saving canceled. Nothing was changed."
    assert too_late_text("Saving").endswith("It will finish.")
