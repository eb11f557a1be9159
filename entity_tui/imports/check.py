"""From lines to checked columns: every line becomes a row, a reject, or a control line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

from entity_tui.errors import EntityError
from entity_tui.imports.joining import Joiner
from entity_tui.imports.layout import Control, Layout
from entity_tui.imports.record import Batch, RecordReader, Reject, kept_text, not_text
from entity_tui.imports.text_form import Line

__all__ = ["Batch", "Checker", "Reject"]
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Checker:
    """Reads one file by one layout; `physical`, `control` and `read` count as it goes.

    `read` counts records: a quoted field may go on over several physical lines.
    """

    def __init__(self, layout: Layout, source: str) -> None:
        self._layout = layout
        self._source = source
        self.form = layout.form()
        self._readers = [
            RecordReader(layout, self.form, spec, place, source)
            for place, spec in enumerate(layout.records)
        ]
        self._by_tag = {
            spec.tag: reader for spec, reader in zip(layout.records, self._readers, strict=True)
        }
        self._heading_due = layout.heading is not None
        self._header_due = layout.header
        self._held: Line | None = None
        self._width = 0
        self._counted: tuple[int, int] | None = None
        self._joiner = self._joining()
        self.physical = 0
        self.control = 0
        self.read = 0
        self.as_of: date | None = None
        self.header = b""
        """The line with the column names, as it came."""

    def _joining(self) -> Joiner | None:
        layout = self._layout
        if layout.format != "delimited" or not layout.quote:
            return None
        return Joiner(lambda raw: self.form.count(raw, layout.quote), self._whole)

    def _whole(self, raw: bytes) -> bool:
        """Is a joined record one that can be split, as wide as the header?"""
        try:
            fields = self._layout.split(self.form.text(raw, 0))
        except (csv.Error, UnicodeDecodeError):
            return False
        return self._width in (0, len(fields))

    def batches(self, lines: Iterator[list[bytes]]) -> Iterator[Batch]:
        """Checked batches; EntityError where the file as a whole cannot be trusted."""
        if not self._header_due or self._layout.format == "fixed":
            for reader in self._readers:
                reader.by_number()
        for chunk in lines:
            yield from self._chunk(chunk)
        if self._joiner:
            yield from self._check(list(self._joiner.join([], ended=True)))
        if not self.physical or self._header_due or self._heading_due:
            raise self._refusal("is empty: not even a header line")
        if self._layout.trailer:
            self._trailer()
        if self._counted and self._counted[1] != self.read:
            raise self._refusal(
                f"line {self._counted[0]}: the header counts {self._counted[1]:,} lines, "
                f"{self.read:,} came"
            )

    def again(self, header: bytes, lines: list[Line]) -> Iterator[Batch]:
        """Records of an earlier file once more, under that file's header and line numbers."""
        self.form.begin(header)
        if self._header_due:
            self._header(header)
        if self._layout.format == "fixed" or not self._layout.header:
            for reader in self._readers:
                reader.by_number()
        self.physical += len(lines)
        yield from self._check(lines)

    def records(self, lines: list[Line]) -> list[Line]:
        """Lines as records: quoted fields that go on over several lines are joined."""
        return list(self._joiner.join(lines, ended=True)) if self._joiner else lines

    def _chunk(self, chunk: list[bytes]) -> Iterator[Batch]:
        found: list[Line] = []
        trailer = self._layout.trailer
        marker = self.form.encoded(self._layout.begin(trailer)) if trailer else None
        together = b"".join(chunk)
        if self._only_records(together, marker):
            found = list(enumerate(chunk, self.physical + 1))
            self.physical += len(chunk)
            chunk = []
        for raw in chunk:
            self.physical += 1
            if self._heading_due or self._header_due:
                self._head(raw)
            elif marker and self._ends_with(raw, marker):
                if self._held:
                    raise self._refusal(
                        f"has two trailers, on lines {self._held[0]} and {self.physical}"
                    )
                self._held = (self.physical, raw)
                self.control += 1
            else:
                if self._held and not self.form.blank(raw):
                    raise self._refusal(f"goes on after its trailer on line {self._held[0]}")
                found.append((self.physical, raw))
        if self._joiner and (self._joiner.holds or not self._unquoted(together)):
            found = list(self._joiner.join(found))
        yield from self._check(found)

    def _ends_with(self, raw: bytes, marker: bytes) -> bool:
        """Is this the trailer? A file without a record may begin with it, after its mark."""
        if self.physical > 1 or raw.startswith(marker):
            return raw.startswith(marker)
        trailer = self._layout.trailer
        return trailer is not None and self.form.loose(raw).startswith(self._layout.begin(trailer))

    def _only_records(self, together: bytes, marker: bytes | None) -> bool:
        """Can none of these lines be a header, a trailer or follow one?"""
        due = self._heading_due or self._header_due or self._held
        return not due and (marker is None or marker not in together)

    def _unquoted(self, together: bytes) -> bool:
        """Is there no quote in these lines at all?"""
        return self.form.plain and self._layout.quote.encode() not in together

    def _check(self, lines: list[Line]) -> Iterator[Batch]:
        written = self.form.written(lines)
        self.control += len(lines) - len(written)
        lines = written
        if not lines:
            return
        self.read += len(lines)
        if not self._layout.tag:
            yield self._readers[0].check([n for n, _ in lines], [raw for _, raw in lines])
            return
        parts: dict[str, tuple[list[int], list[bytes]]] = {}
        for number, raw in lines:
            part = parts.setdefault(self._layout.tag_of(self.form.loose(raw)), ([], []))
            part[0].append(number)
            part[1].append(raw)
        for tag, mine in parts.items():
            reader = self._by_tag.get(tag)
            yield reader.check(*mine) if reader else self._strange(tag, *mine)

    def _strange(self, tag: str, numbers: list[int], raws: list[bytes]) -> Batch:
        known = ", ".join(self._by_tag)
        told = f"'{tag[:20]}' is not a record of this layout ({known})"
        shown, told = kept_text(tag), kept_text(told)
        rejects = [
            Reject(number, "record", "", shown, told, raw)
            for number, raw in zip(numbers, raws, strict=True)
        ]
        return Batch(0, [], [], {}, rejects)

    def _refusal(self, what: str) -> EntityError:
        return EntityError(f"{self._source} {what}", "File refused")

    # --- header and trailer -------------------------------------------------------------------

    def _head(self, raw: bytes) -> None:
        self.control += 1
        if self.form.plain and raw[:2] in _WIDE:
            raise self._refusal("line 1: this file is UTF-16; its layout has to say so (encoding)")
        text = self._decode(raw, self.physical)
        if self._heading_due:
            self._heading_due = False
            heading = self._layout.heading
            assert heading is not None
            if not text.startswith(heading.marker):
                raise self._refusal(f"line 1: does not begin with '{heading.marker}'")
            count = self._facts(heading, self.physical, text)
            self._counted = (self.physical, count) if heading.count else None
            return
        self._header(raw)

    def _header(self, raw: bytes) -> None:
        self._header_due = False
        self.header = raw
        text = self._decode(raw, 1)
        try:
            names = [name.strip().lower() for name in self._layout.split(text)]
        except csv.Error as error:
            raise self._refusal(
                f"line {self.physical}: the header cannot be read ({error})"
            ) from error
        self._width = len(names)
        if self._layout.format != "fixed":
            for reader in self._readers:
                reader.by_header(names)

    def _trailer(self) -> None:
        trailer = self._layout.trailer
        assert trailer is not None
        if self._held is None:
            raise self._refusal(f"is cut short: its trailer ({trailer.marker}) is missing")
        number, raw = self._held
        count = self._facts(trailer, number, self._decode(raw, number))
        if trailer.count and count != self.read:
            raise self._refusal(
                f"line {number}: the trailer counts {count:,} lines, {self.read:,} came"
            )

    def _facts(self, control: Control, number: int, text: str) -> int:
        """The count of a header or trailer; its day is kept."""
        try:
            if control.as_of:
                self.as_of = date.fromisoformat(self._layout.part(text, control.as_of))
            return int(self._layout.part(text, control.count)) if control.count else 0
        except (ValueError, IndexError, csv.Error) as error:
            raise self._refusal(
                f"line {number}: the {control.kind} cannot be read ({error})"
            ) from error

    def _decode(self, raw: bytes, number: int) -> str:
        try:
            return self.form.text(raw, number)
        except UnicodeDecodeError as error:
            raise self._refusal(f"line {number}: {not_text(error)}") from error
