"""Weekly Time Verification and the Hours Verification Report (TM-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from entity_tui.domain.calendar import monday_of
from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.daily_time import Worker
from entity_tui.domain.entity.time_verification import (
    VerifiedHours,
    VerifiedWeek,
    hours_lines,
    week_lines,
)
from entity_tui.domain.entity.time_week import Act, Key, explanation
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.entity.time_ground import TimeGround
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.entity import daily_time as query
from entity_tui.store.queries.entity import time_desk, workers


class Verification:
    """The two reports a secretary checks time with, as one viewer."""

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock) -> None:
        self._database, self._viewer, self._reads, self._clock = database, viewer, reads, clock

    @property
    def _today(self) -> date:
        return self._clock.today

    def week(self, prefix: str, on: date) -> VerifiedWeek:
        """Is everyone finalising daily? `prefix` is a number, group, territory, area or ""."""
        monday = monday_of(on)
        sunday = date.fromordinal(monday.toordinal() + 6)
        with self._looking("weekly time verification", prefix, monday.isoformat()) as ground:
            found = self._stints(ground, prefix, monday, sunday)
            ids = {stint.worker.employee_id for stint in found}
            last = query.last_days(ground.raw, self._viewer, ids, self._today)

            def told(worker: Worker) -> tuple[date | None, date | None]:
                return last.get(worker.employee_id, (None, None))

            acts = time_desk.acts(ground.raw, self._viewer, ids, monday, sunday)
            explained = {key for key, done in acts.items() if explanation(done)}
            lines = week_lines(ground.days(found, monday, sunday), ground.calendar, self._today,
                               told, explained, _reasons(acts))  # fmt: skip
            return VerifiedWeek(prefix, monday, ground.calendar.month_of(monday), lines)

    def hours(self, prefix: str, code: str) -> VerifiedHours:
        """Reported against expected hours of a reporting month, YYYY-MM."""
        with self._looking("hours verification", prefix, code) as ground:
            try:
                month = ground.calendar.month(code)
            except ValueError as error:
                raise UsageError(str(error)) from error
            found = self._stints(ground, prefix, month.start, month.end)
            made = ground.days(found, month.start, month.end)
            return VerifiedHours(prefix, month, hours_lines(made, ground.calendar, self._today))

    def month_of(self, on: date) -> str:
        """The reporting month of a day, YYYY-MM."""
        with self._database.read() as connection:
            ground = TimeGround(Raw(connection), self._viewer, self._today)
            return ground.calendar.month_of(on).code

    @contextmanager
    def _looking(self, what: str, prefix: str, which: str) -> Iterator[TimeGround]:
        with self._database.read() as connection:
            yield TimeGround(Raw(connection), self._viewer, self._today)
        self._reads.record(self._viewer, what, prefix, of=which)

    def _stints(
        self, ground: TimeGround, prefix: str, first: date, last: date
    ) -> tuple[workers.Stint, ...]:
        """Those who charge time in field groups; EntityError where nobody is in the profile."""
        found = workers.stints(ground.raw, self._viewer, prefix, first, last)
        field = tuple(stint for stint in found if charges_time(stint.worker))
        if not field:
            raise EntityError(
                f"Nobody in your profile charges time{f' in {prefix}' if prefix else ''}.", "Time"
            )
        return field


def _reasons(acts: Mapping[Key, Sequence[Act]]) -> dict[Key, str]:
    """Who gave which reason last, day by day."""
    found = {}
    for key, done in acts.items():
        last = next((act for act in done if act.reason), None)
        if last is not None:
            found[key] = f"{last.name}: {last.reason}"
    return found


def charges_time(worker: Worker) -> bool:
    """Field groups are 10 to 69; who is above a group charges no time here."""
    return worker.tour > 0 and 10 <= int(worker.assignment[4:6]) <= 69
