"""A signed-on session: rights are judged by the clock and the store at each act (SE-02, TM-01)."""

from __future__ import annotations

import threading
from dataclasses import replace

from entity_tui.domain.clock import Clock
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import held, profile, store_facts


class Session:
    """Who signed on, and the clock.

    The profile is read again when the day changes, and before an act when the store says
    something else of the user than it did.
    """

    def __init__(self, database: Database, viewer: Viewer, clock: Clock) -> None:
        self._database, self._viewer, self.clock = database, viewer, clock
        self._day = clock.today
        self._lock = threading.Lock()
        with database.read() as connection:
            self._held = held(Raw(connection), viewer)

    @property
    def viewer(self) -> Viewer:
        """The viewer today; one whose grants have ended sees nothing and may do nothing."""
        with self._lock:
            if self.clock.today != self._day:
                self._renew()
            return self._viewer

    def judge_anew(self) -> None:
        """Before an act: take over rights that were given or taken away since."""
        with self._lock:
            with self._database.read() as connection:
                same = held(Raw(connection), self._viewer) == self._held
            if not same:
                self._renew()

    def _renew(self) -> None:
        before, today = self._viewer, self.clock.today
        if before.origin == _PROGRAM:
            return
        with self._database.read() as connection:
            raw = Raw(connection)
            self._held = held(raw, before)
            now = profile(raw, before.user, store_facts(raw).owner, today)
        self._day = today
        if now is None:
            self._viewer = replace(before, grants=(), export=False, sensitive=False)
        else:
            self._viewer = replace(now, session=before.session, origin=before.origin)


_PROGRAM = Viewer.system("").origin
