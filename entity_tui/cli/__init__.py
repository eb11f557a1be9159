"""The commands: thin; parse words, call a service, print. stdout is data, stderr is narration."""

from __future__ import annotations

from entity_tui.cli.main import run

__all__ = ["run"]
