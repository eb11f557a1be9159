"""A day's time: what is charged against the tour of duty, and what is wrong with it (TM-02, TM-03).

Hours are whole hundredths. A day is charged to cases and to codes; informational codes stand
beside the total. IRM 5.3.1, Field Collection Time Reporting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from entity_tui.domain.entity.time_codes import ASSISTING, BEYOND_TOUR, Ahead, TimeCodes

HOUR = 100
TENTHS, QUARTERS = 10, 25
MOST = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Worker:
    """An employee under the assignment number of a day."""

    employee_id: int
    user: str
    name: str
    assignment: str
    role: str
    grade: str
    tour: int
    active_from: date
    active_to: date | None = None

    @property
    def group(self) -> str:
        """The six digits of the group the time counts for."""
        return self.assignment[:6]

    def active(self, day: date) -> bool:
        """Does the employee work that day?"""
        return self.active_from <= day and (self.active_to is None or day < self.active_to)


@dataclass(frozen=True, slots=True)
class CaseOfTime:
    """The case an entry names: as much of it as the viewer may see, and what the rules ask."""

    case_id: int
    tin: str
    """Masked unless it was asked for whole; "" outside the viewer's profile."""
    name: str
    closed_on: date | None = None
    holder: str = ""
    """The assignment number that held it on the day."""
    subcode: str = ""

    @property
    def told(self) -> str:
        """Name and number for a line."""
        return f"{self.name} {self.tin}".strip() or "a case outside your profile"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hours on a case (`case_id`) or a code; of a case the extract may name a code too."""

    hours: int
    code: str = ""
    case_id: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """What makes it the same entry of a day."""
        return self.case_id, self.code


@dataclass(frozen=True, slots=True)
class Change:
    """An entry's hours from now on; 0 takes it away."""

    hours: int
    code: str = ""
    case_id: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """Which entry."""
        return self.case_id, self.code


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a day: one of its entries, or the whole of it.

    `kind`: over, short, code, closed, inactive, holder, ahead, increment, hours. A fault that is
    `grave` stops the day from being saved; others from being finalised without a reason.
    """

    kind: str
    message: str
    grave: bool = False
    key: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class DayTime:
    """One employee's day as it stands."""

    worker: Worker
    day: date
    due: int
    entries: tuple[Entry, ...]
    total: int
    """Without what does not count to the day."""
    finalised: bool
    finalised_at: datetime | None = None
    finalised_by: str = ""
    local: bool = False
    conflict: bool = False
    awaited: bool = False
    """Corrected on ICS, and its extract has not come again."""
    entered_for: str = ""
    version: int = 0
    received: date | None = None
    """The date of the newest extract that brought time of the day."""
    cases: tuple[CaseOfTime, ...] = ()
    faults: tuple[Fault, ...] = ()
    eod_on: date | None = None
    """The day it was finalised here first; None where an extract says that it is."""
    reported_on: date | None = None
    """The day the employee reported it, where somebody else entered it."""

    def is_late(self, due: date) -> bool:
        """Was it finalised, or reported by telephone or fax, after the day it was due by?"""
        return self.finalised and is_late(self.eod_on, self.reported_on, due)

    def case(self, case_id: int) -> CaseOfTime | None:
        """The case of an entry."""
        return next((case for case in self.cases if case.case_id == case_id), None)

    @property
    def beside(self) -> int:
        """Informational hours: they stand beside the total."""
        return sum(entry.hours for entry in self.entries) - self.total

    @property
    def beyond(self) -> int:
        """Hours earned beyond the tour of duty (code 710)."""
        return sum(entry.hours for entry in self.entries if entry.code == BEYOND_TOUR)

    @property
    def missing(self) -> bool:
        """Hours are due and there are none."""
        return bool(self.due) and not self.entries

    @property
    def needs_work(self) -> bool:
        """It is not finalised, or something is wrong with it."""
        return bool(self.due or self.entries) and (
            not self.finalised or self.conflict or bool(self.faults)
        )


def is_late(eod_on: date | None, reported_on: date | None, due: date) -> bool:
    """Was time given after its deadline? What was reported in time is in time (TM-06)."""
    done = reported_on or eod_on
    return done is not None and done > due


def total(entries: Iterable[Entry], codes: TimeCodes, day: date) -> int:
    """The hours that count to the day."""
    return sum(e.hours for e in entries if not e.code or e.case_id or codes.counts(e.code, day))


def changed(entries: Sequence[Entry], changes: Iterable[Change]) -> tuple[Entry, ...]:
    """The entries once the changes are made: cases first, then codes in order."""
    found = {entry.key: entry for entry in entries}
    for change in changes:
        if change.hours:
            found[change.key] = Entry(change.hours, change.code, change.case_id)
        else:
            found.pop(change.key, None)
    return tuple(sorted(found.values(), key=in_order))


def differences(
    before: Sequence[Entry], after: Sequence[Entry]
) -> tuple[tuple[tuple[int, str], int | None, int | None], ...]:
    """Key, hours before and after of every entry that is not the same."""
    one = {entry.key: entry.hours for entry in before}
    other = {entry.key: entry.hours for entry in after}
    return tuple(
        (key, one.get(key), other.get(key))
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    )


def due_hours(worker: Worker, day: date, holiday: bool, holidays_count: bool) -> int:
    """The tour of duty of a weekday, 0 where nobody works; whether holidays count is the site's."""
    if day.weekday() > 4 or not worker.active(day) or (holiday and not holidays_count):
        return 0
    return worker.tour


def faults(
    time: DayTime, codes: TimeCodes, today: date, increment: int = TENTHS
) -> tuple[Fault, ...]:
    """What is wrong, the gravest first."""
    found = [fault for entry in time.entries for fault in _of_entry(time, entry, codes, today,
                                                                     increment)]  # fmt: skip
    if time.entries and not time.worker.active(time.day):
        found.append(Fault("inactive", f"{time.worker.name} is not active on {time.day}", True))
    if sum(entry.hours for entry in time.entries) > 2 * MOST or time.total > MOST:
        found.append(Fault("hours", "a day has 24 hours", True))
    found += _balance(time)
    return tuple(sorted(found, key=lambda fault: not fault.grave))


def _of_entry(
    time: DayTime, entry: Entry, codes: TimeCodes, today: date, increment: int
) -> list[Fault]:
    found = []
    if not 0 < entry.hours <= MOST:
        found.append(Fault("hours", f"{hours_text(entry.hours)} is no number of hours of a day",
                           True, entry.key))  # fmt: skip
    if entry.hours % increment:
        found.append(Fault("increment", off_increment(increment), False, entry.key))
    if entry.case_id:
        found += _of_case(time, entry)
    elif codes.find(entry.code, time.day) is None:
        found.append(
            Fault("code", f"code {entry.code} is not in the table: unclassified", False, entry.key)
        )
    if time.day > today and not _may_be_ahead(entry, codes, time.day):
        found.append(
            Fault("ahead", f"{time.day} is to come: only training, leave and detail are entered "
                  "ahead", True, entry.key)
        )  # fmt: skip
    return found


def off_increment(increment: int) -> str:
    """That hours are charged in steps."""
    return f"hours must be in steps of {hours_text(increment, 2)}"


def refused_change(change: Change, increment: int) -> str:
    """Why the hours of a change cannot be entered; "" where they can."""
    return off_increment(increment) if change.hours % increment else ""


def _of_case(time: DayTime, entry: Entry) -> list[Fault]:
    case = time.case(entry.case_id)
    if case is None:
        return []
    found = []
    if case.closed_on and case.closed_on < time.day:
        found.append(
            Fault("closed", f"the case of {case.told} was closed on {case.closed_on}", False,
                  entry.key)
        )  # fmt: skip
    if case.holder and case.holder != time.worker.assignment:
        found.append(
            Fault("holder", f"the case of {case.told} was not assigned to {time.worker.name}: "
                  f"code {ASSISTING}?", False, entry.key)
        )  # fmt: skip
    return found


def _may_be_ahead(entry: Entry, codes: TimeCodes, day: date) -> bool:
    return not entry.case_id and codes.ahead(entry.code, day) is not Ahead.NOTHING


def _balance(time: DayTime) -> list[Fault]:
    if not time.entries:
        return []
    told = told_balance(time.due, time.total, time.beyond)
    return [Fault(*told)] if told else []


def told_balance(due: int, total: int, beyond: int) -> tuple[str, str] | None:
    """`short` or `over` and by how much; None where the tour of duty is filled exactly.

    Hours of code 710 are earned beyond the tour: they neither fill it nor are they too many.
    """
    short = due - (total - beyond)
    if not short:
        return None
    kind = "short" if short > 0 else "over"
    word = "short of" if short > 0 else "over"
    return kind, f"{hours_text(abs(short))} {word} {hours_text(due)}"


def may_finalise(
    time: DayTime, codes: TimeCodes, today: date, reason: str = ""
) -> tuple[Fault, ...]:
    """What stands in the way of EOD; nothing where the reason for it is told (TM-03)."""
    if not time.entries:
        return (Fault("hours", "nothing is entered", True),)
    if time.day > today:
        ahead = [e for e in time.entries if codes.ahead(e.code, time.day) is not Ahead.FINALISE
                 or e.case_id]  # fmt: skip
        if ahead:
            return (Fault("ahead", "only training and leave are finalised ahead", True),)
    return tuple(fault for fault in time.faults if fault.grave or not reason)


def judged(time: DayTime, codes: TimeCodes, today: date, increment: int = TENTHS) -> DayTime:
    """The day with its total and its faults."""
    summed = replace(time, total=total(time.entries, codes, time.day), faults=())
    return replace(summed, faults=faults(summed, codes, today, increment))


def in_order(entry: Entry) -> tuple[bool, str, int]:
    """Cases first, then codes; for sorting entries."""
    return entry.case_id == 0, entry.code, entry.case_id


def entries_text(entries: Iterable[Entry]) -> str:
    """A day's entries as one text, to compare them with later."""
    return json.dumps([[e.case_id, e.code, e.hours] for e in sorted(entries, key=in_order)])


def read_entries(text: str) -> tuple[Entry, ...]:
    """The entries of such a text."""
    return tuple(Entry(hours, code, case_id) for case_id, code, hours in json.loads(text))


def parse_hours(text: str) -> int:
    """`1.5` or `1,5` as 150 hundredths. Raises ValueError for what is no number of hours."""
    try:
        value = Decimal(text.strip().replace(",", ".")) * HOUR
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError(f"'{text.strip()}' is not a number of hours") from None
    if value != whole or not 0 <= whole <= MOST:
        raise ValueError(f"'{text.strip()}' is not a number of hours of a day")
    return whole


def hours_text(hundredths: int, places: int = 1) -> str:
    """`8.0`, `0.25`: as many places as it needs, one at least; negative with its sign."""
    sign, whole = ("-" if hundredths < 0 else ""), abs(hundredths)
    text = f"{whole // HOUR}.{whole % HOUR:02d}"
    if places == 1 and text.endswith("0"):
        text = text[:-1]
    return sign + text
