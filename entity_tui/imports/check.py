"""From lines to checked columns: every line becomes a row, a reject, or a control line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from entity_tui.errors import EntityError
from entity_tui.imports.feeds import Feed
from entity_tui.imports.feeds.feed import Columns
from entity_tui.imports.layout import FieldSpec, Layout
from entity_tui.imports.values import TYPES

MAX_FIELD = 4_000


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
    """Checked lines: their numbers, their bytes, and one column per staged name."""

    numbers: list[int]
    raws: list[bytes]
    columns: Columns
    rejects: list[Reject] = field(default_factory=list)


class Checker:
    """Reads one file by one layout; `physical`, `control` and `read` count as it goes."""

    def __init__(self, layout: Layout, source: str) -> None:
        self._layout = layout
        self._source = source
        self._places: list[tuple[FieldSpec, int]] = []
        self._width = 0
        self._needed = 0
        self._header_due = layout.header
        self._held: tuple[int, bytes] | None = None
        self._types = {item.name: item.type for item in layout.fields}
        self.physical = 0
        self.control = 0
        self.read = 0
        self.as_of: date | None = None

    def batches(self, lines: Iterator[list[bytes]]) -> Iterator[Batch]:
        """Checked batches; EntityError where the file as a whole cannot be trusted."""
        if not self._header_due:
            self._without_header()
        for chunk in lines:
            yield from self._chunk(chunk)
        if self._header_due:
            raise self._refusal("is empty: not even a header line")
        if self._layout.trailer:
            self._trailer()

    def _chunk(self, chunk: list[bytes]) -> Iterator[Batch]:
        numbers, raws = [], []
        trailer = self._layout.trailer
        marker = (trailer.marker + self._layout.delimiter).encode() if trailer else None
        for raw in chunk:
            self.physical += 1
            if self._header_due:
                self._header(raw)
            elif not raw.strip():
                self.control += 1
            elif marker and raw.startswith(marker):
                if self._held:
                    raise self._refusal(
                        f"has two trailers, on lines {self._held[0]} and {self.physical}"
                    )
                self._held = (self.physical, raw)
                self.control += 1
            else:
                if self._held:
                    raise self._refusal(f"goes on after its trailer on line {self._held[0]}")
                numbers.append(self.physical)
                raws.append(raw)
        if numbers:
            self.read += len(numbers)
            yield self._check(numbers, raws)

    def _refusal(self, what: str) -> EntityError:
        return EntityError(f"{self._source} {what}", "File refused")

    # --- header and trailer -------------------------------------------------------------------

    def _header(self, raw: bytes) -> None:
        self._header_due = False
        self.control += 1
        text = self._decode(raw, 1)
        names = [name.strip().lower() for name in self._split(text)]
        self._width = len(names)
        for spec in self._layout.fields:
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

    def _without_header(self) -> None:
        for spec in self._layout.fields:
            if isinstance(spec.column, str):
                raise self._refusal(
                    f"has no header by its layout, so field '{spec.name}' needs a column number"
                )
            self._places.append((spec, (spec.column or 0) - 1))
        self._needed = max((place for _, place in self._places), default=0) + 1

    def _trailer(self) -> None:
        trailer = self._layout.trailer
        assert trailer is not None
        if self._held is None:
            raise self._refusal(f"is cut short: its trailer ({trailer.marker}) is missing")
        number, raw = self._held
        parts = self._split(self._decode(raw, number))
        try:
            count = int(parts[trailer.count - 1])
            if trailer.as_of:
                self.as_of = date.fromisoformat(parts[trailer.as_of - 1].strip())
        except (ValueError, IndexError) as error:
            raise self._refusal(f"line {number}: the trailer cannot be read ({error})") from error
        if count != self.read:
            raise self._refusal(
                f"line {number}: the trailer counts {count:,} lines, {self.read:,} came"
            )

    # --- lines --------------------------------------------------------------------------------

    def _decode(self, raw: bytes, number: int) -> str:
        try:
            text = raw.rstrip(b"\r\n").decode(self._layout.encoding)
        except UnicodeDecodeError as error:
            raise self._refusal(f"line {number}: {_not_text(error)}") from error
        return text.removeprefix("\ufeff") if number == 1 else text

    def _split(self, text: str) -> list[str]:
        layout = self._layout
        if layout.quote and layout.quote in text:
            return next(csv.reader([text], delimiter=layout.delimiter, quotechar=layout.quote,
                                   strict=True))  # fmt: skip
        return text.split(layout.delimiter)

    def _check(self, numbers: list[int], raws: list[bytes]) -> Batch:
        batch = Batch([], [], {})
        rows = self._rows(numbers, raws, batch)
        columns, wrong = self._convert(rows, len(batch.numbers))
        self._drop(batch, columns, wrong)
        if batch.numbers:
            late = self._feed.shape(columns, self._types, len(batch.numbers))
            named = {
                i: (name, str(columns[name][i]), message)
                for name, found in late.items()
                for i, message in found.items()
            }
            self._drop(batch, columns, named)
        batch.columns = columns
        return batch

    @property
    def _feed(self) -> Feed:
        return self._layout.feed

    def _rows(self, numbers: list[int], raws: list[bytes], batch: Batch) -> list[list[str]]:
        """The fields of every line that can be split; the others are rejected."""
        plain = self._plain_rows(numbers, raws)
        if plain is not None:
            batch.numbers, batch.raws = numbers, raws
            return plain
        encoding = self._layout.encoding
        split = self._splitter()
        rows: list[list[str]] = []
        for number, raw in zip(numbers, raws, strict=True):
            try:
                text = raw.rstrip(b"\r\n").decode(encoding)
                if number == 1:
                    text = text.removeprefix("\ufeff")
                fields = split(text)
            except UnicodeDecodeError as error:
                batch.rejects.append(Reject(number, "encoding", "", "", _not_text(error), raw))
                continue
            except (csv.Error, _BadLine) as error:
                batch.rejects.append(Reject(number, "line", "", "", str(error), raw))
                continue
            rows.append(fields)
            batch.numbers.append(number)
            batch.raws.append(raw)
        return rows

    def _plain_rows(self, numbers: list[int], raws: list[bytes]) -> list[list[str]] | None:
        """All lines at once where none has a quote, a CR or an odd width; else None."""
        layout, width = self._layout, self._width
        chunk = b"".join(raws)
        quoted = layout.quote and layout.quote.encode() in chunk
        if layout.format == "fixed" or not width or numbers[0] == 1 or quoted:
            return None
        if b"\r" in chunk:
            return None
        try:
            lines = chunk.decode(layout.encoding).split("\n")
        except UnicodeDecodeError:
            return None
        if not lines[-1]:
            lines.pop()
        delimiter = layout.delimiter
        rows = [line.split(delimiter) for line in lines]
        fit = len(rows) == len(raws) and all([len(row) == width for row in rows])
        return rows if fit else None

    def _splitter(self) -> Callable[[str], list[str]]:
        layout, width, needed = self._layout, self._width, self._needed
        if layout.format == "fixed":
            return self._fixed
        delimiter, quote = layout.delimiter, layout.quote

        def split(text: str) -> list[str]:
            if quote and quote in text:
                fields = next(csv.reader([text], delimiter=delimiter, quotechar=quote, strict=True))
            else:
                fields = text.split(delimiter)
            if width and len(fields) != width:
                raise _BadLine(f"{len(fields)} fields where the header has {width}")
            if len(fields) < needed:
                raise _BadLine(f"{len(fields)} fields where the layout needs {needed}")
            return fields[:needed] if needed else fields

        return split

    def _fixed(self, text: str) -> list[str]:
        needed = max(spec.start for spec, _ in self._places)
        if len(text) < needed:
            raise _BadLine(f"{len(text)} characters long, its last field begins at {needed}")
        return [text[spec.start - 1 : spec.start - 1 + spec.width] for spec, _ in self._places]

    def _convert(
        self, rows: list[list[str]], count: int
    ) -> tuple[Columns, dict[int, tuple[str, str, str]]]:
        columns: Columns = {}
        wrong: dict[int, tuple[str, str, str]] = {}
        across = list(zip(*rows, strict=False)) if rows else []
        for order, (spec, place) in enumerate(self._places):
            at = order if self._layout.format == "fixed" else place
            if at >= len(across) and count:
                raise self._refusal(f"has no field number {at + 1} for '{spec.name}'")
            texts = [text.strip() for text in across[at]] if at >= 0 and count else [""] * count
            if spec.default:
                texts = [text or spec.default for text in texts]
            values, bad = TYPES[spec.type](texts, spec.format)
            columns[spec.name] = values
            for i, message in bad.items():
                wrong.setdefault(i, (spec.name, texts[i], message))
            if spec.required:
                for i, text in enumerate(texts):
                    if not text:
                        wrong.setdefault(i, (spec.name, "", "is missing"))
            for i, message in _unkept(texts):
                wrong.setdefault(i, (spec.name, texts[i][:40], message))
        return columns, wrong

    def _drop(self, batch: Batch, columns: Columns, wrong: dict[int, tuple[str, str, str]]) -> None:
        if not wrong:
            return
        for i, (name, value, message) in sorted(wrong.items()):
            batch.rejects.append(
                Reject(batch.numbers[i], "field", name, _kept(value), message, batch.raws[i])
            )
        keep = [i for i in range(len(batch.numbers)) if i not in wrong]
        batch.numbers = [batch.numbers[i] for i in keep]
        batch.raws = [batch.raws[i] for i in keep]
        for name, values in columns.items():
            columns[name] = [values[i] for i in keep]


def _unkept(texts: list[str]) -> Iterator[tuple[int, str]]:
    """Texts that no column can hold: with a NUL (PostgreSQL keeps none), or far too long."""
    if max(map(len, texts), default=0) > MAX_FIELD:
        for i, text in enumerate(texts):
            if len(text) > MAX_FIELD:
                yield i, f"has {len(text):,} characters"
    if any("\0" in text for text in texts):
        for i, text in enumerate(texts):
            if "\0" in text:
                yield i, "holds a NUL character"


def _kept(value: str) -> str:
    """A wrong value as every database can keep it beside the line's own bytes."""
    return value[:200].replace("\0", "␀")


class _BadLine(ValueError):
    pass


def _not_text(error: UnicodeDecodeError) -> str:
    byte = error.object[error.start]
    return f"byte {byte:#04x} at position {error.start + 1} is not {error.encoding}"
