"""What a terminal shows: the characters of its codeset, and colours where it has them (UI-05)."""

from __future__ import annotations

import codecs
import locale
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

LINES: Mapping[int, str] = str.maketrans(
    {
        **dict.fromkeys("─━═", "-"), **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        "▶": ">", "▸": ">", "►": ">", "◀": "<", "▲": "^", "▼": "v", "…": ".", "·": ".",
        "•": "*", "█": "#", "▓": "#", "▒": "%", "░": ":", "–": "-", "—": "-", "−": "-",
        "‘": "'", "’": "'", "“": '"', "”": '"', "×": "x", "✓": "x", "→": ">", "←": "<",
    }
)  # fmt: skip
"""What is drawn where the terminal shows ASCII only: as many cells."""


@dataclass(frozen=True, slots=True)
class Codeset:
    """The codeset of a terminal; `utf8` says whether it shows every character."""

    name: str

    @property
    def utf8(self) -> bool:
        """Is it UTF-8?"""
        return codecs.lookup(self.name).name == "utf-8"

    def encode(self, text: str) -> bytes:
        """The bytes of a text: what the codeset has not is drawn with what it has."""
        if self.utf8 or text.isascii():
            return text.encode("utf-8", "replace")
        return text.translate(LINES).encode(self.name, "entity-tui-cells")


def codeset_of(locale_codeset: str) -> Codeset:
    """The codeset a locale names; ASCII where it names none that is known."""
    try:
        name = codecs.lookup(locale_codeset or "ascii").name
        "─".encode(name, "ignore")
    except (LookupError, UnicodeError):
        name = "ascii"
    return Codeset(name)


def _as_cells(error: UnicodeError) -> tuple[str, int]:
    """A letter without its accent, or `?`: as many cells as the character has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = "".join(map(_plain, error.object[error.start : error.end]))
    return shown, error.end


def _plain(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    base = unicodedata.normalize("NFD", char)[0]
    if base.isascii() and base.isprintable():
        return base
    return "??" if unicodedata.east_asian_width(char) in "WF" else "?"


codecs.register_error("entity-tui-cells", _as_cells)


def named_codeset(environ: Mapping[str, str], ask: Callable[[], str]) -> str:
    """The codeset the environment names; `ask` is for a locale that is named without one."""
    value = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    if value in {"C", "POSIX"}:
        return "ascii"
    _, _, codeset = value.partition("@")[0].partition(".")
    return codeset or ask()


def terminal_codeset(environ: Mapping[str, str]) -> Codeset:
    """The codeset of the terminal this program was started in."""
    return codeset_of(named_codeset(_as_started(environ), _asked_of_the_system))


def _asked_of_the_system() -> str:
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return ""
    return locale.nl_langinfo(locale.CODESET)


def _as_started(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment before Python made a C locale a UTF-8 one (PEP 538)."""
    coerced = environ.get("LC_CTYPE") in {"C.UTF-8", "C.utf8", "UTF-8"}
    if not coerced or environ.get("LC_ALL"):
        return environ
    try:
        started = Path("/proc/self/environ").read_bytes()
    except OSError:
        return environ
    if any(pair.startswith(b"LC_CTYPE=") for pair in started.split(b"\0")):
        return environ
    return {name: value for name, value in environ.items() if name != "LC_CTYPE"}


_MONOCHROME = re.compile(r"vt\d+.*|dumb|unknown|ansi-m|.*-m|.*-mono|hp.*|wy.*|tvi.*|adm.*|ibm3.*")
"""Names of terminals without colours, where terminfo does not know them."""


def has_colors(term: str, known: Callable[[str], int | None]) -> bool:
    """Has a terminal of this name colours? `known` is terminfo's number; None where unknown."""
    number = known(term)
    if number is not None:
        return number > 0
    return _MONOCHROME.fullmatch(term) is None


def terminfo_colors(term: str) -> int | None:
    """The number of colours that terminfo has for a terminal; None where it does not know it.

    Asked once in a process: the library answers for the first terminal only.
    """
    try:
        import curses

        curses.setupterm(term, 1)
        return curses.tigetnum("colors")
    except Exception:  # no curses, no such entry
        return None
