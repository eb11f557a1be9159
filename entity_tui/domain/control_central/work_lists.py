"""Work lists: a result list kept under a name, worked through entry by entry (CC-15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from entity_tui.domain.control_central.asked import IDENTIFYING
from entity_tui.domain.control_central.hits import Hit
from entity_tui.errors import EntityError

LONGEST = 40
"""Characters of a name."""
OUTSIDE = "(outside your profile)"
REMOVED = "(no longer on file)"


@dataclass(frozen=True, slots=True)
class WorkListLine:
    """One of the user's lists, in the list of them."""

    list_id: int
    name: str
    asked: str
    """What was searched for when it was kept."""
    kept_at: datetime
    total: int
    done: int

    @property
    def progress(self) -> str:
        """`12 of 40 done`."""
        return progress(self.done, self.total)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One entry: its place in the list, what it shows, whether it is done."""

    seq: int
    hit: Hit
    done: bool
    visible: bool = True
    """False where the viewer may not see it (any more): then nothing of it is told."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list as it was opened, in its own order."""

    list_id: int
    name: str
    asked: str
    items: tuple[WorkItem, ...]


def not_shown(seq: int, why: str) -> Hit:
    """Return the row of an entry that cannot be shown; no two rows are the same entry."""
    return Hit(0, 0, -seq, why, "", "", "", "", "", "", "", None)


def why_not_opened(hit: Hit) -> str:
    """Return the message for an entry that cannot be opened."""
    if hit.name == REMOVED:
        return "This entry is no longer on file. Delete takes it out of the list."
    return "This entry is outside your profile. It stays in the list; nothing of it is shown."


def keepable(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The entries that can be kept: each record once, none that stands for one not shown."""
    first: dict[tuple[int, int, int], Hit] = {}
    for hit in hits:
        if hit.location_id >= 0:
            first.setdefault(hit.key, hit)
    return tuple(first.values())


def progress(done: int, total: int) -> str:
    """`12 of 40 done`."""
    return f"{done} of {total} done"


def next_open(keys: Sequence[object], done: Collection[object], at: int) -> int | None:
    """The first entry after `at` that is not done, from the top again; None where all others are.

    Entries are told apart by their keys.
    """
    order = [*range(at + 1, len(keys)), *range(min(at, len(keys)))]
    return next((i for i in order if keys[i] not in done), None)


def checked_list_name(name: str) -> str:
    """The name with single blanks; raises EntityError where it is none."""
    clean = " ".join(name.split())
    if not clean:
        raise EntityError("A name is needed.", "Name")
    if len(clean) > LONGEST:
        raise EntityError(f"A name has at most {LONGEST} characters; this has {len(clean)}.")
    if not clean.isprintable():
        raise EntityError("A name has letters, digits and signs only.")
    if sum(map(str.isdigit, clean)) >= IDENTIFYING:
        raise EntityError("A name holds no identifier: fewer than seven digits.")
    return clean
