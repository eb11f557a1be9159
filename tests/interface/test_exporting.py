"""F9 export: the rows a page lists into a private file, recorded first (UI-09, SE-05)."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from entity_tui.errors import UsageError
from entity_tui.long_work import Canceled, LongWork, doing
from entity_tui.reports.export.files import (
    Request,
    Table,
    read_request,
    target_of,
    write_table,
)
from screens.shared.exporting import lines_table
from support.driving import opened
from support.fake_desk import HITS, FakeDesk, viewer

TABLE = Table("things", ("name", "amount"), (("SMITH, JOHN", Decimal("12.50")), ("=1+1", None)))


@pytest.mark.parametrize(
    ("text", "path", "replaces"),
    [
        ("a.csv", "a.csv", False), (" a.csv ", "a.csv", False), ("a.json", "a.json", False),
        ("a.xlsx", "a.xlsx", False), ("A.CSV", "A.CSV", False), ("a b.csv", "a b.csv", False),
        ("/tmp/x/a.csv", "/tmp/x/a.csv", False), ("~/a.csv", "~/a.csv", False),
        ("a.csv replace", "a.csv", True), ("a b.csv  replace", "a b.csv", True),
        ("replace.csv", "replace.csv", False), ("my replace.csv", "my replace.csv", False),
    ],
)  # fmt: skip
def test_ui_09_export_reads_a_file(text: str, path: str, replaces: bool) -> None:
    """UI-09: a name may have blanks; the ending says how it is written."""
    assert read_request(text) == Request(Path(path), replaces)


@pytest.mark.parametrize(
    "text", ["", "a", "a.txt", "a.csv.bak", ".csv", "replace", "a.xls", "a.", "csv", "a replace"]
)
def test_ui_09_export_refuses_other_files(text: str) -> None:
    """UI-09: what is neither CSV, JSON nor a workbook."""
    with pytest.raises(ValueError, match=r"ends with \.csv, \.json or \.xlsx"):
        read_request(text)


def _written(path: Path) -> Any:
    if path.suffix == ".json":
        return [list(row.values()) for row in json.loads(path.read_text())]
    if path.suffix == ".csv":
        return list(csv.reader(path.open()))[1:]
    return path.read_bytes()[:2]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.csv", [["SMITH, JOHN", "12.50"], ["'=1+1", ""]]),
        ("a.json", [["SMITH, JOHN", "12.50"], ["=1+1", None]]),
        ("a.xlsx", b"PK"),
    ],
)
def test_ui_09_a_file_is_whole_and_private(tmp_path: Path, name: str, rows: Any) -> None:
    """UI-09, SE-08: every row, in order, only for its owner, no formula, nothing left beside it."""
    path = tmp_path / name
    assert write_table(TABLE, path) == 2
    assert _written(path) == rows
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_ui_09_no_file_is_replaced_unasked(tmp_path: Path) -> None:
    """UI-09: neither one that is there, nor one that is made meanwhile, nor a link."""
    path = tmp_path / "a.csv"
    path.write_text("before")
    with pytest.raises(UsageError, match="exists"):
        target_of(Request(path))
    with pytest.raises(UsageError, match="exists"):
        write_table(TABLE, path)
    assert path.read_text() == "before"
    dangling = tmp_path / "b.csv"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="exists"):
        target_of(Request(dangling))
    assert target_of(Request(path, replace=True)) == path
    write_table(TABLE, path, replace=True)
    assert "SMITH" in path.read_text()


def test_ui_09_a_canceled_export_leaves_no_file(tmp_path: Path) -> None:
    """UI-08, UI-09: whole or not at all."""
    work = LongWork()
    work.cancel()
    with doing(work), pytest.raises(Canceled):
        write_table(TABLE, tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_ui_09_a_failing_row_leaves_no_file(tmp_path: Path) -> None:
    """UI-09: a row that does not fit its headings, and a directory that is not there."""
    with pytest.raises(ValueError, match="longer"):
        write_table(replace(TABLE, rows=((1, 2, 3),)), tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="no directory"):
        target_of(Request(tmp_path / "none" / "a.csv"))


def test_ui_09_lines_of_a_zone_become_cells() -> None:
    """UI-09: cells are what stands between two blanks; every row has as many."""
    table = lines_table(
        "zone", [(("▶ 30  2024", "key"), ("   1,234.50", "")), (("none", ""),)], False
    )
    assert table is not None
    assert table.rows == (("30", "2024", "1,234.50"), ("none", "", ""))
    assert lines_table("zone", [], False) is None


def _desk(export: bool = True, sensitive: bool = True) -> FakeDesk:
    desk = FakeDesk()
    desk.viewer = replace(viewer(sensitive), export=export)
    return desk


async def test_ui_09_the_filtered_list_is_exported_in_order(tmp_path: Path) -> None:
    """UI-09: exactly the rows listed, recorded before the file is there."""
    desk, path = _desk(), tmp_path / "list.csv"
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("s", "f", "juan", "enter", "f9", f"export {path}", "enter")
        await session.until(lambda: "exported to" in session.text)
        listed = session.app.screen.table.hits  # type: ignore[attr-defined]
        rows = list(csv.DictReader(path.open()))
        assert [row["person_id"] for row in rows] == [f"{h.person_id:010d}" for h in listed.hits]
        assert 0 < len(rows) < 300 and rows[0]["id"] == listed.hits[0].id_value
        assert desk.named("export_rows") == [("export_rows", "result list", len(rows), True)]


async def test_se_05_identifiers_are_masked_unless_shown(tmp_path: Path) -> None:
    """SE-05: a profile that sees no whole identifiers exports masked ones."""
    desk, path = _desk(sensitive=False), tmp_path / "list.json"
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("f9", f"export {path}", "enter")
        await session.until(lambda: "exported to" in session.text)
        rows = json.loads(path.read_text())
        assert all(row["id"] == "" or "*" in row["id"] for row in rows)
        assert HITS[0].id_value not in path.read_text()


async def test_se_05_export_needs_the_right(tmp_path: Path) -> None:
    """SE-05: refused, and there is no file."""
    desk, path = _desk(export=False), tmp_path / "list.csv"
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("f9", f"export {path}", "enter")
        await session.until(lambda: "may not export" in session.text)
        assert not path.exists()


async def test_ui_09_an_existing_file_is_refused_before_anything(tmp_path: Path) -> None:
    """UI-09: nothing is recorded, the file stays; `replace` replaces it."""
    desk, path = _desk(), tmp_path / "list.csv"
    path.write_text("before")
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("f9", f"export {path}", "enter")
        await session.until(lambda: session.message.startswith("! "))
        assert path.read_text() == "before" and not desk.named("export_rows")
        await session.press("f9", f"export {path} replace", "enter")
        await session.until(lambda: "exported to" in session.text)
        assert path.read_text() != "before"


@pytest.mark.parametrize(
    ("command", "least"),
    [
        ("import", 3),
        ("rejects", 2),
        ("lists", 1),
        ("eom 210312", 2),
        ("board", 2),
        ("eod", 5),
        ("time 21031207 11/23", 5),
        ("verify", 1),
        ("hours", 1),
        ("settle", 1),
    ],
)
async def test_ui_09_every_page_with_a_table_exports(
    tmp_path: Path, command: str, least: int
) -> None:
    """UI-09: as many cells in every row as there are headings."""
    desk, path = _desk(), tmp_path / "page.csv"
    async with opened(desk) as session:
        if command == "lists":
            await session.search("smith")
            await session.press("f9", "save week", "enter")
        await session.press("f9", command, "enter")
        await session.press("f9", f"export {path}", "enter")
        await session.until(lambda: "exported to" in session.text)
        head, *rows = csv.reader(path.open())
        assert len(rows) >= least
        assert {len(row) for row in rows} == {len(head)}
        assert all(head)


async def test_ui_09_a_zone_of_a_record_exports_its_lines(tmp_path: Path) -> None:
    """UI-09: the marked zone; masked as it is shown."""
    desk, path = _desk(), tmp_path / "zone.csv"
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter", "2", "f9", f"export {path}", "enter")
        await session.until(lambda: "exported to" in session.text)
        assert HITS[0].id_value not in path.read_text()
        assert desk.named("export_rows")[0][3] is False


async def test_ui_09_a_page_without_a_table_says_so(tmp_path: Path) -> None:
    """UI-09: nothing is written and nothing recorded."""
    desk = _desk()
    async with opened(desk) as session:
        await session.press("f9", f"export {tmp_path / 'a.csv'}", "enter")
        assert "no table" in session.message
        assert not desk.named("export_rows")
