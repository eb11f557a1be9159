"""A report made again from the daily time, as it was when the report was generated (TM-09).

Changes made here since are taken back, as are the entries of later import runs. The codes, the
hours due, the month-end figures, what case time counts under and the modules by which 809 is
divided are stored with the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from entity_tui.domain.entity.month_end import Charged, Figure, Part, as_before, digest_of
from entity_tui.domain.entity.month_view import Again, Key, Report
from entity_tui.services.entity.month_ground import GroupMonth, MonthGround
from entity_tui.store.queries.entity import month_end as query
from entity_tui.store.queries.entity import month_reports

Entry = tuple[int, date, int, str]
"""Employee, day, case and code."""


def again(ground: MonthGround, now: GroupMonth, report: Report) -> Again:
    """Does the report come out as it was, and what would be different today?"""
    kept = month_reports.figures(ground.raw, ground.viewer, now.group, report.month, report.n)
    under = as_before(kept, ground.under(ground.cases([now])))
    rows = list(
        query.entries(ground.raw, ground.viewer, now.group, ground.first, ground.last)
    )  # fmt: skip
    before, undone, later = _as_it_was(ground, now, report, rows)
    now = with_counts(now, kept)
    codes = report.made_with.codes if report.made_with else None
    made = ground.figures(
        replace(now, charged=before, due=_due_of(kept), told=_told_of(kept)), under,
        report.modules, codes,
    )  # fmt: skip
    today = ground.figures(now, under, report.modules)
    digest = digest_of(now.group, report.month, report.modules, made)
    own = digest_of(now.group, report.month, report.modules, kept)
    return Again(report, digest == report.digest, own == report.digest, changed(kept, today),
                 undone, later)  # fmt: skip


def with_counts(now: GroupMonth, kept: Iterable[Figure]) -> GroupMonth:
    """The group with the counts kept with a report: inventory is that of the day it was made."""
    return replace(now, counted=tuple(f for f in kept if f.part == Part.COUNTED))


def _due_of(kept: Iterable[Figure]) -> dict[str, int]:
    """The hours that were due: tours of duty and holidays are those of the day it was made."""
    return {figure.unit: figure.hours for figure in kept if figure.part == Part.DUE}


def _told_of(kept: Iterable[Figure]) -> tuple[Figure, ...]:
    """What the month-end extract said when it was made."""
    return tuple(f for f in kept if f.part in (Part.TOLD, Part.TOLD_COUNT))


def changed(before: Iterable[Figure], after: Iterable[Figure]) -> tuple[tuple[Key, int, int], ...]:
    """Figures that are not the same: key, hours before and after."""
    one = {figure.key: figure.hours for figure in before}
    other = {figure.key: figure.hours for figure in after}
    return tuple(
        (key, one.get(key, 0), other.get(key, 0))
        for key in sorted(one.keys() | other.keys())
        if one.get(key, 0) != other.get(key, 0)
    )


def _as_it_was(
    ground: MonthGround, now: GroupMonth, report: Report, rows: Sequence[Charged]
) -> tuple[tuple[Charged, ...], int, tuple[int, ...]]:
    """The group's entries when the report was generated, and what was taken back for it."""
    newest = max(report.runs, default=0)
    ids = {row.employee_id for row in rows}
    images = query.images_since(
        ground.raw, ground.viewer, newest, ids, ground.first, ground.last
    )  # fmt: skip
    later = {row.run for row in rows if row.run > newest} | {image["act"] for image in images}
    entries = _before_runs(now.group, newest, rows, images)
    undone = _undo(ground, now, report, entries)
    return tuple(entries.values()), undone, tuple(sorted(later))


def _before_runs(
    group: str, newest: int, rows: Sequence[Charged], images: Sequence[Mapping[str, Any]]
) -> dict[Entry, Charged]:
    """The entries without those later runs brought, and as they were before these changed them."""
    places = {(*row[:2], *row[7:]): row for row in rows if row.run <= newest}
    local = {(row.employee_id, row.day) for row in rows if not row.run}
    for image in reversed(images):
        place = tuple(image[name] for name in ("employee_id", "day", "source", "seq"))
        if place[:2] in local:
            continue
        if image.get("created_run", 0) > newest:
            places.pop(place, None)
            continue
        before = places.get(place)
        values = (before._asdict() if before else {}) | image
        if {"case_id", "code", "hours"} <= values.keys():
            places[place] = Charged(
                values["employee_id"], values["day"], values.get("assignment") or values["unit"],
                values["case_id"] or 0, values["code"], values["hours"], 0, values["source"],
                values["seq"],
            )  # fmt: skip
    return _summed(row for row in places.values() if row.unit[:6] == group)


def _summed(rows: Iterable[Charged]) -> dict[Entry, Charged]:
    """Entries by employee, day, case and code."""
    found: dict[Entry, Charged] = {}
    for row in rows:
        before = found.get(_key(row))
        found[_key(row)] = row._replace(hours=row.hours + before.hours) if before else row
    return found


def _undo(
    ground: MonthGround, now: GroupMonth, report: Report, entries: dict[Entry, Charged]
) -> int:
    """Take back changes made here since, the newest first."""
    units = {(row.employee_id, row.day): row.unit for row in entries.values()}
    undone = 0
    for one in query.corrections(
        ground.raw, ground.viewer, now.group, ground.first, ground.last, report.at
    ):
        if one.before is None and one.after is None:
            continue
        undone += 1
        key = one.employee_id, one.day, one.case_id, one.code
        unit = units.get((one.employee_id, one.day))
        entries.pop(key, None)
        if one.before is not None and unit:
            entries[key] = Charged(
                one.employee_id, one.day, unit, one.case_id, one.code, one.before, 0, "", 0
            )
    return undone


def _key(row: Charged) -> Entry:
    return row.employee_id, row.day, row.case_id, row.code
