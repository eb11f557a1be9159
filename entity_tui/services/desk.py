"""The one door for screens: a store, a viewer, and what they may do together.

Every method blocks and is called from a worker; nothing is returned before it is audited.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from entity_tui.domain.clock import Clock
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.entity.import_standing import ImportStanding
from entity_tui.domain.identifiers import TinType
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services import contacts, control_central
from entity_tui.services.clock import office_clock
from entity_tui.services.entity.designation import designate
from entity_tui.services.entity.month_end import MonthEnd
from entity_tui.services.entity.re_extract import ReExtract
from entity_tui.services.entity.time_desk import TimeDesk
from entity_tui.services.entity.time_verification import Verification
from entity_tui.services.export_files import Outgoing
from entity_tui.services.import_status import import_status
from entity_tui.services.leaving import require_export
from entity_tui.services.new_taxpayer import Adding
from entity_tui.services.record_reading import RecordReading
from entity_tui.services.rejects import Rejects
from entity_tui.services.session import Session
from entity_tui.services.sign_on import sign_on
from entity_tui.services.whole_tables import WholeTables
from entity_tui.services.work_lists import Lists
from entity_tui.settings import Settings
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import store_facts
from entity_tui.store.queries.preference import geo_types, read_preference, write_preference

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


class _Services:
    """What one viewer does, with the grants of one day."""

    def __init__(self, desk: Desk, viewer: Viewer) -> None:
        database, reads, clock = desk._database, desk._reads, desk.clock
        self.lists = Lists(database, viewer, reads)
        self.rejects = Rejects(database, viewer, reads, clock, desk._forget)
        self.time = TimeDesk(database, viewer, reads, clock)
        self.months = MonthEnd(database, viewer, reads, clock)
        self.verification = Verification(database, viewer, reads, clock)
        self.re_extract = ReExtract(database, viewer, reads, clock)
        self.tables = WholeTables(database, viewer, reads)
        self.adding = Adding(database, viewer, reads, clock, desk._forget)


class Desk(RecordReading):
    """A signed-on session on one store; today and the rights to act are those of each act."""

    def __init__(
        self, database: Database, viewer: Viewer, settings: Settings, clock: Clock | None = None
    ) -> None:
        clock = clock or office_clock(database, settings.today)
        super().__init__(database, Session(database, viewer, clock), ReadAudit(database))
        self.store_shown = database.shown
        self._limit = settings.limit
        self._made: tuple[Viewer, _Services] | None = None
        with database.read() as connection:
            self.demo = store_facts(Raw(connection)).demo
        self._reads.record(viewer, "sign on")

    @property
    def now(self) -> datetime:
        """This moment in the office."""
        return self.clock.now()

    def _services(self) -> _Services:
        """Those of the viewer as they are at this act; made anew when their rights change."""
        viewer = self._acting()
        if self._made is None or self._made[0] is not viewer:
            self._made = viewer, _Services(self, viewer)
        return self._made[1]

    @property
    def lists(self) -> Lists:
        """Work lists and saved searches."""
        return self._services().lists

    @property
    def rejects(self) -> Rejects:
        """Rejected lines of imports."""
        return self._services().rejects

    @property
    def time(self) -> TimeDesk:
        """Daily time."""
        return self._services().time

    @property
    def months(self) -> MonthEnd:
        """The end of the month."""
        return self._services().months

    @property
    def verification(self) -> Verification:
        """The reports time is checked with."""
        return self._services().verification

    @property
    def re_extract(self) -> ReExtract:
        """Days awaited from ICS, and conflicts."""
        return self._services().re_extract

    @property
    def tables(self) -> WholeTables:
        """Whole tables."""
        return self._services().tables

    @property
    def adding(self) -> Adding:
        """Adding taxpayers."""
        return self._services().adding

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

    def add_contact(
        self, person_id: int, contact_type: str, comment: str, is_open: bool = False
    ) -> int:
        """Record a customer contact; pages kept from before it are read anew."""
        number = contacts.add_contact(
            self._database, self._acting(), person_id, contact_type, comment, is_open
        )
        self._forget()
        return number

    def contact_types(self) -> tuple[tuple[str, str], ...]:
        """Contact types with their meaning, for the list of values."""
        return contacts.contact_types()

    def reveal(self, what: str, subject: int) -> None:
        """Record that masked values are about to be shown; EntityError where they may not."""
        viewer = self._acting()
        if not viewer.sensitive:
            self._reads.record(viewer, "reveal refused", f"{subject:010d}", what=what)
            raise EntityError("Your profile does not show whole identifiers.", "Masked")
        self._reads.record(viewer, "reveal", f"{subject:010d}", what=what)

    def export(self, what: str, subject: int) -> None:
        """Record that whole identifiers leave the screen; EntityError where they may not."""
        viewer = self._acting()
        if not (viewer.export and viewer.sensitive):
            self._reads.record(viewer, "export refused", f"{subject:010d}", what=what)
            raise EntityError("Your profile may not export whole identifiers; F11 masks them.")
        self._reads.record(viewer, "export", f"{subject:010d}", what=what)

    def export_rows(self, what: str, rows: int, whole: bool) -> None:
        """Record that listed rows leave in a file; EntityError where they may not (UI-09)."""
        require_export(self.viewer, self._reads, what)
        if whole and not self.viewer.sensitive:
            self._reads.record(self.viewer, "export refused", what=what)
            raise EntityError("Your profile does not show whole identifiers.", "Export")
        self._reads.record(
            self.viewer, "export list", what=what, rows=rows,
            identifiers="whole" if whole else "masked",
        )  # fmt: skip

    def outgoing(self, layouts: Path | None = None) -> Outgoing:
        """The files other systems pick up; `layouts` is the site's own folder of layouts."""
        return Outgoing(self._database, self._acting(), self._reads, self.clock, layouts)

    def designate(self, group: str, user: str, start: date, until: date) -> None:
        """Let somebody enter and verify a group's time in the secretary's place for a while."""
        designate(self._database, self._acting(), group, user, start, until, self.today)

    def id_types(self) -> tuple[tuple[str, str], ...]:
        """Identifier types with their meaning, for the list of values."""
        return tuple((kind.value, meaning) for kind, meaning in _ID_MEANINGS.items())

    def geo_types(self) -> tuple[tuple[str, str], ...]:
        """Geographic types in use."""
        with self._looking() as connection:
            return geo_types(Raw(connection), self.viewer)

    def import_status(self) -> ImportStanding:
        """How the extracts stand; EntityError for who does not administer."""
        return import_status(self._database, self.viewer, self._reads, self.clock)

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
    clock = office_clock(database, settings.today)
    viewer = sign_on(database, clock.today, as_user)
    return Desk(database, viewer, settings, clock)
