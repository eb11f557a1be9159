"""The smallest Textual application that shows the keys it is given."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Smallest(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("READY []")

    def on_key(self, event: events.Key) -> None:
        """Show the key."""
        self.query_one(Static).update(f"READY \\[{event.character}]")


if __name__ == "__main__":
    Smallest().run()
