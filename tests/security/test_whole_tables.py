"""Every table can leave again, as far as a profile reaches (IM-11, SE-03, SE-05)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from entity_tui.demo.generate import generate
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.whole_tables import ADMINISTRATION, OPEN, STAYS, _reach, whole
from support.importing import SYSTEM, TODAY, load, query, reads

Row = Mapping[str, Any]
CLOSED_GROUP = 7


def _viewer(role: str, prefix: str, groups: frozenset[int] | None = None, **more: Any) -> Viewer:
    return Viewer(
        "someone", "SOMEONE", (Grant(role, prefix, date.min),), groups, export=True, **more
    )


def _desk(database: Database, viewer: Viewer) -> Desk:
    return Desk(database, viewer, Settings(store=str(database.url), today=TODAY))


def _taken(database: Database, viewer: Viewer, *names: str) -> dict[str, list[Row]]:
    """The rows of each table that leave with this viewer."""
    desk, found = _desk(database, viewer), {}
    try:
        for name in names:
            with desk.tables.leaving(name) as table:
                found[name] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return found
    finally:
        desk.close()


def _rows(database: Database, viewer: Viewer, name: str) -> list[Row]:
    return _taken(database, viewer, name)[name]


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[Database]:
    """A small organisation; every ninth account belongs to a closed access group."""
    for path in generate(tmp_path / "files", 120, 3, date(2026, 11, 20)):
        load(database, path.name.split("-")[0], path)
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute("INSERT INTO access_group VALUES (?, 'CLOSED', 'Closed')", (CLOSED_GROUP,))
        raw.execute("UPDATE account SET access_group = ? WHERE account_id % 9 = 0",
                    (CLOSED_GROUP,))  # fmt: skip
    yield database


def test_im_11_somebody_said_of_every_table_who_may_take_it_along() -> None:
    known = set(SQLModel.metadata.tables)
    assert known >= STAYS | ADMINISTRATION | OPEN
    assert not STAYS & ADMINISTRATION and not ADMINISTRATION & OPEN
    near = _viewer(Role.SECRETARY, "270312", frozenset({0}))
    for name in known - STAYS:
        if not name.startswith("search_"):
            assert _reach(SQLModel.metadata.tables[name], near)
            assert whole(SYSTEM, name) is not None
            assert (whole(near, name) is None) == (name in ADMINISTRATION)


# --- against a slow reference --------------------------------------------------------------------


class Reference:
    """Everything there is, and which of it a viewer may take, said plainly."""

    def __init__(self, everything: dict[str, list[Row]], viewer: Viewer) -> None:
        self.everything, self.scope = everything, viewer.scope
        self.accounts = {
            row["account_id"] for row in self.everything["account"]
            if self.scope.sees_account(row["area"], row["access_group"])
        }  # fmt: skip
        self.persons = self._owned("person", "account_person", "person_id", "person_id")
        self.locations = self._owned("location", "account", "location_id", "mailing_location_id")
        self.cases = {
            row["case_id"] for row in self.everything["field_case"]
            if row["account_id"] in self.accounts and self.scope.sees_case(row["assignment"])
        }  # fmt: skip
        self.obligations = {
            row["obligation_id"] for row in self.everything["obligation"]
            if row["account_id"] in self.accounts
        }  # fmt: skip

    def _owned(self, table: str, links: str, key: str, link: str) -> set[int]:
        accounts: dict[int, set[int]] = {}
        for row in self.everything[links]:
            accounts.setdefault(row[link], set()).add(row["account_id"])
        open_to_all = self.scope.access_groups is None or 0 in self.scope.access_groups
        return {
            row[key] for row in self.everything[table]
            if (accounts[row[key]] & self.accounts if row[key] in accounts else
                open_to_all and (self.scope.areas is None or row["area"] in self.scope.areas))
        }  # fmt: skip

    def _number(self, employee: int, day: str) -> str:
        for row in self.everything["employee_assignment"]:
            ends = row["until"]
            if (
                row["employee_id"] == employee
                and row["start"] <= day
                and not (ends and ends <= day)
            ):
                return str(row["assignment"])
        return ""

    def takes(self, name: str, row: Row) -> bool:
        """May the viewer take this row along?"""
        prefixes = tuple(self.scope.prefixes)
        if name in OPEN:
            return True
        if "employee_id" in row:
            return self._number(row["employee_id"], row["day"]).startswith(prefixes)
        if unit := row.get("group_code", row.get("unit")):
            return str(unit).startswith(prefixes)
        if name == "characteristic":
            return row["owner_id"] in {
                "person": self.persons, "account": self.accounts, "location": self.locations,
                "obligation": self.obligations,
            }[row["owner_kind"]]  # fmt: skip
        if "case_id" in row:
            return row["case_id"] in self.cases
        if name == "account_person":
            return row["account_id"] in self.accounts and row["person_id"] in self.persons
        if name == "person_link":
            return row["parent_id"] in self.persons and row["child_id"] in self.persons
        if "account_id" in row:
            return row["account_id"] in self.accounts
        if "person_id" in row:
            return row["person_id"] in self.persons
        return row["location_id"] in self.locations


def test_im_11_a_profile_takes_along_exactly_the_rows_it_reaches(office: Database) -> None:
    ((number,),) = query(
        office, "SELECT assignment FROM field_case WHERE status = 'open' GROUP BY assignment "
        "ORDER BY count(*) DESC, assignment LIMIT 1",
    )  # fmt: skip
    viewers = [
        _viewer(Role.REVENUE_OFFICER, number),
        _viewer(Role.SECRETARY, number[:6], frozenset({0})),
        _viewer(Role.AREA_STAFF, number[:2], frozenset({CLOSED_GROUP})),
        _viewer(Role.HEADQUARTERS, "", frozenset({0})),
        _viewer(Role.HEADQUARTERS, ""),
    ]
    everything = _taken(office, SYSTEM, *(
        name for name in SQLModel.metadata.tables
        if not name.startswith("search_") and name not in STAYS | ADMINISTRATION
    ))  # fmt: skip
    less = 0
    for viewer in viewers:
        reference = Reference(everything, viewer)
        found = _taken(office, viewer, *everything)
        for name, rows in everything.items():
            wanted = [row for row in rows if reference.takes(name, row)]
            assert found[name] == wanted, (viewer.grants, name)
            less += len(wanted) < len(rows)
    assert less > 40


# --- what leaves, and who may not ----------------------------------------------------------------


def test_im_11_values_leave_as_people_and_programs_read_them(office: Database) -> None:
    module = next(row for row in _rows(office, SYSTEM, "obligation") if row["balance"])
    ((cents, day),) = query(
        office, "SELECT balance, as_of FROM obligation WHERE obligation_id = "
        f"{module['obligation_id']}",
    )  # fmt: skip
    assert module["balance"] == Decimal(cents) / 100 and module["as_of"] == str(day)
    tour = {row["tour"] for row in _rows(office, SYSTEM, "employee")}
    assert Decimal("8.00") in tour
    run = _rows(office, SYSTEM, "import_run")[0]
    assert datetime.fromisoformat(run["started_at"]).tzinfo is not None
    assert run["header"] is None or bytes.fromhex(run["header"])


def test_se_05_a_profile_without_whole_identifiers_takes_masked_ones(office: Database) -> None:
    masked = replace(_viewer(Role.HEADQUARTERS, ""), sensitive=False)
    whole_numbers = {row["tin"] for row in _rows(office, SYSTEM, "taxpayer")}
    for name, column in (("taxpayer", "tin"), ("person_identifier", "value")):
        found = [row[column] for row in _rows(office, masked, name)]
        assert found and all("*" in value for value in found)
        assert not whole_numbers & set(found)
    administrator = replace(_viewer(Role.ADMINISTRATOR, ""), sensitive=False)
    with pytest.raises(EntityError, match="does not show whole identifiers"):
        _rows(office, administrator, "import_reject")


@pytest.mark.parametrize(
    ("viewer", "name", "said"),
    [
        (replace(_viewer(Role.HEADQUARTERS, ""), export=False), "person", "users rights USER"),
        (_viewer(Role.HEADQUARTERS, ""), "change_log", "no table 'change_log' for you"),
        (_viewer(Role.ADMINISTRATOR, ""), "audit_entry", "no table 'audit_entry' for you"),
        (_viewer(Role.ADMINISTRATOR, ""), "person; DROP TABLE person", "no table"),
    ],
)
def test_im_11_what_may_not_leave_is_refused_and_recorded(
    database: Database, viewer: Viewer, name: str, said: str
) -> None:
    desk = _desk(database, viewer)
    with pytest.raises(EntityError, match=said), desk.tables.leaving(name):
        pass
    assert reads(database)[-1]["action"] == "export refused"
    desk.close()


def test_se_04_a_table_that_leaves_is_recorded_before_its_first_row(database: Database) -> None:
    desk = _desk(database, SYSTEM)
    with desk.tables.leaving("employee") as table:
        assert reads(database)[-1]["action"] == "export table"
        assert list(table.rows) == []
    desk.close()
