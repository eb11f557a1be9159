"""What every act on time stands on: codes, calendar, options, who is who, read once per act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.counted import any_of
from entity_tui.domain.entity.daily_time import (
    TENTHS,
    CaseOfTime,
    DayTime,
    Worker,
    due_hours,
    judged,
)
from entity_tui.domain.entity.duty_separation import (
    CORRECTS,
    Deed,
    Designation,
    Somebody,
    Whose,
    may,
    refusal,
    roles_in,
)
from entity_tui.domain.entity.month_steps import lock
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.database import Raw
from entity_tui.store.queries import code_tables
from entity_tui.store.queries.entity import daily_time as query
from entity_tui.store.queries.entity import workers
from entity_tui.store.queries.entity.month_steps import month_steps
from entity_tui.store.queries.installation import dated_option, number_option


class TimeGround:
    """One transaction's view of the rules' surroundings."""

    def __init__(self, raw: Raw, viewer: Viewer, today: date) -> None:
        self.raw, self.viewer, self.today = raw, viewer, today
        self.codes = code_tables.time_codes(raw, viewer)
        self.calendar: Calendar = code_tables.calendar(raw, viewer)
        self.increment = number_option(raw, viewer, "time_increment") or TENTHS
        self._holidays_due = dated_option(raw, viewer, "holidays_due")
        self._teams: dict[str, tuple[Somebody, ...]] = {}
        self._designated: dict[str, tuple[Designation, ...]] = {}
        self._locks: dict[tuple[str, str], str] = {}

    def due(self, worker: Worker, day: date) -> int:
        """The hours that are due of an employee on a day."""
        holiday = bool(self.calendar.holiday(day))
        return due_hours(worker, day, holiday, self.counts_holidays(day))

    def counts_holidays(self, day: date) -> bool:
        """Are hours due on a holiday of that day too?"""
        return self._holidays_due.on(day) != 0

    def team(self, group: str) -> tuple[Somebody, ...]:
        """Who holds a role over the group today."""
        if group not in self._teams:
            self._teams[group] = workers.team(self.raw, self.viewer, group, self.today)
        return self._teams[group]

    def may(self, deed: Deed, worker: Worker) -> bool:
        """May the viewer do this to a day of the employee?"""
        known = self._designations(worker.group)
        return may(self.viewer, deed, whose(worker), self.today, known)

    def may_look_after(self, worker: Worker) -> bool:
        """Does the viewer look after the group's time: manager, acting, secretary, designee?"""
        roles = roles_in(
            (grant for grant in self.viewer.grants if grant.holds(self.today)), worker.group
        )
        designated = any(
            one.user == self.viewer.user and one.holds(self.today)
            for one in self._designations(worker.group)
        )
        return bool(roles & CORRECTS) or designated

    def _designations(self, group: str) -> tuple[Designation, ...]:
        if group not in self._designated:
            found = workers.designations(self.raw, self.viewer, group)
            self._designated[group] = found
        return self._designated[group]

    def require(self, deed: Deed, worker: Worker) -> None:
        """EntityError with who may, where the viewer may not."""
        if not self.may(deed, worker):
            told = refusal(self.viewer, deed, whose(worker), self.team(worker.group))
            raise EntityError(told, "Not yours to change")

    def locked_by(self, group: str, day: date) -> str:
        """Who approved the month of the day for the group; "" while it may be changed."""
        month = self.calendar.month_of(day).code
        if (group, month) not in self._locks:
            found = lock(month_steps(self.raw, self.viewer, group, month))
            self._locks[group, month] = found.name if found else ""
        return self._locks[group, month]

    def require_open(self, worker: Worker, day: date) -> None:
        """EntityError where the month is approved."""
        name = self.locked_by(worker.group, day)
        if name:
            month = self.calendar.month_of(day).code
            may_reopen = any_of(
                f"{one.name} ({one.role})" for one in self.team(worker.group)
                if one.role in ("group manager", "acting manager")
            )  # fmt: skip
            raise EntityError(
                f"{month} of group {worker.group} was approved by {name} and is locked; "
                f"it may be reopened by {may_reopen or 'the area'}.", "Month approved",
            )  # fmt: skip

    def days(
        self, found: Sequence[workers.Stint], first: date, last: date, whole: bool = False
    ) -> tuple[DayTime, ...]:
        """Every day of these stints from the first to the last, with dues, totals and faults."""
        ids = {stint.worker.employee_id for stint in found}
        stored = query.stored_days(self.raw, self.viewer, ids, first, last)
        made = [
            self._day(stint.worker, day, stored.get((stint.worker.employee_id, day)))
            for stint in found
            for day in _days(max(first, stint.first), min(last, stint.last))
        ]
        return self._with_cases(made, whole)

    def one_day(self, worker: Worker, day: date, whole: bool = False) -> DayTime:
        """One day of an employee."""
        stored = query.stored_days(self.raw, self.viewer, [worker.employee_id], day, day)
        made = self._day(worker, day, stored.get((worker.employee_id, day)))
        return self._with_cases([made], whole)[0]

    def judge(self, time: DayTime, whole: bool = False) -> DayTime:
        """A day whose entries were changed: its cases, total and faults anew."""
        return self._with_cases([time], whole)[0]

    def _day(self, worker: Worker, day: date, row: query.StoredDay | None) -> DayTime:
        found = row or query.NOTHING
        return DayTime(
            worker, day, self.due(worker, day), found.entries, 0, found.finalised,
            found.finalised_at, found.finalised_by, found.local, found.conflict, found.awaited,
            found.entered_for, found.version, found.received, eod_on=found.eod_on,
            reported_on=found.reported_on,
        )  # fmt: skip

    def _with_cases(self, made: Sequence[DayTime], whole: bool) -> tuple[DayTime, ...]:
        asked = [(e.case_id, time.day) for time in made for e in time.entries if e.case_id]
        cases = query.cases_of_time(self.raw, self.viewer, asked, whole)
        return tuple(self._judged(time, cases) for time in made)

    def _judged(self, time: DayTime, cases: dict[tuple[int, date], CaseOfTime]) -> DayTime:
        named = tuple(
            cases[e.case_id, time.day] for e in time.entries if (e.case_id, time.day) in cases
        )
        return judged(replace(time, cases=named), self.codes, self.today, self.increment)


def whose(worker: Worker) -> Whose:
    """Whose time it is."""
    return Whose(worker.user, worker.name, worker.group)


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
