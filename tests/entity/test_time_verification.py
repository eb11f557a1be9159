"""Weekly Time Verification and the Hours Verification Report (TM-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change, DayTime, Entry, Fault, Worker
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.time_verification import hours_lines, state_of, week_lines
from entity_tui.domain.entity.time_week import DayEdit
from entity_tui.errors import EntityError, UsageError
from entity_tui.reports.paged_text import FORM_FEED, paged
from entity_tui.services.entity.time_verification import Verification
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from support.importing import query
from support.month_office import GROUP, MONDAY, OFFICER, OTHER, codes, time, viewer

CHEN = Worker(1, "lchen", "CHEN, LINDA", "27011207", "revenue officer", "12", 800, date(2020, 1, 6))
TUESDAY = date(2026, 11, 17)
HOURS = (Entry(800, "809"),)


def day(
    on: date = TUESDAY, entries: tuple[Entry, ...] = HOURS, finalised: bool = False,
    faults: tuple[Fault, ...] = (), due: int = 800,
) -> DayTime:  # fmt: skip
    return DayTime(CHEN, on, due, entries, sum(e.hours for e in entries), finalised, faults=faults)


@pytest.mark.parametrize(
    ("time", "today", "state"),
    [
        (day(finalised=True), TUESDAY, "ok"),
        (day(finalised=True, faults=(Fault("short", "x"),)), TUESDAY, "wrong"),
        (day(), TUESDAY, "open"),
        (day(), date(2026, 11, 18), "open"),
        (day(), date(2026, 11, 19), "late"),
        (day(entries=()), date(2026, 11, 18), "open"),
        (day(entries=()), date(2026, 11, 19), "missing"),
        (day(date(2026, 11, 20)), date(2026, 11, 23), "open"),
        (day(date(2026, 11, 20)), date(2026, 11, 24), "late"),
        (day(date(2026, 11, 27)), date(2026, 11, 27), "open"),
        (day(date(2026, 11, 27)), date(2026, 11, 28), "late"),
        (day(date(2026, 11, 19), ()), TUESDAY, ""),
        (day(date(2026, 11, 21), (), due=0), date(2026, 11, 30), ""),
    ],
)
def test_tm_07_a_days_state_against_its_limits(time: DayTime, today: date, state: str) -> None:
    assert state_of(time, Calendar(), today) == state


SHORT = (Fault("short", "x"),)


@pytest.mark.parametrize(
    ("time", "state"),
    [
        (day(finalised=True, faults=SHORT), "explained"), (day(finalised=True), "ok"),
        (day(finalised=True, faults=(*SHORT, Fault("code", "x", True))), "wrong"),
        (replace(day(finalised=True, faults=SHORT), conflict=True), "wrong"),
        (day(faults=SHORT), "open"),
    ],
)  # fmt: skip
def test_tm_07_an_explained_day_is_told_as_explained_but_for_what_no_reason_explains(
    time: DayTime, state: str
) -> None:
    (line,) = week_lines([time], Calendar(), TUESDAY, lambda w: (TUESDAY, TUESDAY), {(1, TUESDAY)})
    assert line.states == (state,) and line.clean is (state != "wrong")
    (asked,) = week_lines([time], Calendar(), TUESDAY, lambda w: (TUESDAY, TUESDAY))
    assert "explained" not in asked.states


@pytest.mark.parametrize(
    ("received", "silent"),
    [(None, True), (TUESDAY, False), (date(2026, 11, 12), False), (date(2026, 11, 10), True)],
)
def test_tm_07_who_uploaded_nothing_for_more_than_a_week_is_silent(
    received: date | None, silent: bool
) -> None:
    today = date(2026, 11, 19)
    (line,) = week_lines([day(finalised=True)], Calendar(), today, lambda w: (TUESDAY, received))
    assert line.silent is silent and line.clean is not silent


def test_tm_07_hours_are_held_against_those_expected_by_now() -> None:
    days = [day(TUESDAY + timedelta(days=n), HOURS if n < 2 else (), n < 1) for n in range(4)]
    (line,) = hours_lines(days, Calendar(), date(2026, 11, 20))
    assert (line.expected, line.expected_by_now, line.reported, line.finalised) == (
        3_200, 2_400, 1_600, 800,
    )  # fmt: skip
    (at_once,) = hours_lines(days[:1], Calendar(), TUESDAY)
    assert (at_once.difference, at_once.open_days) == (0, ())
    assert line.difference == -800
    assert line.open_days == (date(2026, 11, 18), date(2026, 11, 19))


@pytest.mark.parametrize(
    ("hours", "finalised", "today", "opens"),
    [
        ("888", 3, 20, 20), ("886", 3, 20, 19), ("868", 3, 20, 18), ("688", 1, 20, 18),
        ("889", 3, 20, 20), ("888", 3, 19, 19), ("808", 1, 20, 18), ("688", 3, 17, 17),
        ("000", 0, 10, 17),
    ],
)  # fmt: skip
def test_tm_07_a_months_hours_open_where_they_are_to_be_looked_at(
    hours: str, finalised: int, today: int, opens: int
) -> None:
    """The first open day, else the first that lacks hours, else the last so far."""
    days = [
        day(TUESDAY + timedelta(days=n), (Entry(int(h) * 100, "809"),) if h != "0" else (),
            n < finalised)
        for n, h in enumerate(hours)
    ]  # fmt: skip
    later = day(date(2026, 11, 20), (), due=0)
    (line,) = hours_lines([*days, later], Calendar(), date(2026, 11, today))
    assert line.opens == date(2026, 11, opens)


@pytest.fixture
def office(filled: Database) -> Database:
    return filled


def reports(database: Database, user: str, today: date = MONDAY) -> Verification:
    return Verification(database, viewer(user), ReadAudit(database), fixed_clock(today))


def test_tm_07_a_week_tells_who_does_not_finalise(office: Database, tmp_path: Path) -> None:
    time(office, "off").enter(OFFICER, MONDAY, [Change(800, "809")])
    found = reports(office, "sec", date(2026, 11, 4)).week(GROUP, MONDAY)
    states = {line.worker.user: line.states for line in found.lines}
    assert states["off"][:3] == ("late", "open", "open")
    assert states["mgr"][:3] == ("missing", "open", "open")
    officer = next(line for line in found.lines if line.worker.user == "off")
    assert officer.last_finalised == date(2026, 10, 30) == officer.last_received
    assert officer.late == (MONDAY,) and (officer.hours, officer.due) == (800, 4_000)
    codes(office, tmp_path, [f"{OFFICER}|2026-11-02|809|8.0"], date(2026, 11, 3))
    again = reports(office, "sec", date(2026, 11, 4)).week(GROUP, MONDAY)
    assert next(line for line in again.lines if line.worker.user == "off").last_received == date(
        2026, 11, 3
    )


@pytest.mark.parametrize(
    ("changes", "finalise", "state"),
    [((), True, "explained"), ((Change(100, "611"),), False, "wrong"),
     ((Change(100, "611"),), True, "explained")],
)  # fmt: skip
def test_tm_07_only_an_explanation_explains_a_day_and_not_the_reason_of_a_correction(
    office: Database, tmp_path: Path, changes: tuple[Change, ...], finalise: bool, state: str
) -> None:
    friday = date(2026, 10, 30)
    codes(office, tmp_path, [f"{OFFICER}|{friday}|809|6.5"], date(2026, 10, 31))
    secretary, week = time(office, "sec"), reports(office, "sec").week

    def told() -> str:
        (line,) = (one for one in week(GROUP, friday).lines if one.worker.user == "off")
        return line.states[4]

    assert told() == "wrong"
    was = secretary.day(OFFICER, friday)
    secretary.save([DayEdit(was.worker.employee_id, friday, was.version, changes, finalise,
                            "dentist", Deed.CORRECT)])  # fmt: skip
    assert told() == state
    secretary.correct(OFFICER, friday, [Change(700, "809")], "phone")
    assert told() == ("ok" if changes else "wrong"), "its hours are others than were explained"


def test_tm_07_a_month_agrees_with_its_days(office: Database) -> None:
    found = reports(office, "sec").hours(GROUP, "2026-10")
    assert {line.worker.user: line.difference for line in found.lines} == {
        "mgr": 0, "sec": 0, "act": 0, "off": 0,
    }  # fmt: skip
    for line in found.lines:
        rows = query(
            office, "SELECT sum(t.hours) FROM time_entry t WHERE t.employee_id = ? "
            "AND t.code <> '621'", line.worker.employee_id,
        )  # fmt: skip
        assert line.reported == rows[0][0] == line.expected


@pytest.mark.parametrize(("user", "groups"), [("area", {GROUP, OTHER}), ("omgr", {OTHER})])
def test_se_03_the_reports_reach_as_far_as_the_profile(
    office: Database, user: str, groups: set[str]
) -> None:
    found = reports(office, user).hours("", "2026-10")
    assert {line.worker.group for line in found.lines} == groups


def test_tm_07_what_cannot_be_asked_is_said(office: Database) -> None:
    with pytest.raises(EntityError, match="Nobody in your profile"):
        reports(office, "omgr").week(GROUP, MONDAY)
    with pytest.raises(UsageError, match="is not a month"):
        reports(office, "sec").hours(GROUP, "2026-14")


def test_tm_07_the_print_layout_has_a_heading_on_every_page() -> None:
    rows = [(n, "ABARA\x1b[31m, N", n / 10) for n in range(20)]
    text = paged("Hours", "as of today", ("n", "name", "hours"), rows, (0, 2), ("end",), lines=16)
    pages = text.split(FORM_FEED)
    assert len(pages) == 3 and all(page.startswith("Hours    page") for page in pages)
    assert "\x1b" not in text and text.count("ABARA") == 20 and text.endswith("end\n")
    assert "page 3 of 3" in pages[2]
