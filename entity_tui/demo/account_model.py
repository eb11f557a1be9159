"""What hangs on taxpayer n beside its case: names, links, alerts, places, contacts (EX-ACC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from entity_tui.demo.days import Days
from entity_tui.demo.draws import Words, below, chance, slots, words

_TIN, _TYPE, _KIND, _NAME = 0, 1, 2, 3
_STREET, _CITY, _STATE, _POSTAL = 5, 7, 8, 9
_CHAIN = 40
"""Every so many taxpayers a chain of businesses begins that own one another."""
_LINKS = 6
_COMMENTS = (
    "Prefers to be called in the morning", "Interpreter needed: Spanish",
    "Books are kept by an outside accountant", "New owner since spring: ask for papers",
)  # fmt: skip
_ROLES = {
    "P": slots([("spouse", 60), ("co-signer", 25), ("heir", 15)]),
    "B": slots([("partner", 40), ("officer", 40), ("bookkeeper", 20)]),
}
_RELATIONS = {"P": ("family", False), "B": ("subsidiary", True)}
_ALERTS = slots([("CAUTION", 30), ("POA", 50), ("BANKRUPTCY", 12), ("DECEASED", 8)])
_OBLIGATIONS = slots([("FTD", 45), ("OIC", 20), ("TFRP", 20), ("OTHER", 15)])
_STATES = slots([("active", 60), ("pending start", 8), ("closed", 17), ("reactivated", 15)])
_CONTACTS = slots([
    (("phone", "Phone: promise to pay by the end of the month"), 22),
    (("phone", "Phone: asked for the payoff amount"), 16),
    (("phone", "Phone: message left, asked to call back"), 14),
    (("visit", "Came to the office; brought bank statements"), 10),
    (("letter", "Letter: disputes the penalty"), 12),
    (("letter", "Fax: power of attorney"), 9),
    (("internal", "Financial statement checked; two months missing"), 10),
    (("phone", "Phone: caller's identity could not be confirmed"), 7),
])  # fmt: skip
_CONTACT_COUNTS = slots([(0, 45), (1, 20), (2, 15), (3, 10), (6, 8), (31, 2)])
_STAFF = (("tgreene", "GREENE, TERRY"), ("jpark", "PARK, JIN"), ("lchen", "CHEN, LINDA"))
_INDUSTRIES = ("Construction", "Restaurants", "Trucking", "Retail", "Landscaping", "Auto repair")
_OFTEN, _SOME, _FEW, _RARE = chance(0.30), chance(0.10), chance(0.05), chance(0.02)


class Neighbour(NamedTuple):
    """Another taxpayer's number, as lines name it."""

    tin: str
    tin_type: str


class AccountModel:
    """The account model lines of taxpayer n."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "account model", 32)
        self._talk = words(seed, "contacts", 5)
        self._above: dict[int, tuple[Neighbour, int]] = {}

    def open_item(self, n: int, person: bool) -> bool:
        """Are the transactions of taxpayer n matched one by one?"""
        return not person and self._draw(n)[0] < _SOME

    def lines(
        self, n: int, entity: str, anchor: Neighbour | None, roles: Iterable[str]
    ) -> Iterator[str]:
        """Lines for a taxpayer's entity line; `anchor` is the one it belongs to, if any.

        `roles` are the taxes of its modules. Taxpayers come in order.
        """
        fields = entity.rstrip("\n").split("|")
        draw = self._draw(n)
        me = f"{fields[_TIN]}|{fields[_TYPE]}"
        yield from self._account(me, fields[_KIND], draw)
        yield from self._person(n, me, fields, draw)
        if anchor:
            yield from self._linked(me, fields[_KIND], anchor, draw)
        if fields[_KIND] == "B":
            yield from self._chained(n, me, fields)
        yield from self._places(n, me, fields, draw)
        for mft in dict.fromkeys(roles):
            start = self._days.text(self._days.today - 900 - below(draw[18], 3_000))
            yield f"ROLE|{me}|{mft}|{start}||quarterly|active\n"
        yield from self._contacts(n, me, draw)

    def _account(self, me: str, kind: str, draw: Words) -> Iterator[str]:
        today, text = self._days.today, self._days.text
        sort = "Open item" if kind == "B" and draw[0] < _SOME else ""
        comment = _COMMENTS[draw[2] & 3] if draw[1] < _FEW else ""
        review = text(today + 1 + below(draw[3], 90)) if draw[4] < _OFTEN else ""
        bill = text(today + 1 + below(draw[5], 80))
        yield f"ACCT|{me}|{sort}||Q{1 + draw[5] % 4}|{comment}|Standard|{review}|{bill}\n"
        if draw[6] < _FEW:
            day = today - below(draw[7], 300)
            until = text(day + 365) if draw[7] & 1 else ""
            yield f"ALERT|{me}|{_ALERTS[draw[8]]}|{text(day)}|{until}\n"
        if draw[9] < _FEW:
            source = ("Checking account", "Savings account")[draw[10] & 1]
            start = text(today - 30 - below(draw[10], 900))
            yield f"AUTOPAY|{me}|{start}||{source}|Direct debit|{draw[11] % 10_000:04d}||\n"

    def _person(self, n: int, me: str, fields: list[str], draw: Words) -> Iterator[str]:
        name = fields[_NAME]
        if draw[12] < _FEW:
            yield f"NAME|{me}|alias|{_alias(name, fields[_KIND])}\n"
        if draw[12] > 65_535 - _RARE:
            yield f"NAME|{me}|legal|{name} (FORMERLY {fields[_CITY]})\n"
        if fields[_KIND] == "P" and draw[13] < _RARE:
            yield f"ID|{me}|passport|{500_000_000 + n}\n"
        if draw[13] > 65_535 - _OFTEN:
            yield f"PHONE|{me}|cell|{201 + draw[14] % 700}555{100 + draw[14] % 100:04d}\n"
        if draw[15] < _FEW:
            month = 1 + draw[16] % 12
            until = (month + 3) % 12 + 1
            yield (
                f"SEASON|{me}|1|{month:02d}-01|{until:02d}-15|active|{100 + n % 900} LAKE SHORE DR"
                "|SOUTH LAKE TAHOE|CA|96150|\n"
            )
        if draw[17] < _SOME:
            start = self._days.text(self._days.today - 700)
            if fields[_KIND] == "B":
                yield f"CHAR|{me}|account|INDUSTRY|{start}|{_INDUSTRIES[draw[16] % 6]}\n"
                yield f"CHAR|{me}|account|EMPLOYEES|{start}|{1 + draw[18] % 60}\n"
            else:
                yield f"CHAR|{me}|person|LANGUAGE|{start}|{('English', 'Spanish')[draw[16] & 1]}\n"
                yield f"CHAR|{me}|person|CONTACTTIME|{start}|after 5 pm\n"
            if fields[_STREET]:
                yield f"CHAR|{me}|location|COUNTY|{start}|{fields[_CITY]} COUNTY\n"

    def _linked(self, me: str, kind: str, anchor: Neighbour, draw: Words) -> Iterator[str]:
        start = self._days.text(self._days.today - 400 - below(draw[19], 2_000))
        above = f"{anchor.tin}|{anchor.tin_type}"
        relation, financial = _RELATIONS[kind]
        yield f"LINK|{above}|{me}|{relation}|{start}||{'Y' if financial else 'N'}\n"
        if draw[20] < _SOME:
            yield f"MEMBER|{above}|{me}|guarantor|N\n"
        elif draw[20] & 1:
            yield f"MEMBER|{above}|{me}|{_ROLES[kind][draw[21]]}|{'Y' if draw[20] & 2 else 'N'}\n"

    def _chained(self, n: int, me: str, fields: list[str]) -> Iterator[str]:
        """Businesses that own one another, further down than the five levels that are summed."""
        chain = n // _CHAIN
        above, depth = self._above.get(chain) or (None, 0)
        self._above = {chain: (Neighbour(fields[_TIN], fields[_TYPE]), depth + 1)}
        if above is None or depth > _LINKS:
            return
        start = self._days.text(self._days.today - 1_500)
        yield f"LINK|{above.tin}|{above.tin_type}|{me}|owned|{start}||Y\n"
        if chain % 10 == 0 and depth == 2:
            yield f"LINK|{me}|{above.tin}|{above.tin_type}|shares held|{start}||Y\n"

    def _places(self, n: int, me: str, fields: list[str], draw: Words) -> Iterator[str]:
        where = f"{fields[_CITY]}|{fields[_STATE]}|{fields[_POSTAL]}||"
        place = ""
        if draw[22] < _FEW and fields[_STREET]:
            street = f"{1 + draw[23] % 90}0{draw[23] % 10} COMMERCE WAY"
            house = f"B{n}"
            yield f"LOC|{house}||building|{street}||{where}\n"
            for unit in range(1, 2 + draw[24] % 3):
                yield f"LOC|{house}-{unit}|{house}|unit|{street}|UNIT {unit}|{where}\n"
            place = house if draw[24] % 5 == 0 else f"{house}-1"
        if place or draw[25] < _FEW:
            sort, state = _OBLIGATIONS[draw[26]], _STATES[draw[27]]
            start = self._days.today - 60 - below(draw[28], 1_200)
            until = self._days.text(start + 50) if state in ("closed", "reactivated") else ""
            yield f"OBL|{me}|{sort}{n}|{sort}|{state}|{place}|{self._days.text(start)}|{until}|\n"

    def _contacts(self, n: int, me: str, draw: Words) -> Iterator[str]:
        for place in range(_CONTACT_COUNTS[draw[29]]):
            sort, back, who, clock, is_open = self._talk(n * 32 + place)
            kind, comment = _CONTACTS[sort]
            day = self._days.text(self._days.today - below(back, 700) * (place + 1) // 4)
            user, name = _STAFF[who % 3]
            at = f"{day}T{8 + clock % 9:02d}:{clock % 60:02d}:00-08:00"
            mark = "Y" if is_open < _SOME else "N"
            yield f"CONTACT|{me}|C{place}|{kind}|{at}|{user}|{name}|{comment}|{mark}\n"


def _alias(name: str, kind: str) -> str:
    """Another form of a name: first name first, or a business without its legal form."""
    last, _, first = name.partition(",")
    if kind == "P" and first:
        return f"{first.split()[0]} {last}" if first.split() else last
    return " ".join(name.split()[:-1]) or name
