"""EX-E6, ICS month end, monthly: figures of employees, groups and units above, as counted there."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.month_end import MONTH_END

_MEASURES = {"hours": "hours", "h": "hours", "count": "count", "c": "count"}


def _derive(columns: Columns, count: int) -> dict[str, Wrong]:
    """A month is one of the twelve; a unit has the digits of an area, group or employee."""
    wrong: dict[str, Wrong] = {"month": {}, "unit": {}, "measure": {}}
    columns["unit"] = [str(unit).replace("-", "") for unit in columns["unit"]]
    given = [str(measure or "hours").lower() for measure in columns["measure"]]
    columns["measure"] = [_MEASURES.get(measure, measure) for measure in given]
    for i, (month, unit) in enumerate(zip(columns["month"], columns["unit"], strict=True)):
        if month == "000000":
            wrong["month"][i] = f"'{month}' is not a month (YYYYMM)"
        digits = str(unit)
        if not (digits.isascii() and digits.isdigit() and len(digits) in (2, 4, 6, 8)):
            wrong["unit"][i] = f"'{unit}' is neither an assignment number nor a group or area"
        if given[i] not in _MEASURES:
            wrong["measure"][i] = f"'{given[i]}' is neither hours nor count"
    return wrong


FEED = Feed(
    "e6", "ICS month end", "monthly",
    (
        kept(
            MONTH_END, "End-of-month figures",
            {"month": "period", "unit": "text", "item": "text", "measure": "text",
             "figure": "amount"},
            ("month", "unit", "item", "figure"), defaults={"measure": "hours"}, derive=_derive,
        ),
    ),
)  # fmt: skip
