"""Who may enter, finalise and change time (TM-04, TM-06; IRM 5.3.1, Time Reporting (7) and note).

Finalised time is changed by the group's manager, an acting manager or the secretary, of that group
alone; an acting manager or a secretary never changes his own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entity_tui.domain.counted import any_of
from entity_tui.domain.viewer import Grant, Role, Viewer

_FOREMOST = (Role.GROUP_MANAGER, Role.ACTING_MANAGER, Role.SECRETARY)
CORRECTS: frozenset[str] = frozenset(_FOREMOST)
"""The roles of a group that look after its time."""
_NEVER_OWN = frozenset({Role.ACTING_MANAGER, Role.SECRETARY})


class Deed(StrEnum):
    """What is about to be done to a day."""

    ENTER = "enter"
    """Enter or change time that is not finalised, or finalise it."""
    CORRECT = "correct"
    """Change time that is finalised."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose day it is: the login, and the group the day is charged in (six digits)."""

    user: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Designation:
    """Somebody who does the secretary's entry and verifying for a while, `[from, to)`."""

    user: str
    group: str
    start: date
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Is it in force?"""
        return self.start <= today and (self.until is None or today < self.until)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One who holds a role over the group today."""

    user: str
    name: str
    role: str


def roles_in(grants: Iterable[Grant], group: str) -> frozenset[str]:
    """The roles held over exactly this group; a role above it is none of the group's."""
    return frozenset(grant.role for grant in grants if grant.prefix == group)


def may(
    viewer: Viewer, deed: Deed, whose: Whose, today: date,
    designations: Iterable[Designation] = (),
) -> bool:  # fmt: skip
    """May the viewer do this to the day? Pure: grants and designations are judged by today."""
    own = viewer.user == whose.user
    roles = roles_in((grant for grant in viewer.grants if grant.holds(today)), whose.group)
    if deed is Deed.CORRECT:
        return _may_correct(roles, own)
    return own or bool(roles & CORRECTS) or _designated(viewer, whose, today, designations)


def _may_correct(roles: frozenset[str], own: bool) -> bool:
    return bool(roles & CORRECTS) and not (own and bool(roles & _NEVER_OWN))


def _designated(
    viewer: Viewer, whose: Whose, today: date, designations: Iterable[Designation]
) -> bool:
    return any(
        one.user == viewer.user and one.group == whose.group and one.holds(today)
        for one in designations
    )


def who_may(deed: Deed, whose: Whose, team: Iterable[Somebody]) -> tuple[Somebody, ...]:
    """Those of the group who may, the manager first; each person once, by his foremost role."""
    roles: dict[str, set[str]] = {}
    people = list(team)
    for one in people:
        roles.setdefault(one.user, set()).add(one.role)
    found: dict[str, Somebody] = {}
    for role in _FOREMOST:
        for one in people:
            if one.role != role or one.user in found:
                continue
            own = one.user == whose.user
            if deed is Deed.ENTER or _may_correct(frozenset(roles[one.user]), own):
                found[one.user] = one
    return tuple(found.values())


def refusal(
    viewer: Viewer, deed: Deed, whose: Whose, team: Iterable[Somebody]
) -> str:  # fmt: skip
    """Why it is refused, and who may do it instead."""
    who = who_may(deed, whose, team)
    may_do = any_of(f"{one.name} ({one.role})" for one in who)
    what = "change it" if deed is Deed.CORRECT else "enter it"
    ending = (
        f"{may_do} may {what}." if who else f"Group {whose.group} has nobody today who may {what}."
    )
    if deed is Deed.ENTER:
        return f"Time of {whose.name} is entered by himself or his group; {ending}"
    if viewer.user == whose.user:
        return f"This is your own finalised time; {ending}"
    return f"Finalised time of {whose.name} is changed within group {whose.group} alone; {ending}"
