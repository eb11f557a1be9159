"""The terminal's driver: keys as every terminal sends them, no modes left behind (UI-01, UI-11)."""

from __future__ import annotations

import contextlib
import os
import re
import select
import selectors
import signal
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key
from textual.message import Message

from entity_tui.terminal import Codeset
from screens.shared.key_reader import KeyReader, Kind, Token

if TYPE_CHECKING:
    from entity_tui.app import EntityApp

# Reports of focus (each repaints), and the end of a keyboard mode that was never begun.
_UNSENT = frozenset(("\x1b[?1004h", "\x1b[?1004l", "\x1b[<u"))
_TICK = 0.05
"""Seconds between looks whether a sequence is still unfinished."""
_LAST_ANSWER = 5.0
"""Seconds the terminal has to answer before it is given back."""
_PLACE = re.compile(r"\x1b\[\d+;\d+R")
"""The answer to the question for the cursor's place (see `frames`)."""
_REPORT = re.compile(r"\x1b\[(\?\d+;\d\$y|48;[\d:;]+t|<[\d;-]+[Mm])")
"""What Textual reads of a terminal's answers: modes, its size, the mouse."""


class TextRun(events.Event):
    """Many characters that came at once: pasted into a terminal that does not mark it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PasteLost(events.Event):
    """The end of a pasted text did not come; what came of it is dropped."""


class Output:
    """The terminal as a file: characters by its codeset; what was written is counted."""

    def __init__(self, fileno: int, codeset: Codeset, written: Callable[[int], None]) -> None:
        """`written` is told the characters that went out, in the thread that writes."""
        self._fileno, self._codeset, self._written = fileno, codeset, written

    def fileno(self) -> int:
        """The number of the file."""
        return self._fileno

    def write(self, text: str) -> None:
        """Write all of it, as fast as the terminal takes it; nothing where it is gone."""
        data = self._codeset.encode(text)
        with contextlib.suppress(OSError):
            while data:
                try:
                    data = data[os.write(self._fileno, data) :]
                except BlockingIOError:
                    select.select([], [self._fileno], [])
        self._written(len(text))

    def flush(self) -> None:
        """Nothing is kept back."""


class PlainDriver(LinuxDriver):
    """Textual's driver with a reader of its own; changes of focus are not reported."""

    def __init__(
        self,
        app: App[int],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        number = self._file.fileno() if self._file is not None else 2
        self._file = cast(Any, Output(number, self._entity_app.codeset, self._written))
        self._lock = threading.Lock()
        self.backlog = 0
        """Characters that the terminal has not taken yet."""

    def write(self, data: str) -> None:
        """Everything but what is not wanted."""
        if data not in _UNSENT:
            with self._lock:
                self.backlog += len(data)
            super().write(data)

    def _written(self, count: int) -> None:
        with self._lock:
            self.backlog -= count
            drained = not self.backlog
        if drained:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._entity_app.frames.send)

    def disable_input(self) -> None:
        """Read no more, once the terminal has answered: later it would answer to the shell."""
        frames = self._entity_app.frames
        frames.open = False
        until = monotonic() + _LAST_ANSWER
        reads = self._key_thread is not None and self._key_thread.is_alive()
        while reads and frames.pace.answers and frames.pace.waits_for_answer:
            if monotonic() >= until:
                break
            sleep(_TICK)
        super().disable_input()

    def start_application_mode(self) -> None:
        """Take the terminal; a dropped line and a call to end are listened to."""
        self._entity_app.frames.open = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in (signal.SIGHUP, signal.SIGTERM):
            self._loop.add_signal_handler(number, self._entity_app.end_by, number)

    @property
    def _entity_app(self) -> EntityApp:
        return cast("EntityApp", self._app)

    def run_input_thread(self) -> None:
        """Read what the terminal sends and hand it on as events."""
        reader = KeyReader(self._entity_app.settings.escape_wait, mouse=self._mouse)
        decode = getincrementaldecoder(self._entity_app.codeset.name)("replace").decode
        parser = XTermParser(self._debug)
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        with selector:
            while not self.exit_event.is_set():
                tokens: Iterable[Token] = ()
                if selector.select(_TICK):
                    data = self._read()
                    if not data:
                        return
                    tokens = reader.feed(decode(data), monotonic())
                for token in (*tokens, *reader.tick(monotonic())):
                    self._hand_on(token, parser)

    def _hand_on(self, token: Token, parser: XTermParser) -> None:
        if token.kind is Kind.SEQUENCE and _PLACE.fullmatch(token.text):
            self._entity_app.frames.pace.answered()
            self._loop.call_soon_threadsafe(self._entity_app.frames.send)
            return
        for event in events_of(token, parser):
            self.process_message(event)

    def _read(self) -> bytes:
        """What the terminal sent; nothing where it is gone, which ends the program."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self._loop.call_soon_threadsafe(self._entity_app.end_by, signal.SIGHUP)
        return data


def events_of(token: Token, parser: XTermParser) -> Iterable[Message]:
    """The events a token stands for; none for a sequence that means nothing here."""
    if token.kind is Kind.PASTE:
        return (events.Paste(token.text),)
    if token.kind is Kind.LOST_PASTE:
        return (PasteLost(),)
    if token.kind is Kind.ESCAPE:
        return (events.Key("escape", None),)
    if token.kind is Kind.ALT:
        return (events.Key(_alt(token.text), None),) if token.text.isprintable() else ()
    if token.kind is Kind.SEQUENCE:
        known = token.text in ANSI_SEQUENCES_KEYS or _REPORT.fullmatch(token.text)
        return tuple(parser.feed(token.text)) if known else ()
    return tuple(parser.feed(token.text)) if len(token.text) == 1 else (TextRun(token.text),)


def _alt(char: str) -> str:
    name = char if char.isalnum() else _character_to_key(char)
    return f"alt+shift+{name.lower()}" if name.isupper() else f"alt+{name}"
