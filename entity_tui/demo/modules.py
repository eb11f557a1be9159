"""The modules of a case: tax and periods that fit the taxpayer, statuses, amounts and statutes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist
from typing import NamedTuple

from entity_tui.demo.cases import CLOSED, QUEUE, Case
from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, slots, words
from entity_tui.demo.kinds import Kind
from entity_tui.demo.taxpayers import Core
from entity_tui.domain.identifiers import TinType


class Tax(NamedTuple):
    """A tax: its master file code, how often it is due, the middle amount in cents, its spread.

    `ends` is the month the year of a tax ends in, 0 for December.
    """

    mft: str
    per_year: int
    middle: int
    spread: float
    ends: int = 0


_941, _720 = Tax("01", 4, 620_000, 1.15), Tax("03", 4, 310_000, 1.2)
_1120, _1065 = Tax("02", 1, 940_000, 1.4), Tax("06", 1, 240_000, 0.8)
_940, _943 = Tax("10", 1, 95_000, 0.9), Tax("11", 1, 480_000, 1.0)
_944, _945 = Tax("14", 1, 210_000, 0.8), Tax("16", 1, 260_000, 1.0)
_1040, _TFRP = Tax("30", 1, 870_000, 1.25), Tax("55", 4, 2_600_000, 1.1)
_1041, _2290 = Tax("05", 1, 1_100_000, 1.2), Tax("60", 1, 88_000, 0.7, 7)
_706, _709 = Tax("52", 0, 18_000_000, 1.0), Tax("51", 1, 4_500_000, 1.0)

# The taxes of each kind of taxpayer: the first one is picked most, the second fills up.
_TAXES = {
    Kind.PERSON: slots([((_1040, _1040), 100)]),
    Kind.CORPORATION: slots(
        [((_941, _1120), 50), ((_941, _940), 30), ((_1120, _941), 12), ((_941, _945), 3),
         ((_720, _941), 2), ((_2290, _941), 3)]
    ),
    Kind.LLC: slots(
        [((_941, _940), 62), ((_941, _1065), 20), ((_941, _1120), 10), ((_2290, _941), 4),
         ((_944, _944), 4)]
    ),
    Kind.SOLE: slots([((_941, _940), 80), ((_943, _940), 8), ((_944, _940), 9), ((_720, _941), 3)]),
    Kind.PARTNERSHIP: slots([((_941, _1065), 60), ((_1065, _941), 28), ((_941, _940), 12)]),
    Kind.TRUST: slots([((_1041, _1041), 100)]),
    Kind.DECEDENT: slots([((_1041, _1041), 100)]),
}  # fmt: skip
_TRUST_FUND = frozenset({"01", "09", "11", "14", "16"})
_COUNTS = slots([(1, 38), (2, 26), (3, 15), (4, 9), (5, 5), (6, 4), (7, 2), (8, 1)])
_SECOND, _RETURN_DUE, _OLD, _GAP = chance(0.28), chance(0.17), chance(0.05), chance(0.12)
_OPEN_TDA = slots(
    [("26", 905), ("12", 35), ("53", 12), ("58", 18), ("60", 12), ("71", 9), ("72", 9)]
)
_QUEUE_TDA = slots([("24", 960), ("58", 20), ("12", 20)])
_CLOSED_TDA = slots([("12", 46), ("53", 34), ("60", 20)])
_OPEN_TDI = slots([("03", 93), ("06", 5), ("02", 2)])
_RETURN_CLOSINGS = ("020", "021", "021", "022", "022", "022", "023", "024")
_SHELVED = ("03", "12", "12", "39", "09")
_WRONG_CLOSING = chance(0.03)
_COLLECTIBLE = 3_640  # days: ten years less some, so that no open module has run out
_STEPS = 1 << 12
_NORMAL = [round(NormalDist().inv_cdf((i + 0.5) / _STEPS) * 1_000) for i in range(_STEPS)]
# e to the power of k / 1,000, in millionths: whole numbers, the same on every machine.
_POWER = [round(math.exp(k / 1_000) * 1_000_000) for k in range(-6_000, 6_001)]


class Modules:
    """The modules of taxpayer n, a line of the module extract each."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._plan = words(seed, "module plan", 6)
        self._each = words(seed, "module", 10)

    def lines(self, core: Core, case: Case) -> Iterator[str]:
        """The taxpayer's modules; no two have the same MFT and period."""
        count, taxes, newest, old, penalty, _ = self._plan(core.n)
        first, second = self._taxes(core, case, taxes)
        shown = self._days.text(case.received)
        # Months since year 0; no period ends later than some months before the case came.
        months = int(shown[:4]) * 12 + int(shown[5:7]) - 6 - below(newest, 16)
        if old < _OLD:
            months -= 60 + below(penalty, 24)
        used: dict[str, int] = {}
        for place in range(1 if not first.per_year else _COUNTS[count]):
            facts = self._each(core.n * 8 + place)
            tax = second if place and facts[0] < _SECOND else first
            period = self._period(tax, months, used, facts[1])
            yield self._line(core, case, tax, period, place, facts)

    def _taxes(self, core: Core, case: Case, word: int) -> tuple[Tax, Tax]:
        if core.tin_type == TinType.SSNV:
            return _706, _706
        if core.tin_type == TinType.SSNW:
            return _709, _709
        if core.person and case.code in ("104", "105", "106"):
            return _TFRP, _1040
        return _TAXES[core.kind][word]

    def _period(self, tax: Tax, months: int, used: dict[str, int], word: int) -> int:
        """The end of the next older period of a tax, in months since year 0; 0 for MFT 52."""
        if not tax.per_year:
            return 0
        length = 12 // tax.per_year
        newest = (months + 1 - tax.ends) // length * length - 1 + tax.ends
        last = used.get(tax.mft, newest + length)
        gap = 2 if tax.mft in used and word < _GAP else 1
        used[tax.mft] = last - gap * length
        return used[tax.mft]

    def _line(
        self, core: Core, case: Case, tax: Tax, period: int, place: int, facts: tuple[int, ...]
    ) -> str:
        _, _, kind, state, lag, amount, share, closing, when, _ = facts
        due = kind < _RETURN_DUE and tax.mft not in ("55", "52")
        status = self._status(case, due, place, state)
        ended = self._closed_on(case, status, when)
        year, month = divmod(period, 12)
        text = f"{year}{month + 1:02d}" if period else "000000"
        head = f"{core.tin}|{core.tin_type}|{tax.mft}|{text}"
        if due:
            code = _RETURN_CLOSINGS[closing & 7] if status == "06" else ""
            return f"{head}|TDI|{status}||||||{code}|{ended}\n"
        assessed = self._assessed_on(case, year, month, period, lag)
        cents = _amount(tax, core.size, amount)
        balance = 0 if status == "12" else max(100, cents * (300 + below(share, 1_250)) // 1_000)
        ased = f"{year + 4}-04-15" if tax.mft in _TRUST_FUND else ""
        rsed = f"{year + 4}-04-15" if period and tax.mft != "55" else ""
        code = self._closing(core, closing) if status == "53" else ""
        csed = self._days.years_later(assessed, 10)
        sums = f"{cents // 100}.{cents % 100:02d}|{balance // 100}.{balance % 100:02d}"
        return f"{head}|TDA|{status}|{sums}|{csed}|{ased}|{rsed}|{code}|{ended}\n"

    def _status(self, case: Case, due: bool, place: int, word: int) -> str:
        """The status; the first module of a case is what the case stands on."""
        if case.where == CLOSED:
            return "06" if due else _CLOSED_TDA[word]
        if due:
            return "03" if place == 0 else _OPEN_TDI[word]
        if case.where == QUEUE:
            return "24" if place == 0 else _QUEUE_TDA[word]
        return "26" if place == 0 else _OPEN_TDA[word]

    def _closed_on(self, case: Case, status: str, word: int) -> str:
        if case.closed:
            return self._days.text(case.closed)
        if status not in ("12", "53", "06"):
            return ""
        start = case.assigned or case.received
        return self._days.text(start + below(word, self._days.today - start + 1))

    def _assessed_on(self, case: Case, year: int, month: int, period: int, lag: int) -> int:
        """A day after the period's end and before the case was received."""
        if not period:
            return case.received - 30 - below(lag, 700)
        day = min(case.received - 1, self._days.month_end(year, month + 1) + 75 + below(lag, 300))
        oldest = self._days.today - _COLLECTIBLE
        return day if day > oldest else oldest + below(lag, 500)

    def _closing(self, core: Core, word: int) -> str:
        """A TC 530 closing code that fits the taxpayer; a few do not, for the case-code check."""
        if core.person or core.kind == Kind.SOLE:
            return str(24 + word % 9) if word % 3 else _SHELVED[word % 5]
        if core.kind == Kind.DECEDENT:
            return "08"
        if core.kind not in (Kind.CORPORATION, Kind.LLC):
            return _SHELVED[word % 5]
        active = core.active if word >= _WRONG_CLOSING else not core.active
        return "13" if active else ("10", "10", "10", "07")[word & 3]


def _amount(tax: Tax, size: int, word: int) -> int:
    """Cents, log-normal: four fifths of the spread is the taxpayer's, the rest the module's."""
    normal = (_NORMAL[size >> 4] * 4 + _NORMAL[word >> 4] * 3) // 5
    power = max(-6_000, min(6_000, round(normal * tax.spread)))
    return tax.middle * _POWER[power + 6_000] // 1_000_000
