"""Sorting more than fits in memory: sorted runs in nameless temporary files, merged."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from entity_tui.store.database import Raw

T = TypeVar("T", bound=tuple[Any, ...])

_TOGETHER = 256


def folder_of(raw: Raw) -> str | None:
    """Where to spill: beside an SQLite store, as well kept as it is; else the system's place."""
    if raw.postgres:
        return None
    files = {name: file for _, name, file in raw.rows("PRAGMA database_list")}
    return str(Path(files["main"]).parent) if files["main"] else None


class Spill(Generic[T]):
    """Tuples of plain values in a nameless file, in the order they came."""

    def __init__(self, items: Iterable[T], folder: str | None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        source = iter(items)
        while together := list(islice(source, _TOGETHER)):
            blob = marshal.dumps(together)
            self._file.write(len(blob).to_bytes(8, "little"))
            self._file.write(blob)

    def __iter__(self) -> Iterator[T]:
        """The tuples again; one reader at a time."""
        self._file.seek(0)
        while size := self._file.read(8):
            yield from marshal.loads(self._file.read(int.from_bytes(size, "little")))

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()


class Sorter(Generic[T]):
    """Takes tuples in any order, gives them back sorted and each once."""

    def __init__(self, in_memory: int, folder: str | None) -> None:
        self._in_memory = in_memory
        self._folder = folder
        self._now: list[T] = []
        self._runs: list[Spill[T]] = []
        self._spilled = 0

    def add(self, items: Iterable[T]) -> None:
        """Take some more."""
        source = iter(items)
        while some := list(islice(source, self._in_memory - len(self._now))):
            self._now += some
            if len(self._now) >= self._in_memory:
                self._spill()

    def _spill(self) -> None:
        self._now.sort()
        self._runs.append(Spill(self._now, self._folder))
        self._spilled += len(self._now)
        self._now = []

    def __len__(self) -> int:
        return self._spilled + len(self._now)

    def sorted(self) -> Iterator[T]:
        """Everything taken, in order and without repetitions."""
        if self._runs and self._now:
            self._spill()
        self._now.sort()
        return distinct(heapq.merge(*self._runs) if self._runs else self._now)

    def close(self) -> None:
        """Remove the runs."""
        for run in self._runs:
            run.close()


def distinct(items: Iterable[T]) -> Iterator[T]:
    """Sorted items, each once."""
    last = None
    for item in items:
        if item != last:
            yield item
        last = item
