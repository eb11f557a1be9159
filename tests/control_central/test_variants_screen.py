"""Variants and readings in the list: marks, header, columns, linear mode (CC-12, CC-14, UI-08)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from screens.control_central.hit_columns import columns_for, list_header, widths_of
from screens.shared.draw import column_rule
from support.driving import opened
from support.fake_desk import HITS, FakeDesk

_TRIED = ("word order", "compound", "THE", "points")
_EXACT = HITS[:2]
_VARIANTS = tuple(replace(hit, variant="word order") for hit in HITS[2:5])
_ASKED = Criteria(name="john smith")


def found(hits: tuple, **more: object) -> HitList:  # type: ignore[type-arg]
    return HitList(_ASKED, Kind.NAME, hits, False, "name", tried=_TRIED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hits", "head"),
    [
        (found(_EXACT + _VARIANTS), "2 exact, 3 variants (word order, compound, THE, points)"),
        (found(_VARIANTS[:1]), "no exact, 1 variant (word order, compound, THE, points)"),
        (found(_EXACT), "2 found, by name · john smith"),
        (found(()), "nothing found · john smith"),
        (found(_EXACT, near=True), "no exact match: 2 similar names, by similarity"),
    ],
)
def test_cc_14_the_header_says_what_was_tried(hits: HitList, head: str) -> None:
    assert list_header(hits, 65).startswith(head)
    assert len(list_header(hits, 65)) <= 62
    assert all(kind in list_header(hits, 160) for kind in _TRIED)


async def test_cc_14_variants_are_marked_in_the_list() -> None:
    async with opened(FakeDesk(_EXACT + _VARIANTS)) as session:
        await session.search("smith")
        marks = [line[1] for line in session.lines[9:14]]
        assert marks == [" ", " ", "~", "~", "~"]
        assert session.lines[7].startswith("── 2 exact, 3 variants")
        await session.press("f9", "linear on", "enter", "end")
        assert "Entry 5 of 5, found by word order" in session.text


async def test_cc_06_one_exact_match_opens_and_variants_stay_listed() -> None:
    async with opened(FakeDesk(_EXACT[:1] + _VARIANTS)) as session:
        await session.search("smith")
        assert session.where == "RecordScreen"
        await session.press("f12")
        assert session.lines[7].startswith("── 1 exact, 3 variants")


async def test_cc_12_an_ambiguous_line_shows_its_readings() -> None:
    hits = tuple(replace(hit, read_as="account") for hit in HITS[:2])
    hits += tuple(replace(hit, read_as="phone") for hit in HITS[2:5])
    async with opened(FakeDesk(hits)) as session:
        await session.search("smith")
        assert session.lines[7].startswith("── 5 found: 2 account, 3 phone, by reading")
        assert session.lines[8][2:].startswith("Read as Name")
        assert session.lines[9].startswith("▶ account SMITH")
        assert session.lines[13].startswith("  phone   SMITH")


@pytest.mark.parametrize("width", [80, 88, 90, 100, 108, 120, 132, 136, 144, 160, 200])
def test_cc_12_the_columns_of_readings_fit(width: int) -> None:
    for kind in Kind:
        columns = columns_for(kind, False, width, grouped=True)
        assert columns[0].title == "Read as"
        assert column_rule(widths_of(columns, width)) <= width - 2
