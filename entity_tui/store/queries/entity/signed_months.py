"""Which months are signed, and what of an import run they depend on (TM-08, TM-09)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from entity_tui.domain.entity.month_end import Part
from entity_tui.domain.entity.signed_month import CodeTables, SignedMonth, last_day
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, day, rows_in
from entity_tui.store.merge.outcome import SignedDays
from entity_tui.store.queries import code_tables
from entity_tui.store.queries.installation import dated_option

EmployeeDay = tuple[int, date]
_SIGNED = (
    "SELECT s.unit, s.month, s.n, s.at, s.name FROM month_step s WHERE s.step = 'approve' "
    "AND NOT EXISTS (SELECT 1 FROM month_step l WHERE l.unit = s.unit AND l.month = s.month "
    "AND l.seq > s.seq AND l.step IN ('approve', 'reopen', 'return')) ORDER BY s.month, s.unit"
)


def signed_months(raw: Raw, viewer: Viewer) -> tuple[SignedMonth, ...]:
    """Every group's month whose approval holds, the oldest first; whoever asks."""
    return tuple(
        SignedMonth(unit, month, n, instant(at), name)
        for unit, month, n, at, name in raw.rows(_SIGNED)
    )


def code_table_state(raw: Raw, viewer: Viewer) -> CodeTables:
    """The tables the figures of a month follow from, as they are in this transaction."""
    return CodeTables(
        code_tables.time_codes(raw, viewer),
        code_tables.calendar(raw, viewer),
        code_tables.code_rows(raw, viewer, "form_4872_lines"),
        code_tables.code_rows(raw, viewer, "subcodes"),
        dated_option(raw, viewer, "holidays_due"),
    )


def signed_days(raw: Raw, viewer: Viewer) -> tuple[SignedDays, ...]:
    """The days of every signed month, group by group, as a merge is given them."""
    calendar = code_tables.calendar(raw, viewer)
    spans: dict[str, tuple[date, date]] = {}
    found = []
    for one in signed_months(raw, viewer):
        if one.month not in spans:
            month = calendar.month(one.month)
            spans[one.month] = month.start, last_day(calendar, month)
        found.append(SignedDays(one.group, one.month, *spans[one.month], micros(one.at)))
    return tuple(found)


def signed_on_run(raw: Raw, viewer: Viewer, run: int) -> tuple[SignedMonth, ...]:
    """The signed months whose report has time or month-end figures of an import run in it."""
    figures, made = _months_of_figures(raw, run), _reports_of(raw, run)
    return tuple(
        one
        for one in signed_months(raw, viewer)
        if (one.group, one.month, one.n) in made or _has_told(raw, one, figures)
    )


def _reports_of(raw: Raw, run: int) -> set[tuple[str, str, int]]:
    """Group, month and number of the reports that were made from days of a run."""
    rows = raw.rows(
        "SELECT group_code, month, n FROM month_report WHERE ' ' || runs || ' ' LIKE ?",
        (f"% {run} %",),
    )
    return {(str(group), str(month), int(n)) for group, month, n in rows}


def _months_of_figures(raw: Raw, run: int) -> set[tuple[str, str]]:
    """Month, YYYYMM, and group of the month-end figures that a run brought or changed."""
    found = {
        (str(month), str(unit)[:6])
        for month, unit in raw.rows(
            "SELECT DISTINCT month, unit FROM month_end_figure WHERE created_run = ?", (run,)
        )
    }
    for (text,) in raw.rows(
        "SELECT before FROM change_log WHERE act = ? AND table_name = 'month_end_figure'", (run,)
    ):
        image = json.loads(text)
        found.add((image["month"], image["unit"][:6]))
    return found


def _has_told(raw: Raw, one: SignedMonth, figures: set[tuple[str, str]]) -> bool:
    if (one.month.replace("-", ""), one.group) not in figures:
        return False
    return bool(
        raw.value(
            "SELECT count(*) FROM month_figure WHERE group_code = ? AND month = ? AND n = ? "
            f"AND part IN ('{Part.TOLD}', '{Part.TOLD_COUNT}')",
            (one.group, one.month, one.n),
        )
    )


def days_in_conflict(raw: Raw, viewer: Viewer, run: int) -> tuple[EmployeeDay, ...]:
    """Employee and day of what a run put in conflict with time here, in order."""
    found = set()
    for (text,) in raw.rows(
        "SELECT before FROM change_log WHERE act = ? AND table_name = 'time_day'", (run,)
    ):
        image = json.loads(text)
        if image.get("conflict") == 0 and "+" not in image:
            found.add((int(image["employee_id"]), day(str(image["day"])[:10])))
    return tuple(sorted(found))


def charged_groups(
    raw: Raw, viewer: Viewer, keys: Collection[EmployeeDay]
) -> dict[EmployeeDay, tuple[str, str]]:
    """The employee's name, and the group each day is charged in, or worked in."""
    if not keys:
        return {}
    ids = {employee_id for employee_id, _ in keys}
    names = dict(
        rows_in(raw, "SELECT employee_id, name FROM employee WHERE employee_id IN ({})", ids)
    )
    first, last = min(on for _, on in keys), max(on for _, on in keys)
    charged: dict[EmployeeDay, str] = {}
    for employee_id, on, number in rows_in(
        raw, "SELECT employee_id, day, assignment FROM time_entry WHERE employee_id IN ({}) "
        f"AND day BETWEEN '{first}' AND '{last}' "
        "ORDER BY CASE source WHEN 'local' THEN 0 ELSE 1 END, seq", ids,
    ):  # fmt: skip
        charged.setdefault((employee_id, day(on)), number)
    worked: dict[int, list[tuple[date, str]]] = {}
    for employee_id, start, number in rows_in(
        raw, "SELECT employee_id, start, assignment FROM employee_assignment "
        "WHERE employee_id IN ({}) ORDER BY start DESC", ids,
    ):  # fmt: skip
        worked.setdefault(employee_id, []).append((day(start), number))

    def number_on(key: EmployeeDay) -> str:
        held = (number for start, number in worked.get(key[0], ()) if start <= key[1])
        return charged.get(key) or next(held, "")

    return {key: (str(names.get(key[0]) or ""), number_on(key)[:6]) for key in keys}
