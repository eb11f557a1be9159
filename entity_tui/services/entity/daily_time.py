"""Show, enter, finalise and correct time: each act one transaction with its audit (TM-02 to TM-06).

Screens and the command line come through here; what may be done is decided by the domain's rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from entity_tui.domain.calendar import days
from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.daily_time import (
    Change,
    DayTime,
    Fault,
    Worker,
    changed,
    differences,
    may_finalise,
    refused_change,
)
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.time_codes import TimeCode
from entity_tui.domain.entity.time_week import EXPLAIN, DayEdit
from entity_tui.domain.identifiers import parse_tin
from entity_tui.domain.ids import read_case
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.long_work import count_work
from entity_tui.services.entity.time_ground import TimeGround
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.columns import micros
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.entity import daily_time as query
from entity_tui.store.queries.entity import workers
from entity_tui.store.queries.entity.month_steps import hold_steps

_TITLE = "Time"


class TimeKeeping:
    """The time of one store, as one viewer."""

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock) -> None:
        self._database, self._viewer, self._reads, self._clock = database, viewer, reads, clock

    @property
    def _today(self) -> date:
        return self._clock.today

    # --- reading ------------------------------------------------------------------------------

    def day(self, number: str, on: date, whole: bool = False) -> DayTime:
        """One employee's day; EntityError where nobody the viewer sees works under the number."""
        with self._looking("view time", number, day=on.isoformat()) as ground:
            return ground.one_day(self._worker(ground, number, on), on, whole)

    def history(self, employee_id: int, on: date) -> tuple[query.Corrected, ...]:
        """What was done to a day here, the newest first; the day was opened before."""
        with self._database.read() as connection:
            return query.history(Raw(connection), self._viewer, employee_id, on)

    def codes(self, on: date) -> tuple[TimeCode, ...]:
        """The codes in force on a day."""
        with self._database.read() as connection:
            return TimeGround(Raw(connection), self._viewer, self._today).codes.on(on)

    def case(self, tin: str, on: date) -> int:
        """The case of a TIN, or with this ID, that time of a day is charged to.

        EntityError where there is none.
        """
        with self._database.read() as connection:
            raw = Raw(connection)
            if (number := read_case(tin)) is not None:
                found = query.case_of_id(raw, self._viewer, number)
            else:
                found = query.case_of_tin(raw, self._viewer, _tin_of_case(tin), on)
        if found is None:
            raise EntityError(
                "No case has this TIN: code 810 or 809, or the case's number?", _TITLE
            )
        return found

    # --- acting -------------------------------------------------------------------------------

    def enter(
        self, number: str, on: date, changes: Iterable[Change], reason: str = "",
        finalise: bool = False, reported: date | None = None,
    ) -> DayTime:  # fmt: skip
        """Enter hours of a day that is not finalised, and finalise it in the same act if asked.

        `reported` is the day the employee reported them, where somebody else enters them.
        """
        return self._act(number, on, Deed.ENTER, tuple(changes), finalise, reason, reported)

    def finalise(
        self, number: str, on: date, reason: str = "", reported: date | None = None
    ) -> DayTime:
        """EOD: finalise a day; `reason` where its hours are not those due (TM-03)."""
        return self._act(number, on, Deed.ENTER, (), True, reason, reported)

    def correct(self, number: str, on: date, changes: Iterable[Change], reason: str) -> DayTime:
        """Change finalised time; the day is finalised anew (TM-04)."""
        return self._act(number, on, Deed.CORRECT, tuple(changes), False, reason)

    def save(self, edits: Sequence[DayEdit]) -> tuple[DayTime, ...]:
        """Every edit or none, in one transaction; EntityError names the day that stands in the way.

        A day that somebody else changed since it was read is such a one.
        """
        with self._database.write() as connection:
            hold_steps(Raw(connection), self._viewer)
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            return tuple(self._saved(connection, ground, edits))

    def _saved(
        self, connection: Connection, ground: TimeGround, edits: Sequence[DayEdit]
    ) -> Iterator[DayTime]:
        """Each day as it is saved, counted for whoever waits (UI-08)."""
        for done, edit in enumerate(edits):
            count_work(done, len(edits))
            yield self._save(connection, ground, edit)

    def _act(
        self, number: str, on: date, deed: Deed, changes: tuple[Change, ...], finalise: bool,
        reason: str, reported: date | None = None,
    ) -> DayTime:  # fmt: skip
        with self._database.write() as connection:
            hold_steps(Raw(connection), self._viewer)
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            worker = self._worker(ground, number, on)
            version = ground.one_day(worker, on).version
            edit = DayEdit(worker.employee_id, on, version, changes, finalise, reason, deed,
                           reported)  # fmt: skip
            return self._save(connection, ground, edit)

    def _save(self, connection: Connection, ground: TimeGround, edit: DayEdit) -> DayTime:
        worker = _worker_of(ground, edit)
        before = ground.one_day(worker, edit.day)
        if edit.version != before.version:
            raise moved_on(worker, edit.day)
        deed = Deed.CORRECT if before.finalised else Deed.ENTER
        _require_meant(edit, deed, before, ground)
        ground.require(deed, worker)
        ground.require_open(worker, edit.day)
        reason = " ".join(edit.reason.split())
        after = self._after(ground, edit, before, deed, reason)
        own = worker.user == self._viewer.user
        at = self._clock.now()
        values: dict[str, object] = {"entered_for": "" if own else self._viewer.user}
        if after.finalised:
            values |= {"finalised_at": micros(at), "finalised_by": self._viewer.user}
        if after.finalised and deed is Deed.ENTER and before.eod_on is None:
            values["eod_on"] = self._today.isoformat()
        if edit.reported is not None:
            require_reported(edit.reported, self._today, own)
            values["reported_on"] = edit.reported.isoformat()
        if not query.write_day(
            ground.raw, self._viewer, worker.employee_id, edit.day, after.entries,
            worker.assignment, before.version, values,
        ):  # fmt: skip
            raise moved_on(worker, edit.day)
        kind = _kind(deed, edit.finalise, own)
        query.write_history(
            ground.raw, self._viewer, worker.employee_id, edit.day, at, kind, reason,
            differences(before.entries, after.entries),
        )  # fmt: skip
        if deed is Deed.CORRECT and edit.finalise and after.faults:
            query.write_history(
                ground.raw, self._viewer, worker.employee_id, edit.day, at, EXPLAIN, reason, ()
            )
        audit.act(
            connection, self._viewer, f"{kind} time", worker.assignment, day=edit.day.isoformat(),
            reason=reason, before=before.total, after=after.total,
            reported=edit.reported.isoformat() if edit.reported else "",
        )  # fmt: skip
        return ground.one_day(worker, edit.day)

    def _after(
        self, ground: TimeGround, edit: DayEdit, before: DayTime, deed: Deed, reason: str
    ) -> DayTime:
        """The day as it becomes; EntityError with what stands in the way."""
        known = {entry.key for entry in before.entries}
        for change in edit.changes:
            if problem := refused_change(change, ground.increment):
                raise EntityError(f"{edit.day} of {before.worker.name}: {problem}.", _TITLE)
            new = change.key not in known and change.hours
            if new and not change.case_id and ground.codes.find(change.code, edit.day) is None:
                raise EntityError(
                    f"Code {change.code} is not in force on {edit.day}; `time codes` lists them.",
                    _TITLE,
                )  # fmt: skip
        if deed is Deed.CORRECT and not reason:
            raise EntityError("Say why finalised time is changed: a reason is missing.", _TITLE)
        after = ground.judge(replace(before, entries=changed(before.entries, edit.changes)))
        if deed is Deed.CORRECT and after.entries == before.entries:
            raise EntityError("This changes nothing.", _TITLE)
        if edit.finalise or deed is Deed.CORRECT:
            require_none(may_finalise(after, ground.codes, self._today, reason), after)
            return replace(after, finalised=True)
        require_none(tuple(fault for fault in after.faults if fault.grave), after)
        return after

    # --- in common ----------------------------------------------------------------------------

    @contextmanager
    def _looking(self, what: str, subject: str, **facts: str) -> Iterator[TimeGround]:
        with self._database.read() as connection:
            yield TimeGround(Raw(connection), self._viewer, self._today)
        self._reads.record(self._viewer, what, subject, **facts)

    def _worker(self, ground: TimeGround, number: str, on: date) -> Worker:
        if not (len(number) == 8 and number.isascii() and number.isdigit()):
            raise EntityError(f"'{number}' is not an eight-digit assignment number.", _TITLE)
        found = workers.worker_under(ground.raw, self._viewer, number, on)
        if found is None:
            raise EntityError(
                f"Nobody in your profile works under {number} on {on}. Those who see it: "
                f"{_those_of(ground, number[:6])}.", _TITLE,
            )  # fmt: skip
        return found


def _worker_of(ground: TimeGround, edit: DayEdit) -> Worker:
    """The employee under his number of that day."""
    for stint in workers.stints_of(ground.raw, ground.viewer, [edit.employee_id]):
        if stint.holds(edit.day):
            return stint.worker
    raise EntityError(f"The employee has no assignment number on {edit.day}.", _TITLE)


def _require_meant(edit: DayEdit, deed: Deed, before: DayTime, ground: TimeGround) -> None:
    """Entering is not correcting: who meant the one is told of the other."""
    if edit.deed is None or edit.deed is deed:
        return
    name, on = before.worker.name, edit.day
    if deed is Deed.CORRECT:
        ground.require(Deed.CORRECT, before.worker)
        raise EntityError(f"{on} of {name} is finalised: correct it, with a reason.", _TITLE)
    raise EntityError(f"{on} of {name} is not finalised: enter the time, then EOD.", _TITLE)


def require_reported(reported: date, today: date, own: bool) -> None:
    """EntityError where a day cannot have been reported so."""
    if own:
        raise EntityError(
            "You enter your own time: the day reported is for time entered for somebody else.",
            _TITLE,
        )
    if reported > today:
        raise EntityError(f"{reported} is in the future: time cannot have been reported then.",
                          _TITLE)  # fmt: skip


def require_none(found: Sequence[Fault], time: DayTime) -> None:
    """EntityError with what stands in the way."""
    if found:
        told = "; ".join(fault.message for fault in found)
        more = "" if any(fault.grave for fault in found) else ". Mend it, or give a reason"
        raise EntityError(f"{time.day} of {time.worker.name}: {told}{more}.", _TITLE)


def moved_on(worker: Worker, on: date) -> EntityError:
    """The day is no longer as it was read."""
    return EntityError(
        f"{on} of {worker.name} was changed by somebody else meanwhile; nothing was saved.",
        "Conflict",
    )


def _kind(deed: Deed, finalise: bool, own: bool) -> str:
    verb = "correct" if deed is Deed.CORRECT else "finalise" if finalise else "enter"
    return verb if own or deed is Deed.CORRECT else f"{verb} for"


def _those_of(ground: TimeGround, group: str) -> str:
    names = [f"{one.name} ({one.role})" for one in ground.team(group)]
    return ", ".join(names) or f"nobody of group {group} today"


def _tin_of_case(text: str) -> str:
    """The nine digits of a case's TIN; EntityError with the reason."""
    try:
        return parse_tin(text)
    except ValueError as error:
        raise EntityError(f"--case: {error}", _TITLE) from error


def week_days(monday: date) -> tuple[date, ...]:
    """Monday to Sunday."""
    return tuple(days(monday, date.fromordinal(monday.toordinal() + 6)))
