"""`entity-tui lists`: lists in the shell, exported where the profile may (CC-15, SE-05, UI-12)."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.services.desk import Desk
from entity_tui.services.sign_on import login
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from support.importing import E1_COLUMNS, entity, load, write

ROOT = Path(__file__).parents[2]


class Run:
    """`entity-tui` on one store, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, f"sqlite:///{folder / 'store.db'}"

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "entity_tui", *words], capture_output=True, text=True,
            cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder),
                                  "ENTITY_TUI_STORE": self.url}, timeout=120, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("lists")
    run = Run(folder)
    assert run("store", "create").returncode == 0
    database = Database(run.url)
    rows = [entity("12000000" + str(n), f"DELTA {n} LLC") for n in range(3)]
    load(database, "e1", write(folder / "e1.dat", E1_COLUMNS, rows))
    viewer = Viewer(login(), "N", (Grant(Role.ADMINISTRATOR, "", date.min),), export=True)
    desk = Desk(database, viewer, Settings(run.url))
    number = desk.lists.keep("Week 47", "delta", desk.find_line("delta", False).hits).list_id
    desk.lists.mark(number, 1, True)
    desk.close()
    return run


def may_export(run: Run, yes: bool) -> None:
    database = Database(run.url)
    with database.write() as connection:
        Raw(connection).execute(
            "INSERT INTO app_user (user_id, name, sensitive, export, created_at) "
            "VALUES (?, 'N', TRUE, ?, 0) ON CONFLICT (user_id) DO UPDATE SET export = ?",
            (login(), yes, yes),
        )
    database.close()


def test_cc_15_the_lists_are_listed_with_their_progress(run: Run) -> None:
    done = run("lists", "list", "--format", "json")
    (line,) = json.loads(done.stdout)
    assert (line["Name"], line["Entries"], line["Done"], line["Asked"]) == (
        "Week 47",
        3,
        1,
        "delta",
    )


def test_cc_15_a_list_leaves_as_csv_or_json_with_masked_identifiers(run: Run) -> None:
    may_export(run, True)
    done = run("lists", "export", "Week 47")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["name"] for row in rows] == ["DELTA 0 LLC", "DELTA 1 LLC", "DELTA 2 LLC"]
    assert [row["done"] for row in rows] == ["yes", "no", "no"]
    assert rows[0]["id"] == "**-***0000"
    assert done.stderr.strip() == "Week 47: 1 of 3 done"
    whole = json.loads(run("lists", "export", "Week 47", "--format", "json", "--reveal").stdout)
    assert whole[0]["id"] == "120000000"


def test_se_05_who_may_not_export_gets_nothing_by_a_pipe_either(run: Run) -> None:
    may_export(run, False)
    for words in (("export", "Week 47"), ("show", "Week 47")):
        done = run("lists", *words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "may not export" in done.stderr


def test_cc_14_a_near_name_is_told_in_a_table_and_never_in_a_file_for_programs(run: Run) -> None:
    may_export(run, True)
    table = run("find", "detla")
    assert "DELTA 0 LLC" in table.stdout
    assert "no exact match: 3 similar names" in table.stderr
    for form in ("csv", "json"):
        done = run("find", "detla", "--format", form)
        assert "DELTA" not in done.stdout
        assert "no exact match: 3 similar names (--format table shows them)" in done.stderr
    assert run("show", "detla").returncode == 2


def test_cc_15_a_list_that_is_not_there_is_said(run: Run) -> None:
    may_export(run, True)
    done = run("lists", "show", "Week 48")
    assert (done.returncode, done.stdout) == (2, "")
    assert "You have no list 'Week 48'" in done.stderr


def test_cc_12_the_shell_reads_numbers_as_they_are_shown(run: Run) -> None:
    may_export(run, True)
    for text in ("12-0000001", "120-00-0001", "120000001V", "12\u20130000001", "EIN 12-0000001"):
        done = run("show", text)
        assert "DELTA 1 LLC" in done.stdout, (text, done.stderr)
    done = run("find", "--id-type", "SSN", "--id", "120-00-0001", "--format", "json")
    (hit,) = json.loads(done.stdout)
    assert (hit["name"], hit["match"]) == ("DELTA 1 LLC", "exact")
    account = hit["account"]
    assert "DELTA 1 LLC" in run("show", account).stdout
    wrong = next(
        text for digit in range(10)
        if "check digit" in run("find", "--account", text := f"{account}-{digit}").stderr
    )  # fmt: skip
    for words in (("show", wrong), ("find", wrong)):
        done = run(*words)
        assert done.returncode == 2
        assert "check digit of account" in done.stderr


def test_cc_14_the_shell_counts_exact_matches_or_else_variants(run: Run) -> None:
    may_export(run, True)
    assert run("find", "delta 1", "--count").stdout == "1\n"
    assert run("find", "the delta", "--count").stdout == "3\n"
    done = run("find", "the delta 1", "--format", "csv")
    assert done.stdout.splitlines()[1].endswith(",points")
    table = run("find", "the delta 1")
    assert "~ DELTA 1 LLC" in table.stdout
    assert "no exact, 1 variant, read as name, tried too: " in table.stderr
