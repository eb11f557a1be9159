"""The clock of a store's office: its time zone is a setting of the store (TM-01)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.clock import Clock, Tick, system_tick
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.installation import office_zone


def office_clock(database: Database, fixed: date | None = None, tick: Tick = system_tick) -> Clock:
    """The office's clock; `fixed` is the day that --today asked for."""
    with database.read() as connection:
        zone = office_zone(Raw(connection), Viewer.system("clock"))
    return Clock(zone, fixed, tick)
