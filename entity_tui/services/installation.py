"""Set and show installation options; every change is audited (AM-82)."""

from __future__ import annotations

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.installation import options, write_option
from entity_tui.store.reference import rows

NOT_SET = "not set"


def show_options(database: Database, viewer: Viewer) -> list[tuple[str, str, str]]:
    """Name, value (or `not set`) and meaning of every option there is."""
    with database.read() as connection:
        found = options(Raw(connection), viewer)
    known = rows("installation_options")
    return [(row["name"], found.get(row["name"], NOT_SET), row["meaning"]) for row in known]


def set_option(database: Database, viewer: Viewer, name: str, value: str) -> None:
    """Set an option, or with "" take it back; UsageError says what cannot be."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not set options; a system administrator may."
        )
    known = {row["name"]: row for row in rows("installation_options")}
    if name not in known:
        raise UsageError(f"'{name}' is not an option: {', '.join(known)}")
    if value and known[name]["kind"] == "number" and not value.removeprefix("-").isdecimal():
        raise UsageError(f"{name}: '{value}' is not a whole number")
    with database.write() as connection:
        before = options(Raw(connection), viewer).get(name, NOT_SET)
        write_option(connection, viewer, name, value)
        audit.act(
            connection, viewer, "set option", name, before=before, after=value or NOT_SET
        )  # fmt: skip
