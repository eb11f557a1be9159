"""From what a terminal sends to keys: escape sequences are joined, or dropped whole; pure (UI-01).

A sequence may arrive in pieces on a slow line. Nothing of a sequence is ever typed as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

ESC = "\x1b"
ALT_WAIT = 0.1
"""Seconds in which a character after ESC is Alt with it; terminals send both at once."""
LONGEST = 64
"""Characters of a sequence; a longer one is dropped."""
RUN = 16
"""So many characters in one piece are handed on together."""
_PATIENCE = 4
"""An unfinished sequence is dropped after so many times the wait for its start."""
_STRINGS = frozenset("]P_^X")
"""After ESC: OSC, DCS, APC, PM and SOS, which end in BEL or ESC and a backslash."""
_PASTE, _PASTE_END = f"{ESC}[200~", f"{ESC}[201~"
_FOLLOW_MOUSE = 3
"""Bytes after the old report of the mouse."""


class Kind(Enum):
    """What a token is."""

    TEXT = "one character or more that were typed"
    ESCAPE = "the Escape key"
    ALT = "Alt with a character"
    SEQUENCE = "an escape sequence, whole"
    PASTE = "text that was pasted"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was pressed, or that the terminal reports."""

    kind: Kind
    text: str


class KeyReader:
    """Reads characters as they come; `now` is any clock in seconds that only goes forward."""

    def __init__(self, wait: float, mouse: bool = False) -> None:
        """`wait` is how long the rest of a sequence may take; `mouse` is whether it is on."""
        self.wait, self.mouse = wait, mouse
        self._held = ""
        """What has come of a sequence."""
        self._since = 0.0
        self._pasted: str | None = None
        self._skip = 0
        self._found: list[Token] = []

    def feed(self, text: str, now: float) -> list[Token]:
        """Take characters that came together."""
        self._expire(now)
        at = 0
        while at < len(text):
            run = self._run(text, at)
            if run > 1:
                self._found.append(Token(Kind.TEXT, text[at : at + run]))
            else:
                run = 1
                self._take(text[at], now)
            at += run
        return self._taken()

    def tick(self, now: float) -> list[Token]:
        """Time has passed: Escape alone, and what was never finished."""
        self._expire(now)
        return self._taken()

    def _taken(self) -> list[Token]:
        found, self._found = self._found, []
        return found

    def _run(self, text: str, at: int) -> int:
        """How many characters from here are a long run of plain text; 0 where they are not."""
        if self._held or self._pasted is not None or self._skip:
            return 0
        end = at
        while end < len(text) and text[end].isprintable():
            end += 1
        return end - at if end - at >= RUN else 0

    def _expire(self, now: float) -> None:
        if not self._held:
            return
        late = now - self._since
        if self._held == ESC:
            if late > self.wait:
                self._drop(Token(Kind.ESCAPE, ESC))
        elif len(self._held) == 2 and self._held[1] in _STRINGS:
            if late > ALT_WAIT:
                self._drop(Token(Kind.ALT, self._held[1]))
        elif late > self.wait * _PATIENCE:
            self._drop()

    def _drop(self, *tokens: Token) -> None:
        """Nothing is held any more; these came of it."""
        self._held = ""
        self._found += tokens

    def _take(self, char: str, now: float) -> None:
        if self._pasted is not None:
            self._paste(char)
        elif self._skip:
            self._skip -= 1
        elif not self._held:
            self._begin(char, now)
        elif self._held == ESC:
            self._after_escape(char, now)
        elif self._held[1] in _STRINGS:
            self._string(char, now)
        else:
            self._sequence(char, now)

    def _begin(self, char: str, now: float) -> None:
        if char == ESC:
            self._held, self._since = ESC, now
        elif char:
            self._found.append(Token(Kind.TEXT, char))

    def _hold(self, char: str, now: float) -> None:
        if len(self._held) <= LONGEST:
            self._held += char
        self._since = now

    def _after_escape(self, char: str, now: float) -> None:
        late = now - self._since
        if char in "[O":  # what came too late has expired before
            self._hold(char, now)
        elif char == ESC or late > ALT_WAIT:
            self._drop(Token(Kind.ESCAPE, ESC))
            self._begin(char, now)
        elif char in _STRINGS:
            self._hold(char, now)
        else:
            self._drop(Token(Kind.ALT, char))

    def _string(self, char: str, now: float) -> None:
        """Reports of colours, names and the like: nobody asked for them."""
        ended = char == "\x07" or (self._held.endswith(ESC) and char == "\\")
        if ended:
            self._drop()
        elif self._held.endswith(ESC):
            self._held = ESC
            self._after_escape(char, now)
        else:
            if len(self._held) >= LONGEST:
                self._held = self._held[:2]
            self._hold(char, now)

    def _sequence(self, char: str, now: float) -> None:
        if char == ESC or not " " <= char <= "~":
            self._drop()
            self._begin(char, now)
        elif (self._held == f"{ESC}[" and char == "[") or (
            char < "@" and self._held != f"{ESC}[["
        ):  # F1 to F5 of the Linux console
            self._hold(char, now)
        else:
            self._end(self._held + char)

    def _end(self, sequence: str) -> None:
        self._held = ""
        if sequence == _PASTE:
            self._pasted = ""
        elif sequence == f"{ESC}[M" and self.mouse:
            self._skip = _FOLLOW_MOUSE
        elif sequence != _PASTE_END and len(sequence) <= LONGEST:
            self._found.append(Token(Kind.SEQUENCE, sequence))

    def _paste(self, char: str) -> None:
        assert self._pasted is not None
        self._pasted += char
        if char == "~" and self._pasted.endswith(_PASTE_END):
            text, self._pasted = self._pasted.removesuffix(_PASTE_END), None
            self._found.append(Token(Kind.PASTE, text.replace("\0", "")))
