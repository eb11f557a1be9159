"""The manual: pages of `data/help`, the very text that F1 shows; read and searched (UI-10).

A page is a narrow markdown: `# Title`, `## Heading`, paragraphs, `- items`; in back-ticks stand
keys and commands, between stars the words of the screen, in quotes what is typed as an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from entity_tui.domain.search_key import search_key
from entity_tui.errors import EntityError
from entity_tui.keymap import Page, keys_of
from entity_tui.paths import data_root

TOPICS = (
    "start", "searching", "stepping", "zones", "masks", "macros", "copying", "linear", "shell",
    "importing", "layouts", "people",
)  # fmt: skip
"""Pages of their own; every page of the keyboard map has another."""
_NAMED = {Page.HITS: "list", Page.COMMAND: "commands"}
_MARKS = re.compile(r"`([^`]+)`|\*([^*]+)\*")


def name_of(page: Page) -> str:
    """The name of the help of a page of the keyboard map: `list`."""
    return _NAMED.get(page, page.name.lower())


NAMES = (*TOPICS, *(name_of(page) for page in Page))
"""Every page of the manual, in the order of its contents."""
_PAGES = {name_of(page): page for page in Page}


class NoSuchPage(EntityError):
    """The manual has nothing of that name or those words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph (`text`), an item or a `term` with its meaning (`name`, `text`)."""

    kind: str
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page of the manual."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    def about(self, word: str) -> tuple[Block, ...]:
        """The items that explain a field or a zone: they begin with its name between stars."""
        mark = f"*{word}*"
        return tuple(b for b in self.blocks if b.kind == "item" and b.text.startswith(mark))


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the manual that has every word: its page, heading, text, and where it begins."""

    page: HelpPage
    heading: str
    text: str
    block: int


Terms = Sequence[tuple[str, str]]
"""Names with their meanings: the typed commands."""


@dataclass(frozen=True, slots=True)
class Manual:
    """All pages, in the order of `NAMES`."""

    pages: tuple[HelpPage, ...]

    def page(self, name: str) -> HelpPage:
        """The page of that name. Raises NoSuchPage."""
        for page in self.pages:
            if page.name == name:
                return page
        raise NoSuchPage(f"The manual has no page '{name}'.")

    def search(self, words: str) -> tuple[Found, ...]:
        """Every place that has all the words: titles before headings before texts."""
        wanted = search_key(words).split()
        if not wanted:
            return ()
        ranked = [
            (_rank(wanted, found), number, found)
            for number, found in enumerate(self.places())
            if all(word in _whole(found) for word in wanted)
        ]
        return tuple(found for _, _, found in sorted(ranked, key=lambda place: place[:2]))

    def places(self) -> Iterator[Found]:
        """Every place of every page."""
        for page in self.pages:
            heading = ""
            for at, block in enumerate(page.blocks):
                if block.kind == "heading":
                    heading = block.text
                else:
                    text = f"{block.name}  {block.text}" if block.name else block.text
                    yield Found(page, heading, plain(text), at)


def _whole(found: Found) -> str:
    return search_key(f"{found.page.title} {found.heading} {found.text}")


def _rank(wanted: list[str], found: Found) -> int:
    places = (found.page.title, f"{found.page.title} {found.heading}")
    for rank, text in enumerate(places):
        if all(word in search_key(text) for word in wanted):
            return rank
    begins = search_key(found.text).startswith(wanted[0])
    return 2 if begins else 3


def read_manual(commands: Terms = ()) -> Manual:
    """The manual with the keys of the keyboard map; `commands` stand on their page."""
    pages = tuple(_with_keys(page, commands) for page in _written())
    return Manual(pages)


@lru_cache(maxsize=1)
def _written() -> tuple[HelpPage, ...]:
    folder = data_root() / "help"
    return tuple(read_page(folder / f"{name}.md") for name in NAMES)


def read_page(path: Path) -> HelpPage:
    """One page as it is written; one that is not has only its keys."""
    if not path.is_file():
        return HelpPage(path.stem, str(_PAGES.get(path.stem, path.stem)), ())
    title, *blocks = _blocks(path.read_text(encoding="utf-8").splitlines())
    return HelpPage(path.stem, title.text, tuple(blocks))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    waiting: Block | None = None
    for line in [*lines, ""]:
        text = line.strip()
        if waiting and text and not text.startswith(("# ", "## ", "- ")):
            waiting = replace(waiting, text=f"{waiting.text} {text}")
            continue
        if waiting:
            yield waiting
            waiting = None
        if text.startswith(("# ", "## ")):
            yield Block("heading", text.lstrip("# "))
        elif text:
            waiting = Block("item" if text.startswith("- ") else "text", text.removeprefix("- "))


def _with_keys(page: HelpPage, commands: Terms) -> HelpPage:
    """Keys and commands stand after what the page is for, before its fields and zones."""
    found: list[Block] = []
    if page.name == name_of(Page.COMMAND) and commands:
        found.append(Block("heading", "Commands"))
        found += [Block("term", meaning, usage) for usage, meaning in commands]
    if page.name in _PAGES:
        found.append(Block("heading", "Keys"))
        found += [Block("term", k.description, k.shown) for k in keys_of(_PAGES[page.name])]
    headings = (at for at, block in enumerate(page.blocks) if block.kind == "heading")
    first = next(headings, len(page.blocks))
    return replace(page, blocks=(*page.blocks[:first], *found, *page.blocks[first:]))


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces with what they are: "key", "word" or ""."""
    end = 0
    for found in _MARKS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield (found[1], "key") if found[1] else (found[2], "word")
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(piece for piece, _ in pieces(text))


def keys_in(text: str) -> tuple[str, ...]:
    """What stands in back-ticks: keys and commands."""
    return tuple(piece for piece, kind in pieces(text) if kind == "key")
