"""Overdue processes, pay plans, referrals and compliance ratings of taxpayer n (EX-FIN)."""

from __future__ import annotations

from collections.abc import Iterator

from entity_tui.demo.days import Days
from entity_tui.demo.draws import Words, below, chance, slots, words

_EVENTS = ("reminder notice", "final demand", "intent to levy", "levy source check", "referral")
_RATINGS = slots(
    [
        ((-20, "NSF payment"), 40),
        ((-35, "Broken promise to pay"), 25),
        ((-60, "Overdue process started"), 25),
        ((15, "Twelve months on time"), 10),
    ]
)
_PLAN_STATUS = slots([("active", 70), ("pending start", 10), ("pending stop", 10), ("stopped", 10)])
_PLANNED, _OVERDUE, _REFERRED, _RATED = chance(0.07), chance(0.16), chance(0.015), chance(0.14)
_AGENCIES = ("ACME RECOVERY", "PACIFIC COLLECTIONS")


class Compliance:
    """What stands against taxpayer n."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "compliance", 16)

    def lines(self, n: int, modules: str) -> Iterator[str]:
        """Lines for a taxpayer's module lines; none where nothing is owed."""
        owed = [f for f in (line.split("|") for line in modules.splitlines())
                if f[4] == "TDA" and f[7] and f[7] != "0.00"]  # fmt: skip
        if not owed:
            return
        first, facts = owed[0], self._draw(n)
        me, module = f"{first[0]}|{first[1]}", f"{first[2]}|{first[3]}"
        if facts[0] < _OVERDUE:
            yield from self._process(me, module, first[7], facts)
        if facts[4] < _PLANNED:
            yield from self._plan(me, first[7], facts)
        if facts[8] < _REFERRED:
            start = self._days.today - 40 - below(facts[9], 300)
            recalled = self._days.text(start + 30) if facts[9] & 1 else ""
            yield (
                f"REF|{me}|R1|{_AGENCIES[facts[9] >> 1 & 1]}|{self._days.text(start)}|{recalled}"
                f"|{first[7]}\n"
            )
        if facts[10] < _RATED:
            yield from self._ratings(me, facts)

    def _process(self, me: str, module: str, amount: str, facts: Words) -> Iterator[str]:
        text, today = self._days.text, self._days.today
        start = today - 20 - below(facts[1], 200)
        active = facts[2] & 3 != 0
        ended = "" if active else text(start + 15)
        status = "active" if active else "inactive"
        yield (
            f"PROC|{me}|P1|Balance due|{status}|{text(start)}|{ended}|{module}|{amount}"
            f"|{'' if active else 'paid in full elsewhere'}\n"
        )
        for seq, sort in enumerate(_EVENTS[: 2 + facts[3] % 4], 1):
            due = start + seq * 30 - 15
            done = due if due <= today else 0
            state = "complete" if done else "pending" if active else "canceled"
            yield f"EVENT|{me}|P1|{seq}|{sort}|{state}|{text(due)}|{text(done)}\n"

    def _plan(self, me: str, amount: str, facts: Words) -> Iterator[str]:
        text, today = self._days.text, self._days.today
        status = _PLAN_STATUS[facts[5]]
        start = today + 20 if status == "pending start" else today - 30 - below(facts[6], 240)
        until = text(start + 360) if status in ("pending stop", "stopped") else ""
        method = ("Direct debit", "Check")[facts[7] & 1]
        yield f"PLAN|{me}|L1|Installment agreement|{status}|{text(start)}|{until}|{method}|\n"
        each = max(1, int(float(amount)) // 12)
        for seq in range(1, 13):
            due = start + 30 * seq
            paid = each if due < today and (seq + facts[7]) % 5 else 0
            yield f"PLANLINE|{me}|L1|{seq}|{text(due)}|{each}.00|{paid}.00\n"

    def _ratings(self, me: str, facts: Words) -> Iterator[str]:
        for place in range(1 + facts[11] % 4):
            points, reason = _RATINGS[facts[12 + place % 4]]
            start = self._days.today - 10 - below(facts[12 + place % 4], 600) - place
            until = self._days.text(start + 365) if points < 0 else ""
            yield (
                f"RATING|{me}|K{place}|{self._days.text(start)}|{until}|{points}|{reason}"
                f"|{self._days.text(start)}|system\n"
            )
