"""An employee who moved sees their own earlier days; a designee sends a report again (TM-02)."""

from __future__ import annotations

from datetime import date

import pytest

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.month_standing import State
from entity_tui.domain.entity.month_steps import StepKind
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.entity.designation import designate
from entity_tui.services.entity.month_end import MonthEnd
from entity_tui.services.entity.time_desk import TimeDesk
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile
from support.month_office import GROUP, MONDAY, MONTH, OFFICER, OTHER, months, time

NEW = f"{OTHER}07"
MOVED = date(2026, 10, 14)


@pytest.fixture
def moved(filled: Database) -> Database:
    """The officer moved to the other group on a Wednesday; somebody else has no such number."""
    with filled.write() as connection:
        raw = Raw(connection)
        (number,) = raw.one("SELECT employee_id FROM employee WHERE user_id = 'off'") or (0,)
        raw.execute("UPDATE employee_assignment SET until = ? WHERE employee_id = ?",
                    (MOVED.isoformat(), number))  # fmt: skip
        raw.execute("INSERT INTO employee_assignment (employee_id, start, assignment) "
                    "VALUES (?, ?, ?)", (number, MOVED.isoformat(), NEW))  # fmt: skip
    return filled


def own(database: Database) -> TimeDesk:
    grant = Grant(Role.REVENUE_OFFICER, NEW, date.min)
    looking = Viewer("off", "OFFIT, OLE", (grant,), assignment=NEW)
    return TimeDesk(database, looking, ReadAudit(database), fixed_clock(MONDAY))


@pytest.mark.parametrize(
    ("number", "day"),
    [(OFFICER, 1), (OFFICER, 2), (OFFICER, 13), (OFFICER, 5), (OFFICER, 9),
     (NEW, 14), (NEW, 16), (NEW, 20), (NEW, 30), (NEW, 28)],
)  # fmt: skip
def test_tm_02_own_days_are_seen_under_the_number_of_the_day(
    moved: Database, number: str, day: int
) -> None:
    on = date(2026, 10, day)
    assert own(moved).day(number, on).total == 800
    week = own(moved).desk(NEW, on)
    found = [time for (_, that), time in week.days.items() if that == on]
    assert [(time.worker.assignment, time.total) for time in found] == [(number, 800)]


def test_tm_02_the_week_of_the_move_is_whole(moved: Database) -> None:
    week = own(moved).desk(NEW, MOVED)
    numbers = [time.worker.assignment for (_, day), time in sorted(week.days.items())
               if day.weekday() < 5]  # fmt: skip
    assert numbers == [OFFICER, OFFICER, NEW, NEW, NEW] and len(week.people) == 1


def test_tm_02_nobody_elses_days_are_seen_so(moved: Database) -> None:
    for number in (f"{GROUP}01", f"{GROUP}02", f"{GROUP}03", f"{OTHER}01"):
        with pytest.raises(EntityError, match="Nobody in your profile"):
            own(moved).day(number, date(2026, 10, 6))
        with pytest.raises(EntityError):
            own(moved).desk(number, date(2026, 10, 6))
    with pytest.raises(EntityError, match="outside your profile"):
        own(moved).desk(GROUP, date(2026, 10, 6))


def test_tm_02_an_old_number_that_has_somebody_else_now_is_not_seen(moved: Database) -> None:
    with moved.write() as connection:
        raw = Raw(connection)
        (number,) = raw.one("SELECT employee_id FROM employee WHERE user_id = 'act'") or (0,)
        raw.execute("UPDATE employee_assignment SET assignment = ?, start = ? "
                    "WHERE employee_id = ?", (OFFICER, MOVED.isoformat(), number))  # fmt: skip
    with pytest.raises(EntityError, match="Nobody in your profile"):
        own(moved).day(OFFICER, date(2026, 10, 20))
    assert own(moved).day(OFFICER, date(2026, 10, 6)).total == 800


def designee(database: Database) -> MonthEnd:
    designate(database, _manager(database), GROUP, "off", MONDAY, date(2026, 11, 9), MONDAY)
    with database.read() as connection:
        looking = profile(Raw(connection), "off", "tester", MONDAY)
    assert looking is not None
    return MonthEnd(database, looking, ReadAudit(database), fixed_clock(MONDAY))


def _manager(database: Database) -> Viewer:
    from support.month_office import viewer

    return viewer("mgr")


def test_tm_08_a_designee_transmits_a_corrected_report_and_no_first_one(filled: Database) -> None:
    looking, manager = designee(filled), months(filled, "mgr")
    looking.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    assert StepKind.TRANSMIT not in looking.show(GROUP, MONTH).may
    with pytest.raises(EntityError, match="You may not transmit"):
        looking.transmit(GROUP, MONTH)
    manager.transmit(GROUP, MONTH)
    months(filled, "area").send_back(GROUP, MONTH, "809 is wrong")
    time(filled, "mgr").correct(OFFICER, date(2026, 10, 6), [Change(700, "809")], "wrong")
    looking.generate(GROUP, MONTH)
    with pytest.raises(EntityError, match="You may not approve"):
        looking.approve(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    assert StepKind.TRANSMIT in looking.show(GROUP, MONTH).may
    assert looking.transmit(GROUP, MONTH).standing.state is State.TRANSMITTED
