"""The command line as scripts use it: words, streams, exit codes (IM-07, UI-12, SE-05, SE-07)."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.importing import E1_COLUMNS, E2_COLUMNS, E5_COLUMNS, employee, entity, module, write

ROOT = Path(__file__).parents[2]


GROUPS = ("", "store", "batch", "rejects", "layout", "lists", "users", "time", "eom", "codes",
          "export")  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_ui_10_the_help_of_commands_is_told_whole_on_80_columns(group: str) -> None:
    words = [group] if group else []
    done = subprocess.run(
        [sys.executable, "-m", "entity_tui", *words, "--help"], capture_output=True, text=True,
        cwd=ROOT, env={**os.environ, "COLUMNS": "80"}, check=True,
    )  # fmt: skip
    heading = "Commands:" if group else "Find and work:"
    assert heading in done.stdout
    assert "..." not in done.stdout.partition(heading)[2]


@pytest.mark.parametrize("group", GROUPS[1:])
def test_ui_10_a_group_without_a_command_prints_its_help(group: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "entity_tui", group], capture_output=True, text=True,
        cwd=ROOT, check=False,
    )  # fmt: skip
    assert "Commands:" in done.stdout + done.stderr
    assert done.returncode == 3


def test_ui_10_store_user_and_day_stand_last_in_the_help_of_each_command_that_takes_them() -> None:
    from typer.main import get_command

    from entity_tui.cli.main import app

    groups = get_command(app).commands.values()
    commands = [one for group in groups for one in getattr(group, "commands", {"": group}).values()]
    shared = ("store", "as_user", "today")
    taking = 0
    for command in commands:
        names = [parameter.name for parameter in command.params]
        taken = [name for name in shared if name in names]
        assert names[len(names) - len(taken) :] == taken, command.name
        taking += bool(taken)
    assert taking > 50


class Program:
    """`entity-tui` on one store, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store.db"

    def __call__(self, *words: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "entity_tui", *words], input=stdin, capture_output=True,
            cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder),
                                  "ENTITY_TUI_STORE": f"sqlite:///{self.store}", "COLUMNS": "200"},
            timeout=120, check=False,
        )  # fmt: skip
        text = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )
        assert "Traceback" not in text.stderr, text.stderr
        return text


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("commands")
    run = Program(folder)
    assert run("store", "create").returncode == 0
    hostile = "\x1b[31m[/]\u202eEVIL CO"
    rows = [entity(), entity("000000012", name="=CMD+CALC"), entity("222222222", name=hostile)]
    write(folder / "e5-20261120.dat", E5_COLUMNS, [employee()])
    write(folder / "e1-20261120.dat", E1_COLUMNS, rows)
    write(folder / "e2-20261120.dat", E2_COLUMNS, [module(), module("999999999")])
    for feed in ("e5", "e1", "e2"):
        run("import", feed, f"{feed}-20261120.dat")
    return run


def test_im_07_counts_are_json_for_scripts_and_the_exit_code_tells_of_rejects(
    program: Program,
) -> None:
    write(program.folder / "more.dat", E1_COLUMNS, [entity("333333333"), "bad line"])
    done = program("import", "E1", "more.dat", "--json", "--as-of", "2026-11-20")
    assert done.returncode == 1
    counts = json.loads(done.stdout)
    assert {name: counts[name] for name in ("read", "loaded", "unchanged", "superseded", "waiting",
                                            "rejected")} == {
        "read": 2, "loaded": 1, "unchanged": 0, "superseded": 0, "waiting": 0, "rejected": 1,
    }  # fmt: skip
    assert counts["files"][0]["rejects"][0]["line"] == 3


def test_im_01_standard_input_and_names_of_feeds_in_any_case(program: Program) -> None:
    data = (program.folder / "e1-20261120.dat").read_bytes()
    done = program("import", "EX-E1", "-", "--json", stdin=data)
    assert done.returncode == 0 and json.loads(done.stdout)["unchanged"] == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "e1", "missing.dat"), 2, "missing.dat"),
        (("import", "zz", "missing.dat"), 3, "not a feed"),
        (("import", "e1", "x", "--as-of", "yesterday"), 3, "--as-of"),
        (("find", "--no-such-option"), 3, "No such option"),
        (("find", "x", "--name", "y"), 3, "not both"),
        (("find", "--name", "a", "--phone", "4"), 2, "Phone stands alone"),
        (("find",), 2, "Type something"),
        (("find", "x", "--as", "lchen"), 2, "demonstration store only"),
        (("show", "000-00-0001"), 2, "Nothing found"),
        (("--store", "nowhere.db", "find", "x"), 4, "There is no store"),
        (("--store", "nowhere.db", "find", "x", "--name", "y"), 3, "not both"),
        (("--store", "store.db", "find", "x", "--store", "nowhere.db"), 4, "nowhere.db"),
        (("--store", "oracle://x", "find", "x"), 4, "does not name a store"),
        (("find", "x", "--today", "soon"), 3, "--today"),
        (("--today", "soon", "eom", "board", "2026-10"), 3, "--today"),
        (("batch", "list", "--as", "lchen"), 3, "No such option"),
        ((), 2, "needs a terminal"),
        (("demo", "--no-open", "--taxpayers", "5", "--store", "store.db"), 4, "real store"),
    ],
)
def test_im_07_every_refusal_has_its_exit_code_and_says_why(
    program: Program, words: tuple[str, ...], code: int, said: str
) -> None:
    done = program(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_file_that_is_no_store_is_refused_kindly(program: Program) -> None:
    (program.folder / "text.db").write_text("this is not a database, it is a letter\n" * 40)
    done = program("--store", "text.db", "find", "x")
    assert done.returncode == 4 and "text.db" in done.stderr


def test_the_store_option_stands_before_or_after_the_command(program: Program) -> None:
    for words in (
        ("--store", "store.db", "find", "delta"),
        ("find", "delta", "--store", "store.db"),
    ):
        assert "DELTA FREIGHT LLC" in program(*words).stdout


def test_cc_05_find_by_each_field_and_count_persons(program: Program) -> None:
    for words in (
        ("--name", "%freight"), ("--id-type", "ein", "--id", "12-345"), ("--city", "oak"),
        ("--address", "1 main", "--postal", "946"), ("12-3456789",), ("delta%llc",),
    ):  # fmt: skip
        assert "DELTA FREIGHT LLC" in program("find", *words).stdout, words
    assert program("find", "--name", "%", "--count").stdout.strip() in {"3", "4"}
    nothing = program("find", "nobody of this name")
    assert nothing.returncode == 0 and "nothing found" in nothing.stderr
    assert nothing.stdout == "", "no heading without rows"


def test_ui_12_tables_csv_and_json_hold_the_same_rows(program: Program) -> None:
    rows = json.loads(program("find", "--city", "oak", "--format", "json").stdout)
    assert rows == json.loads(program("find", "--city", "oak", "--json").stdout)
    listed = list(
        csv.DictReader(io.StringIO(program("find", "--city", "oak", "--format", "csv").stdout))
    )
    assert [row["id"] for row in rows] == [row["id"] for row in listed]
    assert "000000012" in {row["id"] for row in rows}, "leading zeros survive"


def test_se_07_nothing_live_reaches_the_terminal_or_a_spreadsheet(program: Program) -> None:
    for words in (("find", "--city", "oak"), ("find", "--city", "oak", "--format", "csv"),
                  ("find", "--city", "oak", "--format", "json"),
                  ("show", "22-2222222")):  # fmt: skip
        done = program(*words)
        assert done.stdout and "\x1b" not in done.stdout and "\u202e" not in done.stdout
    cells = program("find", "--city", "oak", "--format", "csv").stdout
    assert "'=CMD+CALC" in cells and "\n=CMD" not in cells


def test_se_05_identifiers_are_masked_unless_revealed(program: Program) -> None:
    assert "**-***6789" in program("find", "delta").stdout
    assert "12-3456789" not in program("find", "delta").stdout
    assert "12-3456789" in program("find", "delta", "--reveal").stdout
    assert "**-***6789" in program("show", "12-3456789").stdout


def test_cc_34_show_prints_the_case_and_the_modules(program: Program) -> None:
    shown = program("show", "12-3456789").stdout
    for part in ("DELTA FREIGHT LLC", "2703-1207 CHEN, LI", "601 LLC - In Business", "202603",
                 "1,204.50", "1 MAIN ST, OAKLAND CA 94601"):  # fmt: skip
        assert part in shown
    page = json.loads(program("show", "12-3456789", "--json").stdout)
    assert page["current_balance"] == 120450


def test_the_store_describes_itself_and_proves_itself_sound(program: Program) -> None:
    facts = json.loads(program("store", "info", "--json").stdout)
    assert facts["waiting"] == 1 and facts["employees"] == 1 and facts["demo"] is False
    assert program("store", "reindex").returncode == 0
    done = program("store", "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "sound" in done.stderr
    told = json.loads(program("store", "check", "--json").stdout)
    assert told == {"sound": True, "findings": []}
    plain = dict(line.split(None, 1) for line in program("store", "info").stdout.splitlines())
    assert plain["demo"] == "no" and "T" not in plain["created"]


def test_store_check_finds_damage(program: Program, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    damaged = tmp_path / "damaged.db"
    shutil.copy(program.store, damaged)
    connection = sqlite3.connect(damaged)
    connection.execute("UPDATE person_name SET search_key = 'changed behind its back'")
    connection.execute("UPDATE import_run SET loaded = loaded + 1")
    connection.commit()
    connection.close()
    done = program("store", "check", "--store", str(damaged))
    assert done.returncode == 1
    assert "do not add up" in done.stdout and len(done.stdout.splitlines()) >= 2


def test_im_10_the_demo_comes_through_the_same_imports_and_can_be_repeated(
    program: Program, tmp_path: Path
) -> None:
    store = str(tmp_path / "demo.db")
    words = ("demo", "--taxpayers", "120", "--no-open", "--store", store, "--as-of", "2026-11-20")
    first = program(*words)
    files = len(first.stdout.splitlines())
    assert first.returncode == 0 and first.stdout.count("rejected 0") == files >= 5
    again = program(*words)
    assert again.returncode == 0 and again.stdout.count("= loaded 0") == files
    listed = program("users", "list", "--format", "json", "--store", store).stdout
    assert program("users", "list", "--json", "--store", store).stdout == listed
    people = json.loads(listed)
    assert {"mrivera", "jpark", "lchen", "admin"} <= {row["user"] for row in people}
    assert set(people[0]) == {"user", "name", "employee", "role", "prefix"}
    refused = program("find", "smith", "--as", "lchen", "--store", store)
    assert refused.returncode == 2 and "export" in refused.stderr


def test_doctor_and_keys_print_plainly(program: Program) -> None:
    assert "sqlite" in program("doctor").stdout
    assert json.loads(program("manual", "--json").stdout)[0]["page"]
    looked = json.loads(program("doctor", "--json").stdout)
    assert {"what", "good", "said"} == set(looked[0])
    keys = program("keys").stdout
    assert "F8" in keys and "F12" in keys


def test_the_version_loads_nothing_and_help_does_not_load_textual() -> None:
    for words, forbidden in (
        (["--version"], {"typer", "textual", "sqlmodel"}),
        (["--help"], {"textual", "sqlmodel"}),
        (["find", "--help"], {"textual", "sqlmodel"}),
        (["find", "x", "--store", "none.db"], {"textual"}),
    ):
        script = (
            f"import sys; sys.argv = ['entity-tui', *{words!r}]\n"
            "import entity_tui.__main__ as m\n"
            "try: m.main()\nexcept SystemExit: pass\n"
            f"print(sorted({forbidden!r} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                              cwd=ROOT, check=False)  # fmt: skip
        assert done.stderr.strip().splitlines()[-1] == "[]", (words, done.stderr)


def test_a_file_the_system_refuses_is_named_with_its_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from entity_tui.cli.edge import guarded

    def refused() -> object:
        raise PermissionError(13, "Permission denied", "/srv/office/.store.db.night")

    assert guarded(refused) == 4
    assert capsys.readouterr().err == "/srv/office/.store.db.night: Permission denied\n"


def test_st_01_a_store_that_cannot_be_made_names_the_place_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from entity_tui.cli.main import _guarded

    (tmp_path / "file").write_text("")
    assert _guarded(["store", "create", "--store", str(tmp_path / "file" / "store.db")]) == 4
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path / 'file'}") and "no store was made" in told
    assert "unforeseen" not in told


def test_an_unforeseen_error_is_told_plainly_and_its_place_kept_privately(
    program: Program, tmp_path: Path
) -> None:
    script = (
        "import entity_tui.cli.main as m\n"
        "import entity_tui.keymap_text as keymap_text\n"
        "def broken(): raise RuntimeError('secret 123-45-6789')\n"
        "keymap_text.printed = broken\nm.run(['keys'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 4 and "Traceback" not in done.stderr
    (log,) = tmp_path.rglob("entity-tui.log")
    assert log.stat().st_mode & 0o777 == 0o600
    assert "RuntimeError" in log.read_text() and "secret" not in log.read_text() + done.stderr
