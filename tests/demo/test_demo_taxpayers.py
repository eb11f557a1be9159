"""IM-10: taxpayers, their cases and their modules are well formed and believable."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from entity_tui.demo.draws import Shuffle, slots, words
from entity_tui.demo.generate import entity_lines, world
from entity_tui.demo.tins import Tins
from entity_tui.domain.identifiers import TinType, parse_phone, parse_tin, tin_oddity
from entity_tui.domain.money import parse_cents
from entity_tui.domain.organisation import area_of_state
from entity_tui.store.reference import meanings
from support.extracts import AS_OF, SEED, Extract

TRUST_FUND = {"01", "11", "14", "16"}
_PERSON = re.compile(r"[^,]+, [^,]+")
_BY_KIND = {"1": "P", "2": "B", "3": "B", "4": "B", "5": "B", "6": "B"}


def test_im_10_every_tin_is_well_formed_and_nobody_shares_one(entities: Extract) -> None:
    for row in entities.rows:
        assert parse_tin(row["tin"]) == row["tin"]
        assert tin_oddity(row["tin"], row["tin_type"]) == ""
    tins = [row["tin"] for row in entities.rows]
    assert len(set(tins)) == len(tins)


def test_im_10_numbers_of_every_kind_are_unique_by_construction() -> None:
    tins = Tins(SEED)
    kinds = (TinType.SSN, TinType.EIN, TinType.ITIN)
    numbers = [tins.number(n, kind) for n in range(20_000) for kind in kinds]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 9 for number in numbers)


@pytest.mark.parametrize(("high", "low"), [(1, 1), (3, 7), (40, 25), (1_000, 9)])
def test_im_10_a_shuffle_is_a_permutation(high: int, low: int) -> None:
    shuffle = Shuffle(SEED, "test", high, low)
    assert sorted(map(shuffle, range(high * low))) == list(range(high * low))


def test_im_10_a_weighted_choice_keeps_its_shares_and_forgets_nobody() -> None:
    table = slots([("common", 900_000), ("some", 100_000), ("rare", 1)])
    counts = Counter(table)
    assert len(table) == 65_536
    assert counts["rare"] == 1
    assert counts["some"] / len(table) == pytest.approx(0.1, abs=0.001)


def test_im_10_draws_depend_on_seed_kind_and_number_alone() -> None:
    draw = words(SEED, "kind", 3)
    assert draw(5) == words(SEED, "kind", 3)(5)
    assert len({draw(5), draw(6), words(SEED, "other", 3)(5), words(8, "kind", 3)(5)}) == 4


def test_im_10_names_have_the_form_of_their_kind(entities: Extract) -> None:
    for row in entities.rows:
        if row["person_type"] == "P":
            assert _PERSON.fullmatch(row["name"]) and not row["dba_name"]
        assert row["name"] == row["name"].upper() and "  " not in row["name"]
        assert 3 < len(row["name"]) <= 60
        assert "{" not in row["name"] + row["dba_name"]


def test_im_10_names_are_skewed_with_a_long_tail(entities: Extract) -> None:
    people = [r["name"].split(",")[0] for r in entities.rows if r["person_type"] == "P"]
    counts = Counter(people)
    assert counts.most_common(1)[0][0] == "SMITH"
    assert counts["SMITH"] > 30
    assert len(counts) > 900
    assert any("-" in name for name in counts) and any("'" in name for name in counts)
    assert any(not name.isascii() for name in counts)


def test_im_10_some_taxpayers_share_surname_and_address(entities: Extract) -> None:
    homes = Counter((row["street"], row["postal"]) for row in entities.rows)
    assert 0.1 < sum(n for n in homes.values() if n > 1) / len(entities.rows) < 0.5


def test_im_10_addresses_and_phones_agree(entities: Extract) -> None:
    for row in entities.rows:
        assert row["street"] and row["city"]
        assert area_of_state(row["state"], row["country"])
        if row["country"] == "USA":
            assert re.fullmatch(r"\d{5}", row["postal"])
            assert re.fullmatch(r"[A-Z]{2}", row["state"])
        for phone in (row["phone_home"], row["phone_business"]):
            if phone:
                assert parse_phone(phone)[0][3:6] == "555"


def test_im_10_taxpayers_live_where_people_live(entities: Extract) -> None:
    states = Counter(row["state"] for row in entities.rows)
    assert [state for state, _ in states.most_common(3)] == ["CA", "TX", "FL"]
    assert len(states) > 50


def test_im_10_codes_fit_the_taxpayer(entities: Extract) -> None:
    subcodes = meanings("subcodes")
    for row in entities.rows:
        assert row["case_code"] in meanings("case_codes")
        assert row["subcode"] == "" or row["subcode"] in subcodes
        if row["case_code"] != "000":
            assert _BY_KIND[row["case_code"][0]] == row["person_type"]
        assert row["grade"] in {"09", "11", "12", "13"}
        assert (row["predictive"] == "") == (row["scored_on"] == "")
        if row["person_type"] == "P":
            assert row["tin_type"] in {"SSN", "ITIN"}


def test_im_10_business_names_end_as_their_case_code_says(entities: Extract) -> None:
    for row in entities.rows:
        if re.search(r"\bP?LLC$", row["name"]):
            assert row["case_code"] in {"601", "602", "000"}
        if re.search(r"\b(INC|CORP)$", row["name"]):
            assert row["case_code"] in {"201", "202", "000"}


def test_im_10_days_of_a_case_are_in_order(entities: Extract) -> None:
    for row in entities.rows:
        order = [row["received_on"], row["assigned_on"], row["last_touch"], row["closed_on"]]
        days = [day for day in order if day]
        assert days == sorted(days) and days[-1] <= "2026-11-21"
        assert all(date.fromisoformat(day).weekday() < 5 for day in days)
        if row["first_contact"]:
            assert row["assigned_on"] <= row["first_contact"] <= row["last_touch"]
        assert bool(row["closed_on"]) == (row["status"] == "C")
        in_hand = row["status"] != "Q" and not row["assignment"].endswith("00")
        assert bool(row["assigned_on"]) == in_hand


def test_im_10_every_taxpayer_has_one_to_eight_modules(entities: Extract, modules: Extract) -> None:
    counts = Counter((row["tin"], row["tin_type"]) for row in modules.rows)
    assert set(counts) == {(row["tin"], row["tin_type"]) for row in entities.rows}
    assert max(counts.values()) <= 8
    assert 2.2 < len(modules.rows) / len(entities.rows) < 2.6


def test_im_10_module_keys_are_unique(modules: Extract) -> None:
    keys = Counter((row["tin"], row["mft"], row["period"]) for row in modules.rows)
    assert max(keys.values()) == 1


def test_im_10_periods_fit_their_tax(modules: Extract) -> None:
    for row in modules.rows:
        assert row["mft"] in meanings("mft_codes")
        month = row["period"][4:]
        if row["mft"] == "52":
            assert row["period"] == "000000"
        elif row["mft"] in {"01", "03", "55"}:
            assert month in {"03", "06", "09", "12"}
        else:
            assert month == ("07" if row["mft"] == "60" else "12")
        assert row["period"] < "202611"


def test_im_10_module_statuses_fit_the_case(entities: Extract, modules: Extract) -> None:
    cases = {row["tin"]: row for row in entities.rows}
    standing: dict[str, set[str]] = {}
    for row in modules.rows:
        assert row["status"] in meanings("status_codes")
        standing.setdefault(row["tin"], set()).add(row["status"])
        if row["status"] in {"53"}:
            assert row["closing_code"] in meanings("tc530_closing_codes")
        if row["closed_on"]:
            assert cases[row["tin"]]["received_on"] <= row["closed_on"] <= "2026-11-21"
    for tin, statuses in standing.items():
        case = cases[tin]
        if case["status"] == "C":
            assert statuses <= {"12", "53", "60", "06"}
        elif case["status"] == "Q":
            assert statuses & {"24", "03"} and "26" not in statuses
        else:
            assert statuses & {"26", "03"} and "24" not in statuses


def test_im_10_amounts_and_statutes_fit_the_module(modules: Extract) -> None:
    for row in modules.rows:
        if row["kind"] == "TDI":
            assert row["status"] in {"02", "03", "06"}
            assert not (row["assessed"] or row["balance"] or row["csed"] or row["ased"])
            continue
        assert parse_cents(row["assessed"]) > 0
        assert (parse_cents(row["balance"]) == 0) == (row["status"] == "12")
        assessed_by = date.fromisoformat(row["csed"]).year - 10
        assert assessed_by <= AS_OF.year
        assert row["period"] == "000000" or int(row["period"][:4]) <= assessed_by
        assert bool(row["ased"]) == (row["mft"] in TRUST_FUND)
        if row["ased"]:
            assert row["ased"] == f"{int(row['period'][:4]) + 4}-04-15"


def test_im_10_statutes_of_open_modules_have_not_run_out(modules: Extract) -> None:
    open_ones = [row["csed"] for row in modules.rows if row["csed"] and not row["closed_on"]]
    assert min(open_ones) > AS_OF.isoformat()
    soon = (AS_OF + timedelta(days=365)).isoformat()
    assert any(day < soon for day in open_ones)


def test_im_10_lines_can_be_made_from_the_middle() -> None:
    demo = world(200, SEED, AS_OF)
    assert list(entity_lines(demo, 120)) == list(entity_lines(demo))[120:]
