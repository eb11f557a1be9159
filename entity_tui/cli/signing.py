"""The store and who calls, for commands that need no desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import typer

from entity_tui.cli.context import settings_of

if TYPE_CHECKING:
    from entity_tui.domain.viewer import Viewer
    from entity_tui.store.database import Database


@contextmanager
def signed_on(context: typer.Context) -> Iterator[tuple[Database, Viewer, date]]:
    """The store, who calls, and the day."""
    from entity_tui.services.sign_on import sign_on
    from entity_tui.store.database import Database

    settings, chosen = settings_of(context)
    day = settings.today or date.today()
    database = Database(settings.store)
    database.require()
    try:
        yield database, sign_on(database, day, chosen), day
    finally:
        database.close()
