"""The figures of a group's month, summed from its days and nothing else (TM-08, TM-09, TM-10).

Hours are whole hundredths, so that sums equal the days exactly. IRM 5.3.1, Field Collection Time
Reporting; code 809 rolls into 101 and 201 by the group's TDAs and TDIs (IRM 5.21.5).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from entity_tui.domain.entity.time_codes import (
    BALANCE_DUE,
    MISCELLANEOUS,
    RETURN_DUE,
    Category,
    TimeCodes,
)

UNCLASSIFIED = Category.UNCLASSIFIED.value
"""The line of case time that counts under no code."""
HOURS = "hours"
"""The line of figures that have only one."""


class Part(StrEnum):
    """What a figure tells."""

    CASE = "case"
    """Time on cases, by the code it counts under."""
    CODE = "code"
    """Time on codes."""
    DUE = "due"
    """Hours expected."""
    TOTAL = "total"
    """The totals of the days: informational hours are left out."""
    TOLD = "told"
    """What the month-end extract says, of employees and of the group."""
    TOLD_COUNT = "told count"
    """Numbers of the month-end extract that are no hours: inventory and activity."""
    COUNTED = "counted"
    """The same numbers as they are counted here, in hundredths too."""
    CTRS = "ctrs"
    """The group's hours by code, after code 809 has been divided."""
    EACH = "each"
    """Time on one case and what it counts under, so that the report can be made again."""


class Charged(NamedTuple):
    """One entry that counts, of an employee (`unit`: the number charged under) and a day."""

    employee_id: int
    day: date
    unit: str
    case_id: int
    code: str
    hours: int
    run: int = 0
    """The import run it came with; 0: entered here."""
    source: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What decides which code time on a case counts under."""

    subcode: str = ""
    tda: bool = False
    """It has an open balance-due module."""
    tdi: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report, in hundredths of an hour; `unit` has eight digits or six."""

    unit: str
    part: str
    line: str
    hours: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same figure of a report."""
        return self.unit, self.part, self.line


@dataclass(frozen=True, slots=True)
class Modules:
    """Open modules of a group, by which code 809 is divided."""

    tdas: int = 0
    tdis: int = 0

    @property
    def told(self) -> str:
        """How 809 is divided, or why it is not."""
        if not self.tdas + self.tdis:
            return "809 is not divided: the group has no open TDA or TDI"
        return f"809 divided over 101 and 201 by {self.tdas:,} TDAs and {self.tdis:,} TDIs"


COUNTS = ("cases", "tdas", "tdis", "received", "closed", "entries")
"""What is counted of inventory, as it is, and of the month's activity, besides hours."""
Under = Callable[[int, str], str]
"""The code that time on a case (its number, the extract's code) counts under."""


def counts_under(code: str, facts: CaseFacts | None, tracked: Collection[str]) -> str:
    """A time-tracking subcode, else the extract's code, else 101 or 201 by the open modules.

    "The subcode will match the time code": IRM 5.3.1.3.2 (3).
    """
    if facts and facts.subcode and facts.subcode in tracked:
        return facts.subcode
    if code:
        return code
    if facts and facts.tda:
        return BALANCE_DUE
    return RETURN_DUE if facts and facts.tdi else UNCLASSIFIED


def classifier(cases: Mapping[int, CaseFacts], tracked: Collection[str]) -> Under:
    """Which code time counts under, by the cases as they are."""
    return lambda case_id, code: counts_under(code, cases.get(case_id), tracked)


def as_before(figures: Iterable[Figure], otherwise: Under) -> Under:
    """Which code time counted under in a report; of what it does not know, `otherwise`."""
    known: dict[tuple[int, str], str] = {}
    for figure in figures:
        if figure.part == Part.EACH:
            number, code, under = figure.line.split("\t", 2)
            known[int(number), code] = under
    return lambda case_id, code: known.get((case_id, code)) or otherwise(case_id, code)


def sums(charged: Iterable[Charged], under: Under, codes: TimeCodes) -> Iterator[Figure]:
    """The hours of every employee by line, each case, and the total of his days."""
    found: Counter[tuple[str, str, str]] = Counter()
    counted: dict[tuple[str, date], bool] = {}
    for entry in charged:
        counts = True
        if entry.case_id:
            line = under(entry.case_id, entry.code)
            found[entry.unit, Part.CASE, line] += entry.hours
            each = f"{entry.case_id:010d}\t{entry.code}\t{line}"
            found[entry.unit, Part.EACH, each] += entry.hours
        else:
            found[entry.unit, Part.CODE, entry.code] += entry.hours
            key = entry.code, entry.day
            if key not in counted:
                counted[key] = codes.counts(*key)
            counts = counted[key]
        if counts:
            found[entry.unit, Part.TOTAL, HOURS] += entry.hours
    yield from (Figure(*key, hours) for key, hours in found.items())


def divided(hours: int, modules: Modules) -> tuple[int, int]:
    """Hours of code 809 as those of 101 and 201: to the hundredth, none lost.

    The hundredth left over goes to the larger remainder, of equal ones to 101.
    """
    count = modules.tdas + modules.tdis
    first, rest = divmod(hours * modules.tdas, count)
    other, other_rest = divmod(hours * modules.tdis, count)
    left = hours - first - other
    return (first + left, other) if rest >= other_rest else (first, other + left)


def divided_among(
    hours: Mapping[str, int], modules: Modules
) -> dict[str, tuple[int, int]]:  # fmt: skip
    """The division of every unit's 809; together they are the division of the sum."""
    found, before, given = {}, 0, (0, 0)
    for unit in sorted(hours):
        before += hours[unit]
        now = divided(before, modules)
        found[unit] = now[0] - given[0], now[1] - given[1]
        given = now
    return found


def translated(lines: Mapping[str, int], modules: Modules) -> dict[str, int]:
    """Hours by code after 809 has been divided; as they are where there is no module."""
    found = Counter(lines)
    if modules.tdas + modules.tdis and MISCELLANEOUS in found:
        tda, tdi = divided(found.pop(MISCELLANEOUS), modules)
        found[BALANCE_DUE] += tda
        found[RETURN_DUE] += tdi
    return {line: hours for line, hours in found.items() if hours}


def by_line(figures: Iterable[Figure]) -> dict[str, int]:
    """Case and code time together, by code."""
    found: Counter[str] = Counter()
    for figure in figures:
        if figure.part in (Part.CASE, Part.CODE):
            found[figure.line] += figure.hours
    return dict(found)


def report_figures(
    group: str, summed: Sequence[Figure], due: Mapping[str, int], told: Iterable[Figure],
    modules: Modules,
) -> tuple[Figure, ...]:  # fmt: skip
    """Every figure of a group's report, in one order."""
    ctrs = translated(by_line(summed), modules)
    return tuple(
        sorted(
            (*summed, *told, *(Figure(unit, Part.DUE, HOURS, n) for unit, n in due.items()),
             *(Figure(group, Part.CTRS, line, n) for line, n in ctrs.items())),
            key=lambda figure: figure.key,
        )
    )  # fmt: skip


def totals(figures: Iterable[Figure], part: Part) -> dict[str, int]:
    """The hours of a part by unit."""
    found: Counter[str] = Counter()
    for figure in figures:
        if figure.part == part:
            found[figure.unit] += figure.hours
    return dict(found)


def category(part: str, line: str, codes: TimeCodes, on: date, tracked: Collection[str]) -> str:
    """What the hours of a line count as; time on a tracked subcode's case is direct."""
    if line == UNCLASSIFIED:
        return UNCLASSIFIED
    found = codes.category(line, on)
    if found == Category.UNCLASSIFIED and part in (Part.CASE, Part.CTRS) and line in tracked:
        return Category.DIRECT
    return found


def digest_of(group: str, month: str, modules: Modules, figures: Iterable[Figure]) -> str:
    """The digest that is signed: SHA-256 over the canonical rows of the figures."""
    rows = [f"{group}|{month}|{modules.tdas}|{modules.tdis}"]
    rows += sorted(f"{f.unit}|{f.part}|{f.line}|{f.hours}" for f in figures)
    return _sha(rows)


def inputs_of(charged: Iterable[Charged], due: Mapping[str, int], told: Iterable[Figure]) -> str:
    """A digest of what a report is made from: the days' time, hours due, the month-end extract."""
    rows = sorted(f"{e.employee_id}|{e.day}|{e.unit}|{e.case_id}|{e.code}|{e.hours}"
                  for e in charged)  # fmt: skip
    rows += sorted(f"due|{unit}|{hours}" for unit, hours in due.items())
    rows += sorted(f"{f.part}|{f.unit}|{f.line}|{f.hours}" for f in told)
    return _sha(rows)


def _sha(rows: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()
