"""The first lines of a file read by a layout, kept nowhere (IM-02)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entity_tui.errors import EntityError
from entity_tui.imports.check import Checker, Reject
from entity_tui.imports.layout import Layout
from entity_tui.imports.read import Lines, Source
from entity_tui.imports.values import Value


@dataclass(frozen=True, slots=True)
class TriedRecord:
    """A line as its fields come out."""

    line: int
    record: str
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """Good records, rejects, and why the file as a whole would be refused ("" for not at all)."""

    read: int
    records: tuple[TriedRecord, ...]
    rejects: tuple[Reject, ...]
    refused: str
    whole: bool
    """Was the file read to its end?"""


def try_layout(layout: Layout, source: Source, lines: int = 1_000) -> Tried:
    """Read up to so many physical lines. A missing end counts only where the end was read."""
    checker = Checker(layout, source.name)
    first = _First(lines)
    records: list[TriedRecord] = []
    rejects: list[Reject] = []
    refused = ""
    try:
        with source.open() as stream:
            cut = first.of(Lines(stream, checker.form).batches())
            for batch in checker.batches(cut):
                rejects += batch.rejects
                spec = layout.records[batch.record]
                names = [field.name for field in spec.fields if field.name in batch.columns]
                records += [
                    TriedRecord(
                        number, spec.kind.name, tuple((n, batch.columns[n][at]) for n in names)
                    )
                    for at, number in enumerate(batch.numbers)
                ]
    except EntityError as error:
        if not (first.cut and (records or rejects)):
            refused = error.message
    rejects.sort(key=lambda reject: reject.line)
    records.sort(key=lambda record: record.line)
    return Tried(checker.read, tuple(records), tuple(rejects), refused, not first.cut)


class _First:
    """Lets so many lines pass, and knows whether there were more."""

    def __init__(self, lines: int) -> None:
        self._left = lines
        self.cut = False

    def of(self, batches: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
        """The lines until enough of them have passed."""
        for batch in batches:
            if len(batch) > self._left:
                self.cut = True
            if part := batch[: self._left]:
                self._left -= len(part)
                yield part
            if self.cut:
                return
