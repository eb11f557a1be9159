"""Daily activity of the officers on the cases they hold, up to each case's last touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, slots, words

_ENTRIES = slots([
    (("contact", "Field visit, no one home; left card"), 14),
    (("contact", "Field visit, met taxpayer; financial statement requested"), 9),
    (("contact", "Phone: promise to pay by the end of the month"), 14),
    (("contact", "Phone: message left, asked to call back"), 16),
    (("contact", "Phone: representative will file the missing return"), 7),
    (("letter", "Letter sent: final demand"), 9),
    (("letter", "Letter received: disputes the penalty"), 4),
    (("research", "Real property search in county records"), 8),
    (("research", "Bank and third-party sources checked"), 8),
    (("lien", "Lien determination made: file"), 4),
    (("levy", "Levy on bank account served"), 4),
    (("follow-up", "Follow-up date set"), 10),
])  # fmt: skip
_COUNTS = slots([(1, 22), (2, 22), (3, 18), (4, 14), (6, 12), (9, 8), (14, 4)])
_RECEIVED, _ASSIGNED, _TOUCHED = 21, 22, 23


class Activities:
    """The history entries of taxpayer n's case."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._plan = words(seed, "activity plan", 1)
        self._each = words(seed, "activity", 2)

    def lines(self, n: int, entity: str) -> Iterator[str]:
        """Entry lines for a taxpayer's entity line, oldest first; none where nobody touched it."""
        fields = entity.rstrip("\n").split("|")
        if not (fields[_ASSIGNED] and fields[_TOUCHED]):
            return
        first, last = _day(fields[_ASSIGNED]), _day(fields[_TOUCHED])
        count = _COUNTS[self._plan(n)[0]]
        days = sorted(first + below(self._each(n * 16 + k)[1], last - first + 1)
                      for k in range(count - 1))  # fmt: skip
        days.append(last)
        seq: dict[int, int] = {}
        for place, day in enumerate(days):
            seq[day] = seq.get(day, 0) + 1
            kind, entry = _ENTRIES[self._each(n * 16 + place)[0]]
            yield (
                f"{fields[0]}|{fields[1]}|{fields[16]}|{self._days.text(day)}|{seq[day]}"
                f"|{kind}|{entry}\n"
            )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
