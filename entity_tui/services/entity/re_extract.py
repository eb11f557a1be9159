"""Await a day again from ICS, and settle what an extract and a change here say apart (TM-11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.daily_time import DayTime, Worker, differences
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.re_extract import Awaited, Conflict
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services.entity.time_ground import TimeGround
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.entity import daily_time as time_query
from entity_tui.store.queries.entity import re_extract as query
from entity_tui.store.queries.entity import workers
from entity_tui.store.queries.entity.month_steps import hold_steps

_TITLE = "Re-extract"
_BACK = 400
"""Days back that marks and conflicts are looked for."""


class ReExtract:
    """Marks and conflicts of the groups a viewer sees."""

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock) -> None:
        self._database, self._viewer, self._reads, self._clock = database, viewer, reads, clock

    @property
    def _today(self) -> date:
        return self._clock.today

    def awaited(self, prefix: str = "", closed: bool = False) -> tuple[Awaited, ...]:
        """Marked days of a group (or all the viewer sees); with `closed` what became of others."""
        with self._database.read() as connection:
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            found = self._stints(ground, prefix)
            ids = {stint.worker.employee_id for stint in found}
            made = []
            for number, on, at, by, reason, before, closed_on, by_hand in query.marks(
                ground.raw, self._viewer, ids, closed
            ):
                worker = _worker_on(found, number, on)
                if worker:
                    now = time_query.extract_entries(ground.raw, self._viewer, number, on)
                    made.append(
                        Awaited(worker, on, at, by, reason, before, closed_on, now, by_hand)
                    )
        self._reads.record(self._viewer, "view awaited time", prefix)
        return tuple(made)

    def conflicts(self, prefix: str = "") -> tuple[Conflict, ...]:
        """Days in conflict, of a group or of all the viewer sees."""
        with self._database.read() as connection:
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            found = self._stints(ground, prefix)
            ids = {stint.worker.employee_id for stint in found}
            made = [
                Conflict(
                    worker, on, ground.one_day(worker, on).entries,
                    time_query.extract_entries(ground.raw, self._viewer, number, on),
                )
                for number, on in query.conflicts(ground.raw, self._viewer, ids)
                if (worker := _worker_on(found, number, on))
            ]  # fmt: skip
        self._reads.record(self._viewer, "view time conflicts", prefix)
        return tuple(made)

    def mark(self, number: str, on: date, reason: str) -> DayTime:
        """Say that a day is being corrected on ICS and its extract is awaited."""
        clean = self._reason(reason, "it is extracted again")
        with self._database.write() as connection:
            hold_steps(Raw(connection), self._viewer)
            ground, worker = self._ground(Raw(connection), number, on)
            before = time_query.extract_entries(ground.raw, self._viewer, worker.employee_id, on)
            at = self._clock.now()
            if not query.add_mark(
                ground.raw, self._viewer, worker.employee_id, on, at, clean, before
            ):
                raise EntityError(f"{on} of {worker.name} is awaited already.", _TITLE)
            audit.act(connection, self._viewer, "await time again", number, day=on.isoformat(),
                      reason=clean)  # fmt: skip
            return ground.one_day(worker, on)

    def unmark(self, number: str, on: date, reason: str) -> DayTime:
        """Await a day no longer, though its extract has not come."""
        clean = self._reason(reason, "it is awaited no longer")
        with self._database.write() as connection:
            hold_steps(Raw(connection), self._viewer)
            ground, worker = self._ground(Raw(connection), number, on)
            if not query.drop_mark(ground.raw, self._viewer, worker.employee_id, on, self._today):
                raise EntityError(f"{on} of {worker.name} is not awaited.", _TITLE)
            audit.act(connection, self._viewer, "await time no longer", number, day=on.isoformat(),
                      reason=clean)  # fmt: skip
            return ground.one_day(worker, on)

    def settle(self, number: str, on: date, take: bool, reason: str) -> DayTime:
        """Take the extract's time for a day in conflict, or keep what was changed here."""
        clean = self._reason(reason, "this one is right")
        with self._database.write() as connection:
            hold_steps(Raw(connection), self._viewer)
            ground, worker = self._ground(Raw(connection), number, on)
            before = ground.one_day(worker, on)
            if not before.conflict:
                raise EntityError(f"{on} of {worker.name} is not in conflict.", _TITLE)
            ground.require(Deed.CORRECT if before.finalised else Deed.ENTER, worker)
            if take:
                ground.require_open(worker, on)
                query.take_extract(ground.raw, self._viewer, worker.employee_id, on, before.version)
            else:
                time_query.touch_day(ground.raw, self._viewer, worker.employee_id, on,
                                     before.version, {"conflict": 0})  # fmt: skip
            after = ground.one_day(worker, on)
            kind = "take extract" if take else "keep local"
            time_query.write_history(
                ground.raw, self._viewer, worker.employee_id, on, self._clock.now(), kind, clean,
                differences(before.entries, after.entries),
            )  # fmt: skip
            audit.act(connection, self._viewer, f"{kind} time", number, day=on.isoformat(),
                      reason=clean)  # fmt: skip
            return after

    # --- in common ----------------------------------------------------------------------------

    def _ground(self, raw: Raw, number: str, on: date) -> tuple[TimeGround, Worker]:
        ground = TimeGround(raw, self._viewer, self._today)
        worker = workers.worker_under(raw, self._viewer, number, on)
        if worker is None:
            raise EntityError(f"Nobody in your profile works under {number} on {on}.", _TITLE)
        if not ground.may_look_after(worker):
            ground.require(Deed.CORRECT, worker)
        return ground, worker

    def _stints(self, ground: TimeGround, prefix: str) -> tuple[workers.Stint, ...]:
        first = date.fromordinal(self._today.toordinal() - _BACK)
        last = date.fromordinal(self._today.toordinal() + _BACK)
        return workers.stints(ground.raw, self._viewer, prefix, first, last)

    def _reason(self, reason: str, what: str) -> str:
        clean = " ".join(reason.split())
        if not clean:
            raise EntityError(f"Say why {what}: a reason is missing.", _TITLE)
        return clean


def _worker_on(found: Sequence[workers.Stint], number: int, on: date) -> Worker | None:
    for stint in found:
        if stint.worker.employee_id == number and stint.holds(on):
            return stint.worker
    return None
