"""The stored search key of a name or address, and the same folding for what a user types."""

from __future__ import annotations

import re
import unicodedata

from entity_tui.domain.lookalikes import fold_lookalikes

# Letters that no decomposition separates from their stroke or ligature.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "ŧ": "t", "ŋ": "n"}
)  # fmt: skip
_STRETCH = 128
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def search_key(text: str) -> str:
    """Return the text with case, accents and look-alikes folded, without invisible characters.

    Nothing else is squeezed. Keys are compared and ordered in code-point order on every database.
    """
    text = fold_lookalikes(text)
    if text.isascii():
        return text.lower() if text.isprintable() else _CONTROL.sub("", text.lower())
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    # What was one character may be a look-alike after it: U+FE58 is U+2014, U+0149 begins U+02BC.
    bare = fold_lookalikes(bare.translate(_STROKES))
    return _CONTROL.sub("", unicodedata.normalize("NFC", bare))


def search_keys(texts: list[str]) -> list[str]:
    """Return the keys of many texts; stretches of plain ASCII are folded in one go."""
    keys: list[str] = []
    for start in range(0, len(texts), _STRETCH):
        stretch = texts[start : start + _STRETCH]
        together = "".join(stretch)
        if together.isascii() and together.isprintable():
            keys += fold_lookalikes("\n".join(stretch).lower()).split("\n")
        else:
            keys += map(search_key, stretch)
    return keys
