"""The read page of any record that hangs on a person, an account or a case (UI-03, drill-down)."""

from __future__ import annotations

from dataclasses import dataclass

from entity_tui.domain.control_central.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled value; Enter on it opens `ref` where there is one."""

    label: str
    value: str
    ref: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds amounts (set to the right)."""

    title: str
    amount: bool = False
    width: int = 0
    """Characters it needs; 0 takes what is left."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; Enter on it opens `ref` where there is one."""

    cells: tuple[str, ...]
    ref: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; `empty` says why there are none."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class DetailPage:
    """One record to read. Values are shown as they stand; identifiers come masked."""

    ref: RecordRef
    name: str
    """`Bill 0011223344`."""
    of: str
    """Whose it is: the main taxpayer's name."""
    account_id: int
    person_id: int
    facts: tuple[str, ...]
    pairs: tuple[Pair, ...]
    tables: tuple[Table, ...] = ()
