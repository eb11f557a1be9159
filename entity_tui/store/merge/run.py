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
    """The newest run of a feed that brought a file, or None."""
    query = (
        select(_RUN)
        .where(_RUN.c.feed == feed, _RUN.c.undone_at.is_(None), _RUN.c.retry_of == 0)
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


def keep_answers(raw: Raw, run: int, feed: str, digest: str, changed: bool) -> None:
    """The same file again: what was corrected or left stays so, under the newest run.

    Where the run wrote rows, the file's own lines may stand again in place of corrected ones:
    duplicates are open then.
    """
    earlier = "(SELECT run_id FROM import_run WHERE digest = ? AND feed = ? AND run_id < ?)"
    same = (digest, feed, run)
    again = "AND n.code <> 'duplicate' " if changed else ""
    raw.execute(
        "UPDATE import_reject AS n SET state = o.state, resolved_run = o.resolved_run, "
        "reason = o.reason FROM import_reject o WHERE n.run_id = ? AND n.state = 'open' "
        f"{again}AND o.line = n.line AND o.state IN ('resolved', 'left') AND o.run_id IN {earlier}",
        (run, *same),
    )
    raw.execute(
        "UPDATE import_reject SET state = 'repeated' WHERE state IN ('resolved', 'left') "
        f"AND run_id IN {earlier}",
        same,
    )


def retries_of(raw: Raw, feed: str, digest: str) -> frozenset[int]:
    """Runs that brought corrected lines of this very file and were not taken back.

    Also those that attached such lines, which had waited until then.
    """
    rows = raw.rows(
        "SELECT r.run_id FROM import_run r JOIN import_run o ON o.run_id = r.retry_of "
        "WHERE o.feed = ? AND o.digest = ? AND r.undone_at IS NULL",
        (feed, digest),
    )
    runs = frozenset(int(row[0]) for row in rows)
    return runs.union(*(attached_by(raw, run) for run in runs))


def attached_by(raw: Raw, run: int) -> dict[int, int]:
    """The later runs that attached waiting lines of a run, and how many each."""
    rows = raw.rows(
        "SELECT act, count(*) FROM change_log WHERE act > ? AND table_name = 'waiting_line' "
        "AND row_key LIKE ? GROUP BY act",
        (run, f"{run}/%"),
    )
    return {int(act): int(count) for act, count in rows}


def first_rejects(raw: Raw, run: int, limit: int) -> list[tuple[Any, ...]]:
    """Line, code, field, value, message and bytes of a run's first rejects."""
    return raw.rows(
        "SELECT line, code, field, value, message, raw FROM import_reject "
        "WHERE run_id = ? ORDER BY line LIMIT ?",
        (run, limit),
    )
