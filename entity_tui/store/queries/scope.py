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


def _within(column: str, allowed: Iterable[int] | None) -> str:
    if allowed is None:
        return ""
    numbers = ", ".join(str(int(number)) for number in sorted(allowed))
    return f"{column} IN ({numbers})" if numbers else "1 = 0"


def _both(*conditions: str) -> str:
    return " AND ".join(filter(None, conditions)) or "1 = 1"
