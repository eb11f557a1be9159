"""Many days of a week at once: fill right, copy last week, a week of leave (TM-02, TM-03).

Each is one step of undo. Days that have time, that are not due or that are not the viewer's to
enter are left as they are, and so is a day on which the time may not be charged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from entity_tui.domain.entity.daily_time import Change, DayTime, Entry
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.pending_day import Pending
from entity_tui.domain.entity.time_week import Key, TimeWeek
from entity_tui.errors import EntityError

_TITLE = "Time"
_WEEK = timedelta(days=7)


def fill_right(desk: EodDesk, key: Key) -> EodDesk:
    """The time of a day on the empty days after it."""
    source = desk.time(key)
    if not source.entries:
        raise EntityError("This day has no time to copy.", _TITLE)
    later = (known for known in desk.keys if known[0] == key[0] and known[1] > key[1])
    return _filled(desk, ((known, source) for known in later))


def copy_week(desk: EodDesk, employee_id: int, before: TimeWeek) -> EodDesk:
    """The time of the week before on the empty days of this one."""
    pairs = []
    for known in desk.keys:
        source = before.days.get((known[0], known[1] - _WEEK))
        if known[0] == employee_id and source is not None:
            pairs.append((known, source))
    return _filled(desk, pairs)


def fill_code(desk: EodDesk, employee_id: int, code: str) -> EodDesk:
    """The hours due of every empty day of the week on one code, finalised when saved."""
    pairs = []
    for known in desk.keys:
        time = desk.week.days[known]
        if known[0] == employee_id and time.due:
            pairs.append((known, replace(time, entries=(Entry(time.due, code),), cases=())))
    return _filled(desk, pairs, finalise=True)


def _filled(desk: EodDesk, pairs: Iterable[tuple[Key, DayTime]], finalise: bool = False) -> EodDesk:
    found = {}
    for key, source in pairs:
        pending = _copied(desk, key, source, finalise)
        if pending is not None:
            found[key] = pending
    if not found:
        raise EntityError("There is no empty day that this time may be entered on.", _TITLE)
    return desk.filled(found)


def _copied(desk: EodDesk, key: Key, source: DayTime, finalise: bool) -> Pending | None:
    time = desk.time(key)
    if time.entries or not time.due or time.finalised or desk.week.barred(key):
        return None
    changes = [Change(one.hours, one.code, one.case_id) for one in source.entries]
    tried = desk.trial(key, changes, cases=source.cases)
    pending = tried.pending.get(key)
    if pending is None or any(fault.grave for fault in tried.time(key).faults):
        return None
    return replace(pending, finalise=finalise and not tried.in_the_way(key))
