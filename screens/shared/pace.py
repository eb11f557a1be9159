"""Output at the pace of the line: what is on its way is counted and waited for; pure (UI-11)."""

from __future__ import annotations

from collections import deque

WINDOW = 512
"""Bytes that may be on their way when another frame is sent."""
ASKS_EVERY = 256
"""Bytes after which the terminal is asked again how far it is."""
UNKNOWN_FOR = 0.4
"""Seconds without an answer after which nothing is waited for until one comes."""
LOST_AFTER = 15.0
"""Seconds after which an answer of a terminal that does answer is lost."""
MOST_ASKED = 64
"""Questions that may be open: a terminal that never answers is then asked no more."""


class Pace:
    """Frames are sent while little is on its way: the terminal answers where it has come to.

    A terminal that never answers is not waited for.
    """

    def __init__(self) -> None:
        self.answers = False
        self._asked: deque[tuple[float, int]] = deque()
        """When the terminal was asked, and how many bytes were sent until then."""
        self._sent = self._arrived = 0
        self._since_asked = 0

    @property
    def waits_for_answer(self) -> bool:
        """An answer is still to come."""
        return bool(self._asked)

    def sent(self, size: int, now: float) -> bool:
        """A frame goes out; True where the terminal is to be asked after it."""
        self._sent += size
        self._since_asked += size
        asks = not self._asked or self._since_asked >= ASKS_EVERY
        asks = asks and len(self._asked) < MOST_ASKED
        if asks:
            self._since_asked = 0
            self._asked.append((now, self._sent))
        return asks

    def answered(self) -> bool:
        """The terminal has come as far as it was asked first; False where it was not asked."""
        if not self._asked:
            return False
        self.answers = True
        _, self._arrived = self._asked.popleft()
        return True

    def wait(self, now: float) -> float:
        """Seconds until another frame may be sent, unless an answer comes before; 0 for now."""
        if not self._asked or self._sent - self._arrived < WINDOW:
            return 0.0
        limit = LOST_AFTER if self.answers else UNKNOWN_FOR
        left = self._asked[0][0] + limit - now
        if left > 0:
            return left
        if self.answers:
            self._asked.clear()
            self._arrived = self._sent
        return 0.0
