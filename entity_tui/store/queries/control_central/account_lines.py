"""The accounts of a person, of those financially below it, and of a location (CC-31)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from entity_tui.domain.control_central.account_page import AccountLine
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant
from entity_tui.store.database import Raw, day, marks, rows_in
from entity_tui.store.queries.installation import office_zone
from entity_tui.store.queries.scope import account_scope

LEVELS = 5
"""Levels of persons that are summed up, the person itself counted."""
_MOST = 500
MAIN_NAME = (
    "(SELECT n.name FROM person_name n WHERE n.person_id = {0} ORDER BY "
    "CASE n.name_type WHEN 'primary' THEN 0 ELSE 1 END, n.seq LIMIT 1)"
)
BALANCE = (
    "coalesce((SELECT sum(f.current) FROM fin_transaction f WHERE f.account_id = a.account_id "
    "AND f.status = 'frozen'), (SELECT sum(o.balance) FROM obligation o "
    "WHERE o.account_id = a.account_id), 0)"
)
_MAIN = (
    "(SELECT m.person_id FROM account_person m WHERE m.account_id = a.account_id "
    "AND m.role = 'main')"
)


def account_lines(raw: Raw, viewer: Viewer, person_id: int) -> tuple[AccountLine, ...]:
    """The accounts of a person that the viewer may see, oldest id first."""
    rows = raw.rows(
        f"SELECT a.account_id, a.account_type, {MAIN_NAME.format(_MAIN)}, ap.role, {BALANCE} "
        "FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id = ? AND {account_scope(viewer.scope)} ORDER BY a.account_id",
        (person_id,),
    )
    return lines_of(rows)


def account_count(raw: Raw, viewer: Viewer, person_id: int) -> int:
    """How many accounts of a person the viewer may see."""
    return int(
        raw.value(
            "SELECT count(*) FROM account_person ap JOIN account a "
            "ON a.account_id = ap.account_id "
            f"WHERE ap.person_id = ? AND {account_scope(viewer.scope)}",
            (person_id,),
        )
    )


def lines_of(rows: Sequence[tuple[Any, ...]]) -> tuple[AccountLine, ...]:
    """Rows of account, type, main name, role and balance as they are shown."""
    return tuple(
        AccountLine(account, kind, name or "", role, int(balance))
        for account, kind, name, role, balance in rows
    )


def family(raw: Raw, viewer: Viewer, person_id: int) -> dict[int, int]:
    """The person and those financially below it, with how far below; cycles end where they began.

    Five levels, the person counted.
    """
    depths = {person_id: 0}
    level = [person_id]
    for depth in range(1, LEVELS):
        rows = raw.rows(
            "SELECT DISTINCT child_id FROM person_link WHERE financial AND until IS NULL "
            f"AND parent_id IN ({marks(len(level))}) ORDER BY child_id",
            level,
        )
        level = [row[0] for row in rows if row[0] not in depths][:_MOST]
        depths |= dict.fromkeys(level, depth)
        if not level:
            break
    return depths


def account_summary(raw: Raw, viewer: Viewer, person_id: int) -> tuple[AccountLine, ...]:
    """The Active Account Summary: balance, last bill and last contact of each account."""
    depths = family(raw, viewer, person_id)
    places = {person: place for place, person in enumerate(depths)}
    rows = rows_in(
        raw,
        f"SELECT ap.person_id, a.account_id, a.account_type, {MAIN_NAME.format(_MAIN)}, ap.role, "
        f"{BALANCE} FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id IN ({{}}) AND {account_scope(viewer.scope)}",
        depths,
    )
    nearest: dict[int, tuple[Any, ...]] = {}
    for row in sorted(rows, key=lambda row: (places[row[0]], row[1])):
        nearest.setdefault(row[1], row)
    bills, talks = _last_bills(raw, nearest), _last_contacts(raw, viewer, nearest)
    return tuple(
        replace(
            line, depth=depths[row[0]], last_bill=bills.get(line.account_id, ""),
            last_contact=talks.get(line.account_id, ""),
        )
        for row, line in zip(
            nearest.values(), lines_of([row[1:] for row in nearest.values()]), strict=True
        )
    )  # fmt: skip


def _last_bills(raw: Raw, accounts: Iterable[int]) -> dict[int, str]:
    """The last completed bill of each account, in words."""
    rows = rows_in(
        raw,
        "SELECT account_id, billed_on, charges FROM (SELECT b.account_id, b.billed_on, b.charges, "
        "row_number() OVER (PARTITION BY b.account_id ORDER BY b.billed_on DESC, b.number DESC) "
        "AS place FROM bill b WHERE b.status = 'complete' AND b.account_id IN ({})) q "
        "WHERE place = 1",
        accounts,
    )
    return {row[0]: f"{day(row[1]):%m/%d/%y} {show_cents(row[2])}" for row in rows}


def _last_contacts(raw: Raw, viewer: Viewer, accounts: Iterable[int]) -> dict[int, str]:
    """The last contact with the main taxpayer of each account, in words."""
    rows = rows_in(
        raw,
        "SELECT account_id, at, user_name FROM (SELECT m.account_id, c.at, c.user_name, "
        "row_number() OVER (PARTITION BY m.account_id ORDER BY c.at DESC) AS place "
        "FROM account_person m JOIN contact c ON c.person_id = m.person_id "
        "WHERE m.role = 'main' AND m.account_id IN ({})) q WHERE place = 1",
        accounts,
    )
    zone = office_zone(raw, viewer)
    return {row[0]: f"{instant(row[1]).astimezone(zone):%m/%d/%y} {row[2]}" for row in rows}
