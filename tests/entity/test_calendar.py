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
        (date(2026, 12, 24), date(2026, 12, 24)), (date(2026, 12, 25), date(2026, 12, 25)),
        (date(2027, 12, 30), date(2027, 12, 30)), (date(2026, 12, 23), date(2026, 12, 24)),
        (date(2027, 12, 29), date(2027, 12, 30)), (date(2026, 10, 29), date(2026, 10, 30)),
    ],
)  # fmt: skip
def test_tm_03_eod_is_due_the_next_business_day_and_at_month_end_the_same(
    day: date, due: date
) -> None:
    assert CALENDAR.eod_due(day) == due


@pytest.mark.parametrize(
    ("code", "generate", "area", "send"),
    [
        ("2026-10", "2026-11-02", "2026-11-04", "2026-11-06"),
        ("2024-12", "2024-12-30", "2025-01-02", "2025-01-03"),
        ("2026-12", "2026-12-28", "2026-12-30", "2027-01-04"),
        ("2025-06", "2025-06-30", "2025-07-02", "2025-07-07"),
        ("2026-06", "2026-06-29", "2026-07-01", "2026-07-06"),
        ("2030-12", "2030-12-30", "2031-01-02", "2031-01-03"),
        ("2031-06", "2031-06-30", "2031-07-02", "2031-07-07"),
        ("2032-12", "2033-01-03", "2033-01-05", "2033-01-07"),
        ("2029-06", "2029-07-02", "2029-07-05", "2029-07-06"),
        ("2035-12", "2035-12-31", "2036-01-02", "2036-01-04"),
        ("2036-10", "2036-11-03", "2036-11-05", "2036-11-07"),
        ("2037-06", "2037-06-29", "2037-07-01", "2037-07-06"),
        ("2041-12", "2041-12-30", "2042-01-02", "2042-01-03"),
        ("2023-12", "2024-01-02", "2024-01-03", "2024-01-05"),
    ],
)
def test_tm_08_a_deadline_on_a_holiday_moves_to_the_next_business_day(
    code: str, generate: str, area: str, send: str
) -> None:
    month = CALENDAR.month(code)
    found = (month.generate_on, month.area_by, month.send_by)
    assert [day.isoformat() for day in found] == [generate, area, send]


@given(st.dates(date(2000, 1, 1), date(2080, 12, 1)))
def test_tm_08_every_deadline_is_a_business_day(day: date) -> None:
    month = CALENDAR.month_of(day)
    for due in (month.generate_on, month.area_by, month.send_by):
        assert CALENDAR.is_business_day(due) and due > month.end
    last = CALENDAR.last_business_day(month)
    assert CALENDAR.is_business_day(last) and CALENDAR.eod_due(last) == last
    assert not any(CALENDAR.is_business_day(one) for one in days(last + timedelta(days=1),
                                                                 month.end))  # fmt: skip


@pytest.mark.parametrize(("code", "holiday", "area", "send"), [
    ("2026-10", date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 6)),
    ("2026-10", date(2026, 11, 6), date(2026, 11, 4), date(2026, 11, 9)),
    ("2026-03", date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 3)),
])  # fmt: skip
def test_tm_08_a_holiday_of_the_site_moves_a_deadline_too(
    code: str, holiday: date, area: date, send: date
) -> None:
    month = Calendar({}, {holiday: "Office closed"}).month(code)
    assert (month.area_by, month.send_by) == (area, send)


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


def test_tm_07_a_deadline_is_calculated_once_for_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """TM-07: a list of a thousand employees asks a thousand times for the same days."""
    asked: list[date] = []
    month_of = Calendar.month_of

    def counted(calendar: Calendar, day: date) -> ReportingMonth:
        asked.append(day)
        return month_of(calendar, day)

    monkeypatch.setattr(Calendar, "month_of", counted)
    own, week = Calendar(), [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    found = [[own.eod_due(day) for day in week] for _ in range(1000)]
    assert asked == week and all(one == found[0] for one in found)
    assert own == Calendar(), "what was calculated makes no other calendar"


@given(ANY_DAY)
def test_tm_03_a_deadline_asked_again_is_the_same(day: date) -> None:
    closed = Calendar(changes={CALENDAR.eod_due(day): "Office closed"})
    assert CALENDAR.eod_due(day) == Calendar().eod_due(day)
    assert closed.eod_due(day) == closed.eod_due(day)
