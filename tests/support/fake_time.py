"""A group's time in memory, for screens and rules under test: the week of the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.entity.daily_time import (
    CaseOfTime,
    DayTime,
    Entry,
    Worker,
    changed,
    differences,
    judged,
    may_finalise,
)
from entity_tui.domain.entity.time_codes import Ahead, TimeCode, TimeCodes
from entity_tui.domain.entity.time_week import ASK, EXPLAIN, Act, DayEdit, Key, TimeWeek
from entity_tui.errors import EntityError

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
CODES = TimeCodes((
    TimeCode("611", "Administrative Time", "non-case direct", True),
    TimeCode("621", "Field Time", "informational", False),
    TimeCode("650", "Annual leave", "other", True, Ahead.FINALISE),
    TimeCode("809", "Miscellaneous Direct", "non-case direct", True),
    TimeCode("810", "Assisting Another RO", "non-case direct", True),
))  # fmt: skip
CASES = {
    1: CaseOfTime(1, "**-***4410", "SMITH JOHN INC", None, "21031207"),
    2: CaseOfTime(2, "**-***0933", "DELTA FREIGHT LLC", None, "21031207"),
    3: CaseOfTime(3, "**-***7712", "JON'S DINER", date(2026, 11, 1), "21031207"),
    4: CaseOfTime(4, "**-***0042", "BAY ROOFING INC", None, "21031209"),
}
TINS = {"123456789": 1, "987654321": 4}
_NAMES = {
    "01": ("mrivera", "RIVERA, MARISOL"), "02": ("jpark", "PARK, JIN"),
    "04": ("nabara", "ABARA, NIA"), "05": ("tbell", "BELL, TOM"), "07": ("lchen", "CHEN, LINDA"),
    "09": ("rdiaz", "DIAZ, ROSA"), "11": ("sokafor", "OKAFOR, SAM"), "14": ("mreyes", "REYES, M"),
}  # fmt: skip
FULL = (Entry(800, "809"),)
CLOSED = "RIVERA, MARISOL (group manager) may change it."


def worker(digits: str) -> Worker:
    """`07` is CHEN."""
    user, name = _NAMES[digits]
    return Worker(
        int(digits), user, name, f"210312{digits}", "revenue officer", "12", 800, date(2020, 1, 1)
    )


PEOPLE = tuple(map(worker, sorted(_NAMES)))


def day_of(
    digits: str, on: date, entries: Sequence[Entry] = FULL, finalised: bool = True, **more: object
) -> DayTime:
    """A day; its totals and faults are judged."""
    due = 800 if on.weekday() < 5 else 0
    named = tuple(CASES[e.case_id] for e in entries if e.case_id)
    at = datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=25)
    time = DayTime(
        worker(digits), on, due, tuple(entries), 0, finalised, at if finalised else None,
        version=1, cases=named,
    )  # fmt: skip
    return judged(replace(time, **more), CODES, TODAY)  # type: ignore[arg-type]


def the_days() -> dict[Key, DayTime]:
    """Everybody has eight hours; CHEN is short, OKAFOR missing, DIAZ unknown, REYES not done."""
    days: dict[Key, DayTime] = {}
    for digits in _NAMES:
        for n in range(7):
            on = MONDAY + timedelta(days=n)
            entries: Sequence[Entry] = FULL if on < TODAY else ()
            days[int(digits), on] = day_of(digits, on, entries, bool(entries))
    short = (Entry(300, "", 1), Entry(200, "", 2), Entry(150, "611"))
    for time in (
        day_of("07", _on(17), short),
        day_of("11", _on(18), (), False),
        day_of("09", _on(17), (Entry(500, "809"), Entry(300, "999"))),
        day_of("14", _on(18), FULL, False),
    ):
        days[time.worker.employee_id, time.day] = time
    return days


def _on(day: int) -> date:
    return date(2026, 11, day)


class FakeTime:
    """`fail` refuses everything, `save_fail` only saving; `closed` bars finalised time."""

    def __init__(self, days: Mapping[Key, DayTime] | None = None, user: str = "mrivera") -> None:
        self.days = dict(days or the_days())
        self.user = user
        self.closed: dict[int, str] = {}
        self.read_only: dict[int, str] = {}
        self.acts: dict[Key, tuple[Act, ...]] = {}
        self.fail: EntityError | None = None
        self.save_fail: EntityError | None = None
        self.saved: list[tuple[DayEdit, ...]] = []
        self.read: list[tuple[str, date]] = []
        self.looked: list[str] = []

    def desk(self, number: str, on: date) -> TimeWeek:
        if self.fail:
            raise self.fail
        self.read.append((number, on))
        monday = on - timedelta(days=on.weekday())
        calendar = Calendar()
        people = tuple(p for p in PEOPLE if p.assignment.startswith(number))
        ids = {person.employee_id for person in people}
        week = [monday + timedelta(days=n) for n in range(7)]
        digits = {person.employee_id: person.assignment[6:] for person in people}
        days = {
            (number, day): self.days.get((number, day)) or day_of(digits[number], day, (), False)
            for number in sorted(ids) for day in week
        }  # fmt: skip
        return TimeWeek(
            number, monday, calendar.month_of(monday).end, people, days, CODES, TODAY,
            {day: calendar.eod_due(day) for day in week}, closed=dict(self.closed),
            read_only=dict(self.read_only), acts=dict(self.acts),
        )  # fmt: skip

    def case_of_time(self, tin: str, on: date) -> CaseOfTime:
        self.looked.append(tin)
        found = TINS.get(tin.replace("-", ""))
        if found is None:
            raise EntityError("No case has this TIN: code 810 or 809, or the case's number?")
        return CASES[found]

    def cases_of(self, number: str, on: date) -> tuple[CaseOfTime, ...]:
        return tuple(case for case in CASES.values() if case.holder == number)

    def save(self, edits: Sequence[DayEdit]) -> tuple[DayTime, ...]:
        if self.save_fail:
            raise self.save_fail
        made = [self._after(edit) for edit in edits]
        self.saved.append(tuple(edits))
        for edit, time in zip(edits, made, strict=True):
            key = edit.employee_id, edit.day
            before = self.days.get(key)
            entries = before.entries if before else ()
            told = differences(entries, time.entries) or (((0, ""), None, None),)
            correct = before is not None and before.finalised
            stays = entries == time.entries
            kind = (EXPLAIN if stays else "correct") if correct else "finalise"
            at = datetime(2026, 11, 20, 17, tzinfo=UTC)
            acts = tuple(Act(at, self.user, "RIVERA, MARISOL", kind, entry, old, new, edit.reason)
                         for entry, old, new in told)  # fmt: skip
            if correct and not stays and edit.finalise and time.faults:
                acts = (Act(at, self.user, "RIVERA, MARISOL", EXPLAIN, reason=edit.reason), *acts)
            self.days[key] = time
            self.acts[key] = (*acts, *self.acts.get(key, ()))
        return tuple(made)

    def _after(self, edit: DayEdit) -> DayTime:
        key = edit.employee_id, edit.day
        digits = f"{edit.employee_id:02d}"
        before = self.days.get(key) or day_of(digits, edit.day, (), False)
        if before.version != edit.version:
            raise EntityError(
                f"{edit.day} of {before.worker.name} was changed by somebody else meanwhile; "
                "nothing was saved.", "Conflict",
            )  # fmt: skip
        entries = changed(before.entries, edit.changes)
        after = day_of(digits, edit.day, entries, before.finalised or edit.finalise,
                       version=before.version + 1)  # fmt: skip
        faults = may_finalise(after, CODES, TODAY, edit.reason) if after.finalised else ()
        if faults:
            raise EntityError(f"{edit.day} of {before.worker.name}: {faults[0].message}.")
        return after

    def ask(self, employee_id: int, on: date, note: str) -> None:
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        if not note:
            raise EntityError("Say what is to be changed, and why.")
        key = employee_id, on
        act = Act(at, self.user, "PARK, JIN", ASK, reason=note)
        self.acts[key] = (act, *self.acts.get(key, ()))
