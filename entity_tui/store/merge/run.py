"""The record of an import run: its counts, its rejects, the earlier runs of the same file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from entity_tui.store.database import Raw
from entity_tui.store.merge.outcome import Outcome
from entity_tui.store.tables.imports import ImportRun

_RUN = ImportRun.__table__  # type: ignore[attr-defined]
COUNTS = ("loaded", "unchanged", "superseded", "waiting", "rejected", "changed")


def begin_run(connection: Connection, facts: dict[str, Any]) -> None:
    """Write the run down; its counts follow with `finish_run` in the same transaction."""
    connection.execute(insert(_RUN).values(**facts, **dict.fromkeys(COUNTS, 0)))


def finish_run(connection: Connection, run: int, outcome: Outcome) -> dict[str, int]:
    """Write the counts of a run and return them."""
    counts = {name: int(getattr(outcome, name)) for name in COUNTS}
    change = update(_RUN).where(_RUN.c.run_id == run)
    connection.execute(change.values(**counts, finished_at=datetime.now(UTC)))
    return counts


def latest_run(connection: Connection, feed: str) -> Any:
    """The newest run of a feed, or None."""
    query = (
        select(_RUN)
        .where(_RUN.c.feed == feed, _RUN.c.undone_at.is_(None))
        .order_by(_RUN.c.run_id.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def keep_rejects(raw: Raw, run: int) -> None:
    """The staged rejects of a run, byte-exact, into the store."""
    raw.execute(
        "INSERT INTO import_reject (run_id, line, code, field, value, message, raw, state) "
        f"SELECT {int(run)}, line, code, field, value, message, raw, 'open' FROM stage_reject"
    )


def forget_earlier(raw: Raw, run: int, feed: str, digest: str) -> None:
    """The same file again brings the same rejects and waiting lines: they stand once."""
    earlier = "(SELECT run_id FROM import_run WHERE digest = ? AND feed = ? AND run_id < ?)"
    same = (digest, feed, run)
    raw.execute(
        f"UPDATE import_reject SET state = 'repeated' WHERE state = 'open' AND run_id IN {earlier}",
        same,
    )
    raw.execute(f"DELETE FROM waiting_line WHERE run_id IN {earlier}", same)


def first_rejects(raw: Raw, run: int, limit: int) -> list[tuple[Any, ...]]:
    """Line, code, field, value, message and bytes of a run's first rejects."""
    return raw.rows(
        "SELECT line, code, field, value, message, raw FROM import_reject "
        "WHERE run_id = ? ORDER BY line LIMIT ?",
        (run, limit),
    )
