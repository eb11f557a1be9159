"""A night's batch: every file recognised, in order, one run at a time (IM-01, IM-05, IM-07)."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from entity_tui.cli.main import _guarded
from entity_tui.demo.dirt import soil
from entity_tui.demo.generate import generate
from entity_tui.errors import EntityError, UsageError
from entity_tui.imports import recognise as recognise_module
from entity_tui.imports.feeds import FEEDS
from entity_tui.imports.recognise import feed_by_name, recognise, site_layouts
from entity_tui.imports.schedule_table import scheduled
from entity_tui.services.import_extract import Options
from entity_tui.services.night import Night, import_night, in_order
from entity_tui.services.sign_on import login
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.night_lock import NightRuns, night_lock
from entity_tui.store.schema import create_tables
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    SYSTEM,
    TODAY,
    employee,
    entity,
    module,
    query,
    write,
)

NOW = datetime(2026, 11, 20, 2, 10)
OWN = """\
feed = "acc"
delimiter = ","
[[record]]
fields = [
  { name = "tin", column = "EIN", type = "ein", required = true },
  { name = "name", column = "NAME", name_type = "primary", required = true },
]
"""


def _night(database: Database, folder: Path, layouts: Path | None = None, **more: object) -> Night:
    options = Options(today=TODAY, **more)  # type: ignore[arg-type]
    return import_night(database, SYSTEM, folder, options, layouts, now=NOW)


def _outcomes(night: Night) -> list[tuple[str, str]]:
    return [(done.file, done.outcome) for done in night.files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("name", "feed"),
    [
        ("e1-20261120.dat", "e1"), ("E1.20261120.TXT.gz", "e1"), ("ex-e1_2026-11-20.dat", "e1"),
        ("EX-EB.DAT", "eb"), ("e120261120.dat", "e1"), ("s1", "s1"), ("fin-night.zip", "fin"),
        ("E7 of today.txt", "e7"), ("acc.csv", "acc"),
        ("e10.dat", None), ("entities.dat", None), ("finland.csv", None), ("account.csv", None),
        ("my-e1.dat", None), ("e1x-20261120.dat", None),
    ],
)  # fmt: skip
def test_im_01_a_name_tells_its_feed_or_nothing(name: str, feed: str | None) -> None:
    found = feed_by_name(name)
    assert (found.name if found else None) == feed


def test_im_01_a_feed_of_the_schedule_that_is_not_imported_is_named_not_guessed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {**scheduled(), "lb1": scheduled()["e1"]}
    monkeypatch.setattr(recognise_module, "scheduled", lambda: table)
    (folder / "lb1-20261120.dat").write_text("anything\n")
    why = recognise(folder / "lb1-20261120.dat", []).why
    assert why.startswith("'lb1' is not a feed this program imports")


def test_im_01_every_extract_of_the_demo_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    for path in generate(tmp_path, 60, 1, TODAY):
        plain = tmp_path / f"without-a-name-{path.stat().st_ino}"
        path.rename(plain)
        found = recognise(plain, [])
        assert found.feed is not None and found.feed.name == path.name.split("-")[0], found.why
        assert found.as_of == TODAY


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"hello world\n", b"tin|name\n", b"\0\1\2\3" * 99, b"\xff\xfe\xff", b"FT|1\n",
     b"TRAILER|0|2026-11-20\n", b"PK\x03\x04broken", b"\x1f\x8bbroken"],
    ids=["empty", "one byte", "text", "half a header", "binary", "a mark", "a tag", "trailer",
         "broken zip", "broken gz"],
)  # fmt: skip
def test_im_01_what_fits_nothing_is_named_and_left(
    database: Database, folder: Path, data: bytes
) -> None:
    (folder / "some.file").write_bytes(data)
    night = _night(database, folder)
    assert _outcomes(night) == [("some.file", "unknown")] and night.files[0].why
    assert night.exit_code == 1
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    assert (folder / "some.file").read_bytes() == data


def test_im_01_the_truth_beside_a_dirty_demo_is_passed_over_and_named(
    database: Database, folder: Path
) -> None:
    soil(generate(folder, 5, 1, TODAY), 1, 0.0)
    night = _night(database, folder)
    assert night.exit_code == 0
    assert [done.file for done in night.files if done.outcome == "passed over"] == ["truth.json"]
    assert "what is wrong in the extracts of a demonstration" in night.files[-1].why


def test_im_01_several_nights_end_as_if_each_had_been_imported_in_its_time(
    tmp_path: Path, folder: Path
) -> None:
    """The names tell nothing here, and half of the files are packed."""
    days = [date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 20)]
    each, together = (Database(f"sqlite:///{tmp_path / name}.db") for name in ("each", "one"))
    for store in (each, together):
        create_tables(store, owner="tester")
    for number, day in enumerate(days):
        own = tmp_path / str(day)
        files = generate(own, 60, 1, day)
        feeds = sorted((path.name.split("-")[0] for path in files), key=list(FEEDS).index)
        for place, path in enumerate(files):
            data = path.read_bytes()
            name = f"{place * 7919 % 101:03d}-{number * 5 % 3}"
            (folder / name).write_bytes(gzip.compress(data) if place % 2 else data)
        assert _night(each, own).exit_code == 0
    night = _night(together, folder)
    assert night.exit_code == 0 and len(night.files) == len(days) * len(feeds)
    assert [done.as_of for done in night.files] == sorted(d for d in days for _ in feeds)
    assert [done.feed for done in night.files[: len(feeds)]] == feeds
    assert _digest(together) == _digest(each)
    each.close()
    together.close()


def _digest(database: Database) -> str:
    """The business content of a store as one hash."""
    with database.read() as connection:
        return digest(Raw(connection), SYSTEM)


def test_im_01_what_comes_after_a_younger_file_waits_for_it(folder: Path) -> None:
    """Entities dated a day before the only file of employees still come after it."""
    for name in ("e1-20261115.dat", "e5-20261116.dat", "e1-20261118.dat", "e5-20261118.dat"):
        (folder / name).write_text("")
    found, _ = in_order(folder)
    assert [one.path.name for one in found] == [
        "e5-20261116.dat", "e1-20261115.dat", "e5-20261118.dat", "e1-20261118.dat",
    ]  # fmt: skip


def test_im_01_one_refused_file_stops_only_what_comes_after_it(
    database: Database, folder: Path
) -> None:
    write(folder / "e5.dat", E5_COLUMNS, [employee()])
    write(folder / "e1.dat", E1_COLUMNS, [entity()], trailer=False)
    write(folder / "e2.dat", E2_COLUMNS, [module()])
    write(folder / "s1.dat", "area|code|meaning", ["27|101|SOMETHING"])
    night = _night(database, folder)
    found = {done.file: done for done in night.files}
    assert {name: done.outcome for name, done in found.items()} == {
        "s1.dat": "in", "e5.dat": "in", "e1.dat": "refused", "e2.dat": "left",
    }  # fmt: skip
    assert "trailer" in found["e1.dat"].why
    assert found["e2.dat"].why == "not tried: it comes after e1.dat, which was refused"
    assert night.exit_code == 2
    write(folder / "e1.dat", E1_COLUMNS, [entity()])
    again = _night(database, folder)
    assert again.exit_code == 0
    assert [d.imported.loaded for d in again.files if d.imported] == [0, 0, 1, 1]


def test_im_03_rejects_of_a_night_end_it_with_1(database: Database, folder: Path) -> None:
    write(folder / "e1.dat", E1_COLUMNS, [entity(), entity("x")])
    night = _night(database, folder)
    assert night.exit_code == 1 and night.files[0].imported is not None
    assert night.files[0].imported.rejected == night.open_rejects == 1
    with database.write() as connection:
        Raw(connection).execute("UPDATE import_reject SET state = 'left'")
    again = _night(database, folder)
    assert again.files[0].imported is not None
    assert (again.files[0].imported.rejected, again.open_rejects) == (1, 0)
    assert _night(database, folder, max_rejects="0", force=True).exit_code == 2


def test_im_06_a_night_that_is_tried_keeps_nothing(database: Database, folder: Path) -> None:
    write(folder / "e1.dat", E1_COLUMNS, [entity()])
    night = _night(database, folder, dry_run=True)
    assert night.files[0].imported is not None and night.files[0].imported.loaded == 1
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]


def test_im_02_the_sites_layouts_know_their_files_by_name_and_by_header(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "registry.toml").write_text(OWN)
    (folder / "registry-20261101.csv").write_text("EIN,NAME\n000000001,ONE\n")
    (folder / "unnamed").write_text("NAME,MORE,EIN\nTWO,x,000000002\n")
    (folder / "e1.dat").write_text("\n".join([E1_COLUMNS, entity(), "TRAILER|1|2026-11-20"]))
    night = _night(database, folder, layouts)
    assert [(d.file, d.feed, d.outcome) for d in night.files] == [
        ("registry-20261101.csv", "acc", "in"), ("e1.dat", "e1", "in"), ("unnamed", "acc", "in"),
    ]  # fmt: skip
    assert query(database, "SELECT name FROM person_name WHERE name IN ('ONE', 'TWO')")


def test_im_02_a_header_that_fits_two_layouts_is_told_and_left(
    folder: Path, tmp_path: Path
) -> None:
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "first.toml").write_text(OWN)
    (layouts / "second.toml").write_text(OWN)
    (folder / "unnamed").write_text("EIN,NAME\n000000001,ONE\n")
    found = recognise(folder / "unnamed", site_layouts(layouts))
    assert found.feed is None and found.why == "it could be first.toml or second.toml"


def test_im_02_a_wrong_layout_of_the_site_is_named_before_anything_is_read(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "bad.toml").write_text("feed = ")
    with pytest.raises(UsageError, match=r"bad\.toml"):
        _night(database, folder, layouts)
    with pytest.raises(UsageError, match="nowhere"):
        _night(database, folder / "nowhere")


def test_im_01_a_second_night_at_once_is_told_who_runs_since_when(
    database: Database, folder: Path
) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    with (
        night_lock(other, "lchen", NOW),
        pytest.raises(NightRuns, match=r"lchen, process \d+, since 2026-11-20 02:10") as told,
    ):
        _night(database, folder)
    assert told.value.exit_code == 2
    assert _night(database, folder).exit_code == 0
    other.close()


def test_im_01_a_single_import_beside_a_night_is_refused_the_same_way(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(store_url)
    create_tables(database, owner=login())
    file = write(tmp_path / "e5-20261120.dat", E5_COLUMNS, [employee()])
    words = ["import", "e5", str(file), "--store", store_url, "--today", "2026-11-20"]
    with night_lock(database, "lchen", NOW):
        assert _guarded(words) == 2
        assert "Another import is running (lchen, process " in capsys.readouterr().err
        assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    assert not _guarded(words)
    assert query(database, "SELECT count(*) FROM import_run") == [(1,)]
    database.close()


HOLDER = """
import sys, time
from datetime import datetime
from entity_tui.store.database import Database
from entity_tui.store.night_lock import night_lock
with night_lock(Database(sys.argv[1]), "lchen", datetime(2026, 11, 20)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_im_04_a_killed_night_leaves_no_lock_behind(database: Database, folder: Path) -> None:
    url = database.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", HOLDER, url], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(NightRuns):
            _night(database, folder)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    for _ in range(100):
        try:
            assert _night(database, folder).exit_code == 0
            return
        except NightRuns:  # the server notices a dead session a moment later
            time.sleep(0.05)
    pytest.fail("the lock is still held")


def test_im_01_only_an_administrator_imports_a_night(database: Database, folder: Path) -> None:
    from support.fake_desk import viewer

    with pytest.raises(EntityError, match="may not import"):
        import_night(database, viewer(), folder, Options(today=TODAY))


def test_im_07_the_command_prints_a_table_and_json_and_its_exit_code(
    tmp_path: Path, folder: Path
) -> None:
    from entity_tui.cli.main import app

    store = str(tmp_path / "store.db")
    run = CliRunner()
    assert run.invoke(app, ["store", "create", "--store", store]).exit_code == 0
    write(folder / "e5-20261120.dat", E5_COLUMNS, [employee()])
    (folder / "notes.txt").write_text("\x1b[31mred\n")
    words = ["import", "all", str(folder), "--store", store, "--today", "2026-11-20"]
    done = run.invoke(app, words)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0].split()[:4] == ["Feed", "File", "Read", "Loaded"]
    assert done.stdout.splitlines()[2].split()[:4] == ["E5", "e5-20261120.dat", "1", "1"]
    assert "notes.txt: unknown; " in done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    told = json.loads(run.invoke(app, [*words, "--json"]).stdout)
    assert (told["read"], told["unchanged"], told["exit_code"]) == (1, 1, 1)
    assert [one["outcome"] for one in told["files"]] == ["in", "unknown"]
    assert run.invoke(app, ["import", "all", "--store", store]).exit_code != 0


def test_im_01_what_is_no_whole_file_is_named_and_left(database: Database, folder: Path) -> None:
    write(folder / "e1-20261120.dat.part", E1_COLUMNS, [entity()])
    write(folder / "e1-20261120.dat~", E1_COLUMNS, [entity()])
    (folder / "e5-20261120.dat").symlink_to(folder / "nowhere")
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "e2.dat")
    (folder / "done").mkdir()
    night = _night(database, folder)
    assert {done.file: (done.outcome, done.why) for done in night.files} == {
        "done": ("passed over", "a directory: only the files beside it are imported"),
        "e1-20261120.dat.part":
            ("unknown", "it is still on its way: a file that ends in .part is not whole"),
        "e1-20261120.dat~": ("passed over", "an editor's copy of another file"),
        "e2.dat": ("unknown", "a pipe or a device, no file"),
        "e5-20261120.dat": ("unknown", "it leads nowhere"),
        "loop": ("unknown", "it leads nowhere"),
    }  # fmt: skip
    assert night.exit_code == 1
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]


def test_im_07_a_directory_without_an_extract_says_so(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store.db")
    _guarded(["store", "create", "--store", store])
    (folder / "readme").write_text("nothing here\n")
    _guarded(["import", "all", str(folder), "--store", store])
    assert "The directory holds no extract." in capsys.readouterr().err
