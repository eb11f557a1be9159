"""EX-ZIP, EX-E6, EX-E9, EX-EA, EX-DIAL: each lands, waits, changes nothing twice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from entity_tui.domain.organisation import collection_place
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
from support.weekly import (
    EIN,
    closed_case,
    closed_module,
    extract,
    figure,
    grid,
    listed,
    non_idrs,
)

BEFORE = TODAY - timedelta(days=7)
ROWS = {
    "zip": grid("94601", "27031207"), "e6": figure("101", "120.5"), "e9": closed_case(),
    "ea": closed_module(), "dial42": listed(), "dial32": listed(), "e4": non_idrs(),
}  # fmt: skip


def _digest(database: Database) -> str:
    with database.read() as connection:
        return digest(Raw(connection), SYSTEM)


def _ground(database: Database, folder: Path, as_of: date = BEFORE, **case: str) -> None:
    """A taxpayer with a case and a module."""
    load(database, "e1", write(folder / "e1.dat", E1_COLUMNS, [entity(**case)], as_of))
    load(database, "e2", write(folder / "e2.dat", E2_COLUMNS, [module()], as_of))


@pytest.mark.parametrize("feed", ROWS)
def test_im_05_a_feed_lands_again_without_a_change_and_is_taken_back_whole(
    database: Database, tmp_path: Path, feed: str
) -> None:
    _ground(database, tmp_path)
    before = _digest(database)
    path = extract(tmp_path, feed, ROWS[feed])
    done = load(database, feed, path)
    assert (done.read, done.loaded, done.balanced) == (1, feed != "e4", True), done
    after = _digest(database)
    again = load(database, feed, path, force=True)
    assert again.changed == 0 and _digest(database) == after
    for run in (again.run, done.run):
        undo_batch(database, SYSTEM, run)
    assert _digest(database) == before
    load(database, feed, path)
    assert _digest(database) == after


@pytest.mark.parametrize(
    ("feed", "newer", "older"),
    [
        ("zip", grid("94601", "27031207"), grid("94601", "27031211")),
        ("e6", figure("101", "120.5"), figure("101", "99")),
        ("e9", closed_case(disposition="full paid"), closed_case(closed_on="2026-11-09")),
        ("ea", closed_module(), closed_module(status="53", closing_code="03")),
        ("dial42", listed(), listed(priority="399", balance="1.00", scored_on="2026-11-07")),
    ],
)  # fmt: skip
def test_im_05_an_older_extract_changes_nothing_of_a_newer_one(
    database: Database, tmp_path: Path, feed: str, newer: dict[str, str], older: dict[str, str]
) -> None:
    _ground(database, tmp_path, as_of=BEFORE - timedelta(days=7))
    load(database, feed, extract(tmp_path, feed, newer))
    before = _digest(database)
    done = load(database, feed, extract(tmp_path, feed, older, as_of=BEFORE))
    assert (done.superseded, done.loaded, done.changed) == (1, 0, 0), done
    assert _digest(database) == before


@pytest.mark.parametrize(
    ("feed", "row", "said"),
    [
        ("zip", grid("9460", "27031207"), "not a ZIP of five digits"),
        ("zip", grid("94601", "27031207", grade="14"), "not a grade of a case"),
        ("zip", grid("94601", "27031207", alpha_from="M", alpha_to="C"), "before it begins"),
        ("zip", grid("94601", "27031207", alpha_from="1"), "not letters"),
        ("zip", grid("94601", "2703120"), "not an eight-digit assignment number"),
        ("e6", figure("101", "much"), "much"),
        ("e6", figure("101", "1", month="202613"), "no such month"),
        ("e6", figure("101", "1", unit="270"), "neither an assignment number"),
        ("e6", figure("101", "1", measure="days"), "neither hours nor count"),
        ("e9", closed_case(closed_on=""), "is missing"),
        ("e9", closed_case(tin="12"), "12"),
        ("ea", closed_module(status="full"), "not an IDRS status"),
        ("ea", closed_module(closed_on="2026-02-30"), "not a date"),
        ("dial42", listed(name=""), "is missing"),
        ("dial32", listed(tdis="two"), "not a whole number"),
        ("e4", non_idrs(period=""), "come together"),
        ("e4", non_idrs(module_state="asleep"), "not a status of an obligation"),
    ],
)  # fmt: skip
def test_im_08_a_bad_line_is_rejected_with_its_reason(
    database: Database, tmp_path: Path, feed: str, row: dict[str, str], said: str
) -> None:
    done = load(database, feed, extract(tmp_path, feed, row))
    assert (done.rejected, done.read) == (1, 1)
    assert said in done.rejects[0].message


def test_ex_zip_rows_the_newer_file_lacks_end_and_stay_to_be_read(
    database: Database, tmp_path: Path
) -> None:
    rows = [grid("94601", "27031207", alpha_to="L"), grid("94601", "27031211", alpha_from="M"),
            grid("94602", "27031207")]  # fmt: skip
    load(database, "zip", extract(tmp_path, "zip", *rows, as_of=BEFORE))
    newer = [rows[0], grid("94602", "27031299")]
    done = load(database, "zip", extract(tmp_path, "zip", *newer))
    assert (done.loaded, done.unchanged) == (1, 1)
    found = query(database, "SELECT zip, alpha_from, start, until, assignment FROM zip_grid "
                  "ORDER BY zip, alpha_from, start")  # fmt: skip
    told = [tuple(str(value) if value else "" for value in row) for row in found]
    assert told == [
        ("94601", "A", str(BEFORE), "", "27031207"),
        ("94601", "M", str(BEFORE), str(TODAY), "27031211"),
        ("94602", "A", str(BEFORE), str(TODAY), "27031207"),
        ("94602", "A", str(TODAY), "", "27031299"),
    ]
    again = load(database, "zip", extract(tmp_path, "zip", *rows))
    assert again.loaded == 2
    assert len(query(database, "SELECT zip FROM zip_grid")) == 4
    open_rows = query(database, "SELECT zip, alpha_from, assignment FROM zip_grid "
                      "WHERE until IS NULL ORDER BY 1, 2")  # fmt: skip
    assert open_rows == [("94601", "A", "27031207"), ("94601", "M", "27031211"),
                         ("94602", "A", "27031207")]  # fmt: skip


def test_ex_zip_a_file_of_one_area_ends_nothing_of_another(
    database: Database, tmp_path: Path
) -> None:
    load(database, "zip", extract(tmp_path, "zip", grid("94601", "27031207"), as_of=BEFORE))
    load(database, "zip", extract(tmp_path, "zip", grid("10001", "21031207")))
    assert query(database, "SELECT count(*) FROM zip_grid WHERE until IS NULL") == [(2,)]


def test_tm_12_month_end_figures_are_kept_as_received_and_replaced_by_a_newer_file(
    database: Database, tmp_path: Path
) -> None:
    rows = [figure("101", "120.5"), figure("TDA", "41", unit="270312", measure="count")]
    load(database, "e6", extract(tmp_path, "e6", *rows, as_of=BEFORE))
    load(database, "e6", extract(tmp_path, "e6", figure("101", "121.25")))
    found = query(database, "SELECT unit, line, measure, figure FROM month_end_figure ORDER BY 1")
    assert found == [("270312", "TDA", "count", 4100), ("27031207", "101", "hours", 12125)]
    assert '"figure"' in query(database, "SELECT before FROM change_log")[0][0]


def _case(database: Database) -> tuple[object, ...]:
    rows = query(database, "SELECT status, closed_on, disposition FROM field_case")
    assert len(rows) == 1
    return tuple(str(value) if value else "" for value in rows[0])


@pytest.mark.parametrize("order", [("e1", "e9"), ("e9", "e1"), ("e1", "e9", "e1")])
def test_ex_e9_a_closing_stands_whichever_extract_of_the_day_comes_first(
    database: Database, tmp_path: Path, order: tuple[str, ...]
) -> None:
    paths = {
        "e1": write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]),
        "e9": extract(tmp_path, "e9", closed_case(disposition="full paid")),
    }
    for feed in order:
        load(database, feed, paths[feed], force=True)
    assert _case(database) == ("closed", "2026-11-17", "full paid")
    held = query(database, "SELECT until FROM case_assignment")
    assert [str(row[0]) for row in held] == ["2026-11-17"]


def test_ex_e9_a_newer_entity_extract_opens_a_new_case_beside_the_closed_one(
    database: Database, tmp_path: Path
) -> None:
    _ground(database, tmp_path)
    load(database, "e9", extract(tmp_path, "e9", closed_case()))
    fresh = entity(received_on="2026-11-18", assigned_on="2026-11-19")
    load(database, "e1", write(tmp_path / "new.dat", E1_COLUMNS, [fresh]))
    found = query(database, "SELECT status FROM field_case ORDER BY status")
    assert found == [("closed",), ("open",)]


@pytest.mark.parametrize("order", [("e2", "ea"), ("ea", "e2"), ("e2", "ea", "e2")])
def test_ex_ea_a_module_closed_waits_for_it_and_stands_whichever_comes_first(
    database: Database, tmp_path: Path, order: tuple[str, ...]
) -> None:
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    paths = {
        "e2": write(tmp_path / "e2.dat", E2_COLUMNS, [module()]),
        "ea": extract(tmp_path, "ea", closed_module()),
    }
    for feed in order:
        done = load(database, feed, paths[feed], force=True)
        assert done.waiting == (feed == "ea" and order[0] == "ea")
    found = query(database, "SELECT status, closing_code, closed_on, balance FROM obligation")
    assert [tuple(map(str, row)) for row in found] == [("12", "10", "2026-11-16", "120450")]
    assert query(database, "SELECT count(*) FROM waiting_line") == [(0,)]


def test_ex_ea_a_newer_module_extract_opens_the_module_again(
    database: Database, tmp_path: Path
) -> None:
    _ground(database, tmp_path)
    load(database, "ea", extract(tmp_path, "ea", closed_module(), as_of=BEFORE))
    load(database, "e2", write(tmp_path / "new.dat", E2_COLUMNS, [module()]))
    assert query(database, "SELECT status, closed_on FROM obligation") == [("26", None)]


@pytest.mark.parametrize(
    ("number", "place"),
    [("27007000", "queue"), ("27031207", "field"), ("27031200", "field"), ("", "ACS"),
     ("27000500", "ACS"), ("27008100", "campus"), ("27009500", "other")],
)  # fmt: skip
def test_ex_dial_the_fifth_and_sixth_digit_tell_where_an_account_is_worked(
    number: str, place: str
) -> None:
    assert collection_place(number) == place


def _score(database: Database) -> tuple[str, ...]:
    rows = query(database, "SELECT priority, predictive, scored_on FROM field_case")
    return tuple(str(value) for value in rows[0])


E1_SCORE = {"priority": "201", "predictive": "c"}


@pytest.mark.parametrize("order", [("e1", "dial42"), ("dial42", "e1"), ("e1", "dial42", "e1")])
@pytest.mark.parametrize(
    ("scored", "wanted"),
    [("2026-11-07", ("101", "a", "2026-11-14")), ("2026-11-14", ("201", "c", "2026-11-14")),
     ("2026-11-19", ("201", "c", "2026-11-19")), ("", ("101", "a", "2026-11-14"))],
)  # fmt: skip
def test_ex_dial_a_case_takes_the_newer_score_in_any_order(
    database: Database, tmp_path: Path, order: tuple[str, ...], scored: str, wanted: tuple[str, ...]
) -> None:
    line = entity(scored_on=scored, **E1_SCORE)
    paths = {"e1": write(tmp_path / "e1.dat", E1_COLUMNS, [line]),
             "dial42": extract(tmp_path, "dial42", listed())}  # fmt: skip
    for feed in order:
        load(database, feed, paths[feed], force=True)
    assert _score(database) == wanted
    again = load(database, "e1", paths["e1"], force=True)
    assert (again.changed, _score(database)) == (0, wanted)


def test_ex_dial_an_unknown_taxpayer_is_made_and_gives_way_to_an_older_entity_extract(
    database: Database, tmp_path: Path
) -> None:
    row = listed(assignment="", name="DELTA FRT", street="")
    load(database, "dial42", extract(tmp_path, "dial42", row))
    assert query(database, "SELECT place, assignment FROM queue_entry") == [("ACS", "")]
    assert query(database, "SELECT count(*) FROM field_case") == [(0,)]
    from entity_tui.domain.control_central.criteria import Criteria
    from entity_tui.services.desk import Desk
    from entity_tui.settings import Settings

    desk = Desk(database, SYSTEM, Settings(store=""))
    assert [hit.name for hit in desk.find(Criteria(id_type="EIN", id_value=EIN)).hits] == [
        "DELTA FRT"
    ]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()], as_of=BEFORE))
    assert [hit.name for hit in desk.find(Criteria(id_type="EIN", id_value=EIN)).hits] == [
        "DELTA FREIGHT LLC"
    ]
    load(database, "dial42", extract(tmp_path, "dial42", row | {"grade": "13"}))
    assert [hit.name for hit in desk.find(Criteria(id_type="EIN", id_value=EIN)).hits] == [
        "DELTA FREIGHT LLC"
    ]
    assert query(database, "SELECT grade FROM queue_entry") == [("13",)]


def test_ex_dial_both_lists_are_kept_apart(database: Database, tmp_path: Path) -> None:
    load(database, "dial42", extract(tmp_path, "dial42", listed(tdas="2", balance="1204.50")))
    load(database, "dial32", extract(tmp_path, "dial32", listed(tdis="1", status="03")))
    found = query(database, "SELECT listing, status, modules, balance FROM queue_entry ORDER BY 1")
    assert found == [("TDA", "24", 2, 120450), ("TDI", "03", 1, None)]
    assert query(database, "SELECT count(*) FROM person") == [(1,)]
