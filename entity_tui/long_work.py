"""Work that may take long: canceled from another thread, and counted while it runs (UI-08).

A screen starts a work and can cancel it. What the work does below asks `current_work` whether it
is still wanted: a read is interrupted, a change is canceled as long as it is not being committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock, Thread
from time import sleep

from entity_tui.errors import EntityError

_AGAIN = 0.05
"""Seconds between two interrupts of a work that goes on."""


class Canceled(EntityError):
    """The work was canceled: nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Canceled. Nothing was changed.", "Canceled")


@dataclass(frozen=True, slots=True)
class Count:
    """How much of the work is done."""

    done: int = 0
    total: int = 0


class LongWork:
    """One piece of work in one thread; `cancel` may be called from any other."""

    def __init__(self) -> None:
        self.count = Count()
        self._lock = Lock()
        self._interrupts: list[Callable[[], None]] = []
        self._asked = self._changed = self._writes = False

    @property
    def asked(self) -> bool:
        """It is canceled: whatever is still to be done is not wanted."""
        return self._asked

    @property
    def changed(self) -> bool:
        """A change is being committed or was: it is too late to cancel."""
        return self._changed

    def cancel(self) -> bool:
        """Cancel it; False where a change is being committed or was: then it finishes."""
        with self._lock:
            if self._changed:
                return False
            self._stop()
            return True

    def stop_reading(self) -> None:
        """Cancel it if it only reads; a change that has begun goes on."""
        with self._lock:
            if not (self._changed or self._writes):
                self._stop()

    def _stop(self) -> None:
        self._asked = True
        if self._interrupts:
            # A database on another machine may take its time to be told.
            Thread(target=self._interrupt, daemon=True).start()

    def _interrupt(self) -> None:
        """Until the work has ended: an interrupt between two statements reaches neither."""
        while True:
            with self._lock:
                if not self._interrupts:
                    return
                for interrupt in self._interrupts:
                    interrupt()
            sleep(_AGAIN)

    @contextmanager
    def interruptible(self, interrupt: Callable[[], None], writes: bool) -> Iterator[None]:
        """What is done inside is stopped by `interrupt` once the work is canceled."""
        with self._lock:
            self.require()
            self._writes = self._writes or writes
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)

    def commits(self) -> None:
        """A change is about to be committed. Raises Canceled; later it is too late to cancel."""
        with self._lock:
            self.require()
            self._changed = True

    def require(self) -> None:
        """Raise Canceled if it is canceled."""
        if self._asked:
            raise Canceled


_CURRENT: ContextVar[LongWork | None] = ContextVar("long_work", default=None)


def current_work() -> LongWork | None:
    """The work this thread does; None where it is not to be canceled."""
    return _CURRENT.get()


@contextmanager
def doing(work: LongWork) -> Iterator[None]:
    """What this thread does inside belongs to the work."""
    token = _CURRENT.set(work)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def count_work(done: int, total: int) -> None:
    """So much of the current work is done. Raises Canceled if it is canceled."""
    work = _CURRENT.get()
    if work is not None:
        work.count = Count(done, total)
        work.require()
