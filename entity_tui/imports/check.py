"""From lines to checked columns: every line becomes a row, a reject, or a control line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entity_tui.errors import EntityError
from entity_tui.imports.layout import Layout
from entity_tui.imports.record import Batch, RecordReader, Reject, not_text

__all__ = ["Batch", "Checker", "Reject"]


class Checker:
    """Reads one file by one layout; `physical`, `control` and `read` count as it goes."""

    def __init__(self, layout: Layout, source: str) -> None:
        self._layout = layout
        self._source = source
        self._readers = [
            RecordReader(layout, spec, place, source) for place, spec in enumerate(layout.records)
        ]
        self._by_tag = {
            spec.tag: reader for spec, reader in zip(layout.records, self._readers, strict=True)
        }
        self._header_due = layout.header
        self._held: tuple[int, bytes] | None = None
        self.physical = 0
        self.control = 0
        self.read = 0
        self.as_of: date | None = None

    def batches(self, lines: Iterator[list[bytes]]) -> Iterator[Batch]:
        """Checked batches; EntityError where the file as a whole cannot be trusted."""
        if not self._header_due:
            for reader in self._readers:
                reader.by_number()
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
            yield from self._check(numbers, raws)

    def _check(self, numbers: list[int], raws: list[bytes]) -> Iterator[Batch]:
        if not self._layout.tag:
            yield self._readers[0].check(numbers, raws)
            return
        parts: dict[str, tuple[list[int], list[bytes]]] = {}
        for number, raw in zip(numbers, raws, strict=True):
            lines = parts.setdefault(self._layout.tag_of(raw), ([], []))
            lines[0].append(number)
            lines[1].append(raw)
        for tag, lines in parts.items():
            reader = self._by_tag.get(tag)
            yield reader.check(*lines) if reader else self._strange(tag, *lines)

    def _strange(self, tag: str, numbers: list[int], raws: list[bytes]) -> Batch:
        known = ", ".join(self._by_tag)
        told = f"'{tag[:20]}' is not a record of this layout ({known})"
        shown = tag[:200].replace("\0", "␀")
        rejects = [
            Reject(number, "record", "", shown, told, raw)
            for number, raw in zip(numbers, raws, strict=True)
        ]
        return Batch(0, [], [], {}, rejects)

    def _refusal(self, what: str) -> EntityError:
        return EntityError(f"{self._source} {what}", "File refused")

    # --- header and trailer -------------------------------------------------------------------

    def _header(self, raw: bytes) -> None:
        self._header_due = False
        self.control += 1
        names = [name.strip().lower() for name in self._layout.split(self._decode(raw, 1))]
        for reader in self._readers:
            reader.by_header(names)

    def _trailer(self) -> None:
        trailer = self._layout.trailer
        assert trailer is not None
        if self._held is None:
            raise self._refusal(f"is cut short: its trailer ({trailer.marker}) is missing")
        number, raw = self._held
        parts = self._layout.split(self._decode(raw, number))
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

    def _decode(self, raw: bytes, number: int) -> str:
        try:
            text = raw.rstrip(b"\r\n").decode(self._layout.encoding)
        except UnicodeDecodeError as error:
            raise self._refusal(f"line {number}: {not_text(error)}") from error
        return text.removeprefix("\ufeff") if number == 1 else text
