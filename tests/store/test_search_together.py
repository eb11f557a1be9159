"""Several at once on PostgreSQL: writers wait for one another, readers see one state."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Database, Raw
from entity_tui.store.schema import create_tables
from entity_tui.store.search import (
    Limits,
    Rows,
    SearchQuery,
    maintain,
    rebuild,
    refresh,
    search,
    verify,
)
from support import postgres
from support.index_rows import account, person, place

SMALL = Limits(block_bits=4, rare=3, seal_at=10, merge_at=2, segments=4)
EVERYBODY = SearchQuery(
    Pattern.typed("%person"), None, None, None, Rows.ACCOUNT, Scope(None, None, ())
)


@pytest.fixture
def database(pg_server: postgres.Server) -> Iterator[Database]:
    url = pg_server.new_database()
    database = Database(url)
    create_tables(database, owner="tester")
    yield database
    database.close()
    pg_server.drop(url)


def test_two_writers_of_one_account_leave_a_sound_index(database: Database) -> None:
    """One changes the name, the other the place; both touch the same rows."""
    with database.write() as connection:
        raw = Raw(connection)
        person(raw, 1, "person one")
        place(raw, 5, "12 main st")
        place(raw, 6, "14 oak ave")
        account(raw, 9, 5, 1)
        rebuild(raw, limits=SMALL)
    began = threading.Event()

    def move() -> None:
        with database.write() as connection:
            Raw(connection).execute("UPDATE account SET mailing_location_id = 6")
            began.set()
            refresh(Raw(connection), [1], [5, 6], limits=SMALL)

    other = threading.Thread(target=move)
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute("UPDATE person_name SET search_key = 'person two'")
        refresh(raw, [1], limits=SMALL)
        other.start()
        assert began.wait(10)
        other.join(0.3)
        assert other.is_alive()
    other.join(10)
    with database.read() as connection:
        assert verify(Raw(connection), limits=SMALL) == []
        found = search(Raw(connection), EVERYBODY, 9, limits=SMALL)
    assert [(row.name, row.location_id) for row in found] == [("person two", 6)]


def test_a_reader_sees_one_state_while_segments_are_sealed_and_merged(database: Database) -> None:
    """In a repeatable read nothing moves, however the index is rewritten meanwhile."""
    with database.write() as connection:
        for number in range(1, 61):
            person(Raw(connection), number, f"person {number:02}")
        rebuild(Raw(connection), limits=SMALL)
    done = threading.Event()
    failed: list[object] = []

    def read() -> None:
        with database.engine.connect().execution_options(
            isolation_level="REPEATABLE READ"
        ) as connection:
            while not done.is_set():
                with connection.begin():
                    found = search(Raw(connection), EVERYBODY, 300, limits=SMALL)
                    if len(found) != 60 or found != sorted(found):
                        failed.append(found)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 61):
        with database.write() as connection:
            raw = Raw(connection)
            raw.execute(
                "UPDATE person_name SET search_key = 'a ' || search_key WHERE person_id = ?",
                (number,),
            )
            refresh(raw, [number], limits=SMALL)
            if number % 7 == 0:
                maintain(raw, limits=SMALL)
    done.set()
    for reader in readers:
        reader.join(10)
    assert not failed
    with database.read() as connection:
        assert verify(Raw(connection), limits=SMALL) == []
