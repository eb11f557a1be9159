"""Results while typing: one search for each pause in the Find line (CC-13)."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

PAUSE = 0.25
"""Seconds without a key; every search is recorded, so there is one for a pause."""
LEAST = 2
"""Characters, wild cards not counted."""
PREFERENCE = "typing"


def worth_asking(line: str) -> bool:
    """The line says enough to be searched for before Enter."""
    return sum(not char.isspace() and char != "%" for char in line) >= LEAST


class Glance:
    """Waits for the pause; a key puts it off."""

    def __init__(self, owner: MessagePump, ask: Callable[[], None]) -> None:
        self._owner, self._ask = owner, ask
        self._timer: Timer | None = None

    def typed(self, line: str) -> None:
        """The line changed: ask when nothing follows."""
        self.stop()
        if worth_asking(line):
            self._timer = self._owner.set_timer(PAUSE, self._ask)

    def stop(self) -> None:
        """Do not ask."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
