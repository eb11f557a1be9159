"""What leaves for CTRS and ALS, within the viewer's scope (EX-OUT1, EX-OUT2)."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from typing import Any

from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.scope import account_scope, number_scope

Rows = Generator[tuple[Any, ...], None, None]


def inventory(raw: Raw, viewer: Viewer, group: str) -> Rows:
    """Assignment number, grade, status, and how many cases, open TDAs and TDIs."""
    modules = (
        "(SELECT count(*) FROM obligation o WHERE o.account_id = c.account_id "
        "AND o.kind = '{}' AND o.closed_on IS NULL)"
    )
    return raw.stream(
        "SELECT assignment, grade, status, count(*), sum(tdas), sum(tdis) FROM (SELECT "
        f"c.assignment, c.grade, c.status, {modules.format('TDA')} AS tdas, "
        f"{modules.format('TDI')} AS tdis FROM field_case c WHERE c.status <> 'closed' "
        f"AND c.program = 'field' AND {_reach(viewer, group, 'c.assignment')}) q "
        "GROUP BY assignment, grade, status ORDER BY assignment, grade, status"
    )


def activity_of_month(raw: Raw, viewer: Viewer, group: str, start: date, end: date) -> Rows:
    """Assignment number, and how many cases came, were closed, and entries were written."""
    parts = [
        f"SELECT {column} AS assignment, {counts} FROM {table} WHERE {day} >= ? AND {day} <= ? "
        f"AND {_reach(viewer, group, column)}"
        for table, column, day, counts in (
            (
                "field_case c",
                "c.assignment",
                "c.received_on",
                "1 AS came, 0 AS closed, 0 AS written",
            ),
            ("field_case c", "c.assignment", "c.closed_on", "0, 1, 0"),
            ("activity x", "x.assignment", "x.day", "0, 0, 1"),
        )
    ]
    days = (start.isoformat(), end.isoformat())
    return raw.stream(
        "SELECT assignment, sum(came), sum(closed), sum(written) FROM ("
        + " UNION ALL ".join(parts)
        + ") q GROUP BY assignment ORDER BY assignment",
        days * 3,
    )


def listed_accounts(raw: Raw, viewer: Viewer) -> Rows:
    """The facts of the delinquent inventory lists, taxpayer by taxpayer."""
    return raw.stream(
        "SELECT t.tin, t.tin_type, (SELECT n.name FROM person_name n WHERE n.person_id = "
        "t.person_id AND n.name_type = 'primary' ORDER BY n.seq LIMIT 1), q.listing, q.place, "
        "q.assignment, q.status, q.grade, q.priority, q.predictive, q.scored_on, q.modules, "
        "q.balance, q.csed FROM queue_entry q JOIN account a ON a.account_id = q.account_id "
        "JOIN taxpayer t ON t.account_id = q.account_id "
        f"WHERE {account_scope(viewer.scope)} ORDER BY t.tin, t.tin_type, q.listing"
    )


def newest_list(raw: Raw, viewer: Viewer) -> Any:
    """The date of the newest list that came; None where none came."""
    return raw.value("SELECT max(as_of) FROM queue_entry")


def _reach(viewer: Viewer, group: str, column: str) -> str:
    """Within the viewer's assignment-number prefixes, and the group where one is asked for."""
    within = number_scope(viewer.scope.prefixes, column)
    return f"{within} AND {number_scope((group,), column)}" if group.isdigit() else within
