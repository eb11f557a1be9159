"""What is copied to the clipboard through the terminal (OSC 52): inert text (UI-09, SE-07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entity_tui.domain.inert import inert, inert_cell
from screens.shared.draw import Line

MOST = 70_000
"""Characters; terminals drop what is longer."""
_CANNOT = frozenset({"linux", "dumb", "vt100", "vt102", "vt220", "ansi", "cons25"})
_BOXES = str.maketrans(dict.fromkeys("─│┌┐└┘┬┴┼▶", " "))


@dataclass(frozen=True, slots=True)
class Copied:
    """A text and what it is; `whole` where an identifier in it is not masked, of `subject`."""

    text: str
    what: str
    whole: bool = False
    subject: int = 0


def takes_copies(environ: Mapping[str, str]) -> bool:
    """May the terminal take a copy? Many do; of these it is known that they do not."""
    return environ.get("TERM", "dumb").split("-")[0] not in _CANNOT


def row_text(values: Iterable[str]) -> str:
    """Values with tabs between, each inert and no formula for the spreadsheet it is pasted into."""
    return "\t".join(inert_cell(value.strip()) for value in values)


def lines_text(lines: Iterable[Line]) -> str:
    """Lines as they are shown, each inert, without what boxes are drawn with."""
    texts = ("".join(inert(text) for text, _ in line) for line in lines)
    return "\n".join(text.translate(_BOXES).strip() for text in texts)[:MOST]
