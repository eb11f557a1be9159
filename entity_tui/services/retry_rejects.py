"""Rejects of a run submitted again: the same checks, merge and accounting as any import (IM-03)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from entity_tui.domain.entity.rejects import Retried
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.imports.correcting import Corrector
from entity_tui.imports.read import Source
from entity_tui.services.import_extract import Imported, Importing, Options
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.merge.outcome import Given, Outcome
from entity_tui.store.queries import rejects as query
from entity_tui.store.staging import Stage, staging


@dataclass(frozen=True, slots=True)
class Submitted:
    """A reject as it goes in again, and as it was."""

    line: int
    raw: bytes
    before: bytes


def submit(
    database: Database, viewer: Viewer, facts: query.RunFacts, corrector: Corrector,
    lines: list[Submitted], skipped: int, today: date,
) -> Retried:  # fmt: skip
    """Bring lines of a run again, as a run of their own; in one transaction, or not at all."""
    options = Options(as_of=facts.as_of, force=True, today=max(today, facts.as_of))
    with staging(database) as stage:
        done = _Retry(database, viewer, facts, corrector, lines, options, stage).run()
    told = tuple((r.line, f"{r.field} {r.message}".strip()) for r in done.rejects)
    return Retried(
        facts.run, done.run, done.feed, done.read, done.loaded, done.unchanged, done.superseded,
        done.waiting, done.rejected, done.attached, skipped, told,
    )  # fmt: skip


class _Retry(Importing):
    act = "retry rejects"

    def __init__(
        self, database: Database, viewer: Viewer, facts: query.RunFacts, corrector: Corrector,
        lines: list[Submitted], options: Options, stage: Stage,
    ) -> None:  # fmt: skip
        source = Source(f"rejects of run {facts.run}")
        super().__init__(
            database, viewer, corrector.layout, source, options,
            lambda phase, done, total, lines: None, stage,
        )  # fmt: skip
        self._original, self._corrector, self._lines = facts, corrector, lines

    def _read(self) -> None:
        again = [(one.line, one.raw) for one in self._lines]
        for batch in self._checker.again(self._corrector.header, again):
            self._add(batch)
        found = hashlib.blake2b(b"".join(raw for _, raw in again), digest_size=20)
        self._digest = f"{self._original.run}-{found.hexdigest()}"

    def _facts(self, run: int, as_of: date) -> dict[str, object]:
        return super()._facts(run, as_of) | {"retry_of": self._original.run}

    def _given(self, raw: Raw, run: int, as_of: date) -> Given:
        return Given(run, self._layout.feed.name, as_of, frozenset(), adds=True)

    def _before(self, raw: Raw, run: int) -> None:
        lines = [one.line for one in self._lines]
        if query.take_up(raw, self._viewer, self._original.run, run, lines) != len(lines):
            raise EntityError(
                f"Somebody else has taken up rejects of run {self._original.run} meanwhile; "
                "nothing was changed.", "Rejects",
            )  # fmt: skip

    def _after(self, raw: Raw, run: int, outcome: Outcome) -> None:
        query.give_back(raw, self._viewer, self._original.run, run)

    def _told(self) -> dict[str, object]:
        return {"retry_of": self._original.run, "lines": len(self._lines)}

    def _merge(self, connection: Connection, as_of: date) -> Imported:
        done = super()._merge(connection, as_of)
        for one in self._lines:
            if one.raw != one.before:
                audit.act(
                    connection, self._viewer, "correct reject",
                    f"run {self._original.run} line {one.line}", retry=done.run,
                    before=self._corrector.text(one.before), after=self._corrector.text(one.raw),
                )  # fmt: skip
        return done
