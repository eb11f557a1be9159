"""EX-DIAL, weekly: the delinquent inventory, balances due (TDA 42) and unfiled returns (TDI 32)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from entity_tui.domain.organisation import collection_place
from entity_tui.imports.feeds import taxpayer
from entity_tui.imports.feeds.feed import Columns, Feed, single
from entity_tui.imports.feeds.shape import blank_texts
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.dial import DIAL, merge_dial

_FIELDS = {
    "assignment": "assignment", "status": "status", "grade": "text", "priority": "text",
    "predictive": "text", "scored_on": "date", "modules": "integer", "balance": "amount",
    "csed": "date",
}  # fmt: skip
_TEXTS = ("assignment", "status", "grade", "priority", "predictive")


def _shape(
    listing: str, columns: Columns, types: Mapping[str, str], count: int
) -> dict[str, Wrong]:
    wrong = taxpayer.shape_taxpayers(columns, types, count)
    blank_texts(columns, _TEXTS, count)
    columns["predictive"] = [str(value).lower() for value in columns["predictive"]]
    for name in ("scored_on", "balance", "csed"):
        columns.setdefault(name, [None] * count)
    columns["modules"] = [value or 0 for value in columns.get("modules", [None] * count)]
    columns["listing"] = [listing] * count
    columns["place"] = [collection_place(str(number)) for number in columns["assignment"]]
    return wrong


def _feed(name: str, title: str, listing: str) -> Feed:
    return single(
        name=name, title=title, frequency="weekly", fields={**taxpayer.FIELDS, **_FIELDS},
        required=("tin", "name"), stage={**taxpayer.STAGE, **DIAL.payload},
        shape=partial(_shape, listing), merge=merge_dial,
    )  # fmt: skip


DIAL42 = _feed("dial42", "DIAL of balances due (TDA 42)", "TDA")
DIAL32 = _feed("dial32", "DIAL of unfiled returns (TDI 32)", "TDI")
