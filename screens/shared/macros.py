"""Macros: keys by a name, how they are told and kept; pure (UI-02, SE-05)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entity_tui.errors import EntityError
from entity_tui.key_names import key_name
from screens.shared.commands import LIKE_AN_IDENTIFIER, digits

MOST = 500
"""Keys of a macro."""
PASTE = "paste"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,19}")
_ENDS_TEXT = re.compile(r"enter|(shift\+)?tab|up|down|page(up|down)|f\d+|escape")
WORDS = ("record", "stop", "run", "list", "delete", "print")
USAGE = "macro record NAME, stop, NAME, list, print NAME or delete NAME"
_HIDDEN = "# a line with a number, known only in the session that recorded it"

Stroke = tuple[str, str]
"""A key (Textual's name) and the character it types, or `PASTE` and the text."""


class MacroError(EntityError):
    """No macro, or none like that; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Macro:
    """Keys, and the shell's commands that did the same when it was recorded."""

    strokes: tuple[Stroke, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """`F9 "cc smith" Enter F8`."""
        return " ".join(_told(self.strokes))

    @property
    def may_be_kept(self) -> bool:
        """No text typed in one go looks like it holds an identifier (SE-05)."""
        return all(digits(text) < LIKE_AN_IDENTIFIER for text in _texts(self.strokes))


Macros = Mapping[str, Macro]


def _texts(strokes: Iterable[Stroke]) -> Iterator[str]:
    """What was typed between keys that end a text; corrections do not."""
    text = ""
    for key, typed in strokes:
        if _ENDS_TEXT.fullmatch(key):
            yield text
            text = ""
        else:
            text += typed
    yield text


def _told(strokes: Iterable[Stroke]) -> Iterator[str]:
    text = ""
    for key, typed in [*strokes, ("", "")]:
        if typed:
            text += typed
            continue
        if text:
            yield f'"{text}"'
            text = ""
        if key:
            yield key_name(key)


def read_request(argument: str) -> tuple[str, str]:
    """What to do and with which macro: `record x`, `stop`, `x`. Raises ValueError."""
    word, _, rest = argument.strip().casefold().partition(" ")
    name = rest.strip()
    if word in {"stop", "list"} and not name:
        return word, ""
    if word in {"record", "run", "delete", "print"} and name:
        return word, checked_name(name)
    if word and word not in WORDS and not name:
        return "run", checked_name(word)
    raise ValueError(f"Type {USAGE}.")


def checked_name(name: str) -> str:
    """A name for a macro. Raises ValueError."""
    if not _NAME.fullmatch(name) or name in WORDS:
        raise ValueError(f"'{name}' is no name for a macro: a word of letters, digits and dashes.")
    return name


def without_last_command(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """The keys up to the F9 that opened the command line they end in."""
    last = max((i for i, (key, _) in enumerate(strokes) if key == "f9"), default=len(strokes))
    return tuple(strokes[:last])


def noted(commands: tuple[str, ...], command: str) -> tuple[str, ...]:
    """The commands and one more; a search that was only typed on takes the place of its start."""
    if commands and (command == commands[-1] or _typed_on(commands[-1], command)):
        commands = commands[:-1]
    return (*commands, command)


def _typed_on(before: str, after: str) -> bool:
    line = before.startswith("entity-tui find ") and "--" not in before
    return line and _bare(after).startswith(_bare(before))


def _bare(command: str) -> str:
    return command.replace("'", "").strip()


def keep(macros: Macros) -> str:
    """What may be kept for other sessions; commands with a number are not told there."""
    kept = {
        name: {"keys": macro.strokes, "commands": [_without_number(c) for c in macro.commands]}
        for name, macro in macros.items()
        if macro.may_be_kept
    }
    return json.dumps(kept)


def _without_number(command: str) -> str:
    return command if digits(command) < LIKE_AN_IDENTIFIER else _HIDDEN


def read_macros(kept: str | None) -> dict[str, Macro]:
    """Macros as they were kept; what cannot be read is left out."""
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    macros = {}
    for name, parts in found.items() if isinstance(found, dict) else ():
        macro = _read(parts)
        if _NAME.fullmatch(name) and macro is not None:
            macros[name] = macro
    return macros


def _read(parts: object) -> Macro | None:
    if not isinstance(parts, dict):
        return None
    keys, commands = parts.get("keys"), parts.get("commands", [])
    if not isinstance(keys, list) or not isinstance(commands, list):
        return None
    pairs = [tuple(pair) for pair in keys if isinstance(pair, list) and len(pair) == 2]
    if not all(isinstance(part, str) for pair in pairs for part in pair):
        return None
    told = tuple(command for command in commands if isinstance(command, str))
    return replace(Macro(commands=told), strokes=tuple((key, typed) for key, typed in pairs))
