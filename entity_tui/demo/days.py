"""Days as numbers, and their text: a table, because millions of dates are written."""

from __future__ import annotations

from datetime import date

_BEFORE, _AFTER = 40 * 366, 20 * 366


class Days:
    """Days around an extract's date; a day is its proleptic ordinal, 0 is no day."""

    def __init__(self, as_of: date) -> None:
        self.today = as_of.toordinal()
        self.year, self.month = as_of.year, as_of.month
        self._first = max(1, self.today - _BEFORE)
        last = min(date.max.toordinal(), self.today + _AFTER)
        self._texts = [date.fromordinal(d).isoformat() for d in range(self._first, last + 1)]

    def text(self, day: int) -> str:
        """`2026-11-21`, or "" where there is no day."""
        return self._texts[day - self._first] if day else ""

    def month_end(self, year: int, month: int) -> int:
        """The last day of a month."""
        return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1

    def last_saturday(self) -> int:
        """The Saturday of the last weekly scoring, before the extract's date."""
        return self.today - 1 - self.today % 7

    def years_later(self, day: int, years: int) -> str:
        """The text of a day some years on; 29 February becomes the 28th."""
        text = self.text(day)
        later = text[5:] if text[5:] != "02-29" else "02-28"
        return f"{int(text[:4]) + years}-{later}"


def workday(day: int) -> int:
    """The day itself from Monday to Friday, else the Friday before; keeps the order of days."""
    weekday = day % 7
    return day - 1 if weekday == 6 else day - 2 if weekday == 0 else day
