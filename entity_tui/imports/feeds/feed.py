"""What a feed is: its kinds of record, their fields, how checked columns are staged and land."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entity_tui.imports.values import Value, Wrong
from entity_tui.store.merge.outcome import Merge

Columns = dict[str, list[Value]]
# Columns by field name and the types the layout gives them → staged columns, and what is wrong by
# field and position.
Shape = Callable[[Columns, Mapping[str, str], int], dict[str, Wrong]]
_BY_TIN = ("tin", "tin_type")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: `fields` gives every field it knows with its usual type.

    `shape` completes the columns in place (search keys, area, defaults) and returns findings.
    `stage` gives the staged columns with their kind: text, int or date. The merge finds staged
    lines by `index`.
    """

    name: str
    title: str
    fields: Mapping[str, str]
    required: tuple[str, ...]
    stage: Mapping[str, str]
    shape: Shape
    merge: Merge
    index: tuple[str, ...] = _BY_TIN


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its kinds of record in the order they land."""

    name: str
    title: str
    frequency: str
    records: tuple[RecordKind, ...]

    def record(self, name: str) -> RecordKind | None:
        """The kind of that name; the first one where none is named."""
        return next((kind for kind in self.records if name in ("", kind.name)), None)


def single(
    *, name: str, title: str, frequency: str, fields: Mapping[str, str], required: tuple[str, ...],
    stage: Mapping[str, str], shape: Shape, merge: Merge, index: tuple[str, ...] = _BY_TIN,
) -> Feed:  # fmt: skip
    """A feed with one kind of record, called like the feed."""
    kind = RecordKind(name, title, fields, required, stage, shape, merge, index)
    return Feed(name, title, frequency, (kind,))
