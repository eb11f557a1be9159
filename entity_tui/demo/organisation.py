"""The organisation: areas, territories, groups and employees, grown to the number of taxpayers.

An assignment number has the same holder at every size; a larger demo only has more of them. Group k
of an area has territory k // 6 + 1; its officers are numbered from 07. User ids are the one thing
that follows the size: a second `mrivera` is `mrivera2`.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import NamedTuple

from entity_tui.demo.draws import below, words
from entity_tui.demo.people import People
from entity_tui.demo.samples import area_shares
from entity_tui.demo.staff import ALWAYS, HOME, TITLES
from entity_tui.domain.organisation import QUEUE
from entity_tui.domain.search_key import search_key
from entity_tui.domain.viewer import Role

_HOME_AREA = int(HOME[:2])
_GROUPS_PER_TERRITORY = 6
_GROUP_CODES = ("12", "11", "13", "14", "15", "16")
_FIRST_OFFICER = 7
# Grades of a group's officers in the order of their numbers.
_GRADES = ("12", "11", "09", "13", "12", "11", "12", "09", "11", "13", "11", "12")
# The grades of officer a case of some grade goes to; twice means twice as many.
_WORKED_BY = {"09": ("09", "09", "11"), "11": ("11", "12"), "12": ("12", "13"), "13": ("13",)}
_AREA_OFFICE = (
    (Role.AREA_STAFF, "13"),
    (Role.QUALITY_ANALYST, "12"),
    (Role.AUTOMATION_COORDINATOR, "12"),
    (Role.ADVISORY, "12"),
    (Role.TAXPAYER_SERVICE, "09"),
)
_HEADQUARTERS = (
    (Role.ADMINISTRATOR, "13"),
    (Role.HEADQUARTERS, "14"),
    (Role.HEADQUARTERS, "13"),
    (Role.QUALITY_ANALYST, "13"),
)
_STANDING = {standing.assignment: standing for standing in ALWAYS}
_OPENED = date(2005, 1, 3)


class Employee(NamedTuple):
    """A line of the employee extract (EX-E5)."""

    user: str
    name: str
    role: Role
    grade: str
    assignment: str
    tour: str
    start: date
    end: date | None

    def line(self) -> str:
        """The employee as the extract has it."""
        end = self.end.isoformat() if self.end else ""
        head = f"{self.user}|{self.name}|{TITLES[self.role]}|{self.role.value}|{self.grade}"
        return f"{head}|{self.assignment}|{self.tour}|{self.start.isoformat()}|{end}\n"


def officers_wanted(taxpayers: int) -> int:
    """How many revenue officers: 2,400 at a million taxpayers, fewer cases each when small."""
    return max(1, round(2_400 * math.pow(taxpayers / 1_000_000, 0.6)))


class Organisation:
    """Everyone with access, and who a case goes to."""

    def __init__(self, seed: int, taxpayers: int, as_of: date) -> None:
        self._words = words(seed, "employee", 3 + People.WIDTH)
        self._people = People()
        self._as_of = as_of
        self._users = {standing.user: 1 for standing in ALWAYS}
        self.employees: list[Employee] = []
        self._officers: dict[int, list[Employee]] = {}
        self._groups: dict[int, list[str]] = {}
        self._grow(officers_wanted(taxpayers))
        self._pools = {
            (area, grade): self._pool(area, grade) for area in self._groups for grade in _WORKED_BY
        }

    def officer(self, area: int, grade: str, slot: int) -> str:
        """The officer of a case: its slot (a word of the case alone) scaled to the area's list."""
        pool = self._pools[area, grade]
        return pool[below(slot, len(pool))]

    def hold_file(self, area: int, slot: int) -> str:
        """The hold file (NNNNNN00) of a group of the area."""
        groups = self._groups[area]
        return groups[below(slot, len(groups))] + "00"

    def queue(self, area: int) -> str:
        """The queue of an area: AOTO7000, with territory 00."""
        return f"{area:02d}00{QUEUE}"

    def _grow(self, officers: int) -> None:
        groups = max(9, round(officers / 10))
        per_group = min(10, max(3, officers // groups))
        for place, (role, grade) in enumerate(_HEADQUARTERS, 1):
            self._hire(f"000000{place:02d}", role, grade)
        shares = area_shares()
        for area in sorted(shares, key=lambda code: code != _HOME_AREA):
            count = max(2 if area == _HOME_AREA else 1, round(groups * shares[area]))
            self._open_area(area, count, per_group)

    def _open_area(self, area: int, groups: int, per_group: int) -> None:
        self._officers[area], self._groups[area] = [], []
        for place, (role, grade) in enumerate(_AREA_OFFICE, 1):
            self._hire(f"{area}0000{place:02d}", role, grade)
        for index in range(groups):
            territory, place = divmod(index, _GROUPS_PER_TERRITORY)
            if place == 0:
                self._hire(f"{area}{territory + 1:02d}0001", Role.TERRITORY_MANAGER, "14")
            group = f"{area}{territory + 1:02d}{_GROUP_CODES[place]}"
            self._groups[area].append(group)
            self._open_group(area, group, per_group)

    def _open_group(self, area: int, group: str, officers: int) -> None:
        self._hire(group + "01", Role.GROUP_MANAGER, "13")
        self._hire(group + "02", Role.SECRETARY, "07")
        mark = self._words(int(group))[0]
        if group == HOME or mark % 3 == 0:
            self._hire(group + "03", Role.ACTING_MANAGER, "12")
        count = officers + mark % 5 - 2 if officers == 10 else officers
        for place in range(count):
            number = f"{group}{_FIRST_OFFICER + place:02d}"
            hired = self._hire(number, Role.REVENUE_OFFICER, _GRADES[place])
            self._officers[area].append(hired)
        if mark % 4 == 0:
            self._hire(group + "40", Role.REVENUE_OFFICER, "11", left=True)

    def _hire(self, assignment: str, role: Role, grade: str, left: bool = False) -> Employee:
        hired, tour, gone, *name_words = self._words(int(assignment))
        latest = self._as_of - timedelta(days=60)
        start = min(_OPENED + timedelta(days=14 * below(hired, 480)), latest)
        end = max(start, self._as_of - timedelta(days=10 + below(gone, 700))) if left else None
        standing = _STANDING.get(assignment)
        if standing:
            user, name = standing.user, standing.name
        else:
            person = self._people.name(tuple(name_words))
            name = f"{person.last}, {person.first}"
            user = self._login(person.first, person.last)
        hours = "4.0" if tour % 40 == 0 else "8.0"
        employee = Employee(user, name, role, grade, assignment, hours, start, end)
        self.employees.append(employee)
        return employee

    def _login(self, first: str, last: str) -> str:
        plain = "".join(c for c in search_key(first[0] + last) if "a" <= c <= "z")[:10]
        count = self._users[plain] = self._users.get(plain, 0) + 1
        return plain if count == 1 else f"{plain}{count}"

    def _pool(self, area: int, grade: str) -> list[str]:
        officers = self._officers[area]
        pool = [o.assignment for g in _WORKED_BY[grade] for o in officers if o.grade == g]
        return pool or [officer.assignment for officer in officers]
