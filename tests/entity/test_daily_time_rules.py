"""A day against the tour of duty: totals, faults, what stops an EOD (TM-02, TM-03, TM-13)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.entity.daily_time import (
    QUARTERS,
    CaseOfTime,
    Change,
    DayTime,
    Entry,
    Worker,
    changed,
    differences,
    due_hours,
    entries_text,
    hours_text,
    judged,
    may_finalise,
    parse_hours,
    read_entries,
)
from entity_tui.domain.entity.time_codes import Ahead, read_time_codes
from entity_tui.store.reference import rows

TODAY = date(2026, 11, 20)
SITE = (
    {"code": "950", "meaning": "Training", "category": "overhead", "ahead": "finalise"},
    {"code": "960", "meaning": "Detail out", "category": "other", "ahead": "enter"},
    {"code": "611", "meaning": "Administrative", "category": "overhead", "from": "2027-01-01"},
)
CODES = read_time_codes([*rows("time_codes"), *SITE])
CHEN = Worker(1, "lchen", "CHEN, LINDA", "27011207", "revenue officer", "12", 800, date(2020, 1, 6))
OWN = CaseOfTime(7, "**-***4410", "SMITH JOHN INC", None, "27011207")


def day(*entries: Entry, on: date = TODAY, due: int = 800, cases: tuple[CaseOfTime, ...] = (OWN,),
        worker: Worker = CHEN, increment: int = 10) -> DayTime:  # fmt: skip
    return judged(DayTime(worker, on, due, entries, 0, False, cases=cases), CODES, TODAY, increment)


def code(hours: int, name: str = "809") -> Entry:
    return Entry(hours, name)


@pytest.mark.parametrize(
    ("time", "kinds"),
    [
        (day(code(800)), []),
        (day(Entry(300, case_id=7), code(500)), []),
        (day(code(650)), ["short"]),
        (day(code(950)), ["over"]),
        (day(code(800), code(200, "621")), []),
        (day(code(800), code(100, "710")), []),
        (day(code(800), code(100, "710"), code(50, "611")), ["over"]),
        (day(Entry(350, case_id=7), code(450, "710")), ["short"]),
        (day(code(100, "710"), due=0), []),
        (day(code(800, "999")), ["code"]),
        (day(code(805)), ["increment", "over"]),
        (day(code(790, "611"), code(10)), []),
        (day(code(780), code(20, "611"), increment=QUARTERS), ["increment", "increment"]),
        (day(code(800), on=date(2026, 11, 21), due=0), ["ahead", "over"]),
        (day(code(800, "950"), on=date(2026, 11, 23)), []),
        (day(code(800, "960"), on=date(2026, 11, 23)), []),
        (day(Entry(800, case_id=7), on=date(2026, 11, 23)), ["ahead"]),
        (day(code(2_500)), ["hours", "hours", "over"]),
        (day(Entry(800, case_id=7), cases=(CaseOfTime(7, "", "", date(2026, 11, 1), "27011207"),)),
         ["closed"]),
        (day(Entry(800, case_id=7), cases=(CaseOfTime(7, "", "", TODAY, "27011207"),)), []),
        (day(Entry(800, case_id=7), cases=(CaseOfTime(7, "", "", None, "27011209"),)), ["holder"]),
        (day(Entry(800, case_id=7), cases=(CaseOfTime(7, "", "", None, ""),)), []),
        (day(), []),
    ],
)  # fmt: skip
def test_tm_02_what_is_wrong_with_a_day(time: DayTime, kinds: list[str]) -> None:
    assert sorted(fault.kind for fault in time.faults) == sorted(kinds)


def test_tm_02_a_case_of_somebody_else_offers_810() -> None:
    told = day(Entry(800, case_id=7), cases=(CaseOfTime(7, "", "X", None, "27011209"),)).faults
    assert "810" in told[0].message and not told[0].grave


def test_tm_02_an_inactive_employee_charges_nothing() -> None:
    gone = Worker(1, "x", "GONE, G", "27011207", "revenue officer", "12", 800, date(2020, 1, 6),
                  date(2026, 11, 1))  # fmt: skip
    assert [f.kind for f in day(code(800), worker=gone).faults] == ["inactive"]
    assert due_hours(gone, TODAY, False, True) == 0


@pytest.mark.parametrize(
    ("on", "holiday", "count", "due"),
    [
        (TODAY, False, True, 800), (date(2026, 11, 21), False, True, 0),
        (date(2026, 11, 11), True, True, 800), (date(2026, 11, 11), True, False, 0),
    ],
)  # fmt: skip
def test_tm_02_the_tour_is_due_on_weekdays(on: date, holiday: bool, count: bool, due: int) -> None:
    assert due_hours(CHEN, on, holiday, count) == due


@pytest.mark.parametrize(
    ("time", "reason", "stops"),
    [
        (day(code(800)), "", []),
        (day(), "", ["hours"]),
        (day(code(650)), "", ["short"]),
        (day(code(650)), "left early", []),
        (day(code(800), on=date(2026, 11, 23)), "why not", ["ahead"]),
        (day(code(800, "950"), on=date(2026, 11, 23)), "", []),
        (day(code(800, "960"), on=date(2026, 11, 23)), "", ["ahead"]),
        (day(code(2_500)), "because", ["hours", "hours"]),
    ],
)
def test_tm_03_what_stands_in_the_way_of_eod(time: DayTime, reason: str, stops: list[str]) -> None:
    assert [fault.kind for fault in may_finalise(time, CODES, TODAY, reason)] == stops


def test_tm_13_codes_are_effective_dated_and_unknown_ones_are_kept() -> None:
    assert CODES.category("611", TODAY) == "non-case direct"
    assert CODES.category("611", date(2027, 1, 1)) == "overhead"
    assert CODES.category("999", TODAY) == "unclassified"
    assert CODES.counts("999", TODAY) and not CODES.counts("621", TODAY)
    assert CODES.ahead("950", TODAY) is Ahead.FINALISE
    assert day(code(700), code(100, "999")).total == 800
    assert "999" not in [row.code for row in CODES.on(TODAY)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("8", 800), ("1.5", 150), ("1,5", 150), (" 0.25 ", 25), ("0", 0), (".5", 50), ("24", 2400)],
)
def test_tm_02_hours_are_typed_as_people_type_them(text: str, hours: int) -> None:
    assert parse_hours(text) == hours


@pytest.mark.parametrize("text", ["", "x", "-1", "25", "1.234", "nan", "inf", "1e9", "8 h", "--"])
def test_tm_02_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number of hours"):
        parse_hours(text)


ENTRIES = st.lists(
    st.builds(Entry, st.integers(1, 2_400), st.sampled_from(["", "809", "621", "999"]),
              st.integers(0, 3)), unique_by=lambda e: e.key,
).map(tuple)  # fmt: skip
CHANGES = st.lists(st.builds(Change, st.integers(0, 2_400), st.sampled_from(["", "809", "810"]),
                             st.integers(0, 3)))  # fmt: skip


@given(ENTRIES, CHANGES)
def test_tm_04_what_is_told_as_changed_is_all_that_changed(
    before: tuple[Entry, ...], changes: list[Change]
) -> None:
    after = changed(before, changes)
    back = [Change(was or 0, key[1], key[0]) for key, was, _ in differences(before, after)]
    assert sorted(changed(after, back), key=lambda e: e.key) == sorted(before, key=lambda e: e.key)
    assert all(entry.hours for entry in after)
    last = {change.key: change.hours for change in changes}
    assert {e.key: e.hours for e in after if e.key in last} == {k: h for k, h in last.items() if h}


@given(ENTRIES)
def test_tm_11_a_days_entries_survive_as_text(entries: tuple[Entry, ...]) -> None:
    assert sorted(read_entries(entries_text(entries)), key=lambda e: e.key) == sorted(
        entries, key=lambda e: e.key
    )


@given(st.integers(-100_000, 100_000))
def test_tm_02_hours_are_shown_so_that_they_can_be_typed_again(hundredths: int) -> None:
    shown = hours_text(hundredths)
    assert round(float(shown) * 100) == hundredths
    if 0 <= hundredths <= 2_400:
        assert parse_hours(shown) == hundredths
