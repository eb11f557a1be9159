"""Code tables as this site has them: the published rows, and its own over them (TM-01, TM-13)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from entity_tui.domain.calendar import Calendar, ReportingMonth
from entity_tui.domain.entity.time_codes import TimeCodes, read_time_codes
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import micros
from entity_tui.store.database import Raw, as_day, day
from entity_tui.store.reference import rows as published

Row = Mapping[str, str]


def code_rows(raw: Raw, viewer: Viewer, table: str) -> tuple[Row, ...]:
    """Every row, the published ones first; the site's carry `from`, `until` and `changed_by`."""
    own = [
        json.loads(fields)
        | {"code": code, "from": day(start).isoformat(), "changed_by": user,
           "until": until.isoformat() if (until := as_day(end)) else ""}
        for code, start, end, fields, user in raw.rows(
            "SELECT code, start, until, fields, changed_by FROM code_row WHERE code_table = ? "
            "ORDER BY code, start", (table,)
        )
    ]  # fmt: skip
    return (*published(table), *own)


def write_code_row(
    raw: Raw, viewer: Viewer, table: str, code: str, start: date, until: date | None,
    fields: Mapping[str, str], at: datetime,
) -> None:  # fmt: skip
    """The site's row of a code from a day on, in place of one that began the same day."""
    raw.execute(
        "DELETE FROM code_row WHERE code_table = ? AND code = ? AND start = ?",
        (table, code, start.isoformat()),
    )
    raw.execute(
        "INSERT INTO code_row (code_table, code, start, until, fields, changed_by, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (table, code, start.isoformat(), until.isoformat() if until else None,
         json.dumps(fields, sort_keys=True, ensure_ascii=False), viewer.user, micros(at)),
    )  # fmt: skip


def time_codes(raw: Raw, viewer: Viewer) -> TimeCodes:
    """The time codes."""
    return read_time_codes(code_rows(raw, viewer, "time_codes"))


def calendar(raw: Raw, viewer: Viewer) -> Calendar:
    """The reporting calendar with the holidays; of two rows of a month the last one counts.

    Only the site's own rows are explicit: published months follow the formula, and with it the
    site's holidays.
    """
    own = (row for row in code_rows(raw, viewer, "reporting_calendar") if row.get("changed_by"))
    months = {row["code"]: _month(row) for row in own}
    changes = {
        date.fromisoformat(row["code"]): row.get("meaning") or ""
        for row in code_rows(raw, viewer, "holidays")
    }
    return Calendar(months, changes)


def _month(row: Row) -> ReportingMonth:
    names = ("start", "end", "eom_day", "area_complete", "iqa_transmit")
    return ReportingMonth(row["code"], *(date.fromisoformat(row[name]) for name in names))
