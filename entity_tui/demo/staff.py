"""The staff a demo always has, at any size and with any seed: one login for every role.

All of them belong to group 2701-12 (area 27, California) or stand above it.
"""

from __future__ import annotations

from typing import NamedTuple

from entity_tui.domain.viewer import Role

HOME = "270112"


class Standing(NamedTuple):
    """A login that is always there."""

    user: str
    name: str
    role: Role
    grade: str
    assignment: str


ALWAYS = (
    Standing("admin", "WINSLOW, HARRIET", Role.ADMINISTRATOR, "13", "00000001"),
    Standing("hkaplan", "KAPLAN, HELEN", Role.HEADQUARTERS, "14", "00000002"),
    Standing("snguyen", "NGUYEN, STEPHANIE", Role.AREA_STAFF, "13", "27000001"),
    Standing("qmorris", "MORRIS, QUENTIN", Role.QUALITY_ANALYST, "12", "27000002"),
    Standing("cduarte", "DUARTE, CARLOS", Role.AUTOMATION_COORDINATOR, "12", "27000003"),
    Standing("afoster", "FOSTER, ALICE", Role.ADVISORY, "12", "27000004"),
    Standing("tgreene", "GREENE, TERRY", Role.TAXPAYER_SERVICE, "09", "27000005"),
    Standing("dokafor", "OKAFOR, DANIEL", Role.TERRITORY_MANAGER, "14", "27010001"),
    Standing("mrivera", "RIVERA, MARISOL", Role.GROUP_MANAGER, "13", "27011201"),
    Standing("jpark", "PARK, JIN", Role.SECRETARY, "07", "27011202"),
    Standing("tbrooks", "BROOKS, TAMARA", Role.ACTING_MANAGER, "12", "27011203"),
    Standing("lchen", "CHEN, LINDA", Role.REVENUE_OFFICER, "12", "27011207"),
)

TITLES = {
    Role.REVENUE_OFFICER: "Revenue Officer",
    Role.SECRETARY: "Group Secretary",
    Role.ACTING_MANAGER: "Acting Group Manager",
    Role.GROUP_MANAGER: "Group Manager",
    Role.TERRITORY_MANAGER: "Territory Manager",
    Role.AREA_STAFF: "Area Program Analyst",
    Role.HEADQUARTERS: "Headquarters Analyst",
    Role.QUALITY_ANALYST: "Inventory Quality Analyst",
    Role.AUTOMATION_COORDINATOR: "Collection Automation Coordinator",
    Role.ADVISORY: "Advisor",
    Role.TAXPAYER_SERVICE: "Taxpayer Service Representative",
    Role.ADMINISTRATOR: "System Administrator",
}
