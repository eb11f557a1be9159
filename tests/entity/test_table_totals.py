"""Totals and the place in the tables of time (UI-09)."""

from __future__ import annotations

import re

import pytest

from support.driving import opened


@pytest.mark.parametrize(("command", "columns"), [("verify", 2), ("hours", 5)])
async def test_ui_09_a_report_of_time_has_totals(command: str, columns: int) -> None:
    """UI-09: the last line is the sum of the rows above it, column by column."""
    async with opened(size=(120, 40)) as session:
        await session.press("f9", command, "enter")
        listed = session.app.screen.table.rows  # type: ignore[attr-defined]
        total = next(line for line in session.lines if line.strip().startswith("Total"))
        shown = [float(text) for text in re.findall(r"-?\d+\.\d+", total)]
        first = -4 if command == "verify" else 2
        cells = [row.cells[first : first + columns or None] for row in listed]
        assert shown == [sum(map(float, column)) for column in zip(*cells, strict=True)]
        assert len(shown) == columns


@pytest.mark.parametrize("command", ["verify", "hours", "import", "board"])
async def test_ui_09_the_title_says_which_row_is_marked(command: str) -> None:
    """UI-09: n of m, always; it follows the mark."""
    async with opened() as session:
        await session.press("f9", command, "enter")
        count = session.app.screen.table.count  # type: ignore[attr-defined]
        await session.press("home")
        assert f" 1 of {count} ──" in session.lines[1]
        await session.press("end")
        assert f" {count} of {count} ──" in session.lines[1]
