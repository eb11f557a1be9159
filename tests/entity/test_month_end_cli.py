"""`entity-tui eom` as a manager, an area and a script use it (TM-08 to TM-14)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from entity_tui.cli.main import _guarded
from entity_tui.services.sign_on import login
from entity_tui.store.database import Database
from entity_tui.store.schema import create_tables
from support.month_office import GROUP, MONTH, OFFICER, OTHER, fill

Said = tuple[int, str, str]
Call = Callable[..., Said]
ON = ("--today", "2026-11-02")


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

    def run(user: str, *words: str, today: tuple[str, ...] = ON) -> Said:
        capsys.readouterr()
        code = _guarded(["eom", *words, "--as", user, *today])
        said = capsys.readouterr()
        return code or 0, said.out, said.err

    return run


def test_tm_08_a_month_is_worked_from_the_shell(call: Call) -> None:
    code, out, err = call("sec", "generate", "2703-12", MONTH)
    assert (code, out) == (0, "") and "is generated, report 1; approve by 11/02/26" in err
    assert call("mgr", "approve", GROUP, MONTH)[0] == 0
    code, out, _ = call("mgr", "show", GROUP, MONTH, "--format", "json")
    found = json.loads(out)
    assert (found["state"], found["approved_by"], found["stale"]) == ("approved", "mgr", False)
    assert found["digest"] == found["signed_digest"] and len(found["digest"]) == 64
    assert found["hours"] == found["hours_due"] == 800
    own = [f for f in found["figures"] if f["unit"] == OFFICER and f["part"] in ("case", "code")]
    assert {(f["part"], f["line"]): f["hours"] for f in own} == {
        ("case", "101"): 3.5, ("case", "323"): 2.0, ("code", "621"): 2.0, ("code", "809"): 194.5,
    }  # fmt: skip
    assert call("mgr", "transmit", GROUP, MONTH)[0] == 0
    code, _, err = call("area", "return", GROUP, MONTH, "--reason", "809 wrong")
    assert code == 0 and "! sent back 11/02/26: 809 wrong" in err
    told = ("Report 1, signed 11/02/26 by MANN, GRACE, was sent back 11/02/26 by ARENS, ART: "
            "809 wrong; the figures are its own.")  # fmt: skip
    assert told in call("mgr", "show", GROUP, MONTH)[1]
    assert call("terr", "review", GROUP, MONTH, "--reason", "called")[0] == 0
    for user, act in (("mgr", "generate"), ("mgr", "approve"), ("sec", "transmit"),
                      ("area", "accept")):  # fmt: skip
        assert call(user, act, GROUP, MONTH)[0] == 0, act
    assert call("area", "follow-up", GROUP, MONTH, "--reason", "watch")[0] == 0


@pytest.mark.parametrize(
    ("user", "words", "who"),
    [
        ("sec", ("approve", GROUP, MONTH), "MANN, GRACE (group manager)"),
        ("area", ("approve", GROUP, MONTH), "ACTON, AVA (acting manager)"),
        ("mgr", ("accept", GROUP, MONTH), "ARENS, ART (area staff)"),
        ("area", ("validate", "27", MONTH), "QUALE, QUIN (quality analyst)"),
        ("terr", ("reopen", GROUP, MONTH, "--reason", "x"), "MANN, GRACE (group manager)"),
        ("omgr", ("generate", GROUP, MONTH), "outside your profile"),
        ("mgr", ("approve", GROUP, MONTH), "generate the report first"),
        ("qual", ("send", "27", MONTH), "validate it first"),
    ],
)  # fmt: skip
def test_tm_08_refused_acts_exit_with_2_and_say_who_may(
    call: Call, user: str, words: tuple[str, ...], who: str
) -> None:
    code, out, err = call(user, *words)
    assert (code, out) == (2, "") and who in err


@pytest.mark.parametrize(
    "words",
    [
        ("show", "27", MONTH),
        ("reopen", GROUP, MONTH),
        ("area", "x", MONTH),
        ("show", GROUP),
        ("generate", GROUP, "2026-13"),
        ("board", "2026-13"),
        ("checks", "27", "November"),
    ],
)
def test_words_that_do_not_fit_exit_with_3(call: Call, words: tuple[str, ...]) -> None:
    assert call("mgr", *words)[0] == 3


def test_tm_08_the_board_as_table_csv_and_json(call: Call) -> None:
    call("mgr", "generate", GROUP, MONTH)
    code, out, _ = call("area", "board", MONTH)
    assert code == 0 and [line.split()[:2] for line in out.splitlines()[2:]] == [
        [OTHER, "open"], [GROUP, "generated"], ["27", "open"],
    ]  # fmt: skip
    rows = json.loads(call("area", "board", MONTH, "--format", "json")[1])
    assert rows[1]["unit"] == GROUP and rows[1]["done_by"] == "MANN, GRACE"
    assert rows[0]["due"] == "2026-11-02" and rows[0]["timing"] == "due today"
    late = call("area", "board", MONTH, "--format", "csv", today=("--today", "2026-11-05"))[1]
    assert [row["timing"] for row in csv.DictReader(io.StringIO(late))] == ["late", "late", "ahead"]
    only = json.loads(call("area", "board", MONTH, "--group", GROUP, "--format", "json")[1])
    assert [row["unit"] for row in only] == [GROUP]
    assert [row["unit"] for row in json.loads(call("mgr", "board", MONTH, "--format", "json")[1])
            ] == [GROUP]  # fmt: skip


def test_tm_08_the_report_for_people_for_scripts_and_for_the_printer(call: Call) -> None:
    code, out, _ = call("mgr", "show", GROUP, MONTH)
    assert code == 0 and f"{MONTH} of group {GROUP} is open, no report" in out
    assert "809 divided over 101 and 201 by 2 TDAs and 1 TDIs" in out
    assert "No month-end extract (E6) for this month was received" in out
    head, officer = (next(line for line in out.splitlines() if line.startswith(word))
                     for word in ("employee", OFFICER))  # fmt: skip
    assert head.split() == ["employee", "name", "due", "total", "c101", "c323", "611", "(621)",
                            "809"]  # fmt: skip
    assert officer.split()[-7:] == ["200.0", "200.0", "3.5", "2.0", "-", "2.0", "194.5"]
    rows = list(
        csv.DictReader(io.StringIO(call("mgr", "show", GROUP, MONTH, "--format", "csv")[1]))
    )
    assert {row["part"] for row in rows} == {"case", "code", "ctrs", "due", "total"}
    call("mgr", "generate", GROUP, MONTH)
    call("mgr", "approve", GROUP, MONTH)
    printed = call("mgr", "show", GROUP, MONTH, "--print")[1]
    assert printed.startswith(f"End of month {MONTH}, group 2703-12    page 1 of 1")
    assert "Signed by MANN, GRACE" in printed


def test_tm_14_the_analysts_checks_form_and_area(call: Call) -> None:
    for user, group in (("mgr", GROUP), ("omgr", OTHER)):
        for act in ("generate", "approve", "transmit"):
            assert call(user, act, group, MONTH)[0] == 0
        call("area", "accept", group, MONTH)
    rows = json.loads(call("qual", "checks", "27", MONTH, "--format", "json")[1])
    assert {(row["check"], row["told"]) for row in rows} == {
        ("month-end extract", "no month-end extract (E6) was received")
    }
    code, out, err = call("qual", "form4872", "27", MONTH)
    assert code == 0 and "2 signed groups" in err
    lines = {line.split()[0]: line.split() for line in out.splitlines()[2:]}
    assert lines["621"][-1] == "2.0" and lines["-"][1:3] == ["no", "line"]
    assert "page 1 of 1" in call("qual", "form4872", "27", MONTH, "--print")[1]
    area = json.loads(call("terr", "area", "2703", MONTH, "--format", "json")[1])
    assert area["hours"] == 1000 and area["without_report"] == []
    out = [s for s in area["shares"] if s["stands_out"]]
    assert {(s["group"], s["kind"]) for s in out} >= {(GROUP, "809")}
    assert call("qual", "validate", "27", MONTH)[0] == 0
    assert call("qual", "send", "27", MONTH)[0] == 0
    assert call("mgr", "again", GROUP, MONTH)[0] == 0


def test_tm_10_ctrs_files_leave_unapproved_months_only_when_that_is_said(
    office: Database, call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "ctrs", MONTH, str(tmp_path), *ON]
    assert _guarded(words) == 2
    assert f"{MONTH} is not approved by {OTHER}, {GROUP}; --unapproved" in capsys.readouterr().err
    assert _guarded([*words, "--unapproved"]) == 0
    assert "UNAPPROVED" in (tmp_path / f"ctrs-time-{MONTH}.dat").read_text()
