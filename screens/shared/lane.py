"""Questions to the desk, off the key loop: the newest wins, late answers are dropped."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from time import monotonic
from typing import Generic, TypeVar, cast

from textual.dom import DOMNode

from entity_tui.domain.long_wait import wait_text
from entity_tui.errors import EntityError, StoreError
from entity_tui.long_work import LongWork, doing
from screens.shared.deeds import NotedDesk
from screens.shared.reception import Desk, Reception, Stop

log = logging.getLogger("entity_tui")
Answer = TypeVar("Answer")


class Holds(Enum):
    """Which keys wait for the answer to a question."""

    KEYS = "every key: what it means depends on the answer, or something is being changed"
    PAGE = "every key for the page; one that leads away from it does not wait"
    OPENING = "every key that needs the store: it is being opened"
    NOTHING = "no key: the answer is only shown, or a preference is written"


@dataclass(frozen=True, slots=True)
class _Question(Generic[Answer]):
    token: int
    ask: Callable[[Desk, Stop], Answer]
    then: Callable[[Answer], None]
    failed: Callable[[EntityError], None]
    what: str
    work: LongWork


class Lane(Generic[Answer]):
    """One question at a time in a worker thread.

    A newer question stops the running one (its `stop` turns true), replaces a waiting one, and
    makes their answers void. Asked before the desk is open, the newest waits for it.
    """

    def __init__(self, owner: DOMNode, reception: Reception, holds: Holds = Holds.KEYS) -> None:
        """`holds` says which keys wait for the answers (see `Typist`)."""
        self._owner = owner
        self._reception = reception
        self.holds = holds
        self.asked_at = 0.0
        """When the newest question was asked, on the clock of `time.monotonic`."""
        self._token = 0
        self._running: int | None = None
        """The token of the question in the worker."""
        self._waiting: _Question[Answer] | None = None
        self._newest: _Question[Answer] | None = None
        reception.lanes.add(self)

    @property
    def busy(self) -> bool:
        """A question is asked or waits to be."""
        return self._running is not None or self._waiting is not None

    @property
    def pending(self) -> bool:
        """An answer is still to come: the question was not dropped."""
        return self._waiting is not None or self._running == self._token

    @property
    def is_waited_for(self) -> bool:
        """The page that asks is still there."""
        return self._owner.is_attached

    def holds_keys_of(self, screen: DOMNode) -> bool:
        """Do keys of this screen wait for the answer? So they do for one of the whole program."""
        own = self._owner is screen or self._owner is screen.app
        return own and self.holds is not Holds.NOTHING

    def ask(
        self,
        ask: Callable[[Desk, Stop], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[EntityError], None],
        what: str = "Reading",
    ) -> None:
        """Ask; `then` or `failed` is called in the key loop unless something newer was asked.

        `what` names the work where it takes long (UI-08).
        """
        self._token += 1
        self.asked_at = monotonic()
        self._newest = self._waiting = _Question(self._token, ask, then, failed, what, LongWork())
        self._reception.when_open(self._start)
        self._reception.waits.watch(self)

    @property
    def what(self) -> str:
        """The name of the work asked for last."""
        return self._newest.what if self._newest else ""

    def wait_told(self, now: float) -> str:
        """What is said while the answer is still to come."""
        work = self._newest.work if self._newest else LongWork()
        return wait_text(
            self.what, now - self.asked_at, work.count.done, work.count.total, work.changed
        )

    def drop(self) -> None:
        """Forget what was asked; a running read is interrupted, a change goes on to its end."""
        if (work := self._work_running) is not None:
            work.stop_reading()
        self._forget()

    def cancel(self) -> bool:
        """Cancel what was asked (UI-08); False where its change is being stored: it finishes."""
        work = self._work_running
        if work is not None and not work.cancel():
            return False
        self._forget()
        return True

    @property
    def _work_running(self) -> LongWork | None:
        is_newest = self._running is not None and self._running == self._token
        return self._newest.work if is_newest and self._newest else None

    def _forget(self) -> None:
        self._token += 1
        self._waiting = None
        self._reception.keys_may_go_on()

    def _start(self) -> None:
        desk = self._reception.desk
        if self._running is not None or self._waiting is None or desk is None:
            return
        if self._reception.recorder.recording:
            desk = cast(Desk, NotedDesk(desk, self._reception.recorder.note))
        question, self._waiting = self._waiting, None
        self._running = question.token
        self._owner.run_worker(lambda: self._work(question, desk), thread=True, exit_on_error=False)

    def _work(self, question: _Question[Answer], desk: Desk) -> None:
        def stop() -> bool:
            return self._token != question.token

        try:
            with doing(question.work):
                answer = question.ask(desk, stop)
        except EntityError as error:
            self._owner.call_later(self._settle, question, None, error)
        except Exception as error:
            self._owner.call_later(self._settle, question, None, unexpected(error))
        else:
            self._owner.call_later(self._settle, question, answer, None)

    def _settle(
        self, question: _Question[Answer], answer: Answer, error: EntityError | None
    ) -> None:
        self._running = None
        if question.token == self._token:
            self._reception.waits.answered()
            try:
                question.failed(error) if error is not None else question.then(answer)
            except EntityError as refused:  # what is done with an answer may be refused as well
                question.failed(refused)
        self._start()
        self._reception.keys_may_go_on()


def unexpected(error: BaseException) -> StoreError:
    """A plain error for a fault of the program; where it happened is logged, no values."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s\n%s", type(error).__name__, where)
    return StoreError(
        f"Something went wrong inside ({type(error).__name__}); it was logged, nothing changed.",
        "Internal",
    )
