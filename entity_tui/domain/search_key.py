"""The stored search key of a name or address, and the same folding for what a user types."""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition separates from their stroke or ligature.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "ŧ": "t", "ŋ": "n"}
)  # fmt: skip
_STRETCH = 128
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def search_key(text: str) -> str:
    """Case folded, accents folded, control characters dropped, nothing else squeezed.

    Keys are compared and ordered in code-point order on every database.
    """
    if text.isascii():
        return text.lower() if text.isprintable() else _CONTROL.sub("", text.lower())
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _CONTROL.sub("", unicodedata.normalize("NFC", bare.translate(_STROKES)))


def search_keys(texts: list[str]) -> list[str]:
    """The keys of many texts; stretches of plain ASCII are folded in one go."""
    keys: list[str] = []
    for start in range(0, len(texts), _STRETCH):
        stretch = texts[start : start + _STRETCH]
        together = "".join(stretch)
        if together.isascii() and together.isprintable():
            keys += "\n".join(stretch).lower().split("\n")
        else:
            keys += map(search_key, stretch)
    return keys
