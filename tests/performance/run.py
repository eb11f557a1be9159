"""`make bench`: every measurement in one run, written beside this file with the machine named."""

from __future__ import annotations

import argparse
import contextlib
import io
import platform
import sqlite3
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (("Search (PF-01)", "bench_search"), ("Step, start (PF-06, PF-07, PF-08)", "bench_step"))


def machine() -> str:
    """What the figures were taken on."""
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next((line.split(": ")[1] for line in lines if line.startswith("model name")), cpu)
    cores = len(__import__("os").sched_getaffinity(0))
    return (
        f"{date.today()} · {cpu}, {cores} cores · Python {platform.python_version()} · "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, text=True,
                          capture_output=True, check=False)  # fmt: skip
    return done.stdout.strip()


class _Both(io.TextIOBase):
    """Writes to the terminal and keeps a copy."""

    def __init__(self) -> None:
        self.kept = io.StringIO()

    def write(self, text: str) -> int:
        sys.__stdout__.write(text) if sys.__stdout__ else None
        return self.kept.write(text)


def main() -> None:
    """Run the chosen parts and write RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--persons", type=int, default=1_000_000)
    options.add_argument("--only", help="one part: search or step")
    chosen = options.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    both = _Both()
    with contextlib.redirect_stdout(both):
        print(f"# Measured\n\n{machine()} · commit {_commit()}\n")
        print("Figures come from a shared machine: read them beside their neighbours of the run.\n")
        for title, module in PARTS:
            if chosen.only and chosen.only not in module:
                continue
            print(f"## {title}\n")
            words = [str(chosen.persons)] if module == "bench_search" else []
            import_module(module).main(words)
            print()
    if not chosen.only:
        (HERE / "RESULTS.md").write_text(both.kept.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
