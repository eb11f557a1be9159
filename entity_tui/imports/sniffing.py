"""What an unknown file looks like: encoding, records, delimiter, columns (IM-02).

Everything found is a proposal for a person; `doubts` says what may be otherwise.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field

from entity_tui.errors import EntityError
from entity_tui.imports.read import Source
from entity_tui.imports.text_form import TextForm

_SAMPLE = 256 << 10
_DELIMITERS = ",|\t;~^\x01\x1f"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EBCDIC = frozenset(
    [0x40, 0x4B, 0x6B, 0x60, 0x61, *range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA),
     *range(0xC1, 0xCA), *range(0xD1, 0xDA), *range(0xE2, 0xEA), *range(0xF0, 0xFA)]
)  # fmt: skip
_ASCII = frozenset([*range(0x20, 0x7F), 9, 10, 13])
_UNUSED_1252 = frozenset([0x81, 0x8D, 0x8F, 0x90, 0x9D])
_LONGEST = 2_000


@dataclass(slots=True)
class Shape:
    """An unknown file: its form and its rows as text. `columns` are (start, width) where fixed."""

    encoding: str = "utf-8"
    record_length: int = 0
    delimiter: str = ""
    quote: str = ""
    header: bool = False
    rows: list[list[str]] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)


def sniff(source: Source) -> Shape:
    """Look at the beginning of a file; EntityError where it is no text at all."""
    with source.open() as stream:
        data = stream.read(_SAMPLE)
        whole = not stream.read(1)
    if not data.strip(b"\0 \r\n\t\x40"):
        raise EntityError(f"{source.name} is empty: there is nothing to go by", "Refused")
    shape = Shape()
    _encoding(shape, data)
    if shape.encoding.startswith("cp0") and not any(end in data for end in (b"\x15", b"\x25")):
        _length(shape, data, whole)
    lines = _lines(shape, data, whole)
    if any(not (c.isprintable() or c in "\t\x01\x1f") for line in lines[:50] for c in line):
        raise EntityError(f"{source.name} is not a text extract", "Refused")
    _delimiter(shape, lines)
    if not shape.delimiter:
        _columns(shape, lines)
    return shape


# --- bytes --------------------------------------------------------------------------------------


def _encoding(shape: Shape, data: bytes) -> None:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked:
        shape.encoding = marked
    elif data[1::2].count(0) * 2 > len(data) // 2:
        shape.encoding = "utf-16-le"
    elif data[0::2].count(0) * 2 > len(data) // 2:
        shape.encoding = "utf-16-be"
    elif _share(data, _EBCDIC) > 0.85 and _share(data, _ASCII) < 0.6:
        shape.encoding = "cp037"
        shape.doubts["encoding"] = "or cp500: they differ in ! [ ] ^ ¢ |"
    elif _is_utf8(data):
        shape.encoding = "utf-8"
    elif not _UNUSED_1252 & set(data):
        shape.encoding = "cp1252"
        shape.doubts["encoding"] = "or latin-1: look at letters with accents"
    else:
        shape.encoding = "latin-1"
        shape.doubts["encoding"] = "no other encoding takes these bytes: look at the letters"


def _share(data: bytes, known: frozenset[int]) -> float:
    return sum(count for byte, count in Counter(data).items() if byte in known) / len(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The sample may end within a character.
        return error.start >= len(data) - 3 and len(data) == _SAMPLE
    return True


def _length(shape: Shape, data: bytes, whole: bool) -> None:
    """Records without line ends: the shortest distance at which blanks and digits come again."""
    kinds = bytes(0 if b == 0x40 else 1 if b >= 0xF0 else 2 for b in data[:20_000])
    scores: dict[int, float] = {}
    for length in range(10, min(_LONGEST, len(data) // 2) + 1):
        if not whole or len(data) % length == 0:
            pairs = zip(kinds, kinds[length:], strict=False)
            scores[length] = sum(a == b for a, b in pairs) / max(1, len(kinds) - length)
    best = max(scores.values(), default=0.0)
    if best > 0.8:
        shape.record_length = next(at for at, score in scores.items() if score > best - 0.1)
        shape.doubts["record_length"] = "by where blanks come again: ask who sends the file"


def _lines(shape: Shape, data: bytes, whole: bool) -> list[str]:
    form = TextForm(shape.encoding, shape.record_length)
    if shape.record_length:
        data = data[: len(data) // shape.record_length * shape.record_length]
    raws = [raw for _, part in form.lines(io.BytesIO(data)) for raw in part]
    if not whole and len(raws) > 1:
        raws.pop()
    return [form.loose(raw) for raw in raws if not form.blank(raw)]


# --- delimiters ---------------------------------------------------------------------------------


def _delimiter(shape: Shape, lines: list[str]) -> None:
    best = (0.0, 0)
    for mark in _DELIMITERS:
        quote = _quote(lines, mark)
        rows = _split(lines, mark, quote)
        widths = Counter(map(len, rows))
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        share = count / len(rows)
        if width > 1 and share >= 0.7 and (share, width) > best:
            best = share, width
            shape.delimiter, shape.quote = mark, quote
            shape.rows = [row for row in rows if len(row) == width]
            odd = len(rows) - count
    if shape.delimiter and odd:
        shape.doubts["delimiter"] = f"{odd} of the first {len(lines)} lines are of another width"


def _quote(lines: list[str], mark: str) -> str:
    """Quotes count where they enclose fields; commas and semicolons expect them."""
    begun = sum(line.startswith('"') or f'{mark}"' in line for line in lines)
    return '"' if begun or (mark in ",;" and not any('"' in line for line in lines)) else ""


def _split(lines: list[str], mark: str, quote: str) -> list[list[str]]:
    if not quote:
        return [line.split(mark) for line in lines]
    try:
        return list(csv.reader(lines, delimiter=mark, quotechar=quote))
    except csv.Error:
        return [line.split(mark) for line in lines]


# --- fixed columns ------------------------------------------------------------------------------


def _columns(shape: Shape, lines: list[str]) -> None:
    """Columns end where every line has a blank, or where digits end in every line."""
    width = max(map(len, lines))
    padded = [line.ljust(width) for line in lines if len(line) > width // 2]
    blank = [all(line[x] == " " for line in padded) for x in range(width)]
    digit = [all(line[x].isdigit() for line in padded) for x in range(width)]
    starts = [
        x for x in range(width)
        if not blank[x] and (x == 0 or blank[x - 1] or (digit[x] != digit[x - 1]))
    ]  # fmt: skip
    starts = [
        x for at, x in enumerate(starts) if at == 0 or _worth(x, starts[at - 1], blank, digit)
    ]
    ends = [*starts[1:], width]
    shape.columns = [(x + 1, end - x) for x, end in zip(starts, ends, strict=True)]
    shape.rows = [[line[x:end] for x, end in zip(starts, ends, strict=True)] for line in padded]
    shape.doubts["columns"] = "columns that touch without a blank cannot be told apart"


def _worth(x: int, before: int, blank: list[bool], digit: list[bool]) -> bool:
    """A change between digits and letters counts after five digits or before five; blanks do."""
    if blank[x - 1]:
        return True
    run = next((n for n in range(x, len(digit)) if digit[n] != digit[x]), len(digit)) - x
    return (x - before if digit[x - 1] else run) >= 5
