"""One folding for look-alike characters: quotes, dashes, blanks, invisible characters.

Search keys, search patterns and the readers of numbers all use it, so that a pasted `12–3450001`
and a stored O’BRIEN are found by what a keyboard types. What is stored stays exact.
"""

from __future__ import annotations

import re

_SINGLE_QUOTES = (
    "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02f4\u055a\u055d\u05f3\u05f4"
    "\u07f4\u07f5\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2018\u2019\u201a\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40"
)
_DOUBLE_QUOTES = (
    "\u02ba\u02dd\u02ee\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e\u301d\u301e\uff02"
)
_DASHES = (
    "\u02d7\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe31"
    "\ufe32\ufe58\ufe63\uff0d"
)
_BLANKS = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u2800\u3000"
)
# Soft hyphen, joiners, direction marks, byte order mark, fillers, variation selectors, tags.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2028\u2029\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# What the sanitiser shows in place of a character that is not shown: ␊, ‹202E›.
_SHOWN = re.compile("\u2039[0-9A-F]{4,5}\u203a|[\u2400-\u2408\u240a-\u2421]")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_BLANKS, " "),
        "\u2409": " ",
    }
)


def fold_lookalikes(text: str) -> str:
    """Return the text with every look-alike as its ASCII character, and invisible ones removed."""
    if text.isascii():
        return text.replace("`", "'").replace("\t", " ")
    return _SHOWN.sub("", INVISIBLE.sub("", text.translate(_FOLDED)))


def plain_number(text: str) -> str:
    """Return a typed or pasted number with ASCII separators and single blanks."""
    return " ".join(fold_lookalikes(text).split())
