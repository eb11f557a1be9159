"""Long waits: what is running is shown after a moment, and F12 cancels it (UI-08).

One mechanism for every page: a question that keys wait for is a wait.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App, ScreenError
from textual.timer import Timer

from entity_tui.domain.long_wait import canceled_text, too_late_text
from screens.shared.quiet import QuietScreen, Typed

if TYPE_CHECKING:
    from screens.shared.lane import Lane
    from screens.shared.reception import Reception

_EVERY = 1.0
"""Seconds between two looks at what is waited for."""

_LEAST = 0.02


class Waiting:
    """Shows the oldest question that keys of the top screen wait for, and cancels them."""

    def __init__(self, app: App[int], reception: Reception) -> None:
        self._app, self._reception = app, reception
        self._timer: Timer | None = None
        self._shown_on: QuietScreen | None = None

    def watch(self, lane: Lane[Any]) -> None:
        """A question was asked: show it once it takes long."""
        from screens.shared.lane import Holds

        if lane.holds is not Holds.NOTHING and self._timer is None and self._app.is_running:
            self._timer = self._app.set_timer(self._first, self._look)

    @property
    def _first(self) -> float:
        return max(_LEAST, self._reception.settings.cancel_after)

    def answered(self) -> None:
        """An answer came: what it says comes in the place of the wait."""
        if self._shown_on is not None:
            if self._shown_on.is_attached:
                self._shown_on.waiting("")
            self._shown_on = None

    @property
    def _screen(self) -> QuietScreen | None:
        try:
            screen = self._app.screen
        except ScreenError:
            return None
        return screen if isinstance(screen, QuietScreen) else None

    def _look(self) -> None:
        self._timer = None
        screen = self._screen
        if self._reception.desk is None or screen is None:
            return
        asked = sorted(self._reception.asked_by(screen), key=lambda lane: lane.asked_at)
        if not asked:
            self.answered()
            return
        oldest, now = asked[0], monotonic()
        to_come = oldest.asked_at + self._reception.settings.cancel_after - now
        if to_come <= 0:
            screen.waiting(oldest.wait_told(now))
            self._shown_on = screen
        self._timer = self._app.set_timer(_EVERY if to_come <= 0 else to_come + _LEAST, self._look)

    def cancel(self, event: Typed) -> bool:
        """F12: cancel what it waits for on the top screen; False where it waits for nothing."""
        screen = self._screen
        if screen is None:
            return False
        asked = [one for one in self._reception.asked_by(screen) if screen.waits_for(event, one)]
        if not asked:
            return False
        self.answered()
        late = [lane.what for lane in asked if not lane.cancel()]
        if late:
            screen.note(too_late_text(late[0]))
        else:
            screen.note(canceled_text(asked[0].what))
            screen.wait_canceled()
        return True
