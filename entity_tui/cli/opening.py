"""Opening the screens: without the command parser where nothing needs parsing (PF-08, SE-06)."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from entity_tui.errors import EntityError
from entity_tui.settings import Settings

_OPTIONS = {"--store": "store", "--as": "as_user", "--today": "today"}


def plain_opening(words: Sequence[str]) -> dict[str, str] | None:
    """The options of a call that only opens the screens; None when the parser must read it."""
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in _OPTIONS or (not equals and not rest):
            return None
        found[_OPTIONS[name]] = value if equals else rest.pop(0)
    return found


def require_terminal() -> None:
    """EntityError where there is no terminal for the screens."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise EntityError(
            "Control Central needs a terminal; in a script use `entity-tui find` and "
            "`entity-tui show`."
        )
    if os.environ.get("TERM", "dumb") == "dumb":
        raise EntityError("This terminal (TERM is dumb or not set) cannot show Control Central.")


def open_app(settings: Settings, as_user: str | None, tour: bool = False) -> int:
    """Run the screens; returns the exit code. EntityError where there is no terminal for them."""
    require_terminal()
    # A dropped line ends the program, even where the caller has learned to ignore hang-ups.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with _unechoed():
        from entity_tui.app import EntityApp
        from entity_tui.log import attach_log

        attach_log()
        screens = EntityApp(settings, as_user, tour=tour)
        screens.run(mouse=settings.mouse)
        return int(screens.return_code or 0)


@contextlib.contextmanager
def _unechoed() -> Iterator[None]:
    """What is typed while the program starts is kept for it and not echoed on the user's screen."""
    import termios

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    quiet = termios.tcgetattr(number)
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(number, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
