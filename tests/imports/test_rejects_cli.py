"""`entity-tui rejects` as an administrator and a script use it (IM-03, IM-07, SE-07)."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from entity_tui.cli.main import _guarded
from entity_tui.services.sign_on import login
from entity_tui.store.database import Database
from entity_tui.store.schema import create_tables
from support.importing import E1_COLUMNS, entity, load, query, write

BAD = entity("222222222", name="\x1b[31m=CMD()", assigned_on="2026-02-30")
GOOD = entity("222222222", name="SAFE INC")
Said = tuple[int, str, str]
Call = Callable[..., Said]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    create_tables(database, login(), demo=True)
    rows = [entity(), BAD, "too|few", entity("33333333")]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, rows))
    yield database
    database.close()


@pytest.fixture
def call(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    monkeypatch.setenv("ENTITY_TUI_STORE", str(database.url))
    monkeypatch.setenv("HOME", str(database.path.parent))

    def run(*words: str) -> Said:
        code = _guarded(["rejects", *words])
        said = capsys.readouterr()
        return code or 0, said.out, said.err

    return run


def test_im_03_the_list_says_what_is_wrong_how_often_and_how_much_in_all(call: Call) -> None:
    code, out, err = call("list")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[2:]] == [["1", "E1"]] * 3
    assert "… is not a date" in out and "2026-02-30" not in out
    assert err == "3 rejected lines wait, of 1 run.\n"


def test_im_03_a_terminal_shows_so_many_rows_and_says_how_many_more(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(call("list", "--lines", "--limit", "2")[1].splitlines()) == 5
    monkeypatch.setattr("entity_tui.cli.rejects.on_terminal", lambda: True)
    _, out, err = call("list", "--lines", "--limit", "2")
    assert len(out.splitlines()) == 4
    assert err == "1 more row: --limit 0 shows all.\n3 rejected lines wait, of 1 run.\n"
    assert len(call("list", "--lines", "--limit", "0")[1].splitlines()) == 5


def test_im_03_the_line_to_show_is_a_second_word_or_an_option(call: Call) -> None:
    lines = [row["line"] for row in json.loads(call("list", "--lines", "--json")[1])]
    said = call("show", "1", str(lines[1]))
    assert said == call("show", "1", "--line", str(lines[1])) and said[0] == 0
    assert said != call("show", "1")
    assert call("show", "1", str(lines[1]), "--line", str(lines[0]))[0] == 3


@pytest.mark.parametrize("words", [("--run", "1"), ("--feed", "EX-E1"), ("--lines",)])
def test_im_03_line_by_line_as_table_csv_and_json(call: Call, words: tuple[str, ...]) -> None:
    assert "2026-02-30" in call("list", *words)[1]
    rows = list(csv.DictReader(io.StringIO(call("list", *words, "--format", "csv")[1])))
    assert [(row["line"], row["field"]) for row in rows] == [
        ("3", "assigned_on"), ("4", "line"), ("5", "tin"),
    ]  # fmt: skip
    assert json.loads(call("list", *words, "--format", "json")[1])[2]["value"] == "33333333"


def test_im_03_show_names_the_fields_and_nothing_in_a_line_is_live(call: Call) -> None:
    code, out, _ = call("show", "1", "--line", "3")
    assert code == 0 and "\x1b" not in out
    assert "> assigned_on      2026-02-30" in out and "␛[31m=CMD()" in out
    data = json.loads(call("show", "1", "--json")[1])
    assert (data["line"], data["field"]) == (3, "assigned_on")
    assert {"field": "tin", "column": "tin", "text": "222222222"} in data["fields"]
    assert call("show", "1", "--line", "2")[0] == 2


def test_im_03_lines_go_out_byte_exact_and_come_back_from_an_editor(
    call: Call, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "out.dat"
    code, _, err = call("export", "1", str(path))
    assert code == 0 and f"rejects retry 1 --file {path}" in err
    assert BAD.encode() in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    beside = (tmp_path / "out.dat.csv").read_text()
    assert [row["line"] for row in csv.DictReader(io.StringIO(beside))] == ["3", "4", "5"]
    text = path.read_text().replace(BAD, GOOD).replace("too|few", "")
    path.write_text(text.replace("33333333|", "333333333|"))
    code, out, _ = call("retry", "1", "--file", str(path))
    assert code == 0
    assert out == (
        "Run 1 E1: submitted 2 = loaded 2 + unchanged 0 + superseded 0 + waiting 0 + rejected 0 "
        "(run 2)\n"
    )
    assert [row[0] for row in query(database, "SELECT tin FROM taxpayer ORDER BY tin")] == [
        "123456789", "222222222", "333333333",
    ]  # fmt: skip
    assert call("list")[2] == "1 rejected line waits, of 1 run.\n"
    assert "resolved by run 2" in call("list", "--run", "1", "--all")[1]


@pytest.mark.parametrize("there", ["out.dat", "out.dat.csv"])
def test_im_03_a_file_that_is_there_is_not_written_over_unasked(
    call: Call, tmp_path: Path, there: str
) -> None:
    words = ("export", "1", str(tmp_path / "out.dat"))
    (tmp_path / there).write_text("corrected by hand")
    code, _, err = call(*words)
    assert code == 3 and there in err and "--force" in err
    assert [path.name for path in tmp_path.glob("out*")] == [there]
    assert (tmp_path / there).read_text() == "corrected by hand"
    assert call(*words, "--force")[0] == 0
    assert BAD.encode() in (tmp_path / "out.dat").read_bytes()


def test_im_03_of_every_runs_files_none_is_written_where_one_is_there(
    call: Call, database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1b.dat", E1_COLUMNS, ["x"]))
    (tmp_path / "all-run2.dat").write_text("corrected by hand")
    assert call("export", "--all", str(tmp_path / "all.dat"))[0] == 3
    assert [path.name for path in tmp_path.glob("all*")] == ["all-run2.dat"]
    assert call("export", "--all", str(tmp_path / "all.dat"), "--force")[0] == 0


def test_im_03_a_left_line_is_opened_again_in_the_shell(call: Call) -> None:
    assert call("leave", "1", "--line", "3", "--reason", "cut off")[0] == 0
    code, _, err = call("retry", "1", "--line", "3", "--text", GOOD)
    assert code == 2 and "is left by" in err and "cut off" in err
    assert "rejects reopen 1 --line 3" in err
    assert call("reopen", "1", "--line", "3")[2] == "Line 3 of run 1 is open again\n"
    assert call("reopen", "1", "--line", "3")[0] == 2
    assert call("retry", "1", "--line", "3", "--text", GOOD)[0] == 0


def test_im_03_what_show_printed_is_not_taken_for_the_line(call: Call, database: Database) -> None:
    text = call("show", "1", "--line", "3")[1].splitlines()[-1]
    assert "␛[31m" in text
    code, _, err = call("retry", "1", "--line", "3", "--text", text.replace("02-30", "02-28"))
    assert code == 2 and "rejects export" in err
    assert query(database, "SELECT tin FROM taxpayer") == [("123456789",)]


def test_im_03_a_line_is_corrected_in_the_shell_or_left_with_a_reason(call: Call) -> None:
    code, out, err = call("retry", "1", "--line", "3", "--text", BAD.replace("02-30", "02-31"))
    assert code == 1 and "rejected 1" in out and "stays open" in err
    assert call("retry", "1", "--line", "3", "--text", GOOD)[0] == 0
    assert call("retry", "1", "--line", "3", "--text", GOOD)[0] == 2
    assert call("leave", "1", "--line", "4", "--reason", "cut off")[0] == 0
    code, out, _ = call("retry", "--json")
    (only,) = json.loads(out)
    assert (code, only["original"], only["read"], only["rejected"]) == (1, 1, 1, 1)


def test_im_03_every_run_has_a_file_of_its_own(
    call: Call, database: Database, tmp_path: Path
) -> None:
    load(database, "e1", write(tmp_path / "e1b.dat", E1_COLUMNS, ["x"]))
    assert call("export", "--all", str(tmp_path / "all.dat"))[0] == 0
    assert {path.name for path in tmp_path.glob("all*")} == {
        "all-run1.dat", "all-run1.dat.csv", "all-run2.dat", "all-run2.dat.csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [("list", "--run", "99"), ("show", "99"), ("retry", "99"), ("export", "99", "x")],
)
def test_im_03_a_run_that_never_was_is_said_to_be_none(call: Call, words: tuple[str, ...]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (3, "") and "There is no import run 99." in err


@pytest.mark.parametrize(
    "words",
    [("export", "1"), ("retry", "--line", "3"), ("retry", "1", "--text", "x"), ("list", "--run")],
)
def test_im_07_words_that_do_not_fit_end_with_three(call: Call, words: tuple[str, ...]) -> None:
    assert call(*words)[0] == 3


def test_se_02_others_are_told_who_may(call: Call, database: Database) -> None:
    from support.importing import E5_COLUMNS, employee

    folder = database.path.parent
    load(database, "e5", write(folder / "e5.dat", E5_COLUMNS, [employee()]))
    code, out, err = call("list", "--as", "lchen")
    assert (code, out) == (2, "")
    assert "a system administrator may" in err


def test_im_05_every_run_stands_on_a_line_of_its_own(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("retry", "1", "--line", "3", "--text", GOOD)
    assert _guarded(["batch", "list"]) in (0, None)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[2:]] == [["2", "E1"], ["1", "E1"]]
    assert "rejects of run 1" in lines[2]


def test_im_03_a_workbook_of_rejects_goes_to_a_file(
    database: Database, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("ENTITY_TUI_STORE", str(database.url))
    monkeypatch.setenv("HOME", str(database.path.parent))
    assert _guarded(["rejects", "list", "--run", "1", "--json"]) in (0, None)
    assert json.loads(capfdbinary.readouterr().out)[0]["run"] == 1
    assert _guarded(["rejects", "list", "--run", "1", "--format", "xlsx"]) in (0, None)
    assert capfdbinary.readouterr().out[:2] == b"PK"
