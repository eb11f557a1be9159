"""EX-E5, ICS employees, daily: everyone with access, by assignment number (IRM 5.3.1.2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.domain.viewer import Role
from entity_tui.imports.feeds.feed import Columns, single
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.employee import merge_employees

_ROLES = {role.value for role in Role}


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    for name in ("title", "grade"):
        columns[name] = [value or "" for value in columns.get(name, [None] * count)]
    columns["tour"] = [800 if v is None else v for v in columns.get("tour", [None] * count)]
    columns.setdefault("active_to", [None] * count)
    columns["role"] = [str(role or "").lower() for role in columns["role"]]
    return {
        "role": {
            i: f"'{role}' is not a role ({', '.join(sorted(_ROLES))})"
            for i, role in enumerate(columns["role"])
            if role and role not in _ROLES
        }
    }


FEED = single(
    name="e5",
    title="ICS employees",
    frequency="daily",
    fields={
        "user_id": "text", "name": "text", "title": "text", "role": "text", "grade": "text",
        "assignment": "assignment", "tour": "hours", "active_from": "date", "active_to": "date",
    },
    required=("user_id", "name", "role", "assignment", "active_from"),
    stage={
        "user_id": "text", "name": "text", "title": "text", "role": "text", "grade": "text",
        "assignment": "text", "tour": "int", "active_from": "date", "active_to": "date",
    },
    shape=_shape,
    merge=merge_employees,
    index=("user_id",),
)  # fmt: skip
