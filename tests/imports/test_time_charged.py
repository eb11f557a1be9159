"""EX-E7 and EX-E8: hours come, wait for their case, and are replaced by a newer extract (TM-11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, E5_COLUMNS, employee, entity, load, query, write

E7 = "tin|tin_type|assignment|day|hours|code"
E8 = "assignment|day|code|hours"
CASE = "123456789|EIN|27031207|2026-11-19|3.5|"
CODE = "27031207|2026-11-19|809|4.5"


def _hours(database: Database) -> list[tuple[object, ...]]:
    return query(
        database, "SELECT source, code, hours, case_id IS NULL FROM time_entry ORDER BY source, seq"
    )


def _staff(database: Database, folder: Path) -> None:
    load(database, "e5", write(folder / "e5.dat", E5_COLUMNS, [employee()]))


def test_ex_e7_e8_hours_of_a_day_land_and_change_nothing_again(
    database: Database, tmp_path: Path
) -> None:
    _staff(database, tmp_path)
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    files = {
        "e7": write(tmp_path / "e7.dat", E7, [CASE]), "e8": write(tmp_path / "e8.dat", E8, [CODE]),
    }  # fmt: skip
    for feed, path in files.items():
        assert load(database, feed, path).loaded == 1
    assert [(r[0], r[1], r[2], bool(r[3])) for r in _hours(database)] == [
        ("e7", "", 350, False), ("e8", "809", 450, True),
    ]  # fmt: skip
    for feed, path in files.items():
        again = load(database, feed, path, force=True)
        assert (again.unchanged, again.changed) == (1, 0)


def test_tm_11_a_newer_extract_replaces_the_day_and_keeps_what_was(
    database: Database, tmp_path: Path
) -> None:
    _staff(database, tmp_path)
    first = ["27031207|2026-11-18|809|8.0", CODE, "27031207|2026-11-19|611|1.0"]
    load(database, "e8", write(tmp_path / "a.dat", E8, first, as_of=date(2026, 11, 19)))
    newer = ["27031207|2026-11-19|809|5.0"]
    done = load(database, "e8", write(tmp_path / "b.dat", E8, newer))
    assert (done.loaded, done.changed) == (1, 2)
    rows = query(database, "SELECT day, code, hours FROM time_entry ORDER BY day, code")
    assert [(str(day), code, hours) for day, code, hours in rows] == [
        ("2026-11-18", "809", 800), ("2026-11-19", "809", 500),
    ]  # fmt: skip
    images = query(
        database,
        "SELECT before FROM change_log WHERE table_name = 'time_entry' "
        "AND before NOT LIKE '%\"+\"%'",
    )
    assert len(images) == 2 and any('"611"' in row[0] for row in images)
    older = load(database, "e8", write(tmp_path / "c.dat", E8, first, as_of=date(2026, 11, 18)))
    assert (older.superseded, older.changed) == (3, 0)


def test_im_08_hours_on_an_unknown_taxpayer_wait_and_those_of_nobody_are_rejected(
    database: Database, tmp_path: Path
) -> None:
    _staff(database, tmp_path)
    stranger = "123456789|EIN|99999999|2026-11-19|1.0|"
    done = load(database, "e7", write(tmp_path / "e7.dat", E7, [CASE, stranger]))
    assert (done.waiting, done.rejected) == (1, 1)
    assert done.rejects[0].field == "assignment"
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    assert [(r[0], r[2], bool(r[3])) for r in _hours(database)] == [("e7", 350, False)]


def test_tm_11_hours_that_waited_do_not_undo_a_newer_day(
    database: Database, tmp_path: Path
) -> None:
    _staff(database, tmp_path)
    load(database, "e7", write(tmp_path / "a.dat", E7, [CASE], as_of=date(2026, 11, 19)))
    other = "555555555|EIN|27031207|2026-11-19|2.0|"
    load(database, "e7", write(tmp_path / "b.dat", E7, [other]))
    rows = [entity(), entity("555555555", "OTHER LLC")]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows))
    assert [row[2] for row in _hours(database)] == [200]


def test_im_04_of_two_under_one_number_since_one_day_the_hours_go_to_the_first_by_login(
    database: Database, tmp_path: Path
) -> None:
    """Ids differ from store to store: they must not decide, or equal nights end unequal."""
    users = [f"u{n:02d}" for n in range(12)]
    staff = [employee(user) for user in reversed(users)]
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, staff))
    load(database, "e8", write(tmp_path / "e8.dat", E8, [CODE]))
    held = query(
        database, "SELECT e.user_id FROM time_entry t JOIN employee e "
        "ON e.employee_id = t.employee_id",
    )  # fmt: skip
    assert held == [("u00",)]
