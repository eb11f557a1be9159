"""The right to take taxpayer data out of the program, asked at every door it leaves by (SE-05)."""

from __future__ import annotations

from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.audit import ReadAudit


def require_export(viewer: Viewer, reads: ReadAudit, what: str) -> None:
    """EntityError, and an entry, where the profile may not export."""
    if not viewer.export:
        reads.record(viewer, "export refused", what=what)
        raise EntityError(
            "Your profile may not export taxpayer data; an administrator gives the right: "
            "users rights USER --export", "Export",
        )  # fmt: skip
