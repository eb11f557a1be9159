"""`batch undo`: a run is taken back whole, or what depends on it is named (issue of imports)."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from entity_tui.demo.generate import generate
from entity_tui.domain.clock import fixed_clock
from entity_tui.imports.feeds import FEEDS
from entity_tui.services.batches import UndoRefused, batches, undo_batch
from entity_tui.services.contacts import add_contact
from entity_tui.services.rejects import Rejects
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.search import verify
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    SYSTEM,
    employee,
    entity,
    load,
    module,
    query,
    write,
)
from support.weekly import extract

DAY = date(2026, 11, 20)


def _digest(database: Database) -> str:
    with database.read() as connection:
        return digest(Raw(connection), SYSTEM)


def test_every_run_is_taken_back_to_the_very_state_before_it(
    database: Database, tmp_path: Path
) -> None:
    """All feeds of a demo in turn, then back one by one; the index is true all the while."""
    states = []
    for path in generate(tmp_path / "files", 60, 3, DAY):
        states.append(_digest(database))
        load(database, path.name.split("-")[0], path)
    for run in batches(database, SYSTEM):
        undo_batch(database, SYSTEM, run.run)
        assert _digest(database) == states.pop(), run.feed
    with database.read() as connection:
        assert verify(Raw(connection)) == []
    assert all(run.undone for run in batches(database, SYSTEM))


def test_changes_are_taken_back_and_the_file_can_come_again(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    load(database, "e1", write(tmp_path / "a.dat", E1_COLUMNS, [entity()]))
    before = _digest(database)
    changed = entity(name="OTHER NAME INC", assignment="27031211", dba_name="DINER",
                     phone_home="5105550101", street="9 NEW ST")  # fmt: skip
    path = write(tmp_path / "b.dat", E1_COLUMNS, [changed, entity("222222222", "NEW LLC")])
    done = load(database, "e1", path)
    after = _digest(database)
    undo_batch(database, SYSTEM, done.run)
    assert _digest(database) == before
    again = load(database, "e1", path)
    assert (again.loaded, again.known_run) == (2, 0)
    assert _digest(database) == after


def _dates(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every dated row with its date; only its version may have gone on."""
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        names = [column.name for column in table.columns if column.name != "version"]
        if "as_of" in names and "created_run" in names:
            rows = query(database, f"SELECT {', '.join(names)} FROM {table.name}")
            found[table.name] = sorted(rows, key=repr)
    return found


def test_im_05_after_an_undo_every_row_has_the_date_it_had_before(
    database: Database, tmp_path: Path
) -> None:
    """A whole night comes again unchanged a week later, is taken back, run by run."""
    for path in generate(tmp_path / "first", 60, 3, DAY):
        load(database, path.name.split("-")[0], path)
    before, marks = _dates(database), query(database, "SELECT count(*) FROM change_log")
    later = date(2026, 11, 27)
    runs = [
        load(database, path.name.split("-")[0], path, today=later, as_of=later, force=True).run
        for path in sorted((tmp_path / "first").glob("*.dat"), key=_place)
    ]
    assert _dates(database) != before
    for run in reversed(runs):
        undo_batch(database, SYSTEM, run)
    assert _dates(database) == before
    assert query(database, "SELECT count(*) FROM change_log") == marks


def _place(path: Path) -> int:
    return list(FEEDS).index(path.name.split("-")[0])


def test_im_05_after_an_undo_an_extract_of_a_day_in_between_is_not_superseded(
    database: Database, tmp_path: Path
) -> None:
    first, between, last = date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)
    same = entity("222222222", "SAME LLC")
    load(database, "e1", write(tmp_path / "a", E1_COLUMNS, [entity(), same], as_of=first))
    again = [entity(name="WRONG INC"), same]
    wrong = load(database, "e1", write(tmp_path / "b", E1_COLUMNS, again, as_of=last))
    undo_batch(database, SYSTEM, wrong.run)
    rows = [entity(name="RIGHT INC"), entity("222222222", "OTHER LLC")]
    done = load(database, "e1", write(tmp_path / "c", E1_COLUMNS, rows, as_of=between))
    assert (done.loaded, done.superseded) == (2, 0)
    names = query(database, "SELECT name FROM person_name ORDER BY name")
    assert names == [("OTHER LLC",), ("RIGHT INC",)]


def test_im_05_what_a_later_extract_has_confirmed_keeps_its_date(
    database: Database, tmp_path: Path
) -> None:
    days = [date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)]
    runs = [
        load(database, "e1", write(tmp_path / str(day), E1_COLUMNS, [entity()], as_of=day)).run
        for day in days
    ]
    undo_batch(database, SYSTEM, runs[1])
    assert query(database, "SELECT DISTINCT CAST(as_of AS TEXT) FROM taxpayer") == [("2026-11-20",)]


def test_what_depends_on_a_run_is_named_with_its_run(database: Database, tmp_path: Path) -> None:
    first = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    second = load(database, "e2", write(tmp_path / "e2.dat", E2_COLUMNS, [module()]))
    with pytest.raises(UndoRefused, match=f":\n  1 row of obligation came with run {second.run}"):
        undo_batch(database, SYSTEM, first.run)
    later = load(database, "e1", write(tmp_path / "e1b.dat", E1_COLUMNS, [entity(name="X INC")]))
    with pytest.raises(UndoRefused, match=f"run {later.run}"):
        undo_batch(database, SYSTEM, first.run)
    for run in (later, second, first):
        undo_batch(database, SYSTEM, run.run)
    assert query(database, "SELECT count(*) FROM person") == [(0,)]


def test_a_contact_recorded_here_keeps_its_taxpayer(database: Database, tmp_path: Path) -> None:
    done = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    person = query(database, "SELECT person_id FROM person")[0][0]
    add_contact(database, SYSTEM, person, "phone", "Promise to pay")
    with pytest.raises(UndoRefused, match="1 row of contact was recorded here"):
        undo_batch(database, SYSTEM, done.run)
    assert query(database, "SELECT count(*) FROM contact") == [(1,)]


def test_a_run_that_is_not_there_or_was_taken_back_is_refused(
    database: Database, tmp_path: Path
) -> None:
    done = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    with pytest.raises(Exception, match="There is no import run 99"):
        undo_batch(database, SYSTEM, 99)
    undo_batch(database, SYSTEM, done.run)
    with pytest.raises(UndoRefused, match="taken back already"):
        undo_batch(database, SYSTEM, done.run)


E3_COLUMNS = "tin|tin_type|assignment|day|seq|kind|entry"
E3_LINES = ["123456789|EIN|27031207|2026-10-29|1|contact|Field visit, no one home",
            "123456789|EIN|27031207|2026-11-02|1|letter|Émile's letter sent"]  # fmt: skip
_HOURS = {"tin": "123456789", "tin_type": "EIN", "assignment": "27031207", "day": "2026-11-02",
          "hours": "3.5"}  # fmt: skip


def _waiting(database: Database) -> list[tuple[object, ...]]:
    """Every waiting line with its payload and bytes."""
    rows = query(database, "SELECT run_id, line, target, tin, tin_type, CAST(as_of AS TEXT), "
                 "payload, raw FROM waiting_line ORDER BY run_id, line")  # fmt: skip
    return [(*row[:6], json.loads(row[6]), bytes(row[7])) for row in rows]


def test_im_05_lines_that_had_waited_wait_again_when_the_run_that_attached_them_is_undone(
    database: Database, tmp_path: Path
) -> None:
    """Modules, activity and hours of earlier runs came before their taxpayer and case."""
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    runs = [
        load(database, "e2", write(tmp_path / "e2.dat", E2_COLUMNS, [module()])).run,
        load(database, "e3", write(tmp_path / "e3.dat", E3_COLUMNS, E3_LINES)).run,
    ]
    load(database, "e7", extract(tmp_path, "e7", _HOURS))
    before, waiting = _digest(database), _waiting(database)
    assert len(waiting) == 4
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity()])
    came = load(database, "e1", path)
    after = _digest(database)
    assert came.attached == 4 and _waiting(database) == []
    for run in runs:
        with pytest.raises(UndoRefused, match=f"waited .* attached by run {came.run}"):
            undo_batch(database, SYSTEM, run)
    undo_batch(database, SYSTEM, came.run)
    assert (_digest(database), _waiting(database)) == (before, waiting)
    assert query(database, "SELECT count(*) FROM activity") == [(0,)]
    again = load(database, "e1", path)
    assert (again.attached, _digest(database)) == (4, after)
    undo_batch(database, SYSTEM, again.run)
    undo_batch(database, SYSTEM, runs[1])
    assert [row[2] for row in _waiting(database)] == ["module", "e7"]


def test_im_05_a_night_whose_taxpayers_come_last_is_taken_back_run_by_run(
    database: Database, tmp_path: Path
) -> None:
    """Every kind of line waits; the entities come in two parts, the second attaches the rest."""
    paths = {path.name.split("-")[0]: path for path in generate(tmp_path / "files", 60, 3, DAY)}
    last = paths.pop("e1")
    states = []
    for feed, path in paths.items():
        states.append(_digest(database))
        load(database, feed, path)
    head, *lines, end = last.read_text(encoding="utf-8").splitlines()
    assert end.startswith("TRAILER")
    for number in range(2):
        states.append(_digest(database))
        part = write(tmp_path / f"part-{number}.dat", head, lines[number::2])
        assert load(database, "e1", part).attached
    for run in batches(database, SYSTEM):
        undo_batch(database, SYSTEM, run.run)
        assert _digest(database) == states.pop(), run.feed
    with database.read() as connection:
        assert verify(Raw(connection)) == []


def test_im_05_what_was_attached_and_then_changed_is_named_with_the_later_run(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e2", write(tmp_path / "e2.dat", E2_COLUMNS, [module()]))
    came = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    day = date(2026, 11, 21)
    newer = write(tmp_path / "new.dat", E2_COLUMNS, [module(balance="1.00")], as_of=day)
    later = load(database, "e2", newer, today=day)
    with pytest.raises(UndoRefused, match=f":\n  1 row of obligation came with run {later.run}"):
        undo_batch(database, SYSTEM, came.run)
    undo_batch(database, SYSTEM, later.run)
    undo_batch(database, SYSTEM, came.run)
    assert [row[2] for row in _waiting(database)] == ["module"]


def test_im_05_lines_attached_before_their_images_were_kept_are_named_for_what_they_are(
    database: Database, tmp_path: Path
) -> None:
    """A store of an earlier version: the rows are of the run whose lines had waited."""
    first = load(database, "e2", write(tmp_path / "e2.dat", E2_COLUMNS, [module()]))
    came = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute("DELETE FROM change_log WHERE table_name = 'waiting_line'")
        raw.execute("UPDATE obligation SET created_run = ?", (first.run,))
    told = f"1 row of obligation: lines of run {first.run} that waited were attached by this run"
    with pytest.raises(UndoRefused, match=told):
        undo_batch(database, SYSTEM, came.run)


def test_im_05_corrected_lines_are_taken_back_with_what_they_attached(
    database: Database, tmp_path: Path
) -> None:
    """A taxpayer's line is corrected, what had waited for it comes in; undone, it waits again."""
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    load(database, "e3", write(tmp_path / "e3.dat", E3_COLUMNS, E3_LINES))
    hours = load(database, "e7", extract(tmp_path, "e7", {**_HOURS, "hours": "x"}))
    bad = entity(received_on="2026-13-41")
    run = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [bad])).run
    with closing(ReadAudit(database)) as reads:
        rejects = Rejects(database, SYSTEM, reads, fixed_clock(DAY))
        right = "|".join({**_HOURS, "code": "", "eod": ""}.values())
        fixed = rejects.retry(hours.run, {2: right})
        assert fixed.waiting == 1
        before, waiting = _digest(database), _waiting(database)
        came = rejects.retry(run, {2: entity()})
        assert (came.resolved, came.attached) == (1, 3)
        after = _digest(database)
        undo_batch(database, SYSTEM, came.run)
        assert (_digest(database), _waiting(database)) == (before, waiting)
        assert rejects.retry(run, {2: entity()}).attached == 3
    assert _digest(database) == after


def test_im_03_corrected_hours_that_waited_stay_when_their_own_file_comes_again(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    other = {**_HOURS, "tin": "222222222", "hours": "2"}
    path = extract(tmp_path, "e7", {**_HOURS, "hours": "x"}, other)
    first = load(database, "e7", path)
    with closing(ReadAudit(database)) as reads:
        rejects = Rejects(database, SYSTEM, reads, fixed_clock(DAY))
        rejects.retry(first.run, {2: "|".join({**_HOURS, "code": "", "eod": ""}.values())})
    rows = [entity(), entity("222222222", "OTHER LLC")]
    assert load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows)).attached == 2
    after = query(database, "SELECT hours FROM time_entry ORDER BY hours")
    assert after == [(200,), (350,)]
    load(database, "e7", path, force=True)
    assert query(database, "SELECT hours FROM time_entry ORDER BY hours") == after
