"""What comes again whole and hardly changed costs no more than its first load (PF-09)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, E5_COLUMNS, employee, entity, load, write

FIRST, SECOND = date(2026, 11, 13), date(2026, 11, 20)
GRID = "zip|grade|alpha_from|alpha_to|assignment"
E7 = "tin|tin_type|assignment|day|hours|code|eod"
E8 = "assignment|day|code|hours|eod"
Lines = Callable[[bool], list[str]]


def _times(database: Database, folder: Path, feed: str, columns: str, lines: Lines) -> list[float]:
    """How long the first load took and the second; `lines` makes the second day's, too."""
    taken = []
    for day in (FIRST, SECOND):
        path = write(folder / f"{feed}-{day}.dat", columns, lines(day == SECOND), day)
        start = perf_counter()
        done = load(database, feed, path)
        taken.append(perf_counter() - start)
        assert done.balanced and done.rejected == done.waiting == 0
    return taken


def test_pf_09_a_grid_that_comes_again_is_as_quick(database: Database, tmp_path: Path) -> None:
    """Ten thousand rows of one area, of which a hundredth moved."""

    def lines(again: bool) -> list[str]:
        return [f"{10_000 + n}|11|A|Z|2703{1200 + (again and n % 100 == 0)}" for n in range(10_000)]

    first, second = _times(database, tmp_path, "zip", GRID, lines)
    assert second < 6 * first + 0.5


def test_pf_09_hours_that_come_again_are_as_quick(database: Database, tmp_path: Path) -> None:
    """Of every day one entry is gone and another there; by case and by code."""
    load(database, "e5", write(tmp_path / "e5.dat", E5_COLUMNS, [employee()], FIRST))
    tins = [f"{100_000_000 + n}" for n in range(60)]
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [*map(entity, tins)], FIRST))
    days = [FIRST - timedelta(days=n) for n in range(1, 101)]

    def by_case(again: bool) -> list[str]:
        return [f"{tin}|EIN|27031207|{day}|0.1||1" for day in days for tin in tins[again:][:59]]

    def by_code(again: bool) -> list[str]:
        codes = range(801 + again, 831 + again)
        return [f"27031207|{day}|{code}|0.1|1" for day in days for code in codes]

    for feed, columns, lines in (("e7", E7, by_case), ("e8", E8, by_code)):
        first, second = _times(database, tmp_path, feed, columns, lines)
        assert second < 6 * first + 0.5, feed
