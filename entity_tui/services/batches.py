"""Import runs as batches: what came in, and taking one run back (IM-05, `batch undo`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from entity_tui.domain.counted import counted
from entity_tui.domain.entity.signed_month import signed_text
from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.columns import instant
from entity_tui.store.database import Database, Raw, day
from entity_tui.store.merge.undo import Dependent, dependents, undo
from entity_tui.store.queries.batches import mark_undone, runs
from entity_tui.store.queries.entity.month_steps import hold_steps
from entity_tui.store.queries.entity.signed_months import signed_on_run


@dataclass(frozen=True, slots=True)
class Batch:
    """One import run with its counts."""

    run: int
    feed: str
    source: str
    as_of: date
    user: str
    at: datetime
    read: int
    loaded: int
    rejected: int
    waiting: int
    changed: int
    undone: bool


class UndoRefused(EntityError):
    """The run cannot be taken back; the message says what depends on it."""


def batches(database: Database, viewer: Viewer, limit: int = 50) -> list[Batch]:
    """The newest runs first."""
    with database.read() as connection:
        rows = runs(Raw(connection), viewer, limit)
    return [
        Batch(
            number, feed, source, day(as_of), user, instant(at), read,
            loaded, rejected, waiting, changed, undone is not None,
        )
        for number, feed, source, as_of, user, at, read, loaded, rejected, waiting, changed, undone
        in rows
    ]  # fmt: skip


def undo_batch(database: Database, viewer: Viewer, run: int) -> int:
    """Take a run back whole; UndoRefused names what depends on it. Returns the rows touched."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not undo; a system administrator may."
        )
    with database.write() as connection:
        raw = Raw(connection)
        known = {row[0]: row for row in runs(raw, viewer, 0, run)}
        if run not in known:
            raise EntityError(f"There is no import run {run}.", "Not found")
        if known[run][-1] is not None:
            raise UndoRefused(f"Run {run} was taken back already.")
        hold_steps(raw, viewer)
        if signed := signed_on_run(raw, viewer, run):
            raise UndoRefused(
                f"Run {run} cannot be taken back: {signed_text(signed)} was made from it. "
                "The month must be reopened first."
            )
        if found := dependents(raw, viewer, run):
            raise UndoRefused(_told(run, found))
        count = undo(raw, viewer, run)
        mark_undone(raw, viewer, run, datetime.now(UTC))
        audit.act(connection, viewer, "undo import", f"run {run}", rows=count)
    return count


def _told(run: int, found: list[Dependent]) -> str:
    """`Run 5 cannot be taken back:`, then a line for `4,811 rows of obligation came with run 6`."""
    sums: dict[tuple[int, str], int] = {}
    for one in found:
        sums[one.run, one.table] = sums.get((one.run, one.table), 0) + one.count
    parts = [_reason(run, *what, count) for what, count in sorted(sums.items())]
    return "\n  ".join((f"Run {run} cannot be taken back:", *parts))


def _reason(run: int, other: int, table: str, count: int) -> str:
    """Why `count` rows stand in the way, which came with run `other` (0: recorded here).

    Of an earlier run there are only lines that waited; attached before this program kept which,
    they cannot be told apart and made to wait again.
    """
    were = "was" if count == 1 else "were"
    if table == "waiting_line":
        return f"{counted(count, 'line')} of it that waited {were} attached by run {other}"
    rows = f"{counted(count, 'row')} of {table.replace('_', ' ')}"
    if not other:
        return f"{rows} {were} recorded here"
    if other < run:
        return f"{rows}: lines of run {other} that waited were attached by this run"
    return f"{rows} came with run {other}"
