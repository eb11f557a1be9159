"""What the quality analyst checks before a month is sent, each exception to its day (TM-14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entity_tui.domain.entity.daily_time import hours_text
from entity_tui.domain.entity.month_days import blockers
from entity_tui.domain.entity.month_differences import difference_text, differences, told_at_all
from entity_tui.domain.entity.month_end import HOURS, Figure, Part, as_before, digest_of, totals
from entity_tui.domain.entity.month_standing import State, standing
from entity_tui.domain.entity.month_view import Check, Exceptional, Report
from entity_tui.domain.entity.time_codes import Category
from entity_tui.services.entity.month_again import changed, with_counts
from entity_tui.services.entity.month_ground import GroupMonth, MonthGround
from entity_tui.store.queries.entity import month_reports

Reported = Mapping[str, Sequence[Figure]]


def checks(ground: MonthGround, prefix: str) -> tuple[Check, ...]:
    """Every check with its exceptions; the grave ones stop the validation."""
    groups = ground.groups(prefix)
    code = ground.month.code
    figures = month_reports.latest_figures(ground.raw, ground.viewer, prefix, code, each=True)
    reports = month_reports.latest_reports(ground.raw, ground.viewer, prefix, code)
    known = {group: figures[group] for group in groups if group in figures}
    return (
        Check("accepted", "every group's report is accepted by the area", True,
              _accepted(ground, groups, prefix)),
        Check("signed figures", "the figures are those that were signed", True,
              _signed(ground, known, reports)),
        Check("reproduces", "the days give the same figures again", True,
              _reproduces(ground, groups, known, reports)),
        Check("sums", "the totals of the month are those of its days", True,
              _sums(groups, known)),
        Check("missing EOD", "no day is missing, open, in conflict or awaited", False,
              _open_days(ground, groups)),
        Check("unclassified", "every hour counts under a code of the table", False,
              _unclassified(ground, groups, known)),
        Check("month-end extract", "the month-end extract says the same", False,
              _differing(groups, known)),
        Check("hours", "every employee's hours are those expected", False,
              _expected(groups, known)),
    )  # fmt: skip


def _accepted(
    ground: MonthGround, groups: Mapping[str, GroupMonth], prefix: str
) -> tuple[Exceptional, ...]:
    steps = month_reports.steps_under(ground.raw, ground.viewer, prefix, ground.month.code)
    found = []
    for group in groups:
        where = standing(steps.get(group, ()), ground.month, ground.time.calendar, ground.today)
        if where.state is not State.ACCEPTED:
            found.append(Exceptional(group, "", "", None, f"is {where.state.value}"))
    return tuple(found)


def _signed(
    ground: MonthGround, known: Reported, reports: Mapping[str, Report]
) -> tuple[Exceptional, ...]:
    return tuple(
        Exceptional(group, "", "", None, f"report {reports[group].n}: the digest is another")
        for group, figures in known.items()
        if digest_of(group, ground.month.code, reports[group].modules, figures)
        != reports[group].digest
    )


def _reproduces(
    ground: MonthGround, groups: Mapping[str, GroupMonth], known: Reported,
    reports: Mapping[str, Report],
) -> tuple[Exceptional, ...]:  # fmt: skip
    """Recomputed group by group; what case time counts under is kept with each report."""
    found = []
    for group, figures in known.items():
        under = as_before(figures, ground.under({}))
        made = reports[group].made_with
        now = ground.figures(
            with_counts(groups[group], figures), under, reports[group].modules,
            made.codes if made else None,
        )  # fmt: skip
        for (unit, part, line), then, today in changed(figures, now):
            if part != Part.EACH:
                told = f"{part} {line}: {hours_text(then)} signed, {hours_text(today)} now"
                found.append(Exceptional(group, unit, groups[group].names.get(unit, ""), None,
                                         told))  # fmt: skip
    return tuple(found)


def _sums(groups: Mapping[str, GroupMonth], known: Reported) -> tuple[Exceptional, ...]:
    found = []
    for group, figures in known.items():
        month = totals(figures, Part.TOTAL)
        days: dict[str, int] = {}
        for fact in groups[group].days:
            days[fact.unit] = days.get(fact.unit, 0) + fact.total
        if sum(month.values()) != sum(days.values()):
            told = f"month {hours_text(sum(month.values()))}, days {hours_text(sum(days.values()))}"
            found.append(Exceptional(group, "", "", None, told))
    return tuple(found)


def _open_days(
    ground: MonthGround, groups: Mapping[str, GroupMonth]
) -> tuple[Exceptional, ...]:  # fmt: skip
    return tuple(
        Exceptional(group, one.unit, one.name, one.day, one.told)
        for group, now in groups.items() for one in blockers(now.days, ground.today)
    )  # fmt: skip


def _unclassified(
    ground: MonthGround, groups: Mapping[str, GroupMonth], known: Reported
) -> tuple[Exceptional, ...]:
    return tuple(
        Exceptional(group, f.unit, groups[group].names.get(f.unit, ""), None,
                    f"{f.part} {f.line}: {hours_text(f.hours)}")
        for group, figures in known.items() for f in figures
        if f.part in (Part.CASE, Part.CODE)
        and ground.category(f.part, f.line) == Category.UNCLASSIFIED
    )  # fmt: skip


def _differing(groups: Mapping[str, GroupMonth], known: Reported) -> tuple[Exceptional, ...]:
    without = tuple(
        Exceptional(group, "", "", None, "no month-end extract (E6) was received")
        for group, figures in known.items()
        if not told_at_all(figures)
    )
    return without + tuple(
        Exceptional(group, one.unit, groups[group].names.get(one.unit, ""), None,
                    f"{one.line}: {difference_text(one)}")
        for group, figures in known.items() for one in differences(group, figures)
    )  # fmt: skip


def _expected(groups: Mapping[str, GroupMonth], known: Reported) -> tuple[Exceptional, ...]:
    found = []
    for group, figures in known.items():
        due = {f.unit: f.hours for f in figures if f.part == Part.DUE and f.line == HOURS}
        month = totals(figures, Part.TOTAL)
        for unit in sorted(due.keys() | month.keys()):
            if due.get(unit, 0) != month.get(unit, 0):
                told = f"{hours_text(month.get(unit, 0))} of {hours_text(due.get(unit, 0))}"
                found.append(
                    Exceptional(group, unit, groups[group].names.get(unit, ""), None, told)
                )  # fmt: skip
    return tuple(found)
