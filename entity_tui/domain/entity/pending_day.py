"""What is typed over a day and not saved, and what of it differs from the day (TM-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from entity_tui.domain.entity.daily_time import CaseOfTime, Change, DayTime, changed, differences
from entity_tui.domain.entity.time_week import Key, TimeWeek


@dataclass(frozen=True, slots=True)
class Pending:
    """What is to become of a day, and the version of the day it was typed over."""

    version: int
    changes: tuple[Change, ...] = ()
    finalise: bool = False
    reason: str = ""
    cases: tuple[CaseOfTime, ...] = ()
    """The cases of what was added."""
    reported: date | None = None
    """The day the employee reported it, where somebody else enters it."""


def within(week: TimeWeek, pending: Mapping[Key, Pending]) -> Mapping[Key, Pending]:
    """What is typed on days of the week and differs from them."""
    return {
        key: real
        for key, one in pending.items()
        if key in week.days and (real := real_edit(week.days[key], one))
    }


def real_edit(base: DayTime, pending: Pending) -> Pending | None:
    """What of it differs from the day as it was read; None where nothing does."""
    after = changed(base.entries, pending.changes)
    real = tuple(
        Change(new or 0, code, case_id)
        for (case_id, code), _, new in differences(base.entries, after)
    )
    if (
        not real
        and pending.reported is None
        and (not pending.finalise or (base.finalised and not pending.reason))
    ):
        return None
    return replace(pending, changes=real)
