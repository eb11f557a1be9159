"""The columns of a result list, by the kind of search and the width (CC-07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entity_tui.domain.control_central.asked import asked_shown as asked_shown
from entity_tui.domain.control_central.criteria import Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.identifiers import mask_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from screens.shared.draw import cell, clip, column_rule, wide

MARKER = 2
NEAR = "~"
"""Marks a similar name, and a variant below the exact matches (CC-14)."""
DONE = "x"
"""Stands before an entry of a work list that is done (CC-15)."""
_LETTERS = {"primary": "P", "legal": "L", "alias": "A", "dba": "D", "alternate": "R"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its least width, and the text of a hit in it."""

    title: str
    width: int
    text: Callable[[Hit], str]
    align: str = "left"
    grows: int = 0
    """Its share of the width left over."""


def name_shown(hit: Hit) -> str:
    """The name, with the role where it is not the main taxpayer's."""
    if not hit.name:
        return "(nobody on file)"
    return f"{hit.name} ({hit.role})" if hit.role not in {"", "main"} else hit.name


def masked(hit: Hit) -> str:
    """The primary identifier, last four only (SE-05)."""
    return mask_tin(hit.id_value, hit.id_type) if hit.id_value else ""


def _account(hit: Hit) -> str:
    return show_account(hit.account_id) if hit.account_id else "none"


def money(cents: int | None, width: int) -> str:
    """The amount; whole units where the cents do not fit, `#` where nothing does: never cut."""
    full = show_cents(cents)
    if len(full) <= width:
        return full
    whole = full[:-3]
    return whole if len(whole) <= width else "#" * width


_Pairs = tuple[tuple[Column, int], ...]

_NAME = Column("Name", 20, name_shown, grows=6)
_AS = Column("As", 2, lambda hit: _LETTERS.get(hit.name_type, hit.name_type[:1].upper()))
_ID = Column("ID", 12, masked)
_ACCOUNT = Column("Account", 12, _account)
_ROLE = Column("Role", 9, lambda hit: hit.role)
_CASE = Column("Case", 9, lambda hit: case_shown(hit))
_ADDRESS = Column("Address", 18, lambda hit: hit.address, grows=4)
_CITY = Column("City", 9, lambda hit: hit.city, grows=1)
_POSTAL = Column("Postal", 6, lambda hit: hit.postal)
_READ = Column("Read as", 7, lambda hit: hit.read_as)
_BALANCE = Column("Balance", 12, lambda hit: money(hit.balance, 12), align="right")

# Each column with the least width of the terminal at which it is shown.
_PERSONS: _Pairs = (
    (_NAME, 0), (_AS, 0), (_ID, 0), (_ACCOUNT, 0), (_ROLE, 136), (_CASE, 112),
    (_ADDRESS, 100), (_CITY, 0), (_POSTAL, 124), (_BALANCE, 0),
)  # fmt: skip
_ACCOUNTS: _Pairs = (
    (_ACCOUNT, 0),
    (_NAME, 0),
    *(p for p in _PERSONS if p[0] not in (_NAME, _ACCOUNT)),
)
_PLACES: _Pairs = (
    (_ADDRESS, 0), (_CITY, 0), (_POSTAL, 0), (_NAME, 0), (_AS, 100), (_ROLE, 136),
    (_ID, 104), (_ACCOUNT, 0), (_CASE, 124), (_BALANCE, 112),
)  # fmt: skip
# A name with each of its places: what tells persons apart stays where the terminal is narrow.
_EVERYWHERE: _Pairs = (
    (_NAME, 0), (_AS, 100), (_ID, 0), (_ACCOUNT, 0), (_ROLE, 136), (_CASE, 124),
    (_ADDRESS, 0), (_CITY, 96), (_POSTAL, 104), (_BALANCE, 0),
)  # fmt: skip


_NARROW = 100
"""Columns of the terminal from which the reading has room beside all others."""


def case_shown(hit: Hit) -> str:
    """The assignment number of the open case: `2103-1207`."""
    number = hit.open_case
    return f"{number[:4]}-{number[4:]}" if len(number) == 8 else number


def columns_for(
    kind: Kind, all_locations: bool, width: int, grouped: bool = False
) -> tuple[Column, ...]:
    """Person-, account- or location-oriented columns, the wider the terminal the more of them.

    Hits that are `grouped` by reading begin with it (CC-12).
    """
    if grouped:
        wide_enough = tuple(c for c, least in _PERSONS if width >= least + _READ.width + 1)
        return (_READ, *(c for c in wide_enough if width >= _NARROW or c not in (_AS, _CITY)))
    if kind in {Kind.LOCATION, Kind.GEO}:
        pairs = _PLACES
    elif all_locations:
        pairs = _EVERYWHERE
    else:
        pairs = _ACCOUNTS if kind is Kind.ACCOUNT else _PERSONS
    return tuple(column for column, least in pairs if width >= least)


def widths_of(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Column widths that fill the line behind the marker."""
    least = [column.width for column in columns]
    spare = max(0, width - MARKER - column_rule(least))
    shares = sum(column.grows for column in columns)
    given = [spare * column.grows // shares if shares else 0 for column in columns]
    first = next((i for i, column in enumerate(columns) if column.grows), 0)
    given[first] += spare - sum(given)
    return tuple(w + g for w, g in zip(least, given, strict=True))


def heading(
    columns: tuple[Column, ...], widths: tuple[int, ...], by: str = "", mark: str = ""
) -> str:
    """The line of column titles; the one sorted `by` with its mark."""
    titles = (
        cell(column.title + (mark if column.title == by else ""), w, column.align)
        for column, w in zip(columns, widths, strict=True)
    )
    return " " * MARKER + " ".join(titles)


def row_text(hit: Hit, columns: tuple[Column, ...], widths: tuple[int, ...]) -> str:
    """A hit as one line behind its marker."""
    return " ".join(
        cell(column.text(hit), w, column.align) for column, w in zip(columns, widths, strict=True)
    )


def list_header(
    hits: HitList, width: int, count: str = "", order: str = "", total: str = ""
) -> str:
    """`300 of more than 300, by name · smith%jo — F2 refines, Enter opens`, as far as it fits.

    `count` and `order` are told instead of the list's own where it is filtered or sorted.
    """
    shown = f" · {asked_shown(hits.criteria)}"
    tried = f" · {hits.also_tried()}" if hits.tried else ""
    if not hits.hits:
        return _fitting(hits.header() + shown, (tried,), width)
    by = "similarity" if hits.near else _ORDER_READ.get(hits.read_as, _ORDER[hits.kind])
    groups = ", ".join(f"{number} {reading}" for reading, number in hits.groups)
    head = count or (f"{hits.header()}: {groups}" if groups else hits.header())
    if len(hits.exact) < len(hits.hits) and not (count or order):
        head = clip(f"{head} ({', '.join(hits.tried)})", width - 5)
    else:
        head += f", by {order or ('reading' if groups else by)}"
    parts = (
        shown,
        f" · {total}" if total else "",
        f" · read as {hits.read_as}" if hits.read_as else "",
        " — F2 refines, Enter opens" if hits.more else "",
        tried if len(hits.exact) == len(hits.hits) else "",
    )
    return _fitting(head, parts, width)


def _fitting(head: str, parts: tuple[str, ...], width: int) -> str:
    for part in parts:
        if wide(head + part) < width - 4:
            head += part
    return head


_ORDER = {
    Kind.NAME: "name", Kind.LOCATION: "name", Kind.ACCOUNT: "account",
    Kind.PHONE: "phone", Kind.IDENTIFIER: "ID", Kind.GEO: "geo",
}  # fmt: skip
_ORDER_READ = {"assignment number": "assignment"}
