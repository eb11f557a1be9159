"""What an import tells of days in conflict with time here (TM-11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from entity_tui.cli.conflict_words import conflict_lines
from entity_tui.services.import_extract import DayInConflict, Imported

ON = date(2026, 10, 6)


def imported(signed: int, others: int) -> Imported:
    days = [DayInConflict("270312", "OFFIT, OLE", ON + timedelta(days=n), "2026-10")
            for n in range(signed)]  # fmt: skip
    days += [DayInConflict("270311", "OTHER, OMAR", ON, "") for _ in range(others)]
    return Imported("e8", "e8.dat", 7, ON, 1, 0, 1, 1, 0, 0, 0, 0, conflicts=tuple(days))


@pytest.mark.parametrize(
    ("signed", "others", "named", "first"),
    [
        (0, 0, 0, ""), (1, 0, 1, "1 day in conflict with time here, 1 of signed months"),
        (2, 0, 2, "2 days in conflict"), (5, 0, 5, "5 days"), (6, 0, 6, "6 days"),
        (9, 0, 6, "9 days"), (0, 1, 0, "1 day in conflict with time here, 0 of signed months"),
        (0, 4, 0, "4 days"), (1, 3, 1, "4 days in conflict with time here, 1 of signed"),
        (3, 3, 3, "6 days"),
    ],
)  # fmt: skip
def test_tm_11_days_in_conflict_are_counted_and_signed_ones_named(
    signed: int, others: int, named: int, first: str
) -> None:
    lines = list(conflict_lines(imported(signed, others)))
    assert bool(lines) == bool(signed + others)
    if lines:
        assert lines[0].startswith(first) and len(lines) == 1 + named
    if signed:
        assert lines[1] == "signed 2026-10 of group 270312: OFFIT, OLE 10/06/26"
    if signed > 5:
        assert lines[-1] == f"… {signed - 5} more days of signed months"
