"""EX-E1, ICS entities, weekly: one taxpayer per row with the case on it (IRM 5.3.1.2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds import taxpayer
from entity_tui.imports.feeds.feed import Columns, single
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.case import merge_cases
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.taxpayer import merge_taxpayers

_TEXTS = ("subcode", "grade", "priority", "predictive")
_DATES = ("scored_on", "assigned_on", "received_on", "last_touch", "first_contact", "closed_on")


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    wrong = taxpayer.shape_taxpayers(columns, types, count)
    for name in (*_TEXTS, "assignment"):
        columns[name] = [value or "" for value in columns.get(name, [None] * count)]
    columns["case_code"] = [value or "000" for value in columns.get("case_code", [None] * count)]
    for name in _DATES:
        columns.setdefault(name, [None] * count)
    statuses = columns.get("case_status", [None] * count)
    columns["case_status"] = [
        status or ("queue" if str(number)[4:] == "7000" else "open")
        for status, number in zip(statuses, columns["assignment"], strict=True)
    ]
    columns["case_area"] = [
        int(str(number)[:2]) if number else area
        for number, area in zip(columns["assignment"], columns["area"], strict=True)
    ]
    # An account belongs to the area that holds its case; where there is none, to its state's.
    columns["area"] = list(columns["case_area"])
    return wrong


def _merge(ground: Ground) -> None:
    merge_taxpayers(ground)
    merge_cases(ground)


FEED = single(
    name="e1",
    title="ICS entities",
    frequency="weekly",
    fields={
        **taxpayer.FIELDS, "case_code": "code3", **dict.fromkeys(_TEXTS, "text"),
        "assignment": "assignment", "case_status": "case_status", **dict.fromkeys(_DATES, "date"),
    },
    required=("tin", "name"),
    stage={
        **taxpayer.STAGE, "case_code": "text", **dict.fromkeys(_TEXTS, "text"),
        "assignment": "text", "case_status": "text", "case_area": "int",
        **dict.fromkeys(_DATES, "date"),
    },
    shape=_shape,
    merge=_merge,
)  # fmt: skip
