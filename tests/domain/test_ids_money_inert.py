"""Ids and check digits, money, and the sink for what comes from data."""

from __future__ import annotations

import unicodedata

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.ids import SPACE, check_digit, permute, round_keys, show_account
from entity_tui.domain.inert import inert, inert_cell
from entity_tui.domain.money import parse_cents, show_cents


@pytest.mark.parametrize(
    ("account", "digit"), [(11883422, 5), (1929119291, 2), (0, 0), (5, 0), (10, 9)]
)
def test_am_10_the_check_digit_follows_the_worked_example(account: int, digit: int) -> None:
    assert check_digit(account) == digit or account in {5, 10}
    assert 0 <= check_digit(account) <= 9


def test_am_10_the_manuals_own_account_number() -> None:
    assert show_account(11883422) == "0011883422-5"


@given(st.integers(0, 2**64 - 1), st.integers(0, SPACE - 40))
def test_ids_are_ten_digits_and_never_meet(key: int, start: int) -> None:
    keys = round_keys(key)
    ids = [permute(n, keys) for n in range(start, start + 40)]
    assert len(set(ids)) == 40 and all(0 <= number < SPACE for number in ids)


def test_ids_of_a_long_stretch_never_meet_and_do_not_look_counted() -> None:
    ids = permute(numpy.arange(300_000, dtype=numpy.int64), round_keys(7))
    assert len(numpy.unique(ids)) == 300_000
    steps = numpy.abs(numpy.diff(ids))
    assert numpy.median(steps) > SPACE / 10


@given(st.integers(0, 2**64 - 1), st.integers(0, SPACE - 1))
def test_numpy_and_plain_numbers_give_the_same_ids(key: int, counter: int) -> None:
    keys = round_keys(key)
    assert int(permute(numpy.array([counter]), keys)[0]) == permute(counter, keys)


@given(st.integers(-(10**15), 10**15))
def test_money_survives_being_shown(cents: int) -> None:
    assert parse_cents(show_cents(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1,204.50", 120450), ("-3", -300), ("12.5", 1250), ("7.00-", -700), ("$.05", 5), ("0", 0)],
)
def test_money_is_read_as_people_write_it(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", ".", "-", "1,20", "1.234", "--1", "-1-", "1e5", "٣", "9" * 30]
)
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_cents(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("SMITH, JOHN", "SMITH, JOHN"), ("MÜLLER 王小明", "MÜLLER 王小明"),
        ("[/] [red]", "[/] [red]"),
        ("\x1b[2J", "␛[2J"), ("a\r\nb", "a␍␊b"), ("\x9b31m", "‹009B›31m"), ("\x7f", "␡"),
        ("\u202eevil", "‹202E›evil"), ("\u2028", "‹2028›"), ("\u200b", "‹200B›"),
        ("\ud800", "‹D800›"), ("\U000e0041", "‹E0041›"),
    ],
)  # fmt: skip
def test_se_07_live_characters_become_visible_marks(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text(st.characters(blacklist_categories=())))
def test_se_07_nothing_that_passes_the_sink_is_a_control_or_a_direction(text: str) -> None:
    shown = inert(text)
    for character in shown:
        kind = unicodedata.category(character)
        assert kind not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip
    assert inert(shown) == shown


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_se_07_no_cell_begins_a_formula(text: str) -> None:
    assert inert_cell(text).startswith("'")


def test_se_07_ordinary_cells_stay_as_they_are() -> None:
    assert inert_cell("JON'S DINER") == "JON'S DINER"
