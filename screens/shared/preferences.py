"""What the user chose, read once when the store opens and kept as soon as it changes (UI-15)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode

from entity_tui.errors import EntityError
from screens.shared.lane import Holds, Lane
from screens.shared.reception import Desk, Reception, Stop

NAMES = (
    "command_history", "macros", "search_history", "recent_accounts", "show_all_locations",
    "typing", "theme", "linear", "zones.account", "zones.taxpayer", "zones.location", "dashboard",
    "columns.hits",
)  # fmt: skip

_UNDONE = "zones."
"""The choices begin so whose changes can be undone: the layouts of pages."""


class Preferences:
    """Choices by name. Each name has its own lane: the newest choice is the one kept."""

    def __init__(
        self,
        owner: DOMNode,
        reception: Reception,
        read: Callable[[], None],
        refused: Callable[[EntityError], None],
    ) -> None:
        """`owner` outlives the screens; `read` is called when the choices are known."""
        self._owner, self._reception = owner, reception
        self._read, self._refused = read, refused
        self._values: dict[str, str] = {}
        self._before: dict[str, list[str]] = {}
        self._lanes: dict[str, Lane[None]] = {}

    def ask(self) -> None:
        """Read what was kept."""
        lane: Lane[dict[str, str]] = Lane(self._owner, self._reception, Holds.OPENING)
        lane.ask(_all, self._take, self._refused)

    def _take(self, values: dict[str, str]) -> None:
        self._values = {**values, **self._values}
        self._read()

    def get(self, name: str) -> str | None:
        """The choice; None for never, or not read yet."""
        return self._values.get(name)

    def keep(self, name: str, value: str) -> None:
        """Choose: it holds at once and is written behind."""
        if self._values.get(name) != value:
            if name.startswith(_UNDONE):
                self._before.setdefault(name, []).append(self._values.get(name) or "")
            self._write(name, value)

    def undo(self, name: str) -> bool:
        """Put back the choice before the last one of this session; False where there is none."""
        before = self._before.get(name)
        if not before:
            return False
        self._write(name, before.pop())
        return True

    def _write(self, name: str, value: str) -> None:
        self._values[name] = value
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = Lane(self._owner, self._reception, Holds.NOTHING)
        lane.ask(partial(_write, name, value), lambda done: None, self._refused)


def _write(name: str, value: str, desk: Desk, stop: Stop) -> None:
    desk.set_preference(name, value)


def _all(desk: Desk, stop: Stop) -> dict[str, str]:
    found = {name: desk.preference(name) for name in NAMES}
    return {name: value for name, value in found.items() if value is not None}
