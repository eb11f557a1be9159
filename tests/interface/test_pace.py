"""Output waits for the line (UI-11)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.shared.pace import ASKS_EVERY, LOST_AFTER, MOST_ASKED, UNKNOWN_FOR, WINDOW, Pace


def test_ui_11_a_large_frame_is_waited_for() -> None:
    """UI-11: nothing more goes out until the terminal has come so far."""
    pace = Pace()
    assert pace.sent(3000, 0.0)
    assert pace.wait(0.1) > 0
    assert pace.answered()
    assert pace.wait(0.1) == 0


def test_ui_11_small_frames_are_not_waited_for() -> None:
    """UI-11: typing is echoed while answers are on their way."""
    pace = Pace()
    pace.sent(40, 0.0)
    pace.sent(40, 0.1)
    assert pace.wait(0.2) == 0


def test_ui_11_many_small_frames_are() -> None:
    """UI-11: together they are a large one."""
    pace = Pace()
    for _ in range(20):
        pace.sent(WINDOW // 10, 0.0)
    assert pace.wait(0.1) > 0


def test_ui_11_a_terminal_that_never_answers_is_not_waited_for() -> None:
    """UI-11: after a short while, and then no more."""
    pace = Pace()
    pace.sent(3000, 0.0)
    assert pace.wait(UNKNOWN_FOR + 0.1) == 0
    pace.sent(3000, 1.0)
    assert pace.wait(1.0) == 0


def test_ui_11_a_terminal_that_never_answers_is_asked_no_more() -> None:
    """UI-11: what is remembered of it does not grow; an answer that comes is asked for again."""
    pace = Pace()
    asked = sum(pace.sent(ASKS_EVERY, float(n)) for n in range(MOST_ASKED * 10))
    assert asked == MOST_ASKED
    assert pace.wait(10_000.0) == 0
    assert pace.answered()
    assert pace.sent(ASKS_EVERY, 20_000.0)


def test_ui_11_an_answer_that_is_lost_is_not_waited_for_long() -> None:
    """UI-11: a terminal that answered before is waited for longer."""
    pace = Pace()
    pace.sent(10, 0.0)
    pace.answered()
    pace.sent(3000, 1.0)
    assert pace.wait(2.0) > UNKNOWN_FOR
    assert pace.wait(1.0 + LOST_AFTER) == 0
    assert not pace.waits_for_answer


def test_ui_11_an_answer_nobody_asked_for_is_ignored() -> None:
    """UI-11: a late report is no answer."""
    pace = Pace()
    assert not pace.answered()
    assert not pace.answers


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40))
def test_ui_11_when_all_is_answered_nothing_waits(sizes: list[int]) -> None:
    """UI-11: whatever was sent."""
    pace = Pace()
    for size in sizes:
        pace.sent(size, 0.0)
    while pace.waits_for_answer:
        pace.answered()
    assert pace.wait(0.0) == 0
