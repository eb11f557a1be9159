"""Days awaited again from ICS, and extracts that met a change made here (TM-11).

IRM 5.3.1, Group Secretary Time Reporting Responsibilities: correct or re-extract time on ICS.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entity_tui.domain.entity.daily_time import Entry, Worker, differences

Difference = tuple[tuple[int, str], int | None, int | None]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A day that was marked: since when, by whom, why, and what its new extract changed."""

    worker: Worker
    day: date
    marked_at: datetime
    marked_by: str
    reason: str
    before: tuple[Entry, ...]
    closed_on: date | None = None
    now: tuple[Entry, ...] = ()
    given_up: bool = False
    """It is awaited no longer, though no extract came."""

    @property
    def open(self) -> bool:
        """Its extract has not come again."""
        return self.closed_on is None

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What the new extract changed; nothing where none has come."""
        return () if self.open or self.given_up else differences(self.before, self.now)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A day changed here of which an extract then brought something else."""

    worker: Worker
    day: date
    here: tuple[Entry, ...]
    extract: tuple[Entry, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        """Each entry that differs: as it is here, and as the extract has it."""
        return differences(self.here, self.extract)
