"""Deriving the whole index from the tables, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from entity_tui.store.database import Raw
from entity_tui.store.search.derive import derive_between, derive_lone, pages
from entity_tui.store.search.limits import STANDARD, Limits
from entity_tui.store.search.row import Row
from entity_tui.store.search.segment import TABLES, clear, lock
from entity_tui.store.search.spill import Sorter, folder_of
from entity_tui.store.search.upkeep import add_segment, uncollected

_SOURCES = (
    "person",
    "person_name",
    "account",
    "account_person",
    "obligation",
    "location",
    "location_alternate",
)

Progress = Callable[[int, int], None]


def rebuild(raw: Raw, progress: Progress | None = None, *, limits: Limits = STANDARD) -> None:
    """Derive and write the whole index anew.

    `progress` is called with what is done and what there is to do, in persons: each is read and
    written, so counted twice.
    """
    lock(raw)
    prepare(raw)
    get_to_know(raw, _SOURCES)
    persons = raw.value("SELECT count(*) FROM person")
    say = progress or (lambda done, total: None)
    with every_row(raw, limits, lambda done: say(done, 2 * persons)) as rows:
        clear(raw)
        total = max(1, len(rows))
        add_segment(
            raw,
            rows.sorted(),
            len(rows),
            limits,
            lambda done: say(persons + persons * done // total, 2 * persons),
        )
    get_to_know(raw, TABLES)


@contextmanager
def every_row(
    raw: Raw, limits: Limits, progress: Callable[[int], None] | None = None
) -> Iterator[Sorter[Row]]:
    """Every row there has to be, for sorting; `progress` is told the number of persons read."""
    rows: Sorter[Row] = Sorter(limits.run, folder_of(raw))
    try:
        with uncollected():
            _gather(raw, rows, limits, progress or (lambda done: None))
        yield rows
    finally:
        rows.close()


def _gather(raw: Raw, rows: Sorter[Row], limits: Limits, progress: Callable[[int], None]) -> None:
    done = 0
    for persons in pages(raw, "person", "person_id", limits.persons):
        rows.add(derive_between(raw, persons[0], persons[-1]))
        done += len(persons)
        progress(done)
    for places in pages(raw, "location", "location_id", limits.persons):
        rows.add(derive_lone(raw, ("BETWEEN ? AND ?", (places[0], places[-1]))))


def get_to_know(raw: Raw, tables: tuple[str, ...]) -> None:
    """Let the database look at tables that have just been filled, so that it plans well."""
    if raw.postgres:
        raw.execute(f"ANALYZE {', '.join(tables)}")


def prepare(raw: Raw) -> None:
    """Keep lists uncompressed where the database would pack them (PostgreSQL, its owner only)."""
    if raw.postgres and raw.value(
        "SELECT a.attstorage <> 'e' AND pg_has_role(c.relowner, 'USAGE') FROM pg_attribute a "
        "JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE a.attrelid = 'search_post'::regclass AND a.attname = 'ids'"
    ):
        raw.execute("ALTER TABLE search_post ALTER COLUMN ids SET STORAGE EXTERNAL")
