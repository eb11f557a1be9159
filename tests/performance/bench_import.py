"""PF-09 … PF-11: importing beside what one would use otherwise, in one run over the same file.

    python tests/performance/bench_import.py 1000000
    python tests/performance/bench_import.py 5000000 --load-only

Every measurement is a process of its own, so that its peak memory and its processor time (with
the start of the program) are its own: on a machine that others use, that time says more. `sqlite3
.import` and `sqlite-utils insert` check nothing, keep no history and merge into nothing; row by
row stands for what an ORM does when nobody thinks about it, over a part of the file.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

HEAD = ("EIN", "NAME", "STREET", "CITY", "STATE", "ZIP")
DAY = date(2026, 11, 20)
ROWS_OF_AN_ORM = 5_000


def make_file(path: Path, lines: int) -> None:
    """One name and one location a line, one line in 50,000 wrong."""
    draw = Random(1)
    data = ROOT / "data" / "samples"
    words, surnames, streets = (
        [row["text"].upper() for row in csv.DictReader((data / f"{name}.csv").open())]
        for name in ("business_words", "surnames", "streets")
    )
    cities = [(row["city"], row["state"], int(row["postal_from"][:5]))
              for row in csv.DictReader((data / "cities.csv").open())
              if row["country"] == "USA"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        for n in range(lines):
            city, state, zip_code = draw.choice(cities)
            name = f"{draw.choice(surnames)} {draw.choice(words).upper()} {n % 977}"
            tin = "x" if n % 50_000 == 49_999 else f"{(n * 7_919 + 10_000_000) % 1_000_000_000:09d}"
            street = f"{draw.randrange(1, 9_999)} {draw.choice(streets)}"
            writer.writerow((tin, name, street, city, state, f"{zip_code:05d}"))


# --- what is measured, each in its own process ----------------------------------------------------


def product(url: str, path: Path, index: bool = True, **more: Any) -> dict[str, Any]:
    """The product's own import; seconds of each phase."""
    from entity_tui.domain.viewer import Viewer
    from entity_tui.imports.feeds import find_feed
    from entity_tui.imports.read import Source
    from entity_tui.services import import_extract
    from entity_tui.store.database import Database
    from entity_tui.store.schema import create_tables

    database = Database(url)
    if not database.exists():
        create_tables(database, owner="bench")
    if not index:
        import_extract.refresh_from = lambda *_: None  # type: ignore[assignment]
    options = import_extract.Options(
        layout=ROOT / "data" / "layouts" / "taxpayers.toml", as_of=DAY, today=DAY, **more
    )
    began: dict[str, float] = {}
    start = time.perf_counter()
    done = import_extract.import_file(
        database, Viewer.system("bench"), find_feed("acc"), Source(str(path)), options,
        lambda phase, *_: began.setdefault(phase, time.perf_counter() - start) and None,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    database.close()
    assert done.balanced
    return {"seconds": seconds, "changed": done.changed, "rejected": done.rejected,
            "known": bool(done.known_run), "phases": began}  # fmt: skip


def row_by_row(url: str, path: Path) -> dict[str, Any]:
    """Two objects a line through SQLModel's session, a commit a line, for a part of the file."""
    from sqlmodel import Field, Session, SQLModel, create_engine, select

    class BenchPerson(SQLModel, table=True):
        tin: str = Field(primary_key=True)
        name: str = Field(index=True)

    class BenchPlace(SQLModel, table=True):
        tin: str = Field(primary_key=True)
        street: str = Field(index=True)
        city: str
        state: str
        postal: str

    engine = create_engine(url)
    for table in (BenchPerson, BenchPlace):
        table.__table__.create(engine)  # type: ignore[attr-defined]
    start, count = time.perf_counter(), 0
    with path.open(encoding="utf-8", newline="") as file, Session(engine) as session:
        for row in csv.DictReader(file):
            known = session.exec(select(BenchPerson).where(BenchPerson.tin == row["EIN"])).first()
            if known is None:
                session.add(BenchPerson(tin=row["EIN"], name=row["NAME"]))
                session.add(BenchPlace(tin=row["EIN"], street=row["STREET"], city=row["CITY"],
                                       state=row["STATE"], postal=row["ZIP"]))  # fmt: skip
            session.commit()
            count += 1
            if count == ROWS_OF_AN_ORM:
                break
    return {"seconds": time.perf_counter() - start, "lines": count}


def copy_alone(url: str, path: Path) -> dict[str, Any]:
    """The file into one table by COPY: what the server needs at the least."""
    import psycopg

    with psycopg.connect(url) as connection:
        names = ", ".join(f"{name} text" for name in HEAD)
        connection.execute(f"DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy ({names})")
        start = time.perf_counter()
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY bench_copy FROM STDIN (FORMAT csv, HEADER)") as copy,
            path.open("rb") as file,
        ):
            while chunk := file.read(1 << 20):
                copy.write(chunk)
        connection.commit()
        return {"seconds": time.perf_counter() - start}


def shell(words: list[str], given: str = "") -> dict[str, Any]:
    """Another program."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, input=given, text=True, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - start, "cpu": cpu}


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    "product": product, "row_by_row": row_by_row, "copy_alone": copy_alone,
}  # fmt: skip


def apart(work: str, url: str, path: Path, **more: Any) -> dict[str, Any]:
    """A measurement in a process of its own, with the most memory that had."""
    words = [sys.executable, __file__, "--work", work, url, str(path), json.dumps(more)]
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def child(work: str, url: str, path: str, more: str) -> None:
    """In the process of its own."""
    found = WORK[work](url, Path(path), **json.loads(more))
    used = resource.getrusage(resource.RUSAGE_SELF)
    found["cpu"] = used.ru_utime + used.ru_stime
    found["peak"] = used.ru_maxrss * 1024
    sys.stdout.write(json.dumps(found))


# --- the table -----------------------------------------------------------------------------------


class Table:
    """Lines as they are measured."""

    def __init__(self, lines: int) -> None:
        self._lines = lines
        self._put("| What | Seconds | of them CPU | Lines/s | Peak memory | |")
        self._put("|---|---:|---:|---:|---:|---|")

    def _put(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def add(self, what: str, found: dict[str, Any], remark: str = "") -> float:
        """A line of the table; gives its seconds."""
        seconds: float = found["seconds"]
        rate = found.get("lines", self._lines) / seconds
        peak = f"{found['peak'] / 2**20:,.0f} MB" if "peak" in found else ""
        cpu = f"{found['cpu']:,.1f}" if "cpu" in found else ""
        self._put(f"| {what} | {seconds:,.2f} | {cpu} | {rate:,.0f} | {peak} | {remark} |")
        return seconds


def told(good: bool) -> str:
    """A target."""
    return "" if good else " *missed*"


def sqlite(table: Table, folder: Path, path: Path, lines: int) -> float:
    """PF-09 and PF-10; gives the seconds without the index."""
    bare_url, full_url = (f"sqlite:///{folder / name}.db" for name in ("bare", "full"))
    bare_run = apart("product", bare_url, path, index=False)
    rate = lines / bare_run["seconds"]
    reading = bare_run["phases"].get("merging", 0.0)
    bare = table.add("SQLite, without the search index", bare_run,
                     f"target ≥ 60,000 lines/s{told(rate >= 60_000)}; "
                     f"reading {reading:.1f} s, merging the rest")  # fmt: skip
    full_run = apart("product", full_url, path)
    full = table.add("SQLite, with the search index", full_run,
                     f"{full_run['seconds'] / bare:.2f} × (target ≤ 2.5)"
                     f"{told(full_run['seconds'] <= 2.5 * bare)}; "
                     f"memory target ≤ 400 MB{told(full_run['peak'] <= 400 << 20)}")  # fmt: skip
    again = apart("product", full_url, path)
    seconds = table.add("the same file again", again, "")
    assert again["known"]
    forced = apart("product", full_url, path, force=True)
    assert forced["changed"] == 0
    table.add("the same file again, --force", forced,
                     f"{forced['seconds'] / full:.2f} × the first load (≤ 0.9)"
                     f"{told(forced['seconds'] <= 0.9 * full)}; no row written")  # fmt: skip
    sys.stdout.write(
        f"\nRecognised by digest in {seconds / full:.3f} × the first load (target ≤ 0.1)"
        f"{told(seconds <= 0.1 * full)}.\n\n"
    )
    return full


def load_only(table: Table, folder: Path, path: Path) -> None:
    """The memory of one load with the index, whatever the file's size."""
    found = apart("product", f"sqlite:///{folder / 'load.db'}", path)
    table.add("SQLite, with the search index", found,
              f"memory target ≤ 400 MB{told(found['peak'] <= 400 << 20)}")  # fmt: skip


def peers(folder: Path, path: Path, lines: int) -> None:
    """The same file through others, and the part an ORM takes row by row."""
    table = Table(lines)
    if shutil.which("sqlite3"):
        script = f".mode csv\n.import {path} wild\nCREATE INDEX n ON wild (NAME);\n" \
                 "CREATE INDEX t ON wild (EIN);\n"  # fmt: skip
        table.add(
            "sqlite3 .import, two indexes", shell(["sqlite3", str(folder / "cli.db")], script)
        )
    utils = Path(sys.executable).with_name("sqlite-utils")
    if utils.exists():
        words = [str(utils), "insert", str(folder / "utils.db"), "wild", str(path), "--csv"]
        table.add("sqlite-utils insert", shell(words))
    else:
        sys.stdout.write("| sqlite-utils insert | | | | | not installed |\n")
    url = f"sqlite:///{folder / 'orm.db'}"
    table.add("SQLModel row by row", apart("row_by_row", url, path),
              f"the first {min(lines, ROWS_OF_AN_ORM):,} lines")  # fmt: skip
    sys.stdout.write("\n")


def postgres(path: Path, lines: int, beside: float) -> None:
    """PF-11."""
    from support import postgres as server_of

    binaries = server_of.binaries()
    if binaries is None:
        sys.stdout.write(f"\n{server_of.MISSING}\n")
        return
    server = server_of.Server(binaries)
    try:
        table = Table(lines)
        copy = table.add("PostgreSQL, COPY alone", apart("copy_alone", server.new_database(), path))
        found = apart("product", server.new_database(), path)
        share = beside / found["seconds"]
        table.add("PostgreSQL, the product", found,
                  f"{share:.2f} × SQLite's rate (target ≥ 0.5){told(share >= 0.5)}; "
                  f"{found['seconds'] / copy:.0f} × COPY alone")  # fmt: skip
    finally:
        server.stop()


def main() -> None:
    """All of it, or one measurement in its own process."""
    if sys.argv[1:2] == ["--work"]:
        child(*sys.argv[2:6])
        return
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lines", type=int, nargs="?", default=1_000_000)
    options.add_argument("--no-peers", action="store_true")
    options.add_argument("--no-postgres", action="store_true")
    options.add_argument("--load-only", action="store_true", help="the first load, for its memory")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-import-") as name:
        folder = Path(name)
        path = folder / "lines.csv"
        make_file(path, chosen.lines)
        sys.stdout.write(f"{chosen.lines:,} lines, {path.stat().st_size / 1e6:,.0f} MB\n\n")
        if chosen.load_only:
            load_only(Table(chosen.lines), folder, path)
            return
        full = sqlite(Table(chosen.lines), folder, path, chosen.lines)
        if not chosen.no_peers:
            peers(folder, path, chosen.lines)
        if not chosen.no_postgres:
            postgres(path, chosen.lines, full)


if __name__ == "__main__":
    main()
