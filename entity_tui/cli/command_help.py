"""What every command's help has in common: sections, an example, the exit codes (UI-10, UI-12)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from typer.core import TyperGroup

from entity_tui.errors import EXIT_CODES
from entity_tui.paths import data_root


class SectionedGroup(TyperGroup):
    """The program's own help: its commands in sections instead of one long list."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each section with its commands; one that is in no section comes last."""
        names = self.list_commands(ctx)
        widest = max(len(name) for name in names)
        for title, found in _sectioned(names):
            with formatter.section(title):
                rows = [(f"{name:<{widest}}", self._short(ctx, name, formatter)) for name in found]
                formatter.write_dl(rows)

    def _short(self, ctx: Any, name: str, formatter: Any) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(formatter.width) if command else ""


def add_examples(command: Any, path: str = "") -> None:
    """Give a command and all below it an example and the exit codes, at the end of their help."""
    children = getattr(command, "commands", {})
    command.epilog = _ending(path)
    for name, child in children.items():
        add_examples(child, f"{path} {name}".strip())


def _ending(path: str) -> str:
    """An example and the exit codes; `\\b` keeps the lines of a paragraph as they are."""
    example = examples()["examples"].get(path, "")
    shown = f"\b\nExample:\n  {example}\n\n" if example else ""
    return f"{shown}\b\nExit codes: {EXIT_CODES}."


@cache
def examples() -> dict[str, Any]:
    """The sections and examples of `data/help/examples.toml`."""
    text = (data_root() / "help" / "examples.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _sectioned(names: list[str]) -> list[tuple[str, list[str]]]:
    sections: dict[str, list[str]] = examples()["sections"]
    placed = {name for section in sections.values() for name in section}
    found = [(title, [n for n in section if n in names]) for title, section in sections.items()]
    others = [name for name in names if name not in placed]
    return [(title, part) for title, part in (*found, ("Other", others)) if part]
