"""What a merge is given and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entity_tui.store.merge.ground import Ground

STAGE = "stage_line"


@dataclass(frozen=True, slots=True)
class SignedDays:
    """The days of a group's signed month, first and last, and when it was signed (microseconds)."""

    group: str
    month: str
    first: date
    last: date
    at: int


@dataclass(frozen=True, slots=True)
class Given:
    """The run a merge belongs to: its number, its extract's date, and which fields came.

    `adds` says the lines are more of an extract that came before; `spared` are runs that brought
    such lines of this one.
    """

    run_id: int
    feed: str
    as_of: date
    fields: frozenset[str]
    adds: bool = False
    spared: frozenset[int] = frozenset()
    signed: tuple[SignedDays, ...] = ()
    """The days whose time is signed: it stays what counts."""


@dataclass(slots=True)
class Outcome:
    """Lines by disposition, and business rows written."""

    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    waiting: int = 0
    rejected: int = 0
    changed: int = 0
    conflicts: int = 0
    """Lines that put a day in conflict with time here; 0 where there is no such day."""


Merge = Callable[["Ground"], None]
