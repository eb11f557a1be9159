"""One queue of keys, in the order they were pressed: typed, or played by a macro (CC-09, UI-02).

A key is taken when the keys before it have had their effect: the page they open is there and its
questions are answered. So the same keys end in the same place at any speed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from textual import events
from textual.app import App, ScreenError
from textual.screen import Screen
from textual.timer import Timer

from screens.shared.macros import PASTE, Stroke
from screens.shared.page import PageScreen
from screens.shared.quiet import QuietScreen, Typed
from screens.shared.reception import Reception

_PACE = 0.01
"""Seconds between the keys of a macro, at least."""
_CANCELS = frozenset({"f12", "escape"})
_QUITS = "ctrl+q"


class Typist:
    """What waits to be taken; a macro's keys wait for each page as a person would."""

    def __init__(
        self, app: App[int], reception: Reception, carry_out: Callable[[Typed], Awaitable[None]]
    ) -> None:
        self._app, self._reception, self._carry_out = app, reception, carry_out
        self._typed: deque[Typed] = deque()
        self._played: deque[Typed] = deque()
        self._timer: Timer | None = None
        self._refusals = 0
        self._busy = self._taking = False

    async def typed(self, event: Typed) -> None:
        """A key came; pressed while a long wait is shown, F12 cancels it and what was typed on."""
        key = event.key if isinstance(event, events.Key) else ""
        if key in _CANCELS and self._played:
            self._typed.clear()
            self._end("Macro stopped.")
        elif key in _CANCELS and self._is_long_wait(event):
            self._typed.clear()
            if self._stop_waiting():
                return
        elif key == _QUITS and self._is_long_wait(event):
            self._typed.clear()
            await self._take(event)
            return
        self._typed.append(event)
        await self.go_on()
        if self._typed and isinstance(self._screen, QuietScreen):
            self._screen.is_kept_waiting()

    async def go_on(self) -> None:
        """Take what waits, one key after the other, as far as the screen is ready for it."""
        if self._taking:
            return
        self._taking = True
        try:
            while self._typed and not self._played and self._ready(self._typed[0]):
                event = self._typed.popleft()
                self._reception.recorder.taken(event)
                await self._take(event)
        finally:
            self._taking = False

    @property
    def _screen(self) -> Screen[Any] | None:
        try:
            return self._app.screen
        except ScreenError:
            return None

    def _ready(self, event: Typed) -> bool:
        screen = self._screen
        if screen is None or not screen.is_mounted:
            return False
        return not (isinstance(screen, QuietScreen) and self._waits(screen, event))

    def _waits(self, screen: QuietScreen, event: Typed) -> bool:
        asked = self._reception.asked_by(screen)
        return screen.waits(event) or any(screen.waits_for(event, lane) for lane in asked)

    def _is_long_wait(self, event: Typed) -> bool:
        """Was the key pressed so long after the question was asked that its wait was seen?"""
        screen = self._screen
        if not isinstance(screen, QuietScreen) or not self._waits(screen, event):
            return False
        since = [lane.asked_at for lane in self._reception.asked_by(screen)]
        return bool(since) and event.time - min(since) >= self._reception.settings.cancel_after

    def _stop_waiting(self) -> bool:
        screen = self._screen
        return isinstance(screen, QuietScreen) and screen.stop_waiting()

    async def _take(self, event: Typed) -> None:
        screen = self._app.screen
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r")  # pressed before the terminal was ours
        if not (isinstance(screen, QuietScreen) and screen.take(event)):
            await self._carry_out(event)
        if self._reception.program.guide is not None:
            self._reception.program.guide.pressed()

    # -- macros -------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """A macro is being typed."""
        return bool(self._played)

    def play(self, strokes: Iterable[Stroke]) -> None:
        """Type these keys; what the user types meanwhile waits for their end."""
        self._played.extend(map(_event, strokes))
        self._refusals = self._reception.refusals
        self._timer = self._app.set_interval(_PACE, self._play)

    async def _play(self) -> None:
        if self._busy or not self._played:
            return
        if self._reception.refusals != self._refusals:
            self._end("")
            await self.go_on()
        elif not self._reception.busy and self._ready(self._played[0]):
            self._busy = True
            try:
                await self._take(self._played.popleft())
            finally:
                self._busy = False
            if not self._played:
                self._end("")
                await self.go_on()

    def _end(self, said: str) -> None:
        self._played.clear()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if said and isinstance(self._app.screen, PageScreen):
            self._app.screen.say(said)


def _event(stroke: Stroke) -> Typed:
    key, typed = stroke
    return events.Paste(typed) if key == PASTE else events.Key(key, typed or None)
