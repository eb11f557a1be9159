"""The posting lists of one block of rows (numpy is loaded here, and only to build)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyroaring import BitMap

from entity_tui.store.search import grams
from entity_tui.store.search.question import ALTERNATE, NOT_MAIN_NAME, NOT_SINGLE
from entity_tui.store.search.row import FLAGS, ROW, SCOPE, Row

if TYPE_CHECKING:
    from numpy import bool_, uint32, uint64
    from numpy.typing import NDArray

    Positions = NDArray[uint32]
    Numbers = NDArray[uint64]
    Mask = NDArray[bool_]

Posting = tuple[int, int, bytes]
"""A gram, its number of rows, and its list."""
EXCLUDED = (NOT_SINGLE | ALTERNATE, ALTERNATE, NOT_MAIN_NAME)
_BEFORE = chr(grams.BEGIN) * 2
_END = 3


def block_postings(rows: Sequence[Row], first: int) -> list[Posting]:
    """Every list of these rows, which lie at the positions from `first` on; ordered by gram."""
    found = list(_value_postings(rows, first))
    for column, field in grams.FIELDS.items():
        at = ROW.index(column)
        found += _text_postings(field, [str(row[at]) for row in rows], first)
    found.sort()
    return found


def _value_postings(rows: Sequence[Row], first: int) -> Iterator[Posting]:
    positions: dict[int, array[int]] = {}
    for pos, row in enumerate(rows, first):
        positions.setdefault(grams.scope_gram(row[SCOPE]), array("I")).append(pos)
        for excluded in EXCLUDED:
            if not row[FLAGS] & excluded:
                positions.setdefault(grams.flags_gram(excluded), array("I")).append(pos)
    for gram, ids in positions.items():
        yield gram, len(ids), _blob(ids)


def _blob(positions: array[int]) -> bytes:
    ids = BitMap(positions)
    ids.run_optimize()
    blob: bytes = ids.serialize()
    return blob


def _text_postings(field: int, texts: list[str], first: int) -> Iterator[Posting]:
    """Lists of one field: for each length of run, (gram, row) pairs sorted and cut by gram."""
    run, row = _joined(texts)
    for length in (3,) if field == grams.POSTAL else (1, 2, 3):
        numbers, counts, rows = _pairs(run, row, length)
        raw = (rows + rows.dtype.type(first)).tobytes()
        at = 0
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            ids = array("I")
            ids.frombytes(raw[at : at + 4 * count])
            at += 4 * count
            yield field << 48 | number, count, _blob(ids)


def _joined(texts: list[str]) -> tuple[Any, Positions]:
    """All texts as one run of units with marks between, and the row of each unit."""
    import numpy as np

    end = chr(_END)
    whole = _BEFORE + f"{end}{_BEFORE}".join(texts) + end
    if whole.count(end) != len(texts):  # the mark inside a text: no pattern ever asks for it
        clean = [text.replace(end, _BEFORE[0]) for text in texts]
        whole = _BEFORE + f"{end}{_BEFORE}".join(clean) + end
    run = np.frombuffer(whole.encode("utf-16-le", "surrogatepass"), np.uint16)
    ends = run == _END
    row = np.cumsum(ends, dtype=np.uint32)
    row -= ends
    return run, row


def _pairs(run: Any, row: Positions, length: int) -> tuple[Numbers, Any, Positions]:
    """The distinct (gram, row) pairs of all runs of this length: grams, rows of each, rows."""
    import numpy as np

    seen = np.flatnonzero(np.bincount(run, minlength=1 << 16)).astype(np.uint64)
    rank = np.zeros(1 << 16, np.uint64)
    rank[seen] = np.arange(len(seen), dtype=np.uint64)
    good = _good(run, length)
    rows = row[: len(good)][good]
    code = np.zeros(len(rows), np.uint64)
    base = np.uint64(len(seen))
    for offset in range(length):
        code *= base
        code += rank[run[offset : offset + len(good)][good]]
    del good
    code, rows = _distinct(code, rows, int(base) ** length)
    starts = np.flatnonzero(_changes(code))
    counts = np.diff(np.append(starts, len(code)))
    return _numbers(code[starts], seen, length), counts, rows


def _good(run: Any, length: int) -> Mask:
    """Where a run of this length lies within one text; marks of the beginning only in threes."""
    import numpy as np

    low = _END if length < 3 else grams.BEGIN - 1
    inside = run > low if length < 3 else run != _END
    good: Mask = inside[: len(run) - length + 1].copy()
    for offset in range(1, length):
        np.logical_and(good, inside[offset : offset + len(good)], out=good)
    return good


def _distinct(code: Numbers, rows: Positions, codes: int) -> tuple[Numbers, Positions]:
    """The pairs sorted by code, then row, each once. `codes` is above every code."""
    import numpy as np

    bits = int(rows[-1]).bit_length() if len(rows) else 1
    if codes << bits <= 1 << 64:
        code <<= np.uint64(bits)
        code |= rows
        code.sort()
        code = code[_changes(code)]
        return code >> np.uint64(bits), (code & np.uint64((1 << bits) - 1)).astype(np.uint32)
    order = np.argsort(code, kind="stable")  # very many different characters
    code, rows = code[order], rows[order]
    keep = _changes(code) | _changes(rows)
    return code[keep], rows[keep]


def _changes(values: Any) -> Mask:
    """True at the first of each run of equal values."""
    import numpy as np

    changed = np.empty(len(values), bool)
    changed[:1] = True
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _numbers(codes: Numbers, seen: Numbers, length: int) -> Numbers:
    """Codes of ranks back to grams of units."""
    import numpy as np

    base = np.uint64(len(seen))
    numbers = np.zeros(len(codes), np.uint64)
    for place in range(length - 1, -1, -1):
        numbers |= seen[codes % base] << np.uint64(32 - 16 * place)
        codes = codes // base
    return numbers
