"""Financial transactions that add up to the balance each module reports, and their objects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from entity_tui.demo.days import Days
from entity_tui.demo.draws import Words, below, chance, words

_NSF, _LATE, _WAIVED = chance(0.08), chance(0.10), chance(0.07)
_RARE = chance(0.03)
_TENDERS = ("check", "check", "direct debit", "money order", "levy")
_BILLS_SHOWN = 640
"""Days back in which every quarter has a bill."""


class Event(NamedTuple):
    """A transaction of a module: what, when (0: it has not begun to age), cents."""

    day: int
    module: str
    """`01|202603`."""
    place: int
    kind: str
    sort: str
    cents: int
    due: int
    category: str
    aged: bool

    @property
    def number(self) -> str:
        """The transaction's number within the account."""
        return f"{self.module.replace('|', '')}{self.place:02d}"


class Financial:
    """What was billed, adjusted and paid on the modules of taxpayer n."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "financial", 12)
        self._odd = words(seed, "unfinished", 6)

    def lines(self, n: int, modules: str, open_item: bool) -> Iterator[str]:
        """Lines for a taxpayer's module lines: transactions, then bills, payments, adjustments."""
        events: list[Event] = []
        me = ""
        for place, line in enumerate(modules.splitlines()):
            fields = line.split("|")
            me = f"{fields[0]}|{fields[1]}"
            if fields[4] == "TDA" and fields[6]:
                events += self._module(fields, self._draw(n * 8 + place))
        if not events:
            return
        events.sort()
        bills = self._bills(events)
        yield from self._transactions(me, events, bills, open_item)
        yield from self._statements(me, events, bills)
        for event in events:
            yield from self._object(me, event)
        yield from self._unfinished(me, self._odd(n))

    def _module(self, fields: list[str], facts: Words) -> Iterator[Event]:
        assessed, balance = _cents(fields[6]), _cents(fields[7])
        csed = date.fromisoformat(fields[8])
        start = min(date(csed.year - 10, csed.month, 1).toordinal() + csed.day - 1,
                    self._days.today)  # fmt: skip
        module = f"{fields[2]}|{fields[3]}"
        found = self._events(assessed, balance, start, facts)
        for count, (kind, sort, day, cents, due, category) in enumerate(found, 1):
            fresh = facts[11] < _LATE and count == 1 and day > self._days.today - 20
            yield Event(day, module, count, kind, sort, cents, due, category, not fresh)

    def _events(
        self, assessed: int, balance: int, start: int, facts: Words
    ) -> Iterator[tuple[str, str, int, int, int, str]]:
        """(kind, type, day, cents, due day, category); the cents add up to the balance."""
        span = self._days.today - start
        penalty = assessed * (50 + below(facts[0], 150)) // 1_000
        interest = assessed * below(facts[1], 60) // 1_000
        waived = penalty // 3 if facts[10] < _WAIVED and span > 90 else 0
        paid = assessed + penalty + interest - waived - balance
        if paid < 0:
            penalty, paid = penalty - paid, 0
        yield "bill", "", start, assessed, start + 21, "tax"
        if facts[2] < _NSF and span > 60:
            bounced = max(100, assessed // 10)
            yield "payment", "check", start + 30, -bounced, 0, "tax"
            yield "pay cancel", "not sufficient funds", start + 44, bounced, 0, "tax"
        if penalty:
            late = start + below(facts[3], span // 2 + 1)
            yield "adjustment", "penalty", late, penalty, 0, "penalty"
            if waived:
                yield (
                    "adjustment",
                    "waiver",
                    min(late + 40, self._days.today),
                    -waived,
                    0,
                    "penalty",
                )
        yield from self._payments(paid, start, span, facts)
        if interest:
            day = start + span - below(facts[4], span // 4 + 1)
            yield "adjustment", "interest", day, interest, 0, "interest"

    def _payments(
        self, paid: int, start: int, span: int, facts: Words
    ) -> Iterator[tuple[str, str, int, int, int, str]]:
        parts = 1 + below(facts[5], 3) if paid > 30_000 else 1 if paid else 0
        for part in range(parts):
            amount = paid // parts if part else paid - paid // parts * (parts - 1)
            day = start + span * (2 * part + 1) // (2 * parts + 1) + below(facts[6 + part], 9)
            tender = _TENDERS[facts[9] % len(_TENDERS)]
            yield "payment", tender, min(day, self._days.today), -amount, 0, "tax"

    # --- what the transactions belong to ------------------------------------------------------

    def _bills(self, events: list[Event]) -> list[int]:
        """Days of the quarterly bills: of every quarter with a bill event, and of late ones."""
        wanted = {self._quarter_end(event.day) for event in events if event.kind == "bill"}
        first = max(events[0].day, self._days.today - _BILLS_SHOWN)
        for day in range(first, self._days.today + 1, 91):
            wanted.add(self._quarter_end(day))
        return sorted(min(day, self._days.today) for day in wanted)

    def _quarter_end(self, day: int) -> int:
        text = self._days.text(day)
        return self._days.month_end(int(text[:4]), (int(text[5:7]) + 2) // 3 * 3)

    def _transactions(
        self, me: str, events: list[Event], bills: list[int], open_item: bool
    ) -> Iterator[str]:
        for event in events:
            parent = _bill_number(_next(bills, event.day)) if event.kind == "bill" else event.number
            when = self._days.text(event.day) if event.aged else ""
            amount = _amount(event.cents)
            mft, period = event.module.split("|")
            match = f"M{mft}{period}" if open_item else ""
            yield (
                f"FT|{me}|{event.number}|{event.kind}|{event.sort}|{event.module}|{when}|{amount}"
                f"|{amount}|{self._days.text(event.due)}|frozen|{parent}|{event.category}"
                f"|{'A' + period if event.category == 'tax' else ''}|{match}\n"
            )

    def _statements(self, me: str, events: list[Event], bills: list[int]) -> Iterator[str]:
        at = balance = 0
        for day in dict.fromkeys(bills):
            charges, seq = 0, 0
            text = self._days.text(day)
            number = _bill_number(day)
            segments = []
            while at < len(events) and events[at].day <= day:
                event = events[at]
                balance += event.cents
                if event.kind in ("bill", "adjustment"):
                    charges += event.cents
                if event.kind == "bill":
                    seq += 1
                    segments.append(
                        f"SEG|{me}|{number}|{seq}|{event.module}|||{_amount(event.cents)}|frozen\n"
                    )
                at += 1
            yield (
                f"BILL|{me}|{number}|{text}|{self._days.text(day + 21)}|complete|{_amount(charges)}"
                f"|{_amount(balance)}|\n"
            )
            yield from segments

    def _object(self, me: str, event: Event) -> Iterator[str]:
        text = self._days.text(event.day)
        if event.kind == "payment":
            yield (
                f"PAY|{me}|{event.number}|E{event.number}|{text}|{_amount(-event.cents)}"
                f"|{event.sort}|frozen||\n"
            )
        elif event.kind == "adjustment":
            yield (
                f"ADJ|{me}|{event.number}|{event.sort}|{event.category}|{text}"
                f"|{_amount(event.cents)}|{event.module}|frozen|\n"
            )
        elif event.kind == "pay cancel":
            paid = f"{event.module.replace('|', '')}{event.place - 1:02d}"
            yield (
                f"PAY|{me}|{event.number}|E{paid}|{text}|{_amount(event.cents)}|check|canceled"
                f"|{event.sort}|\n"
            )

    def _unfinished(self, me: str, facts: Words) -> Iterator[str]:
        """What Financial Information points to: pending, freezable, incomplete, in error."""
        text, today = self._days.text, self._days.today
        if facts[0] < _RARE:
            yield f"BILL|{me}|PENDING|{text(today)}||pending|125.00|0.00|{text(today + 12)}\n"
            yield f"SEG|{me}|PENDING|1|||||125.00|freezable\n"
        if facts[1] < _RARE:
            for number, status in (("UA", "incomplete"), ("UB", "freezable")):
                yield f"ADJ|{me}|{number}|penalty|penalty|{text(today)}|40.00|||{status}|\n"
        if facts[2] < _RARE:
            yield f"UPLOAD|{me}|U1|{text(today + 3)}|250.00|lockbox\n"
        if facts[3] < _RARE:
            for number, status in (("UC", "incomplete"), ("UD", "error"), ("UE", "freezable")):
                when = text(today + 5) if status == "freezable" else ""
                yield f"PAY|{me}|{number}|E{number}|{text(today)}|75.00|check|{status}||{when}\n"


def _bill_number(day: int) -> str:
    return f"B{day}"


def _next(bills: list[int], day: int) -> int:
    return next((bill for bill in bills if bill >= day), bills[-1])


def _cents(text: str) -> int:
    return int(text.replace(".", ""))


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
