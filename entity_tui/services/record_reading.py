"""Opening records: pages, read pages, trees, timelines, allocations; each view is audited."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from entity_tui.domain.control_central.account_page import (
    AccountPage,
    ActivityRow,
    LocationPage,
    PersonPage,
)
from entity_tui.domain.control_central.compliance import ComplianceRow
from entity_tui.domain.control_central.credit_allocation import Allocation, Level
from entity_tui.domain.control_central.detail import DetailPage
from entity_tui.domain.control_central.financial_history import FinancialHistory
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.timeline import Timeline
from entity_tui.domain.control_central.tree import TreePage
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services.session import Session
from entity_tui.store.audit import ReadAudit, acts_since
from entity_tui.store.columns import micros
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.control_central import (
    account_page,
    all_rows,
    allocation,
    detail_pages,
    person_page,
    timeline,
    trees,
)
from entity_tui.store.queries.control_central.person_page import NotFound

_KEPT_PAGES = 64
_FRESH_SECONDS = 10.0
_LONGEST_ACT = timedelta(hours=1)
"""An act is recorded at most so long before it is committed, on clocks that differ at most so."""
_Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Prefetched:
    """A page read ahead: when, and how many acts the store had recorded since an instant."""

    page: AccountPage
    read_at: float
    since: int
    acts: int


class RecordReading:
    """Opens records. Account pages are read ahead for a step, and used while nothing changed."""

    def __init__(self, database: Database, session: Session, reads: ReadAudit) -> None:
        self._session, self.clock = session, session.clock
        self._database, self._reads = database, reads
        self._pages: OrderedDict[_Key, _Prefetched] = OrderedDict()
        self._lock = threading.Lock()
        self._seen_as = session.viewer

    @property
    def viewer(self) -> Viewer:
        """Who looks, with the grants in force today."""
        return self._renewed()

    def _renewed(self) -> Viewer:
        """The viewer of today; pages read under the grants of another day are dropped."""
        found = self._session.viewer
        if found is not self._seen_as:
            self._seen_as = found
            self._forget()
        return found

    def _acting(self) -> Viewer:
        """Who acts, with the grants the store holds at this moment."""
        self._session.judge_anew()
        return self._renewed()

    @property
    def today(self) -> date:
        """The office's day at this moment."""
        return self.clock.today

    @contextlib.contextmanager
    def _looking(self) -> Iterator[Connection]:
        try:
            with self._database.read() as connection:
                yield connection
        except DBAPIError as error:
            raise EntityError(f"The store did not answer: {error.orig}", "Store") from error

    @contextlib.contextmanager
    def _recorded(self, what: str, subject: int, **given: str) -> Iterator[dict[str, str]]:
        """A page is recorded before it is handed out, and so is a refusal."""
        facts: dict[str, str] = {name: value for name, value in given.items() if value}
        try:
            yield facts
        except NotFound:
            self._reads.record(self.viewer, "view refused", f"{subject:010d}", what=what)
            raise
        self._reads.record(self.viewer, f"view {what}", f"{subject:010d}", **facts)

    @contextlib.contextmanager
    def _viewing(self, what: str, subject: int, **facts: str) -> Iterator[Raw]:
        with self._recorded(what, subject, **facts), self._looking() as connection:
            yield Raw(connection)

    def open_account(
        self, account_id: int, person_id: int = 0, location_id: int = 0, fresh: bool = False
    ) -> AccountPage:
        """The landing page of an account, audited; from the prefetched ones unless `fresh`."""
        key = (account_id, person_id, location_id)
        with self._recorded("account", account_id) as facts:
            page = (None if fresh else self._kept(key)) or self._load(key)
            facts["tin"] = next((i.value for i in page.person.identifiers if i.primary), "")
        return page

    def prefetch_account(self, account_id: int, person_id: int = 0, location_id: int = 0) -> None:
        """Have a page ready for a step; it is audited when it is opened."""
        key = (account_id, person_id, location_id)
        if account_id and self._kept(key) is None:
            with contextlib.suppress(EntityError):
                self._load(key)

    def _load(self, key: _Key) -> AccountPage:
        since = micros(datetime.now(UTC) - _LONGEST_ACT)
        with self._looking() as connection:
            raw, at = Raw(connection), time.monotonic()
            acts = acts_since(raw, since)
            page = account_page.account_page(raw, self.viewer, *key, self.today)
        with self._lock:
            self._pages[key] = _Prefetched(page, at, since, acts)
            self._pages.move_to_end(key)
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return page

    def _kept(self, key: _Key) -> AccountPage | None:
        """The page read ahead, unless something was committed since (CC-10)."""
        self._renewed()
        with self._lock:
            kept = self._pages.get(key)
        if kept is None or time.monotonic() - kept.read_at >= _FRESH_SECONDS:
            return None
        with self._looking() as connection:
            unchanged = acts_since(Raw(connection), kept.since) == kept.acts
        return kept.page if unchanged else None

    def _forget(self) -> None:
        """Pages are read anew."""
        with self._lock:
            self._pages.clear()

    def open_person(self, person_id: int) -> PersonPage:
        """The Taxpayer Information page, audited."""
        with self._viewing("person", person_id) as raw:
            return person_page.person_page(raw, self.viewer, person_id, self.today)

    def open_location(self, location_id: int) -> LocationPage:
        """A location's page, audited."""
        with self._viewing("location", location_id) as raw:
            return person_page.location_page(raw, self.viewer, location_id, self.today)

    def open_detail(self, ref: RecordRef) -> DetailPage:
        """The read page of a record, audited."""
        with self._viewing(ref.kind, ref.owner, key=ref.key) as raw:
            return detail_pages.detail_page(raw, self.viewer, ref, self.today)

    def open_tree(self, kind: str, subject: int) -> TreePage:
        """An account, location, bill or person tree, audited."""
        with self._viewing(kind, subject) as raw:
            return trees.tree_page(raw, self.viewer, kind, subject, self.today)

    def open_timeline(self, account_id: int, person_id: int, start: date, months: int) -> Timeline:
        """The timeline of an account, or of a person where no account is given; audited."""
        with self._viewing("timeline", account_id or person_id) as raw:
            if account_id:
                return timeline.account_timeline(raw, self.viewer, account_id, start, months)
            return timeline.person_timeline(raw, self.viewer, person_id, start, months)

    def open_allocation(self, level: Level) -> Allocation:
        """Credit allocation detail of a level, audited."""
        with self._viewing("credit allocation", level.account_id or level.person_id) as raw:
            return allocation.allocation(raw, self.viewer, level)

    def all_history(self, account_id: int) -> FinancialHistory:
        """The financial history as far as it is shown at all: 750 rows; audited."""
        with self._viewing("financial history", account_id) as raw:
            return all_rows.all_history(raw, self.viewer, account_id)

    def all_activity(self, account_id: int) -> tuple[tuple[ActivityRow, ...], int]:
        """The activity history as far as it is shown at all, and how many more; audited."""
        with self._viewing("activity history", account_id) as raw:
            return all_rows.all_activity(raw, self.viewer, account_id)

    def all_compliance(self, account_id: int) -> tuple[tuple[ComplianceRow, ...], int]:
        """Compliance as far as it is shown at all, and how many more; audited."""
        with self._viewing("compliance", account_id) as raw:
            return all_rows.all_compliance(raw, self.viewer, account_id)
