"""A table as a workbook: text stays text, nothing in it is a formula or a link (UI-12, SE-07)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from entity_tui.domain.inert import inert
from entity_tui.errors import UsageError

MOST = 1_048_575
"""Rows a sheet can hold below its headings."""
LONGEST = 32_767
"""Characters a cell of a workbook can hold."""
_WIDEST = 40


def workbook(headers: Sequence[str], rows: Iterable[Sequence[Any]], target: IO[bytes]) -> int:
    """One sheet with frozen headings and a filter; amounts are numbers, identifiers text.

    Rows are written as they come, in constant memory; how many there were. UsageError where a
    sheet cannot hold them.
    """
    from xlsxwriter import Workbook

    book = Workbook(target, {"constant_memory": True, "strings_to_formulas": False,
                             "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    sheet = book.add_worksheet("entity-tui")
    bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    widths = [len(header) for header in headers]
    for x, header in enumerate(headers):
        sheet.write_string(0, x, header, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        if last > MOST:
            raise UsageError(f"A sheet holds {MOST:,} rows: take --format csv.")
        for x, value in enumerate(row):
            widths[x] = max(widths[x], _write(sheet, last, x, value, amount))
    for x, width in enumerate(widths):
        sheet.set_column(x, x, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(headers) - 1)
    _close(book)
    return last


def _close(book: Any) -> None:
    """Write it; OSError where there is no room."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error


def _write(sheet: Any, y: int, x: int, value: Any, amount: Any) -> int:
    """Write a cell; returns its width."""
    if isinstance(value, Decimal):
        sheet.write_number(y, x, float(value), amount)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(y, x, value)
    elif value is not None and value != "":
        sheet.write_string(y, x, inert(str(value))[:LONGEST])
    return len(str(value)) if value is not None else 0
