"""How the extracts stand: each feed's last run, what is due, what is late or never came (IM-05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from entity_tui.domain.counted import counted
from entity_tui.domain.entity.extract_schedule import Standing, in_words

_SHOWN = 5
HEADS = ("Feed", "Extract", "Every", "Dated", "Last run", "Read", "Loaded", "Rejects", "Next")
WIDTHS = (4, 13, 7, 5, 11, 9, 9, 7, 5)
NUMBERS = frozenset({5, 6, 7})
"""The columns that stand to the right."""


@dataclass(frozen=True, slots=True)
class FeedStanding:
    """One feed and the run of its newest extract; `run` is 0 where nothing ever came.

    `rejected` lines are that run's, `open_rejects` those of all its runs that still wait.
    """

    feed: str
    title: str
    every: str
    run: int
    source: str
    as_of: date | None
    at: datetime | None
    read: int
    loaded: int
    rejected: int
    waiting: int
    standing: Standing
    open_rejects: int = 0

    @property
    def label(self) -> str:
        """`E1`, `42`."""
        return self.feed.upper().removeprefix("DIAL")

    @property
    def next(self) -> str:
        """`11/22`, `LATE`, or `–` where nothing is due."""
        if self.standing.is_late:
            return "LATE"
        return f"{self.standing.due:%m/%d}" if self.standing.due else "–"

    @property
    def cells(self) -> tuple[str, ...]:
        """The feed's line under `HEADS`."""
        if not self.run:
            return self.label, self.title, self.every, "", "never", "", "", "", self.next
        counts = [f"{count:,}" for count in (self.read, self.loaded, self.rejected)]
        dated, at = f"{self.as_of:%m/%d}", f"{self.at:%m/%d %H:%M}"
        return self.label, self.title, self.every, dated, at, *counts, self.next


@dataclass(frozen=True, slots=True)
class ImportStanding:
    """Every feed at one moment, and the open rejects of all."""

    now: datetime
    feeds: tuple[FeedStanding, ...]
    rejects: int

    @property
    def late(self) -> tuple[FeedStanding, ...]:
        """The feeds that should have come by now."""
        return tuple(one for one in self.feeds if one.standing.is_late)

    @property
    def never(self) -> tuple[FeedStanding, ...]:
        """The late ones of which nothing ever came, while others did."""
        return tuple(one for one in self.late if not one.run)

    @property
    def waiting(self) -> int:
        """Lines that wait for their taxpayer or case."""
        return sum(one.waiting for one in self.feeds)


def fitted(cell: str, column: int) -> str:
    """A cell in its column: a title that is too long goes without the system it comes from."""
    return cell.removeprefix("ICS ") if column == 1 and len(cell) > WIDTHS[1] else cell


def remarks(found: ImportStanding, rejects: str = "entity-tui rejects list") -> list[str]:
    """What to know besides the table: late, gaps, rejects and waiting lines, what to type next.

    `rejects` leads to the rejected lines.
    """
    lines = []
    if parts := [
        f"{one.label} is {in_words(one.standing.late)} late" for one in found.late if one.run
    ]:
        lines.append("; ".join(parts) + ".")
    if found.never:
        lines.append(f"{', '.join(one.label for one in found.never)} never came and should have.")
    for one in found.feeds:
        if one.standing.missing:
            lines.append(f"{one.label} never came for {_days(one.standing.missing)}.")
    if found.rejects:
        lines.append(
            f"{counted(found.rejects, 'rejected line')} wait{_s(found.rejects)}: {rejects}"
        )
    if found.waiting:
        lines.append(
            f"{counted(found.waiting, 'line')} wait{_s(found.waiting)} for a taxpayer or case "
            "that has not come."
        )
    if found.late:
        lines.append("When it is there: entity-tui import all DIRECTORY")
    if not any(one.run for one in found.feeds):
        lines.append("Nothing was imported yet: entity-tui import all DIRECTORY")
    return lines


def _s(count: int) -> str:
    return "s" if count == 1 else ""


def _days(days: Iterable[date]) -> str:
    """The newest few: `11/17, 11/18 (and 3 before)`."""
    known = sorted(days)
    shown = ", ".join(f"{day:%m/%d}" for day in known[-_SHOWN:])
    before = len(known) - _SHOWN
    return f"{shown} (and {before} before)" if before > 0 else shown
