"""The one door for screens: a store, a viewer, and what they may do together.

Every method blocks and is called from a worker; nothing is returned before it is audited.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from entity_tui.domain.control_central.account_page import AccountPage, LocationPage, PersonPage
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.identifiers import TinType
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services import contacts, control_central
from entity_tui.services.new_taxpayer import Adding
from entity_tui.services.sign_on import sign_on
from entity_tui.services.work_lists import Lists
from entity_tui.settings import Settings
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import store_facts
from entity_tui.store.queries.control_central.account_page import NotFound
from entity_tui.store.queries.preference import geo_types, read_preference, write_preference

_KEPT_PAGES = 64
_FRESH_SECONDS = 10.0
_ID_MEANINGS = {
    TinType.SSN: "Social security number",
    TinType.EIN: "Employer identification number",
    TinType.ITIN: "Individual taxpayer identification number",
    TinType.ATIN: "Adoption taxpayer identification number",
    TinType.IRSN: "Internal revenue service number",
    TinType.SSNV: "Business file under an SSN (V)",
    TinType.SSNW: "Business file under an SSN (W)",
}
Stop = Callable[[], bool]
_Key = tuple[int, int, int]


class Desk:
    """A signed-on session on one store."""

    def __init__(self, database: Database, viewer: Viewer, settings: Settings) -> None:
        self.viewer = viewer
        self.today = settings.today or date.today()
        self.store_shown = database.shown
        self._database = database
        self._limit = settings.limit
        self._reads = ReadAudit(database)
        self.lists = Lists(database, viewer, self._reads)
        self.adding = Adding(database, viewer, self._reads, self.today, self._forget)
        self._pages: OrderedDict[_Key, tuple[float, AccountPage]] = OrderedDict()
        self._lock = threading.Lock()
        with database.read() as connection:
            self.demo = store_facts(Raw(connection)).demo
        self._reads.record(viewer, "sign on")

    @contextlib.contextmanager
    def _looking(self) -> Iterator[Connection]:
        try:
            with self._database.read() as connection:
                yield connection
        except DBAPIError as error:
            raise EntityError(f"The store did not answer: {error.orig}", "Store") from error

    def find(self, criteria: Criteria, read_as: str = "", stop: Stop | None = None) -> HitList:
        """Search by the fields."""
        with self._looking() as connection:
            return control_central.search(
                connection, self.viewer, self._reads, criteria, self._limit, read_as, stop
            )

    def find_line(self, text: str, all_locations: bool, stop: Stop | None = None) -> HitList:
        """Search by the Find line."""
        with self._looking() as connection:
            return control_central.search_line(
                connection, self.viewer, self._reads, text, all_locations, self._limit, stop
            )

    def find_near(self, criteria: Criteria, stop: Stop | None = None) -> HitList:
        """Near names beside what a search for a name found."""
        with self._looking() as connection:
            return control_central.search_near(
                connection, self.viewer, self._reads, criteria, self._limit, stop
            )

    def count(self, criteria: Criteria) -> int:
        """The exact number of distinct matching persons."""
        with self._looking() as connection:
            return control_central.count_matches(connection, self.viewer, self._reads, criteria)

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
        with self._looking() as connection:
            page = control_central.account_page(connection, self.viewer, *key, self.today)
        with self._lock:
            self._pages[key] = (time.monotonic(), page)
            self._pages.move_to_end(key)
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return page

    def _kept(self, key: _Key) -> AccountPage | None:
        with self._lock:
            at, page = self._pages.get(key, (0.0, None))
        return page if time.monotonic() - at < _FRESH_SECONDS else None

    def open_person(self, person_id: int) -> PersonPage:
        """The Taxpayer Information page, audited."""
        with self._recorded("person", person_id), self._looking() as connection:
            return control_central.person_page(connection, self.viewer, person_id, self.today)

    def open_location(self, location_id: int) -> LocationPage:
        """A location's page, audited."""
        with self._recorded("location", location_id), self._looking() as connection:
            return control_central.location_page(connection, self.viewer, location_id, self.today)

    @contextlib.contextmanager
    def _recorded(self, what: str, subject: int) -> Iterator[dict[str, str]]:
        """A page is recorded before it is handed out, and so is a refusal."""
        facts: dict[str, str] = {}
        try:
            yield facts
        except NotFound:
            self._reads.record(self.viewer, "view refused", f"{subject:010d}", what=what)
            raise
        self._reads.record(self.viewer, f"view {what}", f"{subject:010d}", **facts)

    def add_contact(
        self, person_id: int, contact_type: str, comment: str, is_open: bool = False
    ) -> int:
        """Record a customer contact; pages kept from before it are read anew."""
        number = contacts.add_contact(
            self._database, self.viewer, person_id, contact_type, comment, is_open
        )
        with self._lock:
            self._pages.clear()
        return number

    def _forget(self) -> None:
        """Pages are read anew."""
        with self._lock:
            self._pages.clear()

    def contact_types(self) -> tuple[tuple[str, str], ...]:
        """Contact types with their meaning, for the list of values."""
        return contacts.contact_types()

    def reveal(self, what: str, subject: int) -> None:
        """Record that masked values are about to be shown; EntityError where they may not."""
        if not self.viewer.sensitive:
            self._reads.record(self.viewer, "reveal refused", f"{subject:010d}", what=what)
            raise EntityError("Your profile does not show whole identifiers.", "Masked")
        self._reads.record(self.viewer, "reveal", f"{subject:010d}", what=what)

    def id_types(self) -> tuple[tuple[str, str], ...]:
        """Identifier types with their meaning, for the list of values."""
        return tuple((kind.value, meaning) for kind, meaning in _ID_MEANINGS.items())

    def geo_types(self) -> tuple[tuple[str, str], ...]:
        """Geographic types in use."""
        with self._looking() as connection:
            return geo_types(Raw(connection), self.viewer)

    def preference(self, name: str) -> str | None:
        """What the user last chose; None for never."""
        with self._looking() as connection:
            return read_preference(connection, self.viewer, name)

    def set_preference(self, name: str, value: str) -> None:
        """Remember what the user chose."""
        with self._database.write() as connection:
            write_preference(connection, self.viewer, name, value)

    def close(self) -> None:
        """Sign off and give everything back."""
        with contextlib.suppress(EntityError):
            self._reads.record(self.viewer, "sign off")
        self._reads.close()
        self._database.close()


def open_desk(settings: Settings, as_user: str | None = None) -> Desk:
    """Open the store and sign on; EntityError says what stands in the way."""
    database = Database(settings.store)
    database.require()
    viewer = sign_on(database, settings.today or date.today(), as_user)
    return Desk(database, viewer, settings)
