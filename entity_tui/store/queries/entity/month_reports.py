"""Reports of months as they were generated, and the steps of many groups at once (TM-08, TM-09)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entity_tui.domain.entity.made_with import made_with_text, read_made_with
from entity_tui.domain.entity.month_end import Figure, Modules, Part
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_view import Report
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, day
from entity_tui.store.queries.entity.month_end import reach
from entity_tui.store.queries.entity.workers import sees_time

_REPORT = (
    "r.group_code, r.month, r.n, r.generated_at, r.generated_by, r.name, r.runs, r.corrections, "
    "r.tdas, r.tdis, r.inputs, r.digest, r.made_with FROM month_report r"
)
_LATEST = (
    "r.n = (SELECT max(m.n) FROM month_report m WHERE m.group_code = r.group_code "
    "AND m.month = r.month)"
)


def latest_reports(raw: Raw, viewer: Viewer, prefix: str, month: str) -> dict[str, Report]:
    """The newest report of every group under the prefix."""
    within, values = reach(viewer, "r.group_code", prefix)
    rows = raw.rows(
        f"SELECT {_REPORT} WHERE r.month = ? AND {within} AND {_LATEST}", (month, *values)
    )
    return {row[0]: _report(row) for row in rows if sees_time(viewer, row[0])}


def report(raw: Raw, viewer: Viewer, group: str, month: str, n: int) -> Report | None:
    """The n-th report of a group's month."""
    row = raw.one(
        f"SELECT {_REPORT} WHERE r.group_code = ? AND r.month = ? AND r.n = ?", (group, month, n)
    )
    return _report(row) if row and sees_time(viewer, group) else None


def figures(raw: Raw, viewer: Viewer, group: str, month: str, n: int) -> tuple[Figure, ...]:
    """The figures of a report, in their order."""
    rows = raw.rows(
        "SELECT unit, part, line, hours FROM month_figure WHERE group_code = ? AND month = ? "
        "AND n = ?", (group, month, n),
    )  # fmt: skip
    found = (Figure(unit, part, line, int(hours)) for unit, part, line, hours in rows)
    return tuple(sorted(found, key=lambda figure: figure.key))


def latest_figures(
    raw: Raw, viewer: Viewer, prefix: str, month: str, each: bool = False
) -> dict[str, list[Figure]]:
    """The figures of the newest report of every group under the prefix, in one pass.

    Those of each case only where they are asked for.
    """
    parts = "" if each else f" AND f.part <> '{Part.EACH}'"
    within, values = reach(viewer, "r.group_code", prefix)
    found: dict[str, list[Figure]] = {}
    for group, unit, part, line, hours in raw.stream(
        "SELECT f.group_code, f.unit, f.part, f.line, f.hours FROM month_report r "
        "JOIN month_figure f ON f.group_code = r.group_code AND f.month = r.month AND f.n = r.n "
        f"WHERE r.month = ? AND {within} AND {_LATEST}{parts}",
        (month, *values),
    ):
        found.setdefault(group, []).append(Figure(unit, part, line, int(hours)))
    return {group: rows for group, rows in found.items() if sees_time(viewer, group)}


def write_report(raw: Raw, viewer: Viewer, made: Report, made_of: Iterable[Figure]) -> None:
    """Keep a report with its figures; it is never changed."""
    key = (made.group, made.month, made.n)
    raw.execute(
        "INSERT INTO month_report (group_code, month, n, generated_at, generated_by, name, runs, "
        "corrections, tdas, tdis, inputs, digest, made_with) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*key, micros(made.at), made.user, made.name, " ".join(map(str, made.runs)),
         made.corrections, made.modules.tdas, made.modules.tdis, made.inputs, made.digest,
         made_with_text(made.made_with) if made.made_with else ""),
    )  # fmt: skip
    raw.load(
        "month_figure", ("group_code", "month", "n", "unit", "part", "line", "hours"),
        ((*key, f.unit, str(f.part), f.line, f.hours) for f in made_of),
    )  # fmt: skip


def begin_step(raw: Raw, viewer: Viewer) -> None:
    """One step at a time: the next waits until this transaction is over, as on SQLite."""
    if raw.postgres:
        raw.execute("LOCK TABLE month_step IN EXCLUSIVE MODE")


def steps_under(
    raw: Raw, viewer: Viewer, prefix: str, month: str
) -> dict[str, tuple[Step, ...]]:  # fmt: skip
    """The steps of every group under the prefix, and of the areas above and below it."""
    within, values = reach(viewer, "unit", prefix)
    found: dict[str, list[Step]] = {}
    for unit, step, n, at, on, user, name, digest, note in raw.rows(
        "SELECT unit, step, n, at, on_day, user_id, name, digest, note FROM month_step "
        f"WHERE month = ? AND (({within}) OR unit = ?) ORDER BY unit, seq",
        (month, *values, prefix[:2]),
    ):
        made = Step(StepKind(step), n, instant(at), day(on), user, name, digest, note)
        found.setdefault(unit, []).append(made)
    return {unit: tuple(steps) for unit, steps in found.items()}


def _report(row: tuple[Any, ...]) -> Report:
    group, month, n, at, user, name, runs, count, tdas, tdis, inputs, digest, made = row
    return Report(group, month, n, instant(at), user, name, tuple(map(int, runs.split())), count,
                  Modules(tdas, tdis), inputs, digest, read_made_with(made))  # fmt: skip
