"""Reporting months, business days and deadlines (TM-01, TM-03)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.calendar import Calendar, ReportingMonth, days, last_friday, monday_of
from entity_tui.store.reference import rows

CALENDAR = Calendar()
ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("row", rows("reporting_calendar"), ids=lambda row: row["code"])
def test_tm_01_the_formula_gives_the_published_table(row: dict[str, str]) -> None:
    month = CALENDAR.month(row["code"])
    names = ("start", "end", "eom_day", "area_complete", "iqa_transmit")
    found = (month.start, month.end, month.generate_on, month.area_by, month.send_by)
    assert [day.isoformat() for day in found] == [row[name] for name in names]
    assert len(month.weekdays) == int(row["weekdays"])
    assert sum(bool(CALENDAR.holiday(day)) for day in month.weekdays) == int(row["holidays"])


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 11, 27), "2026-11"), (date(2026, 11, 28), "2026-11"),
        (date(2026, 11, 29), "2026-11"), (date(2026, 11, 30), "2026-12"),
        (date(2026, 12, 26), "2026-12"), (date(2026, 12, 28), "2027-01"),
        (date(2026, 1, 1), "2026-01"), (date(2025, 12, 29), "2026-01"),
    ],
)  # fmt: skip
def test_tm_01_a_weekend_counts_to_the_month_that_ended(day: date, code: str) -> None:
    assert CALENDAR.month_of(day).code == code


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 17), date(2026, 11, 18)), (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 25), date(2026, 11, 27)), (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 12, 24), date(2026, 12, 28)), (date(2026, 12, 25), date(2026, 12, 25)),
        (date(2027, 12, 30), date(2028, 1, 3)),
    ],
)  # fmt: skip
def test_tm_03_eod_is_due_the_next_business_day_and_at_month_end_the_same(
    day: date, due: date
) -> None:
    assert CALENDAR.eod_due(day) == due


def test_tm_01_the_calendar_table_comes_before_the_formula() -> None:
    december = ReportingMonth(
        "2026-12", date(2026, 11, 28), date(2026, 12, 24), date(2026, 12, 28),
        date(2026, 12, 30), date(2026, 12, 31),
    )  # fmt: skip
    own = Calendar({"2026-12": december}, {date(2026, 12, 24): "Office closed",
                                           date(2026, 11, 26): ""})  # fmt: skip
    assert own.month("2026-12") is december
    assert own.month_of(date(2026, 11, 28)) is december
    assert own.eod_due(date(2026, 12, 24)) == date(2026, 12, 24)
    assert own.holiday(date(2026, 12, 24)) == "Office closed"
    assert own.is_business_day(date(2026, 11, 26))


@pytest.mark.parametrize("text", ["2026-13", "2026", "26-11", "2026-11-01", "", "²026-11"])
def test_tm_01_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        CALENDAR.month(text)


@given(ANY_DAY)
def test_tm_01_every_day_counts_to_exactly_one_month(day: date) -> None:
    month = CALENDAR.month_of(day)
    assert month.start <= day <= month.end + timedelta(days=2)
    assert month.start.weekday() == 0 and month.end == last_friday(month.end.year, month.end.month)
    assert CALENDAR.month_before(month).end + timedelta(days=3) == month.start
    assert len(month.weekdays) in (20, 25)


@given(ANY_DAY)
def test_tm_03_eod_is_never_due_before_the_day(day: date) -> None:
    due = CALENDAR.eod_due(day)
    assert due >= day
    assert due == day or CALENDAR.is_business_day(due)
    assert not any(CALENDAR.is_business_day(d) for d in days(day + timedelta(days=1),
                                                             due - timedelta(days=1)))  # fmt: skip
    assert monday_of(day).weekday() == 0
