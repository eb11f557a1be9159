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
"""An unfinished sequence means nothing after so many times the wait; its rest is swallowed."""
_BARE = 10.0
"""Seconds after which ESC with `[` or `O` alone was no sequence: nothing more is swallowed."""
PASTE_SILENCE = 10.0
"""Seconds without a character after which the end of a paste is lost."""
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
    LOST_PASTE = "a paste without an end, which is dropped"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was pressed, or that the terminal reports."""

    kind: Kind
    text: str


class _Paste:
    """A paste as it comes, in pieces of any size."""

    def __init__(self, now: float) -> None:
        self.parts: list[str] = []
        self.since = now
        """When the last piece came."""
        self.ended = False
        self._last = ""
        """The last characters, in which the mark of the end may begin."""

    def take(self, text: str, now: float) -> int:
        """Take a piece; return how many of its characters belong to the paste."""
        joined = self._last + text
        at = joined.find(_PASTE_END)
        self.ended = at >= 0
        taken = at + len(_PASTE_END) - len(self._last) if self.ended else len(text)
        self.parts.append(text[:taken])
        self.since, self._last = now, joined[1 - len(_PASTE_END) :]
        return taken


class KeyReader:
    """Reads characters as they come; `now` is any clock in seconds that only goes forward."""

    def __init__(self, wait: float, mouse: bool = False) -> None:
        """`wait` is how long the rest of a sequence may take; `mouse` is whether it is on."""
        self.wait, self.mouse = wait, mouse
        self._held = ""
        """What has come of a sequence."""
        self._since = 0.0
        self._stale = False
        """What is held came too late to mean anything: its rest is swallowed."""
        self._paste: _Paste | None = None
        self._paste_lost = False
        """The end of the last paste is lost, and nothing has come since."""
        self._skip = 0
        self._found: list[Token] = []

    def feed(self, text: str, now: float) -> list[Token]:
        """Take characters that came together."""
        self._expire(now)
        at = self._late_rest(text)
        while at < len(text):
            run = self._run(text, at)
            if self._paste is not None:
                run = self._pasted(text[at:], now)
            elif run > 1:
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

    def _late_rest(self, text: str) -> int:
        """How many characters are the rest of a paste that was dropped before its end came."""
        lost, self._paste_lost = self._paste_lost, self._paste_lost and not text
        end = text.find(_PASTE_END) if lost else -1
        return end + len(_PASTE_END) if end >= 0 else 0

    def _taken(self) -> list[Token]:
        found, self._found = self._found, []
        return found

    def _run(self, text: str, at: int) -> int:
        """How many characters from here are a long run of plain text; 0 where they are not."""
        if self._held or self._paste is not None or self._skip:
            return 0
        end = at
        while end < len(text) and text[end].isprintable():
            end += 1
        return end - at if end - at >= RUN else 0

    def _expire(self, now: float) -> None:
        if self._paste is not None and now - self._paste.since > PASTE_SILENCE:
            self._paste, self._paste_lost = None, True
            self._found.append(Token(Kind.LOST_PASTE, ""))
        if not self._held:
            return
        late = now - self._since
        if self._held == ESC:
            if late > self.wait:
                self._drop(Token(Kind.ESCAPE, ESC))
        elif len(self._held) == 2 and self._held[1] in _STRINGS:
            if late > self.wait:
                self._drop(Token(Kind.ALT, self._held[1]))
        elif len(self._held) == 2 and late > _BARE:
            self._drop()
        elif late > self.wait * _PATIENCE:
            self._stale = True

    def _drop(self, *tokens: Token) -> None:
        """Nothing is held any more; these came of it."""
        self._held, self._stale = "", False
        self._found += tokens

    def _take(self, char: str, now: float) -> None:
        if self._skip:
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
            self._held, self._stale = ESC, False
            self._after_escape(char, now)
        elif char < " " and char != ESC:  # a key: the string has no end
            self._drop()
            self._begin(char, now)
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
            self._end(self._held + char, now)

    def _end(self, sequence: str, now: float) -> None:
        stale, self._held, self._stale = self._stale, "", False
        if sequence == _PASTE:
            self._paste = _Paste(now)
        elif sequence == f"{ESC}[M" and self.mouse:
            self._skip = _FOLLOW_MOUSE
        elif sequence != _PASTE_END and len(sequence) <= LONGEST and not stale:
            self._found.append(Token(Kind.SEQUENCE, sequence))

    def _pasted(self, text: str, now: float) -> int:
        """Take pasted text up to its end; return how many characters were taken."""
        assert self._paste is not None
        taken = self._paste.take(text, now)
        if self._paste.ended:
            whole = "".join(self._paste.parts).removesuffix(_PASTE_END)
            self._paste = None
            self._found.append(Token(Kind.PASTE, whole.replace("\0", "")))
        return taken
