"""Taxpayer identifiers, phones and postal codes: how they are read, checked and shown.

A number that breaks no rule of form is kept even where its prefix is unusual: it is *flagged*,
not refused, because prefixes are assigned over time. Sources: `facts` section 7 (SSN, ITIN, ATIN,
IRSN numbering); the EIN prefix table is not published and therefore not checked.
"""

from __future__ import annotations

import re
from enum import StrEnum

_ITIN_MIDDLE = {*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)}
_SEPARATORS = re.compile(r"[\s\-.]")
_TIN_FORMS = re.compile(r"\d{9}|\d{3}-\d{2}-\d{4}|\d{2}-\d{7}|\d{3} \d{2} \d{4}", re.ASCII)


class TinType(StrEnum):
    """The kinds of taxpayer identification number; V and W mark a business file under an SSN."""

    SSN = "SSN"
    EIN = "EIN"
    ITIN = "ITIN"
    ATIN = "ATIN"
    IRSN = "IRSN"
    SSNV = "SSNV"
    SSNW = "SSNW"


def parse_tin(text: str) -> str:
    """The nine digits of a TIN, leading zeros kept. Raises ValueError with the reason."""
    bare = text.strip()
    if not _TIN_FORMS.fullmatch(bare):
        if bare.isascii() and bare.isdigit() and len(bare) < 9:
            raise ValueError(f"'{bare}' has {len(bare)} digits, a TIN has nine")
        raise ValueError(f"'{bare}' is not a taxpayer identification number")
    digits = _SEPARATORS.sub("", bare)
    if digits == "000000000":
        raise ValueError("a TIN of nine zeros identifies nobody")
    return digits


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
    number, _, extension = re.sub(r"(?i)\s*(?:ext\.?|x)\s*(\d+)\s*$", r"|\1", text).partition("|")
    digits = re.sub(r"[\s().\-+/]", "", number)
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise ValueError(f"'{text.strip()}' is not a ten-digit phone number")
    return digits, extension


def show_phone(digits: str, extension: str = "") -> str:
    """`415-555-0142 x12`."""
    shown = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits
    return f"{shown} x{extension}" if extension else shown


def bare(text: str) -> str:
    """An identifier as typed without its dashes, spaces and dots, in capitals."""
    return _SEPARATORS.sub("", text).upper()
