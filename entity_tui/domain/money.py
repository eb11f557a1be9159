"""Money is whole cents."""

from __future__ import annotations

import re

from entity_tui.domain.lookalikes import plain_number

_AMOUNT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?(-?)", re.ASCII)


def parse_cents(text: str) -> int:
    """`1,204.50`, `-3`, `12.5`, `7.00-` → cents. Raises ValueError with the reason."""
    found = _AMOUNT.fullmatch(plain_number(text).removeprefix("$"))
    if not found or not (found[2] or found[3]) or (found[1] and found[4]):
        raise ValueError(f"'{text}' is not an amount")
    cents = int((found[2] or "0").replace(",", "")) * 100 + int((found[3] or "0").ljust(2, "0"))
    if cents >= 10**17:
        raise ValueError(f"'{text}' is larger than any amount kept")
    return -cents if "-" in (found[1], found[4]) else cents


def show_cents(cents: int | None) -> str:
    """12345 → `123.45`; None → ``."""
    if cents is None:
        return ""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
