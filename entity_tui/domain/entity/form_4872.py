"""The lines of Form 4872 as a table matched to time codes and subcodes (TM-14).

IRM 5.3.1.3.2 (3): the subcode of a case matches the time code of a line. The list of lines is the
site's: what stands in the table is what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

NO_LINE = "no line"


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line: the time codes and the subcodes whose hours stand on it."""

    code: str
    meaning: str
    time_codes: frozenset[str]
    subcodes: frozenset[str]

    def takes(self, code: str) -> bool:
        """Do hours that count under a code stand on this line?"""
        return code in self.time_codes or code in self.subcodes


@dataclass(frozen=True, slots=True)
class LineHours:
    """A line with its hours in hundredths; `codes` are those that had any."""

    code: str
    meaning: str
    hours: int
    codes: tuple[str, ...]


def read_lines(rows: Iterable[Mapping[str, str]], on: date) -> tuple[FormLine, ...]:
    """The lines in force on a day; of two rows of a line the last one stands."""
    found = {row["code"]: row for row in rows if _holds(row, on)}
    return tuple(
        FormLine(code, row.get("meaning") or "", _words(row.get("time_codes")),
                 _words(row.get("subcodes")))
        for code, row in sorted(found.items())
    )  # fmt: skip


def tracked_subcodes(
    subcodes: Iterable[Mapping[str, str]], lines: Iterable[FormLine]
) -> frozenset[str]:
    """Subcodes whose cases' time is added to the time code of the same number."""
    tracking = {row["code"] for row in subcodes if row.get("time_tracking") == "yes"}
    return frozenset(tracking.union(*(line.subcodes for line in lines)))


def form_4872(lines: Sequence[FormLine], hours: Mapping[str, int]) -> tuple[LineHours, ...]:
    """Every line with its hours; what matches none stands at the end, code by code.

    A code that several lines name stands on the first, so that nothing is counted twice.
    """
    left = dict(sorted(hours.items()))
    found = []
    for line in lines:
        codes = tuple(code for code in left if line.takes(code))
        taken = sum(left.pop(code) for code in codes)
        found.append(LineHours(line.code, line.meaning, taken, codes))
    return (*found, *(LineHours("", NO_LINE, n, (code,)) for code, n in left.items()))


def _holds(row: Mapping[str, str], on: date) -> bool:
    start, until = row.get("from") or "", row.get("until") or ""
    return start <= on.isoformat() and (not until or on.isoformat() < until)


def _words(text: str | None) -> frozenset[str]:
    return frozenset((text or "").replace(",", " ").replace(";", " ").split())
