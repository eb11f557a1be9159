"""Whose rows lie where, sorted by owner for a whole segment in bounded memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from entity_tui.store.search.row import LOCATION, PERSON, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PAIR = np.dtype([("owner", np.int64), ("pos", np.int64)])
_TOGETHER = 200_000
_SAMPLED = 1_000


class OwnerRuns:
    """Takes rows in the order of their positions, gives (owner, position) in order."""

    def __init__(self, folder: str | None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._ends = [0]
        self._samples: list[NDArray[np.int64]] = []

    def add(self, rows: Sequence[Row], first: int) -> None:
        """Take rows that lie at the positions from `first` on."""
        run = np.empty(len(rows), _PAIR)
        run["owner"] = [row[PERSON] or -row[LOCATION] for row in rows]
        run["pos"] = np.arange(first, first + len(rows))
        run = run[np.argsort(run["owner"], kind="stable")]
        run.tofile(self._file)
        self._ends.append(self._ends[-1] + len(rows))
        self._samples.append(run["owner"][::_SAMPLED].copy())

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs in order: a range of owners at a time, small enough for memory."""
        if not self._samples:
            return
        self._file.flush()
        for part in self._ranges():
            part = part[np.argsort(part["owner"], kind="stable")]
            yield from zip(part["owner"].tolist(), part["pos"].tolist(), strict=True)

    def _ranges(self) -> Iterator[NDArray[np.void]]:
        """The runs together, cut at some owners so that each part holds all rows of its owners.

        Within an owner the rows are in order of position, as the runs are.
        """
        samples = np.sort(np.concatenate(self._samples))
        parts = max(1, self._ends[-1] // _TOGETHER)
        cuts = np.unique(samples[np.linspace(0, len(samples) - 1, parts + 1).astype(int)[1:-1]])
        edges = [
            [start, *(start + np.searchsorted(self._read(start, end)["owner"], cuts)), end]
            for start, end in pairwise(self._ends)
        ]
        for at in range(len(cuts) + 1):
            yield np.concatenate([self._read(edge[at], edge[at + 1]) for edge in edges])

    def _read(self, start: int, end: int) -> NDArray[np.void]:
        """Pairs as they lie in the file, which is read, not mapped: memory stays what it is."""
        size = _PAIR.itemsize
        found = os.pread(self._file.fileno(), int(end - start) * size, int(start) * size)
        return np.frombuffer(found, _PAIR)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()
