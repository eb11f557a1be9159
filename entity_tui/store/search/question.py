"""What is asked of the index and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.errors import EntityError

# The bits of `flags`.
NOT_SINGLE = 1
ALTERNATE = 2
NOT_MAIN_NAME = 4
# Scope value of a row: area * AREA + access group.
AREA = 10_000


class Rows(StrEnum):
    """Which rows a search shows (CC-07, CC-08)."""

    ACCOUNT = "account"
    """One per name, person and account, with the account's single location."""
    ALL = "all"
    """One per location of each account, under its main address."""
    LOCATION = "location"
    """Driven by an address: every address counts; without a name one per account and location."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Folded patterns that all have to match, the rows wanted and what the viewer may see."""

    name: Pattern | None
    address: Pattern | None
    city: Pattern | None
    postal: Pattern | None
    rows: Rows
    scope: Scope

    @property
    def excluded(self) -> int:
        """The bits of `flags` that a row must not have."""
        if self.rows is Rows.ACCOUNT:
            return NOT_SINGLE | ALTERNATE
        if self.rows is Rows.ALL:
            return ALTERNATE
        return 0 if self.name else NOT_MAIN_NAME

    def patterns(self) -> tuple[tuple[str, Pattern], ...]:
        """The filled fields that can exclude a row, by column."""
        fields = (
            ("name", self.name),
            ("address", self.address),
            ("city", self.city),
            ("postal", self.postal),
        )
        return tuple((column, p) for column, p in fields if p and not p.everything)


class IndexRow(NamedTuple):
    """A matching row: folded keys, ids (0 where there is none), which name, and flags."""

    name: str
    address: str
    city: str
    postal: str
    person_id: int
    account_id: int
    location_id: int
    name_seq: int
    flags: int


class SearchCancelled(EntityError):
    """The search was given up, because a newer one took its place (CC-13)."""

    def __init__(self) -> None:
        super().__init__("The search was cancelled.", "Search")
