"""The timeline: events of an account or a person on several lines, moved by month (CC-30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.record_ref import RecordRef

LINES = ("Bills", "Payments", "Adjustments", "Contacts", "Case", "Compliance", "Plans")
"""The lines in their order; a line without any event is shown with the count 0."""
MOST_EVENTS = 200
"""Events kept of a line; more are cut, which is said."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """`letter` stands for the kind of event beside its colour."""

    day: date
    line: str
    letter: str
    text: str
    """Its information string."""
    ref: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line within the months shown; `cut` events beyond `MOST_EVENTS` are not here."""

    name: str
    events: tuple[TimelineEvent, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """`months` months from the first of `start` on."""

    start: date
    months: int
    lines: tuple[TimelineLine, ...]


def month_moved(start: date, months: int) -> date:
    """The first of the month so many months on (or back); years 1 to 9999 stay."""
    at = max(12, min(start.year * 12 + start.month - 1 + months, 9_999 * 12 + 11))
    year, month = divmod(at, 12)
    return date(year, month + 1, 1)


def timeline(events: Iterable[TimelineEvent], start: date, months: int) -> Timeline:
    """The events from `start` on, on their lines, each oldest first."""
    first, end = date(start.year, start.month, 1), month_moved(start, months)
    on: dict[str, list[TimelineEvent]] = {name: [] for name in LINES}
    for event in events:
        if first <= event.day < end:
            on[event.line].append(event)
    return Timeline(
        first, months,
        tuple(
            TimelineLine(
                name,
                tuple(sorted(found, key=lambda event: (event.day, event.text))[:MOST_EVENTS]),
                max(0, len(found) - MOST_EVENTS),
            )
            for name, found in on.items()
        ),
    )  # fmt: skip
