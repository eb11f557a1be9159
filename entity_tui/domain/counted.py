"""A number with what it counts, in words."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """`1 row`, `4,811 rows`."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")
