"""A terminal for programs under test: a pty, the keys a person presses, the screen they see."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyte

Wanted = str | re.Pattern[str]

KEYS = {
    "enter": b"\r", "tab": b"\t", "shift+tab": b"\x1b[Z", "escape": b"\x1b", "space": b" ",
    "backspace": b"\x7f", "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C",
    "left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F", "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~", "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS",
    "f5": b"\x1b[15~", "f6": b"\x1b[17~", "f7": b"\x1b[18~", "f8": b"\x1b[19~",
    "f9": b"\x1b[20~", "f10": b"\x1b[21~", "f11": b"\x1b[23~", "f12": b"\x1b[24~",
}  # fmt: skip
"""What an xterm sends for the keys that are not characters."""

_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
_QUESTIONS = re.compile(b"|".join(map(re.escape, _ANSWERS)))
_LONGEST_QUESTION = max(map(len, _ANSWERS))
# Sequences that print nothing and that the screen model would misread.
_SILENT = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]|\x1b\[\??[0-9;]*\$[a-z]|\x1b\[[0-9;]* q|\x1b\[\?[0-9;]*[cmnu]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b\[[0-9;]*t"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<=>?$ ]*|\][^\x07\x1b]*|[P_^X][^\x1b]*)?$")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_NOT_INHERITED = {"COLUMNS", "LINES", "NO_COLOR", "TMUX", "STY"}


def key_bytes(key: str) -> bytes:
    """The bytes of a named key, of `ctrl+q` and `alt+r`, or of a single character."""
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1].upper()) ^ 0x40])
    if key.startswith("alt+"):
        return b"\x1b" + key_bytes(key[4:])
    if len(key) != 1:
        raise ValueError(f"no such key: {key}")
    return key.encode()


@dataclass(frozen=True, slots=True)
class Painted:
    """What a key cost: milliseconds to the first and to the last byte, and how many bytes."""

    first_ms: float
    last_ms: float
    nbytes: int


class Terminal:
    """A program on a pty of its own; `log` holds every byte it wrote."""

    def __init__(
        self,
        command: Sequence[str | Path],
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.log = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._unfinished = self._unanswered = b""
        self._ended = False
        inherited = {k: v for k, v in os.environ.items() if k not in _NOT_INHERITED}
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        settings |= environment or {}
        self._master, slave = os.openpty()
        self._resize(columns, rows)
        self.tty_at_start = termios.tcgetattr(slave)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=slave, stdout=slave, stderr=slave,
            env={**inherited, **settings}, cwd=folder, preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(slave)
        os.set_blocking(self._master, False)

    def press(self, *keys: str) -> None:
        """Press named keys one after the other, without waiting."""
        for key in keys:
            os.write(self._master, key_bytes(key))

    def type_in(self, text: str) -> None:
        """Type characters."""
        os.write(self._master, text.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told."""
        self.screen.resize(rows, columns)
        self._resize(columns, rows)

    def _resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, without trailing blanks."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def modes(self) -> set[int]:
        """The private modes the bytes so far left on; 25 is the visible cursor."""
        on = {25}
        for match in _MODES.finditer(bytes(self.log)):
            numbers = {int(number) for number in match[1].split(b";")}
            on = on | numbers if match[2] == b"h" else on - numbers
        return on

    def shows(self, wanted: Wanted) -> bool:
        """The screen has this text, or matches this pattern, and no frame is half painted."""
        if self.log.rfind(b"\x1b[?2026h") > self.log.rfind(b"\x1b[?2026l"):
            return False
        if isinstance(wanted, str):
            return wanted in self.text
        return wanted.search(self.text) is not None

    def wait_for(self, wanted: Wanted, seconds: float = 30.0) -> str:
        """Wait until the screen shows it; the whole screen is returned, or told on failure."""
        until = time.perf_counter() + seconds
        while not self.shows(wanted):
            data = self._read(until)
            if not data:
                state = "ended" if self._ended else f"{seconds:g} s passed"
                raise AssertionError(f"{state} without {wanted!r} on the screen:\n{self.text}")
            self._show(data)
        return self.text

    def settle(self, quiet: float = 0.15, seconds: float = 10.0) -> str:
        """Wait until nothing has been written for `quiet` seconds; the screen is returned."""
        until = time.perf_counter() + seconds
        while data := self._read(min(until, time.perf_counter() + quiet)):
            self._show(data)
        return self.text

    def finish(self, seconds: float = 20.0) -> int:
        """Wait for the program to end; its exit code."""
        until = time.perf_counter() + seconds
        while data := self._read(until):
            self._show(data)
        return self.process.wait(max(0.1, until - time.perf_counter()))

    def measure(
        self, key: str, wanted: Wanted, quiet: float = 0.06, seconds: float = 20.0
    ) -> Painted:
        """Press a key and wait until the screen shows `wanted` and is quiet.

        Bytes are stamped when they come and shown once it is quiet, so that the screen model does
        not compete with the program for the processor.
        """
        self.settle(0.001)
        start = time.perf_counter()
        self.press(key)
        stamps, count, until = [], 0, start + seconds
        while True:
            for stamp, data in self._burst(until, quiet):
                stamps.append(stamp)
                count += len(data)
                self._show(data)
            if self.shows(wanted):
                return Painted((stamps[0] - start) * 1e3, (stamps[-1] - start) * 1e3, count)
            if self._ended or time.perf_counter() >= until:
                raise AssertionError(f"no {wanted!r} after {key}:\n{self.text}")

    def _burst(self, until: float, quiet: float) -> list[tuple[float, bytes]]:
        burst: list[tuple[float, bytes]] = []
        while data := self._read(min(until, burst[-1][0] + quiet) if burst else until):
            burst.append((time.perf_counter(), data))
        return burst

    def _read(self, until: float) -> bytes:
        """What the program writes next; nothing when the time is up or it has ended."""
        while not self._ended:
            wait = max(0.0, until - time.perf_counter())
            if not select.select([self._master], [], [], wait)[0]:
                return b""
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:
                data = b""
            if data:
                self._answer(data)
                return data
            self._ended = True
        return b""

    def _answer(self, data: bytes) -> None:
        """Answer what is asked, in order, also where a question comes in two pieces."""
        data = self._unanswered + data
        end = 0
        for match in _QUESTIONS.finditer(data):
            self._reply(_ANSWERS[match[0]])
            end = match.end()
        self._unanswered = data[max(end, len(data) - _LONGEST_QUESTION + 1) :]

    def _reply(self, data: bytes) -> None:
        os.write(self._master, data)

    def _show(self, data: bytes) -> None:
        self.log += data
        data = self._unfinished + data
        rest = _UNFINISHED.search(data, max(0, len(data) - 4096))
        cut = rest.start() if rest else len(data)
        self._unfinished = data[cut:]
        self._stream.feed(_SILENT.sub(b"", data[:cut]))

    @property
    def tty(self) -> list[Any]:
        """The terminal's line settings now, to compare with `tty_at_start`."""
        return termios.tcgetattr(self._master)

    def close(self) -> None:
        """End the program, however it stands."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
