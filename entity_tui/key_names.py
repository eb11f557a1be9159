"""How keys are named on the screen and in the manual (UI-01)."""

from __future__ import annotations

_NAMES = {
    "question_mark": "?", "slash": "/", "full_stop": ".", "minus": "-", "plus": "+",
    "equals_sign": "=", "less_than_sign": "<", "greater_than_sign": ">", "pageup": "PageUp",
    "pagedown": "PageDown", "left_square_bracket": "[", "right_square_bracket": "]",
}  # fmt: skip


def key_name(key: str) -> str:
    """`shift+tab` → `Shift+Tab`, `f8` → `F8`, `slash` → `/`; letters as they are typed."""
    *modifiers, last = key.split("+")
    if last in _NAMES:
        name = _NAMES[last]
    elif modifiers:
        name = last.upper() if len(last) == 1 else last.capitalize()
    else:
        name = last if len(last) == 1 else last.capitalize()
    return "+".join([*(part.capitalize() for part in modifiers), name])
