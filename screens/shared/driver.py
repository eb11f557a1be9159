"""The terminal's driver without the modes that a dropped line would leave on (UI-11)."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

# Reports of focus (each repaints), and the end of a keyboard mode that was never begun.
_UNSENT = frozenset(("\x1b[?1004h", "\x1b[?1004l", "\x1b[<u"))


class PlainDriver(LinuxDriver):
    """Textual's driver; keys come as every terminal sends them, focus changes not at all."""

    def write(self, data: str) -> None:
        """Everything but what is not wanted."""
        if data not in _UNSENT:
            super().write(data)
