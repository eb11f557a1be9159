"""The acceptance of time reporting: own time, clock, EOM week, sums (TM-03 to TM-09)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.month_end import (
    HOURS,
    Charged,
    Modules,
    Part,
    classifier,
    report_figures,
    sums,
    totals,
)
from entity_tui.domain.entity.time_codes import TimeCode, TimeCodes
from entity_tui.errors import EntityError
from entity_tui.services.entity.time_verification import Verification
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from support.month_office import GROUP, MONTH, OFFICER, months, time, viewer

ON = date(2026, 10, 6)


@pytest.mark.parametrize(("user", "number"), [("sec", f"{GROUP}02"), ("act", f"{GROUP}03")])
def test_tm_04_secretary_and_acting_manager_correct_others_and_never_their_own(
    filled: Database, user: str, number: str
) -> None:
    desk = time(filled, user)
    change = [Change(100, "611"), Change(700, "809")]
    assert desk.correct(OFFICER, ON, change, "reported wrong").finalised
    with pytest.raises(EntityError, match="your own finalised time") as refused:
        desk.correct(number, ON, change, "reported wrong")
    assert "MANN, GRACE (group manager)" in refused.value.message
    assert ("ACTON, AVA (acting manager)" in refused.value.message) == (user == "sec")
    assert "SEKU" not in refused.value.message or user == "act"


def test_tm_03_an_unfinalised_friday_is_late_on_saturday(filled: Database) -> None:
    from entity_tui.store.database import Raw

    friday = date(2026, 10, 30)
    with filled.write() as connection:
        Raw(connection).execute("UPDATE time_day SET e8_open = 1 WHERE day = '2026-10-30'")
    for today, state in ((friday, "open"), (friday + timedelta(days=1), "late")):
        found = Verification(filled, viewer("mgr"), ReadAudit(filled), fixed_clock(today))
        (line,) = [one for one in found.week(GROUP, friday).lines if one.worker.user == "off"]
        assert line.states[4] == state


@pytest.mark.parametrize(
    ("code", "generate", "area", "send"),
    [
        ("2026-10", date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 6)),
        ("2024-12", date(2024, 12, 30), date(2025, 1, 2), date(2025, 1, 3)),
        ("2026-12", date(2026, 12, 28), date(2026, 12, 30), date(2027, 1, 4)),
    ],
)
def test_tm_08_the_week_of_the_month_end(code: str, generate: date, area: date, send: date) -> None:
    month = Calendar().month(code)
    assert (month.generate_on, month.area_by, month.send_by) == (generate, area, send)


def test_tm_08_a_report_sent_back_on_wednesday_is_due_on_thursday(filled: Database) -> None:
    manager = months(filled, "mgr")
    for act in (manager.generate, manager.approve, manager.transmit):
        act(GROUP, MONTH)
    wednesday = date(2026, 11, 4)
    view = months(filled, "area", wednesday).send_back(GROUP, MONTH, "809 is wrong")
    assert view.standing.due == wednesday + timedelta(days=1)


CODES = TimeCodes((TimeCode("611", "", "non-case direct", True),
                   TimeCode("621", "", "informational", False),
                   TimeCode("809", "", "non-case direct", True)))  # fmt: skip
UNITS = [f"{area}{group}{n:02d}" for area in ("2701", "2703") for group in (11, 12)
         for n in (7, 8)]  # fmt: skip
MONTHS = st.lists(
    st.builds(
        Charged,
        employee_id=st.integers(1, 9),
        day=st.dates(date(2026, 9, 28), date(2026, 11, 1)),
        unit=st.sampled_from(UNITS),
        case_id=st.sampled_from([0, 0, 1, 2]),
        code=st.sampled_from(["611", "621", "809"]),
        hours=st.integers(1, 96).map(lambda quarters: quarters * 25),
    ),
    max_size=30,
)


def summed(rows: list[Charged]) -> dict[str, Counter[str]]:
    """The totals of officer, group, territory and area, group report by group report."""
    found: dict[str, Counter[str]] = {name: Counter() for name in ("8", "6", "4", "2")}
    for group in sorted({row.unit[:6] for row in rows}):
        own = [row for row in rows if row.unit[:6] == group]
        made = report_figures(group, list(sums(own, classifier({}, ()), CODES)), {}, (), Modules())
        for unit, hours in totals(made, Part.TOTAL).items():
            for digits in found:
                found[digits][unit[: int(digits)]] += hours
    return found


@settings(max_examples=1_000)
@given(MONTHS, st.data())
def test_tm_09_every_level_is_the_sum_of_the_daily_rows(
    rows: list[Charged], data: st.DataObject
) -> None:
    levels = summed(rows)
    counted = [row for row in rows if row.case_id or row.code != "621"]
    for digits, found in levels.items():
        for unit, hours in found.items():
            assert hours == sum(r.hours for r in counted if r.unit[: int(digits)] == unit)
    if counted:
        one = data.draw(st.sampled_from(counted))
        after = summed(
            [row for row in rows if row is not one] + [one._replace(hours=one.hours + 25)]
        )
        for digits in levels:
            unit = one.unit[: int(digits)]
            assert after[digits][unit] - levels[digits][unit] == 25


def test_tm_09_one_corrected_quarter_hour_changes_every_level_and_marks_it_stale(
    filled: Database,
) -> None:
    from entity_tui.domain.clock import Clock
    from entity_tui.services.installation import set_option
    from support.importing import SYSTEM

    set_option(filled, SYSTEM, "time_increment", "25", Clock())
    manager, area = months(filled, "mgr"), months(filled, "area")
    before = manager.generate(GROUP, MONTH)
    whole = area.area("27", MONTH).total
    time(filled, "mgr").correct(OFFICER, ON, [Change(825, "809")], "a quarter more")
    assert manager.show(GROUP, MONTH).stale and manager.board(MONTH)[0].stale
    assert next(row for row in area.area("27", MONTH).rows if row.unit == GROUP).stale
    after = manager.generate(GROUP, MONTH)
    assert after.hours(OFFICER, Part.TOTAL, HOURS) - before.hours(OFFICER, Part.TOTAL, HOURS) == 25
    assert after.total - before.total == 25 and area.area("27", MONTH).total - whole == 25
    assert area.area("2703", MONTH).total - whole == 25
