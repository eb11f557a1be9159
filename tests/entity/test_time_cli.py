"""`entity-tui time` for a script: conflicts as data, printed reports (TM-07, TM-11)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from entity_tui.cli.main import _guarded
from entity_tui.domain.entity.daily_time import Change
from entity_tui.services.sign_on import login
from entity_tui.store.database import Database
from entity_tui.store.schema import create_tables
from support.month_office import GROUP, OFFICER, codes, fill, time

FRIDAY = date(2026, 10, 30)
Said = tuple[int, str, str]
Call = Callable[..., Said]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    create_tables(database, login(), demo=True)
    yield fill(database, tmp_path / "in")
    database.close()


@pytest.fixture
def call(
    office: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    monkeypatch.setenv("ENTITY_TUI_STORE", str(office.url))
    monkeypatch.setenv("HOME", str(office.path.parent))

    def run(user: str, *words: str) -> Said:
        capsys.readouterr()
        code = _guarded(["time", *words, "--as", user, "--today", "2026-11-02"])
        said = capsys.readouterr()
        return code or 0, said.out, said.err

    return run


def test_tm_11_a_script_reads_what_a_conflict_is_about(
    office: Database, call: Call, tmp_path: Path
) -> None:
    time(office, "sec").correct(OFFICER, FRIDAY, [Change(700, "809"), Change(100, "611")], "phone")
    codes(office, tmp_path, [f"{OFFICER}|{FRIDAY}|809|6.0"], date(2026, 11, 3))
    code, out, _ = call("sec", "conflicts", "--format", "json")
    (found,) = json.loads(out)
    assert code == 0 and (found["employee"], found["day"]) == (OFFICER, "2026-10-30")
    assert found["differences"] == [
        {"code": "611", "case": "", "here": 1.0, "extract": None},
        {"code": "809", "case": "", "here": 7.0, "extract": 6.0},
    ]


def test_tm_11_who_awaits_a_day_no_longer_is_not_told_that_it_came(call: Call) -> None:
    call("sec", "await", OFFICER, "2026-10-30", "--reason", "wrong code")
    call("sec", "unawait", OFFICER, "2026-10-30", "--reason", "it was right")
    (found,) = json.loads(call("sec", "awaited", "--all", "--format", "json")[1])
    assert (found["came"], found["changed"]) == ("given up", "")


def test_tm_07_a_printed_report_names_its_group(call: Call) -> None:
    out = call("sec", "verify", "--week", "2026-10-28", "--print")[1]
    assert out.startswith(f"Weekly Time Verification {GROUP}, week of 2026-10-26")
    out = call("sec", "hours", "--month", "2026-10", "--print")[1]
    assert out.startswith(f"Hours Verification Report {GROUP}, 2026-10")


def test_tm_02_informational_hours_are_told_beside_the_total(call: Call) -> None:
    call("sec", "correct", OFFICER, "2026-10-30", "--code", "621", "--hours", "2", "--reason", "x")
    _, out, _ = call("sec", "show", OFFICER, "2026-10-30")
    assert "8.0 of 8.0 hours, 2.0 informational, finalised" in out
    found = json.loads(call("sec", "show", OFFICER, "2026-10-30", "--format", "json")[1])
    assert (found["hours"], found["informational"]) == (8.0, 2.0)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-30", "2026-10-30"), ("10/30", "2026-10-30"), ("10/30/26", "2026-10-30"),
        ("10/30/2026", "2026-10-30"), ("10/6", "2026-10-06"), ("t", "2026-11-02"),
        ("today", "2026-11-02"), ("T", "2026-11-02"), ("+1", "2026-11-03"),
        ("2026\u201110\u201130", "2026-10-30"), ("\u20113", "2026-10-30"),
    ],
)  # fmt: skip
def test_tm_02_the_shell_reads_a_day_as_the_screens_do(call: Call, typed: str, day: str) -> None:
    """TM-02: a day of work is typed in one way, wherever it is typed."""
    code, out, err = call("mgr", "show", OFFICER, typed, "--format", "json")
    assert (code, err) == (0, "") and json.loads(out)["day"] == day


@pytest.mark.parametrize("typed", ["never", "13/45", "2026-02-30", "", "11-20", "1"])
def test_tm_02_the_shell_says_what_is_no_day(call: Call, typed: str) -> None:
    code, _, err = call("mgr", "show", OFFICER, typed)
    assert code and "DATE: " in err and "is not a day: t, +5, 11/20 or 2026-11-20" in err


def test_tm_06_options_of_the_shell_read_typed_days(office: Database, call: Call) -> None:
    words = ("eod", f"{GROUP}01", "11/2", "--reason", "on leave", "--reported")
    code, _, err = call("sec", *words, "never")
    assert code and "--reported: 'never' is not a day" in err
    code, _, err = call("sec", "correct", OFFICER, "10/30", "--code", "809", "--hours", "7.0",
                        "--reason", "phone")  # fmt: skip
    assert code == 0, err
    assert time(office, "sec").day(OFFICER, FRIDAY).total == 700
    code, _, err = call("mgr", "designate", GROUP, "off", "--from", "t", "--until", "11/9")
    assert (code, "from 2026-11-02 until 2026-11-09" in err) == (0, True), err
    said = call("mgr", "verify", "--week", "10/28")
    assert said[0] == 0 and said == call("mgr", "verify", "--week", "2026-10-26")
    assert said != call("mgr", "verify", "--week", "t")


@pytest.mark.parametrize(
    ("typed", "day"), [("12/24", "2026-12-24"), ("2026-12-24", "2026-12-24"), ("t", "2026-11-02")]
)
def test_tm_01_code_rows_and_options_begin_on_typed_days(
    office: Database, capsys: pytest.CaptureFixture[str], call: Call, typed: str, day: str
) -> None:
    words = ["codes", "set", "time_codes", "698", "meaning=Floods", "category=direct",
             "--from", typed]  # fmt: skip
    code = _guarded([*words, "--today", "2026-11-02"])
    said = capsys.readouterr()
    assert not code, said.err
    assert f"time_codes 698 from {day}" in said.out + said.err
    assert _guarded(["store", "option", "holidays_due", "yes", "--from", "never"])
    assert "--from: 'never' is not a day" in capsys.readouterr().err
