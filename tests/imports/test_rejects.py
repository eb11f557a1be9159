"""Rejected lines: listed, corrected, submitted again; nothing lost, nothing twice (IM-03)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entity_tui.demo.generate import generate
from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.rejects import RejectKind, Retried, by_kind
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.batches import undo_batch
from entity_tui.services.rejects import Rejects
from entity_tui.store.audit import ReadAudit, verify
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.queries.import_status import days_that_came, last_runs, open_rejects
from entity_tui.store.schema import create_tables
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
    snapshot,
    write,
)

E8 = "assignment|day|code|hours"
BAD = entity("222222222", assigned_on="2026-02-30")
GOOD = entity("222222222", assigned_on="2026-02-28")
Desk = Callable[..., Rejects]


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    reads = ReadAudit(database)
    yield lambda viewer=SYSTEM: Rejects(database, viewer, reads, fixed_clock(TODAY))
    reads.close()


@pytest.fixture
def run(database: Database, tmp_path: Path) -> int:
    """A file with a good line and two bad ones, on lines 3 and 4."""
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), BAD, "too|few"])
    return load(database, "e1", path).run


def states(database: Database, run: int) -> dict[int, str]:
    """The state of every reject of a run."""
    return dict(query(database, "SELECT line, state FROM import_reject WHERE run_id = ?", run))


def names(database: Database) -> set[str]:
    return {row[0] for row in query(database, "SELECT tin FROM taxpayer")}


def balanced(done: Retried) -> bool:
    return done.read == (
        done.loaded + done.unchanged + done.superseded + done.waiting + done.rejected
    )


def test_im_03_rejects_are_listed_by_kind_and_line_by_line(run: int, desk: Desk) -> None:
    kinds = desk().kinds()
    assert [(k.run, k.field or k.code, k.count, k.first) for k in kinds] == [
        (run, "assigned_on", 1, 3), (run, "line", 1, 4),
    ]  # fmt: skip
    assert "2026" not in kinds[0].told, "a count shows no value"
    rows = desk().rows(feed="e1")
    assert [(row.line, row.field, row.state) for row in rows] == [
        (3, "assigned_on", "open"), (4, "", "open"),
    ]  # fmt: skip
    assert desk().rows(feed="e2") == ()


@pytest.mark.parametrize(
    ("message", "told"),
    [("'O'BRIEN' is not a date (YYYY-MM-DD)", "… is not a date"), ("is missing", "is missing"),
     ("'SMITH\nADA' is not a date", "… is not a date")],
)  # fmt: skip
def test_se_03_a_count_of_rejects_never_shows_a_value(message: str, told: str) -> None:
    kind = RejectKind(1, "e1", "e1.dat", TODAY, "field", "assigned_on", 3, 2, message)
    assert kind.told == told


def test_im_03_what_is_wrong_in_different_ways_is_counted_apart(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    lines = [entity(f"{number:09}", name=f"?{number}") for number in range(1, 7)]
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [*lines, "a|b", "a|b|c", "a|c"])
    content = path.read_bytes()
    for number, name in enumerate((b"\0", b"A\0B", b"x" * 5000, b"x" * 6000, b"", b"A\xe9"), 1):
        content = content.replace(b"?%d" % number, name)
    path.write_bytes(content.replace(b"000000005|EIN", b"000000005|ABC", 1))
    load(database, "e1", path)
    found = [(kind.field or kind.code, kind.count, kind.told) for kind in desk().kinds()]
    assert found == [
        ("line", 3, "… fields where the header has 26"), ("name", 2, "holds a NUL character"),
        ("name", 2, "has … characters"), ("tin_type", 1, "… is not a TIN type"),
        ("encoding", 1, "byte 0xe9 at position 18 is not utf-8"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["has 5,000 characters", "has 6,000 characters"], [(2, "has … characters")]),
        (["3 fields where the header has 26", "2 fields where the header has 26"],
         [(2, "… fields where the header has 26")]),
        (["byte 0xe9 at position 7 is not utf-8", "byte 0xff at position 7 is not utf-8"],
         [(2, "byte … at position 7 is not utf-8")]),
        (["'1' is not a date (YYYY-MM-DD)", "'X' is not a date (YYYY-MM-DD)", "is missing"],
         [(2, "… is not a date"), (1, "is missing")]),
        (["has 1 characters", "has 2 characters", "has 3 characters"],
         [(3, "has … characters")]),
    ],
)  # fmt: skip
def test_im_03_numbers_that_differ_make_no_other_kind(
    messages: list[str], told: list[tuple[int, str]]
) -> None:
    kinds = by_kind(
        RejectKind(1, "e1", "e1.dat", TODAY, "field", "name", 1, line, message)
        for line, message in enumerate(messages, 2)
    )
    assert [(kind.count, kind.told) for kind in kinds] == told
    assert kinds[0].first == 2


def test_im_03_a_run_that_never_was_is_no_run_without_rejects(run: int, desk: Desk) -> None:
    for look in (desk().rows, desk().kinds, desk().retry, desk().export):
        with pytest.raises(UsageError, match="There is no import run 99"):
            look(99)


def test_im_03_a_line_is_shown_with_its_fields_by_name(run: int, desk: Desk) -> None:
    view = desk().view(run, 3)
    fields = {part.name: part.text for part in view.parts}
    assert (view.text, fields["tin"], fields["assigned_on"]) == (BAD, "222222222", "2026-02-30")
    assert all(view.text[part.start : part.end] == part.text for part in view.parts)
    short = desk().view(run, 4)
    assert [part.text for part in short.parts[:3]] == ["too", "few", ""]
    assert len(short.parts) == len(E1_COLUMNS.split("|"))


def test_im_03_a_corrected_line_is_loaded_and_its_reject_says_by_which_run(
    database: Database, run: int, desk: Desk
) -> None:
    done = desk().retry(run, {3: GOOD}, {3})
    assert balanced(done) and (done.read, done.loaded, done.resolved) == (1, 1, 1)
    assert names(database) == {"123456789", "222222222"}
    assert states(database, run) == {3: "resolved", 4: "open"}
    (row,) = [row for row in desk().rows(everything=True) if row.state == "resolved"]
    assert row.resolved_run == done.run
    stored = "SELECT source, as_of, retry_of, feed FROM import_run WHERE run_id = ?"
    ((source, as_of, retry_of, feed),) = query(database, stored, done.run)
    assert (source, str(as_of), retry_of, feed) == (
        f"rejects of run {run}", TODAY.isoformat(), run, "e1",
    )  # fmt: skip
    with pytest.raises(EntityError, match=f"resolved by run {done.run}"):
        desk().retry(run, {3: GOOD}, {3})


def test_im_03_a_changed_text_that_fails_leaves_the_line_its_own_reason(
    database: Database, run: int, desk: Desk
) -> None:
    own = desk().rows()
    done = desk().retry(run, {3: GOOD.replace("|O|", "|X|")})
    assert balanced(done) and (done.read, done.rejected, done.resolved) == (2, 2, 0)
    assert done.rejects[0][1].startswith("case_status "), "the new one is told"
    assert desk().rows() == own
    assert own[0].told.startswith("assigned_on '2026-02-30' ")
    ((raw,),) = query(database, "SELECT raw FROM import_reject WHERE run_id = ? AND line = 3", run)
    assert bytes(raw) == f"{BAD}\n".encode(), "the line as it came is never lost"
    assert states(database, done.run) == {3: "retried", 4: "retried"}


def test_im_03_the_original_file_again_changes_nothing_and_reopens_nothing(
    database: Database, tmp_path: Path, run: int, desk: Desk
) -> None:
    desk().retry(run, {3: GOOD}, {3})
    desk().leave(run, 4, "cut off by the sender")
    before = snapshot(database)
    path = tmp_path / "e1.dat"
    assert load(database, "e1", path).known_run == run
    forced = load(database, "e1", path, force=True)
    assert forced.balanced and (forced.rejected, forced.changed) == (2, 0)
    assert snapshot(database) == before
    assert desk().rows() == ()
    assert states(database, forced.run) == {3: "resolved", 4: "left"}
    assert states(database, run) == {3: "repeated", 4: "repeated"}
    with pytest.raises(EntityError, match="no open rejects"):
        desk().retry(forced.run)


def test_im_03_a_duplicate_as_it_was_never_takes_the_place_of_the_first(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    rows = [entity(), entity(name="OTHER NAME INC")]
    path = write(tmp_path / "e1.dat", E1_COLUMNS, rows)
    run = load(database, "e1", path).run
    with pytest.raises(EntityError, match="1 duplicate is as it was: correct or leave it"):
        desk().retry(run)
    assert query(database, "SELECT name FROM person_name") == [("DELTA FREIGHT LLC",)]
    done = desk().retry(run, {3: entity("333333333", name="OTHER NAME INC")})
    assert (done.loaded, done.skipped) == (1, 0)
    assert names(database) == {"123456789", "333333333"}


def test_im_03_the_checks_say_of_a_duplicate_as_it_was_that_it_is_one(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    rows = [entity(), entity(name="OTHER NAME INC"), entity(name="A THIRD INC")]
    run = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows)).run
    verdict = desk().check(run, 3, rows[1])
    assert (verdict.accepted, verdict.field) == (False, "tin")
    assert verdict.message == "is a duplicate as it was: correct or leave it"
    assert desk().check(run, 3, entity("333333333")).accepted
    with pytest.raises(EntityError, match="2 duplicates are as they were: correct or leave them"):
        desk().retry(run)


def test_im_03_a_duplicate_whose_correction_fails_is_one_still(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    rows = [entity(), entity(name="OTHER NAME INC")]
    run = load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows)).run
    assert desk().retry(run, {3: entity(assigned_on="2026-02-30")}).rejected == 1
    with pytest.raises(EntityError, match="1 duplicate is as it was"):
        desk().retry(run)
    assert query(database, "SELECT name FROM person_name") == [("DELTA FREIGHT LLC",)]


def test_im_03_what_fails_as_it_is_for_another_reason_has_that_reason(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    rows = ["27031207|2026-11-19|809|4.5"]
    run = load(database, "e8", write(tmp_path / "e8.dat", E8, rows)).run
    with database.write() as connection:
        Raw(connection).execute("UPDATE import_reject SET message = 'as it was then'")
    before = desk().rows()
    assert desk().retry(run).rejected == 1
    assert desk().rows() != before


def test_im_03_a_left_line_is_opened_again_on_purpose_only(
    database: Database, run: int, desk: Desk
) -> None:
    desk().leave(run, 3, "sender knows")
    left = f"Line 3 of run {run} is left by {SYSTEM.user}: sender knows .*rejects reopen"
    for texts in ({}, {3: GOOD}):
        with pytest.raises(EntityError, match=left):
            desk().retry(run, texts, {3})
    assert states(database, run) == {3: "left", 4: "open"}
    assert desk().reopen(run, 3).state == "open"
    with pytest.raises(EntityError, match="is open, not left"):
        desk().reopen(run, 3)
    found = query(database, "SELECT payload FROM audit_entry WHERE action = 'reopen reject'")
    assert [json.loads(payload)["left"] for (payload,) in found] == ["sender knows"]
    assert desk().retry(run, {3: GOOD}, {3}).loaded == 1


def test_im_03_a_line_that_is_left_meanwhile_is_not_taken_up(
    database: Database, run: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk()
    stored = first._stored(run)
    desk().leave(run, 3, "sender knows")
    monkeypatch.setattr(first, "_stored", lambda *args: stored)
    with pytest.raises(EntityError, match="Somebody else"):
        first.retry(run, {3: GOOD}, {3})
    assert states(database, run) == {3: "left", 4: "open"}


def test_im_03_a_duplicate_that_replaced_the_first_is_open_when_the_file_says_otherwise_again(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    path = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), entity(name="OTHER NAME INC")])
    run = load(database, "e1", path).run
    desk().retry(run, {3: entity(name="THE RIGHT NAME INC")})
    assert query(database, "SELECT name FROM person_name") == [("THE RIGHT NAME INC",)]
    again = load(database, "e1", path, force=True)
    assert again.loaded == 1
    assert [(row.run, row.line) for row in desk().rows()] == [(again.run, 3)]


def test_im_03_hours_that_are_corrected_add_to_the_day_and_stay_when_the_file_comes_again(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    rows = ["27031207|2026-11-19|809|4.5", "27031207|2026-11-19|611|2x"]
    path = write(tmp_path / "e8.dat", E8, rows)
    run = load(database, "e8", path).run
    done = desk().retry(run, {3: "27031207|2026-11-19|611|2.0"})
    assert done.loaded == 1
    day = [("611", 200), ("809", 450)]
    hours = "SELECT code, hours FROM time_entry ORDER BY code"
    assert query(database, hours) == day
    again = load(database, "e8", path, force=True)
    assert again.changed == 0
    assert query(database, hours) == day
    newer = write(tmp_path / "n.dat", E8, ["27031207|2026-11-19|809|6.0"], date(2026, 11, 21))
    load(database, "e8", newer, today=date(2026, 11, 21))
    assert query(database, hours) == [("809", 600)], "a newer extract replaces the whole day"
    load(database, "e8", path, force=True)
    assert query(database, hours) == [("809", 600)]


def test_im_03_hours_of_a_day_their_extract_did_not_bring_yet_replace_the_older_day(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    old = ["27031207|2026-11-18|809|4.5", "27031207|2026-11-18|611|1.0"]
    load(database, "e8", write(tmp_path / "old.dat", E8, old, date(2026, 11, 18)))
    path = write(tmp_path / "new.dat", E8, ["27031207|2026-11-18|809|x"])
    run = load(database, "e8", path).run
    desk().retry(run, {2: "27031207|2026-11-18|809|8.0"})
    assert query(database, "SELECT code, hours FROM time_entry") == [("809", 800)]


ZIP = "zip|grade|alpha_from|alpha_to|assignment"


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("good", [True, False])
def test_im_03_rows_of_the_grid_that_are_corrected_add_to_their_area(
    database: Database, tmp_path: Path, desk: Desk, older: bool, good: bool
) -> None:
    """With an older grid of the area or none; with a good line of the new one or none."""
    first, second = "94601|12|A|K|27011207", "94601|12|L|Z|27011208"
    if older:
        rows = [first, "94602|12|A|Z|27011209"]
        load(database, "zip", write(tmp_path / "old.dat", ZIP, rows, date(2026, 11, 13)))
    rows = [second] * good + [first.replace("12|A", "1x|A")]
    path = write(tmp_path / "new.dat", ZIP, rows)
    run = load(database, "zip", path).run
    assert desk().retry(run, {2 + good: first}).resolved == 1
    grid = "SELECT zip, assignment FROM zip_grid WHERE until IS NULL ORDER BY assignment"
    wanted = [("94601", "27011207"), *[("94601", "27011208")] * good]
    assert query(database, grid) == wanted
    assert load(database, "zip", path, force=True).changed == 0
    assert query(database, grid) == wanted
    newer = write(tmp_path / "next.dat", ZIP, [second], date(2026, 11, 21))
    load(database, "zip", newer, today=date(2026, 11, 21))
    assert query(database, grid) == [("94601", "27011208")]


def test_im_03_a_line_of_an_employee_who_came_meanwhile_is_taken_as_it_was(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    path = write(tmp_path / "e8.dat", E8, ["27031207|2026-11-19|809|4.5"])
    run = load(database, "e8", path).run
    assert desk().retry(run).rejected == 1
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()]))
    assert desk().retry(run).loaded == 1
    forced = load(database, "e8", path, force=True)
    assert (forced.unchanged, forced.rejected, forced.changed) == (1, 0, 0)
    assert desk().rows() == ()


def test_im_03_an_old_line_that_is_corrected_is_superseded_and_a_strange_one_waits(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    old = write(tmp_path / "old.dat", E1_COLUMNS, [entity(status="X")], date(2026, 11, 1))
    run = load(database, "e1", old).run
    load(database, "e1", write(tmp_path / "new.dat", E1_COLUMNS, [entity(name="NEW INC")]))
    done = desk().retry(run, {2: entity(name="OLD INC")})
    assert (done.superseded, done.resolved) == (1, 1)
    assert query(database, "SELECT name FROM person_name") == [("NEW INC",)]
    stray = write(tmp_path / "e2.dat", E2_COLUMNS, [module("999999999", period="209913")])
    run = load(database, "e2", stray).run
    assert desk().retry(run, {2: module("999999999")}).waiting == 1
    load(database, "e1", write(tmp_path / "x.dat", E1_COLUMNS, [entity("999999999")]))
    assert query(database, "SELECT count(*) FROM obligation") == [(1,)]


def test_undo_of_a_retry_opens_its_rejects_and_undo_of_the_file_settles_them(
    database: Database, run: int, desk: Desk
) -> None:
    before = snapshot(database)
    done = desk().retry(run, {3: GOOD}, {3})
    undo_batch(database, SYSTEM, done.run)
    assert snapshot(database) == before
    assert states(database, run) == {3: "open", 4: "open"}
    again = desk().retry(run, {3: GOOD}, {3})
    undo_batch(database, SYSTEM, run)
    assert states(database, run) == {3: "resolved", 4: "undone"}
    undo_batch(database, SYSTEM, again.run)
    assert states(database, run) == {3: "undone", 4: "undone"}
    assert desk().runs() == ()


def test_undo_of_the_same_file_again_gives_the_rejects_back_to_the_first_run(
    database: Database, tmp_path: Path, run: int, desk: Desk
) -> None:
    waiting = write(tmp_path / "e2.dat", E2_COLUMNS, [module("999999999")])
    first = load(database, "e2", waiting).run
    again = load(database, "e2", waiting, force=True)
    undo_batch(database, SYSTEM, again.run)
    assert query(database, "SELECT run_id FROM waiting_line") == [(first,)]
    desk().leave(run, 4, "known")
    forced = load(database, "e1", tmp_path / "e1.dat", force=True)
    undo_batch(database, SYSTEM, forced.run)
    assert states(database, run) == {3: "open", 4: "left"}


def test_im_03_an_exported_file_is_byte_exact_and_comes_back_corrected(
    database: Database, tmp_path: Path, run: int, desk: Desk
) -> None:
    found = desk().export(run)
    text = found.content.decode()
    assert text == f"{E1_COLUMNS}\n{BAD}\ntoo|few\nTRAILER|2|{TODAY}\n"
    assert found.reasons.splitlines()[1].startswith("1,3,assigned_on,")
    path = tmp_path / "rejects.dat"
    path.write_bytes(found.content)
    tried = load(database, "e1", path, dry_run=True)
    assert (tried.read, tried.rejected, tried.as_of) == (2, 2, TODAY), "a file like any other"
    path.write_text(text.replace(BAD, GOOD).replace("too|few", ""))
    done = desk().retry_file(run, path)
    assert (done.read, done.loaded) == (1, 1)
    assert states(database, run) == {3: "resolved", 4: "open"}
    path.write_text(text.replace("too|few\n", ""))
    path.write_text(f"{E1_COLUMNS}\n{GOOD}\n{GOOD}\nTRAILER|2|{TODAY}\n")
    with pytest.raises(UsageError, match="holds 2 lines, run 1 has 1 open"):
        desk().retry_file(run, path)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "cp037"])
def test_im_03_rejects_come_back_in_the_encoding_and_layout_they_came_with(
    database: Database, tmp_path: Path, desk: Desk, encoding: str
) -> None:
    layout = tmp_path / "own.toml"
    layout.write_text(
        f'feed = "acc"\nencoding = "{encoding}"\n[[record]]\nfields = [\n'
        '{ name = "tin", column = "NO" }, { name = "name", column = "NAME" } ]\n'
    )
    path = tmp_path / "own.csv"
    bad = '12,"SMITH, JOSÉ"\n'
    path.write_bytes(f"NAME OF LIST,NO,NAME\nx,123456789,ADA\nx,{bad}".encode(encoding))
    run = load(database, "acc", path, layout=layout).run
    layout.unlink()
    exported = desk().export(run).content
    assert exported.decode(encoding).endswith(f"NAME OF LIST,NO,NAME\nx,{bad}")
    view = desk().view(run, 3)
    assert [part.shown for part in view.parts] == ["(NAME OF LIST)", "tin", "name"]
    path.write_bytes(exported.decode(encoding).replace("x,12,", "x,555555555,").encode(encoding))
    assert desk().retry_file(run, path).loaded == 1
    assert ("SMITH, JOSÉ",) in query(database, "SELECT name FROM person_name")


def test_im_03_a_fixed_layout_without_line_ends_is_corrected_to_its_length(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    layout = tmp_path / "fixed.toml"
    layout.write_text(
        'feed = "acc"\nformat = "fixed"\nrecord_length = 30\n[trailer]\nmarker = "TRAILER"\n'
        "count = [9, 4]\nas_of = [14, 10]\n[[record]]\nfields = [\n"
        '{ name = "tin", start = 1, width = 9 }, { name = "name", start = 11, width = 20 } ]\n'
    )
    rows = ["123456789 ADA LOVELACE", "12345678x GRACE HOPPER", "TRAILER    2 2026-11-20"]
    path = tmp_path / "fixed.dat"
    path.write_text("".join(row.ljust(30) for row in rows))
    run = load(database, "acc", path, layout=layout).run
    exported = desk().export(run).content.decode()
    assert exported == "12345678x GRACE HOPPER".ljust(30) + "TRAILER    1 2026-11-20".ljust(30)
    assert not desk().check(run, 2, "9" * 31).accepted
    assert desk().retry(run, {2: "555555555 GRACE HOPPER"}).loaded == 1
    assert query(database, "SELECT name FROM person_name WHERE name LIKE 'GRACE%'")


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        (GOOD, "", ""),
        (BAD, "assigned_on", "is not a date"),
        ("", "", "leave the reject instead"),
        ("a|b", "", "2 fields where the header has 26"),
        (GOOD.replace("DELTA", "D\ufffdLTA"), "", "type it anew"),
        (f"{GOOD}\n{GOOD}", "", "one record is one line"),
    ],
)
def test_im_03_a_text_is_judged_by_the_checks_of_the_import_before_it_goes_in(
    database: Database, run: int, desk: Desk, text: str, field: str, message: str
) -> None:
    verdict = desk().check(run, 3, text)
    assert (verdict.accepted, verdict.field) == (not message, field)
    assert message in verdict.message


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (b"JOS\xe9", "JOS‹FFFD›"),
        (b"NUL\0NUL", "NUL␀NUL"),
        (b"ESC\x1b", "ESC␛"),
        ("R\u202eTL".encode(), "R‹202E›TL"),
        (b"JOS\xe9", "JOS\ufffd"),
    ],
)
def test_im_03_what_a_screen_shows_for_a_live_character_is_no_correction(
    database: Database, tmp_path: Path, desk: Desk, held: bytes, shown: str
) -> None:
    bad = entity("222222222", name="?!", assigned_on="2026-02-30")
    path = write(tmp_path / "own.dat", E1_COLUMNS, [bad])
    path.write_bytes(path.read_bytes().replace(b"?!", held))
    run = load(database, "e1", path).run
    typed = bad.replace("02-30", "02-28")
    verdict = desk().check(run, 2, typed.replace("?!", shown))
    assert not verdict.accepted and "type" in verdict.message
    with pytest.raises(EntityError, match="type"):
        desk().retry(run, {2: typed.replace("?!", shown)}, {2})
    assert names(database) == set() and states(database, run) == {2: "open"}
    assert desk().retry(run, {2: typed.replace("?!", "JOSÉ")}, {2}).loaded == 1


@pytest.mark.parametrize("name", ["A␀B", "A‹FFFD›B", "A\ufffdB"])
def test_im_03_a_mark_that_stands_in_the_file_itself_may_stay(
    database: Database, tmp_path: Path, desk: Desk, name: str
) -> None:
    bad = entity("222222222", name=name, assigned_on="2026-02-30")
    run = load(database, "e1", write(tmp_path / "own.dat", E1_COLUMNS, [bad])).run
    assert desk().retry(run, {2: bad.replace("02-30", "02-28")}, {2}).loaded == 1
    assert query(database, "SELECT name FROM person_name") == [(name,)]


def test_im_03_only_administrators_see_rejects_and_everything_is_recorded(
    database: Database, run: int, desk: Desk
) -> None:
    officer = Viewer("lchen", "CHEN", (Grant(Role.REVENUE_OFFICER, "27031207", date.min),))
    mine = desk(officer)
    acts: list[Callable[[], Any]] = [
        mine.kinds, mine.rows, mine.runs, lambda: mine.view(run, 3), lambda: mine.retry(run),
        lambda: mine.check(run, 3, GOOD), lambda: mine.leave(run, 3, "why"),
        lambda: mine.reopen(run, 3),
        lambda: desk(replace(officer, export=True)).export(run),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(EntityError, match="a system administrator may"):
            act()
    with pytest.raises(EntityError, match="may not export"):
        desk(replace(SYSTEM, export=False)).export(run)
    masked = desk(replace(SYSTEM, sensitive=False))
    for look in (masked.rows, lambda: masked.view(run, 3), lambda: masked.export(run)):
        with pytest.raises(EntityError, match="whole identifiers"):
            look()
    assert len(masked.kinds()) == 2, "what is wrong and how often is no taxpayer data"
    desk().view(run, 3)
    desk().retry(run, {3: GOOD}, {3})
    desk().leave(run, 4, "sender knows")
    found = query(database, "SELECT action, payload FROM audit_entry WHERE action LIKE '%reject%'")
    acts_of = {action: json.loads(payload) for action, payload in found}
    assert acts_of["correct reject"]["before"] == BAD and acts_of["correct reject"]["after"] == GOOD
    assert acts_of["retry rejects"]["retry_of"] == run
    assert acts_of["leave reject"]["reason"] == "sender knows"
    assert verify(database) == []


def test_im_03_two_at_once_submit_a_reject_only_once(
    database: Database, run: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk(), desk()
    stored = first._stored(run)
    second.retry(run, {3: GOOD}, {3})
    before = snapshot(database)
    monkeypatch.setattr(first, "_stored", lambda *args, **more: stored)
    with pytest.raises(EntityError, match="Somebody else"):
        first.retry(run, {3: GOOD}, {3})
    assert snapshot(database) == before


def test_im_03_a_run_of_before_headers_were_kept_is_read_by_its_layouts_own_columns(
    database: Database, run: int, desk: Desk
) -> None:
    with database.write() as connection:
        Raw(connection).execute("UPDATE import_run SET header = NULL")
    assert desk().retry(run, {3: GOOD}, {3}).loaded == 1


def test_im_03_counts_of_a_retry_are_kept_like_those_of_any_run(
    database: Database, run: int, desk: Desk
) -> None:
    done = desk().retry(run, {3: GOOD})
    row = query(
        database,
        "SELECT read, loaded, unchanged, superseded, waiting, rejected FROM import_run "
        "WHERE run_id = ?", done.run,
    )  # fmt: skip
    assert row == [(2, 1, 0, 0, 0, 1)]


def test_im_03_a_record_over_several_lines_is_corrected_and_comes_back_from_a_file(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    layout = tmp_path / "own.toml"
    layout.write_text(
        'feed = "acc"\n[[record]]\nfields = [ { name = "tin", column = "NO" }, '
        '{ name = "address", column = "STREET" }, { name = "name", column = "NAME" } ]\n'
    )
    path = tmp_path / "own.csv"
    path.write_text('NO,STREET,NAME\n1,"1 MAIN ST\nSUITE 2",ADA\n2,"9 ELM",EVE\n')
    run = load(database, "acc", path, layout=layout).run
    assert [row.line for row in desk().rows()] == [2, 4]
    exported = desk().export(run).content
    text = desk().view(run, 2).text
    assert desk().retry(run, {2: text.replace("1,", "111111111,", 1)}, {2}).loaded == 1
    assert not desk().check(run, 4, '2,"9\nELM",EVE').accepted
    path.write_bytes(exported.replace(b'1,"1 MAIN ST\nSUITE 2",ADA\n', b"").replace(
        b"2,", b"222222222,"))  # fmt: skip
    assert desk().retry_file(run, path).loaded == 1
    assert {row[0] for row in query(database, "SELECT address FROM location")} == {
        "1 MAIN ST\nSUITE 2", "9 ELM",
    }  # fmt: skip


_SPOILED = (
    lambda line: line.split("|")[0].encode(),
    lambda line: f"{line}|more".encode(),
    lambda line: line.replace("|", "|\0", 2).encode(),
    lambda line: line.encode() + b"\xff",
)


def test_im_03_a_spoiled_demo_with_every_line_corrected_is_the_demo(
    database: Database, tmp_path: Path, desk: Desk
) -> None:
    """Every seventh line is spoiled, then corrected: nothing lost, nothing twice.

    Without the feeds that open a taxpayer or case by themselves: theirs begin when they came.
    """
    made = generate(tmp_path / "demo", 60, 4, TODAY)
    files = [path for path in made if path.name.split("-")[0] not in {"e4", "dial42", "dial32"}]
    whole = Database(f"sqlite:///{tmp_path / 'whole.db'}")
    create_tables(whole, "tester")
    good: dict[int, dict[int, str]] = {}
    for path in files:
        feed = path.name.split("-")[0]
        load(whole, feed, path)
        lines = path.read_text().splitlines()
        spoiled = {n: line for n, line in enumerate(lines[1:-1], 2) if n % 7 == 3}
        raws = [
            _SPOILED[n // 7 % 4](line) if n in spoiled else line.encode()
            for n, line in enumerate(lines, 1)
        ]
        path.write_bytes(b"\n".join(raws) + b"\n")
        good[load(database, feed, path).run] = spoiled
    assert query(database, "SELECT count(*) FROM waiting_line")[0][0] > 0
    for run in desk().runs():
        texts = {row.line: good[run][row.line] for row in desk().rows(run) if row.line in good[run]}
        assert balanced(desk().retry(run, texts))
    assert desk().rows() == ()
    assert _digest(database) == _digest(whole)
    for path in files:
        assert load(database, path.name.split("-")[0], path, force=True).changed == 0
    assert _digest(database) == _digest(whole)
    assert desk().rows() == ()
    whole.close()


def _digest(database: Database) -> str:
    with database.read() as connection:
        return digest(Raw(connection), SYSTEM)


def test_im_05_a_retry_is_no_extract_that_came(
    database: Database, tmp_path: Path, run: int, desk: Desk
) -> None:
    desk().retry(run, {3: GOOD}, {3})
    with database.read() as connection:
        raw = Raw(connection)
        assert last_runs(raw, SYSTEM, ["e1"])["e1"][:2] == (run, "e1.dat")
        assert open_rejects(raw, SYSTEM) == 1
    undo_batch(database, SYSTEM, run)
    with database.read() as connection:
        assert days_that_came(Raw(connection), SYSTEM) == {}
