"""Rejected lines to look at, correct and check again, by the layout they came with (IM-03)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from entity_tui.domain.entity.rejects import UNREAD, Part, Verdict, spans, substituted
from entity_tui.errors import EntityError
from entity_tui.imports.check import Checker
from entity_tui.imports.coded_numbers import plain_numbers
from entity_tui.imports.joining import Line
from entity_tui.imports.layout import Control, FieldSpec, Layout, RecordSpec
from entity_tui.imports.text_form import TextForm


class NotCorrected(EntityError):
    """A text that cannot stand in the file."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "Correction")


class Corrector:
    """The lines of one run: its layout, and its header as it came."""

    def __init__(self, layout: Layout, header: bytes | None, source: str) -> None:
        self.layout, self._source = layout, source
        self.header = header or _column_line(layout)
        self.form = self._form()

    def _form(self) -> TextForm:
        form = self.layout.form()
        form.begin(self.header)
        return form

    def checker(self) -> Checker:
        """A checker for lines of this file."""
        return Checker(self.layout, self._source)

    def text(self, raw: bytes) -> str:
        """A line as text without its end, whatever its bytes are."""
        return self.form.loose(raw)

    def recoded(self, raw: bytes, text: str) -> bytes:
        """The corrected text as the file has it, with the line end the line had.

        Raises NotCorrected for what no line of this file can be.
        """
        before = self.text(raw)
        if text == before:
            return raw
        if not text.strip():
            raise NotCorrected("An empty line is no record: leave the reject instead.")
        ends = "\r\n" if self.form.plain else "\r\n\x85"
        if any(text.count(end) > before.count(end) for end in ends):
            raise NotCorrected("A line end inside the line: one record is one line.")
        self._as_in_file(raw, before, text)
        end = self.form.end(raw)
        try:
            new = self.form.encoded(text + end)
            if self.layout.record_length:
                new = self.form.encoded(text.ljust(len(before)))
        except UnicodeEncodeError as error:
            raise NotCorrected(
                f"'{error.object[error.start]}' is not in {self.form.encoding}, the file's encoding"
            ) from error
        if self.layout.record_length and len(new) != self.layout.record_length:
            raise NotCorrected(f"A record of this file has {self.layout.record_length} bytes.")
        return new

    def _as_in_file(self, raw: bytes, before: str, text: str) -> None:
        """NotCorrected where the text holds what a screen shows instead of what the line has."""
        if UNREAD in text and (not self._read(raw) or text.count(UNREAD) > before.count(UNREAD)):
            raise NotCorrected(f"{UNREAD} stands where a byte could not be read: type it anew.")
        mark = substituted(before, text)
        if mark:
            raise NotCorrected(
                f"{mark} is what is shown for a character of the line, not what the line has: "
                "type what belongs there, or correct the line in a file of `rejects export`."
            )

    def _read(self, raw: bytes) -> bool:
        """Is every byte of the line text?"""
        try:
            self.form.text(raw, 0)
        except UnicodeDecodeError:
            return False
        return True

    def verdict(self, number: int, raw: bytes, text: str) -> Verdict:
        """What the layout's checks say of a corrected line."""
        parts = self.parts(text)
        try:
            new = self.recoded(raw, text)
            batches = list(self.checker().again(self.header, [(number, new)]))
        except EntityError as error:
            return Verdict(False, "", error.message, parts)
        for reject in (reject for batch in batches for reject in batch.rejects):
            return Verdict(False, reject.field, reject.message, parts)
        return Verdict(True, "", "", parts)

    # --- fields -------------------------------------------------------------------------------

    def parts(self, text: str) -> tuple[Part, ...]:
        """The fields of a line, those the header has and the line has not included."""
        spec = self._record(text)
        if spec is None:
            return (Part("", "line", text, 0, len(text)),)
        if self.layout.format == "fixed":
            return tuple(
                Part(field.name, "", self._said(field, text),
                     field.start - 1, field.start - 1 + field.width)
                for field in spec.fields if field.start
            )  # fmt: skip
        columns = self._columns(spec)
        found = list(spans(text, self.layout.delimiter, self.layout.quote))
        end = len(text)
        found += [(end, end)] * (len(columns) - len(found))
        columns += [("", str(place)) for place in range(len(columns) + 1, len(found) + 1)]
        return tuple(
            Part(name, column, text[start:stop], start, stop)
            for (name, column), (start, stop) in zip(columns, found, strict=True)
        )

    def _said(self, field: FieldSpec, text: str) -> str:
        """What a field of a fixed record says; of a coded number that is none, what it is."""
        text = text[field.start - 1 : field.start - 1 + field.width]
        if not field.coding:
            return text
        plain, wrong = plain_numbers([text], field.coding, field.decimals, self.form.encoding)
        return wrong.get(0, plain[0])

    def _record(self, text: str) -> RecordSpec | None:
        if not self.layout.tag:
            return self.layout.records[0]
        tag = self.layout.tag_of(text)
        return next((spec for spec in self.layout.records if spec.tag == tag), None)

    def _columns(self, spec: RecordSpec) -> list[tuple[str, str]]:
        """(field, column) in the order of the file; field "" where the layout uses it not."""
        named = {field.column.lower(): field.name for field in spec.fields
                 if isinstance(field.column, str)}  # fmt: skip
        numbered = {field.column: field.name for field in spec.fields
                    if isinstance(field.column, int)}  # fmt: skip
        if self.layout.header:
            names = [name.strip() for name in self.layout.split(self.form.text(self.header, 1))]
        else:
            names = [""] * max(numbered, default=0)
        tag = self.layout.tag[:1]
        return [
            (named.get(name.lower(), numbered.get(place, "tag" if (place,) == tag else "")),
             name or str(place))
            for place, name in enumerate(names, 1)
        ]  # fmt: skip

    # --- a file of rejects --------------------------------------------------------------------

    def file(self, raws: Sequence[bytes], as_of: date) -> bytes:
        """The lines byte-exact as a file of the same layout, between its header and trailer."""
        layout, form = self.layout, self.form
        end = "" if layout.record_length else "\n"

        def control(given: Control | None) -> bytes:
            return (
                self._sized(_control_line(layout, given, len(raws), as_of) + end) if given else b""
            )

        head = self.header if layout.header else b""
        lines = [raw if form.end(raw) else raw + form.encoded(end) for raw in raws]
        mark = "\ufeff" if layout.encoding == "utf-16" and not head else ""
        parts = [form.encoded(mark), control(layout.heading), head, *lines, control(layout.trailer)]
        return b"".join(parts)

    def _sized(self, text: str) -> bytes:
        return self.form.encoded(text.ljust(self.layout.record_length))

    def records(self, data: bytes) -> list[bytes]:
        """The records of a corrected file, blank ones too, without header and trailer."""
        lines = [line for _, found in self._form().lines(io.BytesIO(data)) for line in found]
        numbered: list[Line] = list(enumerate(lines, 1))
        del numbered[: bool(self.layout.heading) + self.layout.header]
        trailer = self.layout.trailer
        if trailer:
            marker = self.form.encoded(self.layout.begin(trailer))
            numbered = [line for line in numbered if not line[1].startswith(marker)]
        checker = self.checker()
        list(checker.again(self.header, []))
        return [raw for _, raw in checker.records(numbered)]


def _column_line(layout: Layout) -> bytes:
    """The header our own files of a layout have: its columns in the layout's order."""
    if not layout.header:
        return b""
    names = [str(field.column) for field in layout.records[0].fields if field.column]
    return layout.form().encoded(layout.delimiter.join(names) + "\n")


def _control_line(layout: Layout, control: Control, count: int, as_of: date) -> str:
    facts = ((control.count, str(count)), (control.as_of, as_of.isoformat()))
    return "".join(_placed(layout, control.marker, [(p, text) for p, text in facts if p]))


def _placed(
    layout: Layout, marker: str, facts: Iterable[tuple[tuple[int, ...], str]]
) -> Iterator[str]:
    if layout.format == "fixed":
        line = marker
        for (start, width), text in facts:
            line = (
                line[: start - 1].ljust(start - 1)
                + text.rjust(width)[:width]
                + line[start - 1 + width :]
            )
        yield line
        return
    fields = [marker]
    for (place,), text in facts:
        fields += [""] * (place - len(fields))
        fields[place - 1] = text
    yield layout.delimiter.join(fields)
