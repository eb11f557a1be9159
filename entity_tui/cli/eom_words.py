"""How a month's end is told on the command line: rows, data for scripts, lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entity_tui.errors import UsageError

if TYPE_CHECKING:
    from entity_tui.domain.entity.month_days import Finding
    from entity_tui.domain.entity.month_view import BoardRow, MonthView

GroupArgument = Annotated[
    str, typer.Argument(metavar="GROUP", help="A group: 270112 or 2701-12.")
]  # fmt: skip
AreaArgument = Annotated[
    str, typer.Argument(metavar="AREA", help="An area's two digits, or a territory's four.")
]
MonthArgument = Annotated[str, typer.Argument(metavar="YYYY-MM", help="The reporting month.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]
NumberOption = Annotated[int, typer.Option("--report", help="The n-th report; else the newest.")]

BOARD = ("unit", "state", "next", "due", "timing", "done_on", "done_by", "signed_by", "report",
         "stale", "follow_ups")  # fmt: skip
FIGURES = ("group", "month", "report", "unit", "name", "part", "line", "category", "hours")


def group_of(text: str) -> str:
    """The six digits of a group; UsageError for anything else."""
    found = _digits(text)
    if len(found) != 6:
        raise UsageError(f"GROUP: '{text}' is not a group, six digits")
    return found


def area_of(text: str) -> str:
    """The digits of an area or a territory; UsageError for anything else."""
    found = _digits(text)
    if len(found) not in (2, 4):
        raise UsageError(f"AREA: '{text}' is not an area, two digits, or a territory, four")
    return found


def _digits(text: str) -> str:
    from entity_tui.domain.organisation import read_unit

    try:
        return read_unit(text)
    except ValueError:
        return ""


def board_row(row: BoardRow) -> tuple[object, ...]:
    """One line of the board."""
    return (
        row.unit, row.state.value, row.following, row.due or "", row.timing, row.on_day or "",
        row.by, row.signed_by, row.report or "", "yes" if row.stale else "", row.follow_ups or "",
    )  # fmt: skip


def state_line(view: MonthView) -> str:
    """Where the month stands, in one line."""
    found = view.standing
    report = f"report {view.report.n}" if view.report else "no report"
    told = f"{view.month.code} of group {view.group} is {found.state.value}, {report}"
    if found.approved:
        told += f", signed by {found.approved.name} {found.approved.at:%m/%d/%y %H:%M} UTC"
    if found.next and found.due:
        told += f"; {found.next.value} by {found.due:%m/%d/%y} ({found.timing})"
    return told + ("; its days have changed since" if view.stale else "")


def signed_line(view: MonthView) -> str:
    """Which report of a signed month it is, without what changes from day to day."""
    return f"{view.month.code} of group {view.group}, report {view.report.n if view.report else ''}"


def figure_rows(view: MonthView) -> Iterator[tuple[object, ...]]:
    """Every figure a row; hours are numbers."""
    number = view.report.n if view.report else ""
    for figure in view.figures:
        if figure.part != "each":
            yield (
                view.group, view.month.code, number, figure.unit,
                view.names.get(figure.unit, ""), str(figure.part), figure.line,
                view.categories.get((figure.part, figure.line), ""), figure.hours / 100,
            )  # fmt: skip


def as_data(view: MonthView) -> dict[str, Any]:
    """The month as a script reads it."""
    found, report = view.standing, view.report
    return {
        "group": view.group,
        "month": view.month.code,
        "start": view.month.start.isoformat(),
        "end": view.month.end.isoformat(),
        "state": found.state.value,
        "next": found.next.value if found.next else "",
        "due": found.due.isoformat() if found.due else None,
        "timing": found.timing,
        "report": report.n if report else None,
        "generated_at": report.at.isoformat() if report else None,
        "generated_by": report.user if report else "",
        "runs": list(report.runs) if report else [],
        "corrections": report.corrections if report else None,
        "digest": report.digest if report else "",
        "stale": view.stale,
        "approved_by": found.approved.user if found.approved else "",
        "approved_at": found.approved.at.isoformat() if found.approved else None,
        "signed_digest": found.approved.digest if found.approved else "",
        "tdas": view.modules.tdas,
        "tdis": view.modules.tdis,
        "hours": view.total / 100,
        "hours_due": view.due / 100,
        "figures": [dict(zip(FIGURES[3:], row[3:], strict=True)) for row in figure_rows(view)],
        "blockers": [_finding(one) for one in view.blockers],
        "unbalanced": [_finding(one) for one in view.unbalanced],
        "differences": [
            {"unit": d.unit, "name": view.names.get(d.unit, ""), "line": d.line,
             "measure": "count" if d.count else "hours",
             "days": d.ours / 100, "extract": None if d.told is None else d.told / 100}
            for d in view.differences
        ],
        "month_end_extract": view.told,
        "steps": [
            {"step": s.step.value, "report": s.n, "at": s.at.isoformat(),
             "on": s.on_day.isoformat(), "user": s.user, "name": s.name,
             "digest": s.digest, "note": s.note}
            for s in view.steps
        ],
        "follow_ups": list(found.follow_ups),
    }  # fmt: skip


def _finding(one: Finding) -> dict[str, Any]:
    return {"kind": one.kind, "employee": one.unit, "name": one.name, "day": one.day.isoformat(),
            "told": one.told}  # fmt: skip
