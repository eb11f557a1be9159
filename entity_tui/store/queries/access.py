"""Who may enter, and with which grants (SE-01, SE-02)."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from entity_tui.domain.viewer import ADMINISTERS, SCOPE_DIGITS, Grant, Role, Viewer
from entity_tui.store.columns import micros
from entity_tui.store.database import Raw, as_day


class StoreFacts(NamedTuple):
    """What the store says of itself."""

    demo: bool
    owner: str
    created: str


def store_facts(raw: Raw) -> StoreFacts:
    """Demo or real, whose, since when."""
    demo, owner, created = raw.one("SELECT demo, owner, created FROM store_info") or (0, "", "")
    return StoreFacts(bool(demo), owner, created)


def profile(raw: Raw, user: str, owner: str, today: date) -> Viewer | None:
    """What a login may see and do on a day; None where it is nobody's."""
    grants = [
        Grant(role, prefix, as_day(start) or today, as_day(until))
        for role, prefix, start, until in raw.rows(
            "SELECT role, prefix, start, until FROM user_grant WHERE user_id = ?", (user,)
        )
    ]
    if user == owner:
        grants.append(Grant(Role.ADMINISTRATOR, "", date.min))
    grants += [
        Grant(Role.TIME_DESIGNEE, group, as_day(start) or today, as_day(until))
        for group, start, until in raw.rows(
            "SELECT group_code, start, until FROM time_designation WHERE user_id = ?", (user,)
        )
    ]
    name, assignment = user, ""
    employee = _employee(raw, user, today)
    if employee:
        name, assignment, grant = employee
        grants.append(grant)
    known = raw.one("SELECT name, sensitive, export FROM app_user WHERE user_id = ?", (user,))
    in_force = tuple(grant for grant in grants if grant.holds(today))
    if not in_force:
        return None
    rows = raw.rows("SELECT access_group FROM user_access_group WHERE user_id = ?", (user,))
    groups = frozenset(row[0] for row in rows)
    national = any(grant.prefix == "" for grant in in_force)
    return Viewer(
        user=user,
        name=known[0] if known else name,
        grants=in_force,
        access_groups=None if national and not groups else groups | {0},
        sensitive=bool(known[1]) if known else True,
        export=bool(known[2]) if known else user == owner,
        assignment=assignment,
    )


_HELD = (
    "SELECT 'grant', role, prefix, CAST(start AS TEXT), CAST(until AS TEXT) "
    "FROM user_grant WHERE user_id = ? "
    "UNION ALL SELECT 'time', group_code, '', CAST(start AS TEXT), CAST(until AS TEXT) "
    "FROM time_designation WHERE user_id = ? "
    "UNION ALL SELECT 'number', x.assignment, '', CAST(x.start AS TEXT), CAST(x.until AS TEXT) "
    "FROM employee e JOIN employee_assignment x ON x.employee_id = e.employee_id "
    "WHERE e.user_id = ? "
    "UNION ALL SELECT 'employee', name, role, CAST(active_from AS TEXT), "
    "CAST(active_to AS TEXT) FROM employee WHERE user_id = ? "
    "UNION ALL SELECT 'user', name, '', CAST(sensitive AS TEXT), CAST(export AS TEXT) "
    "FROM app_user WHERE user_id = ? "
    "UNION ALL SELECT 'access', CAST(access_group AS TEXT), '', '', '' "
    "FROM user_access_group WHERE user_id = ? "
    "UNION ALL SELECT 'owner', owner, '', '', '' FROM store_info WHERE owner = ?"
)


def held(raw: Raw, viewer: Viewer) -> frozenset[tuple[str | None, ...]]:
    """Everything a viewer's profile is made from, in one query: another answer, another profile."""
    return frozenset(raw.rows(_HELD, (viewer.user,) * _HELD.count("?")))


def _employee(raw: Raw, user: str, today: date) -> tuple[str, str, Grant] | None:
    row = raw.one(
        "SELECT e.name, e.role, x.assignment, e.active_from, e.active_to FROM employee e "
        "JOIN employee_assignment x ON x.employee_id = e.employee_id WHERE e.user_id = ? "
        "AND x.start <= ? AND (x.until IS NULL OR x.until > ?) ORDER BY x.start DESC LIMIT 1",
        (user, today.isoformat(), today.isoformat()),
    )
    if row is None:
        return None
    name, role, assignment, start, until = row
    digits = SCOPE_DIGITS.get(role, 0)
    return name, assignment, Grant(role, assignment[:digits], as_day(start) or today, as_day(until))


def users(raw: Raw, viewer: Viewer, today: date) -> list[tuple[str, str, str, str, str]]:
    """Employees who may sign on, within the viewer's scope: user, name, number, role, prefix.

    Before them, for who administers, the store's owner, whose role goes with no assignment.
    """
    rows = raw.rows(
        "SELECT e.user_id, e.name, x.assignment, e.role FROM employee e JOIN employee_assignment x "
        "ON x.employee_id = e.employee_id WHERE x.start <= ? AND (x.until IS NULL OR x.until > ?) "
        "ORDER BY x.assignment, e.user_id",
        (today.isoformat(), today.isoformat()),
    )
    wide = [prefix[:6] for prefix in viewer.scope.prefixes]
    owner = store_facts(raw).owner if viewer.holds(*ADMINISTERS) else ""
    owners = [(owner, "(owner of the store)", "", str(Role.ADMINISTRATOR), "")] if owner else []
    return owners + [
        (user, name, number, role, number[: SCOPE_DIGITS.get(role, 0)])
        for user, name, number, role in rows
        if any(number.startswith(prefix) for prefix in wide)
    ]


def login_known(raw: Raw, viewer: Viewer, user: str) -> bool:
    """Is this the login of an employee or of another user?"""
    return bool(
        raw.value(
            "SELECT (SELECT count(*) FROM employee WHERE user_id = ?) + "
            "(SELECT count(*) FROM app_user WHERE user_id = ?)",
            (user, user),
        )
    )


class Rights(NamedTuple):
    """What a profile may do beyond its scope."""

    name: str
    sensitive: bool
    """See whole identifiers."""
    export: bool
    """Take taxpayer data out."""


def rights(raw: Raw, viewer: Viewer, user: str) -> Rights | None:
    """The rights of a login as `profile` reads them; None where it is nobody's."""
    known = raw.one("SELECT name, sensitive, export FROM app_user WHERE user_id = ?", (user,))
    if known:
        return Rights(known[0], bool(known[1]), bool(known[2]))
    found = raw.one("SELECT name FROM employee WHERE user_id = ?", (user,))
    return Rights(found[0], True, user == store_facts(raw).owner) if found else None


def write_rights(raw: Raw, viewer: Viewer, user: str, given: Rights, at: datetime) -> None:
    """Keep the rights of a login."""
    raw.execute(
        "INSERT INTO app_user (user_id, name, sensitive, export, created_at) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE "
        "SET sensitive = excluded.sensitive, export = excluded.export",
        (user, given.name, given.sensitive, given.export, micros(at)),
    )
