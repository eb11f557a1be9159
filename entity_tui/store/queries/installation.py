"""Installation options: what the office has set, and what is not set (AM-82)."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.tables.account_detail import InstallationOption

_TABLE = InstallationOption.__table__  # type: ignore[attr-defined]


def options(raw: Raw, viewer: Viewer) -> dict[str, str]:
    """Every option that is set; the same for every viewer."""
    return dict(raw.rows("SELECT name, value FROM installation_option ORDER BY name"))


def number_option(raw: Raw, viewer: Viewer, name: str) -> int | None:
    """An option that is a whole number; None where it is not set."""
    value = raw.one("SELECT value FROM installation_option WHERE name = ?", (name,))
    return int(value[0]) if value else None


def write_option(connection: Connection, viewer: Viewer, name: str, value: str) -> None:
    """Set an option in place of what it was; "" takes it back to not set."""
    connection.execute(delete(_TABLE).where(_TABLE.c.name == name))
    if value:
        connection.execute(insert(_TABLE).values(name=name, value=value))
