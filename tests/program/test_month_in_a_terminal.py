"""A group's month, from its missing EODs to an approved EOM, by keyboard only (TM-05, TM-08)."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.demo_office import TODAY, Office, demo_office
from support.terminal import Terminal

GROUP, MONTH = "270112", "2026-10"
SIZES = pytest.mark.parametrize(
    ("columns", "rows"), [(80, 24), pytest.param(160, 45, marks=pytest.mark.torture)]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("month"), 60)


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    for path in made.home.glob("store.db*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return Office(tmp_path)


def as_user(office: Office, user: str, columns: int, rows: int) -> Terminal:
    terminal = office.open("--as", user, columns=columns, rows=rows)
    terminal.wait_for("Control Central (demo)")
    return terminal


def command(terminal: Terminal, line: str, then: str | re.Pattern[str]) -> None:
    terminal.press("f9")
    terminal.type_in(line)
    terminal.press("enter")
    terminal.wait_for(then)
    terminal.settle()


def told(office: Office, *words: str) -> Any:
    return json.loads(office.run(*words, "--format", "json", "--as", "jpark", "--today", TODAY))


def month(office: Office) -> dict[str, Any]:
    found: dict[str, Any] = told(office, "eom", "show", GROUP, MONTH)
    return found


def enter_missing(terminal: Terminal, office: Office, employee: str, day: str) -> None:
    """The day at the desk; the hours that are lacking on code 611, then EOD, then saved."""
    on = date.fromisoformat(day)
    command(terminal, f"eod {employee} {on:%m/%d/%Y}", f"{on:%a %m/%d}")
    if terminal.shows("nothing is entered"):
        terminal.press("c")
        terminal.type_in("611")
        terminal.press("enter", "enter")
    else:
        terminal.press("e")
    terminal.wait_for(re.compile("1 (day )?not saved"))
    terminal.press("f10")
    terminal.wait_for("1 day saved.")
    assert told(office, "time", "show", employee, day)["finalised"]


@SIZES
def test_tm_08_a_month_is_worked_from_missing_eods_to_its_signature_by_keyboard(
    office: Office, columns: int, rows: int
) -> None:
    blockers = month(office)["blockers"]
    assert blockers, "the demonstration leaves something to do"
    with as_user(office, "jpark", columns, rows) as terminal:
        for blocker in blockers:
            enter_missing(terminal, office, blocker["employee"], blocker["day"])
        command(terminal, f"eom {GROUP} {MONTH}", "Month end")
        terminal.press("g")
        terminal.wait_for(f"{MONTH} of group {GROUP} is generated")
        terminal.press("f10")
        terminal.wait_for("RIVERA, MARISOL")
    assert month(office)["state"] == "generated"
    with as_user(office, "mrivera", columns, rows) as terminal:
        command(terminal, f"eom {GROUP} {MONTH}", "Month end")
        terminal.press("f10")
        terminal.wait_for("Type approve and Enter")
        terminal.type_in("approve")
        terminal.press("enter")
        terminal.wait_for(re.compile("[Aa]pproved"))
    signed = month(office)
    assert (signed["state"], signed["approved_by"]) == ("approved", "mrivera")
    assert signed["signed_digest"] == signed["digest"]
    days = sum(
        row["reported"] for row in told(office, "time", "hours", "--month", MONTH, "--group", GROUP)
    )
    assert round(days, 1) == round(signed["hours"], 1), "the month is the sum of its days (TM-09)"
    with as_user(office, "jpark", columns, rows) as terminal:
        number, day = blockers[0]["employee"], date.fromisoformat(blockers[0]["day"])
        command(terminal, f"eod {number} {day:%m/%d/%Y}", f"{day:%a %m/%d}")
        terminal.wait_for(re.compile("approved by RIVERA, MARISOL|locked|Approved"))
