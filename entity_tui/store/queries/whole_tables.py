"""Whole tables as they leave the program: which rows of each a profile reaches (IM-11, SE-03)."""

from __future__ import annotations

from collections.abc import Generator
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Date, LargeBinary, Table
from sqlmodel import SQLModel

from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.store import tables  # noqa: F401  they are what leaves
from entity_tui.store.columns import Instant, is_hundredths
from entity_tui.store.database import Raw
from entity_tui.store.queries.entity.workers import prefixes_of_time
from entity_tui.store.queries.scope import (
    account_scope,
    area_scope,
    case_scope,
    nowhere_limited,
    number_scope,
)

# The program's own: rebuilt from the rest, or held apart so that nothing but its page reads it.
STAYS = frozenset({"audit_entry", "audit_head", "store_info"})
ADMINISTRATION = frozenset({
    "app_user", "user_grant", "user_access_group", "preference", "saved_search", "work_list",
    "work_list_item", "import_run", "import_reject", "waiting_line", "change_log",
})  # fmt: skip
OPEN = frozenset({
    "access_group", "installation_option", "code_row", "org_unit", "employee",
    "employee_assignment", "subcode", "zip_grid",
})  # fmt: skip
WHOLE_LINES = frozenset({"import_reject", "waiting_line", "change_log", "preference"})
"""Whose rows hold whole identifiers amid other text, where they cannot be masked."""
IDENTIFIERS = {"taxpayer": ("tin", "tin_type"), "person_identifier": ("value", "id_type")}
"""The column of an identifier, and the one that says which kind it is."""


class Kind(StrEnum):
    """What the values of a column are that do not leave as they stand."""

    HUNDREDTHS = "hundredths"
    INSTANT = "instant"
    DAY = "day"
    YES_NO = "yes or no"
    BYTES = "bytes"


class Whole(NamedTuple):
    """A table that leaves: its columns in order, and the kind of those that have one."""

    name: str
    columns: tuple[str, ...]
    kinds: dict[int, Kind]


def known_tables(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Names, and in a line what is in it, of the tables this viewer may take along."""
    about = {
        str(mapper.class_.__tablename__): (mapper.class_.__doc__ or "").strip().split("\n")[0]
        for mapper in SQLModel._sa_registry.mappers
    }
    return tuple(sorted((name, about.get(name, "")) for name in _leaving(viewer)))


def _leaving(viewer: Viewer) -> list[str]:
    names = [name for name in SQLModel.metadata.tables if not name.startswith("search_")]
    mine = [name for name in names if name not in STAYS]
    if viewer.holds(*ADMINISTERS):
        return mine
    return [name for name in mine if name not in ADMINISTRATION]


def whole(viewer: Viewer, name: str) -> Whole | None:
    """The table of this name; None where there is none this viewer may take along."""
    if name not in _leaving(viewer):
        return None
    columns = list(SQLModel.metadata.tables[name].columns)
    kinds = {at: kind for at, column in enumerate(columns) if (kind := _kind(column))}
    return Whole(name, tuple(column.name for column in columns), kinds)


def _kind(column: Column[Any]) -> Kind | None:
    if is_hundredths(column):
        return Kind.HUNDREDTHS
    found = (kind for type_, kind in _KINDS.items() if isinstance(column.type, type_))
    return next(found, None)


_KINDS = {Instant: Kind.INSTANT, Date: Kind.DAY, Boolean: Kind.YES_NO, LargeBinary: Kind.BYTES}


def rows(raw: Raw, viewer: Viewer, table: Whole) -> Generator[tuple[Any, ...], None, None]:
    """Its rows within the viewer's profile, by their key, one after the other."""
    found = SQLModel.metadata.tables[table.name]
    names = ", ".join(f"x.{name}" for name in table.columns)
    key = ", ".join(f"x.{column.name}" for column in found.primary_key.columns)
    reach = _reach(found, viewer)
    return raw.stream(f"SELECT {names} FROM {table.name} x WHERE {reach} ORDER BY {key}")


def _reach(table: Table, viewer: Viewer) -> str:
    """The condition on a row `x`; a table that fits nowhere is one nobody may take."""
    name, columns, scope = table.name, table.columns, viewer.scope
    if name in ADMINISTRATION | OPEN:
        return "1 = 1"
    if name == "characteristic":
        return _of_owner(viewer)
    if "employee_id" in columns:
        return _of_employee(viewer)
    if "group_code" in columns or name in {"month_step", "month_end_figure"}:
        unit = "x.group_code" if "group_code" in columns else "x.unit"
        return number_scope(prefixes_of_time(viewer), unit)
    if nowhere_limited(scope):
        return "1 = 1"
    if name == "field_case":
        return f"{_of_account(viewer, 'x.account_id')} AND {case_scope(scope, 'x.assignment')}"
    if "case_id" in columns:
        return (
            "EXISTS (SELECT 1 FROM field_case c WHERE c.case_id = x.case_id AND "
            f"{_of_account(viewer, 'c.account_id')} AND {case_scope(scope, 'c.assignment')})"
        )
    if name == "account_person":
        return f"{_of_account(viewer, 'x.account_id')} AND {_of_person(viewer, 'x.person_id')}"
    if name == "person_link":
        return f"{_of_person(viewer, 'x.parent_id')} AND {_of_person(viewer, 'x.child_id')}"
    for column, reach in (
        ("account_id", _of_account), ("person_id", _of_person), ("location_id", _of_location),
    ):  # fmt: skip
        if column in columns:
            return reach(viewer, f"x.{column}")
    raise LookupError(f"nobody said who may take {name} along")


def _of_account(viewer: Viewer, column: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM account a WHERE a.account_id = {column} "
        f"AND {account_scope(viewer.scope)})"
    )


def _of_person(viewer: Viewer, column: str) -> str:
    accounts = "account_person l JOIN account a ON a.account_id = l.account_id WHERE l.person_id"
    return _of_owned(viewer, f"{accounts} = {column}", f"person p WHERE p.person_id = {column}")


def _of_location(viewer: Viewer, column: str) -> str:
    accounts = f"account a WHERE a.mailing_location_id = {column}"
    return _of_owned(viewer, accounts, f"location p WHERE p.location_id = {column}")


def _of_owned(viewer: Viewer, accounts: str, own: str) -> str:
    """Of an account (`a`) within the profile; what has no account goes by its own area (`p`)."""
    scope = viewer.scope
    return (
        f"(EXISTS (SELECT 1 FROM {accounts} AND {account_scope(scope)}) "
        f"OR (NOT EXISTS (SELECT 1 FROM {accounts}) "
        f"AND EXISTS (SELECT 1 FROM {own} AND {area_scope(scope, 'p')})))"
    )


def _of_employee(viewer: Viewer) -> str:
    numbers = number_scope(prefixes_of_time(viewer), "n.assignment")
    return (
        "EXISTS (SELECT 1 FROM employee_assignment n WHERE n.employee_id = x.employee_id "
        f"AND n.start <= x.day AND (n.until IS NULL OR n.until > x.day) AND {numbers})"
    )


def _of_owner(viewer: Viewer) -> str:
    """A characteristic goes with what has it."""
    if nowhere_limited(viewer.scope):
        return "1 = 1"
    obligation = (
        "EXISTS (SELECT 1 FROM obligation o WHERE o.obligation_id = x.owner_id AND "
        f"{_of_account(viewer, 'o.account_id')})"
    )
    kinds = {
        "person": _of_person(viewer, "x.owner_id"), "account": _of_account(viewer, "x.owner_id"),
        "location": _of_location(viewer, "x.owner_id"), "obligation": obligation,
    }  # fmt: skip
    return " OR ".join(f"(x.owner_kind = '{kind}' AND {reach})" for kind, reach in kinds.items())
