"""Rejected lines of imports: to list, to look at, to take up again; for administrators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from entity_tui.domain.entity.rejects import RejectKind, RejectRow, by_kind
from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.store.database import Raw, day

_ROW = (
    "SELECT j.run_id, r.feed, r.source, r.as_of, j.line, j.code, j.field, j.value, j.message, "
    "j.state, j.resolved_run, j.reason FROM import_reject j "
    "JOIN import_run r ON r.run_id = j.run_id"
)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run's lines are read by."""

    run: int
    feed: str
    source: str
    as_of: date
    layout: str
    header: bytes | None
    undone: bool


@dataclass(frozen=True, slots=True)
class StoredReject:
    """A reject's line number, code, state and bytes."""

    line: int
    code: str
    state: str
    raw: bytes


def may_see(viewer: Viewer) -> bool:
    """Rejected lines hold taxpayers' data of every area: administrators only."""
    return viewer.holds(*ADMINISTERS)


def _none(viewer: Viewer) -> str:
    return "" if may_see(viewer) else "AND 1 = 0 "


def _which(viewer: Viewer, run: int, feed: str, everything: bool) -> tuple[str, list[Any]]:
    where, params = f"WHERE 1 = 1 {_none(viewer)}", list[Any]()
    if not everything:
        where += "AND j.state = 'open' "
    if run:
        where, params = f"{where}AND j.run_id = ? ", [*params, run]
    if feed:
        where, params = f"{where}AND r.feed = ? ", [*params, feed]
    return where, params


def rejects(
    raw: Raw, viewer: Viewer, run: int = 0, feed: str = "", everything: bool = False, limit: int = 0
) -> tuple[RejectRow, ...]:
    """Rejected lines, the newest run first; open ones, or `everything` there ever was."""
    where, params = _which(viewer, run, feed, everything)
    end = f"LIMIT {int(limit)}" if limit else ""
    found = raw.rows(f"{_ROW} {where}ORDER BY j.run_id DESC, j.line {end}", params)
    return tuple(map(_row, found))


def reject_kinds(
    raw: Raw, viewer: Viewer, run: int = 0, feed: str = "", everything: bool = False
) -> tuple[RejectKind, ...]:
    """How many of each kind, run by run, the newest first, the most first.

    The database counts what is the same without the value; what differs in numbers alone is one
    kind as well.
    """
    where, params = _which(viewer, run, feed, everything)
    found = raw.rows(
        "SELECT q.run_id, r.feed, r.source, r.as_of, q.code, q.field, count(*), min(q.line), "
        "q.told FROM (SELECT j.run_id, j.code, j.field, j.line, "
        "replace(j.message, '''' || j.value || '''', '''''') AS told FROM import_reject j "
        f"JOIN import_run r ON r.run_id = j.run_id {where}) q "
        "JOIN import_run r ON r.run_id = q.run_id "
        "GROUP BY q.run_id, r.feed, r.source, r.as_of, q.code, q.field, q.told",
        params,
    )
    return by_kind(RejectKind(run, feed, source, day(as_of), *rest)
                   for run, feed, source, as_of, *rest in found)  # fmt: skip


def reject(raw: Raw, viewer: Viewer, run: int, line: int) -> tuple[RejectRow, bytes] | None:
    """One rejected line with its bytes; None where there is none."""
    where = f"WHERE j.run_id = ? AND j.line = ? {_none(viewer)}"
    found = raw.one(f"{_ROW} {where}", (run, line))
    if found is None:
        return None
    sql = "SELECT raw FROM import_reject WHERE run_id = ? AND line = ?"
    return _row(found), bytes(raw.value(sql, (run, line)))


def _row(found: tuple[Any, ...]) -> RejectRow:
    run, feed, source, as_of, *rest = found
    return RejectRow(run, feed, source, day(as_of), *rest)


def run_exists(raw: Raw, viewer: Viewer, run: int) -> bool:
    """Was there ever such a run?"""
    return raw.one("SELECT 1 FROM import_run WHERE run_id = ?", (run,)) is not None


def run_facts(raw: Raw, viewer: Viewer, run: int) -> RunFacts | None:
    """The layout a run was read by, as it was then; None where there is no such run."""
    found = raw.one(
        "SELECT run_id, feed, source, as_of, layout, header, undone_at FROM import_run "
        "WHERE run_id = ?",
        (run,),
    )
    if found is None:
        return None
    number, feed, source, as_of, layout, header, undone = found
    head = None if header is None else bytes(header)
    return RunFacts(number, feed, source, day(as_of), layout, head, undone is not None)


def runs_with_open(raw: Raw, viewer: Viewer, feed: str = "") -> tuple[int, ...]:
    """Runs that have open rejects, oldest first: in this order they are submitted again."""
    where, params = _which(viewer, 0, feed, False)
    found = raw.rows(
        "SELECT j.run_id FROM import_reject j JOIN import_run r ON r.run_id = j.run_id "
        f"{where}GROUP BY j.run_id, r.as_of ORDER BY r.as_of, j.run_id",
        params,
    )
    return tuple(int(row[0]) for row in found)


def stored_rejects(raw: Raw, viewer: Viewer, run: int) -> Iterator[StoredReject]:
    """The open rejects of a run, in the order of its lines."""
    found = raw.stream(
        "SELECT line, code, state, raw FROM import_reject j "
        f"WHERE run_id = ? AND state = 'open' {_none(viewer)}ORDER BY line",
        (run,),
    )
    return (StoredReject(line, code, state, bytes(data)) for line, code, state, data in found)


def take_up(raw: Raw, viewer: Viewer, original: int, run: int, lines: Iterable[int]) -> int:
    """Give rejects to the run that brings them again; returns how many were still to be had."""
    raw.many(
        "UPDATE import_reject SET state = 'resolved', resolved_run = ? "
        "WHERE run_id = ? AND line = ? AND state = 'open'",
        [(run, original, line) for line in lines],
    )
    sql = "SELECT count(*) FROM import_reject WHERE run_id = ? AND resolved_run = ?"
    return int(raw.value(sql, (original, run)))


def give_back(raw: Raw, viewer: Viewer, original: int, run: int) -> None:
    """Rejects the run rejected as well stay open; its own are history.

    A line that was submitted as it is has the new reason; of a changed one the reason is the text's
    that was tried, and the line keeps its own.
    """
    again = "FROM import_reject m WHERE m.run_id = ? AND o.run_id = ? AND o.line = m.line"
    raw.execute(
        "UPDATE import_reject AS o SET code = m.code, field = m.field, value = m.value, "
        f"message = m.message {again} AND o.raw = m.raw",
        (run, original),
    )
    raw.execute(
        f"UPDATE import_reject AS o SET state = 'open', resolved_run = 0, reason = '' {again}",
        (run, original),
    )
    raw.execute("UPDATE import_reject SET state = 'retried' WHERE run_id = ?", (run,))


def leave(raw: Raw, viewer: Viewer, run: int, line: int, reason: str) -> bool:
    """Mark an open reject left, with why; False where it is not open any more."""
    done = raw.execute(
        "UPDATE import_reject SET state = 'left', reason = ? "
        "WHERE run_id = ? AND line = ? AND state = 'open'",
        (reason, run, line),
    )
    return int(done.rowcount) == 1


def reopen(raw: Raw, viewer: Viewer, run: int, line: int) -> bool:
    """Open a left reject again; False where it is not left."""
    done = raw.execute(
        "UPDATE import_reject SET state = 'open', reason = '' "
        "WHERE run_id = ? AND line = ? AND state = 'left'",
        (run, line),
    )
    return int(done.rowcount) == 1


def left_by(raw: Raw, viewer: Viewer, run: int, line: int) -> str:
    """Who left this line last, by the audit; "" where it was left under an earlier run."""
    found = raw.one(
        "SELECT user_id FROM audit_entry WHERE subject = ? AND action = 'leave reject' "
        "ORDER BY at DESC LIMIT 1",
        (f"run {run} line {line}",),
    )
    return str(found[0]) if found else ""
