"""Who works where: employees under their assignment numbers, day by day, within the profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from entity_tui.domain.entity.daily_time import Worker
from entity_tui.domain.entity.duty_separation import Designation, Somebody
from entity_tui.domain.viewer import Role, Viewer
from entity_tui.store.database import Raw, as_day, day
from entity_tui.store.queries.scope import number_scope

TIME_ROLES = frozenset({
    Role.REVENUE_OFFICER, Role.SECRETARY, Role.ACTING_MANAGER, Role.GROUP_MANAGER,
    Role.TERRITORY_MANAGER, Role.AREA_STAFF, Role.HEADQUARTERS, Role.QUALITY_ANALYST,
    Role.ADMINISTRATOR, Role.TIME_DESIGNEE,
})  # fmt: skip
"""Whose profiles reach time; advisory and taxpayer service do without (IRM 5.3.1)."""
_WORKER = (
    "e.employee_id, e.user_id, e.name, x.assignment, e.role, e.grade, e.tour, e.active_from, "
    "e.active_to, x.start, x.until FROM employee_assignment x "
    "JOIN employee e ON e.employee_id = x.employee_id"
)


@dataclass(frozen=True, slots=True)
class Stint:
    """An employee under one number, for some days, first and last."""

    worker: Worker
    first: date
    last: date

    def holds(self, on: date) -> bool:
        """Is it his number that day?"""
        return self.first <= on <= self.last


def prefixes_of_time(viewer: Viewer) -> tuple[str, ...]:
    """The prefixes of the assignment numbers whose time the viewer may see."""
    return tuple(sorted({grant.prefix for grant in viewer.grants if grant.role in TIME_ROLES}))


def sees_time(viewer: Viewer, number: str) -> bool:
    """May the viewer see the time of a number, or of a whole group or area?"""
    return any(number.startswith(prefix) for prefix in prefixes_of_time(viewer))


def stints(raw: Raw, viewer: Viewer, prefix: str, first: date, last: date) -> tuple[Stint, ...]:
    """Everybody of a number, group, territory or area in those days, by number."""
    wanted = [p if p.startswith(prefix) else prefix for p in prefixes_of_time(viewer)
              if p.startswith(prefix) or prefix.startswith(p)]  # fmt: skip
    if not wanted:
        return ()
    rows = raw.rows(
        f"SELECT {_WORKER} WHERE {number_scope(wanted, 'x.assignment')} AND x.start <= ? "
        "AND (x.until IS NULL OR x.until > ?) AND (e.active_to IS NULL OR e.active_to > ?) "
        "ORDER BY x.assignment, x.start, e.user_id",
        (last.isoformat(), first.isoformat(), first.isoformat()),
    )
    return tuple(stint for row in rows if (stint := _stint(row, first, last)))


def stints_of(raw: Raw, viewer: Viewer, employee_ids: Iterable[int]) -> tuple[Stint, ...]:
    """Every number an employee ever had, whoever looks; for acts that check who may."""
    found: list[Stint] = []
    for employee_id in sorted(set(employee_ids)):
        rows = raw.rows(f"SELECT {_WORKER} WHERE x.employee_id = ?", (employee_id,))
        found += [stint for row in rows if (stint := _stint(row, date.min, date.max))]
    return tuple(found)


def worker_under(raw: Raw, viewer: Viewer, number: str, on: date) -> Worker | None:
    """Who works under a number on a day; of two the one who came last."""
    row = raw.one(
        f"SELECT {_WORKER} WHERE x.assignment = ? AND x.start <= ? "
        "AND (x.until IS NULL OR x.until > ?) ORDER BY x.start DESC, e.user_id LIMIT 1",
        (number, on.isoformat(), on.isoformat()),
    )
    own = row is not None and row[1] == viewer.user
    return _worker(row) if row and (own or sees_time(viewer, number)) else None


def own_stints(raw: Raw, viewer: Viewer, first: date, last: date) -> tuple[Stint, ...]:
    """The viewer's own numbers in those days, also numbers they have left since."""
    rows = raw.rows(
        f"SELECT {_WORKER} WHERE e.user_id = ? AND x.start <= ? "
        "AND (x.until IS NULL OR x.until > ?) ORDER BY x.start",
        (viewer.user, last.isoformat(), first.isoformat()),
    )
    return tuple(stint for row in rows if (stint := _stint(row, first, last)))


def is_own_number(raw: Raw, viewer: Viewer, number: str) -> bool:
    """Is it, or was it, the viewer's own assignment number?"""
    found = raw.value(
        "SELECT count(*) FROM employee_assignment x JOIN employee e "
        "ON e.employee_id = x.employee_id WHERE e.user_id = ? AND x.assignment = ?",
        (viewer.user, number),
    )
    return bool(found)


def team(raw: Raw, viewer: Viewer, group: str, today: date) -> tuple[Somebody, ...]:
    """Who holds a role over exactly this group today, by employment and by grant."""
    on = (today.isoformat(), today.isoformat())
    employed = raw.rows(
        "SELECT e.user_id, e.name, e.role FROM employee e JOIN employee_assignment x "
        "ON x.employee_id = e.employee_id WHERE substr(x.assignment, 1, 6) = ? AND x.start <= ? "
        "AND (x.until IS NULL OR x.until > ?) AND e.role <> ? AND e.active_from <= ? "
        "AND (e.active_to IS NULL OR e.active_to > ?) ORDER BY x.assignment",
        (group, *on, Role.REVENUE_OFFICER, *on),
    )
    granted = raw.rows(
        "SELECT g.user_id, coalesce(e.name, u.name, g.user_id), g.role FROM user_grant g "
        "LEFT JOIN employee e ON e.user_id = g.user_id LEFT JOIN app_user u "
        "ON u.user_id = g.user_id WHERE g.prefix = ? AND g.start <= ? "
        "AND (g.until IS NULL OR g.until > ?) ORDER BY g.user_id",
        (group, *on),
    )
    return tuple(dict.fromkeys(Somebody(*row) for row in (*employed, *granted)))


def designations(raw: Raw, viewer: Viewer, group: str) -> tuple[Designation, ...]:
    """Who was designated for the group's time, and when."""
    rows = raw.rows(
        "SELECT user_id, group_code, start, until FROM time_designation WHERE group_code = ?",
        (group,),
    )
    return tuple(Designation(u, g, day(start), as_day(until)) for u, g, start, until in rows)


def add_designation(
    raw: Raw, viewer: Viewer, group: str, user: str, start: date, until: date
) -> None:
    """Designate a login for a group; one that began the same day is replaced."""
    raw.execute(
        "INSERT INTO time_designation (group_code, user_id, start, until, designated_by) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (group_code, user_id, start) DO UPDATE "
        "SET until = excluded.until, designated_by = excluded.designated_by",
        (group, user, start.isoformat(), until.isoformat(), viewer.user),
    )


def _stint(row: tuple[Any, ...], first: date, last: date) -> Stint | None:
    worker = _worker(row)
    start, until = day(row[9]), as_day(row[10])
    begins = max(start, worker.active_from, first)
    ends = min(_before(until), _before(worker.active_to), last)
    return Stint(worker, begins, ends) if begins <= ends else None


def _before(until: date | None) -> date:
    return date.fromordinal(until.toordinal() - 1) if until else date.max


def _worker(row: tuple[Any, ...]) -> Worker:
    number, user, name, assignment, role, grade, tour, start, until = row[:9]
    return Worker(number, user, name, assignment, role, grade, tour, day(start), as_day(until))
