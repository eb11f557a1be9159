"""What a row must fulfil, as SQL: verifies candidates and filters the delta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entity_tui.domain.viewer import Scope
from entity_tui.store.search.question import AREA, SearchQuery

SHOWN = "name, address, city, postal, person_id, account_id, location_id, name_seq, flags"
"""The columns of an IndexRow, in its order."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition on the columns of an index row, with its parameters."""

    sql: str
    params: tuple[Any, ...]


def condition(query: SearchQuery) -> Condition:
    """Everything a query asks of a row."""
    patterns = query.patterns()
    parts = [f"{column} LIKE ? ESCAPE '\\'" for column, _ in patterns]
    if query.name:
        parts.append("person_id > 0")
    if query.excluded:
        parts.append(f"flags & {query.excluded:d} = 0")
    parts += _scope(query.scope)
    return Condition(" AND ".join(parts) or "1 = 1", tuple(p.like() for _, p in patterns))


def _scope(scope: Scope) -> list[str]:
    parts = []
    for part, allowed in (("/", scope.areas), ("%", scope.access_groups)):
        if allowed is not None:
            listed = ", ".join(str(int(value)) for value in sorted(allowed)) or "NULL"
            parts.append(f"scope {part} {AREA} IN ({listed})")
    return parts


def visible(scope: Scope, value: int) -> bool:
    """May the viewer see rows of this scope value?"""
    return scope.sees_account(*divmod(value, AREA))


def unlimited(scope: Scope) -> bool:
    """Does the viewer see every row?"""
    return scope.areas is None and scope.access_groups is None
