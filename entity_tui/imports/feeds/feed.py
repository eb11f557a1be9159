"""What a feed is: its fields, how its checked columns become staged ones, how it lands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entity_tui.imports.values import Value, Wrong
from entity_tui.store.merge.outcome import Merge

Columns = dict[str, list[Value]]
# Columns by field name and the TIN's type in the layout → staged columns, and what is wrong by
# field and position.
Shape = Callable[[Columns, Mapping[str, str], int], dict[str, Wrong]]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `fields` gives every field it knows with its usual type.

    `shape` completes the columns in place (search keys, area, defaults) and returns findings.
    `stage` gives the staged columns with their kind: text, int or date.
    """

    name: str
    title: str
    frequency: str
    fields: Mapping[str, str]
    required: tuple[str, ...]
    stage: Mapping[str, str]
    shape: Shape
    merge: Merge
