"""Stepping and starting beside their peers, in turns (PF-06, PF-07, PF-08): `--store URL`."""

from __future__ import annotations

import argparse
import json
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from support.terminal import Painted, Terminal  # noqa: E402

PROGRAM = (sys.executable, "-m", "entity_tui")
PEERS = HERE / "peers"
WARM_UP = 10
QUIET = 0.1
SIZES = ((80, 24), (160, 45))


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", help="a demonstration store; without one, 20,000 taxpayers")
    options.add_argument("--steps", type=int, default=200, help="measured steps of each contestant")
    options.add_argument("--starts", type=int, default=20, help="measured starts of each")
    chosen = options.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="entity-bench-") as folder:
        store = chosen.store or _demo_store(Path(folder))
        short = _short_list(store)
        print(
            "PF-06: F8 → every zone painted, all contestants in turns. CPU is the program's own.\n"
        )
        for size in SIZES:
            _print_steps(_steps(store, short, size, chosen.steps, Path(folder)), size)
        _print_starts(store, chosen.starts)


def _demo_store(folder: Path) -> str:
    store = str(folder / "demo.db")
    words = ("demo", "--taxpayers", "20000", "--no-open", "--store", store)
    subprocess.run([*PROGRAM, *words], check=True, capture_output=True)
    return store


def _short_list(store: str) -> tuple[str, int]:
    """A name that about twenty entries begin with, and how many they are."""
    from entity_tui.services.desk import open_desk
    from entity_tui.settings import load

    desk = open_desk(load(store))
    try:
        for letters in product(string.ascii_lowercase, repeat=3):
            count = len(desk.find_line("".join(letters), False).hits)
            if 18 <= count <= 22:
                return "".join(letters), count
    finally:
        desk.close()
    raise SystemExit("no name in the store begins about twenty entries")


# -- stepping -----------------------------------------------------------------------------------


@dataclass
class Contestant:
    """A program that steps, and what its steps have cost so far."""

    name: str
    terminal: Terminal
    at: int
    count: int = 10**9
    painted: list[Painted] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def step(self) -> None:
        """One F8; at the end of the list it is begun anew, unmeasured."""
        if self.at == self.count:
            self.terminal.press("f12", "home", "enter")
            self.terminal.wait_for(f" 1 of {self.count} ·")
            self.terminal.settle()
            self.at = 1
        self.at += 1
        before = cpu_ms(self.terminal.process.pid)
        self.painted.append(self.terminal.measure("f8", f" {self.at} of ", QUIET))
        self.cpu.append(cpu_ms(self.terminal.process.pid) - before)

    def forget(self) -> None:
        """The warm-up does not count."""
        self.painted.clear()
        self.cpu.clear()


def cpu_ms(pid: int) -> float:
    """Milliseconds of processor time a process has used, all threads; 0 where that is unknown."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
    except OSError:
        return 0.0


def _steps(
    store: str, short: tuple[str, int], size: tuple[int, int], steps: int, folder: Path
) -> list[Contestant]:
    pages = _capture(store, size, WARM_UP + steps + 1)
    path = folder / f"pages-{size[0]}.json"
    path.write_text(json.dumps(pages))
    name, count = short
    far = 300 - WARM_UP - steps
    contestants = [
        Contestant("entity-tui, list of 300, from its start", _opened(store, "%", size), 1),
        Contestant("entity-tui, list of 300, to its end", _opened(store, "%", size, far), far),
        Contestant(f"entity-tui, list of {count}", _opened(store, name, size), 1, count),
        Contestant("plain curses, same rows", _peer("curses_rows", path, size), 1),
        Contestant("naive Textual, widgets rebuilt", _peer("naive_rebuild", path, size), 1),
    ]
    try:
        for turn in range(WARM_UP + steps):
            for contestant in contestants:
                if turn == WARM_UP:
                    contestant.forget()
                contestant.step()
    finally:
        for contestant in contestants:
            contestant.terminal.close()
    return contestants


def _opened(store: str, name: str, size: tuple[int, int], at: int = 1) -> Terminal:
    """The program on an entry of the list of a name."""
    terminal = Terminal([*PROGRAM, "--store", store], *size)
    terminal.wait_for("Control Central (demo)")
    terminal.type_in(name)
    terminal.press("enter")
    terminal.wait_for("─ 1 of ")
    terminal.press("enter", *["f8"] * (at - 1))
    terminal.wait_for(f" {at} of ")
    terminal.settle(0.5)
    return terminal


def _peer(program: str, pages: Path, size: tuple[int, int]) -> Terminal:
    terminal = Terminal([sys.executable, PEERS / f"{program}.py", pages], *size)
    terminal.wait_for(" 1 of ")
    terminal.settle(0.5)
    return terminal


def _capture(store: str, size: tuple[int, int], count: int) -> list[list[str]]:
    """The first pages of the list as the program paints them, for its peers to paint."""
    with _opened(store, "%", size) as terminal:
        pages = [terminal.lines]
        for number in range(2, count + 1):
            terminal.measure("f8", f" {number} of ", 0.05)
            pages.append(terminal.lines)
    return pages


def _print_steps(contestants: list[Contestant], size: tuple[int, int]) -> None:
    columns, rows = size
    print(f"| {columns}×{rows} | p50 ms | p95 | p99 | bytes p50 | p99 | max | CPU ms p50 |")
    print("|---|---|---|---|---|---|---|---|")
    for one in contestants:
        times = [painted.last_ms for painted in one.painted]
        sizes = [painted.nbytes for painted in one.painted]
        ours = one.name.startswith("entity")
        print(
            f"| {one.name} | {_held(_at(times, 50), 15 * ours)} | {_at(times, 95):.1f} "
            f"| {_held(_at(times, 99), 30 * ours)} | {_at(sizes, 50):,.0f} "
            f"| {_held(_at(sizes, 99), 3072 * ours, 0)} | {max(sizes):,} | {_at(one.cpu, 50):.1f} |"
        )
    start, end, short = (_at([p.last_ms for p in one.painted], 50) for one in contestants[:3])
    print(
        f"\nFlat in the length of the list: end ÷ start {_held(end / start, 1.2, 2)}, "
        f"300 ÷ 20 {_held(start / short, 1.2, 2)}.\n"
    )


def _held(value: float, target: float, digits: int = 1) -> str:
    """The value, marked where it misses its target; 0 is none."""
    shown = f"{value:,.{digits}f}"
    return f"{shown} **missed** (≤ {target:g})" if target and value > target else shown


def _at(values: Iterable[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


# -- starting -----------------------------------------------------------------------------------


def _print_starts(store: str, starts: int) -> None:
    terminal = (*PROGRAM, "--store", store)
    runs: dict[str, Callable[[], float]] = {
        "first frame that takes keys": lambda: _takes_keys(terminal, "F1 help", "[z"),
        "the smallest Textual app": lambda: _takes_keys(
            (sys.executable, str(PEERS / "smallest.py")), "READY", "[z"
        ),
        "list of a name typed at the first frame": lambda: _list(terminal),
        "`entity-tui --version`": lambda: _run(*PROGRAM, "--version"),
        "`python -c pass`": lambda: _run(sys.executable, "-c", "pass"),
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(starts + 1):
        for name, run in runs.items():
            cost = run()
            if turn:
                taken[name].append(cost)
    middle = [_at(costs, 50) for costs in taken.values()]
    targets = (1.5 * middle[1], 0, 0, 2 * middle[4] + 60, 0)
    print("PF-08, PF-07: from the start of the process, in turns.\n")
    print("| Start | p50 ms | p95 |\n|---|---|---|")
    for (name, costs), target in zip(taken.items(), targets, strict=True):
        print(f"| {name} | {_held(_at(costs, 50), round(target, 1))} | {_at(costs, 95):.1f} |")
    print(f"\nFirst frame ÷ smallest Textual app: {middle[0] / middle[1]:.2f} (target ≤ 1.5).")


def _takes_keys(command: Sequence[str], frame: str, echo: str) -> float:
    """Milliseconds until a key pressed at the first frame is answered on the screen."""
    with Terminal(command) as terminal:
        terminal.wait_for(frame)
        terminal.press("z")
        terminal.wait_for(echo)
        return (time.perf_counter() - terminal.started) * 1e3


def _list(command: Sequence[str]) -> float:
    with Terminal(command) as terminal:
        terminal.wait_for("F1 help")
        terminal.type_in("s")
        terminal.press("enter")
        terminal.wait_for("─ 1 of ")
        return (time.perf_counter() - terminal.started) * 1e3


def _run(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1e3


if __name__ == "__main__":
    main()
