"""IM-10: the employees of a demo and who its cases lie with."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from entity_tui.demo.organisation import Organisation
from entity_tui.demo.staff import ALWAYS
from entity_tui.domain.organisation import AREA_STATES, Assignment, Holder, area_of_state
from entity_tui.domain.viewer import Role
from support.extracts import AS_OF, SEED, Extract, read


@pytest.mark.parametrize("seed", [0, 7, 99])
@pytest.mark.parametrize("taxpayers", [1, 5_000, 300_000])
def test_im_10_the_standing_staff_is_there_at_every_size(taxpayers: int, seed: int) -> None:
    hired = {e.user: e for e in Organisation(seed, taxpayers, AS_OF).employees}
    for standing in ALWAYS:
        employee = hired[standing.user]
        assert (employee.name, employee.role) == (standing.name, standing.role)
        assert (employee.assignment, employee.end) == (standing.assignment, None)


def test_im_10_every_role_has_a_standing_login() -> None:
    assert {standing.role for standing in ALWAYS} == set(Role) - {Role.TIME_DESIGNEE}


def test_im_10_employees_are_well_formed_and_unique(employees: Extract) -> None:
    roles = {role.value for role in Role}
    for row in employees.rows:
        assert Assignment.parse(row["assignment"]).number == row["assignment"]
        assert row["role"] in roles
        assert row["user_id"].isascii() and row["user_id"].isalnum() and row["user_id"].islower()
        assert 0 < float(row["tour"]) <= 10
        last, first = row["name"].split(", ")
        assert last and first
        assert row["active_from"] <= (row["active_to"] or "2026-11-21")
    for column in ("user_id", "assignment"):
        assert max(Counter(row[column] for row in employees.rows).values()) == 1


def test_im_10_every_group_has_a_manager_a_secretary_and_officers(employees: Extract) -> None:
    groups: dict[str, Counter[str]] = {}
    for row in employees.rows:
        assignment = Assignment.parse(row["assignment"])
        if assignment.holder is Holder.OFFICER and not row["active_to"]:
            groups.setdefault(assignment.group, Counter())[row["role"]] += 1
    assert {int(group[:2]) for group in groups} == set(AREA_STATES)
    for roles in groups.values():
        assert roles["group manager"] == roles["group secretary"] == 1
        assert 3 <= roles["revenue officer"] <= 12


def test_im_10_the_smallest_demo_has_a_territory_with_two_groups() -> None:
    home = {e.assignment[:6] for e in Organisation(SEED, 1, AS_OF).employees}
    assert {"270112", "270111"} <= home


def test_im_10_about_three_thousand_work_for_a_million_taxpayers() -> None:
    organisation = Organisation(SEED, 1_000_000, AS_OF)
    assert 2_700 <= len(organisation.employees) <= 3_300
    assert len({e.user for e in organisation.employees}) == len(organisation.employees)


def test_im_10_open_and_closed_cases_lie_with_officers_of_their_area(
    entities: Extract, employees: Extract
) -> None:
    officers = {
        row["assignment"]
        for row in employees.rows
        if row["role"] == "revenue officer" and not row["active_to"]
    }
    groups = {number[:6] for number in officers}
    for row in entities.rows:
        assignment = Assignment.parse(row["assignment"])
        assert assignment.area == area_of_state(row["state"], row["country"])
        if row["status"] == "Q":
            assert assignment.holder is Holder.QUEUE and assignment.number[2:4] == "00"
        elif assignment.holder is Holder.HOLD:
            assert row["status"] == "O" and assignment.group in groups
        else:
            assert assignment.number in officers


def test_im_10_cases_lie_where_they_lie_in_life(entities: Extract) -> None:
    counts = Counter(
        row["status"] + ("H" if row["assignment"].endswith("00") and row["status"] == "O" else "")
        for row in entities.rows
    )
    shares = {where: count / len(entities.rows) for where, count in counts.items()}
    for where, share in {"O": 0.60, "Q": 0.25, "OH": 0.05, "C": 0.10}.items():
        assert shares[where] == pytest.approx(share, abs=0.02)


def test_im_10_the_revenue_officer_of_the_home_group_has_cases(
    entities: Extract, small_files: list[Path]
) -> None:
    assert sum(row["assignment"] == "27011207" for row in entities.rows) >= 20
    assert any(row["assignment"] == "27011207" for row in read(small_files["e1"]).rows)


def test_im_10_an_employee_keeps_the_first_day_whatever_the_extract() -> None:
    before, after = (
        {e.assignment: e.start for e in Organisation(SEED, 10, day).employees}
        for day in (AS_OF, date(2027, 3, 1))
    )
    assert before == after
