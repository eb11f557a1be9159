"""What a month's report was made with beside its days: codes, names, the days it lists (TM-09).

It is stored with the report, so that the report reads the same whatever changes later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entity_tui.domain.entity.month_days import Finding
from entity_tui.domain.entity.time_codes import Ahead, TimeCode, TimeCodes


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The code table of the month, employees by number, and days short or over."""

    codes: TimeCodes
    tracked: tuple[str, ...] = ()
    """Subcodes whose case time counts under a code of their own."""
    names: Mapping[str, str] = field(default_factory=dict)
    unbalanced: tuple[Finding, ...] = ()
    """Also the days that were finalised late."""


def made_with_text(made: MadeWith) -> str:
    """One text, the same for the same content."""
    codes = [_of_code(row) for row in made.codes.rows]
    return json.dumps(
        {
            "codes": sorted(codes, key=lambda row: (row["code"], row["from"])),
            "tracked": sorted(made.tracked),
            "names": dict(made.names),
            "unbalanced": [
                [one.kind, one.unit, one.name, one.day.isoformat(), one.told]
                for one in made.unbalanced
            ],
        },
        sort_keys=True,
        ensure_ascii=False,
    )


def read_made_with(text: str) -> MadeWith | None:
    """What such a text says; None for a report from before it was stored."""
    if not text:
        return None
    found = json.loads(text)
    return MadeWith(
        TimeCodes(tuple(_read_code(row) for row in found["codes"])),
        tuple(found["tracked"]),
        found["names"],
        tuple(
            Finding(kind, unit, name, date.fromisoformat(day), told)
            for kind, unit, name, day, told in found["unbalanced"]
        ),
    )


def codes_between(codes: TimeCodes, first: date, last: date) -> TimeCodes:
    """The rows that are in force on some day of a month."""
    rows: Iterable[TimeCode] = codes.rows
    return TimeCodes(
        tuple(row for row in rows if row.start <= last and (row.until is None or row.until > first))
    )


def _of_code(row: TimeCode) -> dict[str, Any]:
    return {
        "code": row.code,
        "meaning": row.meaning,
        "category": row.category,
        "counts": row.counts,
        "ahead": row.ahead.value,
        "from": row.start.isoformat(),
        "until": row.until.isoformat() if row.until else "",
    }


def _read_code(row: Mapping[str, Any]) -> TimeCode:
    return TimeCode(
        row["code"],
        row["meaning"],
        row["category"],
        row["counts"],
        Ahead(row["ahead"]),
        date.fromisoformat(row["from"]),
        date.fromisoformat(row["until"]) if row["until"] else None,
    )
