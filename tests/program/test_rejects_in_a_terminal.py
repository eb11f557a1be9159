"""Rejected lines on a real store in a real terminal: corrected, submitted, recorded (IM-03)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from entity_tui.store.database import Database
from support.demo_office import TODAY, Office
from support.importing import query
from support.terminal import Terminal

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    size = ("--taxpayers", "60", "--as-of", TODAY, "--today", TODAY)
    office.run("demo", *size, "--dirt", "3%", "--no-open")
    return office


@pytest.fixture
def database(office: Office) -> Iterator[Database]:
    database = Database(f"sqlite:///{office.store}")
    yield database
    database.close()


def at_rejects(terminal: Terminal) -> Terminal:
    terminal.wait_for("Control Central (demo)")
    terminal.press("f9")
    terminal.type_in("rejects")
    terminal.press("enter")
    terminal.wait_for(re.compile(r"Rejected lines: 1 of \d+ "))
    terminal.wait_for(re.compile(r"── Line \d+ of run \d+, "))
    return terminal


@SIZES
def test_im_03_a_line_is_corrected_beside_the_checks_and_lands_in_the_store(
    office: Office, database: Database, columns: int, rows: int
) -> None:
    ((run, line, raw),) = query(
        database,
        "SELECT run_id, line, raw FROM import_reject WHERE field = 'hours' AND state = 'open' "
        "ORDER BY run_id DESC, line LIMIT 1",
    )  # fmt: skip
    before = query(database, "SELECT count(*) FROM time_entry")[0][0]
    with at_rejects(office.open(columns=columns, rows=rows)) as terminal:
        for _ in range(60):
            if terminal.shows(f"── Line {line:,} of run {run}, "):
                break
            shown = terminal.text
            terminal.press("f8")
            terminal.settle(0.05)
            assert terminal.text != shown
        terminal.press("enter")
        terminal.wait_for("Not accepted: hours")
        good = raw.decode().rstrip("\n").split("|")
        good[3 if len(good) == 5 else 4] = "1.5"
        terminal.press("ctrl+u")
        terminal.type_in("|".join(good))
        terminal.wait_for("The checks accept it")
        terminal.press("f10")
        terminal.wait_for(f"Line {line:,} of run {run} is loaded")
        terminal.press("f12")
        terminal.wait_for("Control Central (demo)")
    assert query(database, "SELECT count(*) FROM time_entry")[0][0] == before + 1
    ((payload,),) = query(
        database, "SELECT payload FROM audit_entry WHERE action = 'correct reject'"
    )
    told = json.loads(payload)
    assert told["before"] == raw.decode().rstrip("\n") and told["after"] == "|".join(good)


def test_ui_11_a_step_through_the_rejects_costs_little(office: Office) -> None:
    with at_rejects(office.open()) as terminal:
        for number in range(2, 8):
            painted = terminal.measure("f8", f"Rejected lines: {number} of ")
            assert painted.nbytes <= 3_000, painted
