"""Whose rows lie where, sorted by owner for a whole segment in bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from entity_tui.store.search.row import LOCATION, PERSON, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAIR = np.dtype([("owner", np.int64), ("pos", np.int64)])
_TOGETHER = 200_000


class OwnerRuns:
    """Takes rows in the order of their positions, gives (owner, position) in order."""

    def __init__(self, folder: str | None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._runs: list[NDArray[np.void]] = []
        self._sizes: list[int] = []

    def add(self, rows: Sequence[Row], first: int) -> None:
        """Take rows that lie at the positions from `first` on."""
        run = np.empty(len(rows), _PAIR)
        run["owner"] = [row[PERSON] or -row[LOCATION] for row in rows]
        run["pos"] = np.arange(first, first + len(rows))
        run[np.argsort(run["owner"], kind="stable")].tofile(self._file)
        self._sizes.append(len(rows))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs in order: a range of owners at a time, small enough for memory."""
        total = sum(self._sizes)
        if not total:
            return
        self._file.flush()
        every = np.memmap(self._file, _PAIR, "r", shape=(total,))
        ends = np.cumsum(self._sizes)
        runs = [every[end - size : end] for end, size in zip(ends, self._sizes, strict=True)]
        for part in _ranges(runs, total):
            part = part[np.argsort(part["owner"], kind="stable")]
            yield from zip(part["owner"].tolist(), part["pos"].tolist(), strict=True)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()


def _ranges(runs: list[NDArray[np.void]], total: int) -> Iterator[NDArray[np.void]]:
    """The runs together, cut at some owners so that each part holds all rows of its owners.

    Within an owner the rows are in order of position, as the runs are.
    """
    samples = np.sort(np.concatenate([run["owner"][::1000] for run in runs]))
    parts = max(1, total // _TOGETHER)
    cuts = np.unique(samples[np.linspace(0, len(samples) - 1, parts + 1).astype(int)[1:-1]])
    edges = [np.concatenate(([0], np.searchsorted(run["owner"], cuts), [len(run)])) for run in runs]
    for at in range(len(cuts) + 1):
        pieces = [run[edge[at] : edge[at + 1]] for run, edge in zip(runs, edges, strict=True)]
        yield np.concatenate(pieces)
