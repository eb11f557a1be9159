"""The sample words and places of `data/samples`, read once into weighted tables."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from entity_tui.demo.draws import slots
from entity_tui.domain.organisation import area_of_state
from entity_tui.paths import data_root


class City(NamedTuple):
    """A city with what an address and a phone number need of it."""

    name: str
    state: str
    country: str
    postals: tuple[str, ...]
    area_codes: tuple[str, ...]
    area: int


def read(name: str) -> list[dict[str, str]]:
    """The rows of `data/samples/<name>.csv`."""
    path = data_root() / "samples" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def words_of(name: str, part: str, kind: str = "") -> list[str]:
    """The weighted texts of one part (and kind or heritage) of a sample table."""
    return slots([
        (row["text"], int(row["weight"]))
        for row in read(name)
        if row["part"] == part and (row.get("kind") or row.get("heritage") or "") == kind
    ])  # fmt: skip


@cache
def kinds_of(name: str, part: str) -> list[tuple[str, str]]:
    """The weighted texts of a part, each with its kind or heritage."""
    return slots([
        ((row["text"], row.get("kind") or row.get("heritage") or ""), int(row["weight"]))
        for row in read(name)
        if row["part"] == part
    ])  # fmt: skip


def _city(row: dict[str, str]) -> City:
    area = area_of_state(row["state"], row["country"])
    codes = tuple(row["area_codes"].split())
    first, last = row["postal_from"], row["postal_to"]
    postals: tuple[str, ...] = (first,)
    if first != last:
        postals = tuple(f"{code:05d}" for code in range(int(first), int(last) + 1))
    return City(row["city"], row["state"], row["country"], postals, codes, area)


@cache
def city_weights() -> tuple[tuple[City, int], ...]:
    """Every city with its share of the taxpayers."""
    return tuple((_city(row), int(row["weight"])) for row in read("cities"))


@cache
def cities() -> list[City]:
    """The cities, weighted by population."""
    return slots(city_weights())


@cache
def area_shares() -> dict[int, float]:
    """The share of all taxpayers who live in each area."""
    total = sum(weight for _, weight in city_weights())
    shares: dict[int, float] = {}
    for city, weight in city_weights():
        shares[city.area] = shares.get(city.area, 0.0) + weight / total
    return dict(sorted(shares.items()))
