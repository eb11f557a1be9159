"""End-of-month figures of the case system, kept as received (EX-E6, TM-12)."""

from __future__ import annotations

from entity_tui.store.merge.keyed import OF_NOTHING, Keyed

_KEY = {"month": "text", "unit": "text", "line": "text"}

MONTH_END = Keyed(
    target="e6", shown="month, unit and line", table="month_end_figure",
    unique=("month", "unit", "item"), owner=OF_NOTHING,
    payload={"month": "text", "unit": "text", "item": "text", "measure": "text", "figure": "int"},
    key={"month": "s.month", "unit": "s.unit", "line": "s.item"},
    columns={"measure": "s.measure", "figure": "s.figure"},
)  # fmt: skip
