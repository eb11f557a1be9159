"""Records macros while somebody works, and has them typed again (UI-02)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from screens.shared.macros import (
    MOST,
    PASTE,
    Macro,
    MacroError,
    Stroke,
    keep,
    noted,
    read_macros,
    without_last_command,
)

if TYPE_CHECKING:
    from screens.shared.preferences import Preferences

PREFERENCE = "macros"


class Recorder:
    """The user's macros, and the one that is being recorded."""

    def __init__(self, preferences: Callable[[], Preferences]) -> None:
        self._preferences = preferences
        self.macros: dict[str, Macro] = {}
        self.recording = ""
        self._strokes: list[Stroke] = []
        self._commands: tuple[str, ...] = ()

    def recall(self) -> None:
        """The macros of earlier sessions."""
        self.macros = {**read_macros(self._preferences().get(PREFERENCE)), **self.macros}

    def taken(self, event: events.Key | events.Paste) -> None:
        """A key was carried out, or a text pasted."""
        if self.recording and len(self._strokes) < MOST:
            if isinstance(event, events.Paste):
                self._strokes.append((PASTE, event.text))
            else:
                typed = event.character if event.is_printable and event.character else ""
                self._strokes.append((event.key, typed))

    def note(self, command: str) -> None:
        """Something was done that the shell can do."""
        if self.recording:
            self._commands = noted(self._commands, command)

    def record(self, name: str) -> None:
        """Begin; what follows belongs to the macro."""
        if self.recording:
            raise MacroError(f"'{self.recording}' is being recorded: macro stop ends it.")
        self.recording, self._strokes, self._commands = name, [], ()

    def stop(self) -> str:
        """End and keep; says what was recorded."""
        if not self.recording:
            raise MacroError("No macro is being recorded: macro record NAME begins one.")
        name, self.recording = self.recording, ""
        macro = Macro(without_last_command(self._strokes), self._commands)
        if not macro.strokes:
            raise MacroError(f"Nothing was typed: '{name}' is not kept.")
        self.macros[name] = macro
        self._keep()
        kept = "kept for you" if macro.may_be_kept else "for this session: it holds a number"
        return f"Macro {name}, {len(macro.strokes)} keys, {kept}. macro {name} plays it."

    def macro(self, name: str) -> Macro:
        """The macro of that name. Raises MacroError."""
        if name not in self.macros:
            known = ", ".join(sorted(self.macros)) or "none yet"
            raise MacroError(f"There is no macro '{name}' (there is {known}).")
        return self.macros[name]

    def delete(self, name: str) -> None:
        """Forget a macro."""
        self.macro(name)
        del self.macros[name]
        self._keep()

    def _keep(self) -> None:
        self._preferences().keep(PREFERENCE, keep(self.macros))
