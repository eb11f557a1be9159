"""When an extract is due, what is late, what never came: the rules alone (IM-05)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.entity.extract_schedule import (
    EVERY,
    Schedule,
    due_at,
    in_words,
    is_slot,
    next_slot,
    read_schedule,
    slot_of,
    standing,
)

THANKSGIVING = date(2026, 11, 26)
HOLIDAYS = frozenset({THANKSGIVING, date(2026, 11, 11), date(2026, 12, 25)})
DAILY = Schedule("daily", 0, time(1, 20))
SUNDAY = Schedule("weekly", 6, time(2, 30))
LAST = Schedule("monthly", 31, time(4))
BY_DATA = Schedule("daily", 0, time(1, 20), dated=1)


def _day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("schedule", "came", "due"),
    [
        (DAILY, "11-19", "11-20 01:20"),  # Wednesday's hours came Thursday; Thursday's come Friday
        (DAILY, "11-20", "11-21 01:20"),  # Friday's come in the night to Saturday
        (DAILY, "11-21", "11-24 01:20"),  # Monday's come in the night to Tuesday
        (DAILY, "11-23", "11-24 01:20"),  # dated on a Monday, it still is Friday's
        (DAILY, "11-26", "11-28 01:20"),  # nothing happens on Thanksgiving
        (BY_DATA, "11-19", "11-21 01:20"),  # dated by the day it tells of
        (BY_DATA, "11-20", "11-24 01:20"),
        (SUNDAY, "11-15", "11-22 02:30"),
        (SUNDAY, "11-20", "11-22 02:30"),
        (SUNDAY, "11-22", "11-29 02:30"),
        (LAST, "10-31", "11-30 04:00"),
        (LAST, "11-29", "11-30 04:00"),
        (LAST, "11-30", "12-31 04:00"),
    ],
)
def test_im_05_what_came_says_what_is_due_next(schedule: Schedule, came: str, due: str) -> None:
    found = standing(schedule, [_day(came)], datetime(2026, 11, 20, 0, 0), HOLIDAYS)
    assert found.due == datetime.fromisoformat(f"2026-{due}")


@pytest.mark.parametrize(
    ("now", "late", "words"),
    [
        ("11-20 01:20", False, ""),
        ("11-20 01:21", True, "1 min"),
        ("11-20 06:12", True, "5 h"),
        ("11-21 12:00", True, "35 h"),
        ("11-23 01:20", True, "3 days"),
    ],
)
def test_im_05_late_is_told_in_words(now: str, late: bool, words: str) -> None:
    """E7 of the night to 11/19 came last; at 06:12 on 11/20 it is five hours late."""
    found = standing(DAILY, [_day("11-19")], datetime.fromisoformat(f"2026-{now}"), HOLIDAYS)
    assert found.is_late is late
    assert not late or in_words(found.late) == words


def test_im_05_a_daily_extract_that_never_came_between_two_is_named() -> None:
    came = [_day(text) for text in ("11-10", "11-13", "11-20")]
    found = standing(DAILY, came, datetime(2026, 11, 20, 6), HOLIDAYS)
    assert found.missing == tuple(_day(t) for t in ("11-11", "11-14", "11-17", "11-18", "11-19"))


def test_im_05_what_is_sent_as_needed_or_never_came_is_never_late() -> None:
    now = datetime(2026, 11, 20)
    assert not standing(Schedule("needed"), [_day("01-05")], now, HOLIDAYS).is_late
    assert standing(DAILY, [], now, HOLIDAYS).due is None


@pytest.mark.parametrize(
    ("every", "on", "dated", "said"),
    [
        ("hourly", "", 0, "'hourly' is none of"),
        ("weekly", "someday", 0, "'someday' is not a weekday"),
        ("monthly", "32", 0, "'32' is not a day of the month"),
        ("monthly", "last", 0, "'last' is not a day of the month"),
        ("daily", "", 9, "'9' is not a number of days"),
    ],
)
def test_im_05_a_schedule_that_cannot_be_says_which_word(
    every: str, on: str, dated: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        read_schedule(every, on, time(0), dated)


_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
_SCHEDULES = st.one_of(
    st.builds(Schedule, st.just("daily"), st.just(0), st.times(), st.integers(0, 3)),
    st.builds(Schedule, st.just("weekly"), st.integers(0, 6), st.times(), st.integers(0, 3)),
    st.builds(Schedule, st.just("monthly"), st.integers(1, 31), st.times(), st.integers(0, 3)),
)


@given(_SCHEDULES, _DAYS, st.frozensets(_DAYS, max_size=20))
def test_im_05_every_day_lies_from_one_slot_up_to_the_next(
    schedule: Schedule, day: date, holidays: frozenset[date]
) -> None:
    slot = slot_of(schedule, day, holidays)
    after = next_slot(schedule, slot, holidays)
    assert is_slot(schedule, slot, holidays) and is_slot(schedule, after, holidays)
    assert slot <= day < after
    assert due_at(schedule, slot) < due_at(schedule, after)


@given(_SCHEDULES, st.lists(_DAYS, min_size=1, max_size=12), st.datetimes(
    datetime(2024, 1, 1), datetime(2028, 12, 31)))  # fmt: skip
def test_im_05_nothing_that_came_is_called_missing_and_what_comes_ends_the_delay(
    schedule: Schedule, came: list[date], now: datetime
) -> None:
    found = standing(schedule, came, now, HOLIDAYS)
    filled = {slot_of(schedule, day, HOLIDAYS) for day in came}
    assert not filled & set(found.missing)
    assert all(min(filled) < day < max(filled) for day in found.missing)
    assert found.next_day is not None
    then = standing(schedule, [*came, found.next_day], now, HOLIDAYS)
    assert then.late <= found.late and then.missing == found.missing
    assert found.is_late is (found.due is not None and found.due < now)


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=400)))
def test_im_05_a_delay_always_has_words(late: timedelta) -> None:
    number, unit = in_words(late).split()
    assert int(number) > 0 and unit in {"min", "h", "days"}


def test_im_05_the_words_of_the_table_are_the_ones_known() -> None:
    from entity_tui.imports.feeds import FEEDS
    from entity_tui.imports.schedule_table import comes_after, scheduled

    assert {entry.schedule.every for entry in scheduled().values()} <= set(EVERY)
    assert set(FEEDS) <= set(scheduled())
    assert comes_after("e2") == {"e1", "e5", "s1"}
