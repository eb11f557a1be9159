"""Which changes of codes, calendar and options would alter a signed month (TM-01, TM-08, TM-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.calendar import Calendar, ReportingMonth
from entity_tui.domain.dated_value import DatedNumber
from entity_tui.domain.entity.made_with import (
    MadeWith,
    codes_between,
    made_with_text,
    read_made_with,
)
from entity_tui.domain.entity.month_days import Finding
from entity_tui.domain.entity.signed_month import (
    CodeTables,
    SignedMonth,
    altered_months,
    newest_end,
    signed_text,
)
from entity_tui.domain.entity.time_codes import Ahead, TimeCode, TimeCodes

AT = datetime(2026, 11, 2, 15, tzinfo=UTC)
OCTOBER = SignedMonth("270312", "2026-10", 1, AT, "MANN, GRACE")
LEAVE = TimeCode("650", "Leave", "other", True, Ahead.FINALISE)
FIELD = TimeCode("621", "Field Time", "informational", False)
LINE = {"code": "101", "meaning": "Direct", "time_codes": "101", "subcodes": "", "from": ""}
TABLES = CodeTables(TimeCodes((LEAVE, FIELD)), Calendar(), (LINE,), (), DatedNumber(1))


def on(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def with_code(**more: object) -> CodeTables:
    row = replace(LEAVE, **more)  # type: ignore[arg-type]
    return replace(TABLES, codes=TimeCodes((LEAVE, FIELD, row)))


def with_month(start: str, end: str, code: str = "2026-10") -> CodeTables:
    last = on(end)
    row = ReportingMonth(code, on(start), last, on("11-02"), on("11-05"), on("11-09"))
    return replace(TABLES, calendar=Calendar({code: row}))


def with_holiday(text: str, name: str = "Office closed") -> CodeTables:
    return replace(TABLES, calendar=Calendar({}, {on(text): name}))


def with_due(text: str, value: int) -> CodeTables:
    return replace(TABLES, holidays_due=DatedNumber(1, ((on(text), value),)))


@pytest.mark.parametrize(
    ("after", "alters"),
    [
        (TABLES, False),
        (with_code(code="700", start=on("11-02")), False),
        (with_code(code="700", start=on("11-01")), True),
        (with_code(code="700", start=on("01-01")), True),
        (with_code(code="700", start=on("01-01"), until=on("09-28")), False),
        (with_code(code="700", start=on("01-01"), until=on("09-29")), True),
        (with_code(counts=False, start=on("10-30")), True),
        (with_code(counts=False, start=on("11-02")), False),
        (with_code(category="overhead", start=on("10-15"), until=on("10-16")), True),
        (with_code(start=on("10-15")), False),
        (with_code(meaning="Annual leave", start=on("10-15")), True),
        (with_month("09-28", "10-30"), False),
        (with_month("09-28", "10-29"), True),
        (with_month("09-29", "10-30"), True),
        (with_month("11-02", "11-27", "2026-11"), False),
        (with_month("10-31", "11-27", "2026-11"), True),
        (with_holiday("10-13"), True),
        (with_holiday("10-12", ""), True),
        (with_holiday("10-12", "Another name"), False),
        (with_holiday("11-03"), False),
        (with_holiday("11-11", ""), False),
        (with_due("11-02", 0), False),
        (with_due("10-30", 0), True),
        (with_due("01-01", 0), True),
        (with_due("10-12", 1), False),
        (replace(TABLES, holidays_due=DatedNumber(0)), True),
        (replace(TABLES, form_lines=(LINE, LINE | {"code": "201"})), True),
        (replace(TABLES, form_lines=(LINE, LINE | {"code": "9", "from": "2026-10-31"})), False),
    ],
)
def test_tm_08_a_signed_month_is_altered_by_what_its_figures_follow_from(
    after: CodeTables, alters: bool
) -> None:
    assert altered_months([OCTOBER], TABLES, after) == ((OCTOBER,) if alters else ())


def test_tm_08_every_signed_month_that_is_altered_is_named() -> None:
    found = [replace(OCTOBER, group=f"27031{n}") for n in range(5)]
    december = replace(OCTOBER, month="2026-12")
    altered = altered_months([*found, december], TABLES, with_due("10-01", 0))
    assert altered == (*found, december)
    told = signed_text(altered)
    assert told.startswith("2026-10 of group 270310, signed by MANN, GRACE; ")
    assert told.endswith("; and 3 more months")
    assert newest_end(altered, TABLES.calendar) == on("12-27")
    assert newest_end(found, TABLES.calendar) == on("11-01")


@given(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.booleans())
def test_tm_13_a_code_alters_a_month_unless_it_begins_after_it(start: date, counts: bool) -> None:
    after = with_code(code="700", counts=counts, start=start)
    assert bool(altered_months([OCTOBER], TABLES, after)) == (start <= on("11-01"))


@pytest.mark.parametrize(
    ("day", "value"),
    [("01-01", 5), ("01-31", 5), ("02-01", 7), ("02-02", 7), ("05-31", 7), ("06-01", 0)],
)
def test_tm_01_a_dated_number_holds_from_its_day(day: str, value: int) -> None:
    number = DatedNumber(5, ((on("06-01"), 0), (on("02-01"), 7)))
    assert number.on(on(day)) == value
    assert DatedNumber().on(on(day)) is None


def test_tm_09_what_a_report_was_made_with_is_read_as_it_was_written() -> None:
    finding = Finding("short", "27031207", "OFFIT, OLE", on("10-06"), "1.0 short of 8.0")
    made = MadeWith(TABLES.codes, ("323",), {"27031207": "OFFIT, OLE"}, (finding,))
    text = made_with_text(made)
    again = read_made_with(text)
    assert again is not None and made_with_text(again) == text
    assert sorted(again.codes.rows, key=lambda row: row.code) == [FIELD, LEAVE]
    assert (again.tracked, again.names, again.unbalanced) == (("323",), made.names, (finding,))
    assert read_made_with("") is None


@pytest.mark.parametrize(
    ("start", "until", "stays"),
    [("01-01", None, True), ("10-30", None, True), ("11-02", None, False),
     ("01-01", "09-28", False), ("01-01", "09-29", True), ("11-01", None, True)],
)  # fmt: skip
def test_tm_09_codes_in_force_in_the_month_are_stored(
    start: str, until: str | None, stays: bool
) -> None:
    row = replace(LEAVE, start=on(start), until=on(until) if until else None)
    found = codes_between(TimeCodes((row,)), on("09-28"), on("11-01"))
    assert bool(found.rows) == stays
