"""Numbers as mainframes keep them, made plain digits before a type reads them (IM-02)."""

from __future__ import annotations

import re
from collections.abc import Callable

from entity_tui.imports.values import Wrong

_ZONED = re.compile(r"([+-]?)(\d*)([\d{}A-R])([+-]?)", re.ASCII)
_POSITIVE, _NEGATIVE = "{ABCDEFGHI", "}JKLMNOPQR"
_MINUS, _SIGNS = b"\x0b\x0d", range(10, 16)
_UNFILLED = (b"\x40", b"\x20", b"\x00")


def plain_numbers(
    column: list[str], coding: str, decimals: int | None, codec: str
) -> tuple[list[str], Wrong]:
    """The fields as digits with a sign, and what is no such number by position.

    `decimals` puts a point before so many last digits and takes leading zeros away; None leaves
    the digits as they stand. Where nothing was filled in (blanks; in packed ones zero bytes too)
    the text is empty.
    """
    read = _READERS[coding]
    done: dict[str, str] = {}
    failed: dict[str, str] = {}
    for text in set(column):
        try:
            sign, digits = read(text, codec)
        except ValueError as error:
            failed[text] = str(error)
        else:
            done[text] = _pointed(sign, digits, decimals)
    wrong = {i: failed[text] for i, text in enumerate(column) if text in failed}
    return [done.get(text, text) for text in column], wrong


_LENGTHS = {"mft": 2, "status": 2, "month_day": 4, "period": 6, "date": 8, "assignment": 8,
            "phone": 10}  # fmt: skip


def of_length(column: list[str], kind: str) -> list[str]:
    """Digits of a type that has a length of its own, without the zero that only fills a byte.

    A date of zeros is none: a number cannot be left blank.
    """
    length = _LENGTHS.get(kind)
    if not length:
        return column
    cut = [text[1:] if len(text) == length + 1 and text[0] == "0" else text for text in column]
    return ["" if kind == "date" and not text.strip("0") else text for text in cut]


def _pointed(sign: str, digits: str, decimals: int | None) -> str:
    if decimals is None or not digits:
        return sign + digits
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    whole = whole.lstrip("0") or "0"
    return f"{sign}{whole}.{part.rjust(decimals, '0')}" if decimals else sign + whole


def _zoned(text: str, codec: str) -> tuple[str, str]:
    """Digits; the last may bear the sign over it, or the sign stands before or after."""
    text = text.strip(" \0")
    if not text:
        return "", ""
    found = _ZONED.fullmatch(text)
    over = found[3] if found and not found[3].isdigit() else ""
    if not found or bool(found[1]) + bool(found[4]) + bool(over) > 1:
        raise ValueError(f"'{text}' is not a zoned number")
    digit = over and str((_POSITIVE if over in _POSITIVE else _NEGATIVE).index(over))
    negative = "-" in (found[1], found[4]) or (over and over in _NEGATIVE)
    return "-" if negative else "", found[2] + (digit or found[3])


def _packed(text: str, codec: str) -> tuple[str, str]:
    """Two digits in a byte, the sign in the last half byte (COMP-3)."""
    raw = text.encode(codec)
    if _unfilled(raw):
        return "", ""
    halves = raw.hex()
    digits, sign = halves[:-1], int(halves[-1], 16)
    if not digits.isdigit() or sign not in _SIGNS:
        raise ValueError(f"x'{halves}' is not a packed number")
    return "-" if sign in _MINUS else "", digits


def _binary(text: str, codec: str) -> tuple[str, str]:
    """A signed number of the field's bytes, the highest first (COMP)."""
    raw = text.encode(codec)
    number = int.from_bytes(raw, "big", signed=True)
    return "-" if number < 0 else "", str(abs(number))


def _unfilled(raw: bytes) -> bool:
    return any(not raw.strip(byte) for byte in _UNFILLED)


_READERS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "zoned": _zoned, "packed": _packed, "binary": _binary,
}  # fmt: skip
CODINGS = tuple(_READERS)
IN_BYTES = frozenset({"packed", "binary"})
"""Those that are no text: any byte may stand in them, a line end too."""
