"""Add a person, open an account: one transaction with its audit entry (CC-11, AM-01, AM-10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from entity_tui.domain.clock import Clock
from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.control_central.new_taxpayer import (
    IN_USE,
    Added,
    AlreadyOnFile,
    NewAccount,
    NewPerson,
    account_faults,
    area_of_new,
    may_create_taxpayer,
    person_faults,
    who_may_create,
)
from entity_tui.domain.identifiers import parse_tin
from entity_tui.domain.ids import read_id
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.control_central.contacts import sees_person
from entity_tui.store.queries.control_central.hits import hydrate
from entity_tui.store.queries.control_central.new_taxpayer import (
    holders_of_tin,
    location_area,
    write_account,
    write_person,
)
from entity_tui.store.reference import meanings


class Adding:
    """What one signed-on user adds; `added` is called after each."""

    def __init__(
        self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock,
        added: Callable[[], None],
    ) -> None:  # fmt: skip
        self._database, self._viewer, self._reads = database, viewer, reads
        self._clock, self._added = clock, added

    @property
    def _today(self) -> date:
        return self._clock.today

    def account_types(self) -> tuple[tuple[str, str], ...]:
        """The installation's account types with their meaning."""
        return tuple(meanings("account_types").items())

    def begin(self, what: str) -> None:
        """Somebody wants to add a person or an account: EntityError, recorded, where he may not."""
        self._may(what)

    def person(self, new: NewPerson, another: bool = False) -> Added | AlreadyOnFile:
        """Add a person, and the account where one was typed; EntityError says what is wrong.

        With the TIN of somebody on file nothing is added, unless `another` says that this is
        somebody else. Where the number is in use outside the profile it is refused, and recorded.
        """
        self._may("person")
        types = tuple(code for code, _ in self.account_types())
        _refuse(person_faults(new, types, self._today))
        wants = bool(new.account.account_type)
        tin = parse_tin(new.id_value)
        with self._database.write() as connection:
            raw = Raw(connection)
            on_file = self._on_file(raw, tin, new.id_type)
            if on_file and not another:
                return AlreadyOnFile(on_file)
            area = self._area(raw, new.account)
            person = write_person(raw, self._viewer, new, area, self._today)
            account = 0
            if wants:
                account = write_account(raw, self._viewer, person, new.account, area, self._today)
            audit.act(
                connection, self._viewer, "add person", f"{person:010d}", tin=tin,
                account=f"{account:010d}" if account else "",
                **({"same_tin_as": _numbers(on_file)} if on_file else {}),
            )  # fmt: skip
        self._added()
        return Added(person, account)

    def account(self, person_id: int, new: NewAccount) -> Added:
        """Open an account for a person the viewer may see."""
        self._may("account")
        _refuse(account_faults(new, (code for code, _ in self.account_types()), self._today))
        with self._database.write() as connection:
            raw = Raw(connection)
            if not sees_person(raw, self._viewer, person_id):
                raise EntityError(f"Person {person_id:010d} is not in your profile.", "Not found")
            area = self._area(raw, new)
            account = write_account(raw, self._viewer, person_id, new, area, self._today)
            audit.act(
                connection, self._viewer, "add account", f"{account:010d}",
                person=f"{person_id:010d}",
            )  # fmt: skip
        self._added()
        return Added(person_id, account)

    def _on_file(self, raw: Raw, tin: str, id_type: str) -> tuple[Hit, ...]:
        """Holders of the TIN within the profile; EntityError if it is in use outside only."""
        found, in_use = holders_of_tin(raw, self._viewer, tin, id_type)
        if not in_use:
            return ()
        hits = hydrate(raw, self._viewer, found)
        self._reads.record(
            self._viewer, "new taxpayer: TIN on file", tin=tin,
            shown=_numbers(hits) if hits else "outside the profile",
        )  # fmt: skip
        if not hits:
            raise EntityError(IN_USE, "Not saved")
        return hits

    def _may(self, what: str) -> None:
        if not may_create_taxpayer(self._viewer):
            self._reads.record(self._viewer, "add refused", what=what)
            raise EntityError(f"Your profile adds no taxpayers. {who_may_create()}", "Refused")

    def _area(self, raw: Raw, new: NewAccount) -> int:
        """Where it will belong; refused where the viewer could not see it afterwards."""
        area: int | None = area_of_new(new, self._viewer)
        if new.location:
            area = location_area(raw, self._viewer, read_id(new.location))
            if area is None:
                raise EntityError(f"Location {new.location} is not in your profile.", "Not found")
        if area is None or not self._viewer.scope.sees_account(area, 0):
            raise EntityError("The address lies in an area outside your profile.", "Refused")
        return area


def _numbers(hits: Sequence[Hit]) -> str:
    """The persons of hits, for the audit."""
    return " ".join(dict.fromkeys(f"{hit.person_id:010d}" for hit in hits))


def _refuse(faults: dict[str, str]) -> None:
    for field, fault in faults.items():
        raise EntityError(f"{field.replace('_', ' ').capitalize()}: {fault}.", "Not saved")
