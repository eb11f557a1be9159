"""What the shapes of several feeds do alike: blank texts, and the type of a TIN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entity_tui.domain.identifiers import individual_type
from entity_tui.imports.feeds.feed import Columns


def blank_texts(columns: Columns, names: Iterable[str], count: int, default: str = "") -> None:
    """Text columns without gaps: what is missing is the default."""
    for name in names:
        columns[name] = [value or default for value in columns.get(name, [None] * count)]


def tin_types(columns: Columns, types: Mapping[str, str], count: int, name: str = "tin") -> None:
    """The TIN's type where the file gives none: EIN if the layout says so, else as it is built."""
    business, kinds = types.get(name) == "ein", f"{name}_type"
    columns[kinds] = [
        kind or ("EIN" if business else str(individual_type(str(tin))))
        for kind, tin in zip(columns.get(kinds, [None] * count), columns[name], strict=True)
    ]
