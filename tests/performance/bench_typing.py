"""PF-05: is a typed key shown at once while a search runs? `--store URL`

Keys go into the Find line at a typist's pace, once with results while typing switched off and once
with a search begun in every pause; what is measured is key → its letter on the screen.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.terminal import Terminal

PROGRAM = (sys.executable, "-m", "entity_tui")
TEXTS = ("%a%e", "smi%ar", "%ohn%", "b%n", "%son%e", "ma%ar", "%e%r", "jo%s")
PAUSE = 0.35
"""Seconds between keys: long enough that a search has begun when the next key comes."""


def _echo(terminal: Terminal, typed: str) -> float:
    """Milliseconds until the first bytes after a key come; its letter then stands in the line."""
    return terminal.measure(typed[-1], f"Find  [{typed}").first_ms


def _typed(store: str, command: str, rounds: int) -> list[float]:
    times: list[float] = []
    with Terminal([*PROGRAM, "--store", store], 80, 24) as terminal:
        terminal.wait_for("Control Central")
        terminal.settle(0.5)
        terminal.press("f9")
        terminal.type_in(command)
        terminal.press("enter")
        terminal.settle(0.5)
        for _ in range(rounds):
            for text in TEXTS:
                terminal.press("f2", "ctrl+u")
                terminal.settle(0.3)
                for end in range(1, len(text) + 1):
                    times.append(_echo(terminal, text[:end]))
                    time.sleep(PAUSE)
    return sorted(times)


def _at(times: Sequence[float], percent: int) -> float:
    return times[min(len(times) - 1, len(times) * percent // 100)]


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", required=True)
    options.add_argument("--rounds", type=int, default=4)
    chosen = options.parse_args()
    idle = _typed(chosen.store, "typing off", chosen.rounds)
    busy = _typed(chosen.store, "typing on", chosen.rounds)
    print("PF-05: key → its letter on the screen.\n")
    print("| | keys | p50 ms | p95 | p99 |\n|---|---|---|---|---|")
    for name, times in (("idle", idle), ("while searches begin and are superseded", busy)):
        print(
            f"| {name} | {len(times)} | {_at(times, 50):.1f} | {_at(times, 95):.1f} "
            f"| {_at(times, 99):.1f} |"
        )
    held = "met" if _at(busy, 99) <= 25 else "**missed**"
    print(f"\nTarget: p99 ≤ 25 ms while a search runs: {held}.\n")


if __name__ == "__main__":
    main()
