"""A result list as rows that leave: the same fields from the shell and from the page (CC-07)."""

from __future__ import annotations

from decimal import Decimal

from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.identifiers import mask_tin

HIT_FIELDS = (
    "name", "name_type", "id_type", "id", "account", "role", "address", "city", "postal",
    "balance", "person_id", "location_id", "read_as", "match",
)  # fmt: skip


def hit_row(hit: Hit, whole: bool = True) -> tuple[object, ...]:
    """A hit; its identifier whole or masked."""
    amount = (
        "" if hit.balance is None else Decimal(hit.balance).scaleb(-2).quantize(Decimal("0.01"))
    )
    value = hit.id_value if whole or not hit.id_value else mask_tin(hit.id_value, hit.id_type)
    return (
        hit.name, hit.name_type, hit.id_type, value,
        f"{hit.account_id:010d}" if hit.account_id else "", hit.role, hit.address, hit.city,
        hit.postal, amount,
        f"{hit.person_id:010d}" if hit.person_id else "",
        f"{hit.location_id:010d}" if hit.location_id else "",
        hit.read_as, hit.variant or "exact",
    )  # fmt: skip
