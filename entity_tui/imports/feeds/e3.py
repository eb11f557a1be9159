"""EX-E3, ICS activity, daily: history entries of a case by an employee (IRM 5.3.1.2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds.feed import Columns, single
from entity_tui.imports.feeds.shape import blank_texts, tin_types
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.activity import merge_activity


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    blank_texts(columns, ("assignment", "kind"), count)
    columns["seq"] = [1 if v is None else v for v in columns.get("seq", [None] * count)]
    tin_types(columns, types, count)
    return {}


FEED = single(
    name="e3",
    title="ICS activity",
    frequency="daily",
    fields={
        "tin": "tin", "tin_type": "tin_type", "assignment": "assignment", "day": "date",
        "seq": "integer", "kind": "text", "entry": "text",
    },
    required=("tin", "day", "entry"),
    stage={
        "tin": "text", "tin_type": "text", "assignment": "text", "day": "date", "seq": "int",
        "kind": "text", "entry": "text",
    },
    shape=_shape,
    merge=merge_activity,
)  # fmt: skip
