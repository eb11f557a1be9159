"""Records whose quoted fields go on over several physical lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from entity_tui.imports.text_form import Line as Line

LOOK_AHEAD = 100
"""Lines after which a quote that was opened counts as never closed."""


class Joiner:
    """Joins lines where a quote is open at the end of one and closed on a later one.

    Only where the whole is then a good record (`whole` says so); else each line stands for itself,
    so that one stray quote costs its own line and no other.
    """

    def __init__(self, quotes: Callable[[bytes], int], whole: Callable[[bytes], bool]) -> None:
        self._quotes, self._whole = quotes, whole
        self._held: list[Line] = []

    @property
    def holds(self) -> bool:
        """Do lines wait for the end of a quote?"""
        return bool(self._held)

    def join(self, lines: list[Line], ended: bool = False) -> Iterator[Line]:
        """The records of these lines and those held; what is still open is held for the next."""
        waiting = self._held + lines
        self._held = []
        at = 0
        while at < len(waiting):
            number, raw = waiting[at]
            if not self._odd(raw):
                yield number, raw
                at += 1
                continue
            last = self._closing(waiting, at)
            if last is None:
                if not ended and len(waiting) - at <= LOOK_AHEAD:
                    self._held = waiting[at:]
                    return
                yield number, raw
                at += 1
                continue
            joined = b"".join(line for _, line in waiting[at : last + 1])
            if self._whole(joined):
                yield number, joined
                at = last + 1
            else:
                yield number, raw
                at += 1

    def _odd(self, raw: bytes) -> bool:
        return self._quotes(raw) % 2 == 1

    def _closing(self, waiting: list[Line], at: int) -> int | None:
        """The next line with an odd quote, if it is near."""
        for place in range(at + 1, min(len(waiting), at + 1 + LOOK_AHEAD)):
            if self._odd(waiting[place][1]):
                return place
        return None
