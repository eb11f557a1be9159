"""Who is looking: no query runs without one (SE-02, SE-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The roles a profile can hold; an administrator adds further ones as rows."""

    REVENUE_OFFICER = "revenue officer"
    SECRETARY = "group secretary"
    ACTING_MANAGER = "acting manager"
    GROUP_MANAGER = "group manager"
    TERRITORY_MANAGER = "territory manager"
    AREA_STAFF = "area staff"
    HEADQUARTERS = "headquarters analyst"
    QUALITY_ANALYST = "quality analyst"
    AUTOMATION_COORDINATOR = "automation coordinator"
    ADVISORY = "advisory"
    TAXPAYER_SERVICE = "taxpayer-service staff"
    ADMINISTRATOR = "system administrator"
    TIME_DESIGNEE = "time designee"
    """Sees a group's time while designated to enter it, and nothing else of the group (TM-06)."""


# How many digits of a role's own assignment number are its scope.
SCOPE_DIGITS = {
    Role.REVENUE_OFFICER: 8,
    Role.SECRETARY: 6,
    Role.ACTING_MANAGER: 6,
    Role.GROUP_MANAGER: 6,
    Role.TERRITORY_MANAGER: 4,
    Role.AREA_STAFF: 2,
    Role.TAXPAYER_SERVICE: 2,
    Role.ADVISORY: 2,
}
# Roles that import, reindex and create users.
ADMINISTERS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over everything whose assignment number begins with `prefix`, for some days."""

    role: str
    prefix: str
    start: date
    end: date | None = None

    def holds(self, today: date) -> bool:
        """True on the days the grant is in force; `end` is the first day it is not."""
        return self.start <= today and (self.end is None or today < self.end)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a viewer may see. None means no limit; an empty set means nothing."""

    areas: frozenset[int] | None
    access_groups: frozenset[int] | None
    prefixes: tuple[str, ...]

    def sees_account(self, area: int, access_group: int) -> bool:
        """May the viewer see an account of this area and access group?"""
        return (self.areas is None or area in self.areas) and (
            self.access_groups is None or access_group in self.access_groups
        )

    def sees_case(self, assignment: str) -> bool:
        """May the viewer see a case with this assignment number?

        A group and wider see their area's queue (the narrower ZIP grid comes with assignment).
        """
        if any(assignment.startswith(prefix) for prefix in self.prefixes):
            return True
        queue = assignment[4:] == "7000"
        return queue and any(p[:2] == assignment[:2] and len(p) <= 6 for p in self.prefixes)


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-on user with the grants in force; built once per session at the edge."""

    user: str
    name: str
    grants: tuple[Grant, ...]
    access_groups: frozenset[int] | None = None
    sensitive: bool = True
    export: bool = False
    assignment: str = ""
    origin: str = "local"
    session: str = ""
    profile_version: int = 0

    @classmethod
    def system(cls, purpose: str) -> Viewer:
        """The program itself, for imports and upkeep; `purpose` is what the audit says."""
        grant = Grant(Role.ADMINISTRATOR, "", date.min)
        return cls(user="system", name=purpose, grants=(grant,), export=True, origin="program")

    @property
    def role(self) -> str:
        """The widest role held, for the status line and the audit."""
        held = [grant for grant in self.grants if grant.role != Role.TIME_DESIGNEE]
        return min(held, key=lambda grant: len(grant.prefix)).role if held else "no role"

    @property
    def scope(self) -> Scope:
        """Cases by assignment-number prefix; accounts by area and access group."""
        prefixes = tuple(
            sorted({grant.prefix for grant in self.grants if grant.role != Role.TIME_DESIGNEE})
        )
        national = any(len(p) < 2 for p in prefixes)
        areas = None if national else frozenset(int(p[:2]) for p in prefixes)
        return Scope(areas, self.access_groups, prefixes)

    def holds(self, *roles: str) -> bool:
        """Is any of these roles held?"""
        return any(grant.role in roles for grant in self.grants)
