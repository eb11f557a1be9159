"""Wild cards and search keys (CC-02, CC-03, CC-04)."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.search_key import search_key
from entity_tui.domain.wildcard import Pattern, successor

_keys = st.text(st.sampled_from("abn%_\\ é王\U0001f642"), max_size=8).map(search_key)


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("B", "Baker", True), ("B", "Abel", False), ("B%N", "Bacon", True), ("B%N", "Baker", False),
        ("%B", "Abel", True), ("%an", "Oakland", True), ("a_c", "abc", False), ("a_c", "A_C", True),
        ("garcía", "GARCIA LOPEZ", True), ("GARCIA", "García", True), ("%%x", "ax", True),
        ("o'n", "O'NEIL", True), ("straß", "STRASSE", True), ("lukasz", "ŁUKASZ", True),
        ("100\\", "100\\% PURE", True),
    ],
)  # fmt: skip
def test_cc_04_percent_is_any_run_and_one_is_always_appended(
    pattern: str, name: str, found: bool
) -> None:
    typed = Pattern.typed(pattern)
    assert typed and typed.matches(search_key(name)) is found


@pytest.mark.parametrize("text", ["", "  ", "\x00\x1b"])
def test_nothing_typed_is_no_pattern(text: str) -> None:
    assert Pattern.typed(text) is None


@given(pattern=_keys, key=_keys)
def test_cc_04_sqlites_like_agrees_with_the_plain_reference(pattern: str, key: str) -> None:
    typed = Pattern.typed(pattern)
    if typed is None:
        return
    row = sqlite3.connect(":memory:").execute("SELECT ? LIKE ? ESCAPE '\\'", (key, typed.like()))
    assert bool(row.fetchone()[0]) is typed.matches(key)


@given(st.text(min_size=1), st.text())
def test_the_successor_of_a_prefix_is_above_all_that_begins_with_it(prefix: str, rest: str) -> None:
    above = successor(prefix)
    assert above is None or prefix + rest < above
    assert above is None or not above.startswith(prefix)


@pytest.mark.parametrize(
    ("prefix", "above"),
    [("ab", "ac"), ("\ud7ff", "\ue000"), ("a\U0010ffff", "b"), ("\U0010ffff", None)],
)
def test_the_successor_steps_over_surrogates_and_the_last_character(
    prefix: str, above: str | None
) -> None:
    assert successor(prefix) == above


@given(st.text())
def test_cc_02_folding_twice_is_folding_once(text: str) -> None:
    once = search_key(text)
    assert search_key(once) == once
    assert search_key(text.upper()) == search_key(text.lower()) or not text.isascii()
