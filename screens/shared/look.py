"""How a user wants lines to look: a theme, and whether boxes are drawn (UI-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style

Palette = Mapping[str, Style | None]
_EVENTS = ("bill", "payment", "adjustment", "contact", "case", "compliance", "plan")
"""Kinds of events, and the two series of a graph; a letter or a glyph tells them as well."""


def _events(*colours: str, ground: str | None = None) -> Palette:
    styles = (Style(color=colour, bgcolor=ground) for colour in colours)
    return dict(zip(_EVENTS, styles, strict=True))


_DARK: Palette = {
    "": None,
    "label": Style(dim=True),
    "title": Style(bold=True),
    "focus": Style(bold=True, reverse=True),
    "marked": Style(reverse=True),
    "warn": Style(bold=True, color="red"),
    "key": Style(bold=True),
    **_events("cyan", "green", "yellow", "magenta", "blue", "red", "white"),
}
_LIGHT: Palette = {
    **_DARK, "label": Style(color="blue"), "key": Style(bold=True, color="blue"),
    **_events("blue", "green", "magenta", "red", "cyan", "yellow", "black"),
}  # fmt: skip
_MONO: Palette = {
    **_DARK, "label": None, "warn": Style(bold=True, underline=True), **dict.fromkeys(_EVENTS),
}  # fmt: skip
_CONTRAST: Palette = {
    "": Style(color="bright_white", bgcolor="black"),
    "label": Style(color="bright_yellow", bgcolor="black"),
    "title": Style(bold=True, color="bright_white", bgcolor="black"),
    "focus": Style(bold=True, color="black", bgcolor="bright_yellow"),
    "marked": Style(bold=True, color="black", bgcolor="bright_white"),
    "warn": Style(bold=True, underline=True, color="bright_white", bgcolor="red"),
    "key": Style(bold=True, color="bright_cyan", bgcolor="black"),
    **_events("bright_cyan", "bright_green", "bright_yellow", "bright_magenta", "bright_white",
              "bright_red", "white", ground="black"),
}  # fmt: skip
THEMES: Mapping[str, Palette] = {
    "dark": _DARK, "light": _LIGHT, "mono": _MONO, "contrast": _CONTRAST,
}  # fmt: skip
"""By name; a mark or a word says the same as every colour."""

_PLAIN = str.maketrans({**dict.fromkeys("─│┌┐└┘┬┴┼", " "), "▶": ">", "▸": ">"})


@dataclass(frozen=True, slots=True)
class Look:
    """A theme's name; `linear` draws no boxes and one thing a line, for screen readers."""

    theme: str = "dark"
    linear: bool = False

    @property
    def palette(self) -> Palette:
        """The styles by name."""
        return THEMES[self.theme]

    def text(self, text: str) -> str:
        """The text as it is drawn: the same number of cells."""
        return text.translate(_PLAIN) if self.linear else text


HOUSE = Look()


def look_of(theme: str | None, linear: str | None) -> Look:
    """The look of a user's choices; what cannot be read is the house's."""
    return Look(theme if theme in THEMES else HOUSE.theme, linear == "on")  # type: ignore[arg-type]
