"""The stored search key of a name or address, and the same folding for what a user types."""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition separates from their stroke or ligature.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "ŧ": "t", "ŋ": "n"}
)  # fmt: skip
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
    """The keys of many texts; where all are plain ASCII they are folded in one go."""
    together = "".join(texts)
    if texts and together.isascii() and together.isprintable():
        return "\n".join(texts).lower().split("\n")
    return [
        text.lower() if text.isascii() and text.isprintable() else search_key(text)
        for text in texts
    ]
