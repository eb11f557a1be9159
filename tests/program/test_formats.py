"""The same tables in the shell in every format, and who may have them (UI-12, SE-05, SE-07)."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from entity_tui.reports.export.sheet import LONGEST, workbook
from support.demo_office import PROGRAM, Office, demo_office
from support.terminal import Terminal

_BY_NAME = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("office"), taxpayers=200)


def bytes_of(office: Office, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *words, "--store", str(office.store)],
        env={**os.environ, **office.environment}, capture_output=True, check=False,
    )  # fmt: skip


def read(book: bytes) -> list[list[str | float]]:
    """The cells of the first sheet; numbers as numbers, strings as they stand in their cells."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not any(
            "externalLink" in name or "macro" in name.lower() for name in parts.namelist()
        )
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"hyperlink" not in sheet
    rows = []
    for row in ElementTree.fromstring(sheet).iter(f"{_SHEET}row"):
        cells: list[str | float] = []
        for cell in row:
            text = "".join(part.text or "" for part in cell.iter(f"{_SHEET}t"))
            column = ord((cell.get("r") or "A")[0]) - ord("A")
            cells += [""] * (column - len(cells))
            inline = cell.get("t") == "inlineStr"
            cells.append(text if inline else float(cell.findtext(f"{_SHEET}v") or ""))
        rows.append(cells)
    return rows


def test_ui_12_a_workbook_holds_the_rows_of_the_csv(office: Office) -> None:
    book = read(bytes_of(office, "find", "s", "--format", "xlsx").stdout)
    text = bytes_of(office, "find", "s", "--format", "csv").stdout.decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(book) == len(rows) > 5
    assert book[0] == rows[0]
    at = rows[0].index("balance")
    for found, expected in zip(book[1:], rows[1:], strict=True):
        assert found[:at] == [value.removeprefix("'") for value in expected[:at]]
        assert Decimal(str(found[at])) == Decimal(expected[at] or "0")


def test_se_07_nothing_in_a_workbook_is_a_formula_a_link_or_a_control() -> None:
    hostile = ["=1+1", "http://x.example", "\x1b[31m", "007", "@SUM(A1)", "-1", "x" * 40_000]
    book = io.BytesIO()
    assert workbook(("a", "b"), [(text, Decimal("1.50")) for text in hostile], book) == 7
    rows = read(book.getvalue())
    told = [row[0] for row in rows[1:]]
    assert told == ["=1+1", "http://x.example", "␛[31m", "007", "@SUM(A1)", "-1", "x" * LONGEST]
    assert [row[1] for row in rows[1:]] == [1.5] * 7


@pytest.mark.parametrize(
    "words", [("keys",), ("manual", "zones"), ("users", "list"), ("find", "s")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_ui_12_lists_come_in_every_format(office: Office, words: tuple[str, ...]) -> None:
    store = () if words[0] in {"keys", "manual"} else ("--store", str(office.store))

    def run(form: str) -> bytes:
        done = subprocess.run([*PROGRAM, *words, "--format", form, *store], capture_output=True,
                              env={**os.environ, **office.environment}, check=True)  # fmt: skip
        return done.stdout

    rows = json.loads(run("json"))
    assert rows and len(list(csv.DictReader(io.StringIO(run("csv").decode())))) == len(rows)
    assert len(read(run("xlsx"))) == len(rows) + 1
    assert run("table").decode().count("\n") > 3


def test_im_11_a_whole_table_leaves_in_every_format_with_the_same_rows(
    office: Office, tmp_path: Path
) -> None:
    """The right to export is given first: nobody has it by being somebody."""
    refused = bytes_of(office, "export", "table", "obligation", "--as", "jpark")
    assert refused.returncode == 2 and b"users rights USER --export" in refused.stderr
    office.run("users", "rights", "jpark", "--export")
    text = bytes_of(office, "export", "table", "obligation", "--as", "jpark").stdout.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) > 20 and Decimal(rows[0]["assessed"] or "0") >= 0
    lines = tmp_path / "obligation.jsonl"
    told = office.run("export", "table", "obligation", "--as", "jpark", "--format", "jsonl",
                      "--out", str(lines))  # fmt: skip
    assert told == "" and lines.stat().st_mode & 0o777 == 0o600
    found = [json.loads(line, parse_float=Decimal) for line in lines.read_text().splitlines()]
    as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in found]
    assert as_text == rows
    book = read(bytes_of(office, "export", "table", "obligation", "--as", "jpark",
                         "--format", "xlsx").stdout)  # fmt: skip
    assert book[0] == list(rows[0]) and len(book) == len(rows) + 1


def test_im_11_a_table_nobody_knows_leaves_no_file(office: Office, tmp_path: Path) -> None:
    there = tmp_path / "x.csv"
    there.write_text("as it was")
    done = bytes_of(office, "export", "table", "search_row", "--out", str(there))
    assert done.returncode == 3 and b"no table 'search_row' for you" in done.stderr
    assert there.read_text() == "as it was" and list(tmp_path.iterdir()) == [there]
    nowhere = bytes_of(office, "export", "table", "person", "--out", str(tmp_path / "no" / "x"))
    assert nowhere.returncode in (2, 3) and b"Traceback" not in nowhere.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_im_11_where_there_is_no_room_that_is_said_in_one_line(office: Office, form: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "export", "table", "taxpayer", "--format", form, "--store",
             str(office.store)],
            env={**os.environ, **office.environment}, stdout=full, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr.decode() == "No space left on device: what was written is not whole.\n"


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_im_11_a_reader_that_goes_away_ends_it_quietly(office: Office, form: str) -> None:
    words = ["export", "table", "change_log", "--format", form, "--store", str(office.store)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, *words], env={**os.environ, **office.environment}, stdout=writing,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_im_11_the_tables_that_may_leave_are_told(office: Office) -> None:
    mine = json.loads(office.run("export", "tables", "--as", "jpark", "--format", "json"))
    names = {row["table"]: row["holds"] for row in mine}
    assert names["obligation"].startswith("A module.")
    assert not {"change_log", "audit_entry", "search_row"} & set(names)
    every = json.loads(office.run("export", "tables", "--format", "json"))
    assert "change_log" in {row["table"] for row in every}


def test_ui_12_show_has_every_format_too(office: Office) -> None:
    account = office.found("s")[0]["account"]
    page = json.loads(bytes_of(office, "show", account, "--format", "json").stdout)
    listed = dict(csv.reader(io.StringIO(
        bytes_of(office, "show", account, "--format", "csv").stdout.decode())))  # fmt: skip
    assert listed["person.name"] == page["person"]["name"]
    assert read(bytes_of(office, "show", account, "--format", "xlsx").stdout)[0] == [
        "field",
        "value",
    ]
    assert page == json.loads(bytes_of(office, "show", account, "--json").stdout)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "table"])
def test_se_05_without_the_right_to_export_nothing_leaves_the_terminal(
    office: Office, form: str
) -> None:
    for words in (("find", "s"), ("show", office.found("s")[0]["account"])):
        done = bytes_of(office, *words, "--format", form, "--as", "mrivera")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"may not export" in done.stderr


def test_ui_12_a_workbook_on_a_terminal_is_refused_kindly(office: Office) -> None:
    command = [*PROGRAM, "find", "s", "--format", "xlsx", "--store", str(office.store)]
    with Terminal(command, environment=office.environment) as terminal:
        assert terminal.finish() == 3
        assert "A workbook goes to a file" in terminal.text


def test_ui_12_the_shell_is_taught_to_complete(office: Office) -> None:
    done = subprocess.run(
        [*PROGRAM, "--show-completion", "bash"], capture_output=True, text=True, check=False,
        env={**os.environ, **office.environment, _BY_NAME: "1"},
    )  # fmt: skip
    assert re.search(r"complete .*entity-tui", done.stdout), done
    words = {
        "_ENTITY_TUI_COMPLETE": "complete_bash",
        "COMP_WORDS": "entity-tui us",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([*PROGRAM], capture_output=True, text=True, check=False,
                          env={**os.environ, **office.environment, **words})  # fmt: skip
    assert done.stdout.split() == ["users"]


def test_ui_15_preferences_of_others_are_reset_and_copied_by_an_administrator_alone(
    office: Office,
) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = bytes_of(office, "users", "preferences", *words)
        return done.returncode, (done.stdout + done.stderr).decode()

    assert run("lchen", "--format", "json") == (0, "[]\n")
    assert run("lchen", "--copy-from", "nobody")[0] == 2
    assert run("lchen", "--reset") == (0, "lchen: 0 preferences are as the house has them.\n")
    code, said = run("mrivera", "--reset", "--as", "lchen")
    assert code == 2 and "Only an administrator" in said
    assert run("lchen", "--reset", "--copy-from", "mrivera")[0] == 3
