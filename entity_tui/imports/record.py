"""Lines of one kind of record: split, converted field by field, shaped, or rejected."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from entity_tui.errors import EntityError
from entity_tui.imports.coded_numbers import of_length, plain_numbers
from entity_tui.imports.feeds.feed import Columns
from entity_tui.imports.layout import FieldSpec, Layout, RecordSpec
from entity_tui.imports.text_form import TextForm
from entity_tui.imports.values import TYPES

MAX_FIELD = 4_000
_VISIBLE = bytes(range(32, 127)) + b"\n"
_Wrong = dict[int, tuple[str, str, str]]


class Reject(NamedTuple):
    """A line that is not loaded: where, which field, what is wrong, and its bytes."""

    line: int
    code: str
    field: str
    value: str
    message: str
    raw: bytes


@dataclass(slots=True)
class Batch:
    """Checked lines of a record: their numbers, their bytes, and one column per staged name."""

    record: int
    numbers: list[int]
    raws: list[bytes]
    columns: Columns
    rejects: list[Reject] = field(default_factory=list)


class Fields(NamedTuple):
    """The fields of some lines, column by column.

    `clean` says that there is nothing around them and nothing in them that no column can hold.
    """

    columns: list[list[str]]
    clean: bool


class RecordReader:
    """Checks the lines of one kind of record by its part of the layout."""

    def __init__(
        self, layout: Layout, form: TextForm, spec: RecordSpec, place: int, source: str
    ) -> None:
        self._form = form
        self._layout, self._spec, self._place, self._source = layout, spec, place, source
        self._places: list[tuple[FieldSpec, int]] = []
        self._width = 0
        self._needed = 0
        self._types = {item.name: item.type for item in spec.fields}

    def by_header(self, names: list[str]) -> None:
        """Find the fields by the header's column names, which are in lower case."""
        self._width = len(names)
        for spec in self._spec.fields:
            if not isinstance(spec.column, str):
                self._places.append((spec, (spec.column or 0) - 1))
                continue
            wanted = (spec.column or "").lower()
            if names.count(wanted) > 1:
                raise self._refusal(f"line 1: column '{spec.column}' stands there twice")
            if wanted in names:
                self._places.append((spec, names.index(wanted)))
            elif spec.required:
                raise self._refusal(
                    f"line 1: no column '{spec.column}' for field '{spec.name}' "
                    f"(columns: {', '.join(names)[:300]})"
                )

    def by_number(self) -> None:
        """Find the fields by their numbers."""
        for spec in self._spec.fields:
            if isinstance(spec.column, str):
                raise self._refusal(
                    f"has no header by its layout, so field '{spec.name}' needs a column number"
                )
            self._places.append((spec, (spec.column or 0) - 1))
        self._needed = max((place for _, place in self._places), default=0) + 1

    def _refusal(self, what: str) -> EntityError:
        return EntityError(f"{self._source} {what}", "File refused")

    def check(self, numbers: list[int], raws: list[bytes]) -> Batch:
        """The lines as columns; what cannot be is among the rejects."""
        batch = Batch(self._place, [], [], {})
        fields = self._fields(numbers, raws, batch)
        columns, wrong = self._convert(fields, len(batch.numbers))
        self._drop(batch, columns, wrong)
        if batch.numbers:
            late = self._spec.kind.shape(columns, self._types, len(batch.numbers))
            named = {
                i: (name, str(columns[name][i]), message)
                for name, found in late.items()
                for i, message in found.items()
            }
            self._drop(batch, columns, named)
        batch.columns = columns
        return batch

    # --- lines to fields ----------------------------------------------------------------------

    def _fields(self, numbers: list[int], raws: list[bytes], batch: Batch) -> Fields:
        """The fields of every line that can be split, by column; the others are rejected."""
        plain = self._plain_fields(numbers, raws)
        if plain is not None:
            batch.numbers, batch.raws = numbers, raws
            return plain
        split = self._splitter()
        rows: list[list[str]] = []
        for number, raw in zip(numbers, raws, strict=True):
            try:
                fields = split(self._form.text(raw, number))
            except UnicodeDecodeError as error:
                batch.rejects.append(Reject(number, "encoding", "", "", not_text(error), raw))
                continue
            except (csv.Error, _BadLine) as error:
                batch.rejects.append(Reject(number, "line", "", "", str(error), raw))
                continue
            rows.append(fields)
            batch.numbers.append(number)
            batch.raws.append(raw)
        return Fields([list(column) for column in zip(*rows, strict=False)], clean=False)

    def _plain_fields(self, numbers: list[int], raws: list[bytes]) -> Fields | None:
        """All lines at once where none has a quote, a CR or an odd width; else None."""
        layout, width = self._layout, self._width or (self._needed if self._layout.tag else 0)
        chunk = b"".join(raws)
        quoted = layout.quote and layout.quote.encode() in chunk
        if layout.format == "fixed" or not width or numbers[0] == 1 or quoted:
            return None
        if not self._form.plain or b"\r" in chunk:
            return None
        try:
            text = chunk.decode(self._form.encoding).removesuffix("\n")
        except UnicodeDecodeError:
            return None
        columns = split_columns(text, layout.delimiter, width, len(raws))
        if columns is None:
            return None
        clean = max(map(len, raws)) <= MAX_FIELD and _seen(chunk, text)
        return Fields(columns, clean and _nothing_around(text, layout.delimiter))

    def _splitter(self) -> Callable[[str], list[str]]:
        layout, width, needed = self._layout, self._width, self._needed
        if layout.format == "fixed":
            return self._fixed
        tagged = bool(layout.tag)

        def split(text: str) -> list[str]:
            fields = layout.split(text)
            if width and len(fields) != width:
                raise _BadLine(f"{len(fields)} fields where the header has {width}")
            if len(fields) < needed:
                raise _BadLine(f"{len(fields)} fields where the layout needs {needed}")
            if tagged and len(fields) > needed:
                raise _BadLine(f"{len(fields)} fields where the record has {needed}")
            return fields[:needed] if needed else fields

        return split

    def _fixed(self, text: str) -> list[str]:
        needed = max((spec.start for spec, _ in self._places), default=1)
        if len(text) < needed:
            raise _BadLine(f"{len(text)} characters long, its last field begins at {needed}")
        if len(text) > (most := self._layout.line_length) and text[most:].strip():
            raise _BadLine(f"{len(text):,} characters long, the layout ends at {most:,}"
                           " (line_length, or record_length without line ends)")  # fmt: skip
        return [text[spec.start - 1 : spec.start - 1 + spec.width] for spec, _ in self._places]

    # --- fields to values ---------------------------------------------------------------------

    def _convert(self, fields: Fields, count: int) -> tuple[Columns, _Wrong]:
        columns: Columns = {}
        wrong: _Wrong = {}
        across = fields.columns
        for order, (spec, place) in enumerate(self._places):
            at = order if self._layout.format == "fixed" else place
            if at >= len(across) and count:
                raise self._refusal(f"has no field number {at + 1} for '{spec.name}'")
            texts = across[at] if at >= 0 and count else [""] * count
            if spec.coding:
                texts, bad = plain_numbers(texts, spec.coding, spec.decimals, self._form.encoding)
                for i, message in bad.items():
                    wrong.setdefault(i, (spec.name, "", message))
                if not spec.format:
                    texts = of_length(texts, spec.type)
            if not fields.clean:
                texts = [text.strip() for text in texts]
            if spec.default:
                texts = [text or spec.default for text in texts]
            values, bad = TYPES[spec.type](texts, spec.format)
            columns[spec.name] = values
            for i, message in bad.items():
                wrong.setdefault(i, (spec.name, texts[i], message))
            if spec.required and "" in texts:
                for i, text in enumerate(texts):
                    if not text:
                        wrong.setdefault(i, (spec.name, "", "is missing"))
            for i, message in () if fields.clean else _unkept(texts):
                wrong.setdefault(i, (spec.name, texts[i][:40], message))
        return columns, wrong

    def _drop(self, batch: Batch, columns: Columns, wrong: _Wrong) -> None:
        if not wrong:
            return
        for i, (name, value, message) in sorted(wrong.items()):
            told = message.replace("\0", "␀")
            batch.rejects.append(
                Reject(batch.numbers[i], "field", name, kept_text(value), told, batch.raws[i])
            )
        keep = [i for i in range(len(batch.numbers)) if i not in wrong]
        batch.numbers = [batch.numbers[i] for i in keep]
        batch.raws = [batch.raws[i] for i in keep]
        for name, values in columns.items():
            columns[name] = [values[i] for i in keep]


def split_columns(text: str, delimiter: str, width: int, count: int) -> list[list[str]] | None:
    """The columns of `count` lines of `width` fields each; None where a line has more or fewer.

    The text is cut at the delimiters alone: where every line is as wide as it should be, every
    so many pieces one holds the end of a line and the beginning of the next.
    """
    if width == 1:
        lines = text.split("\n")
        return None if len(lines) != count or delimiter in text else [lines]
    pieces = text.split(delimiter)
    step = width - 1
    if len(pieces) != count * step + 1 or text.count("\n") != count - 1:
        return None
    seams = pieces[step:-1:step]
    ends = "\n".join(seams).split("\n") if seams else []
    if len(ends) != 2 * len(seams) or not all(["\n" in seam for seam in seams]):
        return None
    columns = [pieces[place::step] for place in range(width)]
    columns[0] = [pieces[0], *ends[1::2]]
    columns[step] = [*ends[::2], pieces[-1]]
    return columns


def _nothing_around(text: str, delimiter: str) -> bool:
    """Is there no blank at either side of a field?"""
    blanks = (f" {delimiter}", f"{delimiter} ", " \n", "\n ")
    return not (text[:1] == " " or text[-1:] == " " or any(blank in text for blank in blanks))


def _seen(chunk: bytes, text: str) -> bool:
    """Are there, besides line ends, only characters that can be seen?"""
    return not chunk.translate(None, _VISIBLE) or text.replace("\n", "").isprintable()


def _unkept(texts: list[str]) -> Iterator[tuple[int, str]]:
    """Texts that no column can hold: with a NUL (PostgreSQL keeps none), or far too long."""
    if max(map(len, texts), default=0) > MAX_FIELD:
        for i, text in enumerate(texts):
            if len(text) > MAX_FIELD:
                yield i, f"has {len(text):,} characters"
    if "\0" in "".join(texts):
        for i, text in enumerate(texts):
            if "\0" in text:
                yield i, "holds a NUL character"


def kept_text(value: str) -> str:
    """A wrong value as every database can keep it beside the line's own bytes."""
    return value[:200].replace("\0", "␀")


class _BadLine(ValueError):
    pass


def not_text(error: UnicodeDecodeError) -> str:
    """Which byte is no text of the layout's encoding, and where."""
    byte = error.object[error.start]
    return f"byte {byte:#04x} at position {error.start + 1} is not {error.encoding}"
