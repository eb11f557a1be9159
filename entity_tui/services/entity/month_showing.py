"""A group's month as it is shown and signed: its report, its standing, who may sign (TM-08)."""

from __future__ import annotations

from dataclasses import replace

from entity_tui.domain.entity.month_days import blockers, done_late, unbalanced
from entity_tui.domain.entity.month_differences import differences, told_at_all
from entity_tui.domain.entity.month_end import Figure
from entity_tui.domain.entity.month_standing import (
    Standing,
    may_step,
    place_of,
    refusal,
    roles_for,
    standing,
    steps_open,
    was_returned,
)
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_unknown import UnknownHours, unknown_hours
from entity_tui.domain.entity.month_view import MonthView, Report
from entity_tui.errors import EntityError
from entity_tui.services.entity.month_ground import GroupMonth, MonthGround
from entity_tui.store.queries.entity import month_end as query
from entity_tui.store.queries.entity import month_reports, workers
from entity_tui.store.queries.entity.daily_time import cases_of_time
from entity_tui.store.queries.entity.month_steps import month_steps

_TITLE = "Month end"


def report_of(ground: MonthGround, group: str, n: int = 0) -> Report:
    """A group's n-th report, or the newest; EntityError where there is none."""
    month = ground.month.code
    if n:
        found = month_reports.report(ground.raw, ground.viewer, group, month, n)
    else:
        found = month_reports.latest_reports(ground.raw, ground.viewer, group, month).get(group)
    if found is None:
        which = f"report {n}" if n else "report"
        raise EntityError(f"{month} of group {group} has no {which}: generate one.", _TITLE)
    return found


def not_yours(ground: MonthGround, kind: StepKind, unit: str) -> str:
    """That the step is not the viewer's, and whose it is; "" where it is his."""
    raw, viewer, today = ground.raw, ground.viewer, ground.today
    known = workers.designations(raw, viewer, unit)
    corrects = was_returned(month_steps(raw, viewer, unit, ground.month.code))
    if may_step(viewer, kind, unit, today, known, corrects):
        return ""
    people = query.holders(raw, viewer, roles_for(kind), place_of(kind, unit), today)
    return refusal(kind, unit, people)


def view_of(ground: MonthGround, now: GroupMonth, n: int) -> MonthView:
    """A group's month as it is shown and signed."""
    raw, viewer, month = ground.raw, ground.viewer, ground.month
    latest = month_reports.latest_reports(raw, viewer, now.group, month.code).get(now.group)
    report = report_of(ground, now.group, n) if n else latest
    figures: tuple[Figure, ...]
    if report:
        figures = month_reports.figures(raw, viewer, now.group, month.code, report.n)
    else:
        figures = ground.figures(now, ground.under(ground.cases([now])))
    steps = month_steps(raw, viewer, now.group, month.code)
    stands = standing_of(ground, steps)
    known = workers.designations(raw, viewer, now.group)
    made = report.made_with if report else None
    lines = {(f.part, f.line) for f in figures}
    categories = {key: ground.category(*key, made) for key in lines}
    signed = stands.approved is not None and report is not None and report.n == stands.approved.n
    return MonthView(
        now.group, month, report, figures, made.names if made else now.names,
        categories,
        report.modules if report else now.modules,
        report is not None and report.inputs != now.inputs, steps,
        stands, blockers(now.days, ground.today),
        made.unbalanced if made and signed else
        (*unbalanced(now.days, ground.today), *done_late(now.days)),
        differences(now.group, figures), told_at_all(figures),
        not_yours(ground, StepKind.APPROVE, now.group),
        steps_open(viewer, now.group, stands, ground.today, known, was_returned(steps)),
        _named(ground, unknown_hours(figures, categories, now.charged)),
    )  # fmt: skip


def _named(ground: MonthGround, found: tuple[UnknownHours, ...]) -> tuple[UnknownHours, ...]:
    """The cases as far as the viewer may see them, their numbers masked."""
    asked = {one: (one.case_id, one.days[0] if one.days else ground.month.end) for one in found}
    cases = cases_of_time(ground.raw, ground.viewer, (key for key in asked.values() if key[0]))
    return tuple(replace(one, case=cases.get(asked[one])) for one in found)


def standing_of(ground: MonthGround, steps: tuple[Step, ...]) -> Standing:
    """How far the month has come on the day that is today."""
    return standing(steps, ground.month, ground.time.calendar, ground.today)
