"""Progress of long work: a bar on a terminal, plain lines otherwise, on stderr (IM-07)."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, TextIO

_PLAIN_EVERY = 10.0


class Meter:
    """`tell(phase, done, total, lines)` as often as you like."""

    def __init__(self, title: str, stream: TextIO) -> None:
        self._title = title
        self._stream = stream
        self._bar: Any = None
        self._task: Any = None
        self._phase = ""
        self._told = self._since = time.monotonic()

    def __enter__(self) -> Meter:
        if self._stream.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                Progress,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=None),
                TextColumn("{task.fields[rate]}", markup=False),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=Console(file=self._stream),
                transient=True,
                refresh_per_second=4,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._title, total=None, rate="")
        return self

    def tell(self, phase: str, done: int, total: int, lines: int = 0) -> None:
        """Show how far a phase has come; total 0 means nobody knows."""
        if phase != self._phase:
            self._phase, self._since = phase, time.monotonic()
            if self._bar is not None:
                self._bar.remove_task(self._task)
                title = f"{self._title}  {phase}"
                self._task = self._bar.add_task(title, total=total or None, rate="")
        if self._bar is not None:
            rate = self._rate(lines) if total else ""
            self._bar.update(self._task, completed=done, rate=rate)
        elif time.monotonic() - self._told >= _PLAIN_EVERY:
            self._told = time.monotonic()
            share = f" {done * 100 // total}%" if total else ""
            self._stream.write(f"{self._title}: {phase}{share} {self._rate(lines)}".rstrip() + "\n")

    def _rate(self, lines: int) -> str:
        seconds = time.monotonic() - self._since
        if not lines or seconds < 0.5:
            return ""
        rate = lines / seconds
        return f"{rate / 1000:,.0f}k lines/s" if rate >= 1000 else f"{rate:,.0f} lines/s"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._bar is not None:
            self._bar.stop()
