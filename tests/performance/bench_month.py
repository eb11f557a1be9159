"""PF-12: the end of a month, for a group of 20 employees and an area of 2,000.

    python tests/performance/bench_month.py

Beside it: what the database alone takes for the same rows. Three months of time lie in the store,
so that the month asked for is not all there is.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.services.entity.month_end import MonthEnd
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.schema import create_tables

GROUPS, PEOPLE, CASES = 100, 20, 20
FIRST, LAST = date(2026, 8, 3), date(2026, 10, 30)
MONTH, TODAY = "2026-10", date(2026, 11, 2)
GROUP_LIMIT, AREA_LIMIT = 1_000, 10_000
AREA, GROUP = "27", "270110"


def main() -> None:
    """Fill a store, measure, print the table."""
    with tempfile.TemporaryDirectory(prefix="entity-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'month.db'}")
        create_tables(database, "bench")
        _fill(database)
        _measure(database)
        database.close()


def _measure(database: Database) -> None:
    groups = [group for group, _ in _groups()]
    managers = {group: _months(database, Role.GROUP_MANAGER, group) for group in groups}
    analyst, staff = (_months(database, Role.QUALITY_ANALYST, ""),
                      _months(database, Role.AREA_STAFF, AREA))  # fmt: skip
    one = managers[GROUP]
    rows: list[tuple[str, tuple[float, float], float]] = [
        ("group of 20: show", _least(lambda: one.show(GROUP, MONTH)), GROUP_LIMIT),
        ("group of 20: generate", _least(lambda: one.generate(GROUP, MONTH)), GROUP_LIMIT),
        ("group of 20: approve", _once(lambda: one.approve(GROUP, MONTH)), GROUP_LIMIT),
        ("group of 20: made again", _least(lambda: one.again(GROUP, MONTH)), GROUP_LIMIT),
    ]
    for group in groups:
        if group != GROUP:
            managers[group].generate(group, MONTH)
            managers[group].approve(group, MONTH)
        managers[group].transmit(group, MONTH)
        staff.accept(group, MONTH)
    rows += [
        ("area of 2,000: board", _least(lambda: staff.board(MONTH)), AREA_LIMIT),
        ("area of 2,000: summed", _least(lambda: staff.area(AREA, MONTH)), AREA_LIMIT),
        ("area of 2,000: every check", _least(lambda: analyst.checks(AREA, MONTH)), AREA_LIMIT),
        ("area of 2,000: validate", _once(lambda: analyst.validate(AREA, MONTH)), AREA_LIMIT),
        ("area of 2,000: Form 4872", _least(lambda: analyst.form_4872(AREA, MONTH)), AREA_LIMIT),
        ("area of 2,000: send", _once(lambda: analyst.send(AREA, MONTH)), AREA_LIMIT),
    ]
    print(f"PF-12: a month of {GROUPS * PEOPLE:,} employees in {GROUPS} groups, "
          f"{_entries(database):,} entries in three.\n")  # fmt: skip
    print("| Work | ms | CPU ms | limit |\n|---|---|---|---|")
    for what, (took, cpu), limit in rows:
        held = f"{took:,.0f}" if took <= limit else f"{took:,.0f} **missed**"
        print(f"| {what} | {held} | {cpu:,.0f} | {limit:,} |")
    took, cpu = _plain(database)
    print(f"| the month's sums in SQL alone | {took:,.0f} | {cpu:,.0f} | - |\n")


def _least(work: Callable[[], object], times: int = 2) -> tuple[float, float]:
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1e3, (time.process_time() - busy) * 1e3


def _plain(database: Database) -> tuple[float, float]:
    plain = sqlite3.connect(database.path)
    sql = ("SELECT assignment, case_id IS NULL, code, sum(hours) FROM time_entry "
           "WHERE day >= '2026-09-28' GROUP BY 1, 2, 3")  # fmt: skip
    took = _least(lambda: plain.execute(sql).fetchall())
    plain.close()
    return took


def _entries(database: Database) -> int:
    with database.read() as connection:
        return int(Raw(connection).value("SELECT count(*) FROM time_entry"))


def _months(database: Database, role: Role, prefix: str) -> MonthEnd:
    viewer = Viewer(f"b{prefix}", "BENCH", (Grant(role, prefix, date.min),))
    return MonthEnd(database, viewer, ReadAudit(database), fixed_clock(TODAY))


# --- a store full of time -----------------------------------------------------------------------


def _groups() -> Iterator[tuple[str, int]]:
    for n in range(GROUPS):
        yield f"{AREA}{n // 10 + 1:02d}{n % 10 + 10:02d}", n


def _people() -> Iterator[tuple[int, str]]:
    for group, n in _groups():
        for place in range(PEOPLE):
            yield n * PEOPLE + place + 1, f"{group}{place + 1:02d}"


def _weekdays() -> list[str]:
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return [day.isoformat() for day in days if day.weekday() < 5]


def _fill(database: Database) -> None:
    days = _weekdays()
    with database.write() as connection:
        raw = Raw(connection)
        raw.execute("PRAGMA defer_foreign_keys = ON")
        _load(raw, "employee", (
            {"employee_id": e, "user_id": f"u{e}", "name": f"PERSON {e}", "role": "revenue officer",
             "tour": 800, "active_from": "2020-01-06", "as_of": "2026-10-30"}
            for e, _ in _people()
        ))  # fmt: skip
        _load(raw, "employee_assignment", (
            {"employee_id": e, "start": "2020-01-06", "assignment": number}
            for e, number in _people()
        ))  # fmt: skip
        _load(raw, "account", (
            {"account_id": case, "account_type": "individual", "setup_date": "2020-01-06",
             "area": int(AREA)} for case, _, _ in _cases()
        ))  # fmt: skip
        _load(raw, "field_case", (
            {"case_id": case, "account_id": case, "case_code": "101", "assignment": number,
             "subcode": "323" if case % 9 == 0 else "", "status": "open", "as_of": "2026-10-30",
             "area": int(AREA)} for case, number, _ in _cases()
        ))  # fmt: skip
        _load(raw, "obligation", (
            {"obligation_id": case * 2 + more, "account_id": case, "mft": "30",
             "period": f"20250{more + 1}", "kind": "TDI" if case % 4 == 0 else "TDA",
             "status": "26", "as_of": "2026-10-30"} for case, _, _ in _cases() for more in (0, 1)
        ))  # fmt: skip
        _load(raw, "time_day", (
            {"employee_id": e, "day": day, "e7_as_of": day, "e8_as_of": day}
            for e, _ in _people() for day in days
        ))  # fmt: skip
        _load(raw, "time_entry", _times(days))


def _cases() -> Iterator[tuple[int, str, int]]:
    for e, number in _people():
        for place in range(CASES):
            yield e * CASES + place, number, e


def _times(days: list[str]) -> Iterator[dict[str, Any]]:
    """Two cases, 809 and 611 a day: eight hours; field time beside them every third."""
    for e, number in _people():
        for at, day in enumerate(days):
            base = {"employee_id": e, "day": day, "assignment": number, "created_run": 7}
            for seq in (1, 2):
                yield base | {"source": "e7", "seq": seq, "hours": 150,
                              "case_id": e * CASES + (at * 2 + seq) % CASES}  # fmt: skip
            for seq, (code, hours) in enumerate((("809", 400), ("611", 100), ("621", 200)), 1):
                if code != "621" or at % 3 == 0:
                    yield base | {"source": "e8", "seq": seq, "code": code, "hours": hours}


def _load(raw: Raw, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows of a table; what they do not name has its default."""
    columns = SQLModel.metadata.tables[table].columns
    plain = {c.name: _default(c) for c in columns}
    raw.load(table, tuple(plain), (tuple((plain | row).values()) for row in rows))


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None


if __name__ == "__main__":
    main()
