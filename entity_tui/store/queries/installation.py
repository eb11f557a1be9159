"""Installation options: what the office has set, and what is not set (AM-82)."""

from __future__ import annotations

import json
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection, delete, insert

from entity_tui.domain.clock import parse_zone
from entity_tui.domain.dated_value import DatedNumber
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import micros
from entity_tui.store.database import Raw, day
from entity_tui.store.tables.account_detail import InstallationOption

OPTIONS = "installation_options"
"""The code table that holds the values of options from a day on."""
_TABLE = InstallationOption.__table__  # type: ignore[attr-defined]


def options(raw: Raw, viewer: Viewer) -> dict[str, str]:
    """Every option that is set; the same for every viewer."""
    return dict(raw.rows("SELECT name, value FROM installation_option ORDER BY name"))


def number_option(raw: Raw, viewer: Viewer, name: str) -> int | None:
    """An option that is a whole number; None where it is not set."""
    value = raw.one("SELECT value FROM installation_option WHERE name = ?", (name,))
    return int(value[0]) if value else None


def text_option(raw: Raw, viewer: Viewer, name: str) -> str:
    """An option that is text; "" where it is not set."""
    value = raw.one("SELECT value FROM installation_option WHERE name = ?", (name,))
    return str(value[0]) if value else ""


def office_zone(raw: Raw, viewer: Viewer) -> tzinfo | None:
    """The office's time zone; None where it is the machine's."""
    name = text_option(raw, viewer, "time_zone")
    return parse_zone(name) if name else None


def dated_option(raw: Raw, viewer: Viewer, name: str) -> DatedNumber:
    """A whole number that may change from a day on."""
    rows = raw.rows(
        "SELECT start, fields FROM code_row WHERE code_table = ? AND code = ? ORDER BY start",
        (OPTIONS, name),
    )
    later = tuple((day(start), int(json.loads(fields)["value"])) for start, fields in rows)
    return DatedNumber(number_option(raw, viewer, name), later)


def write_dated_option(
    raw: Raw, viewer: Viewer, name: str, value: str, start: date, at: datetime
) -> None:
    """Set an option from a day on; "" takes back what began that day."""
    raw.execute(
        "DELETE FROM code_row WHERE code_table = ? AND code = ? AND start = ?",
        (OPTIONS, name, start.isoformat()),
    )
    if value:
        raw.execute(
            "INSERT INTO code_row (code_table, code, start, until, fields, changed_by, changed_at) "
            "VALUES (?, ?, ?, NULL, ?, ?, ?)",
            (
                OPTIONS,
                name,
                start.isoformat(),
                json.dumps({"value": value}),
                viewer.user,
                micros(at),
            ),
        )


def write_option(connection: Connection, viewer: Viewer, name: str, value: str) -> None:
    """Set an option in place of what it was; "" takes it back to not set."""
    connection.execute(delete(_TABLE).where(_TABLE.c.name == name))
    if value:
        connection.execute(insert(_TABLE).values(name=name, value=value))
