"""The viewer's scope as SQL: the one place where a profile limits a query (SE-03)."""

from __future__ import annotations

from collections.abc import Iterable

from entity_tui.domain.viewer import Scope


def account_scope(scope: Scope, alias: str = "a") -> str:
    """A condition on an account row; `1 = 1` where nothing is limited."""
    return _both(
        _within(f"{alias}.area", scope.areas), _within(f"{alias}.access_group", scope.access_groups)
    )


def area_scope(scope: Scope, alias: str) -> str:
    """A condition on a row that has an area and no access group: a person, a location."""
    open_to_all = scope.access_groups is None or 0 in scope.access_groups
    return _both(_within(f"{alias}.area", scope.areas), "" if open_to_all else "1 = 0")


def case_scope(scope: Scope, column: str) -> str:
    """A condition on a case by its assignment number, the same as `Scope.sees_case`."""
    areas = sorted({prefix[:2] for prefix in scope.prefixes if 2 <= len(prefix) <= 6})
    queues = [f"(substr({column}, 1, 2) = '{area}' AND substr({column}, 5) = '7000')"
              for area in areas if area.isdigit()]  # fmt: skip
    return f"({' OR '.join([number_scope(scope.prefixes, column), *queues])})"


def number_scope(prefixes: Iterable[str], column: str) -> str:
    """A condition on an assignment number or the code of a unit: it begins with one of these."""
    begins = [f"substr({column}, 1, {len(p)}) = '{p}'" for p in prefixes if p.isdigit()]
    return "1 = 1" if "" in prefixes else f"({' OR '.join(begins)})" if begins else "1 = 0"


def nowhere_limited(scope: Scope) -> bool:
    """Does this profile reach every account and case there is?"""
    return scope.areas is None and scope.access_groups is None and "" in scope.prefixes


def _within(column: str, allowed: Iterable[int] | None) -> str:
    if allowed is None:
        return ""
    numbers = ", ".join(str(int(number)) for number in sorted(allowed))
    return f"{column} IN ({numbers})" if numbers else "1 = 0"


def _both(*conditions: str) -> str:
    return " AND ".join(filter(None, conditions)) or "1 = 1"
