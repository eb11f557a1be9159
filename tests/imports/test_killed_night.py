"""A whole night by the one command, killed three times, beside the undisturbed one (IM-04).

`ENTITY_TUI_NIGHT=1000000 make torture` does it at the size of a whole organisation.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entity_tui.demo.dirt import soil
from entity_tui.demo.generate import generate

DAY, TONIGHT = date(2026, 11, 20), "2026-11-21"
ROOT = Path(__file__).parents[2]
SIZE = int(os.environ.get("ENTITY_TUI_NIGHT", "3000"))
KILLS = 3
# What the clock tells differs from one night to the next; nothing else may.
CLOCKS = frozenset({"now", "at", "late_minutes"})


@dataclass(frozen=True)
class Store:
    """A store at an address, used as an administrator uses it at night."""

    url: str
    home: Path

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """A command in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "entity_tui", *words, "--store", self.url],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.home,
            env={**os.environ, "HOME": str(self.home), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def tell(self, *words: str, code: int = 0) -> str:
        """What a command says that ends with this code."""
        child = self.start(*words)
        said = child.communicate()[0].decode()
        assert child.returncode == code, said
        return said

    def night(self, folder: Path) -> dict[str, Any]:
        """The night undisturbed: some lines are dirt, so it ends with 1."""
        said = self.tell("import", "all", str(folder), "--today", TONIGHT, "--json", code=1)
        found: dict[str, Any] = json.loads(said)
        return found

    def killed_night(self, folder: Path, after: float) -> bool:
        """The night until it is killed; whether it was still at work."""
        child = self.start("import", "all", str(folder), "--today", TONIGHT, "--json")
        try:
            child.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return True
        return False

    def state(self) -> dict[str, Any]:
        """Digest, status board and every open reject, line by line."""
        status = self.start("import", "status", "--today", TONIGHT, "--json")
        board = json.loads(status.communicate()[0])
        return {
            "digest": self.tell("store", "digest"),
            "board": _without_clocks(board),
            "kinds": json.loads(self.tell("rejects", "list", "--json")),
            "lines": json.loads(self.tell("rejects", "list", "--lines", "--all", "--json")),
            "check": self.tell("store", "check"),
        }


def _without_clocks(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: _without_clocks(v) for k, v in data.items() if k not in CLOCKS}
    return [_without_clocks(one) for one in data] if isinstance(data, list) else data


@pytest.mark.torture
def test_im_04_a_night_killed_three_times_equals_the_undisturbed_one(
    store_url: str, tmp_path: Path
) -> None:
    """All feeds, one line in a hundred dirt: digest, status board and rejects are the same."""
    folder, home = tmp_path / "night", tmp_path / "home"
    home.mkdir()
    soil(generate(folder, SIZE, 1, DAY), 1, 0.01).rename(tmp_path / "truth.json")
    calm = Store(f"sqlite:///{tmp_path / 'calm.db'}", home)
    calm.tell("store", "create")
    since = time.monotonic()
    told = calm.night(folder)
    length = time.monotonic() - since
    wanted = calm.state()
    store = Store(store_url, home)
    store.tell("store", "create")
    draw, kills = random.Random(SIZE), 0
    while kills < KILLS:
        kills += store.killed_night(folder, length * draw.uniform(0.1, 0.5))
    again = store.night(folder)
    counts = ("read", "rejected", "exit_code")
    assert [again[name] for name in counts] == [told[name] for name in counts]
    assert store.state() == wanted
    assert list(tmp_path.glob(".*stage*")) == []
