"""How the extracts stand: the service over both databases, and the command (IM-05, IM-07)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from entity_tui.domain.clock import Clock, fixed_clock
from entity_tui.domain.entity.import_standing import FeedStanding, ImportStanding, remarks
from entity_tui.errors import EntityError
from entity_tui.services.batches import undo_batch
from entity_tui.services.code_tables import set_code
from entity_tui.services.import_status import import_status
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from support.fake_desk import viewer
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    SYSTEM,
    TODAY,
    employee,
    entity,
    load,
    module,
    query,
    write,
)

NOW = datetime(2026, 11, 20, 6, 12)


def _clock(now: datetime) -> Clock:
    return Clock(UTC, None, lambda: now.replace(tzinfo=UTC))


def _standing(database: Database, now: datetime = NOW) -> ImportStanding:
    reads = ReadAudit(database)
    try:
        return import_status(database, SYSTEM, reads, _clock(now))
    finally:
        reads.close()


def _of(found: ImportStanding, name: str) -> FeedStanding:
    return next(one for one in found.feeds if one.feed == name)


def _employees(database: Database, folder: Path, *days: str, rows: list[str] | None = None) -> None:
    for text in days:
        day = date.fromisoformat(f"2026-{text}")
        path = write(folder / f"{day}", E5_COLUMNS, rows or [employee()], day)
        load(database, "e5", path, today=max(day, TODAY))


def test_im_05_each_feed_tells_its_last_run_and_what_is_due(
    database: Database, tmp_path: Path
) -> None:
    _employees(database, tmp_path, "11-17", "11-19")
    load(database, "e2", write(tmp_path / "e2", E2_COLUMNS, [module(), module("x")],
                               date(2026, 11, 15)))  # fmt: skip
    found = _standing(database)
    e5, e2, e7 = (_of(found, name) for name in ("e5", "e2", "e7"))
    assert (e5.as_of, e5.read, e5.standing.due) == (
        date(2026, 11, 19), 1, datetime(2026, 11, 20, 1, 0),
    )  # fmt: skip
    assert e5.standing.missing == (date(2026, 11, 18),) and e5.next == "LATE"
    assert (e2.read, e2.rejected, e2.waiting, e2.next) == (2, 1, 1, "11/22")
    assert (e7.run, e7.next) == (0, "LATE")
    assert remarks(found) == [
        "E5 is 5 h late.",
        "E3, E7, E8, EB never came and should have.",
        "E5 never came for 11/18.",
        "1 rejected line waits: entity-tui rejects list",
        "1 line waits for a taxpayer or case that has not come.",
        "When it is there: entity-tui import all DIRECTORY",
    ]


def test_im_05_the_newest_extract_is_told_not_the_run_that_came_last(
    database: Database, tmp_path: Path
) -> None:
    whole = [entity(), entity("234567891"), entity("345678912", assigned_on="never")]
    weekly = load(database, "e1", write(tmp_path / "e1", E1_COLUMNS, whole, date(2026, 11, 15)))
    load(database, "e1", write(tmp_path / "old", E1_COLUMNS, [entity()], date(2026, 11, 8)))
    own = [entity("456789123"), entity("567891234", assigned_on="never")]
    load(database, "e1", write(tmp_path / "own", E1_COLUMNS, own, date(2026, 11, 15)))
    found = _of(_standing(database), "e1")
    assert (found.run, found.as_of, found.read) == (weekly.run, date(2026, 11, 15), 3)
    assert (found.rejected, found.open_rejects) == (1, 2)
    assert found.cells[3] == "11/15"


def test_im_05_what_never_came_while_others_did_is_due_from_then_on_and_late(
    database: Database, tmp_path: Path
) -> None:
    _employees(database, tmp_path, "11-17")
    early = _standing(database, datetime(2026, 11, 18, 1, 20))
    assert not early.never
    assert [_of(early, name).next for name in ("e1", "e7", "s1")] == ["11/22", "11/18", "–"]
    found = _standing(database, datetime(2026, 11, 22, 12))
    assert _of(found, "e1").cells[4] == "never" and _of(found, "e1").next == "LATE"
    assert [one.feed for one in found.never][:2] == ["e1", "e2"]
    assert not any("E1 is" in line for line in remarks(found))


def test_im_05_what_is_sent_as_needed_starts_no_schedule(
    database: Database, tmp_path: Path
) -> None:
    path = write(tmp_path / "s1", "area|code|meaning", ["27|001|LEVY"], date(2026, 8, 3))
    assert load(database, "s1", path).loaded == 1
    assert not _standing(database).late


def test_im_05_a_run_that_was_taken_back_counts_as_never_come(
    database: Database, tmp_path: Path
) -> None:
    _employees(database, tmp_path, "11-19")
    _employees(
        database, tmp_path, "11-20", rows=[employee(), employee("mday", assignment="27031208")]
    )
    assert not _of(_standing(database), "e5").standing.is_late
    ((run,),) = query(database, "SELECT max(run_id) FROM import_run")
    undo_batch(database, SYSTEM, run)
    found = _of(_standing(database), "e5")
    assert found.as_of == date(2026, 11, 19) and found.standing.is_late


def test_im_05_thanksgiving_brings_no_daily_extract(database: Database, tmp_path: Path) -> None:
    _employees(database, tmp_path, "11-26")
    found = _of(_standing(database, datetime(2026, 11, 27, 6)), "e5")
    assert found.standing.due == datetime(2026, 11, 28, 1) and not found.standing.is_late


def test_im_05_a_day_the_site_keeps_as_a_holiday_brings_none_either(
    database: Database, tmp_path: Path
) -> None:
    _employees(database, tmp_path, "11-18")
    morning = datetime(2026, 11, 19, 6)
    assert _of(_standing(database, morning), "e5").standing.is_late
    day = date(2026, 11, 18)
    set_code(
        database,
        SYSTEM,
        "holidays",
        "2026-11-18",
        day,
        None,
        {"meaning": "Closed"},
        fixed_clock(day),
    )
    assert not _of(_standing(database, morning), "e5").standing.is_late


def test_im_05_nothing_came_yet_and_the_page_says_what_to_type(database: Database) -> None:
    found = _standing(database)
    assert not found.late
    assert remarks(found) == ["Nothing was imported yet: entity-tui import all DIRECTORY"]


def test_se_04_looking_is_audited_and_only_for_administrators(database: Database) -> None:
    reads = ReadAudit(database)
    try:
        with pytest.raises(EntityError, match="may not see imports"):
            import_status(database, viewer(), reads, _clock(NOW))
        import_status(database, SYSTEM, reads, _clock(NOW))
    finally:
        reads.close()
    if database.sqlite:
        import sqlite3

        with sqlite3.connect(f"{database.path}.audit") as audit:
            actions = [row[0] for row in audit.execute("SELECT action FROM audit_entry")]
        assert actions == ["import status"]


def test_im_07_the_command_prints_the_table_and_ends_with_1_when_something_is_late(
    tmp_path: Path,
) -> None:
    from entity_tui.cli.main import app

    store = str(tmp_path / "store.db")
    run = CliRunner()
    assert run.invoke(app, ["store", "create", "--store", store]).exit_code == 0
    words = ["import", "status", "--store", store, "--today"]
    assert run.invoke(app, [*words, "2026-11-20"]).exit_code == 0
    path = write(tmp_path / "e5-20261118.dat", E5_COLUMNS, [employee()], date(2026, 11, 18))
    run.invoke(app, ["import", "e5", str(path), "--store", store, "--today", "2026-11-18"])
    assert run.invoke(app, [*words, "2026-11-18"]).exit_code == 0
    late = run.invoke(app, [*words, "2026-11-25"])
    assert late.exit_code == 1 and "LATE" in late.stdout and "days late" in late.stdout
    assert all(len(line) <= 80 for line in late.stdout.splitlines())
    told = json.loads(run.invoke(app, [*words, "2026-11-25", "--json"]).stdout)
    assert "e5" in told["late"] and "e5" not in told["never"] and "e7" in told["never"]
    (e5,) = (feed for feed in told["feeds"] if feed["feed"] == "e5")
    assert e5["read"] == 1 and e5["late_minutes"] > 6 * 24 * 60
