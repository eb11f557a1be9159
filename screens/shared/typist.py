"""Keys in the order they were pressed: typed ahead, or typed again by a macro (CC-09, UI-02)."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events
from textual.app import App, ScreenError
from textual.timer import Timer

from screens.shared.macros import PASTE, Stroke
from screens.shared.page import PageScreen
from screens.shared.quiet import QuietScreen
from screens.shared.reception import Reception

Typed = events.Key | events.Paste
_PACE = 0.01
"""Seconds between the keys of a macro, at least."""
_GIVES_UP = frozenset({"f12", "escape"})


class Typist:
    """What waits to be carried out; a macro's keys wait for each page as a person would."""

    def __init__(
        self, app: App[int], reception: Reception, carry_out: Callable[[Typed], Awaitable[None]]
    ) -> None:
        self._app, self._reception, self._carry_out = app, reception, carry_out
        self._typed: deque[Typed] = deque()
        self._played: deque[Typed] = deque()
        self._timer: Timer | None = None
        self._refusals = 0
        self._busy = False

    async def typed(self, event: Typed) -> None:
        """A key came; the way back is for what waits as well."""
        if isinstance(event, events.Key) and event.key in _GIVES_UP:
            self._typed.clear()
            self._end("Macro stopped." if self._played else "")
        self._typed.append(event)
        await self.go_on()

    async def go_on(self) -> None:
        """Carry out what waits, as far as the screen takes it."""
        while self._typed and not self._played and self._ready(self._typed[0]):
            event = self._typed.popleft()
            self._reception.recorder.taken(event)
            await self._take(event)

    def _ready(self, event: Typed) -> bool:
        try:
            screen = self._app.screen
        except ScreenError:
            return False
        if not screen.is_mounted:
            return False
        return not (isinstance(screen, QuietScreen) and screen.waits(event))

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
