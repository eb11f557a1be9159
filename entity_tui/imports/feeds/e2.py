"""EX-E2, ICS modules, weekly: TIN, MFT, period, balances and statute dates (IRM 5.3.1.2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.domain.identifiers import individual_type
from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.module import merge_modules

_DATES = ("csed", "ased", "rsed", "closed_on")
_AMOUNTS = ("assessed", "balance")


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    for name in (*_DATES, *_AMOUNTS):
        columns.setdefault(name, [None] * count)
    columns["closing_code"] = [v or "" for v in columns.get("closing_code", [None] * count)]
    given = columns.get("tin_type", [None] * count)
    columns["tin_type"] = [
        kind or ("EIN" if types.get("tin") == "ein" else str(individual_type(str(tin or "0" * 9))))
        for kind, tin in zip(given, columns["tin"], strict=True)
    ]
    return {}


FEED = Feed(
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
