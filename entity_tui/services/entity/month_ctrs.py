"""The hours of groups as CTRS and Form 4872 take them: signed ones from what was signed (TM-10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entity_tui.domain.entity.form_4872 import form_4872
from entity_tui.domain.entity.month_end import Figure, Modules, Part, divided_among
from entity_tui.domain.entity.month_standing import standing
from entity_tui.domain.entity.month_view import FormReport
from entity_tui.domain.entity.time_codes import BALANCE_DUE, MISCELLANEOUS, RETURN_DUE
from entity_tui.services.entity.month_ground import MonthGround
from entity_tui.store.queries.entity import month_reports

Hours = tuple[str, str, int]
"""Assignment number, code (`unclassified` for case time without one), hundredths."""


@dataclass(frozen=True, slots=True)
class CtrsHours:
    """Hours by employee and code, and the groups whose month is not signed."""

    rows: tuple[Hours, ...]
    unsigned: tuple[str, ...]


def ctrs_hours(ground: MonthGround, prefix: str) -> CtrsHours:
    """Every group under the prefix: as signed, or as its days are now where it is not."""
    groups = ground.groups(prefix)
    signed = _signed(ground, groups, prefix)
    figures = month_reports.latest_figures(ground.raw, ground.viewer, prefix, ground.month.code)
    reports = month_reports.latest_reports(ground.raw, ground.viewer, prefix, ground.month.code)
    unsigned = tuple(group for group in groups if group not in signed)
    under = ground.under(ground.cases([groups[group] for group in unsigned]))
    rows: list[Hours] = []
    for group, now in groups.items():
        if group in signed:
            rows += by_employee(figures.get(group, ()), reports[group].modules)
        else:
            rows += by_employee(ground.figures(now, under), now.modules)
    return CtrsHours(tuple(sorted(rows)), unsigned)


def by_employee(figures: Iterable[Figure], modules: Modules) -> Iterator[Hours]:
    """Case and code time by employee and code, each with his part of the group's divided 809."""
    hours: Counter[tuple[str, str]] = Counter()
    misc: Counter[str] = Counter()
    divides = bool(modules.tdas + modules.tdis)
    for figure in figures:
        if figure.part in (Part.CASE, Part.CODE):
            if divides and figure.line == MISCELLANEOUS:
                misc[figure.unit] += figure.hours
            else:
                hours[figure.unit, figure.line] += figure.hours
    if misc:
        for unit, (tda, tdi) in divided_among(misc, modules).items():
            hours[unit, BALANCE_DUE] += tda
            hours[unit, RETURN_DUE] += tdi
    yield from ((unit, line, n) for (unit, line), n in hours.items() if n)


def form(ground: MonthGround, prefix: str) -> FormReport:
    """Form 4872 of the signed months under the prefix, 809 divided group by group (TM-14)."""
    groups = ground.codes(prefix)
    signed = _signed(ground, groups, prefix)
    figures = month_reports.latest_figures(ground.raw, ground.viewer, prefix, ground.month.code)
    hours: Counter[str] = Counter()
    for group in signed:
        for figure in figures.get(group, ()):
            if figure.part == Part.CTRS:
                hours[figure.line] += figure.hours
    return FormReport(
        prefix, ground.month, form_4872(ground.lines, hours), tuple(sorted(signed)),
        tuple(group for group in groups if group not in signed),
    )  # fmt: skip


def _signed(
    ground: MonthGround, groups: Iterable[str], prefix: str
) -> frozenset[str]:  # fmt: skip
    steps = month_reports.steps_under(ground.raw, ground.viewer, prefix, ground.month.code)
    return frozenset(
        group for group in groups
        if standing(steps.get(group, ()), ground.month, ground.time.calendar, ground.today).approved
    )  # fmt: skip
