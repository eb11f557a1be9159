"""The administrator's morning: each feed, its last run, what is due, late or missing (IM-05)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.extract_schedule import Schedule, Standing, standing
from entity_tui.domain.entity.import_standing import FeedStanding, ImportStanding
from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError
from entity_tui.imports.feeds import FEEDS
from entity_tui.imports.schedule_table import scheduled
from entity_tui.store.audit import ReadAudit
from entity_tui.store.columns import instant
from entity_tui.store.database import Database, Raw, day
from entity_tui.store.queries.code_tables import calendar
from entity_tui.store.queries.import_status import (
    days_that_came,
    last_runs,
    open_rejects_by_feed,
    waiting_by_feed,
)

_NEEDED = Schedule("needed")


def import_status(
    database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock
) -> ImportStanding:
    """Every feed this program imports, in the order of the schedule, in the office's time."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not see imports; a system administrator may."
        )
    moment = clock.now()
    now, zone = moment.replace(tzinfo=None), moment.tzinfo
    names = [name for name in scheduled() if name in FEEDS]
    names += [name for name in FEEDS if name not in names]
    reads.record(viewer, "import status")
    with database.read() as connection:
        raw = Raw(connection)
        runs, came = last_runs(raw, viewer, names), days_that_came(raw, viewer)
        waiting, rejects = waiting_by_feed(raw, viewer), open_rejects_by_feed(raw, viewer)
        holidays = calendar(raw, viewer).holidays_near(now.year)
    since = _first(came)
    feeds = tuple(
        _feed(
            name, runs.get(name), waiting.get(name, 0), rejects.get(name, 0),
            standing(_schedule(name), came.get(name, set()), now, holidays, since), zone,
        )
        for name in names
    )  # fmt: skip
    return ImportStanding(now, feeds, sum(rejects.values()))


def _schedule(name: str) -> Schedule:
    return scheduled()[name].schedule if name in scheduled() else _NEEDED


def _first(came: Mapping[str, set[date]]) -> date | None:
    """The date of the first extract of all that come by a schedule."""
    days = (min(dates) for name, dates in came.items() if _schedule(name).every != "needed")
    return min(days, default=None)


def _feed(
    name: str,
    run: tuple[Any, ...] | None,
    waiting: int,
    rejects: int,
    stands: Standing,
    zone: tzinfo | None,
) -> FeedStanding:
    title, every = FEEDS[name].title, _schedule(name).every
    if run is None:
        return FeedStanding(
            name, title, every, 0, "", None, None, 0, 0, 0, waiting, stands, rejects
        )
    number, source, as_of, at, read, loaded, rejected = run
    return FeedStanding(
        name, title, every, number, source, day(as_of), _local(at, zone), read, loaded, rejected,
        waiting, stands, rejects,
    )  # fmt: skip


def _local(micros: int, zone: tzinfo | None) -> datetime:
    return instant(micros).astimezone(zone).replace(tzinfo=None)
