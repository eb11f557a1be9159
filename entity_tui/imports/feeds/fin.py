"""EX-FIN: financial transactions of accounts from another system (AM-60)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.feeds.shape import blank_texts, tin_types
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.financial import merge_transactions

_TEXTS = ("ft_type", "mft", "period")


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    blank_texts(columns, _TEXTS, count)
    blank_texts(columns, ("status",), count, default="frozen")
    for name in ("effective", "due"):
        columns.setdefault(name, [None] * count)
    payoff = columns.get("payoff", [None] * count)
    columns["payoff"] = [
        current if given is None else given
        for current, given in zip(columns["current"], payoff, strict=True)
    ]
    tin_types(columns, types, count)
    return {}


FEED = Feed(
    name="fin",
    title="Financial transactions",
    frequency="any",
    fields={
        "tin": "tin", "tin_type": "tin_type", "number": "text", "kind": "transaction_kind",
        "ft_type": "text", "mft": "mft", "period": "period", "effective": "date",
        "current": "amount", "payoff": "amount", "due": "date", "status": "ft_status",
    },
    required=("tin", "number", "kind", "current"),
    stage={
        "tin": "text", "tin_type": "text", "number": "text", "kind": "text", "ft_type": "text",
        "mft": "text", "period": "text", "effective": "date", "current": "int", "payoff": "int",
        "due": "date", "status": "text",
    },
    shape=_shape,
    merge=merge_transactions,
)  # fmt: skip
