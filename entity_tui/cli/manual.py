"""`manual`: the help of the program, read and searched in the shell (UI-10)."""

from __future__ import annotations

import shutil
import textwrap
from typing import Annotated

import typer

from entity_tui.cli import completion
from entity_tui.cli.options import FormatOption, JsonOption
from entity_tui.cli.output import Format, put, put_table, say
from entity_tui.errors import EntityError
from entity_tui.manual import Block, Found, HelpPage, Manual, plain, read_manual

_TERM = 17


def manual(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]",
            help="A page, or words to search for.",
            autocompletion=completion.help_pages,
        ),
    ] = None,
    as_json: JsonOption = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Print a page of the manual, or where the words stand.

    Without words the contents.
    """
    text = " ".join(words or [])
    told = _the_manual()
    form = Format.JSON if as_json else form
    if form is not Format.TABLE:
        places = told.search(text) if text else told.places()
        put_table(("page", "title", "heading", "text"), [_row(place) for place in places], form)
    elif not text:
        for page in told.pages:
            put(f"{page.name:<14}{page.title}")
    elif any(page.name == text for page in told.pages):
        _page(told.page(text))
    else:
        _places(told, text)


def _the_manual() -> Manual:
    from screens.registry import COMMANDS

    return read_manual([(command.usage, command.description) for command in COMMANDS])


def _row(place: Found) -> tuple[str, ...]:
    return place.page.name, place.page.title, place.heading, place.text


def _page(page: HelpPage) -> None:
    put(page.title)
    for block in page.blocks:
        for line in _lines(block):
            put(line)


def _places(told: Manual, text: str) -> None:
    found = told.search(text)
    if not found:
        raise EntityError(f"The manual has no page or place with '{text}'.")
    for place in found:
        heading = f" · {place.heading}" if place.heading else ""
        put(f"{place.page.title}{heading}  ({place.page.name})")
        for line in _wrapped(place.text, "  ", "  "):
            put(line)
    places = "1 place" if len(found) == 1 else f"{len(found)} places"
    say(f"{places}; `entity-tui manual {found[0].page.name}` prints the whole page")


def _lines(block: Block) -> list[str]:
    text = plain(block.text)
    if block.kind == "heading":
        return ["", text, "-" * len(text)]
    if block.kind == "item":
        return _wrapped(text, "- ", "  ")
    if block.kind == "term":
        name = f"  {block.name:<{_TERM}} "
        fits = len(name) <= _TERM + 3
        lines = _wrapped(text, name if fits else " " * (_TERM + 3), " " * (_TERM + 3))
        return lines if fits else [f"  {block.name}", *lines]
    return _wrapped(text, "", "")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    width = max(40, min(shutil.get_terminal_size().columns, 100))
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
