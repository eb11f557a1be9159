"""One hash of all business content, by natural keys: equal states give equal digests (IM-04).

Rows are hashed one by one and the hashes added up, so that neither their order nor the ids the
store gave them matter; when they were loaded, by which run and under which version is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Boolean, Column, LargeBinary, String, Table
from sqlmodel import SQLModel

from entity_tui.domain.viewer import Viewer
from entity_tui.store import tables  # noqa: F401  they are what is hashed
from entity_tui.store.database import Raw, as_day, dates_as_iso

_WIDTH = 1 << 256
# Not business content: the store itself, its users, its index, its audit, the traces of loading.
LEFT_OUT = frozenset({
    "store_info", "audit_entry", "audit_head", "change_log", "import_run", "preference",
    "user_grant", "app_user", "user_access_group", "saved_search", "work_list", "work_list_item",
})  # fmt: skip
_OF_LOADING = frozenset({
    "as_of", "closed_as_of", "created_run", "version", "run_id", "next_number", "e7_as_of",
    "e8_as_of", "closed_run", "at", "marked_at", "finalised_at", "generated_at", "changed_at",
})  # fmt: skip
_OWN_IDS = {
    "person": "person_id", "account": "account_id", "location": "location_id",
    "obligation": "obligation_id", "field_case": "case_id", "employee": "employee_id",
    "contact": "contact_id", "fin_transaction": "ft_id", "bill": "bill_id",
    "payment": "payment_id", "adjustment": "adjustment_id", "pay_plan": "plan_id",
    "overdue_process": "process_id",
}  # fmt: skip
_SEQUENCES = {("person_name", "seq"), ("person_identifier", "seq"), ("person_phone", "seq"),
              ("time_entry", "seq"), ("import_reject", "line"), ("time_re_extract", "before"),
              ("month_report", "runs")}  # fmt: skip
# Each database writes JSON in its own way.
_JSON = {("waiting_line", "payload")}
# Which natural key stands for an id another table refers to.
_MEANS = {
    "person_id": "person", "parent_id": "person", "child_id": "person", "account_id": "account",
    "location_id": "location", "mailing_location_id": "location", "case_id": "case",
    "employee_id": "employee",
}  # fmt: skip
_WHICH = {
    "import_reject": " WHERE state = 'open'",
    "time_day": " WHERE local = 1 OR e7_open = 1 OR e8_open = 1",
}
Keys = dict[str, Mapping[int, str]]
Shape = Callable[[Any], str]
_BETWEEN = "\x1f"


def digest(raw: Raw, viewer: Viewer, tell: Callable[[str], None] = lambda table: None) -> str:
    """The hash in hexadecimal; `tell` hears each table's name."""
    dates_as_iso(raw)
    keys = _natural_keys(raw)
    whole = hashlib.blake2b(digest_size=32)
    for table in sorted(SQLModel.metadata.tables.values(), key=lambda found: found.name):
        if table.name in LEFT_OUT or table.name.startswith("search_"):
            continue
        tell(table.name)
        count, total = 0, 0
        for row in _rows(raw, table, keys):
            count += 1
            found = hashlib.blake2b(row.encode(), digest_size=32).digest()
            total += int.from_bytes(found, "big")
        if count:
            whole.update(f"{table.name} {count} {total % _WIDTH:x}\n".encode())
    return whole.hexdigest()


def _rows(raw: Raw, table: Table, keys: Keys) -> Iterator[str]:
    """Every row as text; neighbours that need no shaping come from the database as one."""
    columns = [column for column in table.columns if not _left_out(table.name, column.name)]
    parts: list[str] = []
    shapes: list[Shape | None] = []
    for shape, run in groupby(columns, lambda column: _shape(table.name, column, keys)):
        if shape is None:
            parts.append(f" || '{_BETWEEN}' || ".join(map(_as_text, run)))
            shapes.append(None)
        else:
            named = [column.name for column in run]
            parts += named
            shapes += [shape] * len(named)
    for row in raw.stream(f"SELECT {', '.join(parts)} FROM {table.name}{_which(table.name)}"):
        texts = [shape(value) if shape else value for shape, value in zip(shapes, row, strict=True)]
        yield _BETWEEN.join(texts)


def _as_text(column: Column[Any]) -> str:
    """SQL for a value as text, which both databases write alike; nothing is the empty text."""
    name = column.name
    if isinstance(column.type, String):
        return f"coalesce({name}, '')"
    if isinstance(column.type, Boolean):
        name = f"CAST({name} AS INTEGER)"
    return f"coalesce(CAST({name} AS TEXT), '')"


def _left_out(table: str, column: str) -> bool:
    mine = _OWN_IDS.get(table) == column
    return mine or column in _OF_LOADING or (table, column) in _SEQUENCES


def _which(table: str) -> str:
    """Rejects that were repeated or settled are history; a day's row says little by itself."""
    return _WHICH.get(table, "")


def _shape(table: str, column: Column[Any], keys: Keys) -> Shape | None:
    """What makes a value a text; None where the database does."""
    if (table, column.name) in _JSON:
        return _sorted_json
    kind = _MEANS.get(column.name, "")
    if table == "location" and column.name == "parent_id":
        kind = "location"
    if table == "characteristic" and column.name == "owner_id":
        kind = "any"
    if kind:
        known = keys[kind]
        return lambda value: "" if value is None else known.get(value, f"?{value}")
    return _hexadecimal if isinstance(column.type, LargeBinary) else None


def _sorted_json(value: str) -> str:
    return json.dumps(json.loads(value), sort_keys=True)


def _hexadecimal(value: bytes | None) -> str:
    return "" if value is None else bytes(value).hex()


def _natural_keys(raw: Raw) -> Keys:
    """The names outside systems know things by, for every id that is referred to."""
    persons: dict[int, str] = {}
    accounts: dict[int, str] = {}
    for person, account, tin, kind in raw.stream(
        "SELECT person_id, account_id, tin, tin_type FROM taxpayer"
    ):
        name = f"{kind} {tin}"
        persons[person] = min(name, persons.get(person, name))
        accounts[account] = min(name, accounts.get(account, name))
    _unnumbered(raw, persons, accounts)
    locations = _least(
        (row[0], "\x1e".join(str(part) for part in row[1:]))
        for row in raw.stream(
            "SELECT location_id, number, address, address2, city, state, postal FROM location"
        )
    )
    cases = _least(
        (row[0], f"{accounts.get(row[1], '')} {row[2]} {as_day(row[3]) or ''}")
        for row in raw.stream("SELECT case_id, account_id, program, received_on FROM field_case")
    )
    return {
        "person": persons, "account": accounts, "location": locations, "case": cases,
        "employee": _least(raw.stream("SELECT employee_id, user_id FROM employee")),
        "any": ChainMap(persons, accounts, locations),
    }  # fmt: skip


def _unnumbered(raw: Raw, persons: dict[int, str], accounts: dict[int, str]) -> None:
    """Persons and accounts without a TIN: by their names, and by their main person."""
    names: dict[int, list[str]] = {}
    for person, name in raw.stream("SELECT person_id, name FROM person_name"):
        if person not in persons:
            names.setdefault(person, []).append(name)
    for (person,) in raw.stream("SELECT person_id FROM person"):
        if person not in persons:
            persons[person] = "\x1e".join(["person", *sorted(names.get(person, []))])
    for account, person in raw.stream(
        "SELECT account_id, person_id FROM account_person WHERE role = 'main'"
    ):
        accounts.setdefault(account, f"of {persons.get(person, '')}")


def _least(pairs: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """Of several names of one id the first in order."""
    found: dict[int, str] = {}
    for number, name in pairs:
        if number not in found or name < found[number]:
            found[number] = name
    return found
