"""Rejected lines as data: where each stands, what is wrong, and its fields by name (IM-03)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from entity_tui.domain.counted import counted
from entity_tui.domain.inert import inert

OPEN, LEFT, RESOLVED = "open", "left", "resolved"
DUPLICATE = "duplicate"
"""The code of a line whose record the same file has already, with other values."""
_NUMBER = re.compile(r"(\b(?:0x[0-9a-f]+|\d[\d,.]*)\b|…)")
UNREAD = "\ufffd"
"""Stands where bytes are no text; nobody typed it."""


@dataclass(frozen=True, slots=True)
class RejectRow:
    """A line that was not loaded: of which file, what is wrong, and what became of it."""

    run: int
    feed: str
    source: str
    as_of: date
    line: int
    code: str
    field: str
    value: str
    message: str
    state: str
    resolved_run: int = 0
    reason: str = ""

    @property
    def told(self) -> str:
        """`assigned_on '2026-02-30' is not a date`: field, value and what is wrong."""
        value = f"'{self.value}'" if self.value and self.value not in self.message else ""
        return " ".join(part for part in (self.field, value, self.message) if part)


@dataclass(frozen=True, slots=True)
class RejectKind:
    """How many lines of a run have the same thing wrong; the first one's line and the message."""

    run: int
    feed: str
    source: str
    as_of: date
    code: str
    field: str
    count: int
    first: int
    message: str

    @property
    def told(self) -> str:
        """What is wrong, without the value: counts are no taxpayer data."""
        return re.sub(r" \([^()]*\)$", "", re.sub("(?s)'.*'", "…", self.message))

    @property
    def same(self) -> tuple[int, str, str, str]:
        """Run, code, field and what is wrong without its numbers: kinds equal in these are one."""
        return self.run, self.code, self.field, _NUMBER.sub("…", self.told)

    def with_other(self, other: RejectKind) -> RejectKind:
        """Both as one: `…` stands for numbers that differ."""
        mine, theirs = _NUMBER.split(self.told), _NUMBER.split(other.told)
        told = "".join(one if one == two else "…" for one, two in zip(mine, theirs, strict=True))
        count, first = self.count + other.count, min(self.first, other.first)
        return replace(self, count=count, first=first, message=told)


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a line: its name, the file's column, its text and where that stands.

    The text of a coded number is the number.
    """

    name: str
    column: str
    text: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The field's name; the file's word where the layout does not use the column."""
        return self.name or f"({self.column})"


@dataclass(frozen=True, slots=True)
class RejectView:
    """A rejected line as text, with its fields."""

    row: RejectRow
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Would a text be accepted by the checks of its layout? If not, which field and why."""

    accepted: bool
    field: str
    message: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Retried:
    """What became of rejects submitted again as run `run`; `skipped` duplicates were as before."""

    original: int
    run: int
    feed: str
    read: int
    loaded: int
    unchanged: int
    superseded: int
    waiting: int
    rejected: int
    attached: int
    skipped: int
    rejects: tuple[tuple[int, str], ...]
    """The first lines that stay open: line and what is wrong."""

    @property
    def resolved(self) -> int:
        """Lines that have found their place."""
        return self.read - self.rejected


def by_kind(found: Iterable[RejectKind]) -> tuple[RejectKind, ...]:
    """Counts of messages as counts of kinds: the newest run first, in it the most first."""
    kinds: dict[tuple[int, str, str, str], RejectKind] = {}
    for one in found:
        known = kinds.get(one.same)
        kinds[one.same] = known.with_other(one) if known else one
    return tuple(sorted(kinds.values(), key=lambda kind: (-kind.run, -kind.count, kind.first)))


def as_they_were(duplicates: int) -> str:
    """`1 duplicate is as it was: correct or leave it`."""
    told = counted(duplicates, "duplicate")
    if duplicates == 1:
        return f"{told} is as it was: correct or leave it"
    return f"{told} are as they were: correct or leave them"


def spans(text: str, delimiter: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where the fields of a delimited line stand; a delimiter between quotes divides nothing."""
    start, quoted = 0, False
    for at, char in enumerate(text):
        if quote and char == quote:
            quoted = not quoted
        elif char == delimiter and not quoted:
            yield start, at
            start = at + 1
    yield start, len(text)


def substituted(before: str, text: str) -> str:
    """The mark that came into a text where a live character of the line before is gone; or ""."""
    for char in sorted(set(before)):
        mark = inert(char)
        gone = before.count(char) > text.count(char)
        if mark != char and gone and text.count(mark) > before.count(mark):
            return mark
    return ""
