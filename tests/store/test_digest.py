"""The digest: the same for equal content, whatever order it came in and on either database."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from entity_tui.demo.generate import generate
from entity_tui.store import schema
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from support.importing import SYSTEM, load

DAY = date(2026, 11, 20)


def _digest(database: Database) -> str:
    with database.read() as connection:
        return digest(Raw(connection), SYSTEM)


def _fresh(folder: Path, name: str) -> Database:
    database = Database(f"sqlite:///{folder / name}.db")
    schema.create_tables(database, owner="tester")
    return database


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = generate(tmp_path_factory.mktemp("files"), 60, 3, DAY)
    return {path.name.split("-")[0]: path for path in found}


def test_the_digest_is_the_same_in_every_order_of_arrival_and_on_both_databases(
    database: Database, tmp_path: Path, files: dict[str, Path]
) -> None:
    """Whatever hangs on a taxpayer or case may come before it; time needs its employees."""
    for feed, path in files.items():
        load(database, feed, path)
    wanted = _digest(database)
    orders = [
        (
            "e6",
            "s1",
            "e5",
            "fin",
            "e4",
            "eb",
            "ea",
            "acc",
            "dial32",
            "e3",
            "e2",
            "e7",
            "e9",
            "dial42",
            "e1",
            "e8",
            "zip",
        ),
        (
            "s1",
            "e5",
            "e9",
            "e4",
            "ea",
            "e1",
            "e2",
            "acc",
            "eb",
            "e3",
            "dial42",
            "dial32",
            "fin",
            "e7",
            "e8",
            "e6",
            "zip",
        ),
        (
            "zip",
            "e5",
            "e8",
            "dial42",
            "e1",
            "e7",
            "ea",
            "e2",
            "e3",
            "dial32",
            "acc",
            "e9",
            "fin",
            "eb",
            "s1",
            "e4",
            "e6",
        ),
    ]
    for number, order in enumerate(orders):
        other = _fresh(tmp_path, str(number))
        for feed in order:
            load(other, feed, files[feed])
        assert _digest(other) == wanted, order
        other.close()


def test_lines_that_wait_count_alike_on_both_databases(
    database: Database, tmp_path: Path, files: dict[str, Path]
) -> None:
    """Modules, liens, entries and transactions whose taxpayers never came."""
    stores = [database, _fresh(tmp_path, "other")]
    for store in stores:
        for feed in ("e2", "eb", "e3", "fin"):
            assert load(store, feed, files[feed]).waiting
    assert len({_digest(store) for store in stores}) == 1
    stores[1].close()


def test_every_changed_value_changes_the_digest(tmp_path: Path, files: dict[str, Path]) -> None:
    database = _fresh(tmp_path, "one")
    for feed, path in files.items():
        load(database, feed, path)
    seen = {_digest(database)}
    changes = [
        "UPDATE person_name SET name = name || 'X' WHERE seq = 1",
        "UPDATE obligation SET balance = balance + 1 WHERE balance IS NOT NULL",
        "UPDATE field_case SET assignment = '27011299'",
        "UPDATE location SET city = 'ELSEWHERE'",
        "UPDATE time_entry SET hours = hours + 1",
        "UPDATE person_link SET financial = 1 - financial",
        "DELETE FROM lien",
        "DELETE FROM contact",
        "UPDATE zip_grid SET until = start",
        "UPDATE month_end_figure SET figure = figure + 1",
        "UPDATE queue_entry SET place = 'other'",
        "UPDATE field_case SET ics_only = 1 - ics_only",
        "UPDATE obligation SET ics_only = 1 - ics_only",
    ]
    for sql in changes:
        with database.write() as connection:
            Raw(connection).execute(sql)
        seen.add(_digest(database))
    assert len(seen) == len(changes) + 1
    database.close()


def test_when_and_as_what_it_was_loaded_is_no_content(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    database = _fresh(tmp_path, "one")
    for feed, path in files.items():
        load(database, feed, path)
    before = _digest(database)
    for feed, path in itertools.chain(files.items(), files.items()):
        load(database, feed, path, force=True)
    assert _digest(database) == before
    database.close()
