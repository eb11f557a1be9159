"""A demonstration store made by the program itself, and the program on it, for driving it whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.terminal import Terminal

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-20"
PROGRAM = (sys.executable, "-m", "entity_tui")


@dataclass(frozen=True)
class Office:
    """A store in a folder which is also the user's home."""

    home: Path
    store: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", self.home / "store.db")

    @property
    def environment(self) -> dict[str, str]:
        """What every run of the program is given besides the caller's own."""
        folders = {f"XDG_{kind}_HOME": str(self.home) for kind in ("CONFIG", "DATA", "STATE")}
        return {"HOME": str(self.home), "PYTHONPATH": str(ROOT), **folders}

    def run(self, *words: str) -> str:
        """A command to its end; what it prints."""
        done = subprocess.run(
            [*PROGRAM, *words, "--store", str(self.store)], env={**os.environ, **self.environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def found(self, line: str) -> list[dict[str, Any]]:
        """The hits of a search, in the order of the list."""
        hits: list[dict[str, Any]] = json.loads(self.run("find", line, "--format", "json"))
        return hits

    def open(self, *words: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        """The program in a terminal on this store."""
        return Terminal(
            [*PROGRAM, "--store", str(self.store), "--today", TODAY, *words],
            columns, rows, {**self.environment, **environment}, self.home,
        )  # fmt: skip


def demo_office(home: Path, taxpayers: int = 400) -> Office:
    """An office with a demonstration store of some hundred taxpayers."""
    office = Office(home)
    size = ("--taxpayers", str(taxpayers), "--as-of", TODAY)
    office.run("demo", *size, "--no-open")
    return office
