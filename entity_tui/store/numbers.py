"""Ten-digit ids for new objects: a reserved stretch of the store's counter, permuted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from entity_tui.domain.ids import SPACE, permute, round_keys
from entity_tui.errors import StoreError
from entity_tui.store.database import Raw

_SINGLY = 2_000
_CHUNK = 250_000


def new_ids(raw: Raw, count: int) -> Iterator[int]:
    """`count` ids that no object of this store has or will have, in this transaction; rising."""
    # Counted first: the row is ours then, and whoever asks at the same time waits for us.
    raw.execute("UPDATE store_info SET next_number = next_number + ?", (count,))
    row = raw.one("SELECT id_key, next_number FROM store_info")
    if row is None:
        raise StoreError("the store has lost its description (store_info is empty)")
    keys, first = round_keys(int(row[0], 16)), int(row[1]) - count
    if first + count > SPACE:
        raise StoreError("the store has used up its ten-digit numbers")
    return _permuted(first, count, keys)


def _permuted(first: int, count: int, keys: tuple[tuple[int, int], ...]) -> Iterator[int]:
    if count <= _SINGLY:
        return iter(sorted(permute(number, keys) for number in range(first, first + count)))
    import numpy

    ids = numpy.arange(first, first + count, dtype=numpy.int64)
    for start in range(0, count, _CHUNK):
        ids[start : start + _CHUNK] = permute(ids[start : start + _CHUNK], keys)
    ids.sort()
    return chain.from_iterable(
        ids[start : start + _CHUNK].tolist() for start in range(0, count, _CHUNK)
    )


def new_run(raw: Raw) -> int:
    """The next number of an import run or act."""
    raw.execute("UPDATE store_info SET next_run = next_run + 1")
    return int(raw.value("SELECT next_run FROM store_info")) - 1
