"""Each line has one disposition, kept and counted (IM-03): EX-E1, EX-E2, EX-E5, both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entity_tui.errors import EntityError
from entity_tui.store import search
from entity_tui.store.database import Database, Raw
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    counts,
    employee,
    entity,
    load,
    module,
    query,
    snapshot,
    write,
)


def test_im_03_a_first_extract_is_loaded_to_the_line(database: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(f"{n:09d}") for n in range(1, 8)])
    done = load(database, "e1", path)
    assert counts(done) == {
        "read": 7, "loaded": 7, "unchanged": 0, "superseded": 0, "waiting": 0, "rejected": 0,
    }  # fmt: skip
    assert (done.physical, done.control) == (9, 2)
    assert query(database, "SELECT count(*) FROM taxpayer") == [(7,)]


def test_im_05_the_same_file_again_changes_nothing_even_by_force(
    database: Database, tmp_path: Path
) -> None:
    rows = [entity("123456789"), entity("000000012", name="ALTO FOODS"), "rubbish"]
    path = write(tmp_path / "e1.dat", E1_COLUMNS, rows)
    load(database, "e1", path)
    before = snapshot(database)
    again = load(database, "e1", path)
    assert again.known_run == 1
    assert (again.loaded, again.unchanged, again.rejected) == (0, 2, 1)
    forced = load(database, "e1", path, force=True)
    assert (forced.loaded, forced.unchanged, forced.rejected, forced.changed) == (0, 2, 1, 0)
    assert snapshot(database) == before
    open_rejects = "SELECT count(*) FROM import_reject WHERE state = 'open'"
    assert query(database, open_rejects) == [(1,)]


def test_im_05_an_older_extract_never_overwrites_a_newer_one(
    database: Database, tmp_path: Path
) -> None:
    new = write(tmp_path / "new.dat", E1_COLUMNS, [entity(name="NEW NAME")], date(2026, 11, 15))
    old = write(tmp_path / "old.dat", E1_COLUMNS, [entity(name="OLD NAME")], date(2026, 11, 8))
    load(database, "e1", new)
    done = load(database, "e1", old)
    assert (done.superseded, done.loaded, done.changed) == (1, 0, 0)
    assert query(database, "SELECT name FROM person_name") == [("NEW NAME",)]


def test_im_05_an_unchanged_newer_extract_still_guards_against_one_in_between(
    database: Database, tmp_path: Path
) -> None:
    for day, name in ((1, "SAME"), (10, "SAME")):
        path = write(tmp_path / f"{day}.dat", E1_COLUMNS, [entity(name=name)], date(2026, 11, day))
        load(database, "e1", path)
    late = write(tmp_path / "5.dat", E1_COLUMNS, [entity(name="BETWEEN")], date(2026, 11, 5))
    assert load(database, "e1", late).superseded == 1


def test_im_03_changes_keep_the_row_as_it_was(database: Database, tmp_path: Path) -> None:
    load(database, "e1", write(tmp_path / "a.dat", E1_COLUMNS, [entity(name="BEFORE INC")]))
    path = write(tmp_path / "b.dat", E1_COLUMNS, [entity(name="AFTER INC", assignment="27031211")])
    done = load(database, "e1", path)
    assert (done.loaded, done.unchanged) == (1, 0)
    log = query(database, "SELECT table_name, before FROM change_log ORDER BY table_name")
    assert [row[0] for row in log] == ["case_assignment", "field_case", "person_name"]
    assert "BEFORE INC" in log[2][1] and "27031207" in log[1][1]
    held = "SELECT assignment, until IS NULL FROM case_assignment ORDER BY start, assignment"
    assert {row[0] for row in query(database, held)} >= {"27031211"}


def test_im_08_modules_wait_for_their_taxpayer_and_are_attached(
    database: Database, tmp_path: Path
) -> None:
    e2 = write(tmp_path / "e2.dat", E2_COLUMNS, [module(), module("999999999")])
    done = load(database, "e2", e2)
    assert (done.waiting, done.loaded) == (2, 0)
    came = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    assert came.attached == 1
    assert query(database, "SELECT mft, period, balance FROM obligation") == [
        ("01", "202603", 120450)
    ]
    assert query(database, "SELECT tin FROM waiting_line") == [("999999999",)]
    again = load(database, "e2", e2, force=True)
    assert (again.unchanged, again.waiting, again.changed) == (1, 1, 0)
    assert query(database, "SELECT count(*) FROM waiting_line") == [(1,)]


def test_im_08_the_newest_of_several_waiting_lines_is_attached(
    database: Database, tmp_path: Path
) -> None:
    for day, balance in ((10, "20.00"), (3, "10.00")):
        path = tmp_path / f"{day}.dat"
        write(path, E2_COLUMNS, [module(balance=balance)], date(2026, 11, day))
        load(database, "e2", path)
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    assert query(database, "SELECT balance FROM obligation") == [(2000,)]


def test_im_08_a_second_line_with_the_same_key_is_rejected_with_the_first_ones_number(
    database: Database, tmp_path: Path
) -> None:
    rows = [entity(), entity(), entity(name="OTHER")]
    done = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows))
    assert (done.loaded, done.unchanged, done.rejected) == (1, 1, 1)
    (reject,) = done.rejects
    assert (reject.line, reject.field) == (4, "tin")
    assert "line 2" in reject.message


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        (entity(tin="12345678"), "tin", "has 8 digits"),
        (entity(tin="000000000"), "tin", "nobody"),
        (entity(assigned_on="2026-02-30"), "assigned_on", "is not a date"),
        (entity(assignment="2703120"), "assignment", "eight-digit"),
        (entity(status="X"), "case_status", "case status"),
        (entity(name=""), "name", "is missing"),
        (entity(phone_home="12"), "phone_home", "ten-digit"),
        (entity(tin_type="XIN"), "tin_type", "TIN type"),
        ("too|few", "", "2 fields where the header has 26"),
    ],
)
def test_im_08_a_bad_line_is_rejected_byte_exact_with_field_and_reason(
    tmp_path: Path, line: str, field: str, message: str
) -> None:
    from entity_tui.store.schema import create_tables

    database = Database(f"sqlite:///{tmp_path / 's.db'}")
    create_tables(database, owner="tester")
    done = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity("111111111"), line]))
    assert (done.loaded, done.rejected) == (1, 1)
    (reject,) = done.rejects
    assert (reject.line, reject.field) == (3, field)
    assert message in reject.message
    assert query(database, "SELECT raw FROM import_reject") == [(line.encode() + b"\n",)]
    database.close()


def test_im_03_balances_are_read_to_the_cent_and_employees_keep_their_numbers(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e5", write(tmp_path / "a.dat", E5_COLUMNS, [employee()], date(2026, 11, 1)))
    moved = write(tmp_path / "b.dat", E5_COLUMNS, [employee(assignment="27031309")])
    assert load(database, "e5", moved).loaded == 1
    rows = query(
        database, "SELECT assignment, until IS NULL FROM employee_assignment ORDER BY start"
    )
    assert [(number, bool(current)) for number, current in rows] == [
        ("27031207", False),
        ("27031309", True),
    ]
    assert {row[0] for row in query(database, "SELECT code FROM org_unit")} == {
        "27", "2703", "270312", "270313",
    }  # fmt: skip


def test_im_06_a_dry_run_says_what_would_change_and_keeps_nothing(
    database: Database, tmp_path: Path
) -> None:
    before = snapshot(database)
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), "bad"])
    done = load(database, "e1", path, dry_run=True)
    assert (done.loaded, done.rejected, done.dry_run) == (1, 1, True)
    assert snapshot(database) == before
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    assert load(database, "e1", path).loaded == 1


@pytest.mark.parametrize(
    ("limit", "refused"), [("1", True), ("2", False), ("40%", True), ("50%", False)]
)
def test_im_06_too_many_rejects_refuse_the_whole_file(
    database: Database, tmp_path: Path, limit: str, refused: bool
) -> None:
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), entity("222222222"), "bad", "worse"])
    if refused:
        with pytest.raises(EntityError, match="nothing was loaded"):
            load(database, "e1", path, max_rejects=limit)
        assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    else:
        assert load(database, "e1", path, max_rejects=limit).rejected == 2


@pytest.mark.parametrize("force", [False, True])
def test_im_06_a_file_that_is_not_there_is_named(
    database: Database, tmp_path: Path, force: bool
) -> None:
    with pytest.raises(EntityError, match=r"gone\.dat: No such file"):
        load(database, "e5", tmp_path / "gone.dat", force=force)


def test_the_search_index_follows_every_import(database: Database, tmp_path: Path) -> None:
    load(database, "e1", write(tmp_path / "a.dat", E1_COLUMNS, [entity(), entity("222222222")]))
    load(database, "e1", write(tmp_path / "b.dat", E1_COLUMNS, [entity(name="RENAMED CO")]))
    with database.read() as connection:
        assert search.verify(Raw(connection)) == []


_words = st.text(
    st.characters(blacklist_characters="\r\n\x85\u2028\u2029", blacklist_categories=("Cs",)),
    max_size=12,
)
_lines = st.one_of(
    _words,
    st.builds(entity, tin=st.sampled_from(["123456789", "000000001", "98765432", "x"]),
              name=_words.filter(lambda text: "|" not in text)),
    st.just(""),
)  # fmt: skip


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(rows=st.lists(_lines, max_size=12), again=st.booleans())
def test_im_03_any_lines_at_all_are_accounted_for(
    database: Database, tmp_path: Path, rows: list[str], again: bool
) -> None:
    rows = [row for row in rows if not row.startswith("TRAILER|")]
    data = [row for row in rows if row.encode().strip()]
    path = tmp_path / "any.dat"
    text = "\n".join([E1_COLUMNS, *rows, f"TRAILER|{len(data)}|2026-11-20"]) + "\n"
    path.write_bytes(text.encode())
    for _ in range(1 + again):
        done = load(database, "e1", path, force=again)
        assert done.balanced and done.read == len(data)
        assert done.physical == done.read + done.control
    kept = query(
        database, "SELECT count(*) FROM import_reject WHERE run_id = ?", done.known_run or done.run
    )
    assert kept == [(done.rejected,)]


def test_im_06_too_many_rejects_name_the_first_by_its_line(
    database: Database, tmp_path: Path
) -> None:
    """An error in a late field stands before one in an early field, where its line does."""
    rows = [entity(), entity("222222222", closed_on="never"), entity(), "bad"]
    path = write(tmp_path / "e1.dat", E1_COLUMNS, rows)
    with pytest.raises(EntityError, match=r"at least 2 lines rejected, 1 allowed.* line 3 closed"):
        load(database, "e1", path, max_rejects="1")


def test_im_06_lines_rejected_by_the_merge_count_against_the_limit(
    database: Database, tmp_path: Path
) -> None:
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), entity(name="AGAIN LLC"), "bad"])
    with pytest.raises(EntityError, match="2 lines rejected, 1 allowed; nothing was loaded"):
        load(database, "e1", path, max_rejects="1")
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    assert load(database, "e1", path, max_rejects="2").rejected == 2


def test_im_07_what_is_told_of_a_file_says_how_many_rejects_it_leaves_out(
    database: Database, tmp_path: Path
) -> None:
    from entity_tui.cli.extracts import summary

    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), *["bad"] * 21])
    (file,) = summary([load(database, "e1", path, dry_run=True)])["files"]
    assert (len(file["rejects"]), file["more_rejects"]) == (20, 1)
