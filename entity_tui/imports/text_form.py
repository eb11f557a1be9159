"""How a file's bytes are text: encoding, line ends, records without any line end."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import IO

from entity_tui.errors import EntityError

Line = tuple[int, bytes]
_CHUNK = 1 << 20
MAX_LINE = 16 << 20
# The one name each encoding has here; in the first four a line end is the byte of a line end.
PLAIN = {"utf-8": "utf-8", "ascii": "ascii", "iso8859-1": "latin-1", "cp1252": "cp1252"}
OTHERS = {"utf-16": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
          "cp037": "cp037", "cp500": "cp500"}  # fmt: skip
ENCODINGS = PLAIN | OTHERS
ONE_BYTE = ("latin-1", "cp037", "cp500")
"""Those in which every byte is a character."""
_LITTLE, _BIG = b"\xff\xfe", b"\xfe\xff"
_NOTHING = b" \t\n\r\x0b\x0c\x1a"
# EBCDIC: CR LF, CR NEL, NEL, LF, CR.
_EBCDIC_END = re.compile(b"\x0d[\x25\x15]|\x15|\x25|\x0d")


class TextForm:
    """Splits a stream into physical lines with their ends, and decodes a line."""

    def __init__(self, encoding: str, record_length: int = 0) -> None:
        self.encoding = encoding
        self._length = record_length
        self._codec = "utf-16-le" if encoding == "utf-16" else encoding
        self._marked = encoding == "utf-16"
        """The byte order is said by the file's first two bytes."""
        self.plain = encoding in PLAIN.values() and not record_length
        """Is a line end the byte of a line end?"""

    def lines(self, stream: IO[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
        """(bytes read, lines that are whole by now), to the end of the stream."""
        rest = b""
        while chunk := stream.read(_CHUNK):
            if self._marked and not rest:
                self._look_at(chunk)
            lines, rest = self._split(rest + chunk)
            if len(rest) > MAX_LINE:
                raise EntityError(
                    f"a line is longer than {MAX_LINE >> 20} MB: this is not a text extract",
                    "Refused",
                )
            yield chunk, lines
        if rest and self._length and rest.strip(b"\r\n\x15\x25"):
            raise EntityError(
                f"the file ends in the middle of a record: {len(rest)} of {self._length} bytes",
                "File refused",
            )
        if rest:
            lines, last = self._split(rest, ended=True)
            yield b"", [*lines, last] if last else lines

    def begin(self, first: bytes) -> None:
        """The first bytes of a file that is not read as a stream."""
        if self._marked and first:
            self._look_at(first)

    def _look_at(self, chunk: bytes) -> None:
        self._marked = False
        if chunk[:2] == _BIG:
            self._codec = "utf-16-be"

    def _split(self, data: bytes, ended: bool = False) -> tuple[list[bytes], bytes]:
        if self._length:
            whole = len(data) // self._length * self._length
            lines = [data[at : at + self._length] for at in range(0, whole, self._length)]
            return lines, data[whole:]
        if self.plain:
            lines = data.splitlines(keepends=True)
            # A CR at the very end may be half of a CRLF.
            if lines and not lines[-1].endswith(b"\n") and not ended:
                return lines[:-1], lines[-1]
            return lines, b""
        if self._codec.startswith("utf-16"):
            return self._split_wide(data, ended)
        return self._split_at(
            (m.end() for m in _EBCDIC_END.finditer(data)), data, ended, b"\x0d", len(data)
        )

    def _split_wide(self, data: bytes, ended: bool) -> tuple[list[bytes], bytes]:
        units = array("H", data[: len(data) // 2 * 2])
        if self._codec == "utf-16-be":
            units.byteswap()
        ends = (
            2 * at + 2 for at, unit in enumerate(units)
            if unit == 10 or (unit == 13 and units[at + 1 : at + 2] != array("H", [10]))
        )  # fmt: skip
        return self._split_at(ends, data, ended, "\r".encode(self._codec), 2 * len(units))

    @staticmethod
    def _split_at(
        ends: Iterator[int], data: bytes, ended: bool, half: bytes, known: int
    ) -> tuple[list[bytes], bytes]:
        """Lines up to each end; a CR at the end of the `known` bytes may be half of a CRLF."""
        lines, start = [], 0
        for end in ends:
            if end == known and data[:known].endswith(half) and not ended:
                break
            lines.append(data[start:end])
            start = end
        return lines, data[start:]

    def text(self, raw: bytes, number: int) -> str:
        """A line without its end; a record of so many bytes whole. Raises UnicodeDecodeError."""
        text = raw.decode(self._codec)
        if self._length:
            return text
        text = text.rstrip("\r\n" if self.plain else "\r\n\x85")
        return text.removeprefix("\ufeff") if number == 1 else text

    def end(self, raw: bytes) -> str:
        """The line end a line has; "" where it has none."""
        if self._length:
            return ""
        whole = raw.decode(self._codec, "replace")
        return whole[len(whole.rstrip("\r\n" if self.plain else "\r\n\x85")) :]

    def blank(self, raw: bytes) -> bool:
        """Is there nothing on the line? The end mark of DOS files is nothing too."""
        if self.plain:
            return not raw.strip(_NOTHING)
        return not raw.decode(self._codec, "replace").strip()

    def written(self, lines: list[Line]) -> list[Line]:
        """The lines on which there is something."""
        if self.plain:
            return [line for line in lines if line[1].strip(_NOTHING)]
        return [line for line in lines if not self.blank(line[1])]

    def loose(self, raw: bytes) -> str:
        """A line as text, whatever its bytes are."""
        text = raw.decode(self._codec, "replace")
        return text if self._length else text.strip("\ufeff\r\n\x85")

    def count(self, raw: bytes, mark: str) -> int:
        """How often a character stands on a line."""
        if self.plain:
            return raw.count(mark.encode())
        return self.loose(raw).count(mark)

    def encoded(self, text: str) -> bytes:
        """A text as the file has it."""
        return text.encode(self._codec)
