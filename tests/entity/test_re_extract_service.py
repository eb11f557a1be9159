"""Extracts and what was changed here: conflicts, days awaited again, unfinished days (TM-11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change, DayTime
from entity_tui.errors import EntityError
from entity_tui.services.batches import UndoRefused, undo_batch
from entity_tui.services.entity.re_extract import ReExtract
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from screens.entity.verification_lines import settle_rows
from support.importing import SYSTEM, load, query
from support.importing import write as write_extract
from support.month_office import E7, E8, GROUP, MONDAY, OFFICER, codes, months, time, viewer

FRIDAY = date(2026, 10, 30)
LATER = date(2026, 11, 3)


@pytest.fixture
def office(filled: Database) -> Database:
    return filled


def care(database: Database, user: str) -> ReExtract:
    return ReExtract(database, viewer(user), ReadAudit(database), fixed_clock(MONDAY))


def corrected(database: Database) -> DayTime:
    return time(database, "sec").correct(
        OFFICER, FRIDAY, [Change(700, "809"), Change(100, "611")], "phone"
    )


def again(database: Database, folder: Path, *lines: str) -> None:
    """The officer's Friday comes again in a later extract."""
    codes(database, folder, [f"{OFFICER}|{FRIDAY}|{line}" for line in lines], LATER)


def friday(database: Database) -> DayTime:
    return time(database, "sec").day(OFFICER, FRIDAY)


def test_tm_11_a_newer_extract_never_silently_undoes_what_was_corrected_here(
    office: Database, tmp_path: Path
) -> None:
    corrected(office)
    again(office, tmp_path, "809|6.0", "621|1.0")
    day = friday(office)
    assert day.conflict and [(e.code, e.hours) for e in day.entries] == [("611", 100), ("809", 700)]
    (found,) = care(office, "sec").conflicts()
    assert found.changes == (
        ((0, "611"), 100, None), ((0, "621"), None, 100), ((0, "809"), 700, 600),
    )  # fmt: skip


@pytest.mark.parametrize("lines", [("809|8.0",), ("809|7.0", "611|1.0")])
def test_tm_11_an_extract_that_says_the_same_is_no_conflict(
    office: Database, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    corrected(office)
    again(office, tmp_path, *lines)
    assert not friday(office).conflict


@pytest.mark.parametrize(("take", "hours"), [(True, 600), (False, 800)])
def test_tm_11_a_conflict_is_settled_either_way_and_stays_settled(
    office: Database, tmp_path: Path, take: bool, hours: int
) -> None:
    corrected(office)
    again(office, tmp_path, "809|6.0")
    with pytest.raises(EntityError, match="reason is missing"):
        care(office, "sec").settle(OFFICER, FRIDAY, take, " ")
    done = care(office, "sec").settle(OFFICER, FRIDAY, take, "the officer rang")
    assert (done.total, done.conflict, done.finalised) == (hours, False, True)
    kinds = {act.kind for act in time(office, "sec").history(done.worker.employee_id, FRIDAY)}
    assert ("take extract" if take else "keep local") in kinds
    with pytest.raises(EntityError, match="not in conflict"):
        care(office, "sec").settle(OFFICER, FRIDAY, take, "once more")
    load(office, "e8", write_extract(tmp_path / "same.dat", E8, [f"{OFFICER}|{FRIDAY}|809|6.0"],
                                     date(2026, 11, 4)))  # fmt: skip
    assert not friday(office).conflict and friday(office).total == hours


def test_tm_04_a_conflict_about_ones_own_time_is_settled_by_another(
    office: Database, tmp_path: Path
) -> None:
    own = f"{GROUP}02"
    time(office, "mgr").correct(own, FRIDAY, [Change(700, "611"), Change(100, "809")], "leave")
    codes(office, tmp_path, [f"{own}|{FRIDAY}|611|6.0"], LATER)
    with pytest.raises(EntityError, match="your own finalised time"):
        care(office, "sec").settle(own, FRIDAY, True, "mine")
    assert care(office, "act").settle(own, FRIDAY, True, "checked").total == 600


def test_tm_11_a_marked_day_stays_open_until_its_extract_comes_and_shows_what_changed(
    office: Database, tmp_path: Path
) -> None:
    secretary = care(office, "sec")
    assert secretary.mark(OFFICER, FRIDAY, "wrong code on ICS").awaited
    with pytest.raises(EntityError, match="awaited already"):
        secretary.mark(OFFICER, FRIDAY, "again")
    (open_day,) = secretary.awaited(GROUP)
    assert open_day.open and (open_day.reason, open_day.changes) == ("wrong code on ICS", ())
    codes(office, tmp_path, [f"{OFFICER}|2026-10-29|809|8.0"], LATER)
    assert len(secretary.awaited(GROUP)) == 1, "another day came"
    again(office, tmp_path, "809|6.0", "611|2.0")
    assert secretary.awaited(GROUP) == () and not friday(office).awaited
    (come,) = secretary.awaited(GROUP, closed=True)
    assert come.closed_on == LATER and not come.given_up
    assert come.changes == (((0, "611"), None, 200), ((0, "809"), 800, 600))


def test_tm_11_a_mark_is_made_by_who_looks_after_the_group(office: Database) -> None:
    for user in ("off", "area"):
        with pytest.raises(EntityError, match=r"group 270312|own finalised"):
            care(office, user).mark(OFFICER, FRIDAY, "because")
    care(office, "mgr").mark(OFFICER, FRIDAY, "because")
    assert not care(office, "sec").unmark(OFFICER, FRIDAY, "it was right").awaited
    with pytest.raises(EntityError, match="is not awaited"):
        care(office, "sec").unmark(OFFICER, FRIDAY, "it was right")
    (dropped,) = care(office, "sec").awaited(GROUP, closed=True)
    assert dropped.given_up and not dropped.open and dropped.changes == ()
    (row,) = settle_rows((dropped,), ())
    assert "given up" in row.text and "came" not in row.text and not row.asks


def test_tm_08_an_awaited_day_keeps_the_month_from_being_signed(office: Database) -> None:
    care(office, "mgr").mark(OFFICER, FRIDAY, "because")
    months(office, "sec").generate(GROUP, "2026-10")
    with pytest.raises(EntityError, match="OFFIT, OLE"):
        months(office, "mgr").approve(GROUP, "2026-10")


def test_tm_03_the_extract_says_which_days_were_not_finalised(
    office: Database, tmp_path: Path
) -> None:
    heads = f"{E8}|eod"
    line = f"{OFFICER}|{FRIDAY}|809|8.0"
    load(office, "e8", write_extract(tmp_path / "n.dat", heads, [f"{line}|N"], LATER))
    assert not friday(office).finalised
    load(office, "e8", write_extract(tmp_path / "y.dat", heads, [f"{line}|Y"], date(2026, 11, 4)))
    assert friday(office).finalised
    older = write_extract(tmp_path / "o.dat", heads, [f"{line}|N"], date(2026, 11, 1))
    assert load(office, "e8", older).superseded == 1
    assert friday(office).finalised
    wrong = write_extract(tmp_path / "w.dat", heads, [f"{line}|maybe"], date(2026, 11, 5))
    assert load(office, "e8", wrong).rejects[0].field == "eod"


def test_tm_03_case_time_that_is_not_finalised_holds_the_day_open(
    office: Database, tmp_path: Path
) -> None:
    line = f"123456789|EIN|{OFFICER}|2026-10-01|3.5||N"
    load(office, "e7", write_extract(tmp_path / "n.dat", f"{E7}|eod", [line], LATER))
    assert not time(office, "sec").day(OFFICER, date(2026, 10, 1)).finalised


def test_im_07_a_run_whose_days_were_corrected_here_is_not_taken_back(
    office: Database, tmp_path: Path
) -> None:
    line = f"{OFFICER}|2026-11-02|809|8.0"
    path = write_extract(tmp_path / "new.dat", E8, [line], LATER)
    run = load(office, "e8", path).run
    time(office, "sec").correct(OFFICER, MONDAY, [Change(700, "809")], "phone")
    with pytest.raises(UndoRefused):
        undo_batch(office, SYSTEM, run)
    hours = query(office, "SELECT hours FROM time_entry WHERE day = '2026-11-02' "
                  "AND source = 'local'")  # fmt: skip
    assert [row[0] for row in hours] == [700]


def test_im_07_a_conflict_goes_with_the_run_that_made_it(office: Database, tmp_path: Path) -> None:
    corrected(office)
    care(office, "sec").mark(OFFICER, FRIDAY, "wrong")
    path = write_extract(tmp_path / "b.dat", E8, [f"{OFFICER}|{FRIDAY}|809|6.0"], LATER)
    run = load(office, "e8", path).run
    assert friday(office).conflict and not friday(office).awaited
    undo_batch(office, SYSTEM, run)
    assert not friday(office).conflict and friday(office).awaited and friday(office).total == 800
