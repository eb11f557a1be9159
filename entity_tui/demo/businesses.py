"""Names of businesses, estates and trusts, and the names they trade under."""

from __future__ import annotations

from entity_tui.demo.draws import below, chance, slots, words
from entity_tui.demo.kinds import Kind
from entity_tui.demo.people import PersonName
from entity_tui.demo.samples import read, words_of

_ENDING_OF = {
    Kind.CORPORATION: "corporation",
    Kind.LLC: "llc",
    Kind.PARTNERSHIP: "partnership",
}
_TRADES_UNDER = {
    Kind.SOLE: chance(0.75),
    Kind.CORPORATION: chance(0.14),
    Kind.LLC: chance(0.16),
    Kind.PARTNERSHIP: chance(0.10),
}
_OWN_NAME = chance(0.8)
_LETTERS = "ABCDEFGHJKLMNPRSTW"


def _patterns(*kinds: str) -> list[tuple[str, bool]]:
    """Name patterns, each with whether the legal form follows."""
    return slots([
        ((row["text"], row["kind"] != "complete"), int(row["weight"]))
        for row in read("business_words")
        if row["part"] == "pattern" and row["kind"] in kinds
    ])  # fmt: skip


class Businesses:
    """The business name that belongs to a taxpayer's number."""

    def __init__(self, seed: int) -> None:
        self._words = words(seed, "business", 13)
        self._patterns = _patterns("any", "complete")
        self._owned = _patterns("owned")
        self._trust = _patterns("trust")
        self._estate = _patterns("estate")
        self._brands = words_of("business_words", "first")
        self._trades = slots([
            (row["text"], int(row["weight"]))
            for row in read("business_words")
            if row["part"] == "trade"
        ])  # fmt: skip
        self._sons = words_of("business_words", "family")
        self._streets = words_of("streets", "name")
        self._surnames = words_of("surnames", "whole")
        self._endings = {
            kind: words_of("business_words", "ending", name) for kind, name in _ENDING_OF.items()
        }

    def name(
        self, n: int, kind: Kind, owner: PersonName, city: str, owned: bool
    ) -> tuple[str, str]:
        """The name and the "doing business as" name ("" mostly) of taxpayer n."""
        how, end, dba, under, sole, trade, *parts = self._words(n)
        facts = self._facts(parts, owner, city)
        if kind == Kind.DECEDENT or kind == Kind.TRUST:
            patterns = self._estate if kind == Kind.DECEDENT else self._trust
            return patterns[how][0].format_map(facts), ""
        patterns = self._owned if owned else self._patterns
        trading = ""
        if dba < _TRADES_UNDER[kind]:
            other = {
                "trade": self._trades[trade],
                "brand": facts["second"],
                "second": facts["brand"],
            }
            trading = patterns[under][0].format_map(facts | other)
        if kind == Kind.SOLE and sole < _OWN_NAME:
            return owner.spoken, trading
        pattern, formed = patterns[how]
        name = pattern.format_map(facts)
        if formed and kind in self._endings:
            name = f"{name} {self._endings[kind][end]}"
        return name, trading

    def _facts(self, parts: list[int], owner: PersonName, city: str) -> dict[str, str]:
        """What a name pattern may hold."""
        brand, trade, sons, second, partner, street, number = parts
        return {
            "brand": self._brands[brand],
            "second": self._brands[second],
            "trade": self._trades[trade],
            "sons": self._sons[sons],
            "partner": self._surnames[partner],
            "street": self._streets[street],
            "number": str(below(number, 4_900) + 100),
            "letter": _LETTERS[number % len(_LETTERS)],
            "city": city,
            "last": owner.last,
            "first": owner.first,
            "initial": owner.first[0],
            "spoken": owner.spoken,
        }
