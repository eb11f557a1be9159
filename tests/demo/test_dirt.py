"""A dirty demo: every known fault, and an import that makes of each what is expected (IM-08)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entity_tui.cli.main import _guarded
from entity_tui.demo.dirt import parse_share, soil
from entity_tui.demo.faults import FAULTS, REJECTED
from entity_tui.demo.generate import generate
from entity_tui.errors import UsageError
from entity_tui.store.database import Database, Raw
from entity_tui.store.search import verify
from support.importing import load, query

DAY = date(2026, 11, 20)
COUNTS = ("physical", "control", "read", "loaded", "unchanged", "superseded", "waiting",
          "rejected")  # fmt: skip
KINDS = {
    "wrong encoding", "truncated line", "extra field", "impossible date", "unknown code",
    "bad TIN", "duplicate with other values", "identical duplicate", "unknown taxpayer",
    "unknown employee", "terminal escape", "control characters", "direction characters",
    "formula", "NUL", "huge field", "line broken in two", "unknown record", "blank line",
    "required field empty", "taxpayer rejected",
}  # fmt: skip


def dirty(folder: Path, taxpayers: int = 120, seed: int = 5, share: float = 0.12) -> dict[str, Any]:
    """A dirty demo in a folder; returns its truth."""
    truth = soil(generate(folder, taxpayers, seed, DAY), seed, share)
    found: dict[str, Any] = json.loads(truth.read_text())
    return found


def test_im_08_the_whole_accounting_and_every_reject_are_what_the_truth_says(
    database: Database, tmp_path: Path
) -> None:
    truth = dirty(tmp_path / "files")
    assert {line["fault"] for file in truth["files"] for line in file["lines"]} == KINDS
    for file in truth["files"]:
        done = load(database, file["feed"], tmp_path / "files" / file["file"])
        wanted = {
            line["line"]: (line["code"], line["field"], line["fault"])
            for line in file["lines"] if line["disposition"] == REJECTED
        }  # fmt: skip
        found = {
            line: (code, field, wanted.get(line, ("", "", "nothing is wrong"))[2])
            for line, code, field in query(
                database, "SELECT line, code, field FROM import_reject WHERE run_id = ?", done.run
            )
        }
        assert found == wanted, file["file"]
        waiting = {line["line"] for line in file["lines"] if line["disposition"] == "waiting"}
        kept = query(database, "SELECT line FROM waiting_line WHERE run_id = ?", done.run)
        assert {row[0] for row in kept} == waiting, file["file"]
        assert {name: getattr(done, name) for name in COUNTS} == {
            name: file[name] for name in COUNTS
        }, file["file"]
        assert done.balanced
    with database.read() as connection:
        assert verify(Raw(connection)) == []


def test_im_08_the_bytes_of_every_reject_are_those_of_its_line(
    database: Database, tmp_path: Path
) -> None:
    for file in dirty(tmp_path / "files", 40)["files"]:
        path = tmp_path / "files" / file["file"]
        lines = path.read_bytes().split(b"\n")
        done = load(database, file["feed"], path)
        for line, raw in query(
            database, "SELECT line, raw FROM import_reject WHERE run_id = ?", done.run
        ):
            assert bytes(raw) == lines[line - 1] + b"\n"


def test_im_10_dirt_is_the_same_for_the_same_seed_and_about_as_much_as_was_asked_for(
    tmp_path: Path,
) -> None:
    one, two = dirty(tmp_path / "a", share=0.05), dirty(tmp_path / "b", share=0.05)
    assert one == two
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    other = dirty(tmp_path / "c", seed=6, share=0.05)
    assert other["files"] != one["files"]
    faults = Counter(
        line["fault"] for file in one["files"] for line in file["lines"]
        if line["fault"] != "taxpayer rejected"
    )  # fmt: skip
    shaped = sum(file["read"] for file in one["files"] if file["feed"] not in {"acc", "fin"})
    assert 0.02 * shaped < sum(faults.values()) < 0.09 * shaped


def test_im_10_without_dirt_the_files_are_the_clean_ones(tmp_path: Path) -> None:
    clean = generate(tmp_path / "clean", 30, 5, DAY)
    truth = dirty(tmp_path / "none", 30, share=0.0)
    assert all(file["lines"] == [] for file in truth["files"])
    for path in clean:
        assert path.read_bytes() == (tmp_path / "none" / path.name).read_bytes()


@pytest.mark.parametrize("text", ["1", "x%", "-1%", "51%", ""])
def test_im_07_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_share(text)


def test_im_10_extracts_only_writes_the_files_prints_them_in_order_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ENTITY_TUI_STORE", f"sqlite:///{tmp_path / 'store.db'}")
    words = ["demo", "--taxpayers", "20", "--as-of", "2026-11-20", "--dirt", "5%",
             "--extracts-only", str(tmp_path / "out")]  # fmt: skip
    assert _guarded(words) in (0, None)
    feeds = (
        "s1",
        "e5",
        "zip",
        "e1",
        "acc",
        "e2",
        "e4",
        "e3",
        "e9",
        "ea",
        "eb",
        "dial42",
        "dial32",
        "fin",
        "e7",
        "e8",
        "e6",
    )
    paths = [tmp_path / "out" / f"{feed}-20261120.dat" for feed in feeds]
    assert capsys.readouterr().out.splitlines() == [str(path) for path in paths]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(path.name for path in paths), "truth.json",
    }  # fmt: skip
    assert not (tmp_path / "store.db").exists()


def test_every_kind_of_fault_has_its_turn() -> None:
    assert len(FAULTS) == len(KINDS) - 1
