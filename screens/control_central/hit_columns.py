"""The columns of a result list, by the kind of search and the width (CC-07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entity_tui.domain.control_central.criteria import Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.identifiers import mask_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from screens.shared.draw import cell, column_rule

MARKER = 4
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


_NAME = Column("Name", 20, name_shown, grows=3)
_AS = Column("As", 2, lambda hit: _LETTERS.get(hit.name_type, hit.name_type[:1].upper()))
_ID = Column("ID", 12, masked)
_ACCOUNT = Column("Account", 12, _account)
_CITY = Column("City", 9, lambda hit: hit.city)
_POSTAL = Column("Postal", 6, lambda hit: hit.postal)
_ADDRESS = Column("Address", 18, lambda hit: hit.address, grows=2)
_ROLE = Column("Role", 11, lambda hit: hit.role)
_CASE = Column("Case", 9, lambda hit: _case(hit.open_case))
_BALANCE = Column("Balance", 12, lambda hit: money(hit.balance, 12), align="right")

_PERSONS = (_NAME, _AS, _ID, _ACCOUNT, _CITY, _BALANCE)
_ACCOUNTS = (_ACCOUNT, _NAME, _AS, _ID, _CITY, _BALANCE)
_PLACES = (_ADDRESS, _CITY, _POSTAL, _NAME, _ACCOUNT)
_MORE = ((_ADDRESS, 100), (_CASE, 112), (_POSTAL, 120), (_ROLE, 136), (_ID, 100), (_BALANCE, 100))


def _case(assignment: str) -> str:
    return f"{assignment[:4]}-{assignment[4:]}" if len(assignment) == 8 else assignment


def columns_for(kind: Kind, all_locations: bool, width: int) -> tuple[Column, ...]:
    """Person-, account- or location-oriented columns, the wider the terminal the more of them."""
    if kind in {Kind.LOCATION, Kind.GEO} or all_locations:
        chosen = list(_PLACES)
    else:
        chosen = list(_ACCOUNTS if kind is Kind.ACCOUNT else _PERSONS)
    for column, least in _MORE:
        if width >= least and column not in chosen:
            chosen.insert(len(chosen) - (chosen[-1] is _BALANCE), column)
    return tuple(chosen)


def widths_of(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Column widths that fill the line behind the marker."""
    least = [column.width for column in columns]
    spare = max(0, width - MARKER - column_rule(least))
    shares = sum(column.grows for column in columns)
    given = [spare * column.grows // shares if shares else 0 for column in columns]
    first = next((i for i, column in enumerate(columns) if column.grows), 0)
    given[first] += spare - sum(given)
    return tuple(w + g for w, g in zip(least, given, strict=True))


def heading(columns: tuple[Column, ...], widths: tuple[int, ...]) -> str:
    """The line of column titles."""
    titles = (
        cell(column.title, w, column.align) for column, w in zip(columns, widths, strict=True)
    )
    return " " * MARKER + " ".join(titles)


def row_text(hit: Hit, columns: tuple[Column, ...], widths: tuple[int, ...]) -> str:
    """A hit as one line behind its marker."""
    return " ".join(
        cell(column.text(hit), w, column.align) for column, w in zip(columns, widths, strict=True)
    )


def order_shown(hits: HitList) -> str:
    """What the list is ordered by, in a word for its header."""
    by = {
        Kind.NAME: "name", Kind.LOCATION: "address", Kind.ACCOUNT: "account",
        Kind.PHONE: "phone", Kind.IDENTIFIER: "ID", Kind.GEO: "geo",
    }  # fmt: skip
    return f"by {by[hits.kind]}"
