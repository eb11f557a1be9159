"""EX-E2, ICS modules, weekly: TIN, MFT, period, balances and statute dates (IRM 5.3.1.2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds.feed import Columns, single
from entity_tui.imports.feeds.shape import blank_texts, tin_types
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.module import merge_modules

_DATES = ("csed", "ased", "rsed", "closed_on")
_AMOUNTS = ("assessed", "balance")


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    for name in (*_DATES, *_AMOUNTS):
        columns.setdefault(name, [None] * count)
    blank_texts(columns, ("closing_code",), count)
    tin_types(columns, types, count)
    return {}


FEED = single(
    name="e2",
    title="ICS modules",
    frequency="weekly",
    fields={
        "tin": "tin", "tin_type": "tin_type", "mft": "mft", "period": "period",
        "kind": "module_kind", "status": "status", **dict.fromkeys(_AMOUNTS, "amount"),
        **dict.fromkeys(_DATES, "date"), "closing_code": "text",
    },
    required=("tin", "mft", "period", "kind", "status"),
    stage={
        "tin": "text", "tin_type": "text", "mft": "text", "period": "text", "kind": "text",
        "status": "text", **dict.fromkeys(_AMOUNTS, "int"), **dict.fromkeys(_DATES, "date"),
        "closing_code": "text",
    },
    shape=_shape,
    merge=merge_modules,
)  # fmt: skip
