"""Finding a query's rows in one segment: lists narrow down, the stored row decides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap

from entity_tui.store.search.condition import Condition
from entity_tui.store.search.plan import Plan, Source
from entity_tui.store.search.question import SearchCancelled
from entity_tui.store.search.reader import Reader
from entity_tui.store.search.segment import Segment

Stop = Callable[[], bool]
Found = tuple[Any, ...]

# Costs in microseconds, measured; only their ratios matter.
_LIST = 10.0
_LIST_ROW = 0.0005
_ROW = 1.0
_SCAN_ROW = 0.15

_LONGEST = 20_000


@dataclass(slots=True)
class Hunt:
    """One query in one segment. `need` is how many different rows are still wanted."""

    reader: Reader
    segment: Segment
    plan: Plan
    condition: Condition
    columns: str
    need: int
    same: Callable[[Found], object] | None = None
    """Rows of which this is equal are one row."""
    stop: Stop | None = None
    _last: object = None

    def batches(self) -> Iterator[list[Found]]:
        """The matching rows in order, each followed by its position."""
        low, high = self.plan.low, self.plan.high
        top = self._worth_scanning()
        if top > low:
            yield from self._scan(low, top)
            low = top
        if low < high and self.need > 0:
            self._load()
            for span_low, span_high, rows in self._narrowed(low, high):
                if rows is None:
                    yield from self._scan(span_low, span_high)
                else:
                    yield from self._verified(rows)
                if self.need <= 0:
                    return

    def _worth_scanning(self) -> int:
        """Up to where reading all rows in order beats reading lists."""
        low, high = self.plan.low, self.plan.high
        if not self.plan.sources or high - low <= self.reader.limits.small:
            return high
        if self.plan.density * self.reader.limits.window >= self.need:
            return min(high, low + self.reader.limits.window)
        return low

    def _load(self) -> None:
        sources = self.plan.sources
        self.reader.fetch(key for source in sources for key in source.heads(self.segment))
        for source in sources:
            source.load(self.reader, self.segment)

    def _scan(self, low: int, high: int) -> Iterator[list[Found]]:
        window = min(max(2 * self.need, 256), _LONGEST)
        while low < high and self.need > 0:
            asked = min(self.need, _LONGEST)
            top = min(high, low + window)
            rows = self.reader.scan(self.columns, low, top, self.condition, asked)
            low = top if len(rows) < asked else rows[-1][-1] + 1
            window = min(window * 2, _LONGEST)
            yield self._taken(rows)

    def _verified(self, rows: BitMap) -> Iterator[list[Found]]:
        """Look at candidates in order: one by one where they are sparse, else all rows there."""
        positions = rows.to_array()
        most = self.reader.limits.together
        at, step = 0, min(max(self.need + self.need // 8, 64), most)
        while at < len(positions) and self.need > 0:
            together = positions[at : at + step]
            asked = min(self.need, most)
            if (together[-1] - together[0]) * _SCAN_ROW < len(together) * _ROW:
                span = together[0], together[-1] + 1
                found = self.reader.scan(self.columns, *span, self.condition, asked)
            else:
                found = self.reader.rows(self.columns, together.tolist(), self.condition, asked)
            at += step
            if len(found) >= asked:
                at = bisect_right(positions, found[-1][-1])
            step = min(step * 2, most)
            yield self._taken(found)

    def _taken(self, rows: list[Found]) -> list[Found]:
        if self.stop and self.stop():
            raise SearchCancelled
        if self.same:
            rows = list(self._different(rows, self.same))
        self.need -= len(rows)
        return rows

    def _different(self, rows: list[Found], same: Callable[[Found], object]) -> Iterator[Found]:
        for row in rows:
            this = same(row)
            if this != self._last:
                yield row
            self._last = this

    def _narrowed(self, low: int, high: int) -> Iterator[tuple[int, int, BitMap | None]]:
        """Candidates by block in order; None where everything in the span is one."""
        few = [source.rare for source in self.plan.sources if source.rare is not None]
        rest = [source for source in self.plan.sources if source.rare is None]
        known: BitMap | None = None
        for rows in few:
            known = rows if known is None else known & rows
        if known is not None:
            known = known & BitMap(range(low, high))
            if not rest or len(known) <= self.reader.limits.small:
                if known:
                    yield low, high, known
                return
        bits = self.segment.bits
        first = (low - self.segment.first) >> bits
        last = (high - 1 - self.segment.first) >> bits
        yield from self._blocks(known, rest, first, last, (low, high))

    def _blocks(
        self,
        known: BitMap | None,
        sources: list[Source],
        first: int,
        last: int,
        span: tuple[int, int],
    ) -> Iterator[tuple[int, int, BitMap | None]]:
        fetched, ahead = first, 1
        for block in range(first, last + 1):
            if self.reader.ahead and block >= fetched:
                fetched = min(last + 1, block + ahead)
                self._fetch(sources, block, fetched)
                ahead = min(ahead * 2, self.reader.ahead)
            if self.stop and self.stop():
                raise SearchCancelled
            start, end = self.segment.span(block)
            low, high = max(start, span[0]), min(end, span[1])
            if not all(source.by_block[block] for source in sources):
                continue
            within = None if known is None else known & BitMap(range(low, high))
            found = self._block(within, sources, block)
            if found is not None and (low > start or high < end):
                found &= BitMap(range(low, high))
            if found is None or found:
                yield low, high, found

    def _fetch(self, sources: list[Source], first: int, end: int) -> None:
        self.reader.fetch(
            key
            for block in range(first, end)
            if all(source.by_block[block] for source in sources)
            for source in sources
            for key in source.keys(self.segment, block)
        )

    def _block(self, found: BitMap | None, sources: list[Source], block: int) -> BitMap | None:
        start, end = self.segment.span(block)
        size = end - start
        ordered = sorted(sources, key=lambda source: source.by_block[block])
        for at, source in enumerate(ordered):
            if found is not None:
                if not found:
                    return found
                if not self._pays(found, ordered[at:], block, size):
                    continue
            rows = source.rows(self.reader, self.segment, block)
            found = rows if found is None else found & rows
        return found

    def _pays(self, found: BitMap, left: list[Source], block: int, size: int) -> bool:
        """Does reading the first of these lists cost less than the verifications it saves?"""
        share = 1.0
        for source in left:
            share *= source.by_block[block] / size
        verified = min(len(found), self.need / max(share, 1e-9))
        n = left[0].by_block[block]
        cost = len(left[0].members) * _LIST + n * _LIST_ROW
        return verified * _ROW * (1 - n / size) > cost
