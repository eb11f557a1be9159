"""System-assigned ids: ten digits, random-looking, unique without a collision check.

A keyed Feistel permutation of a per-store counter on exactly 0 … 9,999,999,999, in plain integer
arithmetic, so that numpy computes a million at once with the very same function.
"""

from __future__ import annotations

import re
from typing import TypeVar

from entity_tui.domain.lookalikes import plain_number

SPACE = 10**10
_HALF = 10**5
_ROUNDS = 6
Number = TypeVar("Number")


def round_keys(key: int) -> tuple[tuple[int, int], ...]:
    """The constants of the rounds, spun from the store's secret key (a 64-bit number)."""
    keys, state = [], key & (2**64 - 1)
    for _ in range(_ROUNDS):
        pair = []
        for modulus in (899_981, 899_971):
            state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
            pair.append((state >> 24) % modulus + 1)
        keys.append((pair[0], pair[1]))
    return tuple(keys)


def permute(counter: Number, keys: tuple[tuple[int, int], ...]) -> Number:
    """The id of a counter value below SPACE; counters may be an int or an int64 array."""
    left, right = counter // _HALF, counter % _HALF  # type: ignore[operator]
    for add, times in keys:
        mixed = (right + add) * (right + times) % 999_983 * times % 999_979
        left, right = right, (left + mixed) % _HALF
    return left * _HALF + right  # type: ignore[return-value]


def check_digit(account_id: int) -> int:
    """The check digit of a ten-digit account id: 0011883422 → 5 (taxpayer manual, Account ID)."""
    total = 0
    for place, digit in enumerate(map(int, f"{account_id:010d}")):
        if place % 2 == 0:
            total += digit
        else:
            total += 2 * digit - (9 if digit > 4 else 0)
    return (10 - total % 10) % 10


def show_account(account_id: int) -> str:
    """`0011883422-5`: the id with its check digit."""
    return f"{account_id:010d}-{check_digit(account_id)}"


_CASE = re.compile(r"(?ai)(?:case )?(\d{10})")
_ACCOUNT = re.compile(r"(?a)(\d{1,10})|(\d{10})[-. ]?(\d)")


def read_account(text: str) -> str:
    """The digits of an account ID: whole, with or without check digit, or its first ones.

    Raises ValueError for anything else, and for a wrong check digit.
    """
    found = _ACCOUNT.fullmatch(plain_number(text))
    if not found:
        raise ValueError(f"'{text}' is not an account ID: up to ten digits and a check digit.")
    if found[1]:
        return found[1]
    if check_digit(int(found[2])) != int(found[3]):
        raise ValueError(
            f"The check digit of account {found[2]}-{found[3]} is wrong: one of its digits was "
            "mistyped. Compare it with the source, or search by its first digits."
        )
    return found[2]


def read_id(text: str) -> int:
    """The number of a record: up to ten digits. Raises ValueError for anything else."""
    typed = plain_number(text)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 10):
        raise ValueError(f"'{text}' is not an ID: up to ten digits.")
    return int(typed)


def read_case(text: str) -> int | None:
    """The case ID in `0001234567` or `case 0001234567`; None for anything else, such as a TIN."""
    found = _CASE.fullmatch(plain_number(text))
    return int(found[1]) if found else None
