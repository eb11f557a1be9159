"""A terminal at the other end of a slow line: so many bytes a second, and a delay each way."""

from __future__ import annotations

import os
import time
from collections import deque
from typing import Any

from support.terminal import Terminal, key_bytes

_STEP = 0.01


class SlowTerminal(Terminal):
    """9,600 baud and 300 ms each way, unless told otherwise; `read` is what the program wrote."""

    def __init__(self, *args: Any, baud: int = 9600, latency: float = 0.3, **kwargs: Any) -> None:
        self.rate, self.latency = baud / 10, latency
        self._to_program: deque[tuple[float, bytes]] = deque()
        self._to_screen: deque[tuple[float, bytes]] = deque()
        self._read_at = time.perf_counter()
        super().__init__(*args, **kwargs)

    def press(self, *keys: str) -> None:
        """Keys, which arrive after the delay."""
        for key in keys:
            self._send(key_bytes(key))

    def type_in(self, text: str) -> None:
        """Characters, which arrive after the delay."""
        self._send(text.encode())

    def _send(self, data: bytes) -> None:
        self._to_program.append((time.perf_counter() + self.latency, data))

    def _reply(self, data: bytes) -> None:
        self._send(data)

    def _read(self, until: float) -> bytes:
        while True:
            now = time.perf_counter()
            while self._to_program and self._to_program[0][0] <= now:
                os.write(self._master, self._to_program.popleft()[1])
            self._take_from_program(now)
            if self._to_screen and self._to_screen[0][0] <= now:
                data = self._to_screen.popleft()[1]
                self._answer(data)
                return data
            if now >= until or (self._ended and not self._to_screen):
                return b""
            time.sleep(_STEP)

    def _take_from_program(self, now: float) -> None:
        room = int((now - self._read_at) * self.rate)
        if room <= 0:
            return
        self._read_at = now
        try:
            data = os.read(self._master, room)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._to_screen.append((now + self.latency, data))
        else:
            self._ended = True
