"""Writing a file by its layout, the inverse of reading one: what is written reads back exactly.

Values are those the reader makes: days as YYYY-MM-DD, amounts and hours in hundredths, texts.
Nothing is bent to fit: what the layout or its encoding cannot hold is refused with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from entity_tui.errors import EntityError
from entity_tui.imports.layout import Control, FieldSpec, Layout
from entity_tui.imports.values import TYPES, Value

_END = {"cp037": "\x85", "cp500": "\x85"}
_HUNDREDTHS = frozenset({"amount", "hours"})


class WriteRefused(EntityError):
    """A value that a file cannot hold: the message names line and field."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "Export refused")


class Writer:
    """Lines of one file, each with its end; `count` is how many records were written."""

    def __init__(self, layout: Layout, as_of: date, told: Sequence[str] = ()) -> None:
        self._layout, self._as_of, self._told = layout, as_of, tuple(told)
        self._codec = "utf-16-le" if layout.encoding == "utf-16" else layout.encoding
        self._line = 0
        self.count = 0

    def lines(self, rows: Iterable[Mapping[str, Value]]) -> Iterator[bytes]:
        """The whole file, line by line; `rows` map field names to values."""
        layout = self._layout
        if layout.encoding == "utf-16":
            yield b"\xff\xfe"
        if layout.heading:
            yield self._encoded(self._control(layout.heading, self._told))
        if layout.header:
            names = [str(spec.column) for spec in layout.records[0].fields]
            yield self._encoded(self._joined(names, names))
        for row in rows:
            line = self._encoded(self._record(row))
            self.count += 1
            yield line
        if layout.trailer:
            yield self._encoded(self._control(layout.trailer, ()))

    # --- a record -----------------------------------------------------------------------------

    def _record(self, row: Mapping[str, Value]) -> str:
        specs = self._layout.records[0].fields
        texts = [self._text(spec, row.get(spec.name)) for spec in specs]
        if self._layout.format == "fixed":
            pairs = zip(specs, texts, strict=True)
            text = self._placed([(s.start, s.width, t, s.name) for s, t in pairs])
        else:
            text = self._joined(texts, [spec.name for spec in specs])
        controls = (self._layout.heading, self._layout.trailer)
        if not text.strip() or any(c and text.startswith(self._layout.begin(c)) for c in controls):
            raise self._refusal(specs[0].name, texts[0], "makes a line that is no record")
        return text

    def _text(self, spec: FieldSpec, value: Value) -> str:
        """A value as text that its type reads back as the same value."""
        text = "" if value is None else str(value)
        if value is not None and spec.type in _HUNDREDTHS:
            number = int(value)
            text = f"{'-' if number < 0 else ''}{abs(number) // 100}.{abs(number) % 100:02d}"
        elif text and spec.type == "date" and spec.format:
            text = date.fromisoformat(text).strftime(spec.format)
        elif value is not None and spec.type == "yes_no":
            text = "Y" if value else "N"
        try:
            text.encode(self._codec)
        except UnicodeEncodeError as error:
            what = f"has {error.object[error.start]!a}, which {self._layout.encoding} has not"
            raise self._refusal(spec.name, text, what) from error
        if any(mark in text for mark in "\r\n\0\x1a\x85"):
            raise self._refusal(spec.name, text, "holds a line end or a NUL")
        if text != text.strip():
            raise self._refusal(spec.name, text, "begins or ends with a blank, which is not read")
        back, wrong = TYPES[spec.type]([text], spec.format)
        if text and (wrong or back[0] != value):
            raise self._refusal(spec.name, text, f"is not read back as {spec.type}")
        return text

    def _joined(self, texts: Sequence[str], names: Sequence[str]) -> str:
        delimiter, quote = self._layout.delimiter, self._layout.quote
        found = []
        for name, text in zip(names, texts, strict=True):
            if delimiter in text or (quote and quote in text):
                if not quote:
                    raise self._refusal(name, text, f"holds the delimiter '{delimiter}'")
                text = f"{quote}{text.replace(quote, quote * 2)}{quote}"
            found.append(text)
        return delimiter.join(found)

    def _placed(self, parts: Sequence[tuple[int, int, str, str]]) -> str:
        length = max(start + width - 1 for start, width, _, _ in parts)
        line = [" "] * length
        for start, width, text, name in parts:
            if len(text) > width:
                raise self._refusal(name, text, f"is longer than {width} characters")
            line[start - 1 : start - 1 + width] = text.ljust(width)
        return "".join(line)

    # --- the first and last line --------------------------------------------------------------

    def _control(self, control: Control, told: Sequence[str]) -> str:
        known = [(control.count, str(self.count)), (control.as_of, self._as_of.isoformat())]
        if self._layout.format == "fixed":
            parts = [(1, len(control.marker), control.marker, "marker")]
            parts += [(place[0], place[1], text, "control") for place, text in known if place]
            return " ".join([self._placed(parts), *told])
        texts = {place[0]: text for place, text in known if place} | {1: control.marker}
        rest = iter(told)
        line = [texts.get(n) or next(rest, "") for n in range(1, max(texts) + 1)]
        words = [*line, *rest]
        return self._joined(words, [control.kind] * len(words))

    def _encoded(self, text: str) -> bytes:
        self._line += 1
        layout = self._layout
        data = text.encode(self._codec)
        if not layout.record_length:
            return data + _END.get(layout.encoding, "\n").encode(self._codec)
        if len(data) > layout.record_length:
            raise WriteRefused(f"line {self._line:,} is longer than {layout.record_length} bytes")
        return data + " ".encode(self._codec) * (layout.record_length - len(data))

    def _refusal(self, name: str, value: str, what: str) -> WriteRefused:
        line = self._line + 1
        return WriteRefused(
            f"line {line:,}, field {name}: '{value[:40]}' {what}; nothing was exported"
        )
