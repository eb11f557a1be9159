"""The published code tables: what a code means, with where each meaning stands."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from entity_tui.errors import StoreError
from entity_tui.paths import data_root


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Every row of `data/reference/<table>.csv`, in file order. Raises StoreError when missing."""
    path = data_root() / "reference" / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(MappingProxyType(row) for row in csv.DictReader(file))
    except FileNotFoundError:
        raise StoreError(f"There is no reference table '{table}'.") from None


@cache
def meanings(table: str) -> Mapping[str, str]:
    """The meaning of each code of a table: `meanings("case_codes")["201"]`."""
    return MappingProxyType({row["code"]: row.get("meaning") or "" for row in rows(table)})
