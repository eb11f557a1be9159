"""The site's own rows of the code tables: kept, effective-dated, audited (TM-01, TM-13)."""

from __future__ import annotations

from datetime import date

import pytest

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.code_tables import set_code, show_codes
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.code_tables import calendar, time_codes
from support.importing import SYSTEM, query
from support.month_office import OFFICER, time

TODAY = date(2026, 11, 2)
TRAINING = {"meaning": "Training", "category": "overhead", "ahead": "finalise"}


def put(database: Database, table: str, code: str, **fields: str) -> None:
    set_code(database, SYSTEM, table, code, TODAY, None, fields, fixed_clock(TODAY))


def test_tm_13_a_code_of_the_site_holds_from_its_day(filled: Database) -> None:
    database = filled
    put(database, "time_codes", "950", **TRAINING)
    with database.read() as connection:
        codes = time_codes(Raw(connection), SYSTEM)
    assert codes.category("950", TODAY) == "overhead"
    assert codes.category("950", date(2026, 11, 1)) == "unclassified"
    mine = time(database, "off")
    ahead = date(2026, 11, 4)
    assert mine.enter(OFFICER, ahead, [Change(800, "950")]).faults == ()
    assert mine.finalise(OFFICER, ahead).finalised, "training is finalised ahead (TM-03)"
    with pytest.raises(EntityError, match="only training, leave and detail"):
        mine.enter(OFFICER, date(2026, 11, 5), [Change(800, "809")])


def test_tm_01_a_month_and_a_holiday_of_the_site_come_before_the_formula(
    database: Database,
) -> None:
    put(database, "reporting_calendar", "2026-12", start="2026-11-30", end="2026-12-24",
        eom_day="2026-12-28", area_complete="2026-12-30", iqa_transmit="2026-12-31")  # fmt: skip
    put(database, "holidays", "2026-12-24", meaning="Office closed")
    with database.read() as connection:
        found = calendar(Raw(connection), SYSTEM)
    assert found.month("2026-12").end == date(2026, 12, 24)
    assert found.month_of(date(2026, 12, 26)).code == "2026-12"
    assert found.next_business_day(date(2026, 12, 23)) == date(2026, 12, 28)
    assert found.month("2026-12").send_by == date(2026, 12, 31), "the site's row takes precedence"
    assert found.month("2026-06").send_by == date(2026, 7, 6)
    put(database, "holidays", "2026-07-06", meaning="Office closed")
    with database.read() as connection:
        found = calendar(Raw(connection), SYSTEM)
    assert found.month("2026-06").send_by == date(2026, 7, 7)


@pytest.mark.parametrize(
    ("table", "code", "fields", "said"),
    [
        ("time_codes", "95", TRAINING, "three digits"),
        ("time_codes", "950", {}, "meaning: is missing"),
        ("time_codes", "950", TRAINING | {"category": "fun"}, "category: one of direct"),
        ("time_codes", "950", TRAINING | {"ahead": "soon"}, "ahead: enter"),
        ("time_codes", "950", TRAINING | {"colour": "red"}, "colour: time_codes has the columns"),
        ("reporting_calendar", "2026-13", {}, "is not YYYY-MM"),
        ("reporting_calendar", "2026-12", {"start": "2026-12-31"}, "end: a day is missing"),
        ("holidays", "tomorrow", {}, "is not a day"),
        ("form_4872_lines", "1", {"meaning": "Direct"}, "counts something"),
        ("form_4872_lines", "1", {"meaning": "x", "time_codes": "10"}, "'10' is not three"),
        ("case_codes", "1", {}, "not a table a site changes"),
    ],
)
def test_tm_13_a_row_that_cannot_be_names_its_column(
    database: Database, table: str, code: str, fields: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        put(database, table, code, **fields)
    assert query(database, "SELECT count(*) FROM code_row")[0][0] == 0


def test_tm_13_only_an_administrator_or_analyst_changes_a_table(database: Database) -> None:
    manager = Viewer("m", "M", (Grant(Role.GROUP_MANAGER, "270312", date.min),))
    with pytest.raises(EntityError, match="may not change code tables"):
        set_code(database, manager, "time_codes", "950", TODAY, None, TRAINING, fixed_clock(TODAY))
    analyst = Viewer("q", "Q", (Grant(Role.QUALITY_ANALYST, "", date.min),))
    set_code(database, analyst, "time_codes", "950", TODAY, None, TRAINING, fixed_clock(TODAY))
    (row,) = [row for row in show_codes(database, manager, "time_codes") if row.get("from")]
    assert (row["code"], row["from"], row["changed_by"]) == ("950", "2026-11-02", "q")
    assert query(database, "SELECT action, subject FROM audit_entry") == [
        ("set code", "time_codes 950")
    ]
