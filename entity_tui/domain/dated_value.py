"""A whole number that holds from a day on, over one that has always held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DatedNumber:
    """The base value, None where it is not set, and the values that begin on a day."""

    base: int | None = None
    later: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int | None:
        """The value on a day: the one that began last."""
        begun = [row for row in self.later if row[0] <= day]
        return max(begun)[1] if begun else self.base
