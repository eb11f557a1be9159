"""Compliance: active overdue processes and pay plans, and the compliance rating (CC-26, AM-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """An active overdue process or pay plan, newest first."""

    day: date
    label: str
    """`Overdue process` or `Pay plan`."""
    text: str
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One transaction of the rating, in effect from `start` up to `until`."""

    number: str
    start: date
    until: date | None
    points: int
    reason: str
    created_on: date
    created_by: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The rating of a day; `value` is None while the installation has set no start rating."""

    value: int | None = None
    threshold: int | None = None

    @property
    def low(self) -> bool:
        """Is it below the threshold?"""
        return self.value is not None and self.threshold is not None and self.value < self.threshold


def rating(
    start: int | None, threshold: int | None, changes: Iterable[RatingChange], today: date
) -> Rating:
    """The start rating and what is in effect on the day (manual, Account - Collections)."""
    if start is None:
        return Rating(None, threshold)
    points = (c.points for c in changes if c.start <= today and (not c.until or today < c.until))
    return Rating(start + sum(points), threshold)
