"""The category of a code decides; increments refuse; reasons reach who verifies (TM-02, TM-13)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.clock import Clock
from entity_tui.domain.code_edits import faults
from entity_tui.domain.entity.daily_time import Change, Entry, refused_change
from entity_tui.domain.entity.time_codes import Category, read_time_codes
from entity_tui.domain.entity.time_row import RowError, TypedRow, read_row
from entity_tui.errors import EntityError
from entity_tui.services.entity.time_verification import Verification
from entity_tui.services.installation import set_option
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from entity_tui.store.reference import rows
from support.fake_time import CODES, TODAY, day_of
from support.importing import SYSTEM
from support.month_office import GROUP, MONDAY, OFFICER, time, viewer
from support.month_office import codes as brought

TUESDAY = date(2026, 10, 27)


@pytest.mark.parametrize("category", [one for one in Category if one != Category.UNCLASSIFIED])
@pytest.mark.parametrize("balance", ["", "yes", "no"])
def test_tm_13_the_category_alone_decides_what_counts(category: Category, balance: str) -> None:
    row = {"code": "950", "category": category.value, "daily_balance": balance}
    counts = read_time_codes([row]).counts("950", TUESDAY)
    assert counts == (category != Category.INFORMATIONAL)
    wrong = balance not in ("", "yes" if counts else "no")
    fields = {"meaning": "x", "category": category.value, "daily_balance": balance}
    said = faults("time_codes", "950", fields)
    assert bool(said) == wrong
    if wrong:
        assert "follows from the category" in said[0]


def test_tm_13_codes_of_advisory_and_pals_are_not_offered() -> None:
    codes = read_time_codes(rows("time_codes"))
    offered = {row.code for row in codes.offered(TUESDAY)}
    assert {row.code for row in codes.on(TUESDAY)} - offered == {"122", "142", "155"}
    assert {"101", "201", "611", "621", "710", "809", "810"} <= offered


@pytest.mark.parametrize(
    ("category", "offered"),
    [("direct", True), ("PALS", False), ("PALS NFOI", False), ("Advisory", False),
     ("Advisory NFOI", False), ("overhead", True), ("informational", True), ("other", True),
     ("", True), ("unclassified", True), ("non-direct", True)],
)  # fmt: skip
def test_tm_13_the_category_says_whose_code_it_is(category: str, offered: bool) -> None:
    codes = read_time_codes([{"code": "999", "category": category}])
    assert bool(codes.offered(TUESDAY)) == offered


@pytest.mark.parametrize(
    ("hours", "increment", "refused"),
    [(800, 10, False), (805, 10, True), (25, 25, False), (30, 25, True), (50, 10, False),
     (55, 10, True), (75, 25, False), (10, 25, True), (0, 25, False), (1, 10, True),
     (725, 25, False), (2400, 25, False), (799, 10, True)],
)  # fmt: skip
def test_tm_02_hours_off_the_step_are_refused(hours: int, increment: int, refused: bool) -> None:
    assert bool(refused_change(Change(hours, "809"), increment)) == refused
    row = TypedRow(None, f"{hours / 100}", "809")
    time = day_of("07", TODAY, (Entry(100, "611"),), False)
    if refused:
        with pytest.raises(RowError, match="must be in steps of"):
            read_row(row, time, CODES, increment)
    elif hours:
        assert read_row(row, time, CODES, increment) == (Change(hours, "809"),)


def test_tm_02_the_service_refuses_hours_off_the_step(filled: Database, tmp_path: Path) -> None:
    own = time(filled, "off")
    with pytest.raises(EntityError, match=r"steps of 0\.10"):
        own.enter(OFFICER, MONDAY, [Change(755, "809")])
    set_option(filled, SYSTEM, "time_increment", "25", Clock())
    with pytest.raises(EntityError, match=r"steps of 0\.25"):
        own.enter(OFFICER, MONDAY, [Change(810, "809")])
    assert own.enter(OFFICER, MONDAY, [Change(775, "809")]).total == 775
    brought(filled, tmp_path, [f"{GROUP}01|2026-11-02|809|7.1"], MONDAY)
    theirs = time(filled, "mgr").day(f"{GROUP}01", MONDAY)
    assert any(fault.kind == "increment" for fault in theirs.faults), "shown, not refused"


def test_tm_07_the_reason_of_a_correction_reaches_who_verifies(filled: Database) -> None:
    manager = time(filled, "mgr")
    with pytest.raises(EntityError, match="a reason is missing"):
        manager.correct(OFFICER, TUESDAY, [Change(1200, "809")], " ")
    manager.correct(OFFICER, TUESDAY, [Change(1200, "809")], "two days were charged as one")
    found = Verification(filled, viewer("mgr"), ReadAudit(filled), Clock(fixed=MONDAY))
    (line,) = [one for one in found.week(GROUP, TUESDAY).lines if one.worker.user == "off"]
    assert line.states[1] == "wrong" and not line.clean
    assert line.notes == ("Tue 10/27: 4.0 over 8.0 (MANN, GRACE: two days were charged as one)",)
