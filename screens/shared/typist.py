"""One queue of keys, in the order they were pressed: typed, or played by a macro (CC-09, UI-02).

A key is taken when the keys before it have had their effect: the page they open is there and its
questions are answered. So the same keys end in the same place at any speed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from itertools import takewhile
from typing import Any

from textual import events
from textual.app import App, ScreenError
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.timer import Timer

from screens.shared.key_reader import RUN
from screens.shared.macros import PASTE, Stroke
from screens.shared.page import PageScreen
from screens.shared.quiet import QuietScreen, Typed
from screens.shared.reception import Reception

_PACE = 0.01
"""Seconds between the keys of a macro, at least."""
_CANCELS = frozenset({"f12", "escape"})
_QUITS = "ctrl+q"
_ALIKE = {"escape": "f12"}
"""Keys that are the same way out."""
_WAYS_OUT = frozenset("f12 escape f3 f2 f6 f9 ctrl+q left_square_bracket".split())
"""Keys after which the question about unsaved work still counts as just asked."""


class Typist:
    """What waits to be taken; a macro's keys wait for each page as a person would."""

    def __init__(
        self, app: App[int], reception: Reception, carry_out: Callable[[Typed], Awaitable[bool]]
    ) -> None:
        self._app, self._reception, self._carry_out = app, reception, carry_out
        self._typed: deque[Typed] = deque()
        self._played: deque[Typed] = deque()
        self._timer: Timer | None = None
        self._refusals = 0
        self._busy = self._taking = False
        self._last_at = 0.0
        """When the key before was pressed."""
        self._singly = 0
        """So many keys are taken before characters are put together again."""

    async def typed(self, event: Typed) -> None:
        """A key came; pressed while a long wait is shown, F12 cancels it and what was typed on."""
        key = event.key if isinstance(event, events.Key) else ""
        long_wait = key in {*_CANCELS, _QUITS} and self._is_long_wait(event)
        self._last_at = event.time
        if key in _CANCELS and self._played:
            self._typed.clear()
            self._end("Macro stopped.")
        elif key in _CANCELS and long_wait:
            self._typed.clear()
            if self._reception.waits.cancel(event):
                return
        elif key == _QUITS and long_wait:
            self._typed.clear()
            await self._take(event)
            return
        self._typed.append(event)
        await self.go_on()
        if self._typed and isinstance(self._screen, QuietScreen):
            self._screen.is_kept_waiting()

    async def typed_at_once(self, text: str) -> None:
        """Characters came in one piece, more than anybody types."""
        self._typed += (events.Key(_character_to_key(char), char) for char in text)
        await self.go_on()

    async def go_on(self) -> None:
        """Take what waits, one key after the other, as far as the screen is ready for it."""
        if self._taking:
            return
        self._taking = True
        try:
            while self._typed and not self._played and self._ready(self._typed[0]):
                if not self._take_text():
                    event = self._typed.popleft()
                    self._reception.recorder.taken(event)
                    await self._take(event)
        finally:
            self._taking = False

    def _take_text(self) -> bool:
        """Characters that wait go into a box together, where a box takes them."""
        screen = self._screen
        if self._singly:
            self._singly -= 1
            return False
        if len(self._typed) < RUN or not isinstance(screen, QuietScreen):
            return False
        keys = [key for key in takewhile(_is_character, self._typed) if isinstance(key, events.Key)]
        if len(keys) < RUN:
            return False
        if not screen.take_text("".join(key.character or "" for key in keys)):
            self._singly = RUN
            return False
        for key in keys:
            self._typed.popleft()
            self._reception.recorder.taken(key)
        return True

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
        """Was the key pressed so long after the question, and after the key before it?

        Then the wait was seen, and the key was not typed ahead.
        """
        screen = self._screen
        if not isinstance(screen, QuietScreen):
            return False
        if not self._typed and not self._waits(screen, event):
            return False
        since = [lane.asked_at for lane in self._reception.asked_by(screen)]
        if not since:
            return False
        seen = event.time - max(min(since), self._last_at)
        return seen >= self._reception.settings.cancel_after

    async def _take(self, event: Typed) -> None:
        screen = self._app.screen
        guard = self._reception.guard
        guard.pressed_at = event.time
        key = event.key if isinstance(event, events.Key) else ""
        guard.pressed_key = _ALIKE.get(key, key)
        if not self._may_lead_out(event):
            guard.forget()
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r")  # pressed before the terminal was ours
        if isinstance(screen, QuietScreen):
            if not screen.take(event) and not await self._carry_out(event):
                screen.unused(event)
        else:
            await self._carry_out(event)
        if self._reception.program.guide is not None:
            self._reception.program.guide.pressed()

    def _may_lead_out(self, event: Typed) -> bool:
        """Is the key a way out, or part of a command?"""
        screen = self._app.screen
        if isinstance(screen, PageScreen) and screen.message.typing is not None:
            return True
        return isinstance(event, events.Key) and event.key in _WAYS_OUT

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


def _is_character(event: Typed) -> bool:
    return isinstance(event, events.Key) and event.is_printable and bool(event.character)


def _event(stroke: Stroke) -> Typed:
    key, typed = stroke
    return events.Paste(typed) if key == PASTE else events.Key(key, typed or None)
