"""Sorting more than fits in memory: sorted runs in one nameless temporary file, merged."""

from __future__ import annotations

import heapq
import marshal
import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from entity_tui.store.database import Raw

T = TypeVar("T", bound=tuple[Any, ...])

_TOGETHER = 64
_HEAD = 8


def folder_of(raw: Raw) -> str | None:
    """Where to spill: beside an SQLite store, as well kept as it is; else the system's place."""
    if raw.postgres:
        return None
    files = {name: file for _, name, file in raw.rows("PRAGMA database_list")}
    return str(Path(files["main"]).parent) if files["main"] else None


class Spill(Generic[T]):
    """Runs of tuples of plain values on disk, each in the order it came.

    So many tuples of every run are in memory when all are read at once.
    """

    def __init__(self, folder: str | None, together: int = _TOGETHER) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=1 << 20)  # noqa: SIM115
        self._together = together
        self._ends: list[int] = []

    def add(self, items: Iterable[T]) -> None:
        """Write one more run."""
        source = iter(items)
        while together := list(islice(source, self._together)):
            blob = marshal.dumps(together)
            self._file.write(len(blob).to_bytes(_HEAD, "little") + blob)
        self._ends.append(self._file.tell())

    def runs(self) -> list[Iterator[T]]:
        """Every run again, to be read in any order."""
        self._file.flush()
        return [self._read(start, end) for start, end in pairwise([0, *self._ends])]

    def _read(self, at: int, end: int) -> Iterator[T]:
        number = self._file.fileno()
        while at < end:
            size = int.from_bytes(os.pread(number, _HEAD, at), "little")
            yield from marshal.loads(os.pread(number, size, at + _HEAD))
            at += _HEAD + size

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()


class Sorter(Generic[T]):
    """Takes tuples in any order, gives them back sorted and each once."""

    def __init__(self, in_memory: int, folder: str | None) -> None:
        self._in_memory = in_memory
        self._folder = folder
        self._now: list[T] = []
        self._spill: Spill[T] | None = None
        self._spilled = 0

    def add(self, items: Iterable[T]) -> None:
        """Take some more."""
        source = iter(items)
        while some := list(islice(source, self._in_memory - len(self._now))):
            self._now += some
            if len(self._now) >= self._in_memory:
                self._put_down()

    def _put_down(self) -> None:
        if self._spill is None:
            self._spill = Spill(self._folder)
        self._now.sort()
        self._spill.add(self._now)
        self._spilled += len(self._now)
        self._now = []

    def __len__(self) -> int:
        return self._spilled + len(self._now)

    def sorted(self) -> Iterator[T]:
        """Everything taken, in order and without repetitions."""
        if self._spill is None:
            self._now.sort()
            return distinct(self._now)
        self._put_down()
        return distinct(heapq.merge(*self._spill.runs()))

    def close(self) -> None:
        """Give the disk space back."""
        if self._spill:
            self._spill.close()


def distinct(items: Iterable[T]) -> Iterator[T]:
    """Sorted items, each once."""
    last = None
    for item in items:
        if item != last:
            yield item
        last = item
