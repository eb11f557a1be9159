"""Import one file: read, check, stage, merge, count, in one transaction (IM-01 … IM-07)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.check import Batch, Checker, Reject
from entity_tui.imports.feeds import WAITING, Feed
from entity_tui.imports.layout import Layout, load_layout
from entity_tui.imports.read import Lines, Source
from entity_tui.services.clock import office_clock
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import attach_waiting
from entity_tui.store.merge.outcome import STAGE, Given, Outcome, SignedDays
from entity_tui.store.merge.run import (
    begin_run,
    finish_run,
    first_rejects,
    forget_earlier,
    keep_answers,
    keep_rejects,
    latest_run,
    retries_of,
)
from entity_tui.store.numbers import new_run
from entity_tui.store.queries.entity.month_steps import hold_steps
from entity_tui.store.queries.entity.signed_months import (
    charged_groups,
    days_in_conflict,
    signed_days,
)
from entity_tui.store.search import refresh_from
from entity_tui.store.staging import Stage, staging

# Phase, bytes done, of how many (0: unknown), lines so far.
Progress = Callable[[str, int, int, int], None]
_SHOWN = 20
_REJECT_COLUMNS = ("line", "code", "field", "value", "message", "raw")


@dataclass(frozen=True, slots=True)
class Options:
    """How to import. `max_rejects` is a number of lines or, ending in %, a share of them."""

    layout: Path | None = None
    as_of: date | None = None
    dry_run: bool = False
    force: bool = False
    max_rejects: str = ""
    today: date | None = None
    """The day that is taken for today; None asks the office's clock."""


@dataclass(frozen=True, slots=True)
class DayInConflict:
    """An employee's day of which a file says something else than counts here."""

    group: str
    name: str
    day: date
    signed: str = ""
    """The signed month it belongs to, YYYY-MM; "" where its month is not signed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: read = loaded + unchanged + superseded + waiting + rejected."""

    feed: str
    source: str
    run: int
    as_of: date
    physical: int
    control: int
    read: int
    loaded: int
    unchanged: int
    superseded: int
    waiting: int
    rejected: int
    attached: int = 0
    changed: int = 0
    dry_run: bool = False
    conflicts: tuple[DayInConflict, ...] = ()
    """Days that the file put in conflict with time here; those of signed months first."""
    known_run: int = 0
    """The earlier run that had already brought this very file; 0 when it was new."""
    rejects: tuple[Reject, ...] = ()

    @property
    def balanced(self) -> bool:
        """Does every line have exactly one disposition?"""
        return self.read == (
            self.loaded + self.unchanged + self.superseded + self.waiting + self.rejected
        )


class ImportRefused(EntityError):
    """The file does not land: the message names file, line and field."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "File refused")


def import_file(
    database: Database, viewer: Viewer, feed: Feed, source: Source, options: Options,
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Land one file whole, or leave the store as it was. Only administrators import."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not import; a system administrator may."
        )
    layout = load_layout(feed, options.layout)
    _limit(options.max_rejects, 0)
    database.require()
    options = replace(options, today=options.today or office_clock(database).today)
    tell = progress or (lambda phase, done, total, lines: None)
    if not options.force and (known := _known(database, layout, source.digest(), options)):
        return known
    with staging(database) as stage:
        return Importing(database, viewer, layout, source, options, tell, stage).run()


class Importing:
    """One file on its way into the store."""

    act = "import"

    def __init__(
        self, database: Database, viewer: Viewer, layout: Layout, source: Source,
        options: Options, tell: Progress, stage: Stage,
    ) -> None:  # fmt: skip
        self._database, self._viewer, self._layout = database, viewer, layout
        self._source, self._options, self._tell, self._stage = source, options, tell, stage
        self._checker = Checker(layout, source.name)
        self._started = datetime.now(UTC)
        self._rejected = 0
        self._first: Reject | None = None
        self._digest = ""

    def run(self) -> Imported:
        """Land it; ImportRefused or EntityError where it does not."""
        self._fill()
        as_of = self._as_of()
        if not self._options.force and (
            known := _known(self._database, self._layout, self._digest, self._options)
        ):
            return known
        for place, spec in enumerate(self._layout.records):
            self._stage.index(_staged(place), ", ".join(spec.kind.index))
        self._tell("merging", 0, 0, self._checker.read)
        done: Imported | None = None
        with contextlib.suppress(_DryRun), self._stage.merging() as connection:
            done = self._merge(connection, as_of)
            if self._options.dry_run:
                raise _DryRun
        assert done is not None
        return done

    # --- outside the store's lock -------------------------------------------------------------

    def _fill(self) -> None:
        stage = self._stage
        for place, spec in enumerate(self._layout.records):
            columns = {"line": "int", "raw": "bytes", **spec.kind.stage}
            stage.create(_staged(place), columns, key="line")
        stage.create(
            "stage_reject",
            {"line": "int", "code": "text", "field": "text", "value": "text", "message": "text",
             "raw": "bytes"}, key="line",
        )  # fmt: skip
        self._read()
        if self._over(self._rejected):
            self._too_many(f"at least {self._rejected:,}", self._first)

    def _read(self) -> None:
        size, limit = self._source.size, self._options.max_rejects
        with self._source.open() as stream:
            lines = Lines(stream, self._checker.form)
            over_at = 0
            for batch in self._checker.batches(lines.batches()):
                if over_at and self._checker.physical != over_at:
                    break
                self._add(batch)
                if not limit.endswith("%") and self._over(self._rejected):
                    over_at = over_at or self._checker.physical
                self._tell("reading", lines.bytes_read, size, self._checker.read)
            self._digest = lines.digest

    def _add(self, batch: Batch) -> None:
        if batch.numbers:
            staged = self._layout.records[batch.record].kind.stage
            columns = [name for name in staged if batch.columns.get(name) is not None]
            parts = [batch.numbers, batch.raws, *(batch.columns[name] for name in columns)]
            self._stage.add(
                _staged(batch.record), ["line", "raw", *columns], zip(*parts, strict=True)
            )
        if batch.rejects:
            self._rejected += len(batch.rejects)
            earlier = (self._first,) if self._first else ()
            self._first = min((*earlier, *batch.rejects), key=lambda reject: reject.line)
            self._stage.add("stage_reject", _REJECT_COLUMNS, batch.rejects)

    def _over(self, rejected: int) -> bool:
        return rejected > _limit(self._options.max_rejects, self._checker.read)

    def _too_many(self, count: str, first: Reject | None) -> None:
        assert first is not None
        field = f" {first.field}" if first.field else ""
        raise ImportRefused(
            f"{self._source.name}: {count} lines rejected, "
            f"{self._options.max_rejects} allowed; nothing was loaded. "
            f"First: line {first.line:,}{field}: {first.message}"
        )

    def _as_of(self) -> date:
        found = self._options.as_of or self._checker.as_of or _date_in(self._source.name)
        today = self._options.today or office_clock(self._database).today
        as_of = found or today
        if as_of > today:
            raise ImportRefused(
                f"{self._source.name} is an extract of {as_of}, which is after today ({today})"
            )
        return as_of

    # --- in the one transaction ---------------------------------------------------------------

    def _merge(self, connection: Connection, as_of: date) -> Imported:
        raw = Raw(connection)
        run = new_run(raw)
        begin_run(connection, self._facts(run, as_of))
        self._before(raw, run)
        keep_rejects(raw, run)
        hold_steps(raw, self._viewer)
        signed = signed_days(raw, self._viewer)
        ground = Ground(raw, replace(self._given(raw, run, as_of), signed=signed))
        for place in self._in_order():
            spec = self._layout.records[place]
            ground.take(_staged(place), frozenset(field.name for field in spec.fields))
            spec.kind.merge(ground)
            ground.settle()
        attached = attach_waiting(ground, WAITING)
        self._tell("indexing", 0, 0, self._checker.read)
        refresh_from(raw, "stage_person", "stage_location")
        outcome = ground.outcome
        outcome.rejected += self._rejected
        self._after(raw, run, outcome)
        done = self._result(raw, run, as_of, outcome, attached)
        if self._over(done.rejected):
            self._too_many(f"{done.rejected:,}", done.rejects[0])
        counts = finish_run(connection, run, outcome)
        audit.act(
            connection, self._viewer, self.act, f"run {run}", **self._told(),
            feed=self._layout.feed.name, source=self._source.name, digest=self._digest,
            read=self._checker.read, **counts,
        )  # fmt: skip
        if not done.balanced:
            raise ImportRefused(
                f"{self._source.name}: the accounting does not balance ({done}); nothing was loaded"
            )
        return done

    def _before(self, raw: Raw, run: int) -> None:
        forget_earlier(raw, run, self._layout.feed.name, self._digest)

    def _given(self, raw: Raw, run: int, as_of: date) -> Given:
        feed = self._layout.feed.name
        spared = retries_of(raw, feed, self._digest)
        return Given(run, feed, as_of, frozenset(), spared=spared)

    def _after(self, raw: Raw, run: int, outcome: Outcome) -> None:
        feed = self._layout.feed.name
        keep_answers(raw, run, feed, self._digest, bool(outcome.changed))

    def _told(self) -> dict[str, object]:
        """What the audit hears beside the counts."""
        return {}

    def _in_order(self) -> list[int]:
        """The places of the layout's records in the order their feed lands them."""
        kinds = list(self._layout.feed.records)
        return sorted(
            range(len(self._layout.records)),
            key=lambda place: kinds.index(self._layout.records[place].kind),
        )

    def _facts(self, run: int, as_of: date) -> dict[str, object]:
        return {
            "run_id": run, "feed": self._layout.feed.name, "source": self._source.name,
            "digest": self._digest, "layout": self._layout.text,
            "layout_digest": self._layout.digest, "as_of": as_of, "user_id": self._viewer.user,
            "started_at": self._started, "finished_at": self._started,
            "physical": self._checker.physical, "control": self._checker.control,
            "read": self._checker.read, "header": self._checker.header or None,
        }  # fmt: skip

    def _result(self, raw: Raw, run: int, as_of: date, outcome: Outcome, attached: int) -> Imported:
        checker = self._checker
        rejects = tuple(Reject(*row) for row in first_rejects(raw, run, _SHOWN))
        return Imported(
            feed=self._layout.feed.name, source=self._source.name, run=run, as_of=as_of,
            physical=checker.physical, control=checker.control, read=checker.read,
            loaded=outcome.loaded, unchanged=outcome.unchanged, superseded=outcome.superseded,
            waiting=outcome.waiting, rejected=outcome.rejected, attached=attached,
            changed=outcome.changed, dry_run=self._options.dry_run, rejects=rejects,
            conflicts=_conflicts(raw, self._viewer, run) if outcome.conflicts else (),
        )  # fmt: skip


def _conflicts(raw: Raw, viewer: Viewer, run: int) -> tuple[DayInConflict, ...]:
    """The days a run put in conflict, with their signed months."""
    signed: dict[str, list[SignedDays]] = {}
    for one in signed_days(raw, viewer):
        signed.setdefault(one.group, []).append(one)
    found = []
    keys = days_in_conflict(raw, viewer, run)
    for (_, on), (name, group) in charged_groups(raw, viewer, keys).items():
        months = (s.month for s in signed.get(group, ()) if s.first <= on <= s.last)
        found.append(DayInConflict(group, name, on, next(months, "")))
    return tuple(sorted(found, key=lambda one: (not one.signed, one.signed, one.group, one.day)))


def _staged(place: int) -> str:
    """The staged table of a layout's record."""
    return f"{STAGE}_{place}"


class _DryRun(Exception):
    """Rolls the transaction back after everything was tried."""


def _limit(text: str, read: int) -> float:
    if not text:
        return float("inf")
    found = re.fullmatch(r"(\d+)(?:(\.\d+)?%)?", text)
    if not found:
        raise UsageError(f"--max-rejects takes a number or a percentage, not '{text}'")
    return float(text[:-1]) * read / 100 if text.endswith("%") else float(text)


def _date_in(name: str) -> date | None:
    found = re.search(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)", name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _known(database: Database, layout: Layout, digest: str, options: Options) -> Imported | None:
    """The run that brought this very file, when nothing of the feed came after it."""
    if not digest:
        return None
    with database.read() as connection:
        row = latest_run(connection, layout.feed.name)
    if row is None or (row.digest, row.layout_digest) != (digest, layout.digest):
        return None
    if options.as_of and options.as_of != row.as_of:
        return None
    return Imported(
        feed=row.feed, source=row.source, run=row.run_id, as_of=row.as_of, physical=row.physical,
        control=row.control, read=row.read, loaded=0, unchanged=row.loaded + row.unchanged,
        superseded=row.superseded, waiting=row.waiting, rejected=row.rejected,
        known_run=row.run_id, dry_run=options.dry_run,
    )  # fmt: skip
