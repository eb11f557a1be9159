"""Days of time as they stand, and writing them (TM-02 to TM-06, TM-09, TM-11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entity_tui.domain.entity.daily_time import CaseOfTime, Entry, in_order
from entity_tui.domain.identifiers import mask_tin, show_tin
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, as_day, day, rows_in

EFFECTIVE = (
    "time_entry t JOIN time_day d ON d.employee_id = t.employee_id AND d.day = t.day "
    "AND ((d.local = 1 AND t.source = 'local') OR (d.local = 0 AND t.source <> 'local'))"
)
"""The time that counts: what was entered or corrected here in place of what extracts brought."""
Key = tuple[int, date]


@dataclass(frozen=True, slots=True)
class StoredDay:
    """A day's row, and its entries that count."""

    entries: tuple[Entry, ...] = ()
    finalised: bool = False
    finalised_at: datetime | None = None
    finalised_by: str = ""
    local: bool = False
    conflict: bool = False
    entered_for: str = ""
    version: int = 0
    received: date | None = None
    awaited: bool = False
    eod_on: date | None = None
    reported_on: date | None = None


NOTHING = StoredDay()


@dataclass(frozen=True, slots=True)
class Corrected:
    """One entry as it was and as it became."""

    at: datetime
    user: str
    name: str
    kind: str
    case_id: int
    code: str
    before: int | None
    after: int | None
    reason: str


def stored_days(
    raw: Raw, viewer: Viewer, employee_ids: Iterable[int], first: date, last: date
) -> dict[Key, StoredDay]:
    """The days of these employees that have a row; who may see them was asked before."""
    ids = sorted(set(employee_ids))
    within = f"d.day >= '{first.isoformat()}' AND d.day <= '{last.isoformat()}'"
    entries: dict[Key, list[Entry]] = {}
    for employee, on, case_id, code, hours in rows_in(
        raw,
        "SELECT t.employee_id, t.day, t.case_id, t.code, sum(t.hours) FROM "
        f"{EFFECTIVE} WHERE {within} AND t.employee_id IN ({{}}) "
        "GROUP BY t.employee_id, t.day, t.case_id, t.code",
        ids,
    ):
        entries.setdefault((employee, day(on)), []).append(Entry(int(hours), code, case_id or 0))
    awaited = {
        (employee, day(on))
        for employee, on in rows_in(
            raw,
            f"SELECT d.employee_id, d.day FROM time_re_extract d WHERE {within} "
            "AND d.closed_on IS NULL AND d.employee_id IN ({})", ids,
        )
    }  # fmt: skip
    rows = rows_in(
        raw,
        "SELECT d.employee_id, d.day, d.e7_as_of, d.e8_as_of, d.e7_open, d.e8_open, d.local, "
        "d.conflict, d.finalised_at, d.finalised_by, d.entered_for, d.version, d.eod_on, "
        "d.reported_on FROM time_day d "
        f"WHERE {within} AND d.employee_id IN ({{}})", ids,
    )  # fmt: skip
    return {
        key: _stored(row, tuple(sorted(entries.get(key, ()), key=in_order)), key in awaited)
        for row in rows
        if (key := (row[0], day(row[1])))
    }


def _stored(row: tuple[Any, ...], entries: tuple[Entry, ...], awaited: bool) -> StoredDay:
    _, _, e7, e8, e7_open, e8_open, local, conflict, at, by, entered_for, version, eod, told_on = (
        row
    )
    came = [found for found in (as_day(e7), as_day(e8)) if found]
    told = bool(came) and not e7_open and not e8_open
    return StoredDay(
        entries=entries,
        finalised=at is not None or (told and not local and bool(entries)),
        finalised_at=instant(at) if at is not None else None, finalised_by=by, local=bool(local),
        conflict=bool(conflict), entered_for=entered_for, version=version,
        received=max(came) if came else None, awaited=awaited, eod_on=as_day(eod),
        reported_on=as_day(told_on),
    )  # fmt: skip


def last_days(
    raw: Raw, viewer: Viewer, employee_ids: Iterable[int], today: date
) -> dict[int, tuple[date | None, date | None]]:
    """Of each employee the last day finalised up to today, and the newest extract with time."""
    rows = rows_in(
        raw,
        "SELECT d.employee_id, max(CASE WHEN d.finalised_at IS NOT NULL OR (d.local = 0 "
        "AND d.e7_open = 0 AND d.e8_open = 0 AND EXISTS (SELECT 1 FROM time_entry t "
        "WHERE t.employee_id = d.employee_id AND t.day = d.day)) THEN d.day END), "
        "max(d.e7_as_of), max(d.e8_as_of) FROM time_day d "
        f"WHERE d.day <= '{today.isoformat()}' AND d.employee_id IN ({{}}) GROUP BY d.employee_id",
        sorted(set(employee_ids)),
    )
    return {
        employee: (as_day(finalised), max((d for d in map(as_day, came) if d), default=None))
        for employee, finalised, *came in rows
    }


def cases_of_time(
    raw: Raw, viewer: Viewer, asked: Iterable[tuple[int, date]], whole: bool = False
) -> dict[tuple[int, date], CaseOfTime]:
    """The cases that time of a day names; those outside the profile without name and number."""
    wanted = sorted(set(asked))
    ids = sorted({case for case, _ in wanted})
    shown = show_tin if whole else mask_tin
    cases = {
        row[0]: row
        for row in rows_in(
            raw,
            "SELECT c.case_id, c.assignment, c.subcode, c.closed_on, t.tin, t.tin_type, "
            "(SELECT n.name FROM person_name n WHERE n.person_id = t.person_id "
            "AND n.name_type = 'primary' ORDER BY n.seq LIMIT 1) FROM field_case c "
            "JOIN taxpayer t ON t.account_id = c.account_id WHERE c.case_id IN ({})", ids,
        )
    }  # fmt: skip
    held: dict[int, list[tuple[date, date | None, str]]] = {}
    for case, start, until, number in rows_in(
        raw,
        "SELECT case_id, start, until, assignment FROM case_assignment WHERE case_id IN ({}) "
        "ORDER BY case_id, start", ids,
    ):  # fmt: skip
        held.setdefault(case, []).append((day(start), as_day(until), number))
    found = {}
    for case, on in wanted:
        if case not in cases:
            continue
        _, number, subcode, closed, tin, kind, name = cases[case]
        sees = viewer.scope.sees_case(number)
        found[case, on] = CaseOfTime(
            case, shown(tin, kind) if sees else "", name or "" if sees else "",
            as_day(closed), _holder(held.get(case, []), on), subcode,
        )  # fmt: skip
    return found


def _holder(held: Sequence[tuple[date, date | None, str]], on: date) -> str:
    for start, until, number in reversed(held):
        if start <= on and (until is None or on < until):
            return number
    return ""


def case_of_tin(raw: Raw, viewer: Viewer, tin: str, on: date) -> int | None:
    """The case of a taxpayer that time of a day is charged to, as the extract of time finds it."""
    row = raw.one(
        "SELECT c.case_id FROM taxpayer t JOIN field_case c ON c.account_id = t.account_id "
        "AND c.program = 'field' WHERE t.tin = ? ORDER BY "
        "CASE WHEN c.received_on > ? THEN 1 ELSE 0 END, "
        "CASE c.status WHEN 'closed' THEN 1 ELSE 0 END, c.as_of DESC, "
        "CASE WHEN c.received_on IS NULL THEN 1 ELSE 0 END, c.received_on DESC, c.case_id LIMIT 1",
        (tin, on.isoformat()),
    )
    return int(row[0]) if row else None


def case_of_id(raw: Raw, viewer: Viewer, case_id: int) -> int | None:
    """The field case with this ID, as it is shown where its taxpayer is outside the profile."""
    row = raw.one(
        "SELECT case_id FROM field_case WHERE case_id = ? AND program = 'field'", (case_id,)
    )
    return int(row[0]) if row else None


def history(raw: Raw, viewer: Viewer, employee_id: int, on: date) -> tuple[Corrected, ...]:
    """What was done to a day here, the newest first."""
    rows = raw.rows(
        "SELECT at, user_id, name, kind, case_id, code, before, after, reason FROM "
        "time_correction WHERE employee_id = ? AND day = ? ORDER BY n DESC",
        (employee_id, on.isoformat()),
    )
    return tuple(
        Corrected(instant(at), user, name, kind, case or 0, code, before, after, reason)
        for at, user, name, kind, case, code, before, after, reason in rows
    )


def write_day(
    raw: Raw, viewer: Viewer, employee_id: int, on: date, entries: Sequence[Entry], number: str,
    version: int, values: Mapping[str, Any],
) -> bool:  # fmt: skip
    """Put a day's whole time here in place of what there was; False where it has moved on."""
    key = (employee_id, on.isoformat())
    if version == 0:
        raw.execute(
            "INSERT INTO time_day (employee_id, day) VALUES (?, ?) "
            "ON CONFLICT (employee_id, day) DO NOTHING", key,
        )  # fmt: skip
    sets = ", ".join(f"{name} = ?" for name in values)
    done = raw.execute(
        f"UPDATE time_day SET local = 1, version = version + 1, {sets} "
        "WHERE employee_id = ? AND day = ? AND version = ?",
        (*values.values(), *key, version),
    )
    if not done.rowcount:
        return False
    raw.execute(
        "DELETE FROM time_entry WHERE employee_id = ? AND day = ? AND source = 'local'", key
    )
    raw.many(
        "INSERT INTO time_entry (employee_id, day, source, seq, assignment, case_id, code, hours, "
        "created_run) VALUES (?, ?, 'local', ?, ?, ?, ?, ?, 0)",
        [(*key, seq, number, entry.case_id or None, entry.code, entry.hours)
         for seq, entry in enumerate(entries, 1)],
    )  # fmt: skip
    return True


def touch_day(
    raw: Raw, viewer: Viewer, employee_id: int, on: date, version: int, values: Mapping[str, Any]
) -> bool:
    """Change a day's row alone: finalise it, settle a conflict."""
    sets = ", ".join(f"{name} = ?" for name in values)
    done = raw.execute(
        f"UPDATE time_day SET version = version + 1, {sets} "
        "WHERE employee_id = ? AND day = ? AND version = ?",
        (*values.values(), employee_id, on.isoformat(), version),
    )
    return bool(done.rowcount)


def write_history(
    raw: Raw, viewer: Viewer, employee_id: int, on: date, at: datetime, kind: str, reason: str,
    changes: Iterable[tuple[tuple[int, str], int | None, int | None]],
) -> None:  # fmt: skip
    """Add to what was done to a day; an act that changed no entry is one line of its own."""
    n = int(
        raw.value(
            "SELECT coalesce(max(n), 0) FROM time_correction WHERE employee_id = ? AND day = ?",
            (employee_id, on.isoformat()),
        )
    )
    rows = list(changes) or [((0, ""), None, None)]
    raw.many(
        "INSERT INTO time_correction (employee_id, day, n, at, user_id, name, kind, case_id, code, "
        "before, after, reason, created_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        [(employee_id, on.isoformat(), n + i, micros(at), viewer.user, viewer.name, kind,
          case_id or None, code, before, after, reason)
         for i, ((case_id, code), before, after) in enumerate(rows, 1)],
    )  # fmt: skip


def extract_entries(raw: Raw, viewer: Viewer, employee_id: int, on: date) -> tuple[Entry, ...]:
    """What the extracts brought of a day, whatever counts."""
    rows = raw.rows(
        "SELECT case_id, code, sum(hours) FROM time_entry WHERE employee_id = ? AND day = ? "
        "AND source <> 'local' GROUP BY case_id, code",
        (employee_id, on.isoformat()),
    )
    return tuple(sorted((Entry(int(h), code, case or 0) for case, code, h in rows), key=in_order))
