"""The desks on which a week of time is worked: read whole, so that no key waits (TM-02, TM-05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from entity_tui.domain.calendar import monday_of
from entity_tui.domain.entity.daily_time import CaseOfTime, DayTime, Worker, may_finalise
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.time_week import ASK, EXPLAIN, DayEdit, TimeWeek
from entity_tui.domain.identifiers import parse_tin
from entity_tui.domain.ids import read_case
from entity_tui.errors import EntityError
from entity_tui.services.entity.daily_time import (
    TimeKeeping,
    moved_on,
    require_none,
    week_days,
)
from entity_tui.services.entity.time_ground import TimeGround
from entity_tui.store import audit
from entity_tui.store.database import Raw
from entity_tui.store.queries.entity import daily_time as query
from entity_tui.store.queries.entity import time_desk, workers

_TITLE = "Time"
_MOST_CASES = 500


class TimeDesk(TimeKeeping):
    """The time of one store, as one viewer, by weeks."""

    def desk(self, number: str, on: date) -> TimeWeek:
        """The week around a day of a group (six digits) or of an employee (eight)."""
        first, *_, last = week_days(monday_of(on))
        what = "view time of group" if len(number) == 6 else "view time"
        with self._looking(what, number, week=first.isoformat()) as ground:
            own = self._own_week(ground, number, on, first, last)
            if own:
                number = next((s.worker.assignment for s in own if s.holds(on)), number)
            elif len(number) != 6:
                self._worker(ground, number, on)
            elif not workers.sees_time(self._viewer, number):
                raise EntityError(f"Time of group {number} is outside your profile.", _TITLE)
            found = own or workers.stints(ground.raw, self._viewer, number, first, last)
            if not found:
                raise EntityError(f"Nobody works under {number} in that week.", _TITLE)
            made = ground.days(found, first, last)
            people = {stint.worker.employee_id: stint.worker for stint in found}
            return TimeWeek(
                number, first, ground.calendar.month_of(first).end,
                tuple(people.values()), {(t.worker.employee_id, t.day): t for t in made},
                ground.codes, self._today,
                {day: ground.calendar.eod_due(day) for day in week_days(first)},
                ground.increment, _refused(ground, Deed.CORRECT, people.values(), first),
                _refused(ground, Deed.ENTER, people.values(), first),
                time_desk.acts(ground.raw, self._viewer, people, first, last), self._clock.zone,
            )  # fmt: skip

    def _own_week(
        self, ground: TimeGround, number: str, on: date, first: date, last: date
    ) -> tuple[workers.Stint, ...]:
        """The viewer's own week under every number they had in it; nothing for another's number."""
        if len(number) != 8 or not workers.is_own_number(ground.raw, self._viewer, number):
            return ()
        there = workers.worker_under(ground.raw, self._viewer, number, on)
        if there is not None and there.user != self._viewer.user:
            return ()
        return workers.own_stints(ground.raw, self._viewer, first, last)

    def case_of_time(self, tin: str, on: date) -> CaseOfTime:
        """The case of a TIN, or with this ID, as time of a day names it; EntityError for none."""
        try:
            if read_case(tin) is None:
                parse_tin(tin)
        except ValueError as error:
            raise EntityError(str(error), _TITLE) from error
        case_id = self.case(tin, on)
        with self._looking("view case for time", f"{case_id:010d}") as ground:
            return query.cases_of_time(ground.raw, self._viewer, [(case_id, on)])[case_id, on]

    def cases_of(self, number: str, on: date) -> tuple[CaseOfTime, ...]:
        """The open cases of an employee on a day, by name; only those within the profile."""
        with self._looking("view cases for time", number, day=on.isoformat()) as ground:
            worker = self._worker(ground, number, on)
            ids = time_desk.open_cases(ground.raw, self._viewer, worker.assignment, on)
            asked = [(case_id, on) for case_id in ids[:_MOST_CASES]]
            found = query.cases_of_time(ground.raw, self._viewer, asked).values()
        return tuple(sorted((case for case in found if case.tin), key=lambda case: case.name))

    def ask(self, employee_id: int, on: date, note: str) -> None:
        """Ask who may change a finalised day to do so; it stands on his desk until it is changed.

        EntityError for a day that the viewer may change himself, or without a word of why.
        """
        note = " ".join(note.split())
        if not note:
            raise EntityError("Say what is to be changed, and why.", _TITLE)
        with self._database.write() as connection:
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            worker = self._seen(ground, employee_id, on)
            day = ground.one_day(worker, on)
            ground.require_open(worker, on)
            if not day.finalised:
                raise EntityError("The day is not finalised: it is entered, not asked for.", _TITLE)
            if ground.may(Deed.CORRECT, worker):
                raise EntityError("You may change this day yourself.", _TITLE)
            query.write_history(
                ground.raw, self._viewer, employee_id, on, self._clock.now(), ASK, note, ()
            )
            audit.act(
                connection, self._viewer, "ask for a change of time", worker.assignment,
                day=on.isoformat(), reason=note,
            )  # fmt: skip

    def _save(self, connection: Connection, ground: TimeGround, edit: DayEdit) -> DayTime:
        """A day; where it is finalised and stays as it is, the reason for what is wrong with it."""
        if edit.changes or not edit.finalise or edit.deed is not Deed.CORRECT:
            return super()._save(connection, ground, edit)
        worker, reason = (
            self._seen(ground, edit.employee_id, edit.day),
            " ".join(edit.reason.split()),
        )
        day = ground.one_day(worker, edit.day)
        if edit.version != day.version or not day.finalised:
            raise moved_on(worker, edit.day)
        ground.require(Deed.CORRECT, worker)
        ground.require_open(worker, edit.day)
        require_none(may_finalise(day, ground.codes, self._today, reason), day)
        if not reason or not (day.faults or self._is_asked(ground, edit)):
            raise EntityError("This changes nothing.", _TITLE)
        query.write_history(
            ground.raw, self._viewer, edit.employee_id, edit.day, self._clock.now(), EXPLAIN,
            reason, (),
        )  # fmt: skip
        audit.act(
            connection, self._viewer, "explain time", worker.assignment,
            day=edit.day.isoformat(), reason=reason,
        )  # fmt: skip
        return day

    def _is_asked(self, ground: TimeGround, edit: DayEdit) -> bool:
        key = edit.employee_id, edit.day
        found = time_desk.acts(ground.raw, self._viewer, [edit.employee_id], edit.day, edit.day)
        return key in found and found[key][0].kind == ASK

    def _seen(self, ground: TimeGround, employee_id: int, on: date) -> Worker:
        for stint in workers.stints_of(ground.raw, self._viewer, [employee_id]):
            own = stint.worker.user == self._viewer.user
            seen = own or workers.sees_time(self._viewer, stint.worker.assignment)
            if stint.holds(on) and seen:
                return stint.worker
        raise EntityError("Nobody in your profile works under that number.", _TITLE)


def _refused(
    ground: TimeGround, deed: Deed, people: Iterable[Worker], monday: date
) -> dict[int, str]:
    """Why the viewer may not do this to somebody's time of the week, and who may."""
    found = {}
    for worker in people:
        try:
            ground.require(deed, worker)
            ground.require_open(worker, monday)
        except EntityError as error:
            found[worker.employee_id] = error.message
    return found
