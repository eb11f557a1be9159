"""Which posting lists narrow a query down in a segment, and how far."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import mul

from pyroaring import BitMap

from entity_tui.domain.wildcard import successor
from entity_tui.store.search import grams
from entity_tui.store.search.condition import unlimited, visible
from entity_tui.store.search.question import SearchQuery
from entity_tui.store.search.reader import Reader, listed, numbers
from entity_tui.store.search.segment import Segment

_MOST_GRAMS = 64


@dataclass(slots=True)
class Source:
    """Rows that fulfil one condition: the union of some lists. Loaded when first needed."""

    n: int
    members: list[tuple[int, int]]
    """Each list's gram and number of rows."""
    whole: BitMap | None = None
    by_block: list[int] = field(default_factory=list)
    _parts: list[tuple[int, array[int]]] = field(default_factory=list)

    def heads(self, segment: Segment) -> list[int]:
        """The keys to fetch before `load`."""
        return [grams.key(segment.head, gram) for gram, _ in self.members]

    def load(self, reader: Reader, segment: Segment) -> None:
        """Read rare lists whole, of others how many rows they have in each block."""
        rare = BitMap()
        self.by_block = [0] * segment.blocks
        for (gram, n), key in zip(self.members, self.heads(segment), strict=True):
            blob = reader.blob(key)
            if segment.single or n <= reader.limits.rare:
                rare |= listed(blob)
                continue
            each = numbers("I", blob, segment.blocks)
            self._parts.append((gram, each))
            self.by_block = [a + b for a, b in zip(self.by_block, each, strict=True)]
        self.whole = rare
        if rare and self._parts:
            for block in range(segment.blocks):
                self.by_block[block] += rare.range_cardinality(*segment.span(block))

    @property
    def rare(self) -> BitMap | None:
        """All rows, where they are few enough to be in memory."""
        return None if self._parts else self.whole

    def keys(self, segment: Segment, block: int) -> list[int]:
        """The lists that `rows` will read."""
        slot = segment.slot + block
        return [grams.key(slot, gram) for gram, each in self._parts if each[block]]

    def rows(self, reader: Reader, segment: Segment, block: int) -> BitMap:
        """The rows in one block."""
        lists = [listed(reader.blob(key)) for key in self.keys(segment, block)]
        if self.whole:
            lists.append(self.whole & BitMap(range(*segment.span(block))))
        return lists[0] if len(lists) == 1 else BitMap.union(*lists) if lists else BitMap()


@dataclass(slots=True)
class Plan:
    """The positions that can match, and the sources every match is in, rarest first."""

    low: int
    high: int
    sources: list[Source]
    density: float
    """Share of the positions that is expected to match."""


def plan(reader: Reader, segment: Segment, query: SearchQuery) -> Plan | None:
    """How to find a query's rows in a segment; None where there can be none."""
    fields = [*field_grams(query), _flags(query)]
    wanted = sorted({gram for found in fields for gram in found})
    counts = reader.counts(grams.key(segment.head, gram) for gram in wanted)
    if len(counts) < len(wanted):
        return None
    sizes = {gram: counts[grams.key(segment.head, gram)] for gram in wanted}
    sources = [Source(n, [(gram, n)]) for gram, n in sizes.items() if n < segment.rows]
    rarest = [min(sizes[gram] for gram in found) for found in fields if found]
    scope = _scope(reader, segment, query)
    if scope:
        sources.append(scope)
        rarest.append(scope.n)
    if not all(rarest):
        return None
    low, high = bounds(reader, segment, query)
    if low >= high:
        return None
    sources.sort(key=lambda source: source.n)
    density = reduce(mul, (n / segment.rows for n in rarest), 1.0)
    return Plan(low, high, sources, density)


def field_grams(query: SearchQuery) -> list[list[int]]:
    """The grams of each filled field; of a very long pattern some."""
    return [
        sorted(grams.pattern_grams(grams.FIELDS[column], pattern))[:_MOST_GRAMS]
        for column, pattern in query.patterns()
    ]


def bounds(reader: Reader, segment: Segment, query: SearchQuery) -> tuple[int, int]:
    """The positions whose names have the prefix asked for."""
    prefix = query.name.prefix if query.name else ""
    if not prefix:
        return segment.first, segment.end
    above = successor(prefix)
    high = segment.end if above is None else reader.lower(segment, above)
    return reader.lower(segment, prefix), high


def _flags(query: SearchQuery) -> list[int]:
    return [grams.flags_gram(query.excluded)] if query.excluded else []


def _scope(reader: Reader, segment: Segment, query: SearchQuery) -> Source | None:
    """What the viewer may see, unless that is everything."""
    if unlimited(query.scope):
        return None
    seen = [pair for pair in scopes(reader, segment) if visible(query.scope, pair[0])]
    n = sum(count for _, count in seen)
    if n == segment.rows:
        return None
    return Source(n, [(grams.scope_gram(scope), count) for scope, count in seen])


def scopes(reader: Reader, segment: Segment) -> Iterable[tuple[int, int]]:
    """The scope values of a segment and how many rows each has."""
    pairs = numbers("q", reader.blob(grams.key(segment.head, grams.SCOPES_KEY)))
    return zip(pairs[::2], pairs[1::2], strict=False)
