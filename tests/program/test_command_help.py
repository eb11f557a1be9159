"""Help of the commands: sections, an example each, exit codes, completion (UI-10, UI-12)."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from entity_tui.cli.command_help import add_examples, examples
from entity_tui.cli.main import app
from entity_tui.errors import EXIT_CODES

ROOT = Path(__file__).parents[2]
PROGRAM = get_command(app)
add_examples(PROGRAM)


def commands(command: Any = PROGRAM, path: str = "") -> dict[str, Any]:
    """Every command that can be run, by its words."""
    found = {} if getattr(command, "commands", None) and path else {path: command}
    for name, child in getattr(command, "commands", {}).items():
        found.update(commands(child, f"{path} {name}".strip()))
    return found


COMMANDS = commands()


def helped(command: Any, path: str) -> str:
    context = command.make_context(f"entity-tui {path}", [], resilient_parsing=True)
    context.max_content_width = 80
    return str(command.get_help(context))


@pytest.mark.parametrize("path", COMMANDS)
def test_help_has_an_example_and_the_exit_codes(path: str) -> None:
    """UI-12: the help of every command ends with an example and the exit codes."""
    text = helped(COMMANDS[path], path)
    example = examples()["examples"][path]
    assert f"Example:\n    {example}\n" in text
    assert f"Exit codes: {EXIT_CODES}." in text
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("path", COMMANDS)
def test_example_is_a_command_that_parses(path: str) -> None:
    """UI-12: the words of an example fit its command."""
    program, *words = shlex.split(examples()["examples"][path])
    assert program == "entity-tui"
    own = path.split()
    assert words[: len(own)] == own
    COMMANDS[path].make_context("example", words[len(own) :])


def test_every_example_belongs_to_a_command() -> None:
    """UI-12: no example stays behind when a command goes."""
    assert set(examples()["examples"]) == set(COMMANDS)


def test_every_command_is_in_one_section() -> None:
    """UI-12: the commands of the program are grouped, each once."""
    sections = examples()["sections"]
    placed = [name for names in sections.values() for name in names]
    assert sorted(placed) == sorted(PROGRAM.commands)  # type: ignore[attr-defined]
    text = helped(PROGRAM, "")
    assert all(f"\n{title}:\n" in text for title in sections)
    assert "\nOther:\n" not in text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("import ", "all status e1 zip fin acc dial42"), ("import e", "e1 e5 eb"),
        ("import st", "status"), ("manual l", "layouts list"),
        ("manual ", "shell zones masks"), ("layout show ", "e1 acc"),
        ("layout show dial", "dial42 dial32"), ("codes set ", "time_codes holidays"),
        ("codes set ho", "holidays"), ("codes list re", "reporting_calendar"),
        ("export table ", "obligation person account"), ("export table field", "field_case"),
        ("store option rating", "rating_start rating_threshold"), ("e", "eom export"),
        ("eom fo", "follow-up form4872"), ("find --fo", "--format"),
    ],
)  # fmt: skip
def test_shell_completes_values(typed: str, offered: str) -> None:
    """UI-12: the Tab key completes commands, options and the values they take."""
    words = f"entity-tui {typed}"
    environment = {
        **os.environ, "_ENTITY_TUI_COMPLETE": "complete_bash", "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - (not typed.endswith(" "))), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "from entity_tui.__main__ import main; main()"],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    found = done.stdout.split()
    assert set(offered.split()) <= set(found), done.stderr
    assert all(word.startswith(typed.split(" ")[-1].casefold()) for word in found)
