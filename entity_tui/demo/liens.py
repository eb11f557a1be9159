"""Liens on the larger modules that are still owed (EX-EB)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, words

_FILED, _RELEASED = chance(0.40), chance(0.15)
_FROM = 10_000
"""Dollars from which a lien is thought of."""
_OFFICES = ("COUNTY RECORDER", "SECRETARY OF STATE")


class Liens:
    """The lien lines of taxpayer n."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "lien", 4)

    def lines(self, n: int, modules: str) -> Iterator[str]:
        """A line for some of a taxpayer's module lines."""
        for place, line in enumerate(modules.splitlines()):
            f = line.split("|")
            filed, when, released, office = self._draw(n * 8 + place)
            if f[4] != "TDA" or not f[7] or float(f[7]) < _FROM or filed >= _FILED:
                continue
            csed = date.fromisoformat(f[8])
            start = date(csed.year - 10, csed.month, 1).toordinal() + 40
            day = min(start + below(when, 300), self._days.today)
            gone = released < _RELEASED and day < self._days.today - 60
            ended = self._days.text(day + 45) if gone else ""
            yield (
                f"{f[0]}|{f[1]}|{day}{place}|{f[2]}|{f[3]}|{'released' if gone else 'filed'}"
                f"|{self._days.text(day)}|{ended}|{_OFFICES[office & 1]}|{f[7]}\n"
            )
