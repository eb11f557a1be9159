"""Small pieces the zones of a page are made of: labelled values, days, amounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from entity_tui.domain.control_central.account_facts import CharacteristicRow
from entity_tui.domain.control_central.financial_history import MOST_ROWS
from entity_tui.domain.counted import counted
from screens.shared.bars import day
from screens.shared.draw import Line, Piece, cell, clip, wide

SHORT_STATUTE = 183
"""Days: a statute date nearer than six months is marked."""


def labelled(pairs: Iterable[tuple[str, str]], width: int, label_width: int = 11) -> list[Line]:
    """One line per pair; pairs without a value are left out (CC-27)."""
    return [
        (
            (" ", ""),
            (cell(label, label_width), "label"),
            (f" {clip(value, width - label_width - 2)}", ""),
        )
        for label, value in pairs
        if value
    ]


def inline(pairs: Iterable[tuple[str, str]]) -> Line:
    """Several labelled values on one line; those without a value are left out."""
    pieces: list[Piece] = []
    for label, value in pairs:
        if value:
            pieces += [(" ", ""), (label, "label"), (f" {value} " if label else f"{value} ", "")]
    return tuple(pieces)


def fitted(groups: Iterable[Line], width: int) -> list[Line]:
    """Groups side by side as long as they fit, otherwise on the next line."""
    rows: list[Line] = []
    used = width
    for group in groups:
        size = sum(wide(text) for text, _ in group)
        if not group:
            continue
        if used + size > width or not rows:
            rows.append(group)
            used = size
        else:
            rows[-1] = (*rows[-1], *group)
            used += size
    return rows


def days_left(until: date | None, today: date) -> str:
    """`1,114 days left`, `expired 3 days ago`; "" without a date."""
    if until is None:
        return ""
    left = (until - today).days
    if left < 0:
        return f"expired {counted(-left, 'day')} ago"
    return f"{counted(left, 'day')} left"


def days_ago(since: date | None, today: date) -> str:
    """`22 days ago`; "" without a date."""
    return f"{counted((today - since).days, 'day')} ago" if since else ""


def statute(label: str, until: date | None, today: date) -> Line:
    """`CSED 03/14/27 114 days left !`: marked when it is near or past."""
    if until is None:
        return ()
    near = (until - today).days < SHORT_STATUTE
    text = f" {day(until)} {days_left(until, today)}{' !' if near else ''} "
    return ((f" {label}", "label"), (text, "warn" if near else ""))


def why_empty(text: str, width: int) -> list[Line]:
    """The reason a zone shows nothing."""
    return [((clip(f" {text}", width), "label"),)]


def told_more(shown: int, more: int, width: int, all_key: bool = True) -> Line:
    """`25 shown · 40 more: a for all`; of the most rows there are the rest is cut."""
    rest = f"{more} more cut" if shown >= MOST_ROWS else f"{more} more"
    key = ": a for all" if all_key and shown < MOST_ROWS else ""
    return ((clip(f" {shown} shown · {rest}{key}", width), "label"),)


def characteristics(rows: Iterable[CharacteristicRow]) -> list[tuple[str, str]]:
    """Each characteristic by its type's name, with its value."""
    return [((row.meaning or row.char_type).capitalize(), row.value) for row in rows]
