"""Lines that only moved up or down: the terminal moves them, they are not sent again (UI-11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Cell = TypeVar("Cell")
_BESIDE = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
"""Lines above and below the same ones that may have moved with them, a little changed."""
Rows = list[list[Cell]]

_LEAST_CHANGED = 5
"""So many lines differ at least before it is worth looking."""
_SHIFTS = 4
"""So many distances are tried."""
_COST = 18
"""About so many bytes a move takes."""
_LEAST_SAVED = 20
_HOLES = 3
"""So many lines between two that moved may have changed as well."""


@dataclass(frozen=True, slots=True)
class Move:
    """The lines from `top` up to `end` move by `by`: down where it is more than 0."""

    top: int
    end: int
    by: int

    @property
    def sequence(self) -> str:
        """What makes a VT100 do it; where the cursor is afterwards depends on the terminal."""
        margins = f"\x1b[{self.top + 1};{self.end}r"
        if self.by > 0:
            return f"{margins}\x1b[{self.top + 1}H" + "\x1bM" * self.by + "\x1b[r"
        return f"{margins}\x1b[{self.end}H" + "\n" * -self.by + "\x1b[r"

    def done(self, rows: Rows[Cell], blank: Cell) -> Rows[Cell]:
        """The lines afterwards."""
        width = len(rows[0])
        inside = rows[self.top : self.end]
        fresh = [[blank] * width for _ in range(abs(self.by))]
        moved = [*fresh, *inside[: -self.by]] if self.by > 0 else [*inside[-self.by :], *fresh]
        return [*rows[: self.top], *moved, *rows[self.end :]]


def best_move(wanted: Rows[Cell], sent: Rows[Cell], blank: Cell) -> Move | None:
    """The move that saves most of what would be sent; None where none is worth it."""
    changed = [y for y, row in enumerate(wanted) if row != sent[y]]
    if len(changed) < _LEAST_CHANGED:
        return None
    best, saved = None, _LEAST_SAVED
    for move in _candidates(wanted, sent, changed, blank):
        after = move.done(sent, blank)
        gain = -_COST
        for y in range(move.top, move.end):
            gain += _differing(wanted[y], sent[y]) - _differing(wanted[y], after[y])
        if gain > saved:
            best, saved = move, gain
    return best


def _candidates(
    wanted: Rows[Cell], sent: Rows[Cell], changed: Sequence[int], blank: Cell
) -> Iterator[Move]:
    places: dict[tuple[Cell, ...], int] = {}
    for y, row in enumerate(sent):
        if row.count(blank) < len(row):
            places[tuple(row)] = y
    found = [(y, places[tuple(wanted[y])]) for y in changed if tuple(wanted[y]) in places]
    shifts = Counter(y - before for y, before in found)
    for by, _ in shifts.most_common(_SHIFTS):
        for first, last in _runs([y for y, before in found if y - before == by]):
            for above, below in _BESIDE:
                top = min(first - above, first - above - by)
                end = max(last + below, last + below - by) + 1
                if top >= 0 and end <= len(wanted):
                    yield Move(top, end, by)


def _runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = lines[0]
    for y in lines[1:]:
        if y - last > _HOLES + 1:
            yield first, last
            first = y
        last = y
    yield first, last


def _differing(row: Sequence[Cell], other: Sequence[Cell]) -> int:
    return 0 if row == other else sum(a != b for a, b in zip(row, other, strict=True))
