"""From what Textual paints to what the terminal is sent: the newest frame, when it has room."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual._compositor import CompositorUpdate
from textual._context import NoActiveAppError
from textual.app import ScreenError
from textual.geometry import Offset

from screens.shared.canvas import Canvas
from screens.shared.pace import Pace
from screens.shared.quiet import QuietScreen

if TYPE_CHECKING:
    from textual.app import App

    from screens.shared.driver import PlainDriver

ASK = "\x1b[6n"
"""Asks the terminal for the place of its cursor; it answers when it has come so far."""
_SYNC = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNC = 200
"""Characters of a frame from which it is marked as one, where the terminal knows that."""


class Frames:
    """Only the newest frame waits; what it replaces is never sent."""

    def __init__(self, app: App[int], colors: ColorSystem | None) -> None:
        self._app = app
        self.canvas = Canvas(colors)
        self.pace = Pace()
        self._timer: asyncio.TimerHandle | None = None
        self.open = True
        """The terminal is the program's."""

    def show(self, update: CompositorUpdate) -> None:
        """Something was painted."""
        self.canvas.put(update, self._app.size)
        self.send()

    def resized(self) -> None:
        """The terminal may have moved lines, or be another one; a new size is painted soon."""
        self.canvas.forget()
        if self.canvas.size == self._app.size:
            self.send()

    def again(self) -> None:
        """The terminal may show anything: send the whole frame."""
        self.canvas.forget()
        self.send()

    def send(self) -> None:
        """Send what the terminal lacks, or as soon as it has room."""
        driver, cursor = self._driver, self._cursor
        if driver is None or cursor is None or not self.open or not self.canvas.size:
            return
        if driver.backlog:
            return  # the driver says when all was written
        now = monotonic()
        if wait := self.pace.wait(now):
            self._later(wait)
            return
        text = self.canvas.changes(cursor)
        if text:
            driver.write(self._framed(text, now))

    def _framed(self, text: str, now: float) -> str:
        asked = ASK if self.pace.sent(len(text), now) else ""
        if self._app._sync_available and len(text) > _WORTH_SYNC:
            return f"{_SYNC[0]}{text}{_SYNC[1]}{asked}"
        return text + asked

    def _later(self, seconds: float) -> None:
        """Look again then: by the loop, as this is called outside Textual's context as well."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds + 0.01, self.send)

    @property
    def _cursor(self) -> Offset | None:
        """Where the work is; None where there is no screen any more."""
        try:
            screen = self._app.screen
            place = screen.cursor_place() if isinstance(screen, QuietScreen) else Offset(0, 0)
        except (ScreenError, NoActiveAppError):  # the program has ended meanwhile
            return None
        return screen.outer_size.clamp_offset(place)

    @property
    def _driver(self) -> PlainDriver | None:
        from screens.shared.driver import PlainDriver

        driver = self._app._driver
        return driver if isinstance(driver, PlainDriver) else None
