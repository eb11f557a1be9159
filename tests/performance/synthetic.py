"""A synthetic store of any size for measuring: skewed names, addresses and areas, made directly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from entity_tui.store.database import Database, Raw
from entity_tui.store.schema import create_tables

AREAS = 50
DAY = "2025-01-31"


def _words(text: str, mark: str = " ") -> list[str]:
    return text.split(mark)


_ONSETS = _words(
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k kl kn l m mc n p ph pl pr qu r s sch sh sl sm "
    "sn sp st str t th tr v w wh y z"
)
_VOWELS = _words("a a a e e e i i o o u ai au ea ee ei ie oo ou")
_CODAS = _words("b ck d ff g k l ll m n n n nd ng nt p r r rd rn s s ss st t tt th x z ld lt")
_ENDINGS = _words("son man er ez is s ley ton ford berg stein ski well ham wood")
_SURNAMES = _words(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez "
    "gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris "
    "sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill "
    "flores green adams nelson baker hall rivera campbell mitchell carter roberts"
)
_GIVEN = _words(
    "james mary robert patricia john jennifer michael linda david elizabeth william barbara "
    "richard susan joseph jessica thomas sarah charles karen"
)
_CITIES = _words(
    "los angeles,san francisco,san diego,sacramento,san jose,fresno,oakland,santa ana,"
    "san bernardino,long beach,san fernando,santa rosa,new haven,fort bragg",
    ",",
)
_TRADES = _words(
    "plumbing electric consulting holdings foods trucking design partners properties medical "
    "motors roofing logistics cafe salon"
)
_FORMS = _words("llc inc corp lp co")
_STREETS = _words("st ave rd blvd ln dr ct way pl")


@dataclass
class Words:
    """The vocabulary names and addresses are drawn from, most frequent first."""

    random: np.random.Generator

    def __post_init__(self) -> None:
        self.surnames = _SURNAMES + self._made(20_000 - 50, (1, 2), _ENDINGS)
        self.given = _GIVEN + self._made(3_000 - 20, (1, 2), ["a", "e", "y", "ie"])
        self.cities = _CITIES + self._made(5_000 - 14, (2, 2), ["ville", "ton", " city", " park"])
        self.streets = self._made(8_000, (2, 2), [""])

    def _word(self, syllables: int) -> str:
        pick = self.random.choice
        return "".join(
            f"{pick(_ONSETS)}{pick(_VOWELS)}{pick(_CODAS) if self.random.random() < 0.6 else ''}"
            for _ in range(syllables)
        )

    def _made(self, number: int, syllables: tuple[int, int], endings: list[str]) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            word = self._word(int(self.random.integers(syllables[0], syllables[1] + 1)))
            ending = self.random.choice(endings) if self.random.random() < 0.5 else ""
            found[f"{word}{ending}"] = None
        return list(found)


def _skewed(random: np.random.Generator, values: int, power: float, number: int) -> list[int]:
    weights = 1 / np.arange(1, values + 1) ** power
    edges = np.cumsum(weights / weights.sum())
    found: list[int] = np.minimum(
        np.searchsorted(edges, random.random(number)), values - 1
    ).tolist()
    return found


def _ids(start: int, number: int, salt: int) -> Iterator[int]:
    """Ten-digit numbers that look random and are unique."""
    for n in range(start, start + number):
        yield 1_000_000_000 + (n * 2_654_435_761 + salt) % 8_999_999_993


def make_store(url: str, persons: int, seed: int = 1) -> Database:
    """A store with this many persons, their names, accounts and locations; no index yet."""
    database = Database(url)
    create_tables(database, owner="bench")
    random = np.random.default_rng(seed)
    words = Words(random)
    postals = [f"{p:05d}" for p in np.sort(random.choice(np.arange(10_000, 99_999), 30_000, False))]
    with database.write() as connection:
        raw = Raw(connection)
        for start in range(0, persons, 50_000):
            _chunk(raw, random, words, postals, start, min(50_000, persons - start))
    return database


def _names(random: np.random.Generator, words: Words, number: int) -> list[str]:
    surnames = _skewed(random, len(words.surnames), 0.85, number)
    given = _skewed(random, len(words.given), 0.9, number)
    kinds, letters = random.random(number), random.integers(0, 26, number)
    found = []
    for surname, name, kind, letter in zip(surnames, given, kinds, letters, strict=True):
        if kind < 0.2:
            trade, form = _TRADES[letter % 15], _FORMS[letter % 5]
            sons = " and sons" if kind < 0.06 else ""
            found.append(f"{words.surnames[surname]}{sons} {trade} {form}")
        else:
            initial = f" {chr(97 + letter)}" if kind < 0.7 else ""
            found.append(f"{words.surnames[surname]}, {words.given[name]}{initial}")
    return found


def _chunk(
    raw: Raw, random: np.random.Generator, words: Words, postals: list[str], start: int, number: int
) -> None:
    persons = list(_ids(start, number, 0))
    area = (random.integers(0, AREAS, number) + 10).tolist()
    raw.load(
        "person",
        ("person_id", "person_type", "area", "email", "as_of", "created_run", "version"),
        ((p, "person", a, "", DAY, 0, 1) for p, a in zip(persons, area, strict=True)),
    )
    named = np.repeat(np.arange(number), random.choice([1, 2, 3], number, p=[0.55, 0.35, 0.10]))
    _load_names(raw, persons, named.tolist(), _names(random, words, len(named)))
    held = np.repeat(
        np.arange(number), random.choice([0, 1, 2, 3], number, p=[0.05, 0.75, 0.15, 0.05])
    ).tolist()
    accounts = list(_ids(3 * start, len(held), 12345))
    place_numbers = random.choice([1, 2, 3], len(held), p=[0.6, 0.3, 0.1])
    at = np.repeat(np.arange(len(held)), place_numbers).tolist()
    places = list(_ids(9 * start, len(at), 777))
    _load_places(raw, random, words, postals, places, [area[held[a]] for a in at])
    mailing: dict[int, int] = {}
    modules = []
    for n, (account, place) in enumerate(zip(at, places, strict=True)):
        if account in mailing:
            modules.append((next(_ids(9 * start + n, 1, 99)), accounts[account], place))
        mailing.setdefault(account, place)
    _load_accounts(raw, persons, area, accounts, held, mailing)
    _load_modules(raw, modules)


def _load_names(raw: Raw, persons: list[int], named: list[int], names: list[str]) -> None:
    def rows() -> Iterator[tuple[Any, ...]]:
        last, seq = -1, 0
        for person, name in zip(named, names, strict=True):
            seq = seq + 1 if person == last else 0
            yield persons[person], seq, "alias" if seq else "primary", name, name
            last = person

    raw.load("person_name", ("person_id", "seq", "name_type", "name", "search_key"), rows())


def _load_places(
    raw: Raw,
    random: np.random.Generator,
    words: Words,
    postals: list[str],
    places: list[int],
    areas: list[int],
) -> None:
    number = len(places)
    cities = _skewed(random, len(words.cities), 0.9, number)
    streets = _skewed(random, len(words.streets), 0.6, number)
    houses, kinds = random.integers(1, 9999, number), random.integers(0, 36, number)

    def rows() -> Iterator[tuple[Any, ...]]:
        for place, area, city, street, house, kind in zip(
            places, areas, cities, streets, houses.tolist(), kinds.tolist(), strict=True
        ):
            flat = f" apt {house % 400}" if kind >= 27 else ""
            address = f"{house} {words.streets[street]} {_STREETS[kind % 9]}{flat}"
            town, postal = words.cities[city], postals[(city * 6 + house % 6) % len(postals)]
            yield (
                place, "mailing", address, "", town, "CA", postal, "", "", area,
                address, town, postal, 0, 1,
            )  # fmt: skip

    columns = (
        "location_id location_type address address2 city state postal country division area "
        "address_key city_key postal_key created_run version"
    )
    raw.load("location", columns.split(), rows())


def _load_accounts(
    raw: Raw,
    persons: list[int],
    area: list[int],
    accounts: list[int],
    held: list[int],
    mailing: dict[int, int],
) -> None:
    columns = (
        "account_id account_type division bill_cycle setup_date access_group area "
        "mailing_location_id created_run version"
    )
    raw.load(
        "account",
        columns.split(),
        (
            (account, "x", "", "", DAY, 0, area[holder], mailing[n], 0, 1)
            for n, (account, holder) in enumerate(zip(accounts, held, strict=True))
        ),
    )
    raw.load(
        "account_person",
        ("account_id", "person_id", "role", "financially_responsible"),
        ((a, persons[h], "main", True) for a, h in zip(accounts, held, strict=True)),
    )


def _load_modules(raw: Raw, modules: list[tuple[int, int, int]]) -> None:
    columns = (
        "obligation_id account_id mft period kind status closing_code location_id old_id as_of "
        "area created_run version"
    )
    raw.load(
        "obligation",
        columns.split(),
        ((m, a, "30", "202412", "TDA", "26", "", p, "", DAY, 0, 0, 1) for m, a, p in modules),
    )
