"""Modules: the obligation of a taxpayer, an MFT and a period; they wait for their taxpayer."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_TAXPAYER, Keyed, merge_keyed

_COLUMNS = {
    "kind": "text", "status": "text", "assessed": "int", "balance": "int", "csed": "date",
    "ased": "date", "rsed": "date", "closing_code": "text", "closed_on": "date",
}  # fmt: skip
_KEY = {"tin": "text", "tin_type": "text", "mft": "text", "period": "text"}

MODULES = Keyed(
    target="module",
    shown="module",
    table="obligation",
    unique=tuple(_KEY),
    owner=OF_TAXPAYER,
    key={"account_id": "k.account_id", "mft": "s.mft", "period": "s.period"},
    columns={name: f"s.{name}" for name in _COLUMNS},
    more={"old_id": "''", "area": "k.area"},
    id_column="obligation_id",
    payload={**_KEY, **_COLUMNS},
)


def merge_modules(ground: Ground) -> None:
    """Land staged modules; those of an unknown taxpayer wait."""
    merge_keyed(ground, MODULES)
