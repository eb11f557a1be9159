"""PF-07, PF-08 beside programs others use for looking at the same data. `--store URL`

visidata, harlequin and litecli are taken from an environment of their own (`make peers`), or from
the PATH; one that is not there is said to be missing.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.terminal import Terminal

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "entity_tui")
# The command, and what its first page that takes keys shows.
PEERS = {
    "visidata": (("vd", "--batch", "--version"), ("vd",), "person"),
    "harlequin": (("harlequin", "--version"), ("harlequin", "--adapter", "sqlite"), "Query"),
    "litecli": (("litecli", "--version"), ("litecli",), ".db>"),
}


def _found(command: str) -> str:
    local = ROOT / ".venv-peers" / "bin" / command
    return str(local) if local.exists() else shutil.which(command) or ""


def _median(run: Callable[[], float], times: int) -> float:
    return sorted(run() for _ in range(times))[times // 2]


def _run(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1e3


def _page(command: tuple[str, ...], shows: str) -> float:
    with Terminal(command, 80, 24) as terminal:
        terminal.wait_for(shows)
        return (time.perf_counter() - terminal.started) * 1e3


def main() -> None:
    """Measure in turns and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", required=True)
    options.add_argument("--times", type=int, default=7)
    chosen = options.parse_args()
    path = chosen.store.removeprefix("sqlite:///")
    print("PF-07, PF-08: medians, all on the same store.\n")
    print("| program | --version ms | first page ms |\n|---|---|---|")
    ours = _median(lambda: _run(*PROGRAM, "--version"), chosen.times)
    page = _median(
        lambda: _page((*PROGRAM, "--store", chosen.store), "Control Central"), chosen.times
    )
    print(f"| entity-tui | {ours:.0f} | {page:.0f} |")
    for name, (version, opening, shows) in PEERS.items():
        program = _found(version[0])
        if not program:
            print(f"| {name} | not installed | not installed |")
            continue
        told = _median(lambda p=program, v=version: _run(p, *v[1:]), chosen.times)
        command = (program, *opening[1:], path)
        try:
            first = f"{_median(lambda c=command, s=shows: _page(c, s), 3):.0f}"
        except (AssertionError, TimeoutError) as error:
            first = f"never seen ({type(error).__name__})"
        print(f"| {name} | {told:.0f} | {first} |")
    print()


if __name__ == "__main__":
    main()
