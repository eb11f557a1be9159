"""What a user last chose, and the small lists a field offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.tables.access import Preference

_TABLE = Preference.__table__  # type: ignore[attr-defined]


def read_preference(connection: Connection, viewer: Viewer, name: str) -> str | None:
    """The viewer's own choice; None for never."""
    query = select(_TABLE.c.value).where(
        _TABLE.c.user_id == viewer.user, _TABLE.c.name == name
    )  # fmt: skip
    value = connection.execute(query).scalar()
    return None if value is None else str(value)


def write_preference(connection: Connection, viewer: Viewer, name: str, value: str) -> None:
    """Keep the viewer's choice in place of the one before."""
    mine = (_TABLE.c.user_id == viewer.user) & (_TABLE.c.name == name)
    connection.execute(delete(_TABLE).where(mine))
    connection.execute(insert(_TABLE).values(user_id=viewer.user, name=name, value=value))


def all_preferences(connection: Connection, viewer: Viewer, user: str) -> dict[str, str]:
    """What another user chose, by name, for a viewer who administers."""
    query = select(_TABLE.c.name, _TABLE.c.value).where(_TABLE.c.user_id == user)
    return {str(name): str(value) for name, value in connection.execute(query).all()}


def replace_preferences(
    connection: Connection, viewer: Viewer, user: str, names: Sequence[str],
    chosen: Mapping[str, str],
) -> None:  # fmt: skip
    """Take these names from a user and give him others, for a viewer who administers."""
    gone = {*names, *chosen}
    mine = (_TABLE.c.user_id == user) & _TABLE.c.name.in_(sorted(gone))
    connection.execute(delete(_TABLE).where(mine))
    rows = [{"user_id": user, "name": name, "value": value} for name, value in chosen.items()]
    if rows:
        connection.execute(insert(_TABLE), rows)


def geo_types(raw: Raw, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Geographic types in use; the same for every viewer."""
    rows = raw.rows("SELECT DISTINCT geo_type FROM location_geo ORDER BY 1")
    return tuple((row[0], "") for row in rows)
