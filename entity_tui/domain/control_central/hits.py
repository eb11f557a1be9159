"""A search result: what a list row shows, in the order of search key then ids (CC-07, CC-10)."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.domain.control_central.criteria import Criteria, Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """One row: a matching name, its person, an account, and where asked for a location.

    Ids are 0 where there is none (a person without an account, a location without a person).
    Strings are as stored: they pass the sink where they are shown.
    """

    person_id: int
    account_id: int
    location_id: int
    name: str
    name_type: str
    """primary, legal, alias, dba, alternate; "" for a location nobody lives at."""
    role: str
    """main, guarantor, … on the account; "" without one."""
    id_type: str
    id_value: str
    """The primary identifier, unmasked; masking is the row's presentation."""
    address: str
    city: str
    postal: str
    balance: int | None
    """Current balance in cents; None without an account."""
    open_case: str = ""
    """The assignment number of an open case the viewer may see."""
    name_seq: int = 0
    """Which of the person's names this is."""
    phone: str = ""
    """The digits of the person's first phone."""
    extension: str = ""

    @property
    def key(self) -> tuple[int, int, int]:
        """Identity within a list, for returning to the same row."""
        return self.person_id, self.account_id, self.location_id


@dataclass(frozen=True, slots=True)
class HitList:
    """The first hits of a search in order."""

    criteria: Criteria
    kind: Kind
    hits: tuple[Hit, ...]
    more: bool
    """There are more than were fetched."""
    read_as: str = ""
    """How the Find line was read: `name`, `SSN`, `phone` …; "" for the fields."""
    near: bool = False
    """Nothing matches: these are near names, the nearest first (CC-14)."""

    @property
    def only(self) -> Hit | None:
        """The hit to open at once: there is exactly one (person, account), no near one (CC-06)."""
        if self.more or self.near or not self.hits:
            return None
        first = self.hits[0]
        same = {(hit.person_id, hit.account_id) for hit in self.hits}
        if first.person_id == 0:
            return first if len({hit.location_id for hit in self.hits}) == 1 else None
        return first if len(same) == 1 else None

    def header(self) -> str:
        """`300 of more than 300`, `7 found`, `no exact match: 4 near names`, `nothing found`."""
        count = len(self.hits)
        if self.near:
            return f"no exact match: {count} near name{'' if count == 1 else 's'}"
        if self.more:
            return f"{count} of more than {count}"
        return f"{count} found" if count else "nothing found"
