"""EX-E4, ICS Non-IDRS, weekly: modules and investigations IDRS does not know, with their case."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds import taxpayer
from entity_tui.imports.feeds.feed import Columns, single
from entity_tui.imports.feeds.shape import blank_texts
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.non_idrs import NON_IDRS, merge_non_idrs

_TEXTS = ("mft", "period", "kind", "subcode", "grade", "name")
_DATES = ("start", "until", "received_on", "assigned_on", "closed_on")
_DEFAULTS = {"module_state": "active", "priority": "399", "case_code": "000"}


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    wrong = taxpayer.shape_taxpayers(columns, types, count)
    blank_texts(columns, _TEXTS, count)
    for name, default in _DEFAULTS.items():
        blank_texts(columns, (name,), count, default)
    for name in _DATES:
        columns.setdefault(name, [None] * count)
    statuses = columns.get("case_status", [None] * count)
    columns["case_status"] = [
        status or ("closed" if closed else "open")
        for status, closed in zip(statuses, columns["closed_on"], strict=True)
    ]
    columns["case_area"] = [int(str(number)[:2]) for number in columns["assignment"]]
    columns["area"] = list(columns["case_area"])
    pairs = zip(columns["mft"], columns["period"], strict=True)
    wrong["period"] = {
        i: "an MFT and a period come together"
        for i, (mft, period) in enumerate(pairs)
        if bool(mft) != bool(period)
    }
    return wrong


FEED = single(
    name="e4",
    title="ICS Non-IDRS",
    frequency="weekly",
    fields={
        **taxpayer.FIELDS, "number": "text", "obligation_type": "text",
        "module_state": "obligation_state", "start": "date", "until": "date", "mft": "mft",
        "period": "period", "kind": "module_kind", "assignment": "assignment",
        "case_code": "code3", "subcode": "text", "grade": "text", "priority": "text",
        "case_status": "case_status", "received_on": "date", "assigned_on": "date",
        "closed_on": "date",
    },
    required=("tin", "number", "obligation_type", "assignment"),
    stage={**taxpayer.STAGE, **NON_IDRS.payload},
    shape=_shape,
    merge=merge_non_idrs,
)  # fmt: skip
