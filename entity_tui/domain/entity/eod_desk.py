"""The EOD corrections desk without its screen: what is typed, undone, wrong and next (TM-05).

A desk is a week as it was read and the changes that are not saved. Every act gives another desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from entity_tui.domain.entity.daily_time import (
    CaseOfTime,
    Change,
    DayTime,
    Fault,
    changed,
    judged,
    may_finalise,
)
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.pending_day import Pending, real_edit, within
from entity_tui.domain.entity.time_week import DayEdit, Key, TimeWeek
from entity_tui.errors import EntityError

_TITLE = "Time"
_WORKDAYS = 5


class State(StrEnum):
    """How a day stands, with what is typed."""

    NOTHING = "nothing is due"
    MISSING = "nothing is entered"
    OPEN = "not finalised"
    FINE = "finalised"
    FAULTY = "faulty"
    EXPLAINED = "explained"
    ASKED = "asked"
    CONFLICT = "in conflict with its extract"
    AWAITED = "corrected on ICS, its extract is awaited"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day as it will stand once it is saved."""

    key: Key
    time: DayTime
    state: State
    needs_work: bool
    pending: Pending | None
    finalised: bool
    barred: str
    """Why it may not be changed, and who may."""
    moved: bool
    """Somebody else changed the day since it was typed over."""


@dataclass(frozen=True)
class EodDesk:
    """A week and what is not saved; `done` is the way back."""

    week: TimeWeek
    pending: Mapping[Key, Pending] = field(default_factory=dict)
    reason: str = ""
    """The reason typed last, which serves a run of corrections; no answer to a request."""
    reason_for: int = 0
    """The employee it was typed for: it explains nothing of another's."""
    done: tuple[tuple[Key, Mapping[Key, Pending]], ...] = ()
    opened: frozenset[date] = frozenset()
    """Days of the weekend that were asked for: they are shown though they have no time."""

    # --- how it stands ------------------------------------------------------------------------

    @property
    def days_shown(self) -> tuple[date, ...]:
        """Monday to Friday, and the days of the weekend that have time or were asked for."""
        busy = {day for (_, day), time in self.week.days.items() if time.entries}
        busy |= {day for _, day in self.pending} | self.opened
        every = (self.week.monday + timedelta(days=n) for n in range(7))
        return tuple(day for n, day in enumerate(every) if n < _WORKDAYS or day in busy)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every day that is shown: person by person, day by day."""
        return tuple(
            (worker.employee_id, day) for worker in self.week.people for day in self.days_shown
            if (worker.employee_id, day) in self.week.days
        )  # fmt: skip

    def showing(self, key: Key | None) -> tuple[Self, Key | None]:
        """The desk with this day among those shown, and the day to mark.

        A day of the week is shown. For any other day, the nearest one of the same employee is
        marked, else the first that is shown; None where the week has no day.
        """
        if key is None:
            return self, None
        if key not in self.week.days:
            own = [known for known in self.keys if known[0] == key[0]]
            near = sorted(own, key=lambda known: abs(known[1] - key[1]))
            return self, next(iter(near or self.keys), None)
        if key[1] in self.days_shown:
            return self, key
        return replace(self, opened=self.opened | {key[1]}), key

    def time(self, key: Key) -> DayTime:
        """A day with what is typed over it."""
        base, pending = self.week.days[key], self.pending.get(key)
        if pending is None:
            return base
        entries = changed(base.entries, pending.changes)
        named = {case.case_id: case for case in (*base.cases, *pending.cases)}
        time = replace(base, entries=entries, cases=tuple(named.values()))
        return judged(time, self.week.codes, self.week.today, self.week.increment)

    def cell(self, key: Key) -> Cell:
        """How a day stands."""
        time, pending = self.time(key), self.pending.get(key)
        finalised = time.finalised or bool(pending and pending.finalise)
        state, barred = self._state(key, time, finalised), self.week.barred(key)
        return Cell(
            key, time, state, self._needs_work(key, state, barred), pending, finalised, barred,
            bool(pending and pending.version != self.week.days[key].version),
        )  # fmt: skip

    def _state(self, key: Key, time: DayTime, finalised: bool) -> State:
        pending = self.pending.get(key)
        if pending is None and self.week.asked(key):
            return State.ASKED
        if pending is None and (time.conflict or time.awaited):
            return State.CONFLICT if time.conflict else State.AWAITED
        if not time.entries:
            return State.MISSING if time.due else State.NOTHING
        if any(fault.grave for fault in time.faults):
            return State.FAULTY
        if not finalised:
            return State.OPEN if not self._is_due(time.day) or not time.faults else State.FAULTY
        if not time.faults:
            return State.FINE
        return State.EXPLAINED if self._is_explained(key) else State.FAULTY

    def _is_explained(self, key: Key) -> bool:
        """It was said why it is right as it is, or is said with what is typed."""
        pending = self.pending.get(key)
        if pending is not None:
            return pending.finalise and bool(pending.reason)
        return self.week.explained(key) is not None

    def _is_due(self, day: date) -> bool:
        return self.week.due_by.get(day, day) <= self.week.today

    def _needs_work(self, key: Key, state: State, barred: str) -> bool:
        if state is State.ASKED:
            return not barred
        if state in (State.MISSING, State.OPEN):
            return self._is_due(key[1])
        return state in (State.FAULTY, State.CONFLICT)

    def sums(self, employee_id: int) -> tuple[int, int]:
        """The hours of somebody's week, and those that are due."""
        times = [self.time(key) for key in self.week.days if key[0] == employee_id]
        return sum(time.total for time in times), sum(time.due for time in times)

    @property
    def work(self) -> tuple[Key, ...]:
        """The days that need work, in order."""
        return tuple(key for key in self.keys if self.cell(key).needs_work)

    def next_error(self, here: Key | None, steps: int = 1) -> Key | None:
        """The next day that needs work (or the one before); after the last comes the first."""
        order, work = self.keys, self.work
        if not work:
            return None
        at = order.index(here) if here in order else -1
        behind = [key for key in work if order.index(key) > at]
        before = [key for key in work if order.index(key) < at]
        if steps > 0:
            return (behind or work)[0]
        return (before or work)[-1]

    def reason_offered(self, key: Key) -> str:
        """The reason offered for an explanation: typed last, for the same employee."""
        return self.reason if key[0] == self.reason_for else ""

    def cell_after(self, here: Key, steps: int) -> Key:
        """The next day that is shown, or the one before; the ends stop it."""
        desk, at = self.showing(here)
        if at is None:
            return here
        keys = desk.keys
        return keys[max(0, min(keys.index(at) + steps, len(keys) - 1))]

    def beside(self, here: Key, people: int, days: int) -> Key:
        """The day so many employees below and so many days later; the ends stop it.

        Where the employee has no such day, the nearest one they have.
        """
        desk, at = self.showing(here)
        if at is None:
            return here
        order = [worker.employee_id for worker in desk.week.people]
        shown = desk.days_shown
        row = order[max(0, min(order.index(at[0]) + people, len(order) - 1))]
        day = shown[max(0, min(shown.index(at[1]) + days, len(shown) - 1))]
        own = [known for known in desk.keys if known[0] == row]
        return min(own, key=lambda known: abs(known[1] - day), default=at)

    def arranged(self, work_first: bool) -> Self:
        """The people by number, or those first who have days that need work."""
        works = {key[0] for key in self.work} if work_first else set()
        people = sorted(
            self.week.people, key=lambda one: (one.employee_id not in works, one.assignment)
        )
        return replace(self, week=replace(self.week, people=tuple(people)))

    # --- acts ---------------------------------------------------------------------------------

    def put(
        self, key: Key, changes: Iterable[Change], reason: str = "",
        cases: Iterable[CaseOfTime] = (), finish: bool = False,
    ) -> Self:  # fmt: skip
        """Entries of a day from now on; EntityError with who may, where the viewer may not.

        With `finish` a day that is due is finalised with it once nothing is wrong with it.
        """
        tried = self.trial(key, changes, reason, cases)
        if self.week.days[key].finalised and not reason.strip():
            raise EntityError("Say why finalised time is changed.", _TITLE)
        time, pending = tried.time(key), tried.pending.get(key)
        if finish and pending and not time.finalised and self._is_due(key[1]) and not time.faults:
            return self._step(key, replace(pending, finalise=True), reason)
        return self._step(key, pending, reason)

    def restored(self, pending: Mapping[Key, Pending]) -> Self:
        """The days of a draft typed over it again, where nothing is typed over them now."""
        kept = {key: edit for key, edit in pending.items() if key in self.week.days}
        return replace(self, pending={**kept, **self.pending})

    def trial(
        self, key: Key, changes: Iterable[Change], reason: str = "",
        cases: Iterable[CaseOfTime] = (),
    ) -> Self:  # fmt: skip
        """The desk as it would be, to judge what is being typed; it is no step of its own."""
        if barred := self.week.barred(key):
            raise EntityError(barred, "Not yours to change")
        base = self.week.days[key]
        known = self.pending.get(key) or Pending(base.version)
        over = {change.key: change for change in known.changes}
        over |= {change.key: change for change in changes}
        pending = replace(
            known, changes=tuple(over.values()), reason=reason.strip() or known.reason,
            finalise=False, cases=(*known.cases, *cases),
        )  # fmt: skip
        return replace(self, pending=self._with(key, real_edit(base, pending)))

    def finalise(self, key: Key, reason: str = "") -> Self:
        """EOD of a day, or once more: take it back. A reason stands for faults that stay.

        Of a day that is finalised already the reason explains what is wrong with it, or answers
        who asked for a change; that answer is no reason for another day.
        """
        if barred := self.week.barred(key):
            raise EntityError(barred, "Not yours to change")
        base, pending = self.week.days[key], self.pending.get(key)
        if pending and pending.finalise and not reason:
            return self._step(key, real_edit(base, replace(pending, finalise=False)), "")
        stays = base.finalised and not (pending and pending.changes)
        asked = self.week.asked(key)
        if stays and not (base.faults or asked):
            raise EntityError("It is finalised; change it first.", _TITLE)
        if found := self.in_the_way(key, reason):
            told = "; ".join(fault.message for fault in found)
            raise EntityError(f"{told}.", _TITLE)
        if stays and not reason.strip():
            raise EntityError("Say why it is right as it is.", _TITLE)
        known = pending or Pending(base.version)
        return self._step(
            key, replace(known, finalise=True, reason=reason.strip() or known.reason),
            "" if stays and asked else reason,
        )  # fmt: skip

    def report(self, key: Key, reported: date) -> Self:
        """The day the employee reported it; EntityError for a day that is still to come."""
        if reported > self.week.today:
            raise EntityError(f"{reported} is in the future.", _TITLE)
        known = self.pending.get(key) or Pending(self.week.days[key].version)
        return self._step(key, replace(known, reported=reported), "")

    def in_the_way(self, key: Key, reason: str = "") -> tuple[Fault, ...]:
        """What keeps a day from being finalised."""
        return may_finalise(self.time(key), self.week.codes, self.week.today, reason)

    @property
    def complete(self) -> tuple[Key, ...]:
        """The days up to today that can be finalised as they are."""
        return tuple(
            key for key in self.keys
            if key[1] <= self.week.today and not self.cell(key).finalised
            and not self.week.barred(key) and not self.in_the_way(key)
        )  # fmt: skip

    def finalise_complete(self) -> Self:
        """EOD of every complete day, as one step."""
        desk = self
        for key in self.complete:
            desk = desk.finalise(key)
        if desk is self:
            return self
        return replace(desk, done=(*self.done, (self.complete[0], self.pending)))

    def filled(self, pending: Mapping[Key, Pending]) -> Self:
        """These days typed as one step; undo marks the first of them."""
        done = (*self.done, (min(pending), self.pending))
        return replace(self, pending={**self.pending, **pending}, done=done)

    def undo(self) -> tuple[Self, Key | None]:
        """The desk before the last step, and the day it was about; None where there is none.

        The reason typed last is still offered.
        """
        if not self.done:
            return self, None
        *earlier, (key, pending) = self.done
        return replace(self, pending=pending, done=tuple(earlier)), key

    def _step(self, key: Key, pending: Pending | None, reason: str) -> Self:
        after, said = self._with(key, pending), reason.strip()
        if after == self.pending:
            return self
        desk = replace(self, reason=said, reason_for=key[0]) if said else self
        return replace(desk, pending=after, done=(*self.done, (key, self.pending)))

    def _with(self, key: Key, pending: Pending | None) -> Mapping[Key, Pending]:
        others = {known: kept for known, kept in self.pending.items() if known != key}
        return others if pending is None else {**others, key: pending}

    # --- saving -------------------------------------------------------------------------------

    @property
    def edits(self) -> tuple[DayEdit, ...]:
        """Everything that is not saved, in the order of the days."""
        found = []
        for key in sorted(self.pending):
            base, pending = self.week.days[key], self.pending[key]
            deed = Deed.CORRECT if base.finalised else Deed.ENTER
            found.append(DayEdit(*key, base.version, pending.changes, pending.finalise,
                                 pending.reason, deed, pending.reported))  # fmt: skip
        return tuple(found)

    def over(self, week: TimeWeek) -> Self:
        """The same over a week read again: what is typed stays, also where a day has moved on.

        Days that are no longer in the week are dropped, also from the way back.
        """
        done = tuple((key, within(week, pending)) for key, pending in self.done if key in week.days)
        return replace(self, week=week, pending=within(week, self.pending), done=done)

    def saved(self, week: TimeWeek) -> Self:
        """Everything is in the week that was read again; the reason typed last is remembered."""
        return replace(self, week=week, pending={}, done=())
