"""What a signed month forbids: codes, options and undo that would alter its figures (TM-08)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from entity_tui.domain.entity.signed_month import altered_months, newest_end, signed_text
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.database import Raw
from entity_tui.store.queries.entity.month_steps import hold_steps
from entity_tui.store.queries.entity.signed_months import code_table_state, signed_months

TITLE = "Month signed"


@contextmanager
def signed_figures_stay(raw: Raw, viewer: Viewer, what: str) -> Iterator[None]:
    """Refuse what is written within, where it alters the figures of a signed month.

    The caller's transaction is rolled back with the EntityError.
    """
    hold_steps(raw, viewer)
    signed = signed_months(raw, viewer)
    before = code_table_state(raw, viewer) if signed else None
    yield
    if before is None:
        return
    altered = altered_months(signed, before, code_table_state(raw, viewer))
    if altered:
        first = newest_end(altered, before.calendar) + timedelta(days=1)
        raise EntityError(
            f"{what} would change figures that are signed: {signed_text(altered)}. Let it begin "
            f"on {first} or later (--from), or have the month reopened first.",
            TITLE,
        )
