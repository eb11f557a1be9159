"""The accounts of a person, of those financially below it, and of a location (CC-31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from entity_tui.domain.control_central.account_page import AccountLine
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, day, marks
from entity_tui.store.queries.scope import account_scope

LEVELS = 5
"""Levels of persons that are summed up, the person itself counted."""
_MOST = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
    found: dict[int, AccountLine] = {}
    for person, depth in depths.items():
        for line in account_lines(raw, viewer, person):
            if line.account_id not in found:
                found[line.account_id] = AccountLine(
                    line.account_id, line.account_type, line.main_name, line.role, line.balance,
                    depth, *_last(raw, line.account_id),
                )  # fmt: skip
    return tuple(found.values())


def _last(raw: Raw, account_id: int) -> tuple[str, str]:
    """The last completed bill, and the last contact of the main taxpayer, in words."""
    bill = raw.one(
        "SELECT billed_on, charges FROM bill WHERE account_id = ? AND status = 'complete' "
        "ORDER BY billed_on DESC, number DESC LIMIT 1",
        (account_id,),
    )
    talk = raw.one(
        "SELECT c.at, c.user_name FROM account_person m JOIN contact c "
        "ON c.person_id = m.person_id WHERE m.account_id = ? AND m.role = 'main' "
        "ORDER BY c.at DESC LIMIT 1",
        (account_id,),
    )
    billed = f"{day(bill[0]):%m/%d/%y} {show_cents(bill[1])}" if bill else ""
    if talk is None:
        return billed, ""
    at = (_EPOCH + timedelta(microseconds=talk[0])).astimezone()
    return billed, f"{at:%m/%d/%y} {talk[1]}"
