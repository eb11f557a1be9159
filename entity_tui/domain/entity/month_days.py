"""The days of a group's month: what stops its approval, and what is listed beside (TM-08)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.entity.daily_time import told_balance

STOPS = ("missing", "open", "conflict", "awaited")
_TOLD = {
    "missing": "no time", "open": "not finalised", "conflict": "conflict with an extract",
    "awaited": "re-extract awaited",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayFact:
    """One employee's day, as much of it as the month asks."""

    unit: str
    name: str
    day: date
    due: int
    total: int = 0
    beyond: int = 0
    """Hours of code 710, which may go over the tour of duty."""
    entries: bool = False
    finalised: bool = False
    conflict: bool = False
    awaited: bool = False
    done_on: date | None = None
    """The day it was finalised, or reported, where that was after its deadline."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a day: missing, open, conflict, awaited; short, over; late."""

    kind: str
    unit: str
    name: str
    day: date
    told: str


def blockers(days: Iterable[DayFact], today: date) -> tuple[Finding, ...]:
    """What stops the approval, day by day."""
    return tuple(
        Finding(kind, fact.unit, fact.name, fact.day, _TOLD[kind])
        for fact in days if fact.day < today for kind in _stopping(fact)
    )  # fmt: skip


def _stopping(fact: DayFact) -> Iterable[str]:
    if fact.due and not fact.entries:
        yield "missing"
    elif fact.entries and not fact.finalised:
        yield "open"
    if fact.conflict:
        yield "conflict"
    if fact.awaited:
        yield "awaited"


def unbalanced(days: Iterable[DayFact], today: date) -> tuple[Finding, ...]:
    """Days short of the hours due, or over them, what was earned beyond the tour apart."""
    found = []
    for fact in days:
        told = told_balance(fact.due, fact.total, fact.beyond)
        if fact.entries and fact.day < today and told:
            found.append(Finding(told[0], fact.unit, fact.name, fact.day, told[1]))
    return tuple(found)


def done_late(days: Iterable[DayFact]) -> tuple[Finding, ...]:
    """Days that were finalised, or reported, after their deadline."""
    return tuple(
        Finding("late", fact.unit, fact.name, fact.day, f"finalised late, {fact.done_on:%m/%d/%y}")
        for fact in days
        if fact.done_on is not None
    )


@dataclass(frozen=True, slots=True)
class OfEmployee:
    """An employee's findings of one kind: how many, and the first."""

    first: Finding
    count: int


def by_employee(found: Iterable[Finding]) -> tuple[OfEmployee, ...]:
    """Findings employee by employee and kind by kind, in the order of the numbers."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        grouped.setdefault((one.unit, one.kind), []).append(one)
    return tuple(
        OfEmployee(min(ones, key=lambda one: one.day), len(ones))
        for _, ones in sorted(grouped.items())
    )


def in_words(found: Sequence[Finding], most: int = 3) -> str:
    """The first of them with employee and day, and how many more."""
    first = "; ".join(
        f"{one.name or one.unit} {one.day:%m/%d/%y} {one.told}" for one in found[:most]
    )
    return first + (f"; and {len(found) - most:,} more" if len(found) > most else "")
