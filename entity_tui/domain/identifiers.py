"""Taxpayer identifiers, phones and postal codes: how they are read, checked and shown.

A number that breaks no rule of form is kept even where its prefix is unusual: it is *flagged*,
not refused, because prefixes are assigned over time. Sources: `facts` section 7 (SSN, ITIN, ATIN,
IRSN numbering); the EIN prefix table is not published and therefore not checked.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from entity_tui.domain.lookalikes import plain_number

_ITIN_MIDDLE = {*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)}
_SEPARATORS = re.compile(r"[\s\-.]")
_TIN_FORMS = re.compile(r"(?ai)(\d{9}|\d{3}[-. ]\d{2}[-. ]\d{4}|\d{2}[-. ]\d{7})(?:[- ]?([VW]))?")
_MASKED = re.compile(r"(?ai)[*•]{2,}[-*• ]*\d{4}[VW]?")
_EXTENSION = re.compile(r"(?ai) ?[,;]? ?(?:extension|ext\.?|x|#) ?(\d+)$")
_PHONE_MARKS = re.compile(r"[ ().\-+/]")
_COUNTRY = re.compile(r"(?a)\+ ?1|1(?=[ .\-/(])")


class TinType(StrEnum):
    """The kinds of taxpayer identification number; V and W mark a business file under an SSN."""

    SSN = "SSN"
    EIN = "EIN"
    ITIN = "ITIN"
    ATIN = "ATIN"
    IRSN = "IRSN"
    SSNV = "SSNV"
    SSNW = "SSNW"


def types_of_number(kind: str) -> tuple[TinType, ...]:
    """The types among which nine digits are one number: an EIN may have the digits of an SSN."""
    if kind == TinType.EIN:
        return (TinType.EIN,)
    return tuple(other for other in TinType if other != TinType.EIN)


class TypedTin(NamedTuple):
    """The nine digits of a TIN as typed, and its V or W mark, "" without one."""

    digits: str
    mark: str


def read_tin(text: str) -> TypedTin:
    """Read a TIN in any form that is shown or typed. Raises ValueError with the reason."""
    typed = plain_number(text)
    found = _TIN_FORMS.fullmatch(typed)
    if not found:
        raise ValueError(_no_tin(typed))
    digits = _SEPARATORS.sub("", found[1])
    if digits == "000000000":
        raise ValueError("a TIN of nine zeros identifies nobody")
    return TypedTin(digits, (found[2] or "").upper())


def parse_tin(text: str) -> str:
    """Return the nine digits of a TIN with leading zeros, without its mark; ValueError if none."""
    return read_tin(text).digits


def _no_tin(typed: str) -> str:
    if is_masked(typed):
        return f"'{typed}' is a masked number: F11 or --reveal shows the whole one"
    if typed.isascii() and typed.isdigit() and len(typed) < 9:
        return f"'{typed}' has {len(typed)} digits, a TIN has nine"
    return f"'{typed}' is not a taxpayer identification number"


def is_masked(text: str) -> bool:
    """Is this a number as `mask_tin` shows it: the last four digits only?"""
    return _MASKED.fullmatch(plain_number(text)) is not None


def individual_type(digits: str) -> TinType:
    """SSN, ITIN, ATIN or IRSN, read off nine digits of an individual's number."""
    if digits[0] != "9":
        return TinType.SSN
    middle = int(digits[3:5])
    if middle == 93:
        return TinType.ATIN
    return TinType.ITIN if middle in _ITIN_MIDDLE else TinType.IRSN


def tin_oddity(digits: str, kind: str) -> str:
    """Why a well-formed number looks unusual; "" where it does not. Never a reason to refuse."""
    if kind in {TinType.SSN, TinType.SSNV, TinType.SSNW}:
        if digits[:3] in {"000", "666"} or digits[0] == "9":
            return f"area {digits[:3]} is not issued"
        if digits[3:5] == "00" or digits[5:] == "0000":
            return "group or serial of zeros is not issued"
        return ""
    if kind == TinType.EIN:
        return "prefix 00 is not issued" if digits[:2] == "00" else ""
    return "" if individual_type(digits) == kind else f"does not have the form of an {kind}"


def show_tin(digits: str, kind: str) -> str:
    """`123-45-6789`, or `12-3456789` for an EIN, with the V/W mark at its end."""
    if len(digits) != 9:
        return digits
    if kind == TinType.EIN:
        return f"{digits[:2]}-{digits[2:]}"
    mark = kind[-1] if kind in {TinType.SSNV, TinType.SSNW} else ""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}{mark}"


def mask_tin(digits: str, kind: str) -> str:
    """The last four digits only (SE-05): `***-**-6789`, `**-***4410`."""
    shown = show_tin(digits, kind)
    keep = 5 if shown[-1:] in {"V", "W"} else 4
    return re.sub(r"\d", "*", shown[:-keep]) + shown[-keep:]


def name_control(name: str, person: bool) -> str:
    """Up to four characters of a name as master files key it (IRM 3.13.2; irs.gov page)."""
    text = re.sub(r"[^A-Z0-9&\- ]", "", name.upper())
    if person:
        last = (name.upper().split(",")[0] if "," in name else text.split(" ")[-1]).strip()
        return re.sub(r"[^A-Z\-]", "", last.split("-")[0] if "-" in last else last)[:4]
    words = text.split()
    if len(words) > 2 and words[0] == "THE":
        words = words[1:]
    return "".join(words)[:4]


def parse_phone(text: str) -> tuple[str, str]:
    """Digits and extension of a North American number. Raises ValueError with the reason."""
    digits, extension = _phone_parts(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise ValueError(f"'{text.strip()}' is not a ten-digit phone number")
    return digits, extension


def phone_prefix(text: str) -> str:
    """The digits of a phone number, whole or its first ones. Raises ValueError with the reason."""
    digits, _ = _phone_parts(text)
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"'{text.strip()}' is not a phone number: digits and separators only")
    if len(digits) > 10:
        raise ValueError(f"'{text.strip()}' has more than ten digits")
    return digits


def _phone_parts(text: str) -> tuple[str, str]:
    """What is left of a phone number without separators and country code, and its extension."""
    typed = re.sub(r"(?i)^tel: ?", "", plain_number(text))
    extension = ""
    if found := _EXTENSION.search(typed):
        typed, extension = typed[: found.start()], found[1]
    digits = _PHONE_MARKS.sub(
        "", _COUNTRY.sub("", typed, count=1) if _COUNTRY.match(typed) else typed
    )
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return digits, extension


def show_phone(digits: str, extension: str = "") -> str:
    """`415-555-0142 x12`."""
    shown = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits
    return f"{shown} x{extension}" if extension else shown


def bare(text: str) -> str:
    """An identifier as typed without its dashes, spaces and dots, in capitals."""
    return _SEPARATORS.sub("", plain_number(text)).upper()
