"""What a month is made from, read in one pass for a group, an area or the nation (TM-08)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from entity_tui.domain.entity.duty_separation import Somebody
from entity_tui.domain.entity.month_end import CaseFacts, Charged, Figure, Modules, Part
from entity_tui.domain.viewer import SCOPE_DIGITS, Role, Viewer
from entity_tui.store.columns import micros
from entity_tui.store.database import Raw, as_day, day, rows_in
from entity_tui.store.queries.entity.daily_time import EFFECTIVE
from entity_tui.store.queries.entity.workers import prefixes_of_time

Reach = tuple[str, tuple[str, ...]]
# As `stored_days` has it, but for the entries.
_CLOSED = (
    "CASE WHEN d.finalised_at IS NOT NULL OR (d.local = 0 AND d.e7_open = 0 AND d.e8_open = 0 "
    "AND (d.e7_as_of IS NOT NULL OR d.e8_as_of IS NOT NULL)) THEN 1 ELSE 0 END"
)


class DayRow(NamedTuple):
    """What is known of a day besides its entries."""

    closed: bool
    """Finalised here; or told by extracts and not called unfinished: then only with entries."""
    conflict: bool
    awaited: bool
    eod_on: date | None = None
    reported_on: date | None = None


NO_ROW = DayRow(False, False, False)


def entries(raw: Raw, viewer: Viewer, prefix: str, first: date, last: date) -> Iterator[Charged]:
    """Every entry that counts of the employees ever under the prefix, charged under it."""
    within, values = reach(viewer, "assignment", prefix)
    charged, more = reach(viewer, "t.assignment", prefix)
    days: dict[Any, date] = {}
    for employee, on, unit, case_id, code, hours, run, source, seq in raw.stream(
        "SELECT t.employee_id, t.day, t.assignment, t.case_id, t.code, t.hours, t.created_run, "
        f"t.source, t.seq FROM {EFFECTIVE} WHERE t.employee_id IN (SELECT employee_id FROM "
        f"employee_assignment WHERE {within}) AND t.day >= ? AND t.day <= ? AND {charged}",
        (*values, first.isoformat(), last.isoformat(), *more),
    ):
        if on not in days:
            days[on] = day(on)
        yield Charged(employee, days[on], unit, case_id or 0, code, hours, run, source, seq)


def day_rows(
    raw: Raw, viewer: Viewer, prefix: str, first: date, last: date
) -> dict[tuple[int, date], DayRow]:
    """The days of the employees ever under the prefix that have a row, or are awaited again."""
    within, values = reach(viewer, "assignment", prefix)
    period = (first.isoformat(), last.isoformat())
    whose = f"IN (SELECT employee_id FROM employee_assignment WHERE {within})"
    days: dict[Any, date] = {}
    found = {}
    for employee, on, closed, conflict, eod, reported in raw.stream(
        f"SELECT d.employee_id, d.day, {_CLOSED}, d.conflict, d.eod_on, d.reported_on "
        "FROM time_day d WHERE d.employee_id "
        f"{whose} AND d.day >= ? AND d.day <= ?", (*values, *period),
    ):  # fmt: skip
        if on not in days:
            days[on] = day(on)
        found[employee, days[on]] = DayRow(
            bool(closed), bool(conflict), False, as_day(eod), as_day(reported)
        )
    for employee, on in raw.rows(
        f"SELECT r.employee_id, r.day FROM time_re_extract r WHERE r.employee_id {whose} "
        "AND r.day >= ? AND r.day <= ? AND r.closed_on IS NULL", (*values, *period),
    ):  # fmt: skip
        key = employee, day(on)
        found[key] = found.get(key, NO_ROW)._replace(awaited=True)
    return found


def case_facts(raw: Raw, viewer: Viewer, case_ids: Iterable[int], on: date) -> dict[int, CaseFacts]:
    """Subcode and modules open after a day, of cases time was charged to."""
    found = rows_in(
        raw,
        "SELECT c.case_id, c.subcode, max(CASE WHEN o.kind = 'TDA' THEN 1 ELSE 0 END), "
        "max(CASE WHEN o.kind = 'TDI' THEN 1 ELSE 0 END) FROM field_case c LEFT JOIN obligation o "
        "ON o.account_id = c.account_id AND o.kind IN ('TDA', 'TDI') AND (o.closed_on IS NULL "
        f"OR o.closed_on > '{on.isoformat()}') WHERE c.case_id IN ({{}}) "
        "GROUP BY c.case_id, c.subcode",
        set(case_ids),
    )
    return {case: CaseFacts(subcode, bool(tda), bool(tdi)) for case, subcode, tda, tdi in found}


def modules(raw: Raw, viewer: Viewer, prefix: str) -> dict[str, Modules]:
    """Open TDAs and TDIs of each group's field cases, as its inventory counts them."""
    within, values = reach(viewer, "c.assignment", prefix)
    rows = raw.rows(
        "SELECT substr(c.assignment, 1, 6), sum(CASE WHEN o.kind = 'TDA' THEN 1 ELSE 0 END), "
        "sum(CASE WHEN o.kind = 'TDI' THEN 1 ELSE 0 END) FROM field_case c JOIN obligation o "
        "ON o.account_id = c.account_id AND o.kind IN ('TDA', 'TDI') AND o.closed_on IS NULL "
        f"WHERE c.status <> 'closed' AND c.program = 'field' AND {within} "
        "GROUP BY substr(c.assignment, 1, 6)",
        values,
    )
    return {group: Modules(int(tdas), int(tdis)) for group, tdas, tdis in rows}


def told(raw: Raw, viewer: Viewer, prefix: str, month: str) -> tuple[Figure, ...]:
    """What the month-end extract says of YYYYMM, of employees and groups: hours, and counts."""
    within, values = reach(viewer, "unit", prefix)
    rows = raw.rows(
        "SELECT unit, line, measure, figure FROM month_end_figure WHERE month = ? "
        f"AND length(unit) IN (6, 8) AND {within}",
        (month, *values),
    )
    return tuple(
        Figure(unit, Part.TOLD_COUNT if measure == "count" else Part.TOLD, line, int(figure))
        for unit, line, measure, figure in rows
    )


def counts(
    raw: Raw, viewer: Viewer, prefix: str, first: date, last: date
) -> dict[tuple[str, str], int]:
    """Open cases and modules as they are, and what came, was closed and written in the days.

    By assignment number and what is counted.
    """
    within, values = reach(viewer, "c.assignment", prefix)
    written, more = reach(viewer, "x.assignment", prefix)
    days = (first.isoformat(), last.isoformat())
    open_ones = f"c.status <> 'closed' AND c.program = 'field' AND {within}"
    module = (
        f"SELECT c.assignment, count(*) FROM field_case c JOIN obligation o ON o.account_id = "
        f"c.account_id AND o.closed_on IS NULL AND o.kind = '{{}}' WHERE {open_ones} GROUP BY 1"
    )
    dated = (
        f"SELECT c.assignment, count(*) FROM field_case c WHERE {within} AND c.{{}} >= ? "
        "AND c.{} <= ? GROUP BY 1"
    )
    asked: dict[str, tuple[str, tuple[str, ...]]] = {
        "cases": (f"SELECT c.assignment, count(*) FROM field_case c WHERE {open_ones} GROUP BY 1",
                  values),
        "tdas": (module.format("TDA"), values),
        "tdis": (module.format("TDI"), values),
        "received": (dated.format("received_on", "received_on"), (*values, *days)),
        "closed": (dated.format("closed_on", "closed_on"), (*values, *days)),
        "entries": (f"SELECT x.assignment, count(*) FROM activity x WHERE {written} "
                    "AND x.day >= ? AND x.day <= ? GROUP BY 1", (*more, *days)),
    }  # fmt: skip
    return {
        (unit, what): int(count)
        for what, (sql, params) in asked.items() for unit, count in raw.rows(sql, params)
    }  # fmt: skip


class Correction(NamedTuple):
    """One entry of a day as it was before a change made here."""

    employee_id: int
    day: date
    case_id: int
    code: str
    before: int | None
    after: int | None
    kind: str
    at: int
    """Microseconds; the entries of one act have the same."""


def corrections(
    raw: Raw, viewer: Viewer, prefix: str, first: date, last: date, since: datetime | None = None
) -> tuple[Correction, ...]:
    """Changes made here to days of employees under the prefix, the newest first."""
    within, values = reach(viewer, "assignment", prefix)
    rows = raw.rows(
        "SELECT employee_id, day, case_id, code, before, after, kind, at FROM time_correction "
        f"WHERE employee_id IN (SELECT employee_id FROM employee_assignment WHERE {within}) "
        "AND day >= ? AND day <= ? AND at > ? ORDER BY employee_id, day, n DESC",
        (*values, first.isoformat(), last.isoformat(), micros(since) if since else 0),
    )
    return tuple(
        Correction(e, day(on), case or 0, code, before, after, kind, at)
        for e, on, case, code, before, after, kind, at in rows
    )


def images_since(
    raw: Raw, viewer: Viewer, run: int, employee_ids: Iterable[int], first: date, last: date
) -> tuple[dict[str, Any], ...]:
    """Entries as they were before extracts later than `run` changed or took them away, in order.

    `act` is the run that did; only the columns it changed are there, and the key.
    """
    wanted, found = set(employee_ids), []
    for act, text in raw.rows(
        "SELECT act, before FROM change_log WHERE act > ? AND act IN (SELECT run_id FROM "
        "import_run WHERE feed IN ('e7', 'e8')) AND table_name = 'time_entry' ORDER BY act, seq",
        (run,),
    ):
        image = json.loads(text)
        if "+" in image or int(image["employee_id"]) not in wanted:
            continue
        on = day(str(image["day"])[:10])
        if first <= on <= last:
            found.append(image | {"day": on, "act": act})
    return tuple(found)


def holders(
    raw: Raw, viewer: Viewer, roles: Iterable[Role], place: str, today: date
) -> tuple[Somebody, ...]:
    """Who holds one of the roles over a place today, by employment and by grant."""
    wanted = sorted(roles)
    marks, on = ", ".join("?" * len(wanted)), (today.isoformat(), today.isoformat())
    employed = raw.rows(
        "SELECT e.user_id, e.name, e.role, x.assignment FROM employee e JOIN employee_assignment x "
        f"ON x.employee_id = e.employee_id WHERE e.role IN ({marks}) AND x.start <= ? "
        "AND (x.until IS NULL OR x.until > ?) AND e.active_from <= ? "
        "AND (e.active_to IS NULL OR e.active_to > ?) ORDER BY x.assignment",
        (*wanted, *on, *on),
    )
    granted = raw.rows(
        "SELECT g.user_id, coalesce(e.name, u.name, g.user_id), g.role, g.prefix FROM user_grant g "
        "LEFT JOIN employee e ON e.user_id = g.user_id LEFT JOIN app_user u "
        f"ON u.user_id = g.user_id WHERE g.role IN ({marks}) AND g.start <= ? "
        "AND (g.until IS NULL OR g.until > ?) ORDER BY g.user_id",
        (*wanted, *on),
    )
    near = sorted(employed, key=lambda row: row[3][:2] != place[:2])
    found = [
        Somebody(user, name, role) for user, name, role, number in near
        if _over(number[: SCOPE_DIGITS.get(role, 0)], role, place)
    ]  # fmt: skip
    found += [Somebody(u, n, role) for u, n, role, prefix in granted if _over(prefix, role, place)]
    return tuple(dict.fromkeys(found))


def _over(prefix: str, role: str, place: str) -> bool:
    return place.startswith(prefix) if role == Role.QUALITY_ANALYST else prefix == place


def reach(viewer: Viewer, column: str, prefix: str) -> Reach:
    """That a number begins with the prefix, and is one whose time the viewer may see.

    Ranges, so that an index serves them.
    """
    found = {
        own if own.startswith(prefix) else prefix
        for own in prefixes_of_time(viewer)
        if own.startswith(prefix) or prefix.startswith(own)
    }
    if "" in found:
        return "1 = 1", ()
    ranges = " OR ".join(f"({column} >= ? AND {column} < ?)" for _ in found)
    return f"({ranges or '1 = 0'})", tuple(v for one in sorted(found) for v in (one, f"{one}:"))
