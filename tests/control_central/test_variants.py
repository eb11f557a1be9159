"""Variants: what people type against what files have, by table and on both databases (CC-14)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.control_central.variants import (
    name_variants,
    place_variant,
    postal_variant,
)
from entity_tui.domain.search_key import search_key
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, SYSTEM, entity, load, write


def found_by_variant(typed: str, stored: str) -> bool:
    return any(variant.finds(search_key(stored)) for variant in name_variants(typed))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("john smith", "SMITH, JOHN"), ("john smith", "SMITH, JOHN K"),
        ("smith john", "SMITH, JOHN"),
        ("john smith", "SMITH,JOHN"), ("john, smith", "SMITH, JOHN"), ("jo smith", "SMITH, JOHN"),
        ("maria de la cruz", "DE LA CRUZ, MARIA"), ("maria de la cruz", "CRUZ, MARIA DE LA"),
        ("piet van der berg", "VAN DER BERG, PIET"), ("piet van der berg", "VANDERBERG, PIET"),
        ("maria cruz", "DE LA CRUZ, MARIA"), ("maria delacruz", "DE LA CRUZ, MARIA"),
        ("vanderberg, piet", "VAN DER BERG, PIET"), ("vanderberg", "VAN DER BERG, PIET"),
        ("mary stjohn", "ST. JOHN, MARY"),
        ("william hearst jr", "HEARST, WILLIAM R"), ("william hearst jr", "HEARST JR, WILLIAM"),
        ("william hearst jr", "HEARST, WILLIAM JR"), ("william hearst", "HEARST III, WILLIAM"),
        ("james tiptree jr", "TIPTREE, JAMES"), ("james tiptree iv", "TIPTREE, JAMES"),
        ("hearst, william sr", "HEARST, WILLIAM"), ("mary o'hara ii", "O'HARA, MARY"),
        ("maria moreno", "ESQUIVEL-MORENO, MARIA"), ("maria esquivel", "ESQUIVEL-MORENO, MARIA"),
        ("moreno, maria", "ESQUIVEL-MORENO, MARIA"), ("maria moreno", "GARCIA MORENO, MARIA"),
        ("maria esquivel moreno", "ESQUIVEL-MORENO, MARIA"),
        ("maria esquivel-moreno", "ESQUIVEL MORENO, MARIA"),
        ("john k. smith", "SMITH, JOHN K"), ("john k smith", "SMITH, JOHN K."),
        ("j.k. smith", "SMITH, J. K."), ("john keith smith", "SMITH, JOHN K"),
        ("john k smith", "SMITH, JOHN KEITH"), ("mary st john", "ST. JOHN, MARY"),
        ("corner store", "THE CORNER STORE"), ("the corner store", "CORNER STORE INC"),
        ("green & co", "THE GREEN & CO"), ("green and co", "THE GREEN & CO"),
        ("abc plumbing", "A.B.C. PLUMBING, INC."), ("a.b.c. plumbing", "ABC PLUMBING"),
        ("guerrero accounting llc", "GUERRERO ACCOUNTING L.L.C."),
        ("perry dental pc", "PERRY DENTAL, P.C."), ("oak park llp", "OAK PARK L.L.P."),
        ("guerrero accounting l.l.c.", "GUERRERO ACCOUNTING LLC"),
        ("abc plumbing", "A B C PLUMBING"), ("a b c plumbing", "ABC PLUMBING"),
        ("smith and sons", "SMITH & SONS"), ("smith & sons", "SMITH AND SONS"),
        ("smith&sons", "SMITH & SONS"), ("st marys", "ST. MARYS HOSPITAL"),
        ("abc", "A.B.C. PLUMBING"), ("SMITH, JOHN (guarantor)", "SMITH, JOHN"),
    ],
)  # fmt: skip
def test_cc_14_what_people_type_finds_what_files_have(typed: str, stored: str) -> None:
    assert found_by_variant(typed, stored)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("john smith", "SMITH, MARY"), ("john smith", "GOLDSMITH, JOHN"),
        ("john smith", "SMITHSON, JOHN"), ("maria moreno", "MORENO, MARTA"),
        ("abc plumbing", "ABBOTT CO PLUMBING"), ("corner store", "THE CORNER BAR STORE"),
        ("green & co", "GREEN LANDSCAPING & CO"), ("john k smith", "SMITH, JOHN M"),
        ("smith%john", "SMITH, JOHN"), ("ann", "HANNAH"), ("a b", "ABDI, AISHA"),
        ("j r", "JRUE, ANN"), ("st paul", "STEPHEN PAULSON"),
    ],
)  # fmt: skip
def test_cc_14_a_variant_lets_nothing_else_through(typed: str, stored: str) -> None:
    assert not found_by_variant(typed, stored)


@pytest.mark.parametrize(
    ("typed", "stored", "same"),
    [
        ("st paul", "ST. PAUL", True), ("st. paul", "ST PAUL", True), ("st.paul", "ST. PAUL", True),
        ("12 n oak", "12 N. OAK ST.", True), ("12 n. oak st", "12 N OAK ST", True),
        ("po box 12", "P.O. BOX 12", True), ("12 n oak", "12 S. OAK ST.", False),
        ("st paul", "SOUTH ST. PAUL", False), ("winston salem", "WINSTON-SALEM", True),
    ],
)  # fmt: skip
def test_cc_14_cities_and_addresses_without_points(typed: str, stored: str, same: bool) -> None:
    variant = place_variant(typed)
    assert variant is not None
    assert variant.matches(search_key(stored)) is same


@pytest.mark.parametrize(
    ("typed", "stored", "same"),
    [
        ("94601-1234", "946011234", True), ("946011234", "94601-1234", True),
        ("94601 1234", "94601-1234", True), ("94601-12", "946011234", True),
        ("94601\u20131234", "94601-1234", True), ("94601-1234", "94601-9999", False),
    ],
)  # fmt: skip
def test_cc_14_a_postal_code_with_its_dash_or_without(typed: str, stored: str, same: bool) -> None:
    variant = postal_variant(typed)
    assert variant is not None
    assert variant.finds(search_key(stored)) is same
    assert postal_variant("94601") is None


@given(st.text(max_size=40))
def test_cc_14_any_text_has_few_variants_and_none_with_a_wild_card(text: str) -> None:
    assert len(name_variants(text)) <= 30
    assert not name_variants(f"{text}%")


_WORDS = st.text("abcdefghijklmnoprstuvwxyz", min_size=2, max_size=8).filter(
    lambda word: word not in {"jr", "sr", "ii", "iii", "iv", "the", "and"}
)


@given(
    _WORDS, st.lists(_WORDS, min_size=1, max_size=3), st.sampled_from([" ", "-"]),
    st.sampled_from(["", " jr", " iii", " SR."]), st.sampled_from(["", " K", " K.", " KEITH"]),
)  # fmt: skip
def test_cc_14_any_name_in_spoken_order_finds_the_filed_one(
    first: str, last: list[str], joint: str, suffix: str, middle: str
) -> None:
    stored = f"{joint.join(last)}, {first}{middle}".upper()
    assert found_by_variant(f"{first} {' '.join(last)}{suffix}", stored)
    assert found_by_variant(f"{first} {last[-1]}", stored)
    assert found_by_variant(f"{' '.join(last)} {first}", stored)
    assert found_by_variant(f"{first} k {' '.join(last)}", stored) or not middle


@given(st.lists(_WORDS, min_size=2, max_size=4), st.sampled_from(["&", "AND"]))
def test_cc_14_a_business_is_found_without_the_points_and_signs(
    words: list[str], sign: str
) -> None:
    dotted = " ".join(f"{word}." for word in words[:-1]).upper()
    stored = f"THE {dotted} {sign} {words[-1].upper()}, INC."
    for typed in (
        f"{' '.join(words[:-1])} and {words[-1]}", f"{' '.join(words[:-1])} & {words[-1]} inc",
        f"the {' '.join(words[:-1])} & {words[-1]}",
    ):  # fmt: skip
        assert found_by_variant(typed, stored) or search_key(stored).startswith(typed)


NAMES = (
    "JOHN SMITH PLUMBING LLC", "JOHN SMITH TRUCKING", "SMITH, JOHN", "SMITH, JOHN A",
    "SMITH, JOHN K",
    "SMITH, JANET", "JANET SMITH", "ESQUIVEL-MORENO, MARIA", "HEARST, WILLIAM", "THE CORNER STORE",
    "O\u2019BRIEN, PAT", "GARCIA\u2013LOPEZ, ANA", "24-7",
)  # fmt: skip


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    lines = [
        entity(
            f"1200000{n:02}", name, city="ST. PAUL" if n % 2 else "O\u2019FALLON",
            street="12 N. OAK ST." if n % 2 else "4\u2011B ELM ST",
        )
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, lines))
    return Desk(database, SYSTEM, Settings(str(database.url)))


def listed(found: HitList) -> list[tuple[str, str]]:
    return [(hit.name, hit.variant) for hit in found.hits]


def test_cc_14_variants_are_listed_below_the_exact_matches_and_marked(desk: Desk) -> None:
    found = desk.find_line("john smith", False)
    assert listed(found) == [
        ("JOHN SMITH PLUMBING LLC", ""), ("JOHN SMITH TRUCKING", ""),
        ("SMITH, JOHN", "word order"), ("SMITH, JOHN A", "word order"),
        ("SMITH, JOHN K", "word order"),
    ]  # fmt: skip
    assert found.header() == "2 exact, 3 variants"
    assert found.also_tried().startswith("tried too: word order, compound, THE")
    assert desk.count(Criteria(name="john smith")) == 2
    assert desk.count(Criteria(name="maria moreno")) == 1
    desk.close()


def test_cc_06_one_exact_match_opens_in_spite_of_variants(desk: Desk) -> None:
    only = desk.find_line("john smith truck", False).only
    assert only and only.name == "JOHN SMITH TRUCKING"
    moreno = desk.find_line("maria moreno", False)
    assert moreno.only and moreno.only.name == "ESQUIVEL-MORENO, MARIA"
    assert moreno.header() == "no exact, 1 variant"
    assert desk.find_line("john smith", False).only is None
    desk.close()


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        (Criteria(city="st paul"), 6), (Criteria(address="12 n oak"), 6),
        (Criteria(city="o'fallon"), 7), (Criteria(address="4-b elm"), 7),
        (Criteria(name="william hearst jr", city="o'fallon"), 1),
        (Criteria(city="st paul", postal="94601-1"), 0), (Criteria(postal="94601"), 13),
        (Criteria(name="corner store", city="st paul", address="12 n oak st"), 1),
        (Criteria(name="maria moreno", city="reno"), 0),
    ],
)  # fmt: skip
def test_cc_14_variants_of_all_fields_are_combined(
    desk: Desk, criteria: Criteria, names: int
) -> None:
    found = desk.find(criteria)
    assert len([hit for hit in found.hits if not found.near]) == names
    desk.close()


def test_cc_14_variants_do_not_run_where_exact_matches_fill_the_list(desk: Desk) -> None:
    full = Desk(desk._database, SYSTEM, replace(Settings(str(desk._database.url)), limit=2))
    found = full.find_line("john smith", False)
    assert [hit.variant for hit in found.hits] == ["", ""]
    assert found.tried == ()
    full.close()
    desk.close()


def test_cc_14_similar_names_rank_by_distance_over_all_words(desk: Desk) -> None:
    found = desk.find_line("jon smyth", False)
    assert found.near
    names = [hit.name for hit in found.hits]
    assert names.index("SMITH, JOHN K") < names.index("JANET SMITH")
    assert names[0] == "SMITH, JOHN"
    desk.close()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("o'brien", "O\u2019BRIEN, PAT"), ("o`brien", "O\u2019BRIEN, PAT"),
        ("garcia-lopez", "GARCIA\u2013LOPEZ, ANA"), ("garcia\u2010lopez", "GARCIA\u2013LOPEZ, ANA"),
        ("ana garcia lopez", "GARCIA\u2013LOPEZ, ANA"), ("pat o'brien", "O\u2019BRIEN, PAT"),
        ("24-7", "24-7"),
    ],
)  # fmt: skip
def test_cc_02_a_name_with_look_alikes_is_found_and_stored_exactly(
    desk: Desk, line: str, name: str
) -> None:
    assert [hit.name for hit in desk.find_line(line, False).hits] == [name]
    desk.close()


def test_cc_15_a_hit_of_a_variant_can_be_kept_like_any_other(desk: Desk) -> None:
    found = desk.find_line("maria moreno", False)
    kept = desk.lists.keep("moreno", "maria moreno", found.hits)
    assert kept.total == 1
    assert json.dumps([hit.variant for hit in found.hits]) == '["compound"]'
    desk.close()
