"""Work on a store that is canceled from another thread, on both databases (UI-08)."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from entity_tui.errors import EntityError
from entity_tui.long_work import Canceled, LongWork, count_work, doing
from entity_tui.store.database import Database, Raw

_ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) "
    "SELECT count(*) FROM n"
)
_MARK = "INSERT INTO preference (user_id, name, value) VALUES ('tester', 'mark', '1')"


class Worker:
    """A work in a thread of its own, and how it ended."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self.work = LongWork()
        self.error: EntityError | None = None
        self._ask = ask
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with doing(self.work):
                self._ask()
        except EntityError as error:
            self.error = error

    def ends(self) -> bool:
        """Wait for its end; False where it does not come."""
        self._thread.join(20)
        return not self._thread.is_alive()


def _marks(database: Database) -> int:
    with database.read() as connection:
        return int(Raw(connection).value("SELECT count(*) FROM preference WHERE name = 'mark'"))


def test_ui_08_canceling_interrupts_a_running_query(database: Database) -> None:
    """UI-08: a query that would run for minutes ends, and the store goes on working."""
    begun = threading.Event()

    def ask() -> None:
        with database.read() as connection:
            begun.set()
            Raw(connection).value(_ENDLESS)

    worker = Worker(ask)
    assert begun.wait(20)
    assert worker.work.cancel()
    assert worker.ends()
    assert isinstance(worker.error, Canceled)
    assert _marks(database) == 0


@pytest.mark.parametrize("reading", [False, True], ids=["between statements", "in a query"])
def test_ui_08_a_canceled_change_changes_nothing(database: Database, reading: bool) -> None:
    """UI-08: the transaction is rolled back as a whole."""
    written, go_on = threading.Event(), threading.Event()

    def ask() -> None:
        with database.write() as connection:
            raw = Raw(connection)
            raw.execute(_MARK)
            written.set()
            if reading:
                raw.value(_ENDLESS)
            else:
                go_on.wait(20)

    worker = Worker(ask)
    assert written.wait(20)
    assert worker.work.cancel()
    go_on.set()
    assert worker.ends()
    assert isinstance(worker.error, Canceled)
    assert _marks(database) == 0


def test_ui_08_a_committed_change_is_not_canceled(database: Database) -> None:
    """UI-08: after its commit the work goes on to its end, and `cancel` says so."""
    written, go_on = threading.Event(), threading.Event()

    def ask() -> None:
        with database.write() as connection:
            Raw(connection).execute(_MARK)
        written.set()
        go_on.wait(20)
        assert _marks(database) == 1

    worker = Worker(ask)
    assert written.wait(20)
    assert not worker.work.cancel()
    assert worker.work.changed
    go_on.set()
    assert worker.ends()
    assert worker.error is None
    assert _marks(database) == 1


def test_ui_08_a_wait_for_another_writer_is_canceled(database: Database) -> None:
    """UI-08: a change that waits for another program's ends when it is not wanted any more."""
    begun = threading.Event()

    def ask() -> None:
        begun.set()
        with database.write() as connection:
            raw = Raw(connection)
            if raw.postgres:
                raw.execute("LOCK TABLE preference")
            raw.execute(_MARK)

    with database.write() as connection:
        if not database.sqlite:
            Raw(connection).execute("LOCK TABLE preference")
        worker = Worker(ask)
        assert begun.wait(20)
        worker._thread.join(0.3)
        assert worker.work.cancel()
        assert worker.ends()
    assert isinstance(worker.error, Canceled)
    assert _marks(database) == 0


def test_ui_08_dropping_a_read_spares_a_change(database: Database) -> None:
    """UI-08: leaving a page stops what it reads, not what it stores."""
    written, go_on = threading.Event(), threading.Event()

    def ask() -> None:
        with database.write() as connection:
            Raw(connection).execute(_MARK)
            written.set()
            go_on.wait(20)

    worker = Worker(ask)
    assert written.wait(20)
    worker.work.stop_reading()
    go_on.set()
    assert worker.ends()
    assert worker.error is None
    assert _marks(database) == 1


def test_ui_08_work_canceled_before_it_began_does_nothing(database: Database) -> None:
    """UI-08: neither a read nor a change begins."""
    work = LongWork()
    assert work.cancel()
    with doing(work):
        with pytest.raises(Canceled), database.read():
            pass
        with pytest.raises(Canceled), database.write() as connection:
            Raw(connection).execute(_MARK)
        with pytest.raises(Canceled):
            count_work(1, 2)
    assert _marks(database) == 0
    assert work.count.total == 2


def test_ui_08_a_store_is_used_as_before_without_a_work(database: Database) -> None:
    """UI-08: commands of the shell are canceled by their signal."""
    count_work(1, 2)
    with database.write() as connection:
        Raw(connection).execute(_MARK)
    assert _marks(database) == 1
