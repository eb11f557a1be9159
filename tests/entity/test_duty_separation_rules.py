"""Who may change finalised time: the table of TM-04 and TM-06."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from entity_tui.domain.entity.duty_separation import (
    Deed,
    Designation,
    Somebody,
    Whose,
    may,
    refusal,
    who_may,
)
from entity_tui.domain.viewer import Grant, Role, Viewer

TODAY = date(2026, 11, 20)
GROUP, OTHER = "270112", "270111"
CHEN = Whose("lchen", "CHEN, LINDA", GROUP)
TEAM = (
    Somebody("mrivera", "RIVERA, M", Role.GROUP_MANAGER),
    Somebody("tbrooks", "BROOKS, T", Role.ACTING_MANAGER),
    Somebody("jpark", "PARK, J", Role.SECRETARY),
)


def viewer(user: str, *grants: tuple[str, str]) -> Viewer:
    return Viewer(user, user, tuple(Grant(role, prefix, date.min) for role, prefix in grants))


@pytest.mark.parametrize(
    ("who", "grants", "own", "allowed"),
    [
        ("the manager", [(Role.GROUP_MANAGER, GROUP)], False, True),
        ("an acting manager", [(Role.ACTING_MANAGER, GROUP)], False, True),
        ("the secretary", [(Role.SECRETARY, GROUP)], False, True),
        ("an officer", [(Role.REVENUE_OFFICER, f"{GROUP}07")], False, False),
        ("the manager of another group", [(Role.GROUP_MANAGER, OTHER)], False, False),
        ("the secretary of another group", [(Role.SECRETARY, OTHER)], False, False),
        ("the territory manager", [(Role.TERRITORY_MANAGER, "2701")], False, False),
        ("a manager of the whole territory", [(Role.GROUP_MANAGER, "2701")], False, False),
        ("area staff", [(Role.AREA_STAFF, "27")], False, False),
        ("an administrator", [(Role.ADMINISTRATOR, "")], False, False),
        ("an administrator who is named manager of nothing", [(Role.GROUP_MANAGER, "")], False,
         False),
        ("a manager his own", [(Role.GROUP_MANAGER, GROUP)], True, True),
        ("an acting manager his own", [(Role.ACTING_MANAGER, GROUP)], True, False),
        ("a secretary his own", [(Role.SECRETARY, GROUP)], True, False),
        ("a manager who acts too, his own",
         [(Role.GROUP_MANAGER, GROUP), (Role.ACTING_MANAGER, GROUP)], True, False),
        ("a manager who acts elsewhere, his own",
         [(Role.GROUP_MANAGER, GROUP), (Role.ACTING_MANAGER, OTHER)], True, True),
        ("an officer his own", [(Role.REVENUE_OFFICER, f"{GROUP}07")], True, False),
        ("a designee", [(Role.TIME_DESIGNEE, GROUP)], False, False),
    ],
)  # fmt: skip
def test_tm_04_finalised_time_is_changed_within_the_group_and_never_ones_own(
    who: str, grants: list[tuple[str, str]], own: bool, allowed: bool
) -> None:
    looking = viewer("lchen" if own else "somebody", *grants)
    assert may(looking, Deed.CORRECT, CHEN, TODAY) is allowed, who


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [(0, None, True), (1, None, False), (-5, 0, False), (-5, 1, True)],
)
def test_tm_04_an_acting_assignment_counts_on_its_days_only(
    start: int, end: int | None, allowed: bool
) -> None:
    until = None if end is None else TODAY + timedelta(days=end)
    grant = Grant(Role.ACTING_MANAGER, GROUP, TODAY + timedelta(days=start), until)
    assert may(Viewer("x", "x", (grant,)), Deed.CORRECT, CHEN, TODAY) is allowed


@pytest.mark.parametrize(
    ("grants", "own", "designated", "allowed"),
    [
        ([], True, False, True),
        ([(Role.REVENUE_OFFICER, f"{GROUP}08")], False, False, False),
        ([(Role.SECRETARY, GROUP)], True, False, True),
        ([(Role.SECRETARY, GROUP)], False, False, True),
        ([(Role.SECRETARY, OTHER)], False, False, False),
        ([(Role.TAXPAYER_SERVICE, "27")], False, True, True),
    ],
)
def test_tm_06_open_time_is_entered_by_oneself_the_group_or_who_is_designated(
    grants: list[tuple[str, str]], own: bool, designated: bool, allowed: bool
) -> None:
    looking = viewer("lchen" if own else "somebody", *grants)
    known = [Designation("somebody", GROUP, TODAY, None)] if designated else []
    assert may(looking, Deed.ENTER, CHEN, TODAY, known) is allowed
    assert not (designated and may(looking, Deed.CORRECT, CHEN, TODAY, known))


@pytest.mark.parametrize(
    ("whose", "who"),
    [
        ("lchen", ["mrivera", "tbrooks", "jpark"]), ("jpark", ["mrivera", "tbrooks"]),
        ("tbrooks", ["mrivera", "jpark"]), ("mrivera", ["mrivera", "tbrooks", "jpark"]),
    ],
)  # fmt: skip
def test_tm_04_a_refusal_names_who_may(whose: str, who: list[str]) -> None:
    day = Whose(whose, whose.upper(), GROUP)
    assert [one.user for one in who_may(Deed.CORRECT, day, TEAM)] == who
    told = refusal(viewer(whose), Deed.CORRECT, day, TEAM)
    assert "your own finalised time" in told
    assert all(one.name in told for one in TEAM if one.user in who)
    assert ("PARK, J" in told) is ("jpark" in who)
    assert told.count(" or ") == 1, "two or three, told as A, B or C"


def test_tm_04_a_group_without_anybody_says_so() -> None:
    assert "has nobody today" in refusal(viewer("x"), Deed.CORRECT, CHEN, ())
