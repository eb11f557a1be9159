"""Numbers with what they count, and choices, in words."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, what: str) -> str:
    """`1 row`, `4,811 rows`."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def any_of(names: Iterable[str]) -> str:
    """`A`, `A or B`, `A, B or C`; "" of none."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} or {last}" if others else last
