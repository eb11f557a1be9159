"""What a profile may do with taxpayer data beyond seeing it, given by an administrator (SE-02)."""

from __future__ import annotations

from datetime import datetime

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries import access

_TITLE = "Rights"


def set_rights(
    database: Database, viewer: Viewer, user: str, export: bool | None, sensitive: bool | None,
    at: datetime,
) -> access.Rights:  # fmt: skip
    """Give or take the right to export, and to see whole identifiers; None leaves it as it is."""
    if not viewer.holds(*ADMINISTERS):
        raise EntityError("Only a system administrator gives or takes rights.", _TITLE)
    with database.write() as connection:
        raw = Raw(connection)
        before = access.rights(raw, viewer, user)
        if before is None and user == access.store_facts(raw).owner:
            raise EntityError(
                f"'{user}' owns this store: its rights are the owner's, to export and to see whole "
                "identifiers, and are neither given nor taken.", _TITLE,
            )  # fmt: skip
        if before is None:
            raise EntityError(f"'{user}' is not a user of this store.", _TITLE)
        after = access.Rights(
            before.name, before.sensitive if sensitive is None else sensitive,
            before.export if export is None else export,
        )  # fmt: skip
        access.write_rights(raw, viewer, user, after, at)
        audit.act(
            connection, viewer, "set rights", user, export=after.export,
            sensitive=after.sensitive, before_export=before.export,
            before_sensitive=before.sensitive,
        )  # fmt: skip
    return after
