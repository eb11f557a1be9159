"""A late EOD stays visible; what is reported in time is in time (TM-03, TM-06)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change, Entry, is_late
from entity_tui.domain.entity.time_verification import hours_lines, state_of, week_lines
from entity_tui.domain.entity.time_week import DayEdit
from entity_tui.errors import EntityError
from entity_tui.services.entity.time_verification import Verification
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from support.fake_time import day_of
from support.importing import query
from support.month_office import GROUP, MONTH, OFFICER, months, time, viewer

FRIDAY, TUESDAY = date(2026, 10, 30), date(2026, 10, 27)


def on(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("eod", "reported", "due", "late"),
    [
        ("10-28", None, "10-28", False), ("10-27", None, "10-28", False),
        ("10-29", None, "10-28", True), ("11-22", None, "10-28", True),
        (None, None, "10-28", False), ("10-30", None, "10-30", False),
        ("10-31", None, "10-30", True), ("11-02", "10-30", "10-30", False),
        ("11-02", "10-31", "10-30", True), ("11-02", "11-02", "10-30", True),
        ("11-02", "10-29", "10-30", False), ("11-25", "10-30", "10-30", False),
    ],
)  # fmt: skip
def test_tm_06_what_is_reported_in_time_is_in_time(
    eod: str | None, reported: str | None, due: str, late: bool
) -> None:
    given = on(eod) if eod else None, on(reported) if reported else None
    assert is_late(*given, on(due)) == late


@pytest.mark.parametrize(
    ("eod", "state", "late"),
    [("10-27", "ok", 0), ("10-28", "ok", 0), ("10-29", "done late", 1), ("11-22", "done late", 1)],
)
def test_tm_07_a_late_day_is_not_ok(eod: str, state: str, late: int) -> None:
    made = replace(day_of("07", TUESDAY, (Entry(800, "809"),)), eod_on=on(eod))
    assert state_of(made, Calendar(), on("11-23")) == state
    (week,) = week_lines([made], Calendar(), on("11-23"), lambda worker: (TUESDAY, on("11-23")))
    (hours,) = hours_lines([made], Calendar(), on("11-23"))
    assert (len(week.done_late), len(hours.done_late)) == (late, late)
    assert bool(week.notes) == bool(late)
    if late:
        assert "finalised late" in week.notes[0] and "was due 10/28" in week.notes[0]


def test_tm_03_an_unfinalised_friday_is_late_on_the_saturday_after_month_end() -> None:
    made = day_of("07", FRIDAY, (Entry(800, "809"),), finalised=False)
    assert state_of(made, Calendar(), FRIDAY) == "open"
    assert state_of(made, Calendar(), on("10-31")) == "late"


@pytest.fixture
def emptied(filled: Database) -> Database:
    """The officer has no time for Tuesday and Friday of the last week."""
    days = time(filled, "mgr", on("10-26"))
    assert days.day(OFFICER, TUESDAY).finalised
    with filled.write() as connection:
        from entity_tui.store.database import Raw

        raw = Raw(connection)
        (number,) = raw.one("SELECT employee_id FROM employee WHERE user_id = 'off'") or (0,)
        for table in ("time_entry", "time_day"):
            raw.execute(
                f"DELETE FROM {table} WHERE employee_id = ? AND day IN ('2026-10-27', "
                "'2026-10-30')", (number,),
            )  # fmt: skip
    return filled


def report(database: Database, today: date) -> Verification:
    return Verification(database, viewer("mgr"), ReadAudit(database), fixed_clock(today))


def test_tm_03_a_day_finalised_late_is_marked_for_day_person_and_month(emptied: Database) -> None:
    late = on("11-21")
    time(emptied, "off", late).enter(OFFICER, TUESDAY, [Change(800, "809")], finalise=True)
    day = time(emptied, "mgr", late).day(OFFICER, TUESDAY)
    assert day.finalised and day.eod_on == late and day.is_late(on("10-28"))
    found = report(emptied, late)
    (line,) = [one for one in found.week(GROUP, TUESDAY).lines if one.worker.user == "off"]
    assert line.states[1] == "done late" and line.done_late == (TUESDAY,)
    (line_of_month,) = [one for one in found.hours(GROUP, MONTH).lines if one.worker.user == "off"]
    assert line_of_month.done_late == (TUESDAY,)
    view = months(emptied, "mgr", late).show(GROUP, MONTH)
    assert [(f.unit, f.day, f.told) for f in view.unbalanced] == [
        (OFFICER, TUESDAY, "finalised late, 11/21/26")
    ]


def test_tm_04_a_correction_does_not_hide_that_eod_was_late(emptied: Database) -> None:
    late = on("11-21")
    own = time(emptied, "off", late)
    own.enter(OFFICER, TUESDAY, [Change(800, "809")], finalise=True)
    changes = [Change(700, "809"), Change(100, "611")]
    time(emptied, "mgr", on("11-23")).correct(OFFICER, TUESDAY, changes, "x")
    assert own.day(OFFICER, TUESDAY).eod_on == late


def test_tm_04_a_correction_of_time_in_time_is_not_late(filled: Database) -> None:
    time(filled, "mgr", on("11-21")).correct(
        OFFICER, TUESDAY, [Change(700, "809"), Change(100, "611")], "x"
    )
    day = time(filled, "mgr", on("11-21")).day(OFFICER, TUESDAY)
    assert day.finalised and not day.is_late(on("10-28"))
    lines = report(filled, on("11-21")).week(GROUP, TUESDAY).lines
    assert all(not line.done_late for line in lines)


@pytest.mark.parametrize(("reported", "late"), [("10-30", False), ("10-31", True), (None, True)])
def test_tm_06_time_reported_by_telephone_on_friday_and_entered_on_monday_is_timely(
    emptied: Database, reported: str | None, late: bool
) -> None:
    told = on(reported) if reported else None
    made = time(emptied, "sec", on("11-02")).enter(
        OFFICER, FRIDAY, [Change(800, "809")], "", True, told
    )
    assert made.finalised and made.entered_for == "sec"
    assert (made.reported_on, made.eod_on) == (told, on("11-02"))
    assert made.is_late(Calendar().eod_due(FRIDAY)) == late
    rows = query(emptied, "SELECT action FROM audit_entry WHERE action = 'finalise for time'")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("user", "reported", "said"),
    [("off", "10-30", "your own time"), ("sec", "11-03", "is in the future")],
)
def test_tm_06_a_day_reported_is_checked(
    emptied: Database, user: str, reported: str, said: str
) -> None:
    with pytest.raises(EntityError, match=said):
        time(emptied, user).enter(OFFICER, FRIDAY, [Change(800, "809")], "", False, on(reported))


def test_tm_06_the_day_reported_is_kept_where_nothing_else_is_changed(emptied: Database) -> None:
    desk = time(emptied, "sec", on("11-02"))
    made = desk.enter(OFFICER, FRIDAY, [Change(800, "809")])
    edit = DayEdit(made.worker.employee_id, FRIDAY, made.version, reported=FRIDAY)
    (after,) = desk.save([edit])
    assert (after.reported_on, after.total, after.finalised) == (FRIDAY, 800, False)
    assert desk.finalise(OFFICER, FRIDAY).is_late(FRIDAY) is False
