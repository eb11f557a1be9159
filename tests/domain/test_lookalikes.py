"""Look-alike characters: one folding for keys, patterns and numbers (CC-02, CC-12)."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.identifiers import parse_phone, parse_tin
from entity_tui.domain.ids import read_account
from entity_tui.domain.inert import inert
from entity_tui.domain.lookalikes import fold_lookalikes, plain_number
from entity_tui.domain.money import parse_cents
from entity_tui.domain.search_key import search_key, search_keys
from entity_tui.domain.typed_date import typed_date
from entity_tui.domain.wildcard import Pattern
from entity_tui.settings import parse_day


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("O\u2019BRIEN, PAT", "o'brien"), ("O\u2018BRIEN", "o'brien"), ("O\u02bcBRIEN", "o'brien"),
        ("O`BRIEN", "o'brien"), ("O\u00b4BRIEN", "o'brien"), ("O\u2032BRIEN", "o'brien"),
        ("O\uff07BRIEN", "o'brien"), ("O'BRIEN", "o\u2019brien"), ("O\u201bBRIEN", "o`brien"),
        ("GARCIA\u2013LOPEZ", "garcia-lopez"), ("GARCIA\u2010LOPEZ", "garcia-lopez"),
        ("GARCIA\u2011LOPEZ", "garcia-lopez"), ("GARCIA\u2014LOPEZ", "garcia-lopez"),
        ("GARCIA\u2212LOPEZ", "garcia-lopez"), ("GARCIA\ufe58LOPEZ", "garcia-lopez"),
        ("GARCIA-LOPEZ", "garcia\u2013lopez"), ("4\u2011B ELM ST", "4-b elm"),
        ("O\u2019FALLON", "o'fallon"), ("DE\u00a0LA\u2009CRUZ", "de la cruz"),
        ("DE\u3000LA CRUZ", "de la cruz"), ("DE LA\tCRUZ", "de la cruz"), ("DE LA", "de\u202fla"),
        ("SMI\u200bTH", "smith"), ("SMI\u00adTH", "smith"), ("\ufeffSMITH", "smith"),
        ("SMITH", "smi\u200dth"), ("SMI\u2060TH", "smith"), ("SM\u200eITH", "smith"),
        ("\u201cTHE\u201d SHOP", '"the" shop'), ("\u201eACE\u201f", '"ace"'),
        ("\u0149DIAYE", "'ndiaye"), ("SMI\ufe0fTH", "smith"), ("JOS\u00c9\u200b", "jose"),
    ],
)  # fmt: skip
def test_cc_02_look_alikes_are_found_by_what_a_keyboard_types(stored: str, typed: str) -> None:
    pattern = Pattern.typed(typed)
    assert pattern and pattern.matches(search_key(stored))


@pytest.mark.parametrize(
    ("pasted", "digits"),
    [
        ("12\u20133450001", "123450001"),
        ("12\u20113450001", "123450001"),
        ("12 3450001", "123450001"),
        ("12\u00a03450001", "123450001"),
        ("781\u201461\u20148552", "781618552"),
        ("781\u221261\u22128552V", "781618552"),
        ("781\u200b618552", "781618552"),
        ("\ufeff781618552", "781618552"),
        ("781.61.8552", "781618552"),
        ("781-61-8552 W", "781618552"),
        ("781618552v", "781618552"),
    ],
)
def test_cc_12_a_pasted_tin_is_read(pasted: str, digits: str) -> None:
    assert parse_tin(pasted) == digits


def test_cc_12_phones_and_accounts_are_read_with_pasted_dashes() -> None:
    assert parse_phone("847\u2011555\u20111152 x834") == ("8475551152", "834")
    assert read_account("0011883422\u20135") == "0011883422"


def test_ui_06_days_and_amounts_are_read_with_pasted_dashes() -> None:
    today = date(2026, 11, 20)
    assert typed_date("2026\u201111\u201119", today) == date(2026, 11, 19)
    assert typed_date("\u22121", today) == date(2026, 11, 19)
    assert typed_date("\u00a011/19\u200b", today) == date(2026, 11, 19)
    assert parse_day("2026\u201311\u201319", "DATE") == date(2026, 11, 19)
    assert parse_cents("\u2212719.99") == parse_cents("-719.99") == -71999


@given(st.text(st.characters() | st.sampled_from("A\u202e\x1b\n\t\u2028\u200b"), max_size=12))
def test_cc_12_a_name_is_found_as_the_screen_shows_it(text: str) -> None:
    assert search_key(inert(text)) == search_key(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_lookalikes(fold_lookalikes(text)) == fold_lookalikes(text)
    assert plain_number(plain_number(text)) == plain_number(text)


@given(st.text(st.sampled_from("A'`-\u2019\u2013\u00a0\u200b\t B"), max_size=8))
def test_what_is_folded_has_no_look_alike_left(text: str) -> None:
    folded = fold_lookalikes(text)
    assert folded.isascii()
    assert not any(unicodedata.category(c) in {"Cf", "Cc"} for c in folded)
    assert search_keys([text, text]) == [search_key(text)] * 2


def test_every_dash_and_format_character_of_unicode_is_folded() -> None:
    """A later Unicode may add some: this names them."""
    wide = [chr(n) for n in range(0x80, 0x2FFFF) if unicodedata.category(chr(n)) == "Pd"]
    other_scripts = set("\u1400\u301c\u3030\u30a0\u2e17\u2e1a\u2e40\u2e5d\U00010ead")
    assert {c for c in wide if fold_lookalikes(c) != "-"} <= other_scripts
    blanks = [chr(n) for n in range(0x80, 0x3001) if unicodedata.category(chr(n)) == "Zs"]
    assert {c for c in blanks if fold_lookalikes(c) != " "} == set()
