"""A week of some people's time as it was read, with all that judging it needs (TM-02, TM-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from entity_tui.domain.entity.daily_time import TENTHS, Change, DayTime, Worker, judged
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.time_codes import TimeCodes

ASK, EXPLAIN = "ask", "explain"
"""The kinds of acts that ask somebody else to change a day, and that say why it is right."""
_EXPLAINS = frozenset(("finalise", EXPLAIN))
Key = tuple[int, date]
"""An employee's day."""


@dataclass(frozen=True, slots=True)
class DayEdit:
    """What is to become of a day: changes to its entries, and whether it is finalised.

    `version` is that of the day as it was read. `deed` says what the user meant; None takes
    whichever the day asks for.
    """

    employee_id: int
    day: date
    version: int
    changes: tuple[Change, ...] = ()
    finalise: bool = False
    reason: str = ""
    deed: Deed | None = None
    reported: date | None = None
    """The day the employee reported it, where somebody else enters it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done here to an entry of a day, or to the whole of it: who, when, why."""

    at: datetime
    user: str
    name: str
    kind: str
    key: tuple[int, str] = (0, "")
    before: int | None = None
    after: int | None = None
    reason: str = ""


def explanation(acts: Iterable[Act]) -> Act | None:
    """Who said why the day is right as it is; `acts` are the newest first.

    None where nobody did, or its hours were changed since: the reason of a correction says why
    they were changed, not why they are not those due.
    """
    for act in acts:
        if act.reason and act.kind.split()[0] in _EXPLAINS:
            return act
        if act.before is not None or act.after is not None:
            return None
    return None


@dataclass(frozen=True)
class TimeWeek:
    """Everybody of a group or one employee, Monday to Sunday."""

    number: str
    """The group (six digits) or the employee (eight)."""
    monday: date
    month_end: date
    people: tuple[Worker, ...]
    days: Mapping[Key, DayTime]
    codes: TimeCodes
    today: date
    due_by: Mapping[date, date]
    """The day each day is to be finalised by."""
    increment: int = TENTHS
    closed: Mapping[int, str] = field(default_factory=dict)
    """Employees whose finalised time the viewer may not change, and who may."""
    read_only: Mapping[int, str] = field(default_factory=dict)
    """Employees whose time the viewer may not change at all, and who may."""
    acts: Mapping[Key, tuple[Act, ...]] = field(default_factory=dict)
    """What was done to each day here, the newest first."""
    zone: tzinfo | None = None
    """The office's time zone; None for the machine's."""

    def at_office(self, at: datetime) -> datetime:
        """An instant in the office's zone."""
        return at.astimezone(self.zone)

    def on_day(self, today: date) -> TimeWeek:
        """The week as it is judged once another day is today."""
        if today == self.today:
            return self
        days = {
            key: judged(time, self.codes, today, self.increment) for key, time in self.days.items()
        }
        return replace(self, today=today, days=days)

    def barred(self, key: Key) -> str:
        """Why the viewer may not change a day as it stands, and who may; "" where he may."""
        employee_id, _ = key
        closed = self.closed.get(employee_id, "") if self.days[key].finalised else ""
        return closed or self.read_only.get(employee_id, "")

    def last_act(self, key: Key) -> Act | None:
        """What was done to a day last."""
        acts = self.acts.get(key, ())
        return acts[0] if acts else None

    def explained(self, key: Key) -> Act | None:
        """Who explained what is wrong with a day as it stands."""
        return explanation(self.acts.get(key, ()))

    def asked(self, key: Key) -> Act | None:
        """Who asked for a change of the day that has not come."""
        last = self.last_act(key)
        return last if last and last.kind == ASK else None
