"""The zones of any record to read: labelled values and tables that came ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence

from entity_tui.domain.control_central.detail import Pair, Table
from screens.control_central.drilling import Links, row_links
from screens.control_central.rows import why_empty
from screens.shared.draw import Line, cell, clip, wide

_LEAST_TEXT = 6
"""Cells a column of text has at least."""
_WIDEST_LABEL = 24


def pair_lines(pairs: Sequence[Pair], width: int) -> list[Line]:
    """One line per value, folded where it is long; `▸` marks what opens something."""
    shown = [pair for pair in pairs if pair.value.strip()]
    if not shown:
        return why_empty("Nothing more is kept of this record.", width)
    label = min(_WIDEST_LABEL, max(wide(pair.label) for pair in shown), max(4, width // 2))
    return [
        (
            ("▸" if pair.ref else " ", "key"),
            (cell(pair.label, label), "label"),
            (f" {pair.value}", ""),
        )
        for pair in shown
    ]


def pair_links(pairs: Sequence[Pair], whose: str) -> Links:
    """Values that name a record open it."""
    return row_links((pair.ref for pair in pairs if pair.value.strip()), whose, 0)


def table_lines(table: Table, width: int) -> list[Line]:
    """A heading and the rows, amounts set to the right; or why there are none."""
    if not table.rows:
        return why_empty(table.empty or "None.", width)
    widths = column_widths(table, width - 1)
    head = " " + " ".join(
        cell(column.title, w, "right" if column.amount else "left")
        for column, w in zip(table.columns, widths, strict=True)
    )
    return [
        ((clip(head, width), "label"),),
        *(_row(table, row.cells, widths) for row in table.rows),
    ]


def _row(table: Table, cells: Sequence[str], widths: Sequence[int]) -> Line:
    texts = (
        cell(text, w, "right" if column.amount else "left")
        for text, column, w in zip(cells, table.columns, widths, strict=True)
    )
    return ((f" {' '.join(texts)}", ""),)


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """The cells of each column: amounts and given widths first, the rest shares what is left."""
    needed = [
        max([wide(column.title), *(wide(row.cells[i]) for row in table.rows)])
        for i, column in enumerate(table.columns)
    ]
    widths = [
        need if column.amount else min(need, column.width) if column.width else 0
        for need, column in zip(needed, table.columns, strict=True)
    ]
    free = [i for i, w in enumerate(widths) if not w]
    left = width - sum(widths) - len(widths) + 1
    for place, i in enumerate(free):
        share = left // (len(free) - place)
        widths[i] = min(needed[i], max(_LEAST_TEXT, share))
        left -= widths[i]
    texts = [i for i, column in enumerate(table.columns) if not column.amount]
    while texts and sum(widths) + len(widths) - 1 > width:
        widest = max(texts, key=lambda i: widths[i])
        if widths[widest] <= _LEAST_TEXT:
            break
        widths[widest] -= 1
    return tuple(widths)


def table_links(table: Table) -> Links:
    """Each row opens what it names."""
    return row_links((row.ref for row in table.rows), table.title.lower())
