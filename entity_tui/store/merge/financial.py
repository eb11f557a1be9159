"""Financial transactions by the number their system gave them (EX-FIN)."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_TAXPAYER, Keyed, merge_keyed

_KEY = {"tin": "text", "tin_type": "text", "number": "text"}
_COLUMNS = {
    "kind": "text", "ft_type": "text", "mft": "text", "period": "text", "effective": "date",
    "current": "int", "payoff": "int", "due": "date", "status": "text",
}  # fmt: skip

TRANSACTIONS = Keyed(
    target="transaction",
    shown="transaction number",
    table="fin_transaction",
    unique=tuple(_KEY),
    owner=OF_TAXPAYER,
    key={"account_id": "k.account_id", "number": "s.number"},
    columns={name: f"s.{name}" for name in _COLUMNS},
    more={"area": "k.area"},
    id_column="ft_id",
    payload={**_KEY, **_COLUMNS},
)


def merge_transactions(ground: Ground) -> None:
    """Land staged transactions; those of an unknown taxpayer wait."""
    merge_keyed(ground, TRANSACTIONS)
