"""The screens under test: the whole application without a terminal, on a desk without a store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from entity_tui.app import EntityApp
from entity_tui.settings import Settings
from screens.shared.page import PageScreen
from screens.shared.quiet import QuietScreen
from support.fake_desk import FakeDesk

_LONGEST = 60.0
"""Seconds after which a program that never comes to rest fails its test."""


class Session:
    """A running application: keys go in, text comes out."""

    def __init__(self, app: EntityApp, pilot: Pilot[Any], desk: FakeDesk) -> None:
        self.app, self.pilot, self.desk = app, pilot, desk

    @property
    def lines(self) -> list[str]:
        """What is on the screen, without trailing blanks."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What is on the screen, as one text."""
        return "\n".join(self.lines)

    @property
    def message(self) -> str:
        """The message line."""
        assert isinstance(self.app.screen, PageScreen)
        return self.app.screen.message.text

    @property
    def where(self) -> str:
        """The class of the top screen."""
        return type(self.app.screen).__name__

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the terminal's cursor."""
        assert isinstance(self.app.screen, QuietScreen)
        return self.app.screen.cursor_place()

    def send(self, *keys: str, typed_ahead: bool = False) -> None:
        """Keys as fast as they come, without waiting; several characters are typed text.

        Those that are `typed_ahead` were pressed before anything was shown.
        """
        for key in keys:
            named = len(key) > 1 and (key in _NAMED or "+" in key)
            for part in [key] if named else list(key):
                character = " " if part == "space" else part if len(part) == 1 else None
                name = part if len(part) > 1 else _character_to_key(part)
                event = events.Key(name, character)
                event.time = 0.0 if typed_ahead else event.time
                self.app.post_message(event)

    async def press(self, *keys: str) -> None:
        """Keys, then everything they caused."""
        self.send(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no question is open, no message waits and nothing is left to paint."""
        calm, until = 0, time.monotonic() + _LONGEST
        while calm < 5:
            await asyncio.sleep(0.004)
            calm = 0 if self._busy else calm + 1
            assert time.monotonic() < until, f"never at rest; on the screen:\n{self.text}"

    @property
    def _busy(self) -> bool:
        if self.app.workers._workers or self.app._batch_count or not self.app.is_running:
            return self.app.is_running
        screen = self.app.screen
        if screen._layout_required or screen._dirty_widgets or screen._callbacks:
            return True
        nodes = [self.app, *screen.walk_children(with_self=True)]
        return any(not node._message_queue.empty() for node in nodes)

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait for a condition; the screen is told when it does not come."""
        for _ in range(int(seconds / 0.005)):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"it did not happen; on the screen:\n{self.text}")

    async def search(self, line: str) -> None:
        """Type into the Find line and press Enter."""
        await self.press(line, "enter")

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()


_NAMED = {
    "enter", "tab", "escape", "space", "backspace", "delete", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown", *(f"f{n}" for n in range(1, 13)),
}  # fmt: skip


@asynccontextmanager
async def opened(
    desk: FakeDesk | None = None,
    size: tuple[int, int] = (80, 24),
    ready: bool = True,
    settings: Settings | None = None,
    open_desk: Callable[..., Any] | None = None,
) -> AsyncIterator[Session]:
    """The application at Control Central; `ready` waits for the desk."""
    desk = desk or FakeDesk()
    settings = settings or Settings(store="fake://", confirm_after=0.0)
    app = EntityApp(settings, open_desk=open_desk or (lambda *_: desk))
    async with app.run_test(size=size) as pilot:
        session = Session(app, pilot, desk)
        if ready:
            await session.until(lambda: app.reception.desk is not None)
            await session.settle()
        yield session
