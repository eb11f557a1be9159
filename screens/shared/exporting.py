"""Lines of a zone as a table that can leave: the cells between its blanks (UI-09)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from entity_tui.reports.export.files import Table
from screens.shared.clipboard import lines_text
from screens.shared.draw import Line

_GAP = re.compile(r" {2,}")


def lines_table(title: str, lines: Iterable[Line], whole: bool) -> Table | None:
    """Every line as it is listed; None where nothing is. Lines with fewer cells end with blanks."""
    rows = [_GAP.split(line) for line in lines_text(lines).split("\n") if line]
    if not rows:
        return None
    width = max(map(len, rows))
    heads = ("line", *(f"column {n}" for n in range(2, width + 1)))
    padded = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Table(title, heads, padded, whole)
