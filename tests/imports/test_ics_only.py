"""IM-09, EX-E4: what only ICS knew becomes what IDRS says, in every order, and nothing is lost."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from entity_tui.services.batches import undo_batch
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    SYSTEM,
    TODAY,
    entity,
    load,
    module,
    query,
    write,
)
from support.weekly import EIN, closed_case, extract, listed, non_idrs

BEFORE = TODAY - timedelta(days=7)
CASE = "SELECT assignment, status, ics_only, case_code FROM field_case"
MODULE = "SELECT mft, period, status, balance, old_id, obligation_type, ics_only FROM obligation"


def _files(folder: Path, idrs: date = TODAY) -> dict[str, Path]:
    """E4 is of today; what IDRS brings of another day."""
    return {
        "e4": extract(folder, "e4", non_idrs()),
        "e1": write(folder / "e1.dat", E1_COLUMNS, [entity()], idrs),
        "e2": write(folder / "e2.dat", E2_COLUMNS, [module()], idrs),
    }


def test_ex_e4_an_ics_only_case_and_its_module_land_with_their_taxpayer(
    database: Database, tmp_path: Path
) -> None:
    done = load(database, "e4", _files(tmp_path)["e4"])
    assert (done.loaded, done.waiting) == (1, 0)
    assert query(database, CASE) == [("27031211", "open", 1, "000")]
    assert query(database, MODULE) == [("01", "202603", "", None, "X1", "ICS only", 1)]
    assert query(database, "SELECT name FROM person_name") == [("DELTA FREIGHT LLC",)]


def test_ex_e4_a_line_without_a_name_waits_for_its_taxpayer(
    database: Database, tmp_path: Path
) -> None:
    assert load(database, "e4", extract(tmp_path, "e4", non_idrs(name=""))).waiting == 1
    assert query(database, CASE) == []
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity(assignment="")]))
    assert query(database, CASE) == [("27031211", "open", 1, "000")]


@pytest.mark.parametrize("idrs", [BEFORE, TODAY], ids=["older", "same day"])
@pytest.mark.parametrize("order", list(itertools.permutations(("e1", "e2", "e4"))))
def test_im_09_the_case_stays_one_and_ends_as_idrs_says_in_every_order(
    database: Database, tmp_path: Path, order: tuple[str, ...], idrs: date
) -> None:
    files = _files(tmp_path, idrs)
    for feed in order:
        load(database, feed, files[feed])
    assert query(database, CASE) == [("27031207", "open", 0, "601")]
    assert query(database, MODULE) == [("01", "202603", "26", 120450, "", "", 0)]
    assert len(query(database, "SELECT 1 FROM person")) == 1
    before = query(database, "SELECT count(*) FROM change_log")
    for feed in order:
        assert load(database, feed, files[feed], force=True).changed == 0
    assert query(database, "SELECT count(*) FROM change_log") == before


@pytest.mark.parametrize("order", list(itertools.permutations(("e4", "e1", "e9"))))
def test_im_09_who_held_the_case_before_idrs_is_told_in_every_order(
    database: Database, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """ICS has it since January with another, IDRS since February, closed last week."""
    files = _files(tmp_path) | {
        "e4": extract(tmp_path, "e4", non_idrs(received_on="2026-01-05", assigned_on="2026-01-12")),
        "e9": extract(tmp_path, "e9", closed_case(closed_on="2026-11-17")),
    }
    for feed in (*order, *order):
        load(database, feed, files[feed], force=True)
    assert [
        (str(start), str(until), assignment)
        for start, until, assignment in query(
            database, "SELECT start, until, assignment FROM case_assignment ORDER BY start"
        )
    ] == [
        ("2026-01-12", "2026-02-01", "27031211"),
        ("2026-02-01", "2026-11-17", "27031207"),
    ]


def test_im_09_what_ics_said_is_kept_in_the_history_and_can_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    files = _files(tmp_path)
    load(database, "e4", files["e4"])
    with database.read() as connection:
        before = digest(Raw(connection), SYSTEM)
    runs = [load(database, feed, files[feed]).run for feed in ("e1", "e2")]
    kept = [json.loads(row[0]) for row in query(database, "SELECT before FROM change_log")]
    assert any(image.get("assignment") == "27031211" for image in kept)
    assert any(image.get("old_id") == "X1" for image in kept)
    for run in reversed(runs):
        undo_batch(database, SYSTEM, run)
    with database.read() as connection:
        assert digest(Raw(connection), SYSTEM) == before


@pytest.mark.parametrize("feed", ["e2", "dial42"])
@pytest.mark.parametrize("first", [True, False], ids=["after", "before"])
def test_im_09_the_mark_ends_when_idrs_brings_the_module_or_lists_the_account(
    database: Database, tmp_path: Path, feed: str, first: bool
) -> None:
    paths = {
        "e2": write(tmp_path / "e2.dat", E2_COLUMNS, [module()]),
        "dial42": extract(tmp_path, "dial42", listed()),
        "e4": extract(tmp_path, "e4", non_idrs()),
    }
    for name in ("e4", feed) if first else (feed, "e4"):
        load(database, name, paths[name])
    assert query(database, "SELECT ics_only FROM field_case") == [(2,)]


def test_ex_e4_an_investigation_beside_an_idrs_case_leaves_the_case_alone(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()], BEFORE))
    row = non_idrs(mft="", period="", obligation_type="Other investigation")
    load(database, "e4", extract(tmp_path, "e4", row))
    assert query(database, CASE) == [("27031207", "open", 0, "601")]
    assert query(database, MODULE) == [("", "", "", None, "X1", "Other investigation", 1)]


def test_ex_e4_a_new_case_after_a_closed_one_is_told_apart_in_both_orders(
    database: Database, tmp_path: Path
) -> None:
    closed = entity(status="C", closed_on="2026-10-01")
    paths = {"e1": write(tmp_path / "e1.dat", E1_COLUMNS, [closed]),
             "e4": extract(tmp_path, "e4", non_idrs())}  # fmt: skip
    for feed in ("e4", "e1", "e4", "e1"):
        load(database, feed, paths[feed], force=True)
    found = query(database, "SELECT status, assignment, ics_only FROM field_case ORDER BY status")
    assert found == [("closed", "27031207", 0), ("open", "27031211", 1)]


def test_im_05_an_older_e4_changes_nothing_of_a_newer_one(
    database: Database, tmp_path: Path
) -> None:
    load(database, "e4", extract(tmp_path, "e4", non_idrs()))
    older = non_idrs(assignment="27031299", obligation_type="Else")
    done = load(database, "e4", extract(tmp_path, "e4", older, as_of=BEFORE))
    assert (done.superseded, done.changed) == (1, 0)
    newer = extract(tmp_path, "e4", non_idrs(assignment="27031213"), as_of=TODAY)
    assert load(database, "e4", newer).loaded == 1
    assert query(database, "SELECT assignment FROM field_case") == [("27031213",)]
    held = query(database, "SELECT assignment FROM case_assignment ORDER BY start")
    assert [row[0] for row in held] == ["27031211", "27031213"]
    assert query(database, "SELECT tin FROM taxpayer") == [(EIN,)]


def test_en_01_the_page_tells_where_else_an_account_is_worked_and_what_only_ics_knows(
    database: Database, tmp_path: Path
) -> None:
    from entity_tui.reports.account_text import account_lines
    from entity_tui.services.desk import Desk
    from entity_tui.settings import Settings
    from screens.control_central.case_zones import case_lines

    row = listed(assignment="", tdas="2", balance="1204.50")
    load(database, "dial42", extract(tmp_path, "dial42", row))
    load(database, "e4", extract(tmp_path, "e4", non_idrs(tin="222222222", name="OTHER LLC")))
    accounts = dict(query(database, "SELECT tin, account_id FROM taxpayer"))
    desk = Desk(database, SYSTEM, Settings(store=""))
    for tin, told in ((EIN, "n collection at: ACS"), ("222222222", "ICS only")):
        page = desk.open_account(accounts[tin])
        drawn = ["".join(text for text, _ in line) for line in case_lines(page, 50)]
        assert any(told in line for line in drawn), drawn
        assert all(len(line) <= 50 for line in drawn)
        assert told in "\n".join(account_lines(page))
    desk.close()
