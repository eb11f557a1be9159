"""The steps of a month, read and added to (TM-08)."""

from __future__ import annotations

from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, day


def month_steps(raw: Raw, viewer: Viewer, unit: str, month: str) -> tuple[Step, ...]:
    """Every step of a group's (six digits) or an area's (two) month, in order."""
    rows = raw.rows(
        "SELECT step, n, at, on_day, user_id, name, digest, note FROM month_step "
        "WHERE unit = ? AND month = ? ORDER BY seq",
        (unit, month),
    )
    return tuple(
        Step(StepKind(step), n, instant(at), day(on), user, name, digest, note)
        for step, n, at, on, user, name, digest, note in rows
    )


def hold_steps(raw: Raw, viewer: Viewer) -> None:
    """Until the act is committed no month is signed; other acts on time go on beside it.

    On SQLite a writing transaction has the store to itself.
    """
    if raw.postgres:
        raw.execute("LOCK TABLE month_step IN ROW EXCLUSIVE MODE")


def add_step(raw: Raw, viewer: Viewer, unit: str, month: str, step: Step) -> None:
    """Add a step after the last."""
    raw.execute(
        "INSERT INTO month_step (unit, month, seq, step, n, at, on_day, user_id, name, digest, "
        "note) SELECT ?, ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM month_step "
        "WHERE unit = ? AND month = ?",
        (unit, month, step.step.value, step.n, micros(step.at), step.on_day.isoformat(), step.user,
         step.name, step.digest, step.note, unit, month),
    )  # fmt: skip
