"""The five-minute tour: its steps as data, and what counts as done; pure (UI-10)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entity_tui.key_names import key_name
from entity_tui.keymap import KEYS, Page
from entity_tui.manual import keys_in, name_of
from entity_tui.paths import data_root


@dataclass(frozen=True, slots=True)
class Sight:
    """What the tour sees of the program: the page and where the user is on it."""

    page: str
    """The name of its help: `list`."""
    row: int = -1
    listed: int = 0
    entry: int = -1
    zone: str = ""
    revealed: bool = False
    keys: int = 0
    """Keys pressed so far."""
    commands: int = 0
    """Command lines run so far."""
    asked: str = ""
    """The line searched for last."""


Done = Callable[[Sight, Sight], bool]
_RECORDS = {name_of(page) for page in (Page.ACCOUNT, Page.TAXPAYER, Page.LOCATION)}
_NOTICED: Mapping[str, Done] = {
    "searched": lambda before, now: now.page == "list" and now.listed > 0,
    "third row": lambda before, now: now.page == "list" and now.row >= 2,
    "opened": lambda before, now: now.page in _RECORDS,
    "next entry": lambda before, now: now.entry > before.entry >= 0,
    "entry before": lambda before, now: 0 <= now.entry < before.entry,
    "revealed": lambda before, now: now.revealed,
    "commanded": lambda before, now: now.commands > before.commands and now.page == "list",
    "asked": lambda before, now: now.asked != before.asked and now.page in {"list", *_RECORDS},
    "a key": lambda before, now: now.keys > before.keys,
}


def noticed(done: str) -> Done:
    """What a step waits for, by its words. Raises KeyError for words that say nothing."""
    kind, _, name = done.partition(" ")
    if kind == "zone":
        return lambda before, now: now.zone == name
    if kind == "on":
        return lambda before, now: now.page == name
    if kind == "off":
        return lambda before, now: now.page not in {name, "manual"}
    return _NOTICED[done]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to say, where it is done, and when it is."""

    name: str
    where: str
    done: str
    say: str

    @property
    def names(self) -> tuple[str, ...]:
        """The placeholders of the text: a zone, whose number is shown, or `tin` or `phone`."""
        return tuple(re.findall(r"\{(\w+)\}", self.say))

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the text with its placeholders replaced; unknown ones stay."""
        return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), self.say)


@dataclass(frozen=True, slots=True)
class Tour:
    """The steps, and the way back to the page a step needs."""

    steps: tuple[Step, ...]
    ways: Mapping[str, str]


def read_tour() -> Tour:
    """The tour as it is written."""
    text = (data_root() / "help" / "tour.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return Tour(tuple(Step(**step) for step in found["step"]), found["way"])


def typed_in(text: str) -> tuple[str, ...]:
    """The keys (Textual's names) and the texts that a step's text tells to press and type."""
    by_name = {key_name(key): key for entry in KEYS for key in entry.keys}
    return tuple(
        word[1:-1] if word.startswith('"') else by_name.get(word, word) for word in keys_in(text)
    )
