"""Rejected lines: list, look at, export, correct, submit again, leave; administrators only (IM-03).

The same file again brings the same rejects: they stand once, under the newest run, and those
corrected or left stay so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.rejects import (
    DUPLICATE,
    LEFT,
    OPEN,
    RejectKind,
    RejectRow,
    RejectView,
    Retried,
    Verdict,
    as_they_were,
)
from entity_tui.domain.inert import inert_cell
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.correcting import Corrector
from entity_tui.imports.feeds import find_feed
from entity_tui.imports.layout import parse_layout
from entity_tui.services.retry_rejects import Submitted, submit
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries import rejects as query

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = "Rejects"


@dataclass(frozen=True, slots=True)
class Exported:
    """The open rejects of a run as a file of its layout, and as a table of what is wrong."""

    run: int
    lines: int
    content: bytes
    reasons: str


class Rejects:
    """The rejects of a store for one signed-on administrator."""

    def __init__(
        self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock,
        changed: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """`changed` is called when lines were submitted: kept pages may be older than the store."""
        self._database, self._viewer, self._reads = database, viewer, reads
        self._clock, self._changed = clock, changed
        self._correctors: dict[int, tuple[query.RunFacts, Corrector]] = {}

    @property
    def _today(self) -> date:
        return self._clock.today

    # --- looking ------------------------------------------------------------------------------

    def kinds(
        self, run: int = 0, feed: str = "", everything: bool = False
    ) -> tuple[RejectKind, ...]:
        """What is wrong and how often, run by run, the newest first; no values."""
        with self._reading("list rejects", f"run {run}" if run else feed) as raw:
            self._there(raw, run)
            return query.reject_kinds(raw, self._viewer, run, _feed(feed), everything)

    def rows(
        self, run: int = 0, feed: str = "", everything: bool = False, limit: int = 0
    ) -> tuple[RejectRow, ...]:
        """Rejected lines, the newest run first."""
        self._whole("list reject lines")
        with self._reading("list reject lines", f"run {run}" if run else feed) as raw:
            self._there(raw, run)
            return query.rejects(raw, self._viewer, run, _feed(feed), everything, limit)

    def view(self, run: int, line: int) -> RejectView:
        """One line with its fields by name."""
        self._whole("view reject")
        with self._reading("view reject", f"run {run} line {line}") as raw:
            row, data = self._found(raw, run, line)
            corrector = self._corrector(raw, run)[1]
        text = corrector.text(data)
        return RejectView(row, text, corrector.parts(text))

    def check(self, run: int, line: int, text: str) -> Verdict:
        """Would this text be accepted in the line's place? By the very checks of an import."""
        self._require("check reject")
        with self._database.read() as connection:
            raw = Raw(connection)
            row, data = self._found(raw, run, line)
            corrector = self._corrector(raw, run)[1]
        if row.code == DUPLICATE and text == corrector.text(data):
            told = "is a duplicate as it was: correct or leave it"
            return Verdict(False, row.field, told, corrector.parts(text))
        return corrector.verdict(line, data, text)

    def export(self, run: int) -> Exported:
        """The open rejects of a run, about to leave; recorded."""
        self._whole("export rejects")
        if not self._viewer.export:
            self._reads.record(self._viewer, "export refused", what=f"rejects of run {run}")
            raise EntityError("Your profile may not export taxpayer data.", "Export")
        with self._reading("export rejects", f"run {run}") as raw:
            facts, corrector = self._corrector(raw, run)
            rows = query.rejects(raw, self._viewer, run)
            raws = [one.raw for one in query.stored_rejects(raw, self._viewer, run)]
        if not rows:
            raise EntityError(f"Run {run} has no open rejects.", _TITLE)
        return Exported(run, len(rows), corrector.file(raws, facts.as_of), _reasons(rows))

    def runs(self, feed: str = "") -> tuple[int, ...]:
        """Runs with open rejects, oldest extract first."""
        with self._reading("list rejects", feed) as raw:
            return query.runs_with_open(raw, self._viewer, _feed(feed))

    # --- acting -------------------------------------------------------------------------------

    def retry(
        self, run: int, corrected: Mapping[int, str] | None = None,
        only: Collection[int] | None = None,
    ) -> Retried:  # fmt: skip
        """Submit open rejects of a run again, some with corrected text.

        A duplicate as it was stays open: the line it repeats stands already.
        """
        texts = corrected or {}
        facts, corrector, stored = self._stored(run)
        if only is not None:
            stored = {line: stored[line] for line in only if line in stored}
            self._all_there(run, only, stored)
        lines = [
            Submitted(line, corrector.recoded(one.raw, texts[line]), one.raw)
            if line in texts else Submitted(line, one.raw, one.raw)
            for line, one in stored.items()
        ]  # fmt: skip
        return self._submit(facts, corrector, stored, lines)

    def retry_file(self, run: int, path: Path) -> Retried:
        """Submit the corrected lines of an exported file: line by line, a blank one left out."""
        facts, corrector, stored = self._stored(run)
        try:
            records = corrector.records(path.read_bytes())
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}") from error
        blank = corrector.form.blank
        while len(records) > len(stored) and blank(records[-1]):
            records.pop()
        if len(records) != len(stored):
            raise UsageError(
                f"{path.name} holds {len(records):,} lines, run {run} has {len(stored):,} open "
                "rejects: one line for each, in order; a blank line leaves its reject as it is."
            )
        lines = [
            Submitted(one.line, _ended(corrector, record, one.raw), one.raw)
            for record, one in zip(records, stored.values(), strict=True)
            if not blank(record)
        ]
        return self._submit(facts, corrector, stored, lines)

    def leave(self, run: int, line: int, reason: str) -> RejectRow:
        """Mark a reject as one that stays as it is, and why."""
        self._require("leave reject")
        clean = " ".join(reason.split())
        if not clean:
            raise EntityError("Say why it is left, in a few words.", _TITLE)
        with self._database.write() as connection:
            raw = Raw(connection)
            row, _ = self._found(raw, run, line)
            if not query.leave(raw, self._viewer, run, line, clean):
                raise EntityError(f"Line {line:,} of run {run} is {row.state}, not open.", _TITLE)
            audit.act(connection, self._viewer, "leave reject", f"run {run} line {line}",
                      reason=clean)  # fmt: skip
        return replace(row, state=LEFT, reason=clean)

    def reopen(self, run: int, line: int) -> RejectRow:
        """Take back that a reject is left: it is open again; why it was left stays on record."""
        self._require("reopen reject")
        with self._database.write() as connection:
            raw = Raw(connection)
            row, _ = self._found(raw, run, line)
            if not query.reopen(raw, self._viewer, run, line):
                raise EntityError(f"Line {line:,} of run {run} is {row.state}, not left.", _TITLE)
            audit.act(connection, self._viewer, "reopen reject", f"run {run} line {line}",
                      left=row.reason)  # fmt: skip
        return replace(row, state=OPEN, reason="")

    # --- in common ----------------------------------------------------------------------------

    def _require(self, what: str) -> None:
        if not query.may_see(self._viewer):
            self._reads.record(self._viewer, "rejects refused", what=what)
            raise EntityError("You may not see rejected lines; a system administrator may.", _TITLE)

    def _whole(self, what: str) -> None:
        """Lines are shown as they came, identifiers and all."""
        self._require(what)
        if not self._viewer.sensitive:
            self._reads.record(self._viewer, "rejects refused", what=what)
            raise EntityError("Your profile does not show whole identifiers.", "Masked")

    @contextmanager
    def _reading(self, what: str, subject: str) -> Iterator[Raw]:
        """A look at the store that is on record before anything is returned."""
        self._require(what)
        with self._database.read() as connection:
            yield Raw(connection)
        self._reads.record(self._viewer, what, subject)

    def _found(self, raw: Raw, run: int, line: int) -> tuple[RejectRow, bytes]:
        found = query.reject(raw, self._viewer, run, line)
        if found is None:
            raise EntityError(f"Run {run} has no rejected line {line:,}.", "Not found")
        return found

    def _there(self, raw: Raw, run: int) -> None:
        """UsageError where a run is named that never was."""
        if run and not query.run_exists(raw, self._viewer, run):
            raise _no_run(run)

    def _corrector(self, raw: Raw, run: int) -> tuple[query.RunFacts, Corrector]:
        """The run's layout as it was then; read once."""
        if run not in self._correctors:
            facts = query.run_facts(raw, self._viewer, run)
            if facts is None:
                raise _no_run(run)
            layout = parse_layout(facts.layout, f"of run {run}", find_feed(facts.feed))
            self._correctors[run] = facts, Corrector(layout, facts.header, facts.source)
        return self._correctors[run]

    def _stored(self, run: int) -> tuple[query.RunFacts, Corrector, dict[int, query.StoredReject]]:
        self._require("retry rejects")
        with self._database.read() as connection:
            raw = Raw(connection)
            facts, corrector = self._corrector(raw, run)
            stored = {one.line: one for one in query.stored_rejects(raw, self._viewer, run)}
        return facts, corrector, stored

    def _all_there(
        self, run: int, only: Collection[int], stored: Mapping[int, query.StoredReject]
    ) -> None:
        for line in only:
            if line not in stored:
                with self._database.read() as connection:
                    raw = Raw(connection)
                    row, _ = self._found(raw, run, line)
                    user = query.left_by(raw, self._viewer, run, line)
                raise EntityError(_settled(row, user), _TITLE)

    def _submit(
        self, facts: query.RunFacts, corrector: Corrector,
        stored: Mapping[int, query.StoredReject], lines: list[Submitted],
    ) -> Retried:  # fmt: skip
        again = [
            one for one in lines
            if one.raw != one.before or stored[one.line].code != DUPLICATE
        ]  # fmt: skip
        skipped = len(lines) - len(again)
        if not again:
            raise EntityError(
                f"Run {facts.run}: {as_they_were(skipped)}."
                if skipped else f"Run {facts.run} has no open rejects to submit.", _TITLE,
            )  # fmt: skip
        return submit(self._database, self._viewer, facts, corrector, again, skipped, self._today)


def _no_run(run: int) -> UsageError:
    return UsageError(f"There is no import run {run}.", "Not found")


def _feed(name: str) -> str:
    return find_feed(name).name if name else ""


def _settled(row: RejectRow, user: str) -> str:
    """Why a line is not submitted: what became of it, and how a left one is opened again."""
    where = f"Line {row.line:,} of run {row.run} is {row.state}"
    if row.state == LEFT:
        by = f" by {user}" if user else ""
        return (
            f"{where}{by}: {row.reason} "
            f"(`entity-tui rejects reopen {row.run} --line {row.line}` takes that back)"
        )
    return f"{where} by run {row.resolved_run}." if row.resolved_run else f"{where}."


def _ended(corrector: Corrector, record: bytes, before: bytes) -> bytes:
    """The record as it is in the corrected file, but with the line end it came with."""
    form = corrector.form
    if corrector.layout.record_length:
        return record
    own = form.encoded(form.end(record))
    bare = record[: len(record) - len(own)]
    ending = form.encoded(form.end(before))
    return bare + ending


def _reasons(rows: Collection[RejectRow]) -> str:
    """What is wrong with each line of an exported file, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("place", "line", "field", "message"))
    for place, row in enumerate(rows, 1):
        writer.writerow((place, row.line, inert_cell(row.field), inert_cell(row.message)))
    return out.getvalue()
