"""`make bench`: every measurement in one run, written beside this file with the machine named."""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent


def parts(persons: int, lines: int, store: str) -> tuple[tuple[str, list[str]], ...]:
    """Title, script and words of each measurement; most share one demonstration store."""
    on = ["--store", store]
    return (
        ("Step, start (PF-06, PF-07, PF-08)", ["bench_step.py", *on]),
        ("Beside other programs (PF-07, PF-08)", ["bench_peers.py", *on]),
        ("Typing (PF-05)", ["bench_typing.py", *on]),
        ("Exact values, lists of cases (PF-04, PF-13)", ["bench_values.py", *on]),
        ("Month end (PF-12)", ["bench_month.py"]),
        ("Search (PF-01)", ["bench_search.py", str(persons)]),
        ("Import (PF-09, PF-10, PF-11)", ["bench_import.py", str(lines)]),
    )


def demo_store(folder: Path, taxpayers: int) -> str:
    """A demonstration of that many taxpayers."""
    store = f"sqlite:///{folder / 'demo.db'}"
    words = ("demo", "--taxpayers", str(taxpayers), "--no-open", "--store", store)
    subprocess.run([sys.executable, "-m", "entity_tui", *words], check=True)
    return store


def machine() -> str:
    """What the figures were taken on."""
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next((line.split(": ")[1] for line in lines if line.startswith("model name")), cpu)
    return (
        f"{date.today()} · {cpu}, {len(os.sched_getaffinity(0))} cores · "
        f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version}"
    )


def commit() -> str:
    """The state of the code that was measured."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    return done.stdout.strip()


def measured(script: list[str]) -> Iterator[str]:
    """The lines a measurement prints, as it prints them."""
    with subprocess.Popen(
        [sys.executable, str(HERE / script[0]), *script[1:]], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        yield from running.stdout
    if running.returncode:
        yield f"\n(ended with {running.returncode})\n"


def main() -> None:
    """Run the chosen parts; all of them together write RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--persons", type=int, default=1_000_000)
    options.add_argument("--lines", type=int, default=1_000_000, help="of the file to import")
    options.add_argument("--only", default="", help="part of a script's name: step, import")
    options.add_argument("--store", default="", help="a demonstration made before")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="entity-bench-") as folder:
        run(chosen, chosen.store or demo_store(Path(folder), chosen.persons))


def run(chosen: argparse.Namespace, store: str) -> None:
    """Measure part by part and keep what they print."""
    kept = [
        f"# Measured\n\n{machine()} · commit {commit()}\n\n",
        "Taken on a shared machine: read a figure beside its neighbours of the same run. ",
        "A target that was not met says *missed*.\n",
    ]
    for title, script in parts(chosen.persons, chosen.lines, store):
        if chosen.only in script[0]:
            kept.append(f"\n## {title}\n\n")
            for line in measured(script):
                sys.stdout.write(line)
                sys.stdout.flush()
                kept.append(line)
    if not chosen.only:
        (HERE / "RESULTS.md").write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
