"""Import runs, newest first; no taxpayer data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import micros
from entity_tui.store.database import Raw


def runs(raw: Raw, viewer: Viewer, limit: int = 50, only: int = 0) -> list[tuple[Any, ...]]:
    """Number, feed, source, as of, user, end, read, loaded, rejected, waiting, changed, undone.

    `limit` 0 means all; `only` is one run.
    """
    where = "WHERE run_id = ? " if only else ""
    end = f"LIMIT {int(limit)}" if limit else ""
    return raw.rows(
        "SELECT run_id, feed, source, as_of, user_id, finished_at, read, loaded, rejected, "
        f"waiting, changed, undone_at FROM import_run {where}ORDER BY run_id DESC {end}",
        (only,) if only else (),
    )


def mark_undone(raw: Raw, viewer: Viewer, run: int, at: datetime) -> None:
    """The run stays on record as taken back."""
    raw.execute("UPDATE import_run SET undone_at = ? WHERE run_id = ?", (micros(at), run))
