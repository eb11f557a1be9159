"""`export ctrs` and `export als`: whole files by their layouts, in scope, recorded (EX-OUT1, 2)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.viewer import Grant, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.paths import data_root
from entity_tui.services.export_files import Outgoing, reporting_month
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    E5_COLUMNS,
    SYSTEM,
    TODAY,
    employee,
    entity,
    load,
    module,
    write,
)
from support.weekly import extract, listed

MANAGER = Viewer("mgr", "Manager", (Grant("group manager", "270312", date.min),), export=True)
CHIEF = replace(SYSTEM, user="chief")


@pytest.fixture
def stocked(database: Database, tmp_path: Path) -> Database:
    """Two groups' time and cases, and an account on a list."""
    folder = tmp_path / "in"
    folder.mkdir()
    staff = [employee(), employee("other", assignment="27041107")]
    load(database, "e5", write(folder / "e5.dat", E5_COLUMNS, staff))
    cases = [entity(), entity("222222222", "NEW LLC", assignment="27041107")]
    load(database, "e1", write(folder / "e1.dat", E1_COLUMNS, cases))
    load(database, "e2", write(folder / "e2.dat", E2_COLUMNS, [module()]))
    codes = ["27031207|2026-11-18|809|4.5", "27031207|2026-11-19|809|1.25",
             "27041107|2026-11-19|611|8.0", "27031207|2026-10-20|809|8.0"]  # fmt: skip
    load(database, "e8", write(folder / "e8.dat", "assignment|day|code|hours", codes))
    hours = "tin|tin_type|assignment|day|hours|code"
    line = "123456789|EIN|27031207|2026-11-19|3.5|"
    load(database, "e7", write(folder / "e7.dat", hours, [line]))
    rows = (listed(tdas="1", balance="1204.50"), listed(tin="333333333", name="ELSE", state="NY"))
    load(database, "dial42", extract(folder, "dial42", *rows))
    return database


def _out(database: Database, viewer: Viewer) -> Outgoing:
    return Outgoing(database, viewer, ReadAudit(database), fixed_clock(TODAY))


class _Told(ReadAudit):
    """Keeps what an audit is told."""

    def __init__(self) -> None:
        self.acts: list[tuple[str, str]] = []

    def record(self, viewer: Viewer, action: str, subject: str = "", **facts: Any) -> None:
        self.acts.append((action, subject))


def _lines(path: Path) -> list[str]:
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_text(encoding="ascii").splitlines()


def test_ex_out1_the_files_of_a_month_say_that_it_is_not_approved(
    stocked: Database, tmp_path: Path
) -> None:
    written = _out(stocked, CHIEF).ctrs("2026-11", "", tmp_path, True)
    time, inventory, activity = (_lines(one.path) for one in written)
    assert [one.records for one in written] == [2, 2, 0]
    assert time == [
        "HEADER|2026-11-27|UNAPPROVED|202611",
        "202611|270312|27031207|101|9.25",
        "202611|270411|27041107|611|8.00",
        "TRAILER|2|2026-11-27",
    ], "time on a case with a TDA and the 809 of a group with one TDA count under 101"
    assert inventory[1] == "202611|270312|27031207|12|open|1|1|0"
    assert activity == ["HEADER|2026-11-27|UNAPPROVED|202611", "TRAILER|0|2026-11-27"]


def test_ex_out1_the_sums_stand_only_beside_a_whole_set(
    stocked: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two renames: there is no list of sums, and the next export has one again."""
    out, folder = _out(stocked, CHIEF), tmp_path / "out"
    folder.mkdir()
    out.ctrs("2026-11", "", folder, True)
    seal = folder / "ctrs-2026-11.sha256"
    names = [line.split("  ")[1] for line in _lines(seal)]
    assert sorted([*names, seal.name]) == sorted(path.name for path in folder.iterdir())
    for line in _lines(seal):
        told, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told
    replace_one = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if "inventory" in target.name:
            raise KeyboardInterrupt
        return replace_one(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            out.ctrs("2026-11", "", folder, True)
    assert not seal.exists()
    out.ctrs("2026-11", "", folder, True)
    assert seal.exists()


def test_ex_out1_a_manager_exports_the_own_group_alone(stocked: Database, tmp_path: Path) -> None:
    out = _out(stocked, MANAGER)
    (time, *_) = out.ctrs("2026-11", "", tmp_path, True)
    assert {line.split("|")[1] for line in _lines(time.path)[1:-1]} == {"270312"}
    (own, *_) = out.ctrs("2026-11", "270312", tmp_path, True)
    assert own.path.name == "ctrs-time-2026-11-270312.dat" and own.records == 1
    with pytest.raises(EntityError, match="outside your profile"):
        out.ctrs("2026-11", "270411", tmp_path)


def test_ex_out2_als_gets_the_lists_in_the_scope_of_who_exports(
    stocked: Database, tmp_path: Path
) -> None:
    (all_of_them,) = _out(stocked, CHIEF).als(tmp_path)
    assert all_of_them.path.name == "als-dial-20261120.dat" and all_of_them.records == 2
    first = _lines(all_of_them.path)[1]
    assert first == ("123456789|EIN|DELTA FREIGHT LLC|TDA|queue|27007000|24|12|101|a|2026-11-14|1"
                     "|1204.50|")  # fmt: skip
    (area,) = _out(stocked, MANAGER).als(tmp_path)
    assert area.records == 1


def test_se_05_without_the_right_to_export_nothing_leaves_and_the_attempt_is_recorded(
    stocked: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for viewer, what in ((replace(MANAGER, export=False), "ctrs"),
                         (replace(MANAGER, export=False), "als"),
                         (replace(MANAGER, sensitive=False), "als")):  # fmt: skip
        told = _Told()
        out = Outgoing(stocked, viewer, told, fixed_clock(TODAY))
        with pytest.raises(EntityError, match="profile"):
            out.als(folder) if what == "als" else out.ctrs("2026-11", "", folder, True)
        assert [action for action, _ in told.acts] == ["export refused"]
    assert list(folder.iterdir()) == []


def test_ex_out_every_export_is_recorded_before_anything_is_read(
    stocked: Database, tmp_path: Path
) -> None:
    told = _Told()
    out = Outgoing(stocked, CHIEF, told, fixed_clock(TODAY))
    out.ctrs("2026-11", "270312", tmp_path, True)
    out.als(tmp_path)
    assert told.acts == [("export ctrs", "270312"), ("export als", "")]


def test_ex_out_a_value_the_sites_encoding_lacks_leaves_no_file_at_all(
    stocked: Database, tmp_path: Path
) -> None:
    folder, layouts = tmp_path / "out", tmp_path / "layouts"
    folder.mkdir()
    layouts.mkdir()
    ours = (data_root() / "layouts" / "out" / "als.toml").read_text(encoding="utf-8")
    (layouts / "als.toml").write_text(ours.replace('"utf-8"', '"ascii"'))
    (folder / "als-dial-20261120.dat").write_text("the one of before")
    load(stocked, "e1", write(tmp_path / "x.dat", E1_COLUMNS, [entity(name="CAF\xc9 SOL")]))
    with pytest.raises(EntityError, match="line 2, field name"):
        Outgoing(stocked, CHIEF, ReadAudit(stocked), fixed_clock(TODAY), layouts).als(folder)
    assert [path.read_text() for path in folder.iterdir()] == ["the one of before"]
    _out(stocked, CHIEF).als(folder)
    assert "CAF\xc9 SOL" in (folder / "als-dial-20261120.dat").read_text(encoding="utf-8")


def test_ex_out_a_place_that_cannot_be_written_is_told(stocked: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EntityError, match=r"Not a directory|File exists"):
        _out(stocked, CHIEF).ctrs("2026-11", "", tmp_path / "file" / "nowhere", True)


def test_ex_out_a_missing_directory_is_created(stocked: Database, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deeper"
    written = _out(stocked, CHIEF).ctrs("2026-11", "", folder, True)
    assert all(one.path.parent == folder and one.path.exists() for one in written)


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 9)])
def test_ex_out1_the_day_of_export_is_in_no_file(
    stocked: Database, tmp_path: Path, day: date
) -> None:
    first = _out(stocked, CHIEF).ctrs("2026-11", "", tmp_path / "a", True)
    later = Outgoing(stocked, CHIEF, ReadAudit(stocked), fixed_clock(day))
    second = later.ctrs("2026-11", "", tmp_path / "b", True)
    assert [one.path.read_bytes() for one in first] == [one.path.read_bytes() for one in second]
    assert all(_lines(one.path)[0].split("|")[1] == "2026-11-27" for one in second)


@pytest.mark.parametrize("prefix", ["27", "2703", "270312"])
def test_ex_out1_an_area_or_territory_is_exported_alone(
    stocked: Database, tmp_path: Path, prefix: str
) -> None:
    written = _out(stocked, CHIEF).ctrs("2026-11", prefix, tmp_path, True)
    assert written[0].path.name == f"ctrs-time-2026-11-{prefix}.dat"
    for one in written[:-1]:
        assert all(line.split("|")[2].startswith(prefix) for line in _lines(one.path)[1:-1])


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("27", "27"), ("2703", "2703"), ("270312", "270312"), ("2703-12", "270312"),
        ("2703 12", "270312"), ("2703\u201112", "270312"), ("2703\u201312", "270312"),
        (" 2703-12 ", "270312"), ("2703-12\u00a0", "270312"), ("\u200b270312", "270312"),
    ],
)  # fmt: skip
def test_ex_out1_a_unit_is_read_as_it_is_printed(
    stocked: Database, tmp_path: Path, typed: str, unit: str
) -> None:
    """EX-OUT1: the number of a group has a dash wherever the program shows it."""
    written = _out(stocked, CHIEF).ctrs("2026-11", typed, tmp_path, True)
    assert written[0].path.name == f"ctrs-time-2026-11-{unit}.dat"


@pytest.mark.parametrize(
    "prefix", ["2703-1207", "27-03", "2", "270", "27031", "2703121", "ab", "28"]
)
def test_ex_out1_what_is_no_place_of_the_profile_is_refused(
    stocked: Database, tmp_path: Path, prefix: str
) -> None:
    chief = replace(CHIEF, grants=MANAGER.grants)
    with pytest.raises(EntityError, match=r"--group takes|outside your profile"):
        _out(stocked, chief).ctrs("2026-11", prefix, tmp_path, True)


def test_tm_01_a_month_the_calendar_lacks_is_refused(stocked: Database, tmp_path: Path) -> None:
    with stocked.read() as connection:
        found = reporting_month(Raw(connection), CHIEF, "2026-11")
    assert found == (date(2026, 11, 2), date(2026, 11, 27))
    for month in ("2026-13", "202611", "November"):
        with pytest.raises(UsageError, match="not a reporting month"):
            _out(stocked, CHIEF).ctrs(month, "", tmp_path)
