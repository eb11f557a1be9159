"""The board and an area's month, for many groups in one pass (TM-08)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from entity_tui.domain.entity.month_end import Figure, Part, totals
from entity_tui.domain.entity.month_shares import Share, shares
from entity_tui.domain.entity.month_standing import (
    AHEAD,
    DUE_TODAY,
    LATE,
    ON_TIME,
    State,
    area_state,
    standing,
)
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_view import AreaMonth, BoardRow, Report
from entity_tui.services.entity.month_ground import GroupMonth, MonthGround
from entity_tui.store.queries.entity import month_reports, workers

Steps = Mapping[str, Sequence[Step]]


def board(ground: MonthGround, prefix: str) -> tuple[BoardRow, ...]:
    """Every group under the prefix that the viewer sees, then the areas he sees whole."""
    groups = ground.groups(prefix)
    return _rows(ground, groups, prefix)[0]


def _rows(
    ground: MonthGround, groups: Mapping[str, GroupMonth], prefix: str
) -> tuple[tuple[BoardRow, ...], Steps]:
    raw, viewer, month = ground.raw, ground.viewer, ground.month
    steps = month_reports.steps_under(raw, viewer, prefix, month.code)
    reports = month_reports.latest_reports(raw, viewer, prefix, month.code)
    rows = [_of_group(ground, one, steps.get(group, ()), reports.get(group))
            for group, one in groups.items()]  # fmt: skip
    areas = sorted({group[:2] for group in groups if workers.sees_time(viewer, group[:2])})
    if len(prefix) <= 2:
        rows += [_of_area(ground, area, steps.get(area, ())) for area in areas]
    return tuple(rows), steps


def _of_group(
    ground: MonthGround, group: GroupMonth, steps: Sequence[Step], report: Report | None
) -> BoardRow:
    found = standing(steps, ground.month, ground.time.calendar, ground.today)
    return BoardRow(
        group.group, found.state, found.next.value if found.next else "", found.due, found.timing,
        found.last.on_day if found.last else None, found.last.name if found.last else "",
        found.approved.name if found.approved else "", report.n if report else 0,
        report is not None and report.inputs != group.inputs, len(found.follow_ups),
    )  # fmt: skip


def _of_area(ground: MonthGround, area: str, steps: Sequence[Step]) -> BoardRow:
    state, last = area_state(steps), steps[-1] if steps else None
    by = ground.month.send_by
    following = {
        State.OPEN: StepKind.VALIDATE, State.RECALLED: StepKind.VALIDATE,
        State.VALIDATED: StepKind.SEND,
    }.get(state)  # fmt: skip
    if following is None:
        timing = LATE if last and last.on_day > by else ON_TIME
    else:
        timing = LATE if ground.today > by else DUE_TODAY if ground.today == by else AHEAD
    return BoardRow(
        area, state, following.value if following else "", by if following else None, timing,
        last.on_day if last else None, last.name if last else "", "", 0, False, 0,
    )  # fmt: skip


def area(ground: MonthGround, prefix: str) -> AreaMonth:
    """What a prefix's groups reported, line by line, and which of them differ."""
    groups = ground.groups(prefix)
    rows, steps = _rows(ground, groups, prefix)
    figures = month_reports.latest_figures(ground.raw, ground.viewer, prefix, ground.month.code)
    reported = {group: figures[group] for group in groups if group in figures}
    follow = [
        (group, told) for group in groups
        for told in standing(steps.get(group, ()), ground.month, ground.time.calendar,
                             ground.today).follow_ups
    ]  # fmt: skip
    return AreaMonth(
        prefix, ground.month, area_state(steps.get(prefix, ())) if len(prefix) == 2 else State.OPEN,
        rows, lines(ground, reported.values()), _sum(reported.values(), Part.TOTAL),
        _sum(reported.values(), Part.DUE), tuple(g for g in groups if g not in figures),
        _by_territory(ground, reported), tuple(follow),
    )  # fmt: skip


def lines(
    ground: MonthGround, reports: Iterable[Iterable[Figure]]
) -> tuple[tuple[str, str, int], ...]:
    """Code, category and hours of all these reports together, 809 divided group by group."""
    found: Counter[str] = Counter()
    for figures in reports:
        for figure in figures:
            if figure.part == Part.CTRS:
                found[figure.line] += figure.hours
    return tuple((line, ground.category(Part.CTRS, line), found[line]) for line in sorted(found))


def _sum(reports: Iterable[Iterable[Figure]], part: Part) -> int:
    return sum(sum(totals(figures, part).values()) for figures in reports)


def _by_territory(
    ground: MonthGround, reported: Mapping[str, Sequence[Figure]]
) -> tuple[Share, ...]:
    """Shares against the other groups of the same territory."""
    known: dict[tuple[str, str], str] = {}

    def category(part: str, line: str) -> str:
        if (part, line) not in known:
            known[part, line] = ground.category(part, line)
        return known[part, line]

    found: list[Share] = []
    for territory in sorted({group[:4] for group in reported}):
        found += shares({g: f for g, f in reported.items() if g[:4] == territory}, category)
    return tuple(sorted(found, key=lambda one: not one.stands_out))


def digest(ground: MonthGround, prefix: str) -> str:
    """One digest over the signed reports of an area: what is validated is what is sent."""
    steps = month_reports.steps_under(ground.raw, ground.viewer, prefix, ground.month.code)
    rows = []
    for unit in sorted(steps):
        signed = standing(steps[unit], ground.month, ground.time.calendar, ground.today).approved
        if len(unit) == 6 and signed:
            rows.append(f"{unit}|{signed.n}|{signed.digest}")
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
