"""What a site may write into its code tables, and what is wrong with a row (TM-01, TM-13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from entity_tui.domain.entity.time_codes import Ahead, Category

Fields = Mapping[str, str]
_MONTH = ("start", "end", "eom_day", "area_complete", "iqa_transmit")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "time_codes": ("meaning", "category", "daily_balance", "ahead", "rule", "source"),
    "reporting_calendar": (*_MONTH, "source"),
    "holidays": ("meaning", "source"),
    "form_4872_lines": ("meaning", "time_codes", "subcodes", "source"),
}
"""The tables a site adds to, and their columns beside the code."""


def faults(table: str, code: str, fields: Fields) -> list[str]:
    """What is wrong with a row: each names its column; nothing where it can be kept."""
    unknown = [name for name in fields if name not in COLUMNS[table]]
    if unknown:
        return [f"{unknown[0]}: {table} has the columns {', '.join(COLUMNS[table])}"]
    return _CHECKS[table](code, fields)


def _time_code(code: str, fields: Fields) -> list[str]:
    found = []
    if not (len(code) == 3 and code.isascii() and code.isdigit()):
        found.append(f"code: '{code}' is not three digits")
    if not fields.get("meaning"):
        found.append("meaning: is missing")
    known = [category.value for category in Category if category is not Category.UNCLASSIFIED]
    if fields.get("category") not in known:
        found.append(f"category: one of {', '.join(known)}")
    balance = "no" if fields.get("category") == Category.INFORMATIONAL else "yes"
    if fields.get("daily_balance", "") not in ("", balance):
        found.append(f"daily_balance: {balance} follows from the category; leave it out")
    if fields.get("ahead", "") not in [ahead.value for ahead in Ahead]:
        found.append("ahead: enter, finalise or nothing")
    return found


def _month(code: str, fields: Fields) -> list[str]:
    found = [] if _day(f"{code}-01") and len(code) == 7 else [f"code: '{code}' is not YYYY-MM"]
    days = {name: _day(fields.get(name, "")) for name in _MONTH}
    found += [f"{name}: a day is missing, YYYY-MM-DD" for name, day in days.items() if not day]
    given = [day for day in days.values() if day]
    if not found and given != sorted(given):
        found.append("start, end, eom_day, area_complete, iqa_transmit: follow one another")
    return found


def _holiday(code: str, fields: Fields) -> list[str]:
    return [] if _day(code) else [f"code: '{code}' is not a day, YYYY-MM-DD"]


def _line(code: str, fields: Fields) -> list[str]:
    found = [] if fields.get("meaning") else ["meaning: is missing"]
    for name in ("time_codes", "subcodes"):
        wrong = [part for part in fields.get(name, "").split()
                 if not (len(part) == 3 and part.isascii() and part.isdigit())]  # fmt: skip
        found += [f"{name}: '{part}' is not three digits" for part in wrong]
    if not (fields.get("time_codes") or fields.get("subcodes")):
        found.append("time_codes, subcodes: a line counts something")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_CHECKS: Mapping[str, Callable[[str, Fields], list[str]]] = {
    "time_codes": _time_code,
    "reporting_calendar": _month,
    "holidays": _holiday,
    "form_4872_lines": _line,
}
