"""Financial transactions that add up to the balance each module reports, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, words

_NSF, _LATE = chance(0.08), chance(0.10)
_TENDERS = ("check", "check", "direct debit", "money order", "levy")


class Financial:
    """What was billed, adjusted and paid on the modules of taxpayer n."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "financial", 12)

    def lines(self, n: int, modules: str) -> Iterator[str]:
        """Transaction lines for a taxpayer's module lines, each module's oldest first."""
        for place, line in enumerate(modules.splitlines()):
            fields = line.split("|")
            if fields[4] == "TDA" and fields[6]:
                yield from self._module(fields, self._draw(n * 8 + place))

    def _module(self, fields: list[str], facts: tuple[int, ...]) -> Iterator[str]:
        tin, tin_type, mft, period = fields[:4]
        assessed, balance = _cents(fields[6]), _cents(fields[7])
        csed = date.fromisoformat(fields[8])
        start = min(date(csed.year - 10, csed.month, 1).toordinal() + csed.day - 1,
                    self._days.today)  # fmt: skip
        events = self._events(assessed, balance, start, facts)
        for count, (kind, sort, day, amount, due) in enumerate(events, 1):
            when = "" if facts[11] < _LATE and count == 1 and day > self._days.today - 20 else day
            yield (
                f"{tin}|{tin_type}|{mft}{period}{count:02d}|{kind}|{sort}|{mft}|{period}"
                f"|{self._days.text(int(when)) if when else ''}|{_amount(amount)}|{_amount(amount)}"
                f"|{self._days.text(due)}|frozen\n"
            )

    def _events(
        self, assessed: int, balance: int, start: int, facts: tuple[int, ...]
    ) -> Iterator[tuple[str, str, int, int, int]]:
        """(kind, type, day, cents, due day); the cents add up to the balance."""
        span = self._days.today - start
        penalty = assessed * (50 + below(facts[0], 150)) // 1_000
        interest = assessed * below(facts[1], 60) // 1_000
        paid = assessed + penalty + interest - balance
        if paid < 0:
            penalty, paid = penalty - paid, 0
        yield "bill", "", start, assessed, start + 21
        if facts[2] < _NSF and span > 60:
            bounced = max(100, assessed // 10)
            yield "payment", "check", start + 30, -bounced, 0
            yield "pay cancel", "not sufficient funds", start + 44, bounced, 0
        if penalty:
            yield "adjustment", "penalty", start + below(facts[3], span // 2 + 1), penalty, 0
        yield from self._payments(paid, start, span, facts)
        if interest:
            yield (
                "adjustment",
                "interest",
                start + span - below(facts[4], span // 4 + 1),
                interest,
                0,
            )

    def _payments(
        self, paid: int, start: int, span: int, facts: tuple[int, ...]
    ) -> Iterator[tuple[str, str, int, int, int]]:
        parts = 1 + below(facts[5], 3) if paid > 30_000 else 1 if paid else 0
        for part in range(parts):
            amount = paid // parts if part else paid - paid // parts * (parts - 1)
            day = start + span * (2 * part + 1) // (2 * parts + 1) + below(facts[6 + part], 9)
            tender = _TENDERS[facts[9] % len(_TENDERS)]
            yield "payment", tender, min(day, self._days.today), -amount, 0


def _cents(text: str) -> int:
    return int(text.replace(".", ""))


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
