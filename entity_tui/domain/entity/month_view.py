"""A group's month, the board and an area's month as they are shown (TM-08, TM-09, TM-14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from entity_tui.domain.calendar import ReportingMonth
from entity_tui.domain.entity.form_4872 import LineHours
from entity_tui.domain.entity.made_with import MadeWith
from entity_tui.domain.entity.month_days import Finding
from entity_tui.domain.entity.month_differences import Difference
from entity_tui.domain.entity.month_end import HOURS, Figure, Modules, Part, totals
from entity_tui.domain.entity.month_shares import Share
from entity_tui.domain.entity.month_standing import Standing, State
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_unknown import UnknownHours
from entity_tui.domain.entity.time_codes import Category

NO_REPORT = 0
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A group's month as it was generated the n-th time, without its figures."""

    group: str
    month: str
    n: int
    at: datetime
    user: str
    name: str
    runs: tuple[int, ...]
    """The import runs whose time is in it."""
    corrections: int
    """Changes made here to its days before."""
    modules: Modules
    inputs: str
    digest: str
    made_with: MadeWith | None = None
    """None for a report from before that was stored."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A group's month: the report as it was generated, or the figures of this moment.

    `report` is None where nothing was generated; `stale` where the days have changed since.
    """

    group: str
    month: ReportingMonth
    report: Report | None
    figures: tuple[Figure, ...]
    names: Mapping[str, str]
    categories: Mapping[tuple[str, str], str]
    """What a line of a part counts as."""
    modules: Modules
    stale: bool
    steps: tuple[Step, ...]
    standing: Standing
    blockers: tuple[Finding, ...]
    unbalanced: tuple[Finding, ...]
    differences: tuple[Difference, ...]
    told: bool
    """Has the month-end extract brought anything of the month?"""
    not_yours: str = ""
    """Why the viewer may not sign it, and who may; "" for who may."""
    may: tuple[StepKind, ...] = ()
    """The steps that are its turn and the viewer's to do."""
    unknown: tuple[UnknownHours, ...] = ()
    """The unclassified hours by case or code, and whose they are."""

    @property
    def units(self) -> tuple[str, ...]:
        """The employees with time or due hours, by number."""
        return tuple(sorted({f.unit for f in self.figures if len(f.unit) == 8}))

    def hours(self, unit: str, part: Part, line: str = HOURS) -> int:
        """One figure; 0 where there is none."""
        return next((f.hours for f in self.figures if f.key == (unit, part, line)), 0)

    @property
    def total(self) -> int:
        """The hours of the month, informational ones left out."""
        return sum(totals(self.figures, Part.TOTAL).values())

    @property
    def due(self) -> int:
        """The hours expected."""
        return sum(totals(self.figures, Part.DUE).values())

    @property
    def unclassified(self) -> tuple[Figure, ...]:
        """Figures no category is known of."""
        return tuple(
            f for f in self.figures
            if self.categories.get((f.part, f.line)) == Category.UNCLASSIFIED
            and f.part in (Part.CASE, Part.CODE)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A group's month on the board, or an area's (two digits)."""

    unit: str
    state: State
    following: str
    due: date | None
    timing: str
    on_day: date | None
    by: str
    """Who did the last step."""
    signed_by: str
    report: int
    stale: bool
    follow_ups: int


@dataclass(frozen=True, slots=True)
class AreaMonth:
    """An area's (or a territory's) month: its groups, their hours by line, what stands out."""

    prefix: str
    month: ReportingMonth
    state: State
    rows: tuple[BoardRow, ...]
    lines: tuple[tuple[str, str, int], ...]
    """Code, category, hours after 809 has been divided group by group."""
    total: int
    due: int
    without: tuple[str, ...]
    """Groups without a report: their hours are not in the lines."""
    shares: tuple[Share, ...]
    follow_ups: tuple[tuple[str, str], ...]
    """Groups and what is to be followed up."""


@dataclass(frozen=True, slots=True)
class FormReport:
    """Form 4872 of an area's or a territory's signed months."""

    prefix: str
    month: ReportingMonth
    lines: tuple[LineHours, ...]
    signed: tuple[str, ...]
    unsigned: tuple[str, ...]
    """Groups that are not in it."""


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One exception of a check: group, employee and day as far as it has them."""

    group: str
    unit: str
    name: str
    day: date | None
    told: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the quality analyst; one that is `grave` stops the validation (TM-14)."""

    name: str
    asks: str
    grave: bool
    exceptions: tuple[Exceptional, ...]

    @property
    def passed(self) -> bool:
        """Nothing was found."""
        return not self.exceptions


@dataclass(frozen=True, slots=True)
class Again:
    """A report made again: does it come out as it was, and what is different today (TM-09)."""

    report: Report
    reproduces: bool
    untouched: bool
    """Its own figures still give the digest it was stored with."""
    changed: tuple[tuple[Key, int, int], ...]
    """Figures that would be others today: then and now."""
    undone: int
    """Corrections made since that were left out to make it again."""
    later_runs: tuple[int, ...]
    """Import runs since whose time was left out."""
