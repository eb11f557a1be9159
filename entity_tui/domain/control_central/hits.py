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
    read_as: str = ""
    """The reading that found it, where the Find line has several: `phone`, `SSNV`."""
    variant: str = ""
    """The kind of variant that found it (`word order`), "" for an exact match (CC-14)."""

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
    """Nothing matches: these are similar names, the nearest first (CC-14)."""
    tried: tuple[str, ...] = ()
    """The kinds of variant that were searched beside the exact matches."""

    @property
    def total(self) -> int | None:
        """The sum of the balances of exactly these rows; None where no row has one (UI-09)."""
        balances = [hit.balance for hit in self.hits if hit.balance is not None]
        return sum(balances) if balances else None

    @property
    def exact(self) -> tuple[Hit, ...]:
        """The hits that match as typed; they come first."""
        return tuple(hit for hit in self.hits if not hit.variant)

    @property
    def counted(self) -> tuple[Hit, ...]:
        """The exact matches; where there are none the variants."""
        return self.exact or self.hits

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """How many hits each reading of an ambiguous line has; nothing for one reading (CC-12)."""
        counts: dict[str, int] = {}
        for hit in self.hits:
            counts[hit.read_as] = counts.get(hit.read_as, 0) + 1
        return tuple(counts.items()) if len(counts) > 1 else ()

    @property
    def only(self) -> Hit | None:
        """The hit to open at once: there is exactly one (person, account), no similar one (CC-06).

        Variants count only where nothing matches as typed.
        """
        counted = self.counted
        if self.near or not counted or (self.more and len(counted) == len(self.hits)):
            return None
        first = counted[0]
        same = {(hit.person_id, hit.account_id) for hit in counted}
        if first.person_id == 0:
            return first if len({hit.location_id for hit in counted}) == 1 else None
        return first if len(same) == 1 else None

    def header(self) -> str:
        """`300 of more than 300`, `2 exact, 7 variants`, `no exact match: 4 similar names`."""
        count, exact = len(self.hits), len(self.exact)
        if self.near:
            return f"no exact match: {count} similar name{'' if count == 1 else 's'}"
        if count > exact:
            more = "more than " if self.more else ""
            variants = f"{more}{count - exact} variant{'' if count - exact == 1 else 's'}"
            return f"{exact or 'no'} exact, {variants}"
        if self.more:
            return f"{count} of more than {count}"
        return f"{count} found" if count else "nothing found"

    def also_tried(self) -> str:
        """`tried too: word order, points`; "" where only the exact text was searched."""
        return f"tried too: {', '.join(self.tried)}" if self.tried else ""
