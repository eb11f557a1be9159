"""Taking back one import run, as long as nothing later depends on it.

Rows the run made are deleted, rows it changed or removed get their image back; lines of earlier
runs that it attached wait again. What depends on it is found before anything is touched: rows of
others under rows the run made, rows that others changed after it, and its lines that others
attached.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Date, ForeignKeyConstraint, LargeBinary, Table
from sqlmodel import SQLModel

from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, rows_in
from entity_tui.store.merge.dating import DATES, give_dates_back
from entity_tui.store.merge.run import attached_by
from entity_tui.store.search import refresh

_MARK = '%"+"%'
# Of the import itself: these go with the run in their own way.
_OWN = frozenset({"import_run", "import_reject", "waiting_line", "change_log"})
_PERSONS = {
    "person": "person_id", "person_name": "person_id", "account_person": "person_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependent:
    """What stands in the way: rows of a table, and the run they came with (0: recorded here)."""

    table: str
    run: int
    count: int


def dependents(raw: Raw, viewer: Viewer, run: int) -> list[Dependent]:
    """What depends on a run; nothing where it can be taken back."""
    return [
        *_hanging(raw, run),
        *_changed_later(raw, run),
        *_days_changed_here(raw, run),
        *(Dependent("waiting_line", *later) for later in attached_by(raw, run).items()),
    ]


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in _OWN]


def _made_by(table: Table) -> bool:
    return "created_run" in table.columns


def _links(table: Table) -> Iterator[tuple[str, Table]]:
    """Columns that refer to rows a run can make, and the table they refer to."""
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            parent = constraint.referred_table
            if parent.name != table.name and _made_by(parent):
                yield constraint.column_keys[0], parent


def _hanging(raw: Raw, run: int) -> Iterator[Dependent]:
    for table in _tables():
        for column, parent in _links(table):
            key = next(iter(parent.primary_key.columns)).name
            source = (
                f"{table.name} t JOIN {parent.name} p ON p.{key} = t.{column} "
                "WHERE p.created_run = ?"
            )
            if _made_by(table):
                sql = (
                    f"SELECT t.created_run, count(*) FROM {source} AND t.created_run <> ? "
                    "GROUP BY t.created_run"
                )
                params: tuple[Any, ...] = (run, run)
            else:
                sql = (
                    f"SELECT l.act, count(*) FROM {source.replace(' WHERE', _marked(table))} "
                    "AND l.act <> ? GROUP BY l.act"
                )
                params = (table.name, run, run)
            for other, count in raw.rows(sql, params):
                yield Dependent(table.name, int(other), int(count))


def _marked(table: Table) -> str:
    return f" JOIN change_log l ON l.table_name = ? AND l.row_key = {_row_key(table, 't')} WHERE"


def _row_key(table: Table, alias: str) -> str:
    names = [column.name for column in table.primary_key.columns]
    return "CAST(" + " || '/' || ".join(f"{alias}.{name}" for name in names) + " AS TEXT)"


def _changed_later(raw: Raw, run: int) -> Iterator[Dependent]:
    rows = raw.rows(
        "SELECT l.table_name, l.act, count(*) FROM change_log m JOIN change_log l "
        "ON l.table_name = m.table_name AND l.row_key = m.row_key AND l.act > m.act "
        "WHERE m.act = ? AND m.before NOT LIKE ? GROUP BY l.table_name, l.act",
        (run, _MARK),
    )
    yield from (Dependent(table, int(act), int(count)) for table, act, count in rows)
    for table in _tables():
        if _made_by(table):
            found = raw.rows(
                f"SELECT l.act, count(*) FROM {table.name} t JOIN change_log l "
                f"ON l.table_name = ? AND l.row_key = {_row_key(table, 't')} "
                "WHERE t.created_run = ? AND l.act <> ? GROUP BY l.act",
                (table.name, run, run),
            )
            yield from (Dependent(table.name, int(act), int(count)) for act, count in found)


def _days_changed_here(raw: Raw, run: int) -> Iterator[Dependent]:
    """Days of time the run brought first, and that were entered or corrected here since.

    Also signed days it put in conflict, which were settled since.
    """
    if settled := _settled(raw, _signed_days_copied(raw, run)):
        yield Dependent("time_day", 0, settled)
    count = raw.value(
        "SELECT count(*) FROM change_log l JOIN time_day t ON l.table_name = 'time_day' "
        f"AND l.row_key = {_row_key(SQLModel.metadata.tables['time_day'], 't')} "
        "WHERE l.act = ? AND l.before LIKE ? AND t.version > 0",
        (run, _MARK),
    )
    if count:
        yield Dependent("time_day", 0, int(count))


def _settled(raw: Raw, copied: set[tuple[int, str]]) -> int:
    """How many of these days of employees are no longer in conflict."""
    if not copied:
        return 0
    days = [day for _, day in copied]
    rows = rows_in(
        raw, "SELECT employee_id, day FROM time_day WHERE employee_id IN ({}) AND conflict = 0 "
        f"AND day BETWEEN '{min(days)}' AND '{max(days)}'", {one for one, _ in copied},
    )  # fmt: skip
    return len(copied & {(int(one), str(day)[:10]) for one, day in rows})


def _signed_days_copied(raw: Raw, run: int) -> set[tuple[int, str]]:
    """Employee and day of the signed time that was copied before the run changed it."""
    images = (
        json.loads(text)
        for (text,) in raw.rows(
            "SELECT before FROM change_log WHERE act = ? AND table_name = 'time_entry' "
            "AND before LIKE ?",
            (run, _MARK),
        )
    )
    return {
        (int(image["employee_id"]), str(image["day"])[:10])
        for image in images
        if image["source"] == "local"
    }


def undo(raw: Raw, viewer: Viewer, run: int) -> int:
    """Take the run back in the caller's transaction; returns how many rows were touched.

    The caller has seen that nothing depends on it.
    """
    persons, places = _touched(raw, run)
    count = _restore(raw, run) + _delete(raw, run)
    give_dates_back(raw, run)
    _give_back(raw, run)
    raw.execute("DELETE FROM waiting_line WHERE run_id = ?", (run,))
    raw.execute("DELETE FROM change_log WHERE act = ?", (run,))
    raw.execute(
        "UPDATE import_reject SET state = 'undone' WHERE run_id = ? "
        "AND state IN ('open', 'retried')",
        (run,),
    )
    raw.execute(
        "UPDATE import_reject SET resolved_run = 0, state = CASE WHEN (SELECT r.undone_at FROM "
        "import_run r WHERE r.run_id = import_reject.run_id) IS NULL THEN 'open' ELSE 'undone' END "
        "WHERE resolved_run = ? AND state = 'resolved'",
        (run,),
    )
    refresh(raw, persons, places)
    return count


def _give_back(raw: Raw, run: int) -> None:
    """What the run took over from an earlier one that brought the same file is that one's again."""
    earlier, as_of = raw.one(
        "SELECT o.run_id, o.as_of FROM import_run o JOIN import_run n ON n.digest = o.digest "
        "AND n.feed = o.feed WHERE n.run_id = ? AND o.run_id < n.run_id AND o.undone_at IS NULL "
        "AND o.retry_of = 0 AND n.retry_of = 0 ORDER BY o.run_id DESC LIMIT 1",
        (run,),
    ) or (0, None)
    if not earlier:
        return
    raw.execute(
        "UPDATE waiting_line SET run_id = ?, as_of = ? WHERE run_id = ?", (earlier, as_of, run)
    )
    raw.execute(
        "UPDATE import_reject SET state = 'open' WHERE run_id = ? AND state = 'repeated'",
        (earlier,),
    )
    raw.execute(
        "UPDATE import_reject AS o SET state = n.state, resolved_run = n.resolved_run, "
        "reason = n.reason FROM import_reject n WHERE o.run_id = ? AND n.run_id = ? "
        "AND o.line = n.line AND n.state IN ('resolved', 'left')",
        (earlier, run),
    )
    raw.execute(
        "UPDATE import_reject SET state = 'repeated', resolved_run = 0 WHERE run_id = ? "
        "AND state IN ('resolved', 'left')",
        (run,),
    )


def _touched(raw: Raw, run: int) -> tuple[set[int], set[int]]:
    """Persons and locations whose search rows change."""
    persons = {
        row[0]
        for row in raw.rows(
            "SELECT person_id FROM person WHERE created_run = ? UNION SELECT ap.person_id "
            "FROM account a JOIN account_person ap ON ap.account_id = a.account_id "
            "WHERE a.created_run = ? UNION SELECT ap.person_id FROM obligation o "
            "JOIN account_person ap ON ap.account_id = o.account_id "
            "WHERE o.created_run = ? AND o.location_id IS NOT NULL",
            (run, run, run),
        )
    }
    places = {
        row[0] for row in raw.rows("SELECT location_id FROM location WHERE created_run = ?", (run,))
    }
    accounts: set[int] = set()
    for table, _, image in _images(raw, run):
        if table in _PERSONS:
            persons.add(image[_PERSONS[table]])
        elif table == "location":
            places.add(image["location_id"])
        if "account_id" in image and table in ("account", "account_person", "obligation"):
            accounts.add(image["account_id"])
    for account in accounts:
        persons |= {
            row[0]
            for row in raw.rows(
                "SELECT person_id FROM account_person WHERE account_id = ?", (account,)
            )
        }
    return persons, places


def _images(raw: Raw, run: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    rows = raw.rows(
        "SELECT table_name, row_key, before FROM change_log WHERE act = ? "
        "AND table_name NOT LIKE ? ORDER BY seq DESC", (run, f"%{DATES}"),
    )  # fmt: skip
    for table, key, before in rows:
        yield table, key, json.loads(before)


def _restore(raw: Raw, run: int) -> int:
    """Images back, the newest first, so that the oldest of a row is what stays."""
    count = 0
    for name, group in groupby(_images(raw, run), key=lambda image: image[0]):
        table = SQLModel.metadata.tables[name]
        for _, _, image in group:
            _bytes_again(table, image)
            added = image.pop("+", None)
            count += _remove(raw, table, image) if added else _put_back(raw, table, image)
    return count


def _bytes_again(table: Table, image: dict[str, Any]) -> None:
    """An image keeps bytes in hexadecimal."""
    for column in table.columns:
        if isinstance(column.type, LargeBinary) and column.name in image:
            image[column.name] = bytes.fromhex(image[column.name])


def _key_of(raw: Raw, table: Table, image: dict[str, Any]) -> tuple[str, list[Any]]:
    names = [column.name for column in table.primary_key.columns if column.name in image]
    return " AND ".join(f"{name} = {_typed(raw, table, name)}" for name in names), [
        image[name] for name in names
    ]


def _typed(raw: Raw, table: Table, name: str) -> str:
    dated = raw.postgres and isinstance(table.columns[name].type, Date)
    return "CAST(? AS DATE)" if dated else "?"


def _remove(raw: Raw, table: Table, image: dict[str, Any]) -> int:
    where, params = _key_of(raw, table, image)
    raw.execute(f"DELETE FROM {table.name} WHERE {where}", params)
    return 1


def _put_back(raw: Raw, table: Table, image: dict[str, Any]) -> int:
    where, params = _key_of(raw, table, image)
    rest = [name for name in image if name not in table.primary_key.columns]
    sets = ", ".join(f"{name} = {_typed(raw, table, name)}" for name in rest)
    done = raw.execute(
        f"UPDATE {table.name} SET {sets} WHERE {where}", [image[name] for name in rest] + params
    )
    if done.rowcount == 0:
        marks = ", ".join(_typed(raw, table, name) for name in image)
        raw.execute(
            f"INSERT INTO {table.name} ({', '.join(image)}) VALUES ({marks})", list(image.values())
        )
    return 1


def _delete(raw: Raw, run: int) -> int:
    """The rows of the run, children first; those that cannot be without their parent with it."""
    count = 0
    for table in reversed(_tables()):
        if _made_by(table):
            done = raw.execute(f"DELETE FROM {table.name} WHERE created_run = ?", (run,))
            count += max(0, done.rowcount)
            continue
        for column, parent in _links(table):
            key = next(iter(parent.primary_key.columns)).name
            done = raw.execute(
                f"DELETE FROM {table.name} WHERE {column} IN "
                f"(SELECT {key} FROM {parent.name} WHERE created_run = ?)",
                (run,),
            )
            count += max(0, done.rowcount)
    return count
