"""The one sanitising sink: what comes from data is shown, never obeyed (SE-07)."""

from __future__ import annotations

import re

# C0, DEL, C1; line and paragraph separators; zero-width and bidi controls; tags; lone surrogates.
_LIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BEGINS = frozenset(_FORMULA)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹{code:04X}›"


def inert(text: str) -> str:
    """The text with every control, escape and direction character made a visible, harmless mark.

    One line in, one line out: `\\n` becomes `␊`, ESC becomes `␛`, U+202E becomes `‹202E›`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _LIVE.sub(_visible, text)


def inert_cell(text: str) -> str:
    """The text for a spreadsheet: inert, and never the beginning of a formula."""
    if text.isascii() and text.isprintable():
        return f"'{text}" if text[:1] in _BEGINS else text
    safe = inert(text)
    return f"'{safe}" if text.startswith(_FORMULA) or safe.startswith(_FORMULA) else safe
