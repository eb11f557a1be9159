"""A signed-on session: its viewer has the grants in force on the day of each act (SE-02, TM-01)."""

from __future__ import annotations

import threading
from dataclasses import replace

from entity_tui.domain.clock import Clock
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile, store_facts


class Session:
    """Who signed on, and the clock; when the day changes the profile is read again."""

    def __init__(self, database: Database, viewer: Viewer, clock: Clock) -> None:
        self._database, self._viewer, self.clock = database, viewer, clock
        self._day = clock.today
        self._lock = threading.Lock()

    @property
    def viewer(self) -> Viewer:
        """The viewer today; one whose grants have ended sees nothing and may do nothing."""
        with self._lock:
            today = self.clock.today
            if today != self._day:
                self._viewer, self._day = self._renewed(), today
            return self._viewer

    def _renewed(self) -> Viewer:
        before = self._viewer
        if before.origin == _PROGRAM:
            return before
        with self._database.read() as connection:
            raw = Raw(connection)
            now = profile(raw, before.user, store_facts(raw).owner, self.clock.today)
        if now is None:
            return replace(before, grants=(), export=False, sensitive=False)
        return replace(now, session=before.session, origin=before.origin)


_PROGRAM = Viewer.system("").origin
