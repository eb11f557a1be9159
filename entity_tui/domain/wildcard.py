"""Wild cards of the search fields: `%` is any run of characters, one is always appended (CC-04)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entity_tui.domain.search_key import search_key

MAX_PATTERN = 200


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded search pattern: literal parts in order, anything between and after them.

    `parts[0]` stands at the beginning ("" when the pattern began with `%`). `_` is a letter like
    any other. Runs of `%` are one.
    """

    parts: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> Pattern | None:
        """The pattern of what a user typed; None where nothing was."""
        folded = search_key(text[:MAX_PATTERN]).strip(" ")
        if not folded:
            return None
        first, *rest = folded.split("%")
        return cls((first, *(part for part in rest if part)))

    @classmethod
    def literal(cls, text: str) -> Pattern | None:
        """A pattern in which `%` is a character like any other: matched from the start."""
        folded = search_key(text[:MAX_PATTERN]).strip(" ")
        return cls((folded,)) if folded else None

    @property
    def prefix(self) -> str:
        """What every match begins with."""
        return self.parts[0]

    @property
    def everything(self) -> bool:
        """True for `%` alone."""
        return self.parts == ("",)

    def like(self) -> str:
        """The SQL LIKE pattern with `\\` as its escape character."""
        return "%".join(escape(part) for part in self.parts) + "%"

    def matches(self, key: str) -> bool:
        """The slow, plain reference: does a stored key match?"""
        return re.match(".*".join(map(re.escape, self.parts)), key, re.DOTALL) is not None


def escape(text: str) -> str:
    """Text in which LIKE sees no wild card; the escape character is `\\`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def successor(prefix: str) -> str | None:
    """The smallest string above every string that begins with `prefix`; None where there is none.

    Code-point order without surrogates: U+D7FF is followed by U+E000.
    """
    while prefix:
        code = ord(prefix[-1])
        if code < 0x10FFFF:
            return prefix[:-1] + chr(0xE000 if code == 0xD7FF else code + 1)
        prefix = prefix[:-1]
    return None
