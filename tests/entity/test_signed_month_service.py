"""A signed month is locked for imports, undo, codes and options, on both databases (TM-08)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.clock import Clock, fixed_clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.month_end import Part
from entity_tui.domain.entity.month_standing import State
from entity_tui.domain.entity.month_steps import StepKind
from entity_tui.errors import EntityError
from entity_tui.services.batches import UndoRefused, undo_batch
from entity_tui.services.code_tables import set_code
from entity_tui.services.entity.re_extract import ReExtract
from entity_tui.services.import_extract import Imported
from entity_tui.services.installation import set_option, show_options
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.merge.undo import dependents
from entity_tui.store.queries.entity.signed_months import signed_on_run
from support.importing import E5_COLUMNS, SYSTEM, counts, employee, load, query, snapshot
from support.importing import write as write_extract
from support.month_office import (
    E6,
    E7,
    E8,
    GROUP,
    MONDAY,
    MONTH,
    OFFICER,
    OTHER,
    months,
    time,
    viewer,
)

SIXTH = date(2026, 10, 6)
CLOCK, CLOSED = fixed_clock(MONDAY), {"meaning": "Office closed"}
LATER = date(2026, 11, 1)


@pytest.fixture
def signed(filled: Database) -> Database:
    manager = months(filled, "mgr")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    return filled


def brought(database: Database, folder: Path, *lines: str, feed: str = "e8") -> Imported:
    columns = {"e8": E8, "e7": E7, "e6": E6}[feed]
    path = folder / f"{feed}-{len(list(folder.iterdir()))}.dat"
    return load(database, feed, write_extract(path, columns, list(lines), LATER))


def figures(database: Database) -> list[tuple[object, ...]]:
    view = months(database, "mgr").show(GROUP, MONTH)
    return [(f.unit, f.part, f.line, f.hours) for f in view.figures]


def settle(database: Database, take: bool, user: str = "mgr") -> None:
    found = ReExtract(database, viewer(user), ReadAudit(database), fixed_clock(MONDAY))
    found.settle(OFFICER, SIXTH, take, "checked with the officer")


@pytest.mark.parametrize(
    ("feed", "lines", "loaded", "days"),
    [
        ("e8", [f"{OFFICER}|2026-10-06|611|8.0"], 1, 1),
        ("e8", [f"{OFFICER}|2026-10-06|809|7.0"], 1, 1),
        ("e8", [f"{OFFICER}|2026-10-06|809|7.0", f"{OFFICER}|2026-10-06|611|1.0"], 2, 1),
        ("e8", [f"{OFFICER}|2026-10-06|809|8.0", f"{OFFICER}|2026-10-06|621|3.0"], 1, 1),
        ("e8", [f"{OFFICER}|2026-10-06|809|8.0"], 0, 0),
        ("e8", [f"{OFFICER}|2026-10-31|611|4.0"], 1, 1),
        ("e8", [f"{OFFICER}|2026-11-01|611|4.0"], 1, 1),
        ("e8", [f"{OFFICER}|2026-10-06|611|8.0", f"{GROUP}01|2026-10-07|809|8.0"], 2, 2),
        ("e8", [f"{OTHER}01|2026-10-06|809|8.0"], 1, 0),
        ("e8", [f"{OFFICER}|2026-11-02|611|8.0"], 1, 0),
        ("e7", [f"123456789|EIN|{OFFICER}|2026-10-01|2.5|"], 1, 1),
        ("e7", [f"222222222|EIN|{OFFICER}|2026-10-01|3.5|"], 1, 1),
        ("e7", [f"123456789|EIN|{OFFICER}|2026-10-20|1.0|"], 1, 1),
    ],
)
def test_tm_11_extract_lines_for_signed_days_load_and_become_conflicts(
    signed: Database, tmp_path: Path, feed: str, lines: list[str], loaded: int, days: int
) -> None:
    before = figures(signed)
    done = brought(signed, tmp_path, *lines, feed=feed)
    assert counts(done)["loaded"] == loaded and done.balanced
    assert len(done.conflicts) == days
    assert all(one.signed == MONTH and one.group == GROUP for one in done.conflicts)
    view = months(signed, "mgr").show(GROUP, MONTH)
    assert not view.stale and figures(signed) == before
    again = months(signed, "mgr").again(GROUP, MONTH)
    assert again.reproduces and not again.changed
    own = months(signed, "qual").checks("27", MONTH)
    assert next(check for check in own if check.name == "reproduces").passed
    assert sum(one.kind == "conflict" for one in view.blockers) == days


def test_tm_11_the_conflicts_are_named_by_the_import(signed: Database, tmp_path: Path) -> None:
    done = brought(signed, tmp_path, f"{OFFICER}|2026-10-06|611|8.0")
    (one,) = done.conflicts
    assert (one.name, one.day, one.group, one.signed) == ("OFFIT, OLE", SIXTH, GROUP, MONTH)
    day = time(signed, "mgr").day(OFFICER, SIXTH)
    assert [(e.code, e.hours) for e in day.entries] == [("809", 800)]
    assert day.finalised and day.conflict and day.local
    again = brought(signed, tmp_path, f"{OFFICER}|2026-10-06|611|7.5")
    assert again.conflicts == (), "it is in conflict already"


def test_tm_08_a_month_with_conflicts_is_not_transmitted(signed: Database, tmp_path: Path) -> None:
    brought(signed, tmp_path, f"{OFFICER}|2026-10-06|611|8.0")
    manager = months(signed, "mgr")
    with pytest.raises(EntityError, match=r"differs from its extracts: OFFIT, OLE 10/06/26"):
        manager.transmit(GROUP, MONTH)
    with pytest.raises(EntityError, match="approved by MANN, GRACE"):
        settle(signed, take=True)
    settle(signed, take=False)
    assert manager.transmit(GROUP, MONTH).standing.state is State.TRANSMITTED


def test_tm_08_a_month_whose_month_end_figures_differ_is_not_transmitted(
    signed: Database, tmp_path: Path
) -> None:
    brought(signed, tmp_path, f"202610|{OFFICER}|809|hours|12.0", feed="e6")
    with pytest.raises(EntityError, match="differ from report 1, which was signed"):
        months(signed, "mgr").transmit(GROUP, MONTH)


def test_tm_11_a_reopened_month_takes_the_extract(signed: Database, tmp_path: Path) -> None:
    brought(signed, tmp_path, f"{OFFICER}|2026-10-06|611|8.0")
    manager = months(signed, "mgr")
    manager.reopen(GROUP, MONTH, "the extract is right")
    settle(signed, take=True)
    assert manager.generate(GROUP, MONTH).hours(OFFICER, Part.CODE, "611") == 800
    assert manager.approve(GROUP, MONTH).report.n == 2  # type: ignore[union-attr]


def test_im_05_a_run_a_signed_report_depends_on_is_not_undone(
    signed: Database, tmp_path: Path
) -> None:
    runs = query(signed, "SELECT run_id FROM import_run WHERE feed IN ('e7', 'e8')")
    before = snapshot(signed)
    for (run,) in runs:
        with pytest.raises(UndoRefused, match=r"2026-10 of group 270312, signed by MANN, GRACE"):
            undo_batch(signed, SYSTEM, run)
    assert snapshot(signed) == before
    months(signed, "mgr").reopen(GROUP, MONTH, "x")
    newest = max(run for (run,) in runs)
    assert undo_batch(signed, SYSTEM, newest) > 0


def test_im_05_month_end_figures_in_a_signed_report_are_not_undone(
    filled: Database, tmp_path: Path
) -> None:
    run = brought(filled, tmp_path, f"202610|{OFFICER}|809|hours|12.0", feed="e6").run
    manager = months(filled, "mgr")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    with pytest.raises(UndoRefused, match="2026-10 of group 270312"):
        undo_batch(filled, SYSTEM, run)
    manager.reopen(GROUP, MONTH, "x")
    assert undo_batch(filled, SYSTEM, run) == 1


def test_im_05_what_came_after_the_signature_can_be_undone(
    signed: Database, tmp_path: Path
) -> None:
    before = snapshot(signed)
    lines = [f"{OFFICER}|2026-10-06|611|8.0", f"{OFFICER}|2026-10-31|611|4.0"]
    run = brought(signed, tmp_path, *lines).run
    assert snapshot(signed) != before
    undo_batch(signed, SYSTEM, run)
    assert snapshot(signed) == before
    run = brought(signed, tmp_path, *lines).run
    settle(signed, take=False)
    with pytest.raises(UndoRefused, match="recorded here"):
        undo_batch(signed, SYSTEM, run)


CHANGES = {
    "code": ("time_codes", "809", {"meaning": "Misc", "category": "informational"}),
    "new code": ("time_codes", "950", {"meaning": "Training", "category": "overhead"}),
    "line": ("form_4872_lines", "9", {"meaning": "All", "time_codes": "809"}),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 10, 30)])
def test_tm_13_a_retroactive_row_is_refused_with_the_month(
    signed: Database, name: str, start: date
) -> None:
    table, code, fields = CHANGES[name]
    before = figures(signed)
    with pytest.raises(EntityError, match=r"2026-10 of group 270312.* on 2026-11-02 or later"):
        set_code(signed, SYSTEM, table, code, start, None, fields, fixed_clock(MONDAY))
    assert query(signed, "SELECT count(*) FROM code_row") == [(0,)]
    set_code(signed, SYSTEM, table, code, MONDAY, None, fields, fixed_clock(MONDAY))
    assert figures(signed) == before and not months(signed, "mgr").show(GROUP, MONTH).stale


@pytest.mark.parametrize("code", ["2026-10-13", "2026-10-30", "2026-09-28"])
def test_tm_01_a_holiday_in_a_signed_month_is_refused(signed: Database, code: str) -> None:
    with pytest.raises(EntityError, match="figures that are signed: 2026-10"):
        set_code(signed, SYSTEM, "holidays", code, MONDAY, None, CLOSED, CLOCK)
    set_code(signed, SYSTEM, "holidays", "2026-11-03", MONDAY, None, CLOSED, CLOCK)


def test_tm_01_options_begin_after_the_signed_month(signed: Database) -> None:
    with pytest.raises(EntityError, match="2026-10 of group 270312"):
        set_option(signed, SYSTEM, "holidays_due", "0", Clock())
    with pytest.raises(EntityError, match="2026-10 of group 270312"):
        set_option(signed, SYSTEM, "holidays_due", "0", Clock(), date(2026, 10, 1))
    due = time(signed, "mgr").day(OFFICER, date(2026, 10, 12)).due
    set_option(signed, SYSTEM, "holidays_due", "0", Clock(), MONDAY)
    assert time(signed, "mgr").day(OFFICER, date(2026, 10, 12)).due == due == 800
    assert time(signed, "mgr").day(OFFICER, date(2026, 11, 11)).due == 0
    found = {name: value for name, value, _ in show_options(signed, SYSTEM)}
    assert found["holidays_due"] == "not set, 0 from 2026-11-02"
    set_option(signed, SYSTEM, "holidays_due", "", Clock(), MONDAY)
    assert time(signed, "mgr").day(OFFICER, date(2026, 11, 11)).due == 800
    set_option(signed, SYSTEM, "time_increment", "25", Clock())


def test_tm_09_a_report_carries_the_codes_it_was_made_with(
    filled: Database, tmp_path: Path
) -> None:
    manager = months(filled, "mgr")
    first = manager.generate(GROUP, MONTH)
    assert first.categories["code", "809"] == "non-case direct"
    table, code, fields = CHANGES["code"]
    set_code(filled, SYSTEM, table, code, date(2026, 1, 1), None, fields, fixed_clock(MONDAY))
    assert manager.show(GROUP, MONTH).categories["code", "809"] == "non-case direct"
    assert manager.again(GROUP, MONTH).reproduces
    second = manager.generate(GROUP, MONTH)
    assert second.categories["code", "809"] == "informational"
    assert manager.again(GROUP, MONTH, 1).reproduces and manager.again(GROUP, MONTH).reproduces


def test_tm_08_a_sent_month_has_one_recorded_way_back(filled: Database) -> None:
    area, analyst = months(filled, "area"), months(filled, "qual")
    for user, group in (("mgr", GROUP), ("omgr", OTHER)):
        own = months(filled, user)
        for act in (own.generate, own.approve, own.transmit):
            act(group, MONTH)
        area.accept(group, MONTH)
    with pytest.raises(EntityError, match="was not sent"):
        analyst.recall("27", MONTH, "x")
    analyst.validate("27", MONTH)
    analyst.send("27", MONTH)
    with pytest.raises(EntityError, match=r"was sent on 2026-11-02 by QUALE, QUIN\. Recall"):
        analyst.validate("27", MONTH)
    with pytest.raises(EntityError, match="was sent"):
        area.send_back(GROUP, MONTH, "wrong")
    for other in ("area", "mgr", "terr"):
        with pytest.raises(EntityError):
            months(filled, other).recall("27", MONTH, "x")
    with pytest.raises(EntityError, match="Say why"):
        analyst.recall("27", MONTH, " ")
    assert analyst.recall("27", MONTH, "809 is wrong") is State.RECALLED
    assert analyst.board(MONTH)[-1].state is State.RECALLED
    assert analyst.board(MONTH)[-1].following == StepKind.VALIDATE
    row = query(filled, "SELECT user_id, note FROM month_step WHERE step = 'recall'")
    assert row == [("qual", "809 is wrong")]
    assert area.send_back(GROUP, MONTH, "809 is wrong").standing.state is State.RETURNED


def test_tm_09_a_signed_month_prints_the_same_after_later_extracts(
    signed: Database, tmp_path: Path
) -> None:
    from entity_tui.cli.eom import month_pages

    before = month_pages(months(signed, "mgr").show(GROUP, MONTH))
    brought(signed, tmp_path, f"{OFFICER}|2026-10-06|611|8.0", f"{OFFICER}|2026-11-02|611|8.0")
    brought(signed, tmp_path, f"202610|{OFFICER}|809|hours|12.0", feed="e6")
    moved = employee("off", name="OFFIT, OLIVER", assignment=f"{OTHER}07", tour="6.0")
    load(signed, "e5", write_extract(tmp_path / "e5.dat", E5_COLUMNS, [moved], LATER))
    assert month_pages(months(signed, "mgr").show(GROUP, MONTH)) == before


def test_tm_04_time_of_a_signed_day_is_corrected_after_reopening(signed: Database) -> None:
    with pytest.raises(EntityError, match="is locked"):
        time(signed, "mgr").correct(OFFICER, SIXTH, [Change(700, "809")], "x")


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        (["2026-10-06"], True),
        (["2026-10-30"], True),
        (["2026-10-29"], True),
        (["2026-10-06", "2026-10-20"], True),
        (["2026-11-02"], False),
        (["2026-11-03", "2026-11-04"], False),
    ],
)
def test_tm_11_only_signed_months_a_file_reaches_are_staged(
    signed: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: list[str],
    reached: bool,
) -> None:  # fmt: skip
    """TM-11: a long history of signed months costs an import nothing."""
    brought(signed, tmp_path, *(f"{OFFICER}|{day}|809|8.0" for day in days))
    with signed.write() as connection:
        Raw(connection).many(
            "INSERT INTO month_step (unit, month, seq, step, n, at, on_day, user_id, name, digest, "
            "note) VALUES (?, ?, 1, 'approve', 1, 1, '2026-01-01', 'x', 'X', '', '')",
            [(f"2703{group}", f"2025-{month:02d}") for group in range(20, 60)
             for month in range(1, 13)],
        )  # fmt: skip
    staged, load_rows = [], Raw.load

    def spied(
        raw: Raw, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> None:
        if table == "stage_signed":
            staged.extend(rows := list(rows))
        load_rows(raw, table, columns, rows)

    monkeypatch.setattr(Raw, "load", spied)
    done = brought(signed, tmp_path, *(f"{OFFICER}|{day}|611|8.0" for day in days))
    assert len(done.conflicts) == (len(days) if reached else 0)
    assert {(row[0], row[1]) for row in staged} == ({(GROUP, "2026-09-28")} if reached else set())


def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement from now on."""
    seen, execute = [], Raw.execute

    def spied(raw: Raw, sql: str, params: Sequence[object] = ()) -> object:
        seen.append(sql)
        return execute(raw, sql, params)

    monkeypatch.setattr(Raw, "execute", spied)
    return seen


def test_tm_11_naming_conflicts_asks_once_for_all_days(
    signed: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, counted = statements(monkeypatch), []
    for days in (["2026-10-06"], [f"2026-10-{n:02d}" for n in (7, 8, 9, 13, 14, 15, 16)]):
        lines = [f"{number}|{day}|621|8.0" for day in days for number in (OFFICER, f"{GROUP}01")]
        seen.clear()
        done = brought(signed, tmp_path, *lines)
        assert len(done.conflicts) == len(lines)
        assert {one.name for one in done.conflicts} == {"OFFIT, OLE", "MANN, GRACE"}
        asked = (
            "SELECT name FROM employee", "SELECT employee_id, name FROM employee",
            "SELECT assignment FROM time_entry", "FROM time_entry WHERE employee_id",
        )  # fmt: skip
        counted.append(sum(any(words in sql for words in asked) for sql in seen))
        seen.clear()
        with signed.read() as connection:
            assert dependents(Raw(connection), SYSTEM, done.run) == []
        counted.append(len(seen))
    assert counted[:2] == counted[2:]


@pytest.mark.parametrize("settled", [0, 1, 2, 3])
def test_im_05_settled_days_of_a_run_are_counted(
    signed: Database, tmp_path: Path, settled: int
) -> None:
    days = ["2026-10-06", "2026-10-07", "2026-10-20"]
    done = brought(signed, tmp_path, *(f"{OFFICER}|{day}|611|8.0" for day in days))
    care = ReExtract(signed, viewer("mgr"), ReadAudit(signed), CLOCK)
    for day in days[:settled]:
        care.settle(OFFICER, date.fromisoformat(day), False, "checked with the officer")
    with signed.read() as connection:
        found = dependents(Raw(connection), SYSTEM, done.run)
    counts_of = [one.count for one in found if one.table == "time_day" and one.run == 0]
    assert sum(counts_of[:1]) == settled


@pytest.mark.parametrize(
    ("runs", "run", "found"),
    [
        ("7", 7, True), ("7 12", 7, True), ("12 7", 7, True), ("1 7 12", 7, True), ("17", 7, False),
        ("71", 7, False), ("1 17 71", 7, False), ("", 7, False), ("12", 1, False), ("12", 2, False),
    ],
)  # fmt: skip
def test_im_05_a_report_names_its_runs_exactly(
    signed: Database, runs: str, run: int, found: bool
) -> None:
    """IM-05: run 7 is not run 17; one query for all signed months."""
    with signed.write() as connection:
        raw = Raw(connection)
        raw.execute("UPDATE month_report SET runs = ?", (runs,))
        months_of_run = signed_on_run(raw, SYSTEM, run)
    assert [one.group for one in months_of_run] == ([GROUP] if found else [])
