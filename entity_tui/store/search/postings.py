"""The posting lists of one block of rows (numpy is loaded here and in `owners`, only to build)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from pyroaring import BitMap

from entity_tui.store.search import grams
from entity_tui.store.search.question import ALTERNATE, NOT_MAIN_NAME, NOT_SINGLE
from entity_tui.store.search.row import FLAGS, ROW, SCOPE, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Units = NDArray[np.uint16]
    Positions = NDArray[np.uint32]
    Numbers = NDArray[np.uint64]
    Mask = NDArray[np.bool_]
    Chunk = tuple[Units, int]

Posting = tuple[int, int, bytes]
"""A gram, its number of rows, and its list."""
EXCLUDED = (NOT_SINGLE | ALTERNATE, ALTERNATE, NOT_MAIN_NAME)
_BEFORE = chr(grams.BEGIN) * 2
_END = 3
_UNITS = 1 << 16


class BlockLists:
    """Takes the rows of a block some at a time, then gives the lists of all their grams."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._rows = 0
        self._texts: dict[int, list[Chunk]] = {field: [] for field in grams.FIELDS.values()}
        self._scopes: list[Numbers] = []
        self._flags: list[NDArray[np.uint8]] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Take the next rows, which lie at the positions that follow."""
        for column, field in grams.FIELDS.items():
            texts: list[str] = list(map(itemgetter(ROW.index(column)), rows))
            self._texts[field].append(_units(texts, self._rows))
        self._scopes.append(np.array([row[SCOPE] for row in rows], np.uint64))
        self._flags.append(np.array([row[FLAGS] for row in rows], np.uint8))
        self._rows += len(rows)

    def postings(self) -> list[Posting]:
        """Every list, ordered by gram."""
        found = list(self._values())
        for field, chunks in self._texts.items():
            rank, seen = _ranks(chunks)
            for length in (3,) if field == grams.POSTAL else (1, 2, 3):
                pairs = _pairs(chunks, rank, len(seen), length, self._bits)
                numbers, counts, rows = _cut(*pairs)
                numbers = _as_units(numbers, seen, length) | np.uint64(field << 48)
                found += self._lists(numbers, counts, rows)
        found.sort()
        return found

    @property
    def _bits(self) -> int:
        return max(1, (self._rows - 1).bit_length())

    def _values(self) -> Iterator[Posting]:
        codes, rows = np.concatenate(self._scopes), np.arange(self._rows, dtype=np.uint32)
        order = np.argsort(codes, kind="stable")
        numbers, counts, rows = _cut(codes[order], rows[order])
        yield from self._lists(numbers | np.uint64(grams.scope_gram(0)), counts, rows)
        flags = np.concatenate(self._flags)
        for excluded in EXCLUDED:
            rows = np.flatnonzero(flags & np.uint8(excluded) == 0).astype(np.uint32)
            if len(rows):
                gram = np.array([grams.flags_gram(excluded)], np.uint64)
                yield from self._lists(gram, np.array([len(rows)]), rows)

    def _lists(self, numbers: Numbers, counts: Any, rows: Positions) -> Iterator[Posting]:
        rows += np.uint32(self._first)
        raw, at = rows.data.cast("B"), 0
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            ids = array("I")
            ids.frombytes(raw[at : at + 4 * count])
            at += 4 * count
            listed = BitMap(ids)
            listed.run_optimize()
            yield number, count, listed.serialize()


def _units(texts: list[str], first: int) -> Chunk:
    """Texts as one run of units with marks between them, and the number of the first."""
    end = chr(_END)
    whole = _BEFORE + f"{end}{_BEFORE}".join(texts) + end
    if whole.count(end) != len(texts):  # the mark inside a text: no pattern ever asks for it
        clean = [text.replace(end, _BEFORE[0]) for text in texts]
        whole = _BEFORE + f"{end}{_BEFORE}".join(clean) + end
    return np.frombuffer(whole.encode("utf-16-le", "surrogatepass"), np.uint16), first


def _rows_of(run: Units, first: int) -> Positions:
    """The row of each unit of a run that begins with the row `first`."""
    ends = run == _END
    row = np.cumsum(ends, dtype=np.uint32)
    row -= ends
    row += np.uint32(first)
    return row


def _ranks(chunks: list[Chunk]) -> tuple[Numbers, Numbers]:
    """The rank of each unit among those that occur, and these units."""
    occurs = np.zeros(_UNITS, bool)
    for run, _ in chunks:
        occurs[run] = True
    seen = np.flatnonzero(occurs).astype(np.uint64)
    rank = np.zeros(_UNITS, np.uint64)
    rank[seen] = np.arange(len(seen), dtype=np.uint64)
    return rank, seen


def _pairs(
    chunks: list[Chunk], rank: Numbers, base: int, length: int, bits: int
) -> tuple[Numbers, Positions]:
    """The distinct (code of a run of this length, row) pairs, sorted."""
    top = base**length << bits
    if top > 1 << 64:
        return _wide_pairs(chunks, rank, base, length)
    kind = np.uint32 if top <= 1 << 32 else np.uint64
    ranks: Any = rank.astype(kind)
    keys: Any = np.empty(sum(len(run) for run, _ in chunks), kind)
    end = 0
    for run, first in chunks:
        code, good = _codes(run, ranks, base, length)
        code = code << kind(bits) | _rows_of(run, first)[: len(code)]
        code = code[good]
        keys[end : end + len(code)] = code
        end += len(code)
    keys = keys[:end]
    keys.sort()
    keys = keys[_changes(keys)]
    rows = (keys & kind((1 << bits) - 1)).astype(np.uint32)
    keys >>= kind(bits)
    return keys, rows


def _wide_pairs(
    chunks: list[Chunk], rank: Numbers, base: int, length: int
) -> tuple[Numbers, Positions]:
    """The same where very many different characters do not leave room for the row; slower."""
    codes, rows = [], []
    for run, first in chunks:
        code, good = _codes(run, rank, base, length)
        codes.append(code[good])
        rows.append(_rows_of(run, first)[: len(code)][good])
    code, at = np.concatenate(codes), np.concatenate(rows)
    order = np.argsort(code, kind="stable")
    code, at = code[order], at[order]
    keep = _changes(code) | _changes(at)
    return code[keep], at[keep]


def _codes(run: Units, rank: Any, base: int, length: int) -> tuple[Any, Mask]:
    """The code of each run of this length, and which lie within a text.

    The marks of a beginning count in runs of three only.
    """
    ranks = rank[run]
    inside = run != _END if length == 3 else run > _END
    size = max(0, len(run) - length + 1)
    code, good = ranks[:size], inside[:size]
    for offset in range(1, length):
        code = code * rank.dtype.type(base) + ranks[offset : offset + size]
        good = good & inside[offset : offset + size]
    return code, good


def _cut(codes: Numbers, rows: Positions) -> tuple[Numbers, Any, Positions]:
    """Sorted codes each once, the number of rows of each, and the rows."""
    starts = np.flatnonzero(_changes(codes))
    return codes[starts].astype(np.uint64), np.diff(np.append(starts, len(codes))), rows


def _changes(values: Any) -> Mask:
    """True at the first of each run of equal values."""
    changed = np.empty(len(values), bool)
    changed[:1] = True
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _as_units(codes: Numbers, seen: Numbers, length: int) -> Numbers:
    """Codes of ranks back to three units, the last of shorter runs 0."""
    base = np.uint64(len(seen))
    numbers = np.zeros(len(codes), np.uint64)
    for place in range(length - 1, -1, -1):
        numbers |= seen[codes % base] << np.uint64(32 - 16 * place)
        codes = codes // base
    return numbers
