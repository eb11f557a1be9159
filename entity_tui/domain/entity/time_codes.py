"""Time codes: what each counts as, effective-dated; unknown ones are kept, never dropped (TM-13).

IRM 5.3.1, Field Collection Time Reporting (3); the definitions themselves are the site's (5.2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ASSISTING, MISCELLANEOUS = "810", "809"
BALANCE_DUE, RETURN_DUE = "101", "201"
BEYOND_TOUR = "710"
CASE_TIME = "TIN"
"""How month-end extracts name the time on cases."""


_ELSEWHERE = ("Advisory", "PALS")
"""How the categories of codes begin that other functions charge (IRM 5.5.8, 1.4.53)."""


class Category(StrEnum):
    """What hours on a code count as; `unclassified` where the table does not know the code."""

    DIRECT = "direct"
    NON_CASE_DIRECT = "non-case direct"
    NON_DIRECT = "non-direct"
    OVERHEAD = "overhead"
    INFORMATIONAL = "informational"
    OTHER = "other"
    UNCLASSIFIED = "unclassified"


class Ahead(StrEnum):
    """What may be done with time on a code before the day: training and leave, detail out."""

    NOTHING = ""
    ENTER = "enter"
    FINALISE = "finalise"


@dataclass(frozen=True, slots=True)
class TimeCode:
    """A code as it is on a day."""

    code: str
    meaning: str
    category: str
    counts: bool
    """Are its hours in the day's total? The category decides: informational ones are not."""
    ahead: Ahead = Ahead.NOTHING
    start: date = date.min
    until: date | None = None

    @property
    def is_field(self) -> bool:
        """Is it a code of field collection? Those of Advisory and PALS are not offered here."""
        return not self.category.startswith(_ELSEWHERE)

    def holds(self, day: date) -> bool:
        """Is the code in force on a day?"""
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class TimeCodes:
    """The table: published codes and the site's own."""

    rows: tuple[TimeCode, ...]

    def find(self, code: str, day: date) -> TimeCode | None:
        """The code as it is on a day; of two rows the one that came into force last."""
        found = [row for row in self.rows if row.code == code and row.holds(day)]
        return max(found, key=lambda row: row.start) if found else None

    def counts(self, code: str, day: date) -> bool:
        """Are hours on it in the day's total? What is unknown is, so that it is seen."""
        found = self.find(code, day)
        return found is None or found.counts

    def category(self, code: str, day: date) -> str:
        """The category; `unclassified` for a code nobody knows."""
        found = self.find(code, day)
        return found.category if found else Category.UNCLASSIFIED

    def ahead(self, code: str, day: date) -> Ahead:
        """May it be entered, or finalised, before the day?"""
        found = self.find(code, day)
        return found.ahead if found else Ahead.NOTHING

    def on(self, day: date) -> tuple[TimeCode, ...]:
        """Every code in force, by code."""
        codes = sorted({row.code for row in self.rows})
        return tuple(found for code in codes if (found := self.find(code, day)))

    def offered(self, day: date) -> tuple[TimeCode, ...]:
        """The codes a revenue officer is offered: those of field collection."""
        return tuple(row for row in self.on(day) if row.is_field)


def read_time_codes(rows: Iterable[Mapping[str, str]]) -> TimeCodes:
    """Codes from rows of the table: code, meaning, category, daily_balance, ahead, from, until."""
    return TimeCodes(tuple(_row(row) for row in rows))


def _row(row: Mapping[str, str]) -> TimeCode:
    category = row.get("category") or Category.UNCLASSIFIED
    return TimeCode(
        code=row["code"],
        meaning=row.get("meaning") or "",
        category=category,
        counts=category != Category.INFORMATIONAL,
        ahead=Ahead(row.get("ahead") or ""),
        start=date.fromisoformat(row["from"]) if row.get("from") else date.min,
        until=date.fromisoformat(row["until"]) if row.get("until") else None,
    )
