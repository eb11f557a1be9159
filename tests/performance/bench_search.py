"""PF-01: searching by the product's own call beside what one would use otherwise.

    python tests/performance/bench_search.py 1000000

Makes a store of that many persons, builds the index, asks 15 kinds of question as a national and
as an area viewer, and prints a table. Beside it, in the same run: the plain LIKE scan, a NOCASE
index, and FTS5 with trigrams, over the same rows in a file of their own.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from search_questions import PREFIX_KINDS, Asked, Sample, query, questions
from synthetic import AREAS, make_store

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.database import Database, Raw
from entity_tui.store.search import rebuild, refresh, search

LIMIT = 300
VIEWERS = {
    "national": Scope(None, None, ()),
    "10 areas of 50": Scope(frozenset(range(10, 10 + AREAS, 5)), None, ()),
    "1 area of 50": Scope(frozenset({17}), None, ()),
}
ORDER = "name, person_id, account_id, location_id"
Times = dict[str, list[float]]


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Clock:
    """Milliseconds of work: as they pass, or of the processor where others use the machine too."""

    def __init__(self) -> None:
        self.now = time.perf_counter

    def __call__(self, work: Callable[[], object]) -> float:
        start = self.now()
        work()
        return (self.now() - start) * 1000


timed = Clock()


class Memory:
    """The most memory of its own the process has had while this ran, above the beginning."""

    def __enter__(self) -> Memory:
        self._base = self.peak = own_memory()
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._done.wait(0.02):
            self.peak = max(self.peak, own_memory())

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()
        self.above = self.peak - self._base


def own_memory() -> int:
    """Megabytes that are no mapped file (where the system tells; else the peak of all)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for line in status.read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) // 1024
    return 0


def build(database: Database) -> None:
    with Memory() as memory:
        start = time.perf_counter()
        with database.write() as connection:
            rebuild(Raw(connection))
        seconds = time.perf_counter() - start
    with database.read() as connection:
        rows = Raw(connection).value("SELECT count(*) FROM search_row")
    print(
        f"\nIndex of {rows:,} rows built in {seconds:.1f} s ({seconds / rows * 1e6:.1f} s per "
        f"million rows), {memory.above} MB above the beginning, "
        f"file {database.path.stat().st_size / 1e6:,.0f} MB.\n"
    )


def sample(raw: Raw, seed: int) -> Sample:
    rows = raw.value("SELECT count(*) FROM search_row")
    first = raw.value("SELECT min(pos) FROM search_row")
    random = Random(seed)
    chosen = sorted({first + random.randrange(rows) for _ in range(min(60_000, rows))})
    found: Sample = raw.rows(
        "SELECT name, address, city, postal FROM search_row WHERE pos IN "
        "(SELECT value FROM json_each(?)) AND name <> ''",
        (str(chosen),),
    )
    return found


def ours(raw: Raw, kinds: dict[str, list[Asked]], scope: Scope) -> Times:
    times = {}
    for kind, asked in kinds.items():
        asks = [query(each, scope) for each in asked]
        for each in asks:
            search(raw, each, LIMIT)
        times[kind] = [timed(lambda q=each: search(raw, q, LIMIT)) for each in asks]
    return times


class Peers:
    """The same rows in a plain table, with a NOCASE index and an FTS5 trigram index."""

    def __init__(self, raw: Raw, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA cache_size = -65536")
        self._db.execute("PRAGMA mmap_size = 2147418112")
        columns = "name, address, city, postal, person_id, account_id, location_id"
        self._db.execute(f"CREATE TABLE naive ({columns})")
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO naive VALUES (?, ?, ?, ?, ?, ?, ?)",
            raw.stream(f"SELECT {columns} FROM search_row ORDER BY person_id"),
        )
        self._db.execute("CREATE TABLE indexed AS SELECT * FROM naive")
        self._db.execute("CREATE INDEX ix_name ON indexed (name COLLATE NOCASE)")
        self._db.execute(
            "CREATE VIRTUAL TABLE fts USING fts5 (name, address, city, postal, tokenize=trigram, "
            "content=naive)"
        )
        self._db.execute("INSERT INTO fts (fts) VALUES ('rebuild')")
        self._db.execute("COMMIT")

    def _like(self, asked: Asked) -> tuple[str, list[str]]:
        patterns = {field: Pattern.typed(text) for field, text in asked.items()}
        where = " AND ".join(f"{field} LIKE ? ESCAPE '\\'" for field in patterns)
        return where, [pattern.like() for pattern in patterns.values() if pattern]

    def scan(self, asked: Asked) -> list[Any]:
        where, values = self._like(asked)
        return self._db.execute(
            f"SELECT * FROM naive WHERE {where} ORDER BY {ORDER} LIMIT {LIMIT}", values
        ).fetchall()

    def nocase(self, asked: Asked) -> list[Any]:
        """LIKE written so that the index can serve a prefix."""
        where = " AND ".join(
            f"{field} LIKE '{text.replace(chr(39), chr(39) * 2)}%'" for field, text in asked.items()
        )
        return self._db.execute(
            f"SELECT * FROM indexed WHERE {where} ORDER BY {ORDER} LIMIT {LIMIT}"
        ).fetchall()

    def fts(self, asked: Asked) -> list[Any]:
        """As usually written: runs of three and more by the index, everything by LIKE, sorted."""
        where, values = self._like(asked)
        runs = [
            f'{field} : "{run}"'
            for field, text in asked.items()
            for run in text.replace('"', '""').split("%")
            if len(run) >= 3
        ]
        if runs:
            where = f"rowid IN (SELECT rowid FROM fts WHERE fts MATCH ?) AND {where}"
            values = [" AND ".join(runs), *values]
        return self._db.execute(
            f"SELECT * FROM naive WHERE {where} ORDER BY {ORDER} LIMIT {LIMIT}", values
        ).fetchall()

    def times(self, kinds: dict[str, list[Asked]], number: int) -> dict[str, Times]:
        peers = {"LIKE scan": self.scan, "NOCASE index": self.nocase, "FTS5 trigram": self.fts}
        return {
            name: {
                kind: [timed(lambda a=each, ask=ask: ask(a)) for each in asked[:number]]
                for kind, asked in kinds.items()
            }
            for name, ask in peers.items()
        }


def shown(times: list[float] | None) -> str:
    if not times:
        return "–"
    return f"{percentile(times, 0.5):.2f} / {percentile(times, 0.99):.2f}"


def table(columns: dict[str, Times]) -> Iterator[str]:
    yield f"| kind, median / p99 ms | {' | '.join(columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for kind in next(iter(columns.values())):
        yield f"| {kind} | {' | '.join(shown(times.get(kind)) for times in columns.values())} |"


def verdict(times: Times) -> Iterator[str]:
    worst = max(percentile(each, 0.99) for each in times.values())
    prefix = percentile([t for kind in PREFIX_KINDS[:1] for t in times[kind]], 0.5)
    leading = max(
        percentile(times[kind], 0.5) for kind in ("infix common", "infix mid", "infix rare")
    )
    yield f"Worst p99 {worst:.2f} ms (target 10)."
    yield f"Leading wild card {leading / prefix:.2f} × prefix at the median (target 3)."


def edits(database: Database, number: int) -> str:
    """One name changed and the index kept true, in a transaction that is taken back."""
    times = []
    with database.engine.connect() as connection, connection.begin() as act:
        raw = Raw(connection)
        persons = [row[0] for row in raw.rows("SELECT person_id FROM person LIMIT ?", (number,))]
        for person in persons:
            raw.execute(
                "UPDATE person_name SET search_key = search_key || 'q' WHERE person_id = ?",
                (person,),
            )
            times.append(timed(lambda p=person: refresh(raw, [p])))
        act.rollback()
    return f"One person refreshed: median / p99 {shown(times)} ms (target 1)."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("persons", type=int, nargs="?", default=200_000)
    parser.add_argument("--store", type=Path, help="use or keep the store in this file")
    parser.add_argument("--questions", type=int, default=200, help="of each kind")
    parser.add_argument("--peers", type=int, default=20, help="of each kind, for the others")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--cpu", action="store_true", help="count processor time")
    options = parser.parse_args()
    if options.cpu:
        timed.now = time.process_time
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "store.db"
        url = f"sqlite:///{path}"
        database = Database(url) if path.exists() else make_store(url, options.persons)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
              f"SQLite {sqlite3.sqlite_version}, seed {options.seed}")  # fmt: skip
        build(database)
        with database.read() as connection:
            raw = Raw(connection)
            kinds = questions(sample(raw, options.seed), options.questions, options.seed)
            columns = {name: ours(raw, kinds, scope) for name, scope in VIEWERS.items()}
            national = columns["national"]
            if options.peers:
                peers = Peers(raw, Path(folder) / "peers.db")
                columns |= peers.times(kinds, options.peers)
        print("\n".join(table(columns)), "", *verdict(national), sep="\n")
        print(edits(database, 2000))
        database.close()


if __name__ == "__main__":
    main()
