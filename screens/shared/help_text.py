"""Pages of the manual as lines to draw: keys and words of the screen stand out (UI-10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entity_tui.manual import Block, HelpPage, pieces
from screens.shared.draw import Line, Piece, rule, wide

_STYLES = {"key": "key", "word": "title", "": ""}
_TERM = 17
"""Cells of a key or a command beside its meaning."""
_READABLE = 100


def page_lines(page: HelpPage, width: int, here: str = "") -> list[Line]:
    """The page under a ruled title; what explains the field or zone `here` stands first."""
    rows: list[Line] = []
    explained = page.about(here) if here else ()
    if explained:
        rows += [((rule(f"Here: {here}", width), "title"),)]
        rows += [line for block in explained for line in block_lines(block, width)]
        rows += [()]
    for block in page.blocks:
        rows += block_lines(block, width)
    return rows


def block_lines(block: Block, width: int) -> list[Line]:
    """One heading, paragraph, item or term as lines no longer than is comfortable to read."""
    room = max(20, min(width, _READABLE) - 2)
    if block.kind == "heading":
        return [(), ((rule(block.text, width), "title"),)]
    if block.kind == "term":
        return _term(block, room)
    first, rest = (" - ", "   ") if block.kind == "item" else (" ", " ")
    return list(_filled(block.text, room, first, rest))


def _term(block: Block, room: int) -> list[Line]:
    name = f" {block.name:<{_TERM - 1}} "
    rest = " " * (_TERM + 1)
    if wide(name) <= _TERM + 1:
        first, *others = _filled(block.text, room, "", rest, wide(name))
        return [((name, "key"), *first), *others]
    return [((f" {block.name}", "key"),), *_filled(block.text, room, rest, rest)]


def _filled(text: str, room: int, first: str, rest: str, used: int = 0) -> Iterator[Line]:
    """The words of a text in lines of `room` cells, each with its style; `used` are taken."""
    line: list[Piece] = [(first, "")] if first else []
    length, empty = used + wide(first), True
    for word, style in _words(text):
        glued = word.startswith("\0")
        word = word.lstrip("\0")
        blank = 0 if empty or glued else 1
        if not empty and not glued and length + blank + wide(word) > room:
            yield tuple(line)
            line, length, empty, blank = [(rest, "")], wide(rest), True, 0
        line.append((" " * blank + word, style))
        length, empty = length + blank + wide(word), False
    yield tuple(line)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Words with their styles; one that follows a piece without a blank begins with NUL."""
    glue = ""
    for piece, kind in pieces(text):
        if kind == "key" and len(piece) < _TERM:
            yield (glue if not piece.startswith(" ") else "") + piece, _STYLES[kind]
        else:
            for number, word in enumerate(piece.split()):
                stuck = number == 0 and not piece[0].isspace()
                yield (glue if stuck else "") + word, _STYLES[kind]
        glue = "" if piece[-1:].isspace() else "\0"


def excerpt(texts: Iterable[str]) -> str:
    """Texts on one line, with dots between."""
    return " · ".join(text for text in texts if text)
