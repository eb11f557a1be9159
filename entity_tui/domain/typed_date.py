"""Dates as people type them: `t`, `+5`, `-1`, `11/20`, `11/20/26`, `2026-11-20` (UI-06)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from entity_tui.domain.lookalikes import plain_number

_STEP = re.compile(r"[+-]\d{1,3}", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?", re.ASCII)


def typed_date(text: str, today: date) -> date:
    """The day that is meant; without a year the nearest. Raises ValueError for what is none."""
    typed = plain_number(text).casefold()
    if typed in {"t", "today"}:
        return today
    if _STEP.fullmatch(typed):
        return today + timedelta(days=int(typed))
    try:
        found = _SLASHED.fullmatch(typed)
        return _slashed(found, today) if found else date.fromisoformat(typed)
    except ValueError:
        raise ValueError(f"'{text.strip()}' is not a day: t, +5, 11/20 or 2026-11-20") from None


def _slashed(found: re.Match[str], today: date) -> date:
    month, day, year = int(found[1]), int(found[2]), found[3]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = []
    for one in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(one, month, day))
        except ValueError:
            continue
    if not near:
        raise ValueError("no such day")
    return min(near, key=lambda day: abs(day - today))
